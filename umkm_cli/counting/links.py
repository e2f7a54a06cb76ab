"""links: what holds the owners together, and how much of it may be wrong."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from umkm_cli.counting.arrays import Flags, Floats, Ints
from umkm_cli.forest import forest

MIDDLING = (0.5, 0.9)
"""Match probabilities of links that were made on middling evidence: they tell how many more fell just short of it."""
SURELY_JOINED = 0.2
"""Match probability from which records are joined unless the office asks for more; what is measured holds from here."""


@dataclass(frozen=True, slots=True)
class Slips:
    """What matching may have got wrong among links of one kind.

    Attributes:
        middling: Expected number of right links among those of middling evidence.
        doubted: Expected number of wrong links among those that were made.
        left_open: Expected number of right links among pairs that were not joined only because the office asks for more
            evidence than usual.
        found: Links that would have been missed, had people not decided them.
    """

    middling: float
    doubted: float
    left_open: float
    found: int = 0


@dataclass(frozen=True, slots=True)
class Links:
    """The owners as counted, and the slips of each kind of link.

    Attributes:
        rows_listed, rows_visited: Rows of the BPUM list and of the survey.
        listed, visited, both, owners: Owners with a row on the BPUM list, in the survey, in both, in either.
        on_list: Slips between rows of the BPUM list.
        in_survey: Slips between rows of the survey.
        across: Slips between the two lists.
    """

    rows_listed: int
    rows_visited: int
    listed: int
    visited: int
    both: int
    owners: int
    on_list: Slips
    in_survey: Slips
    across: Slips


def find_links(records: pa.Table, clusters: pa.Table, pairs: pa.Table, *, match_threshold: float) -> Links:
    """Count owners by list, and weigh what holds them together.

    Of all pairs, those of a maximum spanning forest count: an owner of four rows is held by three links, those within a
    list taken first. Pairs of two owners that were refused in spite of good evidence are no slips: clustering has
    looked at all rows of both. Where the office asks for more evidence than usual, that tells less; then owners who are
    in one list only, and each other's likeliest, are left open. What people decided is sure.

    Args:
        records: `RECORDS`: `record_id` and `list` are read.
        clusters: `CLUSTERS` of these records.
        pairs: Of these clusters; ids, probability and, where there is one, what people decided are read.
        match_threshold: Match probability from which pairs were joined.
    """
    owner, left, right = _placed(records, clusters, pairs)
    is_visit = np.asarray(pc.equal(records["list"], "survey").to_numpy(), bool)
    listed, visited = _owns_any(owner, ~is_visit), _owns_any(owner, is_visit)
    evidence = pairs["match_probability"].to_numpy()
    probability = _sure(pairs, evidence)
    is_joined = owner[left] == owner[right]
    is_in_both = (listed & visited)[owner]
    is_open = ~is_joined & (probability >= SURELY_JOINED) & (probability < match_threshold)
    is_open &= ~is_in_both[left] & ~is_in_both[right]
    is_across = is_visit[left] != is_visit[right]
    order = np.lexsort((-probability, is_across))
    joined, left_open = order[is_joined[order]], order[is_open[order]]
    holding = joined[forest(left[joined], right[joined], len(owner))]
    likeliest = left_open[_mutual_best(owner[left[left_open]], owner[right[left_open]])]
    told = np.concatenate([holding, likeliest])
    evidence, probability, is_open, is_across, is_visit_pair = (
        column[told] for column in (evidence, probability, is_open, is_across, is_visit[left])
    )
    kinds = (~is_across & ~is_visit_pair, ~is_across & is_visit_pair, is_across)
    on_list, in_survey, across = (
        _slips(evidence[kind], probability[kind], is_open[kind], match_threshold) for kind in kinds
    )
    return Links(
        rows_listed=int((~is_visit).sum()),
        rows_visited=int(is_visit.sum()),
        listed=int(listed.sum()),
        visited=int(visited.sum()),
        both=int((listed & visited).sum()),
        owners=len(listed),
        on_list=on_list,
        in_survey=in_survey,
        across=across,
    )


def _sure(pairs: pa.Table, evidence: Floats) -> Floats:
    """Match probability of each pair; 1 or 0 where people decided it."""
    if "decision" not in pairs.column_names:
        return evidence
    places = pc.index_in(pairs["decision"], value_set=pa.array(["different", "same"]))
    decided = pc.fill_null(places, -1).to_numpy()
    return np.where(decided >= 0, decided, evidence)


def _owns_any(owner: Ints, rows: Flags) -> Flags:
    """For each owner: is one of these rows its own?"""
    return np.bincount(owner[rows], minlength=owner.max(initial=-1) + 1) > 0


def _slips(evidence: Floats, probability: Floats, is_open: Flags, match_threshold: float) -> Slips:
    """The slips of some links: what was missed is told by the evidence, what is wrong by what people know of it."""
    low, high = MIDDLING
    is_middling = (evidence >= low) & (evidence < high)
    return Slips(
        middling=float(probability[is_middling].sum()),
        doubted=float((1 - probability[~is_open]).sum()),
        left_open=float(probability[is_open].sum()),
        found=int(((probability == 1) & (evidence < match_threshold)).sum()),
    )


def _mutual_best(one: Ints, other: Ints) -> Ints:
    """Places of the pairs, in falling order, that are the first of both owners: a row can be of one owner only."""
    place = np.arange(len(one))
    first = np.full(max(one.max(initial=-1), other.max(initial=-1)) + 1, len(one))
    np.minimum.at(first, one, place)
    np.minimum.at(first, other, place)
    best: Ints = np.flatnonzero((first[one] == place) & (first[other] == place))
    return best


def _placed(records: pa.Table, clusters: pa.Table, pairs: pa.Table) -> tuple[Ints, Ints, Ints]:
    """The number of each record's owner, and for each pair the places of its records.

    All are looked up at once, as making the table to look them up in is what takes the time.
    """
    asked = (clusters["record_id"], pairs["left_id"], pairs["right_id"])
    ids = _flat(pa.chunked_array([chunk for column in asked for chunk in column.chunks], pa.string()))
    found = pc.index_in(ids, value_set=_flat(records["record_id"])).to_numpy(zero_copy_only=False)
    in_clusters, left, right = np.split(found.astype(np.int64), np.cumsum([len(column) for column in asked])[:2])
    owner = np.empty(records.num_rows, np.int64)
    owner[in_clusters] = _flat(clusters["owner_id"]).dictionary_encode().indices.to_numpy(zero_copy_only=False)
    return owner, left, right


def _flat(column: pa.ChunkedArray) -> pa.Array:
    """One array of a column, whose rows fit in one."""
    whole = column.combine_chunks()
    return whole if isinstance(whole, pa.Array) else whole.chunk(0)
