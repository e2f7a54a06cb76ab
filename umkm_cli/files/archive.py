"""archive: the zip file around a workbook: is it safe to unpack, and what does it hold that the reader drops?"""

import re
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from posixpath import join, normpath
from zipfile import ZipFile

from lxml import etree

from umkm_cli.errors import UnreadableFileError
from umkm_cli.files.cells import MAX_CELLS, guard_extent
from umkm_cli.files.marks import ErrorCells, Marks, MarksBySheet
from umkm_cli.files.zips import DAMAGES, open_zip, unpacked_size
from umkm_cli.schema import MergedRange

_SHEET_PART = re.compile(r"/?xl[/\\]worksheets[/\\][^/\\]+\.xml", re.IGNORECASE)
_PLAIN_ROW = re.compile(rb'<row (?:r="(\d+)")?([^<>]*)>')
_ANY_ROW = re.compile(rb"<(?:\w+:)?row(?:\s([^<>]*?\s)?r=[\"'](\d+)[\"'])?([^<>]*)>")
_HIDDEN = re.compile(rb"\shidden=[\"'](?:1|true|on)[\"']")
_WIDE_COLUMN = re.compile(rb"\sr=[\"']([A-Z]{2,})\d")
_ERROR_CELL = re.compile(rb"<(?:\w+:)?c(\s[^<>]*?\bt=[\"']e[\"'][^<>]*)(?<!/)>(.*?)</(?:\w+:)?c>", re.DOTALL)
_VALUE = re.compile(rb"<(?:\w+:)?v>([^<]+)<")
_REFERENCE = re.compile(rb"\sr=[\"']([A-Z]{1,3})(\d{1,7})[\"']")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\b[^<>]*?\sref=[\"']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})[\"']")
_WIDEST = 16_384
_HEAD_BYTES = 65_536  # in which the rows begin
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


def guard_archive(data: bytes, *, source_file: str, max_bytes: int) -> ZipFile:
    """The zip file, unless it unpacks to more than `max_bytes`, or says it holds more than the file can.

    Raises:
        UnreadableFileError: With reason `too_large` or `broken`.
    """
    try:
        archive = open_zip(BytesIO(data))
    except DAMAGES as error:
        raise UnreadableFileError(file=source_file, reason="broken") from error
    size = unpacked_size(archive)
    if size is None or size > max_bytes:
        raise UnreadableFileError(file=source_file, reason="too_large")
    return archive


def scan_sheets(archive: ZipFile, *, source_file: str) -> MarksBySheet:
    """Look through the sheets of an .xlsx for what the reader dies of, or loses without a word.

    That is a cell so far out that it takes all memory, two rows of one number (only one would be read), a sheet in
    UTF-16 (reads as empty), error cells (read as blank), hidden rows and merged ranges.

    Returns:
        The marks of each sheet that has some, by sheet name.

    Raises:
        UnreadableFileError: With reason `too_large` or `broken`.
    """
    found: dict[str, Marks] = {}
    try:
        for part in filter(_SHEET_PART.fullmatch, archive.namelist()):
            marks = _scan(archive.read(part), source_file=source_file)
            if marks:
                found[part] = marks
        return _by_sheet_name(archive, found) if found else {}
    except (*DAMAGES, etree.XMLSyntaxError) as error:
        raise UnreadableFileError(file=source_file, reason="broken") from error


def _scan(sheet: bytes, *, source_file: str) -> Marks:
    """The marks of one sheet; every search through all of it counts, as there are hundreds of sheets in a folder."""
    numbers, attributes = _rows(sheet)
    if len(set(numbers)) < len(numbers) or sheet.startswith(_UTF16):
        raise UnreadableFileError(file=source_file, reason="broken")
    last = max(numbers, default=0)
    if last * _WIDEST > MAX_CELLS:  # else no column can be too far out, and the slower look is spared
        widest = max(map(column_number, set(_WIDE_COLUMN.findall(sheet))), default=26)
        guard_extent(last, widest, source_file=source_file)
    hidden = zip(numbers, attributes, strict=True) if b"hidden" in b"".join(attributes) else ()
    merged = sheet.find(b"mergeCell ", max(sheet.rfind(b"sheetData>"), 0))
    return Marks(
        errors=list(_error_cells(sheet)) if b"#" in sheet else [],  # which all codes start with, and little else
        hidden=[range(number - 1, number) for number, told in hidden if _HIDDEN.search(told)],
        merged=list(_merged_ranges(sheet[max(merged - 20, 0) :])) if merged >= 0 else [],
    )


def _rows(sheet: bytes) -> tuple[Sequence[int], Sequence[bytes]]:
    """The number of each row, and its other attributes."""
    rows = _PLAIN_ROW.findall(sheet)
    numbers, attributes = zip(*rows, strict=True) if rows else ((), ())
    if b"" not in numbers and b"<sheetData" in sheet[:_HEAD_BYTES]:  # as nearly all programs write it
        return list(map(int, numbers)), attributes
    rows = [(int(number), b" " + before + after) for before, number, after in _ANY_ROW.findall(sheet) if number]
    return [number for number, _ in rows], [told for _, told in rows]


def _error_cells(sheet: bytes) -> Iterator[ErrorCells]:
    for attributes, content in _ERROR_CELL.findall(sheet):
        reference, code = _REFERENCE.search(attributes), _VALUE.search(content)
        if reference and code:
            row, column = int(reference[2]), column_number(reference[1])
            yield ErrorCells(range(row - 1, row), range(column - 1, column), code[1].decode("ascii", "replace"))


def _merged_ranges(end: bytes) -> Iterator[MergedRange]:
    """Those of more than one row."""
    for left, first, right, last in _MERGED.findall(end):
        if first != last:
            yield MergedRange(int(first) - 1, column_number(left) - 1, int(last) - 1, column_number(right) - 1)


def column_number(letters: bytes) -> int:
    """The number of a column, from 1.

    >>> column_number(b"A"), column_number(b"XFD")
    (1, 16384)
    """
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _by_sheet_name(archive: ZipFile, found: Mapping[str, Marks]) -> dict[str, Marks]:
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
        if part is not None and part in found:
            named[str(sheet.get("name"))] = found[part]
    return named
