"""links: what holds the owners together, and how much of it may be wrong."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

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
    """

    middling: float
    doubted: float
    left_open: float


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
    looked at all rows of both.

    Args:
        records: `RECORDS`: `record_id` and `list` are read.
        clusters: `CLUSTERS` of these records.
        pairs: Of these clusters; ids and probability are read.
        match_threshold: Match probability from which pairs were joined.
    """
    owner = _codes(clusters["owner_id"])
    is_visit = _in_survey(records, clusters)
    ids = pa.chunked_array([*pairs["left_id"].chunks, *pairs["right_id"].chunks], pa.string())
    left, right = _places(ids, clusters["record_id"]).reshape(2, -1)
    probability = pairs["match_probability"].to_numpy()
    is_joined = owner[left] == owner[right]
    is_open = ~is_joined & (probability >= SURELY_JOINED) & (probability < match_threshold)
    is_across = is_visit[left] != is_visit[right]
    worth = np.flatnonzero(is_joined | is_open)
    order = worth[np.lexsort((-probability[worth], is_across[worth], is_open[worth]))]
    chosen = order[_forest(left[order], right[order], len(owner))]
    kind = np.where(is_across[chosen], 2, is_visit[left[chosen]].astype(np.int64))
    on_list, in_survey, across = (
        _slips(probability[chosen[kind == number]], is_open[chosen[kind == number]]) for number in range(3)
    )
    return Links(*_counts(owner, is_visit), on_list, in_survey, across)


def _counts(owner: Ints, is_visit: Flags) -> tuple[int, int, int, int, int, int]:
    """Rows listed and visited; owners listed, visited, both, in either."""
    size = int(owner.max(initial=-1)) + 1
    has_visit = np.bincount(owner[is_visit], minlength=size) > 0
    is_listed = np.bincount(owner[~is_visit], minlength=size) > 0
    rows_visited = int(is_visit.sum())
    both = int((has_visit & is_listed).sum())
    return len(owner) - rows_visited, rows_visited, int(is_listed.sum()), int(has_visit.sum()), both, size


def _slips(probability: Floats, is_open: Flags) -> Slips:
    low, high = MIDDLING
    is_middling = (probability >= low) & (probability < high)
    return Slips(
        middling=float(probability[is_middling].sum()),
        doubted=float((1 - probability[~is_open]).sum()),
        left_open=float(probability[is_open].sum()),
    )


def _forest(left: Ints, right: Ints, size: int) -> Ints:
    """Places of the pairs of the maximum spanning forest, pairs being in falling order (Borůvka, 1926).

    In each round every tree takes its first pair to another tree; so the trees at least halve, and rounds are few.
    """
    tree = np.arange(size)
    rest, chosen = np.arange(len(left)), [np.empty(0, np.int64)]
    while True:
        one, other = tree[left[rest]], tree[right[rest]]
        is_between = one != other
        rest, one, other = rest[is_between], one[is_between], other[is_between]
        if not len(rest):
            return np.concatenate(chosen)
        first = np.full(size, len(rest))
        place = np.arange(len(rest))
        np.minimum.at(first, one, place)
        np.minimum.at(first, other, place)
        taken = np.unique(first[first < len(rest)])
        chosen.append(rest[taken])
        tree = _grown(tree, first, one, other)


def _grown(tree: Ints, first: Ints, one: Ints, other: Ints) -> Ints:
    """The trees after each took its first pair: all point at the tree beyond, two that took the same pair at one."""
    root = np.arange(len(tree))
    growing = np.flatnonzero(first < len(one))
    at = first[growing]
    beyond = np.where(one[at] == growing, other[at], one[at])
    is_end = (first[beyond] == at) & (growing < beyond)
    root[growing] = np.where(is_end, growing, beyond)
    while True:
        further = root[root]
        if np.array_equal(further, root):
            return root[tree]
        root = further


def _codes(column: pa.ChunkedArray) -> Ints:
    encoded = _flat(column).dictionary_encode()
    codes: Ints = encoded.indices.to_numpy(zero_copy_only=False).astype(np.int64)
    return codes


def _in_survey(records: pa.Table, clusters: pa.Table) -> Flags:
    """For each row of `clusters`: is it of the survey?"""
    is_visit = pc.equal(records["list"], "survey").to_numpy()
    return np.asarray(is_visit, bool)[_places(clusters["record_id"], records["record_id"])]


def _places(values: pa.ChunkedArray, among: pa.ChunkedArray) -> Ints:
    """For each value its place in `among`, where every value stands once."""
    places: Ints = pc.index_in(_flat(values), value_set=_flat(among)).to_numpy(zero_copy_only=False)
    return places.astype(np.int64)


def _flat(column: pa.ChunkedArray) -> pa.Array:
    """One array of a column, whose rows fit in one."""
    whole = column.combine_chunks()
    return whole if isinstance(whole, pa.Array) else whole.chunk(0)
