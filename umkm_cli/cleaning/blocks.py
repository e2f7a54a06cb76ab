"""Blocks: a header and the rows beneath it, told apart into records, and rows that are something else."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import pyarrow.compute as pc

from umkm_cli.cleaning.bands import Band, band_at, find_band, is_column_numbers, starts_header
from umkm_cli.cleaning.columns import Columns, understand, understand_values
from umkm_cli.cleaning.context import NOTHING, Context, read_separator
from umkm_cli.cleaning.grid import Grid, Mask, Rows
from umkm_cli.cleaning.kinds import is_name, kind_by_words
from umkm_cli.cleaning.labels import Label
from umkm_cli.cleaning.profile import Profile, has_long_number, look_at
from umkm_cli.knowledge.regions import Regions
from umkm_cli.knowledge.text import is_null_word

PEEK = 240
"""Rows below a header whose values its titles are held against."""

_RECORD = ("", "")
_HEADER = ("header", "header_repeated")


@dataclass(slots=True)
class Block:
    """Records under one header.

    Attributes:
        columns: What the columns are.
        first_row: First row of the header; None when the values alone told.
        records: Rows that are records, in order.
        marks: Rows that name a place for the rows below them, and what they say; in order.
    """

    columns: Columns
    first_row: int | None
    records: list[int] = field(default_factory=list)
    marks: list[tuple[int, Context]] = field(default_factory=list)


@dataclass(slots=True)
class Division:
    """A sheet divided: `blocks` of records, and for every other filled row its kind and reason."""

    blocks: list[Block] = field(default_factory=list)
    others: dict[int, tuple[str, str]] = field(default_factory=dict)


def divide(grid: Grid, regions: Regions) -> Division:
    """Divide a sheet. Every filled row is in exactly one block's records, or in `others`."""
    division = Division()
    found = _next_table(grid, 0)
    first = found[0].first if found else grid.height
    told = _before_table(grid, first, division, regions)
    if told < first:
        found = _table_at(grid, told)
    while found:
        band, columns = found
        start = _Reader(grid, division, Block(columns, band.first), regions).read(band)
        found = _table_at(grid, start)
    return division


def _next_table(grid: Grid, start: int) -> tuple[Band, Columns] | None:
    """The first header at or below `start` under which people are listed."""
    band = find_band(grid, start)
    while band:
        columns = _understand(grid, band.labels, band.stop)
        if columns.lists_people():
            return band, columns
        band = find_band(grid, band.stop)
    return None


def _table_at(grid: Grid, start: int) -> tuple[Band, Columns] | None:
    """The table whose header was met at `start`, whether or not it lists people."""
    if start >= grid.height:
        return None
    band = band_at(grid, start, lowest=start)
    return band, _understand(grid, band.labels, band.stop)


def _understand(grid: Grid, labels: list[Label], start: int) -> Columns:
    rows = grid.filled_rows(start, start + 2 * PEEK)[:PEEK]
    texts = _texts_of(grid, rows)
    return understand(labels, peek=_peek(texts), texts=texts, column_map=grid.column_map)


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


def _before_table(grid: Grid, stop: int, division: Division, regions: Regions) -> int:
    """Rows above the first header are titles, unless they hold NIKs: then they are a list without a header.

    Returns:
        The row up to which all rows are divided now.
    """
    rows = grid.filled_rows(0, stop)
    numbered = [row for row in rows.tolist() if any(map(has_long_number, grid.row(row)))]
    if len(numbered) >= 2:
        texts = _texts_of(grid, np.array(numbered[:PEEK], np.int64))
        columns = understand_values(grid.width, peek=_peek(texts), texts=texts)
        if columns.by_field.get("nik") is not None:
            division.others |= dict.fromkeys(rows[rows < numbered[0]].tolist(), ("title", "title"))
            band = Band(numbered[0], numbered[0], [()] * grid.width)
            return _Reader(grid, division, Block(columns, None), regions, stop=stop).read(band)
    kind = ("title", "title") if stop < grid.height else ("note", "no_table")
    division.others |= dict.fromkeys(rows.tolist(), kind)
    return stop


