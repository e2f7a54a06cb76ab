"""The rows beneath a header, told apart into records, their second lines, and rows that are something else."""

from collections.abc import Callable
from itertools import takewhile

import numpy as np
import pyarrow.compute as pc

from umkm_cli.cleaning.bands import Band, band_at, is_column_numbers, names_place, starts_header
from umkm_cli.cleaning.columns import Columns
from umkm_cli.cleaning.context import NOTHING, Context, read_separator, read_title
from umkm_cli.cleaning.division import Block, Division
from umkm_cli.cleaning.grid import Grid, Mask, Rows
from umkm_cli.cleaning.kinds import is_key_and_value, is_name, kind_by_words
from umkm_cli.cleaning.labels import Label
from umkm_cli.cleaning.lines import SecondLines
from umkm_cli.cleaning.profile import has_long_number
from umkm_cli.cleaning.turned import find_turn
from umkm_cli.cleaning.visits import take_out_unvisited
from umkm_cli.knowledge.regions import Regions
from umkm_cli.knowledge.text import is_null_word

Kind = tuple[str, str]
"""Kind and reason of a row that is no record; see `REJECTS`."""

RECORD: Kind = ("", "")
HEADER: Kind = ("header", "header_repeated")
TITLE: Kind = ("title", "title")
EXAMPLE: Kind = ("rejected", "example")
LINE: Kind = ("note", "continuation")
NOT_VISITED: Kind = ("note", "not_visited")

MAYBE_TITLE = frozenset({"only_name", "no_name_no_nik", "side_note"})
"""Reasons of rows that turn out to be titles when a header follows."""

TITLE_ROWS = 8
"""Rows above a header that can be its title."""

_TOTAL_OR_EXAMPLE = r"(?i)^\W*(jumlah|total|sub total|cth|misal)\b|\bcontoh\b"
_EXAMPLE = r"(?i)^\W*(contoh|cth|misal)\b"


