"""calibrate: the probabilities of single pairs against a truth. Of pairs at 0.9, are nine in ten one owner?

These are pairs as they were scored, before the evidence of a whole owner joined or parted them.
"""

from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from umkm_cli.matching.columns import Ints
from umkm_cli.matching.intervals import wilson
from umkm_cli.matching.model import Floats
from umkm_cli.verdicts import Bin, ThresholdRate

THRESHOLDS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99)

EDGES = (*THRESHOLDS, 1.0)
"""Of the bins. Below the first, `pairs` holds only what ended up in one owner all the same, which says nothing."""


def thresholds_of(pairs: pa.Table, record_id: pa.ChunkedArray, truth: Ints, true: int) -> tuple[ThresholdRate, ...]:
    """Precision and recall of the pairs at or above each of `THRESHOLDS`.

    Args:
        pairs: `pairs_table`.
        record_id: Rows with a label.
        truth: The owner of each.
        true: How many pairs of one owner these rows have.
    """
    share, is_true = _judged(pairs, record_id, truth)
    rated = []
    for threshold in THRESHOLDS:
        taken = is_true[share >= threshold]
        right = int(taken.sum())
        rated.append(ThresholdRate(threshold, len(taken), right, wilson(right, len(taken)), wilson(right, true)))
    return tuple(rated)


def calibration_of(pairs: pa.Table, record_id: pa.ChunkedArray, truth: Ints) -> tuple[Bin, ...]:
    """The pairs between each two of `EDGES`: mean probability, and share of one owner. Arguments as above."""
    share, is_true = _judged(pairs, record_id, truth)
    place = np.minimum(np.searchsorted(EDGES, share, "right") - 1, len(EDGES) - 2)
    bins = []
    for number, (low, high) in enumerate(pairwise(EDGES)):
        inside = place == number
        said = float(share[inside].mean()) if inside.any() else None
        bins.append(Bin(low, high, int(inside.sum()), said, wilson(int(is_true[inside].sum()), int(inside.sum()))))
    return tuple(bins)


def calibration_error(bins: tuple[Bin, ...]) -> float | None:
    """Expected calibration error: mean distance of what was said from what is true, by pairs."""
    told = [(one.pairs, one.said, one.true.value) for one in bins]
    missed = [pairs * abs(said - true) for pairs, said, true in told if said is not None and true is not None]
    return sum(missed) / sum(one.pairs for one in bins) if missed else None


def _judged(pairs: pa.Table, record_id: pa.ChunkedArray, truth: Ints) -> tuple[Floats, npt.NDArray[np.bool_]]:
    """Probability of each pair of two labelled rows, at least the first of `EDGES`, and whether it is one owner."""
    pairs = pairs.filter(pc.greater_equal(pairs["match_probability"], EDGES[0]))
    known = record_id.combine_chunks()
    left, right = (np.asarray(pc.fill_null(pc.index_in(pairs[end], value_set=known), -1)) for end in ENDS)
    both = np.flatnonzero((left >= 0) & (right >= 0))
    share: Floats = pairs["match_probability"].to_numpy()[both]
    return share, truth[left[both]] == truth[right[both]]


ENDS = ("left_id", "right_id")
