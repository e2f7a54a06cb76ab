"""sample: which pairs a person looks at so that their answers tell how right the whole list is.

Pairs are drawn by chance within strata: by what became of a pair, and by the probability that matching gave it. Each
next pair goes to the stratum where it takes most off the uncertainty of the number of true pairs, by what matching
itself says of its strata (Neyman, 1934); every stratum gets a few, as matching may be wrong and people err.
"""

import hashlib
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pyarrow as pa

from umkm_cli.matching.columns import Flags, Ints
from umkm_cli.matching.model import Floats
from umkm_cli.reviewing.belief import Belief
from umkm_cli.reviewing.frame import Frame
from umkm_cli.schema import REVIEW_SAMPLE, REVIEW_STRATA

JOINED = (0.0, 0.5, 0.8, 0.9, 0.95, 0.99, 0.999, 1.0)
"""Edges of the probabilities of the strata of joined pairs."""

APART = (0.0, 1e-5, 1e-4, 1e-3, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0)
"""The same for pairs left apart."""

LEAST = 4
"""Pairs drawn in every stratum, as far as it has so many and as the sample is large enough."""

PLAIN = 0.2
"""Share of the sample that is spread over the joined pairs by number alone, whatever matching says of them: nobody
should have to believe that what is sure is right, and such pairs show how often people err."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A sample.

    Attributes:
        strata: `REVIEW_STRATA`.
        pairs: `REVIEW_SAMPLE`, in the order in which they are asked.
    """

    strata: pa.Table
    pairs: pa.Table


def draw(frame: Frame, *, size: int, of: str) -> Drawn:
    """Draw pairs without replacement within strata.

    The same owners give the same pairs, and a larger sample holds those of a smaller one; others give others. That
    matters: pairs that were decided bind the next run, which gets them right for that reason alone.

    Args:
        frame: The pairs there are.
        size: How many to draw; fewer where there are fewer.
        of: What the owners are made of that are measured.
    """
    share = frame.share
    of_pair, edges = strata(share, frame.is_joined)
    counts = np.bincount(of_pair, minlength=len(edges))
    said = np.bincount(of_pair, share, minlength=len(edges)) / np.maximum(counts, 1)
    is_joined = np.array([joined for joined, _, _ in edges])
    sizes = allocate(counts, is_joined, said, size=size)
    chance, turn = np.random.default_rng(_seed(of)).random((2, len(of_pair)))
    order = np.lexsort((chance, of_pair))
    rank = np.arange(len(order)) - np.repeat(np.cumsum(counts) - counts, counts)
    at = order[rank < sizes[of_pair[order]]]
    at = at[np.argsort(turn[at])]
    return Drawn(_strata_table(edges, counts, said, sizes), _pairs_table(frame, at, of_pair[at]))


def allocate(counts: Ints, is_joined: Flags, said: Floats, *, size: int) -> Ints:
    """How many pairs to draw of each stratum.

    Args:
        counts: Pairs of each stratum.
        is_joined: Whether they are one owner as found.
        said: Their mean match probability.
        size: How many in all.
    """
    belief = Belief.of(said, is_joined)
    least = next(few for few in range(LEAST, -1, -1) if np.minimum(counts, few).sum() <= size)
    joined = counts * is_joined
    plain = (PLAIN * size * joined / max(int(joined.sum()), 1)).astype(np.int64)
    sizes = np.minimum(counts, least)
    more = np.minimum(counts, np.maximum(plain, least)) - sizes
    sizes += np.clip(size - sizes.sum() - np.cumsum(more) + more, 0, more)
    before, one = belief.variance * counts**2, belief.variance_of_an_answer * counts**2
    for _ in range(min(size, int(counts.sum())) - int(sizes.sum())):
        gain = _after(before, one, sizes) - _after(before, one, sizes + 1)
        sizes[np.argmax(np.where(sizes < counts, gain, -1.0))] += 1
    return sizes


def _after(before: Floats, one: Floats, sizes: Ints) -> Floats:
    """Variance that is left of the number of true pairs after so many answers."""
    left: Floats = before * one / np.maximum(one + sizes * before, 1e-300)
    return left


def strata(share: Floats, is_joined: Flags) -> tuple[Ints, list[tuple[bool, float, float]]]:
    """The stratum of each pair, and of each stratum the outcome and the ends of the probability."""
    edges = [(True, *ends) for ends in pairwise(JOINED)] + [(False, *ends) for ends in pairwise(APART)]
    inside = np.searchsorted(JOINED[1:-1], share, "right")
    outside = np.searchsorted(APART[1:-1], share, "right") + len(JOINED) - 1
    return np.where(is_joined, inside, outside), edges


def _seed(of: str) -> int:
    return int.from_bytes(hashlib.sha256(of.encode()).digest()[:8], "big")


def _strata_table(edges: list[tuple[bool, float, float]], counts: Ints, said: Floats, sizes: Ints) -> pa.Table:
    is_joined, low, high = zip(*edges, strict=True)
    return REVIEW_STRATA.conform(
        pa.table(
            {
                "stratum": np.arange(len(edges)),
                "is_joined": pa.array(is_joined),
                "low": low,
                "high": high,
                "pairs": counts,
                "said": said,
                "drawn": sizes,
            }
        )
    )


def _pairs_table(frame: Frame, at: Ints, of_pair: Ints) -> pa.Table:
    left, right = frame.names(at)
    return REVIEW_SAMPLE.conform(
        pa.table(
            {
                "left_id": left,
                "right_id": right,
                "stratum": of_pair,
                "is_joined": frame.is_joined[at],
                "match_weight": frame.bits[at],
                "match_probability": frame.share[at],
            }
        )
    )
