"""Files: pages into bytes of a kind, each writer as some program offices use leaves them."""

import csv
import io
import zipfile
from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import partial
from html import escape

import xlsxwriter
import xlwt

from benchmarks.strange.page import Book, Cell, Page

Writer = Callable[[list[Page]], bytes]
Span = tuple[int, int]
"""Rows and columns a cell reaches over."""
_LONG_AGO = (1980, 1, 1, 0, 0, 0)


def _xlsx(pages: list[Page]) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "default_date_format": "d-mmm"}) as book:
        book.set_properties({"created": datetime(2020, 9, 1)})  # noqa: DTZ001 - a cell has no time zone
        for page in pages:
            sheet = book.add_worksheet(page.name)
            for top, left, bottom, right in page.merges:
                sheet.merge_range(top - 1, left, bottom - 1, right, "")
            for (row, column), cell in page.cells.items():
                sheet.write(row - 1, column, cell, *([] if isinstance(cell, date) else [None]))
            for row in page.hidden_rows:
                sheet.set_row(row - 1, None, None, {"hidden": True})
            for column in page.hidden_columns:
                sheet.set_column(column, column, None, None, {"hidden": True})
            if page.is_hidden:
                sheet.hide()
    return buffer.getvalue()


def _xls(pages: list[Page]) -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    day, plain = xlwt.easyxf(num_format_str="D-MMM"), xlwt.Style.default_style
    for page in pages:
        sheet = book.add_sheet(page.name)
        spans = {(top, left): (bottom, right) for top, left, bottom, right in page.merges}
        for (row, column), cell in page.cells.items():
            bottom, right = spans.get((row, column), (row, column))
            style = day if isinstance(cell, date) else plain
            sheet.write_merge(row - 1, bottom - 1, column, right, cell, style)
        for row in page.hidden_rows:
            sheet.row(row - 1).hidden = True
        for column in page.hidden_columns:
            sheet.col(column).hidden = True
        sheet.visibility = int(page.is_hidden)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


_ODS_START = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content office:version="1.2"'
    + "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    + "><office:body><office:spreadsheet>"
)
_ODS_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


def _ods(pages: list[Page]) -> bytes:
    sheets = []
    for page in pages:
        rows = ["".join(_ods_cell(cell, span) for cell, span in row) for row in _spanned(page, keep_covered=True)]
        body = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
        sheets.append(f'<table:table table:name="{escape(page.name)}">{body}</table:table>')
    content = f"{_ODS_START}{''.join(sheets)}</office:spreadsheet></office:body></office:document-content>"
    return _zip(
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content.encode()),
        ("META-INF/manifest.xml", _ODS_MANIFEST.encode()),
    )


def _ods_cell(cell: Cell, span: Span | None) -> str:
    if span is None:
        return "<table:covered-table-cell/>"
    rows, columns = span
    reach = f' table:number-rows-spanned="{rows}" table:number-columns-spanned="{columns}"' if span != (1, 1) else ""
    if cell is None:
        return f"<table:table-cell{reach}/>"
    if isinstance(cell, date):
        kind = f'date" office:date-value="{cell.isoformat()}'
    else:
        kind = "string" if isinstance(cell, str) else f'float" office:value="{cell}'
    text = "</text:p><text:p>".join(escape(_shown(cell)).split("\n"))
    return f'<table:table-cell{reach} office:value-type="{kind}"><text:p>{text}</text:p></table:table-cell>'


def _spanned(page: Page, *, keep_covered: bool) -> Iterable[list[tuple[Cell, Span | None]]]:
    """Each row's cells with what they reach over; a covered cell reaches over nothing and may be left out."""
    spans: dict[tuple[int, int], Span | None] = {}
    for top, left, bottom, right in page.merges:
        spans |= {(row, column): None for row in range(top, bottom + 1) for column in range(left, right + 1)}
        spans[top, left] = (bottom - top + 1, right - left + 1)
    for row, cells in enumerate(page.grid(), start=1):
        found = [(cell, spans.get((row, column), (1, 1))) for column, cell in enumerate(cells)]
        yield [(cell, span) for cell, span in found if keep_covered or span is not None]


