"""Which counts by kecamatan and desa a public report hides."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from umkm_cli.counting.arrays import Ints
from umkm_cli.counting.hiding.kinds import ONE, PLACES
from umkm_cli.counting.hiding.moves import Cells, Group, Signs, groups_of, protect, room


@dataclass(frozen=True, slots=True)
class PlaceCells:
    """What is hidden by place.

    Attributes:
        districts: Rows of `coverage_district`.
        villages: Rows of `coverage_village`.
        closed: Rows of `coverage_district` of which it is hidden how many desa are without a recorded owner.
    """

    districts: Cells
    villages: Cells
    closed: set[int]


def cells_of(table: pa.Table, columns: tuple[str, ...]) -> Ints:
    """The counts of a table by row and column."""
    return np.column_stack([table[name].to_numpy() for name in columns]).astype(np.int64)


def totals_of(districts: pa.Table) -> Ints:
    """Sum of each column of `PLACES`."""
    total: Ints = cells_of(districts, PLACES.columns).sum(axis=0)
    return total


def lost_columns(totals: Ints, *, k: int) -> set[str]:
    """Columns that cannot be told at all, as the whole regency holds too few, or all but too few."""
    gone: set[str] = set()
    for count in PLACES.counts:
        names = [name for name, term in zip(PLACES.columns, count.terms, strict=True) if term]
        if 0 < int(totals @ np.array(count.terms)) < k and gone.isdisjoint(names):
            gone |= _responsible(names)
    if gone & {"baseline_owners", "recorded"}:
        gone.add("surplus")  # records = baseline_owners + recorded + surplus
    if "recorded" in gone:
        gone |= {"producing", "product_known"}
    return set(PLACES.columns) if "owners" in gone else gone


def _responsible(names: list[str]) -> set[str]:
    """Of the columns a count is made of, the one to leave out: the last, or the one that says who is listed."""
    if "baseline_owners" in names:
        return {"baseline_owners"}
    return {names[-1]}


def hide_places(districts: pa.Table, villages: pa.Table, *, gone: set[str], k: int) -> PlaceCells:
    """Hide by kecamatan, then by desa within each.

    Args:
        districts: `coverage_district`.
        villages: `coverage_village`.
        gone: Columns that are hidden everywhere.
        k: The smallest count that is no secret.
    """
    by_district = cells_of(districts, PLACES.columns)
    known = "product_known"
    whole = Cells.of(PLACES, by_district, gone=gone)
    about_product = [count for count in PLACES.counts if count.terms[PLACES.columns.index(known)]]
    if any(len(whole.small(count, np.arange(len(by_district)), k=k)) for count in about_product):
        gone = gone | {known}  # products by kecamatan tell of how many it is not known
    top = Cells.of(PLACES, by_district, gone=gone)
    inner = Cells.of(PLACES, cells_of(villages, PLACES.columns), gone=gone)
    groups = groups_of(villages["district_code"].to_pylist())
    rows_of = [groups[code] for code in districts["district_code"].to_pylist()]
    _limit(top, inner, rows_of)
    if protect(top, Group(np.arange(len(by_district)), k)) is None:
        top.hidden[:] = inner.hidden[:] = True
    for district, rows in enumerate(rows_of):
        inner.hidden[np.ix_(rows, np.flatnonzero(top.hidden[district] & ~top.gone))] = True
        group = Group(rows, k, frozenset(_movable(top, district, k - 1)))
        if (len(rows) > 1 or group.outside) and protect(inner, group) is None:
            inner.hidden[rows] = True
    return PlaceCells(top, inner, {number for number, rows in enumerate(rows_of) if _is_zero_hidden(inner, rows)})


def _movable(top: Cells, district: int, need: int) -> Iterator[Signs]:
    """Moves by which a kecamatan can change places with another one, all that they touch being hidden."""
    for move, free in top.rooms.items():
        is_hidden = np.asarray(top.hidden[:, np.flatnonzero(move)].all(axis=1))
        others = np.asarray(is_hidden & (free.down >= need))
        others[district] = False
        if is_hidden[district] and free.up[district] >= need and others.any():
            yield move


def _is_zero_hidden(inner: Cells, rows: Ints) -> bool:
    """Is it hidden whether there is a desa without a recorded owner?"""
    at = PLACES.columns.index("recorded")
    return bool((inner.hidden[rows, at] & (inner.values[rows, at] == 0)).any())


def _limit(top: Cells, inner: Cells, rows_of: list[Ints]) -> None:
    """A kecamatan can go along a move only as far as its desa can together, of which all is hidden then."""
    for move, free in top.rooms.items():
        own = room(inner.values, PLACES, move, least=0)
        for district, rows in enumerate(rows_of):
            free.up[district] = min(free.up[district], own.up[rows].sum())
            free.down[district] = min(free.down[district], own.down[rows].sum())


def hide_duplicates(duplicates: pa.Table, places: PlaceCells, districts: pa.Table, *, k: int) -> Cells | None:
    """Hide within each kecamatan; None where the table has to be left out, as a sum of it is hidden.

    Args:
        duplicates: `coverage_duplicate`.
        places: What is hidden by place.
        districts: `coverage_district`.
        k: The smallest count that is no secret.
    """
    told = np.flatnonzero(cells_of(districts, ("surplus",))[:, 0])
    if places.districts.column("surplus")[told].any():
        return None
    cells = Cells.of(ONE, cells_of(duplicates, ("rows",)))
    for rows in groups_of(duplicates["district_code"].to_pylist()).values():
        if len(rows) > 1 and protect(cells, Group(rows, k)) is None:
            cells.hidden[rows] = True
    return cells
