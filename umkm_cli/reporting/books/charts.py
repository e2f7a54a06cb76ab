"""The native charts of the workbook. They point to cells, so they follow what a reader changes there."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from xlsxwriter.chart import Chart
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from umkm_cli.reporting.books.paper import ACCENT, CONTRAST, HEADER_COLOUR, QUIET, Paper
from umkm_cli.reporting.books.table import HEADER_ROW, Shown
from umkm_cli.reporting.labels import age_label, count_in, gender_label

_GRID = {"visible": True, "line": {"color": "#E0E0E0"}}
_WIDE, _BAR, _FRAME = 560, 15, 120
"""Pixels: width of a chart, height of a bar, and of title, axis and legend."""

_GAP, _BESIDE = 1, 14
"""Empty columns between a table and its chart, and between a table and what a chart is drawn from."""

_MOST_BARS = 15
_LONG_SURVEY = timedelta(days=75)
_PIXELS_PER_ROW, _PIXELS_PER_COLUMN = 20, 64


def district_chart(paper: Paper, shown: Shown) -> Chart:
    """Recorded owners beside the target, one pair of bars per kecamatan, in the order of the table."""
    count = len(shown.rows) - 1  # the last row is `not placed` and has no place on a chart of places
    colours = {"recorded": ACCENT, "target_share": QUIET}
    chart = _bars(paper, shown, "district", colours, count=count)
    _entitle(paper, chart, "report.chart")
    return chart


def progress_chart(paper: Paper, shown: Shown) -> Chart | None:
    """Recorded owners by day, with the line of the target; nothing without a day."""
    days = len([row for row in shown.rows if row["day"] is not None])
    if not days:
        return None
    chart = paper.book.add_chart({"type": "line"})
    for name, line in (
        ("recorded", {"color": ACCENT, "width": 2.5}),
        ("target", {"color": CONTRAST, "width": 1.5, "dash_type": "dash"}),
    ):
        chart.add_series(_series(shown, "day", name, days) | {"line": line})
    chart.set_x_axis({"date_axis": True, **_days_axis([row["day"] for row in shown.rows[:days]])})
    chart.set_y_axis({"num_format": "#,##0", "major_gridlines": _GRID, "min": 0})
    chart.set_legend({"position": "bottom"})
    _entitle(paper, chart, "report.chart_progress")
    return chart


def _days_axis(days: Sequence[object]) -> dict[str, object]:
    """Labels that can be read: months for a long survey, days for a short one."""
    first, last = days[0], days[-1]
    if isinstance(first, date) and isinstance(last, date) and last - first > _LONG_SURVEY:
        return {"num_format": "mm/yyyy", "major_unit": 1, "major_unit_type": "months"}
    return {"num_format": "dd/mm", "num_font": {"rotation": -45}}


def add_progress_chart(paper: Paper, page: Worksheet, shown: Shown) -> None:
    """The same beside its table."""
    chart = progress_chart(paper, shown)
    if chart:
        _insert(paper, page, shown, chart, "report.chart_progress", height=380)


def add_wave_chart(paper: Paper, page: Worksheet, shown: Shown) -> None:
    """Survey rows by month: first rows of an owner, and further ones."""
    months = len([row for row in shown.rows if row["month"] is not None])
    if not months:
        return
    chart = paper.book.add_chart({"type": "column", "subtype": "stacked"})
    for name, colour in (("first", ACCENT), ("again", QUIET)):
        chart.add_series(_series(shown, "month", name, months) | {"fill": {"color": colour}, "gap": 60})
    chart.set_x_axis({"text_axis": True, "num_format": "mm/yyyy"})
    chart.set_y_axis({"num_format": "#,##0", "major_gridlines": _GRID})
    _insert(paper, page, shown, chart, "report.chart_waves", height=380)


def add_product_chart(paper: Paper, page: Worksheet, shown: Shown) -> None:
    """The categories most owners make: all owners, and those who still produce."""
    count = min(len([row for row in shown.rows if row["product"] is not None]), _MOST_BARS)
    if count:
        chart = _bars(paper, shown, "product", {"owners": QUIET, "producing": ACCENT}, count=count)
        _insert(paper, page, shown, chart, "report.chart_products")


def add_status_chart(paper: Paper, page: Worksheet, shown: Shown) -> None:
    """Recorded owners by production status."""
    if any(count_in(row, "owners") for row in shown.rows):
        chart = _bars(paper, shown, "production_status", {"recorded": ACCENT}, count=len(shown.rows))
        chart.set_legend({"none": True})
        _insert(paper, page, shown, chart, "report.chart_statuses")


def add_pyramid(paper: Paper, page: Worksheet, shown: Shown) -> None:
    """Age and gender: men to the left, women to the right.

    Bars to the left are negative numbers, which stand beside the table for the chart alone, beyond what is printed.
    """
    columns = [shown.columns.get(gender) for gender in ("L", "P")]
    bands = [band for band in dict.fromkeys(row["age_band"] for row in shown.rows) if band is not None]
    if None in columns or not bands:
        return
    side = shown.right + _BESIDE
    _put_sides(paper, page, shown, bands, side)
    last = shown.first + len(bands) - 1
    chart = paper.book.add_chart({"type": "bar", "subtype": "stacked"})
    for number, colour in ((1, ACCENT), (2, CONTRAST)):
        chart.add_series(
            {
                "name": [shown.tab, HEADER_ROW, side + number],
                "categories": [shown.tab, shown.first, side, last, side],
                "values": [shown.tab, shown.first, side + number, last, side + number],
                "fill": {"color": colour},
                "gap": 20,
            }
        )
    chart.set_x_axis({"num_format": "#,##0;#,##0", "major_gridlines": _GRID})
    chart.set_y_axis({"label_position": "low", "major_gridlines": {"visible": False}})
    _insert(paper, page, shown, chart, "report.chart_people", height=400)


def _put_sides(paper: Paper, page: Worksheet, shown: Shown, bands: Sequence[object], side: int) -> None:
    """Write what the pyramid is drawn from: age, minus the men, the women; a hidden count is none."""
    counts = {(row["age_band"], row["gender"]): int(count_in(row, "owners")) for row in shown.rows}
    paper.put(page, HEADER_ROW - 1, side, paper.say("report.for_chart"), "quiet")
    for number, (gender, sign) in enumerate((("L", "-"), ("P", "")), 1):
        column = shown.columns[gender]
        paper.put(page, HEADER_ROW, side + number, gender_label({"gender": gender}, paper.language), "quiet")
        for line, band in enumerate(bands, shown.first):
            paper.put(page, line, side, age_label({"age_band": band}, paper.language), "quiet")
            formula = f"={sign}N({xl_rowcol_to_cell(line, column)})"
            count = int(f"{sign}{counts.get((band, gender), 0)}")
            page.write_formula(line, side + number, formula, paper.formats["quiet"], count)


def funnel_chart(paper: Paper, *, tab: str, first: int, last: int, columns: tuple[int, int]) -> Chart:
    """The steps of the funnel as bars.

    Args:
        paper: The workbook.
        tab: The sheet the funnel stands on.
        first: Row of its first step; the titles stand above.
        last: Row of its last step.
        columns: Where the words of the steps stand, and the counts.
    """
    words, counts = columns
    chart = paper.book.add_chart({"type": "bar"})
    chart.add_series(
        {
            "name": [tab, first - 1, counts],
            "categories": [tab, first, words, last, words],
            "values": [tab, first, counts, last, counts],
            "fill": {"color": ACCENT},
            "gap": 35,
            "data_labels": {"value": True, "num_format": "#,##0", "font": {"size": 9}},
        }
    )
    _finish_bars(chart, last - first + 1)
    chart.set_legend({"none": True})
    _entitle(paper, chart, "report.funnel")
    return chart


def _bars(paper: Paper, shown: Shown, words: str, colours: Mapping[str, str], *, count: int) -> Chart:
    """Bars for the first `count` rows, one for each column of `colours`."""
    chart = paper.book.add_chart({"type": "bar"})
    for name, colour in colours.items():
        chart.add_series(_series(shown, words, name, count) | {"fill": {"color": colour}, "gap": 60})
    _finish_bars(chart, count * len(colours))
    return chart


def _series(shown: Shown, words: str, name: str, count: int) -> dict[str, object]:
    """One column of a table as a series, its title as the name."""
    left, column = shown.columns[f"column.{words}"], shown.columns[f"column.{name}"]
    last = shown.first + count - 1
    return {
        "name": [shown.tab, HEADER_ROW, column],
        "categories": [shown.tab, shown.first, left, last, left],
        "values": [shown.tab, shown.first, column, last, column],
    }


def _finish_bars(chart: Chart, bars: int) -> None:
    chart.set_y_axis({"reverse": True, "major_gridlines": {"visible": False}, "crossing": "max"})
    chart.set_x_axis({"num_format": "#,##0", "major_gridlines": _GRID, "min": 0})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": _WIDE, "height": _FRAME + _BAR * bars})


def _entitle(paper: Paper, chart: Chart, key: str) -> None:
    chart.set_title({"name": paper.say(key), "name_font": {"size": 12, "color": HEADER_COLOUR}})


def _insert(paper: Paper, page: Worksheet, shown: Shown, chart: Chart, key: str, height: int = 0) -> None:
    """Put a chart beside its table, and on the paper with it."""
    _entitle(paper, chart, key)
    if height:
        chart.set_size({"width": _WIDE, "height": height})
        chart.set_legend({"position": "bottom"})
    left = shown.right + _GAP + 1
    page.insert_chart(HEADER_ROW + 1, left, chart, {"description": paper.say(key)})
    rows = HEADER_ROW + 1 - (-int(chart.height) // _PIXELS_PER_ROW)
    page.print_area(0, 0, max(rows, page.dim_rowmax), left + -(-_WIDE // _PIXELS_PER_COLUMN))
