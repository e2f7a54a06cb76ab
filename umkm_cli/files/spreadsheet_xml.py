"""spreadsheet_xml: workbooks that Excel 2003 and many programs save as plain XML, usually named .xls."""

from typing import Final

from lxml import etree

from umkm_cli.errors import UnreadableFileError
from umkm_cli.files.cells import numeral_text
from umkm_cli.files.grid import Grid
from umkm_cli.files.marks import Marks, mark
from umkm_cli.schema import RawSheet

_SS: Final = "{urn:schemas-microsoft-com:office:spreadsheet}"
_CELL, _DATA, _TYPE = f"{_SS}Cell", f"{_SS}Data", f"{_SS}Type"
_HIDDEN: Final = frozenset({"SheetHidden", "SheetVeryHidden"})


def read_spreadsheet_xml(data: bytes, *, format: str, source_file: str, max_bytes: int) -> list[RawSheet]:  # noqa: A002, ARG001 - as all readers
    """Every work sheet. A long number keeps all its digits, as the file holds it as text.

    Raises:
        UnreadableFileError: With reason broken or too_large.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    try:
        workbook = etree.fromstring(data.strip(b" \t\r\n\0"), parser)
        return [_raw_sheet(sheet, format, source_file) for sheet in workbook.iterchildren(f"{_SS}Worksheet")]
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableFileError(file=source_file, reason="broken") from error


def _raw_sheet(sheet: etree._Element, content: str, source_file: str) -> RawSheet:
    grid = Grid(source_file=source_file)
    hidden: list[range] = []
    for row in sheet.iterfind(f"{_SS}Table/{_SS}Row"):
        grid.next_row(_position(row, grid.row + 1))
        if row.get(f"{_SS}Hidden") == "1":
            hidden.append(range(grid.row, grid.row + _reach(row, "Span")))
        for cell in row.iterchildren(_CELL):
            text, is_number = _value(next(cell.iterchildren(_DATA), None))
            if not cell.attrib:  # most cells: neither out of turn nor merged
                grid.put(text, is_number=is_number)
                continue
            grid.column = _position(cell, grid.column)
            grid.put(text, is_number=is_number, columns=_reach(cell, "MergeAcross"), rows=_reach(cell, "MergeDown"))
    raw = RawSheet(
        source_file=source_file,
        source_sheet=str(sheet.get(f"{_SS}Name", "")),
        format=content,
        is_hidden=any(told.text in _HIDDEN for told in sheet.iterfind("{*}WorksheetOptions/{*}Visible")),
        rows=grid.raw_rows(),
    )
    return mark(raw, Marks(hidden=hidden, merged=grid.merged))


def _position(element: etree._Element, following: int) -> int:
    """Where a row or cell stands, from 0: its index when it has one, else behind the one before."""
    told = element.get(f"{_SS}Index")
    return following if told is None else max(int(told) - 1, 0)


def _reach(cell: etree._Element, name: str) -> int:
    return max(int(cell.get(f"{_SS}{name}", "0")), 0) + 1


def _value(content: etree._Element | None) -> tuple[str, bool]:
    if content is None:
        return "", False
    text = "".join(map(str, content.itertext())) if len(content) else content.text or ""
    match content.get(_TYPE):
        case "Number":
            return numeral_text(text), True
        case "DateTime":
            return text.removesuffix(".000").removesuffix("T00:00:00").replace("T", " "), False
        case "Boolean":
            return "TRUE" if text.strip() == "1" else "FALSE", False
        case _:
            return text, False
