"""cluster: scored pairs -> owners, joined by the evidence of the whole cluster, not of a single pair.

Pairs above the threshold only say which records to look at together. Within such a component every pair is scored,
then the strongest pairs are taken first and two groups are joined when no pair across them is impossible and their
pairs, taken together, speak for one owner. The answer depends on the records alone, not on their order.
"""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from umkm_cli.matching.block import distinct, pack, unpack
from umkm_cli.matching.columns import Flags, Ints
from umkm_cli.matching.compare import Vectors, compare
from umkm_cli.matching.model import Floats
from umkm_cli.matching.nik import contradicts
from umkm_cli.matching.prepare import Prepared
from umkm_cli.matching.score import Scored, Weights, score

COMPLETE_UP_TO = 60
"""Components with more records than this are not compared all with all: a pair that was no candidate counts as such."""

NOT_COMPARED = -2.0
"""Bits for a pair across two groups that no blocking pass found worth comparing."""

LIMIT = 12.0
"""Bits: a single pair never outvotes others by more than this, for or against."""


@dataclass(frozen=True, slots=True)
class Clustered:
    """What clustering found.

    Attributes:
        scored: The pairs, with those that only the look at whole components added.
        owner: (records,) the first row of the owner of each row.
        links: Places in `scored` of the pairs that hold the owners together.
        refused: Merges that the evidence of the whole cluster spoke against.
    """

    scored: Scored
    owner: Ints
    links: Ints
    refused: int


@dataclass(slots=True)
class _Groups:
    """Records grouped so far."""

    of: dict[int, int] = field(default_factory=dict)
    members: dict[int, list[int]] = field(default_factory=dict)
    links: list[int] = field(default_factory=list)
    refused: int = 0


@dataclass(frozen=True, slots=True)
class _Evidence:
    """Pairs inside components: packed, sorted, and what speaks for each."""

    weight: dict[int, float]
    impossible: frozenset[int]


def cluster(prepared: Prepared, scored: Scored, weights: Weights, *, threshold: float) -> Clustered:
    """Join records into owners.

    Args:
        prepared: The records.
        scored: Their candidate pairs.
        weights: For the pairs that blocking did not find.
        threshold: Bits from which a pair may join.
    """
    root = _components(prepared.size, scored, threshold)
    scored = _complete(prepared, scored, weights, root)
    left, right = scored.vectors.left, scored.vectors.right
    inside = np.flatnonzero(root[left] == root[right])
    impossible = _impossible(prepared, weights, left[inside], right[inside])
    is_link = np.zeros(len(left), bool)
    is_link[inside] = (scored.weight[inside] >= threshold) & ~impossible
    size = np.bincount(root, minlength=prepared.size)
    is_pair = size[root[left[inside]]] == 2  # two records and the pair between them: nothing else to weigh
    owner = np.arange(prepared.size)
    lone = inside[is_pair & is_link[inside]]
    owner[right[lone]] = left[lone]
    rest = inside[~is_pair]
    evidence = _evidence(scored, rest, impossible[~is_pair])
    groups = _join_strongest_first(scored, rest[scored.weight[rest] >= threshold], evidence)
    for first, members in groups.members.items():
        owner[members] = first
    refused = groups.refused + int((is_pair & ~is_link[inside] & (scored.weight[inside] >= threshold)).sum())
    links = np.concatenate([lone, np.array(groups.links, np.int64)])
    return Clustered(scored, owner, links, refused)


def _components(size: int, scored: Scored, threshold: float) -> Ints:
    """Smallest connected row of each row (pointer jumping)."""
    edges = scored.weight >= threshold
    left, right = scored.vectors.left[edges], scored.vectors.right[edges]
    root = np.arange(size)
    while True:
        low = np.minimum(root[left], root[right])
        before = root.copy()
        np.minimum.at(root, root[left], low)
        np.minimum.at(root, root[right], low)
        root = root[root]
        if np.array_equal(before, root):
            return root


def _complete(prepared: Prepared, scored: Scored, weights: Weights, root: Ints) -> Scored:
    """Score the pairs within each component that blocking did not find."""
    size = np.bincount(root, minlength=prepared.size)[root]
    rows = np.flatnonzero((size > 2) & (size <= COMPLETE_UP_TO))
    rows = rows[np.argsort(root[rows], kind="stable")]
    found: list[Ints] = []
    for distance in range(1, COMPLETE_UP_TO):
        left, right = rows[:-distance], rows[distance:]
        same = root[left] == root[right]
        if not same.any():
            break
        found.append(pack(left[same], right[same]))
    inside = root[scored.vectors.left] == root[scored.vectors.right]
    known = pack(scored.vectors.left[inside], scored.vectors.right[inside])
    missing = np.setdiff1d(distinct(found), known, assume_unique=True)
    if prepared.source is not None:
        left, right = unpack(missing)
        missing = missing[prepared.source[left] != prepared.source[right]]
    if not len(missing):
        return scored
    return _append(scored, score(compare(prepared, missing, model=weights.model), weights))


def _append(scored: Scored, more: Scored) -> Scored:
    one, other = scored.vectors, more.vectors
    vectors = Vectors(
        np.concatenate([one.left, other.left]),
        np.concatenate([one.right, other.right]),
        np.concatenate([one.levels, other.levels]),
        np.concatenate([one.frequency, other.frequency]),
    )
    return Scored(vectors, np.concatenate([scored.weight, more.weight]))


def _impossible(prepared: Prepared, weights: Weights, left: Ints, right: Ints) -> Flags:
    """Pairs whose numbers mean two people, whatever else speaks for one."""
    apart = weights.model.apart
    if apart is None:
        return np.zeros(len(left), bool)
    return contradicts(prepared.niks(apart.column), left, right)


def _evidence(scored: Scored, at: Ints, impossible: npt.NDArray[np.bool_]) -> _Evidence:
    packed = pack(scored.vectors.left[at], scored.vectors.right[at])
    weight = np.clip(scored.weight[at], -LIMIT, LIMIT)
    return _Evidence(dict(zip(packed.tolist(), weight.tolist(), strict=True)), frozenset(packed[impossible].tolist()))


def _join_strongest_first(scored: Scored, edges: Ints, evidence: _Evidence) -> _Groups:
    left, right = scored.vectors.left[edges], scored.vectors.right[edges]
    order = np.lexsort((right, left, -_rounded(scored.weight[edges])))
    groups = _Groups()
    for place, one, other in zip(edges[order].tolist(), left[order].tolist(), right[order].tolist(), strict=True):
        if _join(groups, one, other, evidence):
            groups.links.append(place)
    return groups


def _rounded(weight: Floats) -> Floats:
    """Weights that differ in the last bits only, by the order of a sum, are equal."""
    rounded: Floats = np.round(weight, 6)
    return rounded


def _join(groups: _Groups, left: int, right: int, evidence: _Evidence) -> bool:
    """Join the groups of two records, if their pairs taken together allow it."""
    one, other = groups.of.get(left, left), groups.of.get(right, right)
    if one == other:
        return False
    rows, more = groups.members.get(one, [one]), groups.members.get(other, [other])
    across = [min(a, b) << 32 | max(a, b) for a in rows for b in more]
    total = sum(evidence.weight.get(pair, NOT_COMPARED) for pair in across)
    if total < 0 or not evidence.impossible.isdisjoint(across):
        groups.refused += 1
        return False
    first, gone = min(one, other), max(one, other)
    groups.members[first] = rows + more
    groups.members.pop(gone, None)
    groups.of.update(dict.fromkeys(groups.members[first], first))
    return True
