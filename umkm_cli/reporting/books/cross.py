"""A sheet of the workbook that shows a long table crosswise: one band of lines per count, under one row of titles."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xlsxwriter.utility import xl_range
from xlsxwriter.worksheet import Worksheet

from umkm_cli.findings.coverage import Coverage
from umkm_cli.messages import say
from umkm_cli.reporting.books.paper import Paper
from umkm_cli.reporting.books.sheets import Cross, Field
from umkm_cli.reporting.books.table import HEADER_ROW, Shown, add_titled, add_titles, put_count
from umkm_cli.reporting.labels import Row, rows_of

_LEFT, _NARROWEST = 32, 9
"""Characters of the first column, and the least of the others."""


@dataclass(frozen=True, slots=True)
class _Crossed:
    """A long table laid out: words of its lines and columns by what they stand for, and its rows by both."""

    down: Mapping[object, str]
    across: Mapping[object, str]
    cells: Mapping[tuple[object, object], Row]

    def line(self, key: object, count: str) -> list[int | None]:
        """The counts of a line; 0 where the table has no row, None where a count is hidden."""
        found = (self.cells.get((key, other)) for other in self.across)
        return [0 if row is None else _whole(row[count]) for row in found]


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _crossed(rows: Sequence[Row], cross: Cross, language: str) -> _Crossed:
    down, across = (_words(rows, field, language) for field in (cross.down, cross.across))
    cells = {(row[cross.down.name], row[cross.across.name]): row for row in rows}
    crossed = _Crossed(down, across, cells)
    if not cross.is_by_size:
        return crossed
    sizes = {key: sum(count or 0 for count in crossed.line(key, cross.counts[0])) for key in down}
    order = sorted(down, key=lambda key: (key is None, -sizes[key], str(key)))
    return _Crossed({key: down[key] for key in order}, across, cells)


def _words(rows: Sequence[Row], field: Field, language: str) -> dict[object, str]:
    """What each value of a column is called, what is not known last."""
    unknown = say("report.not_known", language)
    words = {row[field.name]: str(field.value(row, language)) or unknown for row in rows}
    return {key: words[key] for key in sorted(words, key=lambda key: key is None)}


def add_cross(paper: Paper, cross: Cross, coverage: Coverage) -> tuple[Worksheet, Shown]:
    """Write one table crosswise, with totals at the right and below each band."""
    rows = rows_of(coverage.tables[cross.table])
    crossed = _crossed(rows, cross, paper.language)
    page = add_titled(paper, cross.key, coverage)
    right = len(crossed.across) + 1
    page.set_column(0, 0, _LEFT)
    titles = (paper.say(cross.down.key), *crossed.across.values(), paper.say("report.total"))
    add_titles(paper, page, titles)
    for number, title in enumerate(titles[1:], 1):
        page.set_column(number, number, max(_NARROWEST, *(len(word) + 2 for word in title.split())))
    line, has_bands = HEADER_ROW + 1, len(cross.counts) > 1
    for count in cross.counts:
        if has_bands:
            _add_band(paper, page, line, count, right=right)
        line = _add_lines(paper, page, line + has_bands, crossed, count, has_formulas=not coverage.is_public)
    page.freeze_panes(HEADER_ROW + 1, 1)
    page.repeat_rows(HEADER_ROW)
    page.print_area(0, 0, line - 2, right)
    columns: dict[object, int] = {key: number for number, key in enumerate(crossed.across, 1)}
    first = HEADER_ROW + 1 + has_bands
    return page, Shown(page.get_name(), rows, columns, first, first + len(crossed.down) - 1, right)


def _add_band(paper: Paper, page: Worksheet, line: int, count: str, *, right: int) -> None:
    """Write what the lines below count."""
    for number in range(right + 1):
        paper.put(page, line, number, paper.say(f"column.{count}") if number == 0 else None, "band")


def _add_lines(paper: Paper, page: Worksheet, first: int, crossed: _Crossed, count: str, *, has_formulas: bool) -> int:
    """Write the lines of one count; the line after them and an empty one."""
    right = len(crossed.across) + 1
    lines = {key: crossed.line(key, count) for key in crossed.down}
    for place, (key, counts) in enumerate(lines.items(), first):
        paper.put(page, place, 0, crossed.down[key], "words")
        for number, cell in enumerate(counts, 1):
            put_count(paper, page, (place, number), cell, "count", is_hidden=cell is None)
        cells = xl_range(place, 1, place, right - 1) if has_formulas else ""
        _put_sum(paper, page, (place, right), counts, cells)
    last = first + len(lines)
    paper.put(page, last, 0, paper.say("report.total"), "total_words")
    sums: list[Sequence[int | None]] = [*zip(*lines.values(), strict=True)]
    sums.append([cell for cells in sums for cell in cells])
    for number, column in enumerate(sums, 1):
        cells = xl_range(first, number, last - 1, number) if has_formulas else ""
        _put_sum(paper, page, (last, number), column, cells, "total_count")
    return last + 2


def _put_sum(
    paper: Paper,
    page: Worksheet,
    place: tuple[int, int],
    counts: Sequence[int | None],
    cells: str,
    looks: str = "count",
) -> None:
    """Write a sum, as a formula where `cells` names what it adds up; hidden where one of the counts is."""
    known = [count for count in counts if count is not None]
    if len(known) < len(counts):
        put_count(paper, page, place, None, looks, is_hidden=True)
    elif cells:
        page.write_formula(*place, f"=SUM({cells})", paper.formats[looks], sum(known))
    else:
        paper.put(page, *place, sum(known), looks)
