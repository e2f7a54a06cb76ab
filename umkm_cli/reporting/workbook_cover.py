"""The summary sheet: headline, funnel, what the words mean, and the chart by kecamatan."""

import pyarrow as pa
from xlsxwriter.chart import Chart
from xlsxwriter.worksheet import Worksheet

from umkm_cli.messages import say
from umkm_cli.reporting.labels import rows_of
from umkm_cli.reporting.paper import ACCENT, QUIET, Paper
from umkm_cli.reporting.summary import explanation, headline, quality_lines
from umkm_cli.reporting.workbook_sheets import HEADER_ROW, SHEETS
from umkm_cli.verdicts import Coverage

_NOTES = ("note_recorded", "note_target", "note_producing", "note_privacy")
_FUNNEL = {"step": "words", "count": "count", "share_of_basis": "share", "share_of_target": "share"}
_WIDTHS = (44, 13, 13, 13, 3)
_PARTS_OF_RECORDED = ("recorded_listed", "survey_only")
_CHART_ROW, _CHART_COLUMN, _LAST_COLUMN = 3, 5, 13
_PIXELS_PER_DISTRICT, _PIXELS_PER_ROW = 26, 20


def add_cover(paper: Paper, page: Worksheet, coverage: Coverage) -> None:
    """Fill the first sheet. The sheet of the kecamatan must stand already, for the chart points to it."""
    language = paper.language
    for number, width in enumerate(_WIDTHS):
        page.set_column(number, number, width)
    page.set_row(0, 24)
    paper.put(page, 0, 0, say("report.title", language, region=coverage.region), "title")
    paper.put(page, 1, 0, say("report.made_on", language, day=coverage.made_on), "quiet")
    page.set_row(3, 20)
    paper.put(page, 3, 0, headline(coverage, language), "headline")
    line = _lines(paper, page, 4, explanation(coverage, language))
    line = _funnel(paper, page, line + 1, coverage.tables["coverage_funnel"])
    line = _lines(paper, page, line + 1, quality_lines(coverage, language))
    last = _notes(paper, page, line + 1)
    chart = _chart(paper, coverage.tables["coverage_district"])
    page.insert_chart(_CHART_ROW, _CHART_COLUMN, chart)
    page.print_area(0, 0, max(last, _CHART_ROW + int(chart.height / _PIXELS_PER_ROW) + 1), _LAST_COLUMN)
    page.fit_to_pages(1, 1)
    page.activate()


def _lines(paper: Paper, page: Worksheet, line: int, sentences: tuple[str, ...]) -> int:
    """Write the sentences under each other; the line after them."""
    for number, sentence in enumerate(sentences):
        paper.put(page, line + number, 0, sentence, "words")
    return line + len(sentences)


def _funnel(paper: Paper, page: Worksheet, line: int, funnel: pa.Table) -> int:
    """Write the funnel as a small table; the line after it."""
    for number, name in enumerate(_FUNNEL):
        paper.put(page, line, number, say(f"column.{name}", paper.language), "header")
    for row in rows_of(funnel):
        line += 1
        indent = "    " if row["step"] in _PARTS_OF_RECORDED else ""
        cells = {**row, "step": indent + say(f"funnel.{row['step']}", paper.language)}
        for number, (name, looks) in enumerate(_FUNNEL.items()):
            paper.put(page, line, number, cells[name], looks)
    return line + 1


def _notes(paper: Paper, page: Worksheet, line: int) -> int:
    """What the words of the report mean, each over the width of the funnel; the last line used."""
    for number, key in enumerate(_NOTES):
        page.set_row(line + number, 30)
        page.merge_range(line + number, 0, line + number, len(_FUNNEL) - 1, "", paper.formats["note"])
        paper.put(page, line + number, 0, say(f"report.{key}", paper.language), "note")
    return line + len(_NOTES) - 1


def _chart(paper: Paper, districts: pa.Table) -> Chart:
    """Recorded owners beside the target, one pair of bars per kecamatan, in the order of the table."""
    count = districts.num_rows - 1  # the last row is `not placed` and has no place on a chart of places
    sheet = next(sheet for sheet in SHEETS if sheet.key == "districts")
    places = {field.name: number for number, field in enumerate(sheet.fields)}
    tab = say("tab.districts", paper.language)
    chart = paper.book.add_chart({"type": "bar"})
    for name, colour in (("recorded", ACCENT), ("target_share", QUIET)):
        chart.add_series(
            {
                "name": [tab, HEADER_ROW, places[name]],
                "categories": [tab, HEADER_ROW + 1, places["district"], HEADER_ROW + count, places["district"]],
                "values": [tab, HEADER_ROW + 1, places[name], HEADER_ROW + count, places[name]],
                "fill": {"color": colour},
                "gap": 60,
            }
        )
    chart.set_title({"name": say("report.chart", paper.language), "name_font": {"size": 12}})
    chart.set_y_axis({"reverse": True, "major_gridlines": {"visible": False}})
    chart.set_x_axis({"num_format": "#,##0", "major_gridlines": {"visible": True, "line": {"color": "#E0E0E0"}}})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 570, "height": 130 + _PIXELS_PER_DISTRICT * count})
    return chart
