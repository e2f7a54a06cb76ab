"""hide_small: a report that can be shared. Small counts are hidden, and others so that nobody works them out.

What is hidden, what is left out, and why: docs/decisions/0011. A hidden count is null. Afterwards every count of 1 to
k - 1 owners, and every difference of counts that small, may be larger by k - 1 as far as the report tells.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from umkm_cli.counting.arrays import Flags
from umkm_cli.counting.hiding.days import hide_days
from umkm_cli.counting.hiding.kinds import GROUPS, ONE, PLACES
from umkm_cli.counting.hiding.moves import Cells, Group, groups_of, protect
from umkm_cli.counting.hiding.places import PlaceCells, cells_of, hide_duplicates, hide_places, lost_columns, totals_of
from umkm_cli.counting.hiding.products import ProductCells, hide_products
from umkm_cli.counting.places import reached_on
from umkm_cli.findings.coverage import Coverage
from umkm_cli.knowledge.statuses import PRODUCING

SMALLEST = 5
"""The smallest count that is no secret."""

LEFT_OUT = ("coverage_quality", "coverage_quality_district", "coverage_wave", "coverage_doubt")
"""Tables that are for the office alone: they are about rows, sheets and the work of the survey."""

_OF_PLACES = ("records", "pace", "reached_on", "recorded_before")
"""Columns that a public report does not tell by place."""

_STEPS = {
    "records": ("surplus",),
    "owners": ("baseline_owners",),
    "recorded": ("recorded",),
    "recorded_listed": ("baseline_owners", "recorded"),
    "survey_only": ("baseline_owners", "recorded"),
    "producing": ("producing",),
    "product_known": ("product_known",),
}
"""Columns that a step of the funnel counts."""


def make_public(coverage: Coverage, *, k: int = SMALLEST) -> Coverage:
    """The same report, fit to be shared.

    The pace is rounded to whole owners per day, so that nobody learns how many were visited in those four weeks.

    Args:
        coverage: As counted.
        k: The smallest count that is no secret.
    """
    tables = hide_small(coverage.tables, k=k)
    totals = dict(zip(PLACES.columns, totals_of(coverage.tables["coverage_district"]).tolist(), strict=True))
    gone = lost_columns(totals_of(coverage.tables["coverage_district"]), k=k)
    days = coverage.tables["coverage_progress"]["day"].drop_null()
    span = (pc.max(days).as_py() - pc.min(days).as_py()).days if len(days) else 0
    is_told = coverage.pace is not None and span >= 2 * k and tables["coverage_progress"].num_rows > 0
    pace = float(round(coverage.pace or 0)) if is_told else None
    return replace(
        coverage,
        tables=tables,
        pace=pace,
        reached_on=reached_on(coverage.target - totals["recorded"], pace, coverage.made_on) if pace else None,
        before=None,
        is_public=True,
        totals={name: total for name, total in totals.items() if name not in gone} | {"target_share": coverage.target},
    )


def hide_small(tables: Mapping[str, pa.Table], *, k: int = SMALLEST) -> dict[str, pa.Table]:
    """The tables of a report that can be shared, hidden counts null; those that cannot be shared are empty.

    Args:
        tables: Those of `schema.COVERAGE`, as counted.
        k: The smallest count that is no secret.
    """
    districts = tables["coverage_district"]
    gone = lost_columns(totals_of(districts), k=k)
    places = hide_places(districts, tables["coverage_village"], gone=gone, k=k)
    products = _products(tables, places, gone, k)
    hidden = {
        **tables,
        **{name: tables[name].slice(0, 0) for name in LEFT_OUT},
        "coverage_funnel": _funnel(tables["coverage_funnel"], gone),
        "coverage_district": _places(districts, places.districts, places.closed),
        "coverage_village": _places(tables["coverage_village"], places.villages),
        **_by_product(tables, products, k),
        "coverage_people": _people(tables["coverage_people"], gone, k),
        "coverage_size": _group(tables["coverage_size"], gone, k),
        "coverage_status": _status(tables["coverage_status"], gone, k),
        "coverage_progress": hide_days(tables["coverage_progress"], is_told="recorded" not in gone, k=k),
        "coverage_duplicate": _duplicates(tables["coverage_duplicate"], places, districts, k),
    }
    if gone & {"baseline_owners", "recorded"}:
        hidden["coverage_estimate"] = tables["coverage_estimate"].slice(0, 0)
    return {name: hidden[name] for name in tables}


def _without(table: pa.Table, hidden: Mapping[str, Flags]) -> pa.Table:
    """The table with null where a column is hidden."""
    for name, where in hidden.items():
        place = table.schema.get_field_index(name)
        kept = pc.if_else(pa.array(~where), table[name], pa.scalar(None, table.schema.field(name).type))
        table = table.set_column(place, table.schema.field(name), kept)
    return table


def _shown(table: pa.Table, cells: Cells, columns: Iterable[str] | None = None) -> pa.Table:
    """The table with null in hidden cells."""
    names = list(columns or cells.kind.columns)
    return _without(table, {name: cells.hidden[:, number] for number, name in enumerate(names)})


def _funnel(funnel: pa.Table, gone: set[str]) -> pa.Table:
    """Steps that count what is told nowhere, without their counts; no step with the count of the report before."""
    hidden = np.array([bool(gone & set(_STEPS.get(step, ()))) for step in funnel["step"].to_pylist()])
    every = np.ones(len(hidden), bool)
    return _without(funnel, dict.fromkeys(("count", "share_of_basis", "share_of_target"), hidden) | {"before": every})


def _places(table: pa.Table, cells: Cells, closed: Iterable[int] = ()) -> pa.Table:
    """Places with null in hidden cells and in what could be worked out of them."""
    share = cells.column("baseline_owners") | cells.column("owners")
    hidden = {
        "recorded_share": cells.column("owners") | cells.column("recorded"),
        "target_share": share,
        "remaining": share | cells.column("recorded"),
        **dict.fromkeys(_OF_PLACES, np.ones(table.num_rows, bool)),
    }
    if "villages_without_record" in table.column_names:
        hidden["villages_without_record"] = np.isin(np.arange(table.num_rows), list(closed))
    return _without(_shown(table, cells), hidden)


def _products(tables: Mapping[str, pa.Table], places: PlaceCells, gone: set[str], k: int) -> ProductCells:
    is_hidden = places.districts.hidden & ~places.districts.gone
    crossing = [PLACES.columns.index(name) for name in GROUPS.columns]
    return hide_products(
        tables["coverage_product"],
        tables["coverage_product_district"],
        districts=tables["coverage_district"]["district_code"].to_pylist(),
        gone=gone,
        can_cross=not is_hidden[:, crossing].any(),
        is_known_told=not places.districts.column("product_known").all(),
        k=k,
    )


def _by_product(tables: Mapping[str, pa.Table], products: ProductCells, k: int) -> dict[str, pa.Table]:
    """Products, and products and sections by kecamatan; sections only where nothing of products is hidden."""
    crossed, sectors = tables["coverage_product_district"], tables["coverage_sector_district"]
    cells, by_sector = products.crossed, Cells.of(GROUPS, cells_of(sectors, GROUPS.columns))
    every = np.arange(sectors.num_rows)
    is_hidden = cells is None or cells.hidden.any() or products.products.hidden.any()
    is_small = any(len(by_sector.small(count, every, k=k)) for count in GROUPS.counts)
    return {
        "coverage_product": _shown(tables["coverage_product"], products.products),
        "coverage_product_district": _shown(crossed, cells) if cells else crossed.slice(0, 0),
        "coverage_sector_district": sectors.slice(0, 0) if is_hidden or is_small else sectors,
    }


def _group(table: pa.Table, gone: set[str], k: int, groups: Iterable[list[bool]] | None = None) -> pa.Table:
    """A table that adds up to the regency, or in groups to numbers that are told; all null where that fails."""
    cells = Cells.of(GROUPS, cells_of(table, GROUPS.columns), gone=gone)
    rows = [np.flatnonzero(group) for group in groups] if groups else [np.arange(table.num_rows)]
    if any(protect(cells, Group(group, k)) is None for group in rows):
        cells.hidden[:] = True
    return _shown(table, cells)


def _people(table: pa.Table, gone: set[str], k: int) -> pa.Table:
    """Women add up to a number that is told elsewhere, so that they change places with women only."""
    is_woman = [gender == "P" for gender in table["gender"].to_pylist()]
    if "women" in gone:
        return _group(table, set(GROUPS.columns), k)
    return _group(table, gone, k, [is_woman, [not woman for woman in is_woman]])


def _status(table: pa.Table, gone: set[str], k: int) -> pa.Table:
    """The statuses of owners who produce add up to a number that is told, and so do the others."""
    cells = Cells.of(ONE, cells_of(table, ("owners",)), gone=("count",) if gone & {"recorded", "producing"} else ())
    groups = groups_of([str(status in PRODUCING) for status in table["production_status"].to_pylist()])
    for rows in groups.values():
        if protect(cells, Group(rows, k)) is None:
            cells.hidden[rows] = True
    return _without(table, dict.fromkeys(("owners", "share"), cells.hidden[:, 0]))


def _duplicates(table: pa.Table, places: PlaceCells, districts: pa.Table, k: int) -> pa.Table:
    cells = hide_duplicates(table, places, districts, k=k)
    return _shown(table, cells, ("rows",)) if cells else table.slice(0, 0)
