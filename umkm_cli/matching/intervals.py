"""intervals: how far a share of a sample may be from the share of all, at 95 %."""

from collections.abc import Callable

import numpy as np

from umkm_cli.findings.verdicts import Rate
from umkm_cli.matching.columns import Ints
from umkm_cli.matching.model import Floats

ROUNDS = 1_000
SEED = 3325
_Z = 1.959963984540054  # 97.5 % of a normal distribution lie below


def wilson(successes: float, count: float) -> Rate:
    """A share of things that are independent of each other (Wilson, 1927)."""
    if not count:
        return Rate(None, None, None)
    share = successes / count
    centre = (share + _Z**2 / (2 * count)) / (1 + _Z**2 / count)
    reach = _Z / (1 + _Z**2 / count) * float(np.sqrt(share * (1 - share) / count + _Z**2 / (4 * count**2)))
    return Rate(share, max(0.0, centre - reach), min(1.0, centre + reach))


def bootstrap(units: Floats, rates_of: Callable[[Floats], Floats]) -> tuple[Rate, ...]:
    """Shares whose counts come in independent units, such as owners: the pairs of one owner are not independent.

    Units are drawn anew with a fixed seed. Equal ones are drawn together, so a million cost no more than their kinds.
    Where every draw gives the same share, as when nothing is wrong at all, the draws say nothing of how far that may
    be chance; then it is Wilson's interval over the units that have something to take a share of.

    Args:
        units: (units, counts).
        rates_of: Sums of counts (..., counts) to shares (..., shares); NaN where there is nothing to take a share of.
    """
    values = rates_of(units.sum(axis=0))
    if not len(units):
        return tuple(Rate(None, None, None) for _ in values)
    kinds, sizes = _kinds(units)
    drawn = np.random.default_rng(SEED).multinomial(len(units), sizes / len(units), ROUNDS)
    shares = rates_of(drawn @ kinds)
    counted = (np.isfinite(rates_of(kinds)) * sizes[:, None]).sum(axis=0)
    return tuple(_rate(value, shares[:, place], int(counted[place])) for place, value in enumerate(values.tolist()))


def _kinds(units: Floats) -> tuple[Floats, Ints]:
    """The distinct rows and how many of each there are; told apart by one number, as sorting rows is dear."""
    marks = units @ np.random.default_rng(SEED).random(units.shape[1])
    _, first, sizes = np.unique(marks, return_index=True, return_counts=True)
    return units[first], sizes.astype(np.int64)


def _rate(value: float, drawn: Floats, counted: int) -> Rate:
    if not np.isfinite(value):
        return Rate(None, None, None)
    drawn = drawn[np.isfinite(drawn)]
    if not len(drawn) or drawn.min() == drawn.max():
        return wilson(value * counted, counted)
    low, high = np.percentile(drawn, (2.5, 97.5)).tolist()
    return Rate(value, min(low, value), max(high, value))


def divide(part: Floats, whole: Floats) -> Floats:
    """Part / whole, NaN where there is no whole."""
    with np.errstate(divide="ignore", invalid="ignore"):
        share: Floats = np.where(np.asarray(whole) > 0, np.asarray(part) / whole, np.nan)
    return share
