"""Writers: a list of sheets into one file of a given kind. None of them writes the time of day, so bytes repeat."""

import csv
import html
import io
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import xlsxwriter
import xlwt
from odf import opendocument, table, text

from benchmarks.synthetic.entries import Cell
from benchmarks.synthetic.sheets import Sheet

Writer = Callable[[list[Sheet], Path], None]
_LONG_AGO = datetime(2021, 1, 4, tzinfo=UTC).replace(tzinfo=None)


def write_xlsx(sheets: list[Sheet], path: Path) -> None:
    """An Excel workbook."""
    with xlsxwriter.Workbook(path, {"default_date_format": "dd/mm/yyyy"}) as book:
        book.set_properties({"created": _LONG_AGO, "author": "UMKM"})
        for sheet in sheets:
            page = book.add_worksheet(sheet.name)
            for box in sheet.merges:
                page.merge_range(*box, "")
            for place, row in enumerate(sheet.rows):
                _write_row(page, place, row)
            if sheet.is_hidden:
                page.hide()


def _write_row(page: xlsxwriter.worksheet.Worksheet, place: int, row: list[Cell]) -> None:
    for column, cell in enumerate(row):
        if isinstance(cell, str):
            page.write_string(place, column, cell)
        elif isinstance(cell, date):
            page.write_datetime(place, column, cell)
        elif cell is not None:
            page.write_number(place, column, cell)


def write_xls(sheets: list[Sheet], path: Path) -> None:
    """An Excel 97 workbook."""
    book = xlwt.Workbook(encoding="utf-8")
    day = xlwt.easyxf(num_format_str="DD/MM/YYYY")
    for sheet in sheets:
        page = book.add_sheet(sheet.name)
        starts = {(box[0], box[1]): box for box in sheet.merges}
        for place, row in enumerate(sheet.rows):
            for column, cell in enumerate(row):
                style = day if isinstance(cell, date) else xlwt.Style.default_style
                if (place, column) in starts:
                    top, left, bottom, right = starts[place, column]
                    page.write_merge(top, bottom, left, right, cell, style)
                elif cell is not None:
                    page.write(place, column, cell, style)
        page.visibility = int(sheet.is_hidden)
    book.save(str(path))


def write_ods(sheets: list[Sheet], path: Path) -> None:
    """An OpenDocument workbook."""
    book = opendocument.OpenDocumentSpreadsheet()
    for sheet in sheets:
        page = table.Table(name=sheet.name)
        for row in sheet.rows:
            line = table.TableRow()
            for cell in row:
                line.addElement(_ods_cell(cell))
            page.addElement(line)
        book.spreadsheet.addElement(page)
    buffer = io.BytesIO()
    book.write(buffer)
    path.write_bytes(_frozen(buffer.getvalue()))


def _ods_cell(cell: Cell) -> table.TableCell:
    if cell is None:
        return table.TableCell()
    if isinstance(cell, date):
        made = table.TableCell(valuetype="date", datevalue=cell.isoformat())
        made.addElement(text.P(text=_text(cell)))
        return made
    if isinstance(cell, str):
        made = table.TableCell(valuetype="string")
    else:
        made = table.TableCell(valuetype="float", value=str(cell))
    made.addElement(text.P(text=str(cell)))
    return made


def _frozen(packed: bytes) -> bytes:
    """The same zip with every member dated 1980."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(buffer, "w") as new:
        for member in old.infolist():
            info = zipfile.ZipInfo(member.filename)
            info.compress_type = member.compress_type
            new.writestr(info, old.read(member))
    return buffer.getvalue()


def write_csv(sheets: list[Sheet], path: Path) -> None:
    """What an Indonesian Excel saves: semicolons and cp1252."""
    _write_text(sheets[0], path, ";", "cp1252")


def write_csv_utf8(sheets: list[Sheet], path: Path) -> None:
    """What Excel calls CSV UTF-8: commas and a byte order mark."""
    _write_text(sheets[0], path, ",", "utf-8-sig")


def _write_text(sheet: Sheet, path: Path, delimiter: str, encoding: str) -> None:
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=delimiter, lineterminator="\r\n")
        writer.writerows([_text(cell) for cell in row] for row in sheet.rows)


def write_html(sheets: list[Sheet], path: Path) -> None:
    """What web applications call an Excel export: one HTML table."""
    rows = [
        "<tr>" + "".join(f"<td>{html.escape(_text(cell), quote=False)}</td>" for cell in row) + "</tr>"
        for row in sheets[0].rows
    ]
    start = '<html><head><meta charset="utf-8"></head><body><table border="1">'
    path.write_text("\n".join([start, *rows, "</table></body></html>", ""]), encoding="utf-8", newline="\n")


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return f"{cell:%d/%m/%Y %H:%M:%S}"
    return f"{cell:%d/%m/%Y}" if isinstance(cell, date) else str(cell)


WRITERS: dict[str, Writer] = {
    "xlsx": write_xlsx,
    "xls": write_xls,
    "ods": write_ods,
    "csv": write_csv,
    "csv_utf8": write_csv_utf8,
    "html": write_html,
}
"""Kinds of files."""
