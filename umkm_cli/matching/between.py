"""between: decided pairs of records -> what speaks for the two clusters that each pair lies between.

An answer about two records is an answer about their clusters: matching weighs all rows of both. Where it joined the
two, these are the clusters just before that; else those in which they ended up. So the evidence of a pair that was
asked because the rest of its cluster outvoted it is that of the vote, and not of the pair alone.
"""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from umkm_cli.matching.cluster import witness_of
from umkm_cli.matching.columns import Flags, Ints
from umkm_cli.matching.compare import Vectors, compare
from umkm_cli.matching.merge import MEAN, Merged, Priors, Witness, shown, weigh_together
from umkm_cli.matching.model import Floats
from umkm_cli.matching.packed import pack_either_way, unpack
from umkm_cli.matching.prepare import Prepared
from umkm_cli.matching.rule_out import never
from umkm_cli.matching.score import Weights, weigh

Rows = list[int]
Sides = tuple[Rows, Rows]
"""The rows of two clusters, those of the smaller first row first."""


@dataclass(frozen=True, slots=True)
class Between:
    """What speaks for the two clusters of each pair.

    Attributes:
        weight: (pairs,) bits.
        shares: (pairs, levels) of each comparison, what share of the evidence came out at each level but `missing`;
            comparisons one after the other.
        is_weighed: (pairs,) is it the sum that decides, and neither a bound nor a contradiction?
        alike: (pairs,) how many pairs lie between the same two clusters.
    """

    weight: Floats
    shares: Floats
    is_weighed: Flags
    alike: Ints


def between(prepared: Prepared, merged: Merged, pairs: Ints, weights: Weights) -> Between:
    """Weigh the clusters on both sides of each packed pair.

    Args:
        prepared: The records.
        merged: How they were made clusters, whatever was decided.
        pairs: Packed pairs of different records.
        weights: What clusters are weighed with.
    """
    found = sides(merged, pairs)
    vectors, place = _compared(prepared, found, weights)
    weighed = weigh(vectors, weights)
    witness = witness_of(vectors, weighed, never(prepared, vectors.left, vectors.right, model=weights.model))
    weight, is_never = weigh_together(witness, place, len(pairs), Priors(weights.prior, weights.household))
    is_bounded = np.bincount(place, witness.taken_off != 0, minlength=len(pairs)) > 0
    firsts = np.array([(one[0], other[0], len(one), len(other)) for one, other in found], np.int64).reshape(-1, 4)
    _, same, alike = np.unique(firsts, axis=0, return_inverse=True, return_counts=True)
    shares = _shares(vectors, witness, place, weights)
    return Between(weight, shares, ~(is_never | is_bounded), alike[same.reshape(-1)])


def sides(merged: Merged, pairs: Ints) -> list[Sides]:
    """The clusters on both sides of each packed pair: before they were joined, or in the end."""
    left, right = unpack(pairs)
    is_there = np.isin(merged.owner, merged.owner[np.append(left, right)])
    members: dict[int, Rows] = defaultdict(list)
    watching: dict[int, set[int]] = defaultdict(set)
    for row in np.flatnonzero(is_there).tolist():
        members[row] = [row]
    for place, ends in enumerate(zip(left.tolist(), right.tolist(), strict=True)):
        for end in ends:
            watching[end].add(place)
    met: dict[int, Sides] = {}
    at = is_there[merged.left]
    for one, other in zip(merged.left[at].tolist(), merged.right[at].tolist(), strict=True):
        meeting = watching[one] & watching[other]
        met |= dict.fromkeys(meeting, (members[one], members[other]))
        watching[one] = (watching[one] | watching.pop(other)) - meeting
        members[one] = sorted(members[one] + members.pop(other))
    owners = zip(merged.owner[left].tolist(), merged.owner[right].tolist(), strict=True)
    return [met.get(place) or (members[min(ends)], members[max(ends)]) for place, ends in enumerate(owners)]


def _compared(prepared: Prepared, found: list[Sides], weights: Weights) -> tuple[Vectors, Ints]:
    """The vectors of the pairs of records between each two clusters, as far as merging looks, and whose they are."""
    crossed = [_cross(*clusters) for clusters in found]
    place = np.repeat(np.arange(len(found)), [len(pairs) for pairs in crossed])
    return compare(prepared, np.concatenate([np.empty(0, np.int64), *crossed]), model=weights.model), place


def _cross(one: Rows, other: Rows) -> Ints:
    left, right = (np.array(rows, np.int64) for rows in (one, other))
    sizes = np.array([len(one), len(other)])
    few, many = shown(sizes, sizes[::-1]).tolist()
    return pack_either_way(np.repeat(left[:few], many), np.tile(right[:many], few))


def _shares(vectors: Vectors, witness: Witness, place: Ints, weights: Weights) -> Floats:
    """How much the bits of two clusters change with those of each level."""
    size = int(place.max(initial=-1)) + 1
    columns = []
    for column, comparison in enumerate(weights.model.comparisons):
        known = np.flatnonzero(vectors.levels[:, column])
        voice = np.exp2(MEAN * witness.bits[known, column].astype(np.float64))
        total = np.bincount(place[known], voice, minlength=size)
        for number in range(1, len(comparison.level_names)):
            said = np.bincount(place[known], voice * (vectors.levels[known, column] == number), minlength=size)
            columns.append(np.divide(said, total, out=np.zeros(size), where=total > 0))
    return np.column_stack(columns)
