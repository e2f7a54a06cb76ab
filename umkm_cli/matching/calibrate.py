"""calibrate: the probabilities of single pairs against a truth. Of pairs at 0.9, are nine in ten one owner?

These are pairs as they were scored, before the evidence of a whole owner joined or parted them.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from umkm_cli.findings.verdicts import Bin, ThresholdRate
from umkm_cli.matching.columns import Flags, Ints
from umkm_cli.matching.groups import places_of
from umkm_cli.matching.intervals import wilson
from umkm_cli.matching.model import Floats

THRESHOLDS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99)

EDGES = (*THRESHOLDS, 1.0)
"""Of the bins. Below the first, `pairs` holds only what ended up in one owner all the same, which says nothing."""


@dataclass(frozen=True, slots=True)
class Judged:
    """Pairs of two labelled rows whose probability is at least the first of `EDGES`.

    Attributes:
        share: Match probability of each.
        is_true: Whether it is one owner.
    """

    share: Floats
    is_true: Flags


def judge(pairs: pa.Table, record_id: pa.ChunkedArray, truth: Ints) -> Judged:
    """Hold `pairs_table` against the owners `truth` of the rows `record_id`."""
    pairs = pairs.filter(pc.greater_equal(pairs["match_probability"], EDGES[0]))
    left, right = (places_of(pairs[end], record_id) for end in ("left_id", "right_id"))
    both = np.flatnonzero((left >= 0) & (right >= 0))
    return Judged(pairs["match_probability"].to_numpy()[both], truth[left[both]] == truth[right[both]])


def thresholds_of(judged: Judged, true: int) -> tuple[ThresholdRate, ...]:
    """Precision and recall of the pairs at or above each of `THRESHOLDS`; `true`: all pairs of one owner there are."""
    rated = []
    for threshold in THRESHOLDS:
        taken = judged.is_true[judged.share >= threshold]
        right = int(taken.sum())
        rated.append(ThresholdRate(threshold, len(taken), right, wilson(right, len(taken)), wilson(right, true)))
    return tuple(rated)


def calibration_of(judged: Judged) -> tuple[Bin, ...]:
    """The pairs between each two of `EDGES`: mean probability, and share of one owner."""
    place = np.minimum(np.searchsorted(EDGES, judged.share, "right") - 1, len(EDGES) - 2)
    bins = []
    for number, (low, high) in enumerate(pairwise(EDGES)):
        inside = place == number
        said = float(judged.share[inside].mean()) if inside.any() else None
        right = int(judged.is_true[inside].sum())
        bins.append(Bin(low, high, int(inside.sum()), said, wilson(right, int(inside.sum()))))
    return tuple(bins)


def calibration_error(bins: tuple[Bin, ...]) -> float | None:
    """Expected calibration error: mean distance of what was said from what is true, by pairs."""
    told = [(one.pairs, one.said, one.true.value) for one in bins]
    missed = [pairs * abs(said - true) for pairs, said, true in told if said is not None and true is not None]
    return sum(missed) / sum(one.pairs for one in bins) if missed else None
