"""A sheet of the workbook that shows one table row by row."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pyarrow as pa
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from umkm_cli.findings.coverage import Coverage
from umkm_cli.reporting.books.paper import BAR, Paper
from umkm_cli.reporting.books.sheets import ADDED, Field, Sheet
from umkm_cli.reporting.labels import Row, rows_of

HEADER_ROW = 3
"""Row of the column titles, from 0: title, place and day, and an empty row stand above."""

_WIDTHS = {"code": 12, "count": 11.5, "share": 9, "change": 11, "pace": 8, "day": 13, "month": 16, "told": 90}
_NARROWEST, _WIDEST = 12, 48
_DRAWN = frozenset({"owners", "recorded", "producing", "target_share", "total", "target", "first", "again"})
"""Columns that totals and charts are made of: they are there in any case."""

_LINE = 16
"""Points of a line of a column title."""
_SUM_SHOWN = 109
"""SUBTOTAL's code for the sum of the rows that a filter leaves."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A table that was written, for charts and names to point to.

    Attributes:
        tab: Name of the sheet.
        rows: The rows, in order.
        columns: Where each column stands, from 0, by title key; crosswise by what stands across.
        first, last: First and last row of the sheet that hold rows of the table; totals stand below.
        right: The last column.
    """

    tab: str
    rows: Sequence[Row]
    columns: dict[object, int]
    first: int
    last: int
    right: int


def add_sheet(paper: Paper, sheet: Sheet, coverage: Coverage) -> tuple[Worksheet, Shown]:
    """Write one table: title, column titles that stay in view, rows, totals."""
    sheet = _with_content(sheet, coverage)
    table = coverage.tables[sheet.table]
    rows = rows_of(table)
    page = add_titled(paper, sheet.key, coverage)
    last = HEADER_ROW + len(rows)
    for number, field in enumerate(sheet.fields):
        cells = [field.value(row, paper.language) for row in rows]
        page.set_column(number, number, _width(field, cells))
        _set_heights(page, field, cells)
        hidden = hides(coverage, table, field.name)
        for line, cell in enumerate(cells, HEADER_ROW + 1):
            put_count(paper, page, (line, number), cell, field.looks, is_hidden=hidden and cell is None)
    add_titles(paper, page, [paper.say(field.key) for field in sheet.fields])
    if sheet.has_total:
        _add_totals(paper, page, sheet, coverage)
    _arrange(page, sheet, last_row=last)
    columns: dict[object, int] = {field.key: number for number, field in enumerate(sheet.fields)}
    return page, Shown(page.get_name(), rows, columns, HEADER_ROW + 1, last, len(sheet.fields) - 1)


def _with_content(sheet: Sheet, coverage: Coverage) -> Sheet:
    """Without columns of changes in a first report, and without those that a public report leaves out everywhere."""
    table = coverage.tables[sheet.table]
    left_out = {
        name
        for name in set(table.column_names) - _DRAWN
        if coverage.is_public and table[name].null_count == table.num_rows > 0
    }
    fields = (field for field in sheet.fields if coverage.before is not None or not field.since)
    return replace(sheet, fields=tuple(field for field in fields if field.name not in left_out))


def _set_heights(page: Worksheet, field: Field, cells: Sequence[object]) -> None:
    """Make rows as high as their sentences need; LibreOffice does not find that by itself."""
    if field.looks == "told":
        for line, cell in enumerate(cells, HEADER_ROW + 1):
            page.set_row(line, _LINE * -(-len(str(cell)) // _WIDTHS["told"]))


def add_titled(paper: Paper, key: str, coverage: Coverage) -> Worksheet:
    """A page with its title, and below it the place and the day."""
    page = paper.add_page(paper.say(f"tab.{key}"))
    page.set_row(0, 24)
    paper.put(page, 0, 0, paper.say(f"sheet.{key}"), "title")
    where = paper.say("report.where_when", region=coverage.region, day=coverage.made_on)
    paper.put(page, 1, 0, where, "quiet")
    return page


def add_titles(paper: Paper, page: Worksheet, titles: Sequence[str]) -> None:
    """Write the column titles, in a row high enough for the one with the most words."""
    page.set_row(HEADER_ROW, _LINE * max(len(title.split()) for title in titles))
    for number, title in enumerate(titles):
        paper.put(page, HEADER_ROW, number, title, "header")


def hides(coverage: Coverage, table: pa.Table, column: str) -> bool:
    """Does an empty cell of the column stand for a count that is not shown?"""
    return coverage.is_public and column in table.column_names and pa.types.is_integer(table.schema.field(column).type)


def put_count(
    paper: Paper, page: Worksheet, place: tuple[int, int], value: object, looks: str, *, is_hidden: bool
) -> None:
    """Write a cell, and a mark instead of a hidden count: charts take that for nothing."""
    if is_hidden:
        paper.put(page, *place, paper.say("report.hidden"), "total_hidden" if looks.startswith("total_") else "hidden")
    else:
        paper.put(page, *place, value, looks)


def _width(field: Field, cells: Sequence[object]) -> float:
    if field.looks != "words":
        return _WIDTHS[field.looks]
    return min(max(_NARROWEST, *(len(str(cell or "")) + 2 for cell in cells)), _WIDEST) if cells else _NARROWEST


_BY_PLACE = ("coverage_district", "coverage_village")
"""Tables whose sums may be told of a public report, though lines of them are hidden."""


def _add_totals(paper: Paper, page: Worksheet, sheet: Sheet, coverage: Coverage) -> None:
    """The row of totals. They are formulas that follow a filter, and hold the total of all rows for who does not count.

    A report with hidden counts has no formulas: they would add up what is left.
    """
    table = coverage.tables[sheet.table]
    rows = rows_of(table)
    line = HEADER_ROW + len(rows) + 1
    for number, field in enumerate(sheet.fields):
        total = coverage.reached_on if field.name == "reached_on" else field.total(rows)
        if total is None and coverage.is_public and sheet.table in _BY_PLACE:
            total = coverage.total(field.name)
        formula = _formula(sheet, number, line)
        if number == 0:
            paper.put(page, line, 0, paper.say("report.total"), "total_words")
        elif formula and isinstance(total, int | float) and rows and not coverage.is_public:
            page.write_formula(line, number, formula, paper.formats[f"total_{field.looks}"], total)
        else:
            is_hidden = total is None and field.has_total and hides(coverage, table, field.name)
            put_count(paper, page, (line, number), total, f"total_{field.looks}", is_hidden=is_hidden)


def _formula(sheet: Sheet, number: int, line: int) -> str | None:
    """The formula of a total, if there is one."""
    field, column = sheet.fields[number], xl_col_to_name(number)
    if field.ratio:
        places = {one.name: xl_col_to_name(at) for at, one in enumerate(sheet.fields) if one.looks == "count"}
        part, whole = (f"{places[name]}{line + 1}" for name in field.ratio)
        return f'=IF({whole}=0,"",{part}/{whole})'
    if field.looks not in (*ADDED, "change"):
        return None
    return f"=SUBTOTAL({_SUM_SHOWN},{column}{HEADER_ROW + 2}:{column}{line})"


def _arrange(page: Worksheet, sheet: Sheet, *, last_row: int) -> None:
    """What the reader sees first, how shares show, and what is printed."""
    last = len(sheet.fields) - 1
    words = sum(field.looks in ("words", "code") for field in sheet.fields)
    page.freeze_panes(HEADER_ROW + 1, words)
    page.repeat_rows(HEADER_ROW)
    page.print_area(0, 0, last_row + sheet.has_total, last)
    if last_row > HEADER_ROW:
        page.autofilter(HEADER_ROW, 0, last_row, last)
    bar = {"type": "data_bar", "bar_solid": True, "bar_color": BAR, "min_type": "num", "max_type": "num"}
    for number, field in enumerate(sheet.fields):
        if field.looks == "share":
            bounds = {"min_value": 0, "max_value": 1}
            page.conditional_format(HEADER_ROW + 1, number, max(last_row, HEADER_ROW + 1), number, bar | bounds)
