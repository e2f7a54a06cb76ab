"""archive: the zip file around a workbook: is it safe to unpack, and what does it hold that the reader drops?"""

import re
from io import BytesIO
from itertools import pairwise
from posixpath import join, normpath
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812 - an exception under a name of its own

from lxml import etree

from umkm_cli.errors import UnreadableFileError
from umkm_cli.files.cells import MAX_CELLS, guard_extent

ErrorCell = tuple[int, int, str]
"""Row and column from 0, and the code, such as `#N/A`."""

_SHEET_PART = re.compile(r"/?xl[/\\]worksheets[/\\][^/\\]+\.xml", re.IGNORECASE)
_PLAIN_ROW_NUMBER = re.compile(rb'<row r="(\d+)"')
_ROW_NUMBER = re.compile(rb"<(?:\w+:)?row\b[^>]*?\sr=[\"'](\d+)")
_WIDE_COLUMN = re.compile(rb"\sr=[\"']([A-Z]{2,})\d")
_ERROR_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*\st=[\"']e[\"'][^>]*)(?<!/)>.*?<(?:\w+:)?v>([^<]+)<", re.DOTALL)
_REFERENCE = re.compile(rb"\sr=[\"']([A-Z]{1,3})(\d{1,7})[\"']")
_WIDEST = 16_384
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


def guard_archive(data: bytes, *, source_file: str, max_bytes: int) -> None:
    """Refuse what unpacks to more than `max_bytes`, or says it holds more than the file can.

    Raises:
        UnreadableFileError: With reason `too_large` or `broken`.
    """
    try:
        with ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
    except (BadZipFile, NotImplementedError, ValueError) as error:
        raise UnreadableFileError(file=source_file, reason="broken") from error
    # Overlapping entries are how a small file lies about what it unpacks to.
    is_overlapping = sum(entry.compress_size for entry in entries) > len(data)
    if is_overlapping or sum(entry.file_size for entry in entries) > max_bytes:
        raise UnreadableFileError(file=source_file, reason="too_large")


def scan_sheets(data: bytes, *, source_file: str) -> dict[str, list[ErrorCell]]:
    """Look through the sheets of an .xlsx for what the reader dies of, or loses without a word.

    That is a cell so far out that it takes all memory, two rows of one number (only one would be read), a sheet in
    UTF-16 (reads as empty), and error cells (read as blank).

    Returns:
        The error cells of each sheet that has some, by sheet name.

    Raises:
        UnreadableFileError: With reason `too_large` or `broken`.
    """
    try:
        with ZipFile(BytesIO(data)) as archive:
            found: dict[str, list[ErrorCell]] = {}
            for part in filter(_SHEET_PART.fullmatch, archive.namelist()):
                sheet = archive.read(part)
                _check_rows(sheet, source_file=source_file)
                if b't="e"' in sheet or b"t='e'" in sheet:
                    found[part] = _error_cells(sheet)
            return _by_sheet_name(archive, found) if found else {}
    except (BadZipFile, ZlibError, EOFError, NotImplementedError, RuntimeError, OSError, KeyError) as error:
        raise UnreadableFileError(file=source_file, reason="broken") from error
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableFileError(file=source_file, reason="broken") from error


def _check_rows(sheet: bytes, *, source_file: str) -> None:
    found = _PLAIN_ROW_NUMBER.findall(sheet)  # as nearly all programs write it, and much quicker to look for
    is_plain = len(found) == sheet.count(b"row ")
    numbers = [int(number) for number in (found if is_plain else _ROW_NUMBER.findall(sheet))]
    if sheet.startswith(_UTF16) or any(left == right for left, right in pairwise(sorted(numbers))):
        raise UnreadableFileError(file=source_file, reason="broken")
    last = max(numbers, default=0)
    if last * _WIDEST > MAX_CELLS:  # else no column can be too far out, and the slower look is spared
        widest = max(map(column_number, set(_WIDE_COLUMN.findall(sheet))), default=26)
        guard_extent(last, widest, source_file=source_file)


def _error_cells(sheet: bytes) -> list[ErrorCell]:
    cells = []
    for attributes, code in _ERROR_CELL.findall(sheet):
        reference = _REFERENCE.search(b" " + attributes)
        if reference:
            cells.append((int(reference[2]) - 1, column_number(reference[1]) - 1, code.decode("ascii", "replace")))
    return cells


def column_number(letters: bytes) -> int:
    """The number of a column, from 1.

    >>> column_number(b"A"), column_number(b"XFD")
    (1, 16384)
    """
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _by_sheet_name(archive: ZipFile, found: dict[str, list[ErrorCell]]) -> dict[str, list[ErrorCell]]:
    """Find the name of each sheet part, which the workbook knows by way of its relationships."""
    workbook = etree.fromstring(archive.read("xl/workbook.xml"), _PARSER)
    relations = etree.fromstring(archive.read("xl/_rels/workbook.xml.rels"), _PARSER)
    part_of = {
        relation.get("Id"): normpath(join("/xl", str(relation.get("Target")))).lstrip("/")
        for relation in relations.iter("{*}Relationship")
    }
    named = {}
    for sheet in workbook.iter("{*}sheet"):
        keys = [value for name, value in sheet.attrib.items() if str(name).endswith("}id")]
        part = part_of.get(keys[0]) if keys else None
        if part in found:
            named[str(sheet.get("name"))] = found[part]
    return named
