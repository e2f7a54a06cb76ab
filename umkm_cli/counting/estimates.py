"""estimates: how sure the counts are, and how many owners neither list holds."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd
import pyarrow as pa

from umkm_cli.counting.links import Links, Slips, find_links

FEW = 7
"""Owners in both lists from which their number says how many there are in all (Robson and Regier, 1964)."""
_Z = 1.959963984540054  # 97.5 % of a normal distribution lie below


@dataclass(frozen=True, slots=True)
class Rates:
    """How many slips there are to each that the links tell of, and how far that differs from list to list.

    Counted on invented regencies whose truth is known: docs/report.md says which, and how often the intervals hold.

    Attributes:
        missed: Links that were missed, to each right one of middling evidence.
        wrong: Links that are wrong, to each that is to be expected of the probabilities.
        missed_sd, wrong_sd: Standard deviations of both between regencies.
    """

    missed: float
    wrong: float
    missed_sd: float
    wrong_sd: float


WITHIN = Rates(missed=1.8, wrong=0.75, missed_sd=0.7, wrong_sd=0.3)
ACROSS = Rates(missed=1.1, wrong=0.45, missed_sd=0.2, wrong_sd=0.25)
OPEN_SD = 0.25
"""Standard deviation between regencies of the pairs left open that are one owner, to each that is to be expected."""


@dataclass(frozen=True, slots=True)
class Errors:
    """Links missed and wrong as they are to be expected, and the variance of missed less wrong.

    Chance varies twice: in how many slips there are, and in how many of the links that tell of them.
    """

    missed: float
    wrong: float
    variance: float

    @classmethod
    def of(cls, slips: Slips, rates: Rates) -> "Errors":
        """Errors of one kind of link."""
        missed = max(rates.missed * slips.middling - slips.found, 0.0)
        wrong = rates.wrong * slips.doubted
        spreads = (rates.missed_sd * slips.middling, rates.wrong_sd * slips.doubted, OPEN_SD * slips.left_open)
        between = sum(spread**2 for spread in spreads)
        by_chance = missed * (1 + rates.missed) + wrong * (1 + rates.wrong) + slips.left_open
        return cls(missed + slips.left_open, wrong, between + by_chance)


class Estimate(NamedTuple):
    """A number with its 95 % interval; None where there is too little to go by."""

    value: float | None
    low: float | None
    high: float | None


NOTHING = Estimate(None, None, None)


def estimates(stored: Mapping[str, pa.Table], *, match_threshold: float) -> pd.DataFrame:
    """The rows of `coverage_estimate`: each count with the interval that matching leaves open, and capture-recapture.

    Counts have the interval of the corrected count, widened to hold the count itself: `owners`, those on the list
    (`baseline_owners`), `recorded`, `in_both`; `owners_corrected` is the first, corrected. With n the owners on the
    BPUM list, k those in the survey and m those in both, the number of all owners, of those in neither list too, is

    - `lincoln_petersen`: n k / m (Laplace 1786; Lincoln 1930);
    - `chapman`: (n + 1)(k + 1) / (m + 1) - 1, nearly without bias (Chapman 1951);
    - `chapman_corrected`: the same with n, k and m corrected for links that were missed or are wrong, after Ding and
      Fienberg (1994), Dual system estimation of census undercount in the presence of matching error, Survey Methodology
      20, 149-158. With a the share of owners in both that was linked, and b the share of visited owners off the list
      that was linked all the same, one finds a m + b (k - m) owners in both. So m = (found - b k) / (a - b), which is
      found + missed - wrong, as missed = (1 - a) m and wrong = b (k - m). That rows of both lists may be wrongly linked
      follows Di Consiglio and Tuoto (2015), Coverage evaluation on probabilistically linked data, Journal of Official
      Statistics 31, 415-429. The variance is that of Seber (1970), and what linkage adds to it (delta method).
    - `neither`: (n - m)(k - m) / (m + 1), corrected likewise: all owners less those in either list.

    The uncorrected two have no interval, as the textbook's does not hold where links are missed.

    Args:
        stored: `records`, `clusters` and `pairs`, at least with the columns of `people.COLUMNS`.
        match_threshold: Match probability from which pairs were joined.
    """
    names = ("records", "clusters", "pairs")
    links = find_links(*(stored[name] for name in names), match_threshold=match_threshold)
    figures = _counts(links) | _all_owners(links)
    return pd.DataFrame([{"figure": name, **_rounded(figure)} for name, figure in figures.items()])


@dataclass(frozen=True, slots=True)
class _Corrected:
    """Owners on the list, in the survey and in both, corrected, with the variances of the corrections."""

    listed: float
    visited: float
    both: float
    listed_variance: float
    visited_variance: float
    both_variance: float
    either_variance: float

    @property
    def either(self) -> float:
        """Owners in any list."""
        return self.listed + self.visited - self.both

    @classmethod
    def of(cls, links: Links) -> "_Corrected":
        """A wrong link across makes two owners one: either two visited ones, or one on the list and one off it."""
        on_list, in_survey = Errors.of(links.on_list, WITHIN), Errors.of(links.in_survey, WITHIN)
        across = Errors.of(links.across, ACROSS)
        return cls(
            listed=links.listed - on_list.missed + on_list.wrong,
            visited=links.visited - in_survey.missed + in_survey.wrong + across.wrong / 2,
            both=links.both + across.missed - across.wrong / 2,
            listed_variance=on_list.variance,
            visited_variance=in_survey.variance + across.variance / 4,
            both_variance=across.variance,
            either_variance=on_list.variance + in_survey.variance + across.variance,
        )


def _counts(links: Links) -> dict[str, Estimate]:
    """What was counted."""
    true = _Corrected.of(links)
    rows = links.rows_listed + links.rows_visited
    most = min(links.rows_listed, links.rows_visited)
    return {
        "owners": _counted(links.owners, true.either, true.either_variance, most=rows),
        "owners_corrected": _counted(true.either, true.either, true.either_variance, most=rows),
        "baseline_owners": _counted(links.listed, true.listed, true.listed_variance, most=links.rows_listed),
        "recorded": _counted(links.visited, true.visited, true.visited_variance, most=links.rows_visited),
        "in_both": _counted(links.both, true.both, true.both_variance, most=most),
    }


def _counted(count: float, corrected: float, variance: float, *, most: int) -> Estimate:
    """A count, between nothing and so many rows as there are."""
    reach = _Z * math.sqrt(variance)
    value, low, high = (min(max(one, 0.0), most) for one in (count, corrected - reach, corrected + reach))
    return Estimate(value, min(low, value), max(high, value))


def _all_owners(links: Links) -> dict[str, Estimate]:
    """Capture-recapture: owners in all, and in neither list."""
    names = ("lincoln_petersen", "chapman", "chapman_corrected", "neither")
    if links.both < FEW:
        return dict.fromkeys(names, NOTHING)
    n, k, m = links.listed, links.visited, links.both
    plain = (Estimate(n * k / m, None, None), Estimate((n + 1) * (k + 1) / (m + 1) - 1, None, None))
    return dict(zip(names, (*plain, *_corrected(_Corrected.of(links))), strict=True))


def _corrected(true: _Corrected) -> tuple[Estimate, Estimate]:
    """All owners, and those in neither list, by Chapman."""
    n, k = true.listed, true.visited
    m = max(min(true.both, n, k), 1.0)
    everybody, neither = (n + 1) * (k + 1) / (m + 1) - 1, (n - m) * (k - m) / (m + 1)
    sampling = (n + 1) * (k + 1) * (n - m) * (k - m) / ((m + 1) ** 2 * (m + 2))

    def reach(by_listed: float, by_visited: float, by_both: float) -> float:
        """Half an interval, from how much the figure grows with each count."""
        slopes = (by_listed, by_visited, by_both)
        variances = (true.listed_variance, true.visited_variance, true.both_variance)
        linkage = sum((slope / (m + 1)) ** 2 * one for slope, one in zip(slopes, variances, strict=True))
        return _Z * math.sqrt(sampling + linkage)

    far, off = reach(k + 1, n + 1, everybody + 1), reach(k - m, n - m, everybody - m)
    factor = math.exp(far / everybody)  # not to both sides alike, as few in both may mean very many in all
    return (
        Estimate(everybody, max(everybody / factor, n + k - m - off, 0.0), everybody * factor),
        Estimate(neither, max(neither - off, 0.0), neither + off),
    )


def _rounded(figure: Estimate) -> dict[str, float | None]:
    """Whole owners, the ends of the interval outwards."""
    value, low, high = figure
    return {
        "value": None if value is None else round(value),
        "low": None if low is None else math.floor(low),
        "high": None if high is None else math.ceil(high),
    }