def _html(pages: list[Page], *, blank: str = "") -> bytes:
    """One table, as web applications write what they call Excel."""
    rows = []
    for row in _spanned(pages[0], keep_covered=False):
        cells = [_html_cell(cell, span or (1, 1), blank) for cell, span in row]
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return f'<html><head><meta charset="utf-8"></head><body><table border=1>{"".join(rows)}</table></body>'.encode()


def _html_cell(cell: Cell, span: Span, blank: str) -> str:
    rows, columns = span
    reach = (f' rowspan="{rows}"' if rows > 1 else "") + (f' colspan="{columns}"' if columns > 1 else "")
    text = escape(_shown(cell), quote=False).replace("\n", "<br>") or blank
    return f"<td{reach}>{text}</td>"


_XML_START = (
    '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"'
    ' xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
)


def _xml(pages: list[Page]) -> bytes:
    """SpreadsheetML 2003; blank cells and rows are left out and the next one says where it stands."""
    sheets = []
    for page in pages:
        rows = []
        for number, row in enumerate(page.grid(), start=1):
            cells = [_xml_cell(column, cell) for column, cell in enumerate(row, start=1) if cell is not None]
            if cells:
                rows.append(f'<Row ss:Index="{number}">{"".join(cells)}</Row>')
        sheets.append(f'<Worksheet ss:Name="{escape(page.name)}"><Table>{"".join(rows)}</Table></Worksheet>')
    return f"{_XML_START}{''.join(sheets)}</Workbook>".encode()


def _xml_cell(column: int, cell: Cell) -> str:
    if isinstance(cell, date):
        kind, text = "DateTime", f"{cell.isoformat()[:10]}T00:00:00.000"
    else:
        kind, text = ("String" if isinstance(cell, str) else "Number"), str(cell)
    return f'<Cell ss:Index="{column}"><Data ss:Type="{kind}">{escape(text)}</Data></Cell>'


def _csv(
    pages: list[Page],
    *,
    delimiter: str = ";",
    encoding: str = "utf-8",
    end: str = "\r\n",
    start: str = "",
    quoting: int = csv.QUOTE_MINIMAL,
) -> bytes:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator=end, quoting=quoting)  # type: ignore[arg-type]
    writer.writerows([_shown(cell) for cell in row] for row in pages[0].grid())
    return (start + buffer.getvalue()).encode(encoding)


def _shown(cell: Cell) -> str:
    if isinstance(cell, datetime):
        return f"{cell.month}/{cell.day}/{cell.year} {cell:%H:%M:%S}"
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    return "" if cell is None else str(cell)


def _zip(*members: tuple[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name, _LONG_AGO), data)
    return buffer.getvalue()


WRITERS: dict[str, Writer] = {
    "xlsx": _xlsx,
    "xls": _xls,
    "ods": _ods,
    "html": _html,
    "html_nbsp": partial(_html, blank="&nbsp;"),
    "xml": _xml,
    "csv": _csv,
    "csv_comma": partial(_csv, delimiter=",", encoding="utf-8-sig", end="\n"),
    "csv_cp1252": partial(_csv, encoding="cp1252"),
    "csv_mac": partial(_csv, delimiter=",", end="\r", quoting=csv.QUOTE_ALL),
    "csv_told": partial(_csv, start="sep=;\r\n"),
    "csv_doubled": partial(_csv, end="\r\r\n"),
    "csv_pipe": partial(_csv, delimiter="|", end="\n"),
    "tsv_utf16": partial(_csv, delimiter="\t", encoding="utf-16"),
}
"""Kinds of files."""
NAMELESS = frozenset(kind for kind in WRITERS if kind.startswith(("csv", "tsv", "html")))
"""Kinds whose sheet has no name."""


def file_bytes(book: Book) -> bytes:
    """The file."""
    if book.inside:
        return _zip(*((inner.path, file_bytes(inner)) for inner in book.inside))
    return WRITERS[book.kind](book.pages)
