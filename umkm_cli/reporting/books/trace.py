"""The rows behind a figure of the report as a workbook."""

from datetime import date
from io import BytesIO

from umkm_cli.findings.coverage import FigureTrace
from umkm_cli.messages import say
from umkm_cli.reporting.books.paper import Line, new_book
from umkm_cli.reporting.labels import Row, list_label, product_label, rows_of, status_label

_COLUMNS = {
    "owner_id": 20, "name": 28, "village": 20, "district": 16, "list": 13, "visited_on": 13, "production_status": 20,
    "product": 24, "source_file": 44, "source_sheet": 20, "source_row": 8,
}  # fmt: skip
"""Columns and their widths in characters."""

_LOOKS = {"owner_id": "code", "visited_on": "day"}
"""Columns that are not words."""


def trace_workbook(found: FigureTrace, language: str, *, made_on: date) -> bytes:
    """The workbook as bytes; the same rows on the same day give the same bytes."""
    content = BytesIO()
    title = say("trace.title", language, figure=found.figure)
    with new_book(content, title=title, language=language, made_on=made_on) as paper:
        key = "trace.rows" if found.is_of_rows else "trace.owners"
        told = paper.say(key, figure=found.figure, count=found.count, rows=found.rows.num_rows)
        columns = [(paper.say(f"column.{name}"), width) for name, width in _COLUMNS.items()]
        lines = [_cells(row, language) for row in rows_of(found.rows)]
        paper.add_list(paper.say("tab.trace"), told, columns, lines, frozen=2)
    return content.getvalue()


def _cells(row: Row, language: str) -> Line:
    told = {
        "list": list_label(row, language),
        "production_status": "" if row["production_status"] is None else status_label(row, language),
        "product": "" if row["product"] is None else product_label(row, language),
    }
    return [(told.get(name, row[name]), _LOOKS.get(name, "words")) for name in _COLUMNS]