class Reader:
    """Goes down the rows of one table. Rows with a NIK and a name are taken all at once, the others looked at."""

    def __init__(
        self,
        division: Division,
        block: Block,
        regions: Regions,
        *,
        understand: Callable[[Grid, list[Label], int, Regions], Columns],
    ) -> None:
        self.grid = division.grid
        self.division = division
        self.block = block
        self.regions = regions
        self.understand = understand
        self.nik = block.columns.by_field.get("nik")
        self.name = block.columns.by_field.get("name")
        self.number = block.columns.by_field.get("number")
        self.width = len(block.columns.by_field)
        self.signed_at: int | None = None

    def read(self, band: Band, stop: int | None = None) -> int:
        """Divide the rows from the header on; returns the row of the next table's header, or the end."""
        self._others(range(band.first, band.stop), ("header", "header"))
        end = self.grid.height if stop is None else stop
        rows = self.grid.filled_rows(band.stop, end)
        regular = self._regular(rows)
        self.regular_rows = rows[regular]
        self.lines = SecondLines(self.grid, self.block, self.regular_rows)
        for row in rows[~regular].tolist():
            if row in self.division.others:
                continue
            kind = self._kind(row, band)
            if kind is None:
                end = row
                break
            if kind == RECORD:
                self.lines.held.add(row)
            else:
                self.division.others.setdefault(row, kind)
        self.block.records = sorted(row for row in self.lines.held if row < end)
        self.division.others |= dict.fromkeys(take_out_unvisited(self.grid, self.block), NOT_VISITED)
        self.block.marks.sort(key=lambda mark: mark[0])
        if self.block.columns.lists_people():
            self.division.blocks.append(self.block)
        return end

    def marks_after_records(self) -> list[tuple[int, Context]]:
        """What was said about places below the last record: it is meant for the next table."""
        last = self.block.records[-1] if self.block.records else -1
        return [mark for mark in self.block.marks if mark[0] > last]

    def _others(self, rows: range, kind: Kind) -> None:
        self.division.others |= dict.fromkeys(self.grid.filled_rows(rows.start, rows.stop).tolist(), kind)

    def _regular(self, rows: Rows) -> Mask:
        """Rows that nothing speaks against: long number under NIK, letters under name, and not `JUMLAH`."""
        if self.nik is None or self.name is None or not len(rows):
            return np.zeros(len(rows), bool)
        niks, names = self.grid.column(self.nik, rows), self.grid.column(self.name, rows)
        is_number = pc.match_substring_regex(niks, r"\d{9}")
        is_named = pc.match_substring_regex(names, r"[A-Za-z]{2}")
        regular = pc.and_not(pc.and_(is_number, is_named), pc.match_substring_regex(names, _TOTAL_OR_EXAMPLE))
        if self.number is not None:
            marks = self.grid.column(self.number, rows)
            regular = pc.and_not(regular, pc.match_substring_regex(marks, _EXAMPLE))
        return np.asarray(regular.to_numpy(zero_copy_only=False), bool)

    def _kind(self, row: int, band: Band) -> Kind | None:
        """Kind and reason of a row, `RECORD` for a record, None for the header of another table."""
        cells = self.grid.row(row)
        if is_column_numbers(cells):
            return "header", "column_numbers"
        if starts_header(self.grid, row, cells, self.regions):
            is_hint = kind_by_words(cells) == EXAMPLE and not self.grid.filled[band.stop : row].any()
            return EXAMPLE if is_hint else self._header(row, band)
        if not self.block.columns.lists_people():
            return "note", "other_table"
        return self._row(row, cells)

    def _row(self, row: int, cells: list[str]) -> Kind:
        """Kind and reason of a row that belongs to no header."""
        told = kind_by_words(cells)
        if told == EXAMPLE:
            return told
        turned = find_turn(cells, self.name, self.nik)
        if turned:
            self.block.turned[row] = turned
            return RECORD
        if self.nik is not None and has_long_number(cells[self.nik]):
            return RECORD
        if self.lines.take(row, cells):
            return LINE
        return self._told_by_words(row, cells, told) or self._rest(row, cells)

    def _header(self, row: int, band: Band) -> Kind | None:
        """The same header again, after a page break, or that of another table; the rows above it are its title."""
        self._retitle(row)
        again = band_at(self.grid, row, self.regions, lowest=row)
        if again.labels != band.labels:
            columns = self.understand(self.grid, again.labels, again.stop, self.regions)
            if columns.by_field != self.block.columns.by_field:
                return None
        self._others(range(row, again.stop), HEADER)
        self.signed_at = None
        return HEADER

    def _retitle(self, header: int) -> None:
        """Rows of few words right above a header are its title, whatever they were taken for."""
        others = self.division.others
        above = self.grid.filled_rows(max(0, header - TITLE_ROWS), header).tolist()[::-1]
        for row in takewhile(lambda row: row in others and others[row][0] != "header", above):
            cells = self.grid.row(row)
            words = list(dict.fromkeys(filter(None, cells)))
            is_below = others[row][1] == "signature" and not kind_by_words(cells) and names_place(cells, self.regions)
            if (is_below or others[row][1] in MAYBE_TITLE) and len(words) <= 2 and not any(map(str.isdecimal, words)):
                others[row] = TITLE
                said = read_title(" ".join(words), self.regions)
                if said.is_place():
                    self.block.marks.append((row, said))

    def _told_by_words(self, row: int, cells: list[str], kind: Kind | None) -> Kind | None:
        """Totals, signatures, notes and rows that name a place for the rows below."""
        if kind is not None:
            if kind[0] == "footer":
                self.signed_at = row
            return kind
        filled = list(dict.fromkeys(cell for cell in cells if cell))
        if len(filled) <= 2:
            said = read_separator(" ".join(filled), self.regions)
            if said.is_heading():
                last = self.block.marks[-1][1] if self.block.marks else NOTHING
                self.block.marks.append((row, said.over(last)))
                return "title", "separator"
        return TITLE if is_key_and_value(filled) else None

    def _rest(self, row: int, cells: list[str]) -> Kind:
        """A row without a NIK that no word gives away: a record if it has a name, and more than a name."""
        filled = sum(map(bool, cells))
        has_name = self.name is not None and is_name(cells[self.name]) and not is_null_word(cells[self.name])
        if self._is_signed(row) and filled <= 3:
            return "footer", "signature"
        if not has_name:
            return self._nameless(cells)
        if filled == 1 and self.width > 2:
            return "rejected", "only_name"
        return RECORD

    def _nameless(self, cells: list[str]) -> Kind:
        filled = [at for at, cell in enumerate(cells) if cell]
        if all(self.block.columns.understood[at].field is None for at in filled):
            return "note", "side_note"
        only_number = len(filled) == 1 and cells[filled[0]].rstrip(".").isdigit()
        return "rejected", "only_number" if only_number else "no_name_no_nik"

    def _is_signed(self, row: int) -> bool:
        """Did a signature stand above, with no ordinary row in between?"""
        if self.signed_at is None:
            return False
        between = np.searchsorted(self.regular_rows, (self.signed_at, row))
        if between[0] != between[1]:
            self.signed_at = None
        return self.signed_at is not None
