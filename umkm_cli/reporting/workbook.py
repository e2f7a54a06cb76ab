"""The report as an Excel workbook to pass on: a summary sheet with a chart, and one sheet per table.

Only counts and shares go in, and text goes in as text: `=1+1` in a file name stays five characters, and a long number
is masked.
"""

from datetime import UTC, datetime, time
from io import BytesIO

import xlsxwriter

from umkm_cli.messages import say
from umkm_cli.reporting.paper import Paper
from umkm_cli.reporting.workbook_cover import add_cover
from umkm_cli.reporting.workbook_sheets import SHEETS, add_sheet
from umkm_cli.verdicts import Coverage

OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
"""Of every workbook that is written: text stays text."""


def workbook(coverage: Coverage, language: str) -> bytes:
    """The workbook as bytes; the same tables on the same day give the same bytes.

    Args:
        coverage: What was counted.
        language: Of words and dates; numbers are shown as the reader's Excel writes them.
    """
    content = BytesIO()
    with xlsxwriter.Workbook(content, OPTIONS) as book:
        # Without a fixed day the file would hold the minute it was made.
        created = datetime.combine(coverage.made_on, time(), tzinfo=UTC)
        book.set_properties({"title": say("report.short_title", language), "created": created})
        paper = Paper(book, language)
        cover = paper.add_page(say("tab.cover", language))
        for sheet in SHEETS:
            add_sheet(paper, sheet, coverage.tables[sheet.table])
        add_cover(paper, cover, coverage)
    return content.getvalue()