class _Reader:
    """Goes down the rows of one table. Rows with a NIK and a name are taken all at once, the others looked at."""

    def __init__(self, grid: Grid, division: Division, block: Block, regions: Regions, stop: int | None = None) -> None:
        self.grid = grid
        self.division = division
        self.block = block
        self.regions = regions
        self.stop = grid.height if stop is None else stop
        self.nik = block.columns.by_field.get("nik")
        self.name = block.columns.by_field.get("name")
        self.width = len(block.columns.by_field)
        self.signed_at: int | None = None

    def read(self, band: Band) -> int:
        """Divide the rows from the header on; returns the row of the next table's header, or the end."""
        self.division.others |= dict.fromkeys(
            self.grid.filled_rows(band.first, band.stop).tolist(), ("header", "header")
        )
        rows = self.grid.filled_rows(band.stop, self.stop)
        regular = self._regular(rows)
        self.regular_rows = rows[regular]
        odd: list[int] = []
        end = self.stop
        for row in rows[~regular].tolist():
            if row in self.division.others:
                continue
            kind = self._kind(row, band)
            if kind is None:
                end = row
                break
            if kind == _RECORD:
                odd.append(row)
            else:
                self.division.others.setdefault(row, kind)
        taken = self.regular_rows[self.regular_rows < end].tolist()
        self.block.records = sorted(taken + odd)
        if self.block.columns.lists_people():
            self.division.blocks.append(self.block)
        return end

    def _regular(self, rows: Rows) -> Mask:
        """Rows that nothing speaks against: long number under NIK, letters under name, and not `JUMLAH`."""
        if self.nik is None or self.name is None or not len(rows):
            return np.zeros(len(rows), bool)
        niks, names = self.grid.column(self.nik, rows), self.grid.column(self.name, rows)
        is_number = pc.match_substring_regex(niks, r"\d{9}")
        is_named = pc.match_substring_regex(names, r"[A-Za-z]{2}")
        is_total = pc.match_substring_regex(names, r"^(?i)\s*(jumlah|total|sub total)\b")
        regular = pc.and_(pc.and_(is_number, is_named), pc.invert(is_total))
        return np.asarray(regular.to_numpy(zero_copy_only=False), bool)

    def _kind(self, row: int, band: Band) -> tuple[str, str] | None:
        """Kind and reason of a row, `_RECORD` for a record, None for the header of another table."""
        cells = self.grid.row(row)
        if is_column_numbers(cells):
            return "header", "column_numbers"
        if starts_header(self.grid, row, cells):
            return self._header(row, band)
        if not self.block.columns.lists_people():
            return "note", "other_table"
        has_nik = self.nik is not None and has_long_number(cells[self.nik])
        if has_nik:
            return _RECORD
        return self._told_by_words(row, cells) or self._rest(row, cells)

    def _header(self, row: int, band: Band) -> tuple[str, str] | None:
        """The same header again, after a page break, or that of another table."""
        again = band_at(self.grid, row, lowest=row)
        if again.labels != band.labels:
            columns = _understand(self.grid, again.labels, again.stop)
            if columns.by_field != self.block.columns.by_field:
                return None
        self.division.others |= dict.fromkeys(self.grid.filled_rows(row, again.stop).tolist(), _HEADER)
        self.signed_at = None
        return _HEADER

    def _told_by_words(self, row: int, cells: list[str]) -> tuple[str, str] | None:
        """Totals, signatures, notes and rows that name a place for the rows below."""
        kind = kind_by_words(cells)
        if kind is not None:
            if kind[0] == "footer":
                self.signed_at = row
            return kind
        filled = list(dict.fromkeys(cell for cell in cells if cell))
        if len(filled) <= 2:
            said = read_separator(" ".join(filled), self.regions)
            if said.is_place():
                last = self.block.marks[-1][1] if self.block.marks else NOTHING
                self.block.marks.append((row, said.over(last)))
                return "title", "separator"
        return None

    def _rest(self, row: int, cells: list[str]) -> tuple[str, str]:
        """A row without a NIK that no word gives away: a record if it has a name, and more than a name."""
        filled = sum(map(bool, cells))
        has_name = self.name is not None and is_name(cells[self.name]) and not is_null_word(cells[self.name])
        if self._is_signed(row) and filled <= 3:
            return "footer", "signature"
        if not has_name:
            only_number = filled == 1 and next(filter(None, cells)).rstrip(".").isdigit()
            return "rejected", "only_number" if only_number else "no_name_no_nik"
        if filled == 1 and self.width > 2:
            return "rejected", "only_name"
        return _RECORD

    def _is_signed(self, row: int) -> bool:
        """Did a signature stand above, with no ordinary row in between?"""
        if self.signed_at is None:
            return False
        between = np.searchsorted(self.regular_rows, (self.signed_at, row))
        if between[0] != between[1]:
            self.signed_at = None
        return self.signed_at is not None
