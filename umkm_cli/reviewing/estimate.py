"""estimate: the answers to a sample -> how right the whole list is, with intervals at 95 %.

A share of true pairs is believed of each stratum (`belief`); answers, of which some are wrong, change it. What may be
is drawn many times over: the share of wrong answers, the share of true pairs of each stratum, the pairs nobody has
looked at, and the answers that are wrong. Of all that was drawn, precision and recall are the mean, and their intervals
hold 95 of 100 draws.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from umkm_cli.findings.verdicts import Rate, Rates
from umkm_cli.matching.columns import Flags, Ints
from umkm_cli.matching.intervals import divide
from umkm_cli.matching.model import Floats
from umkm_cli.reviewing.belief import ERRORS, FEW_ERRORS, LIKELY_SHIFTS, SHARES, SHIFTS, UNSEEN, UNSEEN_SPREAD, Belief

DRAWS = 4_000
SEED = 3325


@dataclass(frozen=True, slots=True)
class Counted:
    """Strata, and what people said of the pairs drawn in each.

    Attributes:
        is_joined: (strata,) whether its pairs are one owner as found.
        pairs: (strata,) how many there are.
        said: (strata,) their mean match probability.
        answered: (2, strata) how many have an answer that counts, of one person; and of several who agree.
        same: (2, strata) of these, of one owner.
        doubled, disagreed: Pairs that two people were sure of, and of these those they contradict each other in.
    """

    is_joined: Flags
    pairs: Ints
    said: Floats
    answered: Ints
    same: Ints
    doubled: int = 0
    disagreed: int = 0


@dataclass(frozen=True, slots=True)
class Estimated:
    """What follows.

    Attributes:
        rates: Over the pairs of all strata.
        errors: Share of wrong answers.
        true: Share of true pairs of each stratum.
    """

    rates: Rates
    errors: Rate
    true: tuple[Rate, ...]


def estimate(counted: Counted) -> Estimated:
    """Estimate precision, recall and F1 of all pairs. The same answers give the same figures."""
    dice = np.random.default_rng(SEED)
    belief = Belief.of(counted.said, counted.is_joined).chance
    error, shifts = _errors_and_shifts(dice, counted, belief)
    true = np.column_stack(
        [
            _true_pairs(dice, counted, place, belief[place], (error, shifts[int(is_joined)]))
            for place, is_joined in enumerate(counted.is_joined)
        ]
    )  # (draws, strata)
    joined = np.full(DRAWS, counted.pairs[counted.is_joined].sum())
    unseen = np.exp(dice.normal(np.log(UNSEEN), UNSEEN_SPREAD, DRAWS))
    right, all_true = true[:, counted.is_joined].sum(axis=1), true.sum(axis=1) / (1 - unseen)
    shares = (divide(right, joined), divide(right, all_true), divide(2 * right, joined + all_true))
    return Estimated(
        rates=Rates(*map(_rate, shares)),
        errors=_rate(ERRORS[error]),
        true=tuple(_rate(divide(some, np.full(DRAWS, of))) for some, of in zip(true.T, counted.pairs, strict=True)),
    )


def weighted(counted: Counted) -> tuple[float | None, float | None]:
    """Precision and recall by the answers alone, each weighed with the pairs it stands for (Horvitz, Thompson 1952).

    Without bias but for wrong answers, and far off at times: a single answer may stand for thousands of pairs.
    """
    if (counted.answered.sum(axis=0)[counted.pairs > 0] == 0).any():
        return None, None
    same, answered = (counts.sum(axis=0).astype(np.float64) for counts in (counted.same, counted.answered))
    true = counted.pairs * divide(same, answered)
    right, all_true = np.nansum(true[counted.is_joined]), np.nansum(true)
    precision, recall = divide(np.array([right, right]), np.array([counted.pairs[counted.is_joined].sum(), all_true]))
    return _known(precision), _known(recall)


def _likelihood(counted: Counted, place: int) -> tuple[Floats, Floats]:
    """(errors, shares) likelihood of the answers of a stratum, the highest of each row 1; (errors, 1) log of that."""
    likely = np.zeros((len(ERRORS), len(SHARES)))
    for wrong, same, different in _ways(counted, place):
        said_same = SHARES * (1 - wrong[:, None]) + (1 - SHARES) * wrong[:, None]
        likely += same * np.log(said_same) + different * np.log1p(-said_same)
    highest = likely.max(axis=1, keepdims=True)
    return np.exp(likely - highest), highest


def _ways(counted: Counted, place: int) -> Iterator[tuple[Floats, int, int]]:
    """Of answers by one person, and by two who agree: (errors,) how many are wrong; answers same, and different."""
    for way, wrong in enumerate((ERRORS, ERRORS**2 / (ERRORS**2 + (1 - ERRORS) ** 2))):
        same, answered = int(counted.same[way, place]), int(counted.answered[way, place])
        yield wrong, same, answered - same


def _errors_and_shifts(dice: np.random.Generator, counted: Counted, belief: Floats) -> tuple[Ints, tuple[Ints, Ints]]:
    """Places in `ERRORS`, and in `SHIFTS` for strata apart and joined, as likely as answers make them.

    The answers tell of both by how they fit what is believed, and of errors by how often two people differ.
    """
    differ = 2 * ERRORS * (1 - ERRORS)
    errors = (FEW_ERRORS[0] - 1) * np.log(ERRORS) + (FEW_ERRORS[1] - 1) * np.log1p(-ERRORS)
    errors = errors + counted.disagreed * np.log(differ) + (counted.doubled - counted.disagreed) * np.log1p(-differ)
    shifts = []
    for side in (False, True):
        likely = np.log(LIKELY_SHIFTS) + np.zeros((len(ERRORS), 1))
        for place in np.flatnonzero(counted.is_joined == side).tolist():
            likelihood, scale = _likelihood(counted, place)
            likely = likely + np.log(likelihood @ belief[place].T) + scale
        highest = likely.max(axis=1, keepdims=True)
        shifts.append(np.exp(likely - highest))
        errors = errors + highest[:, 0] + np.log(shifts[-1].sum(axis=1))
    error = _draw(dice, np.broadcast_to(np.exp(errors - errors.max()), (DRAWS, len(ERRORS))))
    return error, (_draw(dice, shifts[0][error]), _draw(dice, shifts[1][error]))


def _true_pairs(
    dice: np.random.Generator, counted: Counted, place: int, belief: Floats, drawn: tuple[Ints, Ints]
) -> Floats:
    """True pairs of a stratum, for each error and shift drawn."""
    which = np.unique(drawn[0] * len(SHIFTS) + drawn[1], return_inverse=True)
    fits = _likelihood(counted, place)[0][which[0] // len(SHIFTS)] * belief[which[0] % len(SHIFTS)]
    share = SHARES[_draw(dice, fits, which[1])]
    unanswered = int(counted.pairs[place] - counted.answered[:, place].sum())
    true: Floats = dice.binomial(unanswered, share).astype(np.float64)
    for errors, same, different in _ways(counted, place):
        wrong = errors[drawn[0]]
        true += dice.binomial(same, share * (1 - wrong) / (share * (1 - wrong) + (1 - share) * wrong))
        true += dice.binomial(different, share * wrong / (share * wrong + (1 - share) * (1 - wrong)))
    return true


def _draw(dice: np.random.Generator, chance: Floats, rows: Ints | None = None) -> Ints:
    """One place of each row, by its chance; of `rows`, if they are told, which may come several times."""
    reached = np.cumsum(chance, axis=1)
    rows = np.arange(len(chance)) if rows is None else rows
    level = dice.random(len(rows)) * reached[rows, -1]
    # Row after row on one scale, so that all are looked up in one go.
    ends = np.cumsum(reached[:, -1])
    begins = ends - reached[:, -1]
    at = np.searchsorted((reached + begins[:, None]).ravel(), level + begins[rows], "right")
    drawn: Ints = np.clip(at - rows * chance.shape[1], 0, chance.shape[1] - 1)
    return drawn


def _rate(drawn: Floats) -> Rate:
    drawn = drawn[np.isfinite(drawn)]
    if not len(drawn):
        return Rate(None, None, None)
    mean = float(drawn.mean())
    low, high = np.percentile(drawn, (2.5, 97.5)).tolist()
    return Rate(mean, min(low, mean), max(high, mean))


def _known(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
