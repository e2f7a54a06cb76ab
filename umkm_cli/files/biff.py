"""biff: what the reader of .xls (since Excel 97) drops: error cells and hidden rows."""

import re
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from struct import Struct
from struct import error as StructError  # noqa: N812 - an exception under a name of its own

from olefile import OleFileIO

from umkm_cli.files.marks import ErrorCells, Marks, MarksBySheet

_SHEET, _ROW, _ERROR, _FORMULA = 0x0085, 0x0208, 0x0205, 0x0006  # records of [MS-XLS]: BOUNDSHEET, ROW, BOOLERR
_CODES = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip
_IS_MARKED = re.compile(
    rb"\x08\x02\x10\0.{12}[\x20-\x3f\x60-\x7f\xa0-\xbf\xe0-\xff]\x01"  # a row with its bit for hidden
    rb"|\x05\x02\x08\0.{7}\x01"  # an error
    rb"|\x06\0..{7}\x02.{5}\xff\xff",  # a formula whose result is one
    re.DOTALL,
)
"""Most files hold none of it, and need not be looked through."""

_HEADER, _PLACE = Struct("<HH"), Struct("<HH")
_HIDDEN = 0x20


def scan_stream(data: bytes) -> MarksBySheet:
    """The marks of each sheet, by its name; nothing when the file is not as it should be: reading it will tell."""
    with suppress(OSError, StructError, IndexError, ValueError), OleFileIO(BytesIO(data)) as file:
        stream = file.openstream("Workbook").read()
        return _by_sheet(stream) if _IS_MARKED.search(stream) else {}
    return {}


def _by_sheet(stream: bytes) -> MarksBySheet:
    sheets = sorted(_sheets(stream))
    ends = [start for start, _ in sheets[1:]] + [len(stream)]
    return {name: _marks(stream, start, end) for (start, name), end in zip(sheets, ends, strict=True)}


def _sheets(stream: bytes) -> Iterator[tuple[int, str]]:
    """Where each sheet starts, and its name."""
    for kind, at, size in _records(stream, 0, len(stream)):
        if kind == _SHEET:
            start, length, is_wide = int.from_bytes(stream[at : at + 4], "little"), stream[at + 6], stream[at + 7] & 1
            raw = stream[at + 8 : at + size]
            yield start, raw[: length * 2].decode("utf-16-le") if is_wide else raw[:length].decode("latin-1")
        elif kind == 0x000A:  # the end of the part about the whole workbook
            return


def _marks(stream: bytes, start: int, end: int) -> Marks:
    marks = Marks()
    for kind, at, size in _records(stream, start, end):
        if kind == _ROW and stream[at + 12] & _HIDDEN:
            row = _PLACE.unpack_from(stream, at)[0]
            marks.hidden.append(range(row, row + 1))
        elif kind in {_ERROR, _FORMULA} and (code := _code(stream[at : at + size], kind)):
            row, column = _PLACE.unpack_from(stream, at)
            marks.errors.append(ErrorCells(range(row, row + 1), range(column, column + 1), code))
    return marks


def _code(record: bytes, kind: int) -> str | None:
    if kind == _ERROR:
        return _CODES.get(record[6]) if record[7] else None
    return _CODES.get(record[8]) if record[6] == 2 and record[12:14] == b"\xff\xff" else None


def _records(stream: bytes, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """The kind of each record, where its content starts and how long it is."""
    while start + 4 <= end:
        kind, size = _HEADER.unpack_from(stream, start)
        yield kind, start + 4, size
        start += 4 + size
