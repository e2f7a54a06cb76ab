"""opendocument: what the reader of .ods drops: error cells, hidden rows and merged ranges."""

import re
from io import BytesIO
from typing import Final
from zipfile import ZipFile

from lxml import etree

from umkm_cli.errors import UnreadableFileError
from umkm_cli.files.marks import ErrorCells, Marks, MarksBySheet
from umkm_cli.files.zips import DAMAGES
from umkm_cli.schema import MergedRange

_IS_MARKED = re.compile(rb"number-rows-spanned=[\"'](?!1[\"'])|visibility=[\"'][cf]|value-type=[\"']error")
"""Most files hold none of it, and need not be looked through."""

_T: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TABLE, _ROW = f"{_T}table", f"{_T}table-row"
_ERROR: Final = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
_UNSEEN: Final = frozenset({"collapse", "filter"})


def scan_tables(archive: ZipFile, *, source_file: str) -> MarksBySheet:
    """The marks of each sheet, by its name.

    Raises:
        UnreadableFileError: With reason `broken`.
    """
    try:
        content = archive.read("content.xml")
        return _by_table(content) if _IS_MARKED.search(content) else {}
    except (*DAMAGES, etree.XMLSyntaxError) as error:
        raise UnreadableFileError(file=source_file, reason="broken") from error


def _by_table(content: bytes) -> MarksBySheet:
    found: dict[str, Marks] = {}
    marks, row = Marks(), 0
    events = etree.iterparse(
        BytesIO(content), events=("start", "end"), tag=(_TABLE, _ROW), resolve_entities=False, no_network=True
    )
    for event, element in events:
        if element.tag == _TABLE and event == "start":
            marks, row = found.setdefault(str(element.get(f"{_T}name")), Marks()), 0
        elif element.tag == _ROW and event == "end":
            rows = range(row, row + _count(element, "number-rows-repeated"))
            if element.get(f"{_T}visibility") in _UNSEEN:
                marks.hidden.append(rows)
            _add_cells(marks, element, rows)
            row = rows.stop
            element.clear()
    return found


def _add_cells(marks: Marks, row: etree._Element, rows: range) -> None:
    column = 0
    for cell in row:
        columns = range(column, column + _count(cell, "number-columns-repeated"))
        deep = _count(cell, "number-rows-spanned")
        if deep > 1:
            last = column + _count(cell, "number-columns-spanned") - 1
            marks.merged.append(MergedRange(rows.start, column, rows.start + deep - 1, last))
        if cell.get(_ERROR) == "error":
            marks.errors.append(ErrorCells(rows, columns, "".join(map(str, cell.itertext())).strip()))
        column = columns.stop


def _count(element: etree._Element, name: str) -> int:
    return max(int(element.get(f"{_T}{name}", "1")), 1)
