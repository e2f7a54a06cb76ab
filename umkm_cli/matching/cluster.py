"""cluster: scored pairs -> owners, joined by the evidence of the whole cluster, not of a single pair.

Pairs above the threshold only say which records to look at together. Within such a component every pair is scored,
then the strongest pairs are taken first and two groups are joined when no pair across them is impossible and their
pairs, taken together, speak for one owner. The answer depends on the records alone, not on their order.
"""

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from umkm_cli.config import Config
from umkm_cli.matching.compare import compare
from umkm_cli.matching.nik import contradicts
from umkm_cli.matching.prepare import Ints, Prepared
from umkm_cli.matching.score import Scored, Weights, probability, score
from umkm_cli.schema import CANDIDATE_PAIRS, CLUSTERS, pairs_table

POSSIBLE = 0.05
"""Pairs below this match probability are not kept, unless they ended up in one owner."""

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
        pairs: `pairs_table` of the model.
        clusters: `CLUSTERS`.
        links: `owner_id` and `weight` (bits) of the pairs that hold each owner together.
        facts: pairs_matched, pairs_review, repeated_owners, largest_owner, merges_refused.
    """

    pairs: pa.Table
    clusters: pa.Table
    links: pa.Table
    facts: dict[str, int]


@dataclass(slots=True)
class _Groups:
    """Records grouped so far."""

    of: dict[int, int]
    members: dict[int, list[int]]
    links: list[tuple[int, int, float]]
    refused: int = 0


def cluster(prepared: Prepared, scored: Scored, weights: Weights, *, config: Config) -> Clustered:
    """Join records into owners."""
    threshold = _bits(config.match_threshold)
    scored = _complete(prepared, scored, weights, threshold)
    is_edge = scored.weight >= threshold
    roots = _components(prepared.size, scored.vectors.left[is_edge], scored.vectors.right[is_edge])
    groups = _Groups({}, {}, [])
    inside = np.flatnonzero(roots[scored.vectors.left] == roots[scored.vectors.right])
    evidence = _evidence(scored, inside)
    impossible = _impossible(prepared, scored, inside)
    order = inside[np.lexsort((scored.vectors.right[inside], scored.vectors.left[inside], -scored.weight[inside]))]
    for place in order[scored.weight[order] >= threshold].tolist():
        _join(
            groups,
            int(scored.vectors.left[place]),
            int(scored.vectors.right[place]),
            evidence,
            impossible,
        )
    owner = np.arange(prepared.size)
    for root, members in groups.members.items():
        owner[members] = root
    return _tables(prepared, scored, weights, owner, groups, config)


def _bits(share: float) -> float:
    return float("inf") if share >= 1 else float(np.log2(share / (1 - share)))


def _components(size: int, left: Ints, right: Ints) -> Ints:
    """Smallest connected row of each row (pointer jumping)."""
    root = np.arange(size)
    while True:
        low = np.minimum(root[left], root[right])
        before = root.copy()
        np.minimum.at(root, root[left], low)
        np.minimum.at(root, root[right], low)
        root = root[root]
        if np.array_equal(before, root):
            return root


def _complete(prepared: Prepared, scored: Scored, weights: Weights, threshold: float) -> Scored:
    """Score the pairs within each component that blocking did not find."""
    is_edge = scored.weight >= threshold
    left, right = scored.vectors.left, scored.vectors.right
    root = _components(prepared.size, left[is_edge], right[is_edge])
    rows_of: dict[int, list[int]] = defaultdict(list)
    for row in np.flatnonzero(np.bincount(root, minlength=prepared.size)[root] > 2).tolist():
        rows_of[int(root[row])].append(row)
    known = set((left << 32 | right)[root[left] == root[right]].tolist())
    missing = sorted(
        one << 32 | other
        for rows in rows_of.values()
        if len(rows) <= COMPLETE_UP_TO
        for one, other in combinations(rows, 2)
        if one << 32 | other not in known
    )
    if not missing:
        return scored
    packed = np.array(missing, np.int64)
    pairs = CANDIDATE_PAIRS.conform(pa.table({"left": packed >> 32, "right": packed & 0xFFFFFFFF}))
    return _append(scored, score(compare(prepared, pairs, model=weights.model), weights))


def _append(scored: Scored, more: Scored) -> Scored:
    one, other = scored.vectors, more.vectors
    vectors = type(one)(
        np.concatenate([one.left, other.left]),
        np.concatenate([one.right, other.right]),
        np.concatenate([one.levels, other.levels]),
        np.concatenate([one.frequency, other.frequency]),
    )
    return Scored(vectors, np.concatenate([scored.weight, more.weight]))


def _evidence(scored: Scored, inside: Ints) -> dict[tuple[int, int], float]:
    """Weight of each pair inside the components, kept within `LIMIT`."""
    weight = np.clip(scored.weight[inside], -LIMIT, LIMIT).tolist()
    left, right = scored.vectors.left[inside].tolist(), scored.vectors.right[inside].tolist()
    return dict(zip(zip(left, right, strict=True), weight, strict=True))


def _impossible(prepared: Prepared, scored: Scored, inside: Ints) -> set[tuple[int, int]]:
    """Pairs whose NIKs mean two people, whatever else speaks for one."""
    left, right = scored.vectors.left[inside], scored.vectors.right[inside]
    at = np.flatnonzero(contradicts(prepared, left, right))
    return set(zip(left[at].tolist(), right[at].tolist(), strict=True))


def _join(
    groups: _Groups,
    left: int,
    right: int,
    evidence: dict[tuple[int, int], float],
    impossible: set[tuple[int, int]],
) -> None:
    """Join the groups of two records, if their pairs taken together allow it."""
    one, other = groups.of.get(left, left), groups.of.get(right, right)
    if one == other:
        return
    rows, more = groups.members.get(one, [one]), groups.members.get(other, [other])
    across = [(min(a, b), max(a, b)) for a in rows for b in more]
    total = sum(evidence.get(pair, NOT_COMPARED) for pair in across)
    if total < 0 or any(pair in impossible for pair in across):
        groups.refused += 1
        return
    root, gone = min(one, other), max(one, other)
    groups.members[root] = rows + more
    groups.members.pop(gone, None)
    groups.of.update(dict.fromkeys(groups.members[root], root))
    groups.links.append((left, right, evidence[left, right]))


def _tables(
    prepared: Prepared,
    scored: Scored,
    weights: Weights,
    owner: Ints,
    groups: _Groups,
    config: Config,
) -> Clustered:
    share = probability(scored.weight)
    same_owner = owner[scored.vectors.left] == owner[scored.vectors.right]
    owner_id = _owner_ids(prepared.record_id, owner)
    counts = np.bincount(owner, minlength=1)
    is_review = (share >= config.review_threshold) & ~same_owner
    link_rows = np.array([left for left, _, _ in groups.links], np.int64)
    links = pa.table(
        {
            "owner_id": owner_id.take(pa.array(link_rows)),
            "weight": pa.array([weight for _, _, weight in groups.links], pa.float64()),
        }
    )
    return Clustered(
        pairs=_pairs(prepared, scored, weights, np.flatnonzero(same_owner | (share >= POSSIBLE))),
        clusters=CLUSTERS.conform(pa.table({"record_id": prepared.record_id, "owner_id": owner_id})),
        links=links,
        facts={
            "pairs_matched": int(same_owner.sum()),
            "pairs_review": int(is_review.sum()),
            "repeated_owners": int((counts > 1).sum()),
            "largest_owner": int(counts.max(initial=0)),
            "merges_refused": groups.refused,
        },
    )


def _owner_ids(record_id: pa.Array, owner: Ints) -> pa.Array:
    """`O` and the smallest record_id of the owner; records are sorted, so that is the root."""
    first = record_id.take(pa.array(owner)).to_pylist()
    return pa.array([f"O{name}" for name in first], pa.string())


def _pairs(prepared: Prepared, scored: Scored, weights: Weights, kept: Ints) -> pa.Table:
    """The `pairs` table of the given pairs, strongest first."""
    vectors = scored.vectors
    order = kept[np.lexsort((vectors.right[kept], vectors.left[kept], -scored.weight[kept]))]
    comparisons = weights.model.comparisons
    columns: dict[str, pa.Array | npt.NDArray[np.float64]] = {
        "left_id": prepared.record_id.take(pa.array(vectors.left[order])),
        "right_id": prepared.record_id.take(pa.array(vectors.right[order])),
        "match_weight": scored.weight[order],
        "match_probability": probability(scored.weight[order]),
    }
    for column, comparison in enumerate(comparisons):
        names = pa.array(comparison.level_names)
        columns[f"level_{comparison.name}"] = names.take(pa.array(vectors.levels[order, column]))
    table = pa.table(columns)
    return pairs_table([comparison.name for comparison in comparisons]).conform(table)
