"""The cover of the workbook: headline, funnel, what does not fit, what the words mean, and charts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xlsxwriter.utility import quote_sheetname, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from umkm_cli.findings.coverage import Coverage
from umkm_cli.reporting.books.charts import district_chart, funnel_chart, progress_chart
from umkm_cli.reporting.books.paper import Paper
from umkm_cli.reporting.books.table import Shown, put_count
from umkm_cli.reporting.labels import PARTS_OF_RECORDED, Row, rows_of
from umkm_cli.reporting.summary import (
    change_of,
    doubt_lines,
    explanation,
    headline,
    quality_lines,
    unvisited_line,
)

_NOTES = ("note_recorded", "note_target", "note_producing", "note_privacy")
_WIDTHS = (44, 13, 13, 13, 15, 3)
_CHART_ROW, _CHART_COLUMN, _LAST_COLUMN = 3, 6, 14
_ROWS_ON_FILE = "records"
"""The step that counts rows and no owners: it stands below the others, and has no bar in the chart."""

_LINE, _LETTERS = 15, 115
"""Points of a line of text, and characters that fit on it over the width of the funnel."""

_PIXELS_PER_ROW = 20
_PROGRESS = {"width": 705, "height": 300}


@dataclass(frozen=True, slots=True)
class _Step:
    """A column of the funnel: key of its title, what it looks like, and the column of the table."""

    key: str
    looks: str
    name: str


_STEPS = (
    _Step("column.step", "words", "step"),
    _Step("column.count", "count", "count"),
    _Step("column.share_of_basis", "share", "share_of_basis"),
    _Step("column.share_of_target", "share", "share_of_target"),
)


def add_cover(
    paper: Paper, page: Worksheet, coverage: Coverage, *, shown: Mapping[str, Shown], left_out: Sequence[str]
) -> None:
    """Fill the first sheet.

    Args:
        paper: The workbook.
        page: The sheet.
        coverage: What was counted.
        shown: The other sheets by key, which charts point to.
        left_out: Keys of the sheets that are not there.
    """
    for number, width in enumerate(_WIDTHS):
        page.set_column(number, number, width)
    page.set_row(0, 24)
    paper.put(page, 0, 0, paper.say("report.title", region=coverage.region), "title")
    paper.put(page, 1, 0, paper.say("report.made_on", day=coverage.made_on), "quiet")
    page.set_row(3, 20)
    paper.put(page, 3, 0, headline(coverage, paper.language), "headline")
    line = 4
    for sentence in (*explanation(coverage, paper.language), unvisited_line(coverage, paper.language)):
        paper.put(page, line, 0, sentence, "words")
        line += 1
    first = line + 2
    last = _funnel(paper, page, first, coverage)
    line = _told(paper, page, last + 3, "report.quality", quality_lines(coverage, paper.language))
    if not coverage.is_public:  # which tells of no rows
        line = _told(paper, page, line, "report.doubts", _doubts(paper, coverage))
    line = _told(paper, page, line, "report.words", _words(paper, coverage, left_out))
    bottom = _charts(paper, page, shown["districts"], first=first, last=last)
    if "progress" in shown:
        line = _progress(paper, page, line, shown["progress"])
    page.print_area(0, 0, max(line, bottom) - 2, _LAST_COLUMN)
    page.fit_to_pages(1, 1)
    page.activate()


def _funnel(paper: Paper, page: Worksheet, first: int, coverage: Coverage) -> int:
    """Write the funnel below its titles; the row of the last step, below which the rows on file stand."""
    since = paper.say("report.change_since", day=coverage.before) if coverage.before else ""
    for number, title in enumerate((*(paper.say(step.key) for step in _STEPS), *([since] if since else []))):
        paper.put(page, first - 1, number, title, "header")
    page.set_row(first - 1, 48 if since else 20)
    rows = rows_of(coverage.tables["coverage_funnel"])
    steps = [row for row in rows if row["step"] != _ROWS_ON_FILE]
    for line, row in enumerate((*steps, *(row for row in rows if row["step"] == _ROWS_ON_FILE)), first):
        _step(paper, page, line, row, coverage)
        name, place = f"umkm_{row['step']}", xl_rowcol_to_cell(line, 1, row_abs=True, col_abs=True)
        paper.book.define_name(name, f"={quote_sheetname(page.get_name())}!{place}")
    return first + len(steps) - 1


def _step(paper: Paper, page: Worksheet, line: int, row: Row, coverage: Coverage) -> None:
    """Write one step: its words, its count and shares, and what has changed."""
    indent = "    " if row["step"] in PARTS_OF_RECORDED else ""
    cells = {**row, "step": indent + paper.say(f"funnel.{row['step']}")}
    for number, column in enumerate(_STEPS):
        cell = cells[column.name]
        is_hidden = coverage.is_public and column.looks == "count" and cell is None
        put_count(paper, page, (line, number), cell, column.looks, is_hidden=is_hidden)
    paper.put(page, line, len(_STEPS), change_of(row), "change")


def _doubts(paper: Paper, coverage: Coverage) -> list[str]:
    """What does not fit, each with what to do about it; that all is well, where it is."""
    found = [f"{doubt}: {hint}" for doubt, hint in doubt_lines(coverage, paper.language)]
    return found or [paper.say("report.no_doubts")]


def _words(paper: Paper, coverage: Coverage, left_out: Sequence[str]) -> list[str]:
    """What the words mean, and which sheets there are none of."""
    notes = [paper.say(f"report.{key}") for key in (*_NOTES, *(("note_hidden",) if coverage.is_public else ()))]
    key = "report.not_public" if coverage.is_public else "report.left_out"
    sheets = ", ".join(paper.say(f"tab.{key}") for key in left_out)
    return [*notes, *([paper.say(key, sheets=sheets)] if left_out else [])]


def _told(paper: Paper, page: Worksheet, line: int, title: str, sentences: Sequence[str]) -> int:
    """Write sentences below a title, each over the width of the funnel; the line after them and an empty one."""
    if not sentences:
        return line
    paper.put(page, line, 0, paper.say(title), "subtitle")
    for place, sentence in enumerate(sentences, line + 1):
        page.set_row(place, _LINE * -(-len(sentence) // _LETTERS))
        page.merge_range(place, 0, place, len(_STEPS), "", paper.formats["told"])
        paper.put(page, place, 0, sentence, "told")
    return line + len(sentences) + 2


def _charts(paper: Paper, page: Worksheet, districts: Shown, *, first: int, last: int) -> int:
    """Put the funnel and the kecamatan at the right, under each other; the row they end in."""
    funnel = funnel_chart(paper, tab=page.get_name(), first=first, last=last, columns=(0, 1))
    places = district_chart(paper, districts)
    row = _CHART_ROW
    for chart, key in ((funnel, "report.funnel"), (places, "report.chart")):
        page.insert_chart(row, _CHART_COLUMN, chart, {"description": paper.say(key), "object_position": 3})
        row += -(-int(chart.height) // _PIXELS_PER_ROW) + 1
    return row


def _progress(paper: Paper, page: Worksheet, line: int, shown: Shown) -> int:
    """Put the progress at the left, below the words; the row after it."""
    chart = progress_chart(paper, shown)
    if chart is None:
        return line
    chart.set_size(_PROGRESS)
    page.insert_chart(line, 0, chart, {"description": paper.say("report.chart_progress"), "object_position": 3})
    return line + _PROGRESS["height"] // _PIXELS_PER_ROW + 1
