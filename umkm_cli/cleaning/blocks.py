"""Blocks: a header and the rows beneath it. Where tables stand on a sheet, below each other and side by side."""

from collections.abc import Callable
from itertools import pairwise

import numpy as np

from umkm_cli.cleaning.bands import Band, band_at, find_band
from umkm_cli.cleaning.checks import understand, understand_values
from umkm_cli.cleaning.columns import Columns
from umkm_cli.cleaning.division import Block, Division
from umkm_cli.cleaning.grid import Grid, Rows
from umkm_cli.cleaning.labels import Label
from umkm_cli.cleaning.profile import Profile, has_long_number, look_at
from umkm_cli.cleaning.rows import Reader
from umkm_cli.cleaning.stripes import find_cuts
from umkm_cli.knowledge.regions import Regions

PEEK = 240
"""Rows below a header whose values its titles are held against."""


def divide(grid: Grid, regions: Regions) -> list[Division]:
    """Divide a sheet, first into the lists that stand side by side, then each of them into rows.

    Every filled row of a list is in exactly one of its blocks' records, or in its `others`.
    """
    band = find_band(grid, regions)
    cuts = find_cuts(band.labels) if band else []
    if not cuts:
        return [_divide(grid, band, regions)]
    parts = [grid.columns(start, stop) for start, stop in pairwise([0, *cuts, grid.width])]
    divisions = [_divide(part, find_band(part, regions), regions) for part in parts]
    listed = any(block.records for each in divisions for block in each.blocks)
    return divisions if listed else [_divide(grid, band, regions)]


def _divide(grid: Grid, band: Band | None, regions: Regions) -> Division:
    """Divide a list whose first header is `band`."""
    division = Division(grid)
    table = _first_table(grid, band, regions)
    first = table[0].first if table else grid.height
    told = _before_table(division, first, regions)
    if told < first:
        table = _table_at(grid, told, regions)
    last: Reader | None = None
    while table:
        band, columns = table
        marks = last.marks_after_records() if last else []
        last = Reader(division, Block(columns, band.first, marks=marks), regions, understand=_understand)
        table = _table_at(grid, last.read(band), regions)
    return division


def _first_table(grid: Grid, band: Band | None, regions: Regions) -> tuple[Band, Columns] | None:
    """The first header, from `band` on, under which people are listed."""
    while band:
        columns = _understand(grid, band.labels, band.stop, regions)
        if columns.lists_people():
            return band, columns
        band = find_band(grid, regions, band.stop)
    return None


def _table_at(grid: Grid, start: int, regions: Regions) -> tuple[Band, Columns] | None:
    """The table whose header was met at `start`, whether or not it lists people."""
    if start >= grid.height:
        return None
    band = band_at(grid, start, regions, lowest=start)
    return band, _understand(grid, band.labels, band.stop, regions)


def _understand(grid: Grid, labels: list[Label], start: int, regions: Regions) -> Columns:
    """The columns of a table; values that contradict its titles may be those of the next table."""
    rows = grid.filled_rows(start, start + 2 * PEEK)[:PEEK]
    columns = _held_against(grid, labels, rows, regions)
    if any(column.is_doubted for column in columns.understood):
        following = find_band(grid, regions, start)
        if following and following.first > start:
            return _held_against(grid, labels, rows[rows < following.first], regions)
    return columns


def _held_against(grid: Grid, labels: list[Label], rows: Rows, regions: Regions) -> Columns:
    texts = _texts_of(grid, rows)
    return understand(labels, peek=_peek(texts), texts=texts, regions=regions, column_map=grid.column_map)


def _texts_of(grid: Grid, rows: Rows) -> Callable[[int], list[str]]:
    def texts(position: int) -> list[str]:
        found: list[str] = grid.column(position, rows).to_pylist()
        return found

    return texts


def _peek(texts: Callable[[int], list[str]]) -> Callable[[int], Profile]:
    seen: dict[int, Profile] = {}

    def peek(position: int) -> Profile:
        if position not in seen:
            seen[position] = look_at(texts(position))
        return seen[position]

    return peek


def _before_table(division: Division, stop: int, regions: Regions) -> int:
    """Rows above the first header are titles, unless they hold NIKs: then they are a list without a header.

    Returns:
        The row up to which all rows are divided now.
    """
    grid = division.grid
    rows = grid.filled_rows(0, stop)
    numbered = [row for row in rows.tolist() if any(map(has_long_number, grid.row(row)))]
    if len(numbered) >= 2:
        texts = _texts_of(grid, np.array(numbered[:PEEK], np.int64))
        columns = understand_values(grid.width, peek=_peek(texts), texts=texts, regions=regions)
        if columns.by_field.get("nik") is not None:
            division.others |= dict.fromkeys(rows[rows < numbered[0]].tolist(), ("title", "title"))
            band = Band(numbered[0], numbered[0], [()] * grid.width)
            return Reader(division, Block(columns, None), regions, understand=_understand).read(band, stop)
    kind = ("title", "title") if stop < grid.height else ("note", "no_table")
    division.others |= dict.fromkeys(rows.tolist(), kind)
    return stop
