"""The rows behind a figure of the report as a workbook."""

from datetime import date
from io import BytesIO

from umkm_cli.coverage import FigureTrace
from umkm_cli.messages import say
from umkm_cli.reporting.books.paper import new_book
from umkm_cli.reporting.labels import Row, list_label, product_label, rows_of, status_label

_COLUMNS = {
    "owner_id": 20, "name": 28, "village": 20, "district": 16, "list": 13, "visited_on": 13, "production_status": 20,
    "product": 24, "source_file": 44, "source_sheet": 20, "source_row": 8,
}  # fmt: skip
"""Columns and their widths in characters."""

_HEADER = 2


def trace_workbook(found: FigureTrace, language: str, *, made_on: date) -> bytes:
    """The workbook as bytes; the same rows on the same day give the same bytes."""
    content = BytesIO()
    title = say("trace.title", language, figure=found.figure)
    with new_book(content, title=title, language=language, made_on=made_on) as paper:
        page = paper.add_page(say("tab.trace", language))
        key = "trace.rows" if found.is_of_rows else "trace.owners"
        told = say(key, language, figure=found.figure, count=found.count, rows=found.rows.num_rows)
        paper.put(page, 0, 0, told, "title")
        for number, (name, width) in enumerate(_COLUMNS.items()):
            page.set_column(number, number, width)
            paper.put(page, _HEADER, number, say(f"column.{name}", language), "header")
        for line, row in enumerate(rows_of(found.rows), start=_HEADER + 1):
            for number, value in enumerate(_cells(row, language)):
                paper.put(page, line, number, value, "words" if number else "code")
        page.freeze_panes(_HEADER + 1, 2)
        page.repeat_rows(_HEADER)
        page.autofilter(_HEADER, 0, max(_HEADER + found.rows.num_rows, _HEADER + 1), len(_COLUMNS) - 1)
    return content.getvalue()


def _cells(row: Row, language: str) -> list[object]:
    told = {
        "list": list_label(row, language),
        "production_status": "" if row["production_status"] is None else status_label(row, language),
        "product": "" if row["product"] is None else product_label(row, language),
    }
    return [told.get(name, row[name]) for name in _COLUMNS]
