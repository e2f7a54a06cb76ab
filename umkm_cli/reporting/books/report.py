"""The report as an Excel workbook to pass on: a cover with charts, and one sheet per table.

Only counts and shares go in.
"""

from collections.abc import Callable, Mapping
from io import BytesIO

from xlsxwriter.utility import quote_sheetname, xl_range_abs
from xlsxwriter.worksheet import Worksheet

from umkm_cli.findings.coverage import Coverage
from umkm_cli.messages import say
from umkm_cli.reporting.books.charts import (
    add_product_chart,
    add_progress_chart,
    add_pyramid,
    add_status_chart,
    add_wave_chart,
)
from umkm_cli.reporting.books.cover import add_cover
from umkm_cli.reporting.books.cross import add_cross
from umkm_cli.reporting.books.paper import Paper, new_book
from umkm_cli.reporting.books.sheets import PAGES, Cross, Sheet
from umkm_cli.reporting.books.table import HEADER_ROW, Shown, add_sheet

_CHARTS: Mapping[str, Callable[[Paper, Worksheet, Shown], None]] = {
    "progress": add_progress_chart,
    "waves": add_wave_chart,
    "products": add_product_chart,
    "statuses": add_status_chart,
    "people": add_pyramid,
}
"""The chart beside the table of a sheet."""

_ALWAYS = frozenset({"districts", "villages"})
"""Sheets that are there when they are empty, too."""


def workbook(coverage: Coverage, language: str) -> bytes:
    """The workbook as bytes; the same coverage gives the same bytes.

    Args:
        coverage: What was counted. Sheets of tables without a row are left out; the cover says which.
        language: Of words and dates; numbers are shown as the reader's Excel writes them.
    """
    content = BytesIO()
    title = say("report.title", language, region=coverage.region)
    with new_book(content, title=title, language=language, made_on=coverage.made_on) as paper:
        cover = paper.add_page(paper.say("tab.cover"))
        told = [page for page in PAGES if page.key in _ALWAYS or coverage.tables[page.table].num_rows]
        shown = {page.key: _add(paper, page, coverage) for page in told}
        left_out = [page.key for page in PAGES if page.key not in shown]
        add_cover(paper, cover, coverage, shown=shown, left_out=left_out)
    return content.getvalue()


def _add(paper: Paper, page: Sheet | Cross, coverage: Coverage) -> Shown:
    """Write a sheet, its chart if it has one, and give its table a name for formulas."""
    if isinstance(page, Cross):
        drawn, shown = add_cross(paper, page, coverage)
    else:
        drawn, shown = add_sheet(paper, page, coverage)
    if page.key in _CHARTS:
        _CHARTS[page.key](paper, drawn, shown)
    place = xl_range_abs(HEADER_ROW, 0, max(shown.last, shown.first), shown.right)
    paper.book.define_name(f"umkm_{page.key}", f"={quote_sheetname(shown.tab)}!{place}")
    return shown
