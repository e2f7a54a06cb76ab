"""explain_owner: what holds an owner together, what its records differ in, and whom else it was nearly joined with."""

from collections.abc import Sequence
from itertools import combinations
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from umkm_cli.findings.verdicts import Disagreement, OwnerStory, PairStory
from umkm_cli.matching.explain import Evidence, Pair, explain_pairs, weigh_pairs
from umkm_cli.matching.find_rows import name_of
from umkm_cli.matching.values import cells, readable

MOST_ROWS = 60
"""Rows of an owner that are compared all with all; of a larger one, only the pairs that matching kept."""

MOST_DOUBTS = 20
"""Pairs with other owners that are told, the likeliest."""


def explain_owner(evidence: Evidence, owner_id: str, *, disagreeing: Sequence[str]) -> OwnerStory:
    """What holds an owner together.

    Args:
        evidence: All there is.
        owner_id: An owner of its clusters.
        disagreeing: Columns in which its records differ.
    """
    rows = _rows_of(evidence, owner_id)
    told = [column for column in disagreeing if readable(column) == column or readable(column) not in disagreeing]
    return OwnerStory(
        owner_id=name_of(evidence.records)(owner_id),
        rows=tuple(evidence.row(row) for row in rows),
        links=tuple(_links(evidence, rows)),
        disagreements=tuple(_disagreement(evidence, rows, column) for column in told),
        doubts=tuple(_doubts(evidence, rows)),
    )


def _disagreement(evidence: Evidence, rows: Sequence[int], column: str) -> Disagreement:
    """The values of a column, in order of the first row that has each."""
    holders: dict[Any, list[int]] = {}
    for number, value in enumerate(evidence.records[column].take(pa.array(rows)).to_pylist(), start=1):
        holders.setdefault(value, []).append(number)
    shown = zip(cells(list(holders)), holders.values(), strict=True)
    return Disagreement(column, tuple((cell, tuple(numbers)) for cell, numbers in shown))


def _rows_of(evidence: Evidence, owner_id: str) -> list[int]:
    """Rows of an owner, in order of where they stand."""
    found = pc.indices_nonzero(pc.equal(evidence.owner_ids, owner_id))
    order = [
        name
        for name in ("source_file", "source_sheet", "source_row", "record_id")
        if name in evidence.records.column_names
    ]
    sorted_by = evidence.records.select(order).take(found)
    places = pc.sort_indices(sorted_by, [(name, "ascending") for name in order])
    rows: list[int] = found.take(places).to_pylist()
    return rows


def _links(evidence: Evidence, rows: Sequence[int]) -> list[PairStory]:
    """The strongest pairs that connect all rows, strongest first: without any of them the owner falls apart."""
    pairs = list(combinations(rows, 2)) if len(rows) <= MOST_ROWS else _kept(evidence, rows, across=False)
    weight = np.round(weigh_pairs(evidence, pairs), 6).tolist()
    group = {row: row for row in rows}
    links = []
    for place in sorted(range(len(pairs)), key=lambda place: (-weight[place], place)):
        one, other = (group[row] for row in pairs[place])
        if one != other:
            group = {row: one if at == other else at for row, at in group.items()}
            links.append(pairs[place])
    return explain_pairs(evidence, links)


def _doubts(evidence: Evidence, rows: Sequence[int]) -> list[PairStory]:
    """Pairs with rows of other owners that were likely enough for a person to look at."""
    return explain_pairs(evidence, _kept(evidence, rows, across=True)[:MOST_DOUBTS])


def _kept(evidence: Evidence, rows: Sequence[int], *, across: bool) -> list[Pair]:
    """Pairs of the `pairs` table with rows of an owner, likeliest first: within it, or across to others.

    Across, only those worth a person's look, the owner's own row first.
    """
    ids, pairs = evidence.records["record_id"].combine_chunks(), evidence.pairs
    mine = ids.take(pa.array(rows))
    has_left, has_right = (pc.is_in(pairs[side], value_set=mine) for side in ("left_id", "right_id"))
    wanted = pc.xor(has_left, has_right) if across else pc.and_(has_left, has_right)
    if across:
        likely = pc.greater_equal(pairs["match_probability"], evidence.config.review_threshold)
        wanted = pc.and_(wanted, likely)
    found = pairs.filter(wanted).sort_by([("match_probability", "descending"), ("left_id", "ascending")])
    left, right = (pc.index_in(found[side], value_set=ids).to_pylist() for side in ("left_id", "right_id"))
    own = set(rows)
    return [(one, other) if one in own else (other, one) for one, other in zip(left, right, strict=True)]
