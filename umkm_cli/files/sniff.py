"""sniff: what a file is, by its content. Extensions lie: HTML is sent as .xls, and .docx as .xlsx."""

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import PurePosixPath
from typing import IO

from umkm_cli.files.zips import DAMAGES, ZIP, open_zip

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

EXTENSIONS = frozenset(
    {
        ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".csv", ".tsv", ".txt", ".htm", ".html", ".xml", ".mht", ".mhtml",
        ".zip", ".rar", ".7z",
    }
)  # fmt: skip
"""Extensions a list may have. They decide what is looked at, never how it is read."""

_NO_TABLES = (
    b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"RIFF", b"II*\0", b"MM\0*", b"{\\rtf", b"PAR1",
    b"SQLite format", b"\x7fELF", b"MZ", b"\0\0\0\x18ftyp", b"\0\0\0\x20ftyp",
)  # fmt: skip
"""First bytes of pictures, documents and programs."""

_OTHER_ARCHIVES = (b"7z\xbc\xaf", b"Rar!", b"\x1f\x8b", b"BZh")
"""First bytes of archives that are no zip."""

_MOST_OLE = 64 << 20  # bytes of a file of an unknown extension that are looked through for a workbook

_OLE_STREAMS: tuple[tuple[str, str], ...] = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "not_a_table"),
    ("PowerPoint Document", "not_a_table"),
    ("Workbook", "xls"),
    ("Book", "xls"),
)
"""Stream names in the directory of an OLE file and what each says of it; the first that is there decides."""

_WORKBOOKS = frozenset({"xlsx", "xlsm", "xlsb", "xls", "ods", "encrypted"})
_SPREADSHEET_XML = b"urn:schemas-microsoft-com:office:spreadsheet"
_HTML_TABLE = re.compile(rb"<table\b", re.IGNORECASE)
_HTML_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta)\b", re.IGNORECASE)
_MIME_HEADER = re.compile(rb"^(?:MIME-Version|Content-Type|From|Subject):", re.IGNORECASE | re.MULTILINE)
_HEAD_BYTES = 65_536
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"


def sniff(data: bytes) -> str:
    """What the content of a file is.

    Returns:
        xlsx, xlsm, xlsb, xls, ods, html, mhtml, xml (SpreadsheetML 2003) or text; or why it is nothing we can read,
        a message key under `unreadable.`: encrypted, broken, empty_file, not_a_table, other_archive.
    """
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf"):
        return "empty_file"
    if data.startswith(ZIP):
        return _sniff_zip(BytesIO(data))
    if data.startswith(OLE):
        return _sniff_ole(data)
    if data.startswith(_OTHER_ARCHIVES):
        return "other_archive"
    if data.startswith(_NO_TABLES):
        return "not_a_table"
    return _sniff_text(data[:_HEAD_BYTES].replace(b"\0", b""))


def may_be_list(name: str, opened: Callable[[], IO[bytes]]) -> bool:
    """Is a file worth reading: by its extension or, when that is unknown, as a workbook by its content?"""
    if PurePosixPath(name).suffix.lower() in EXTENSIONS:
        return True
    with opened() as file:
        head = file.read(len(OLE))
        if head.startswith(ZIP):
            return _sniff_zip(file) in _WORKBOOKS
        return head == OLE and _sniff_ole(head + file.read(_MOST_OLE)) in _WORKBOOKS


def _sniff_zip(file: IO[bytes]) -> str:
    try:
        with open_zip(file) as archive:
            names = {name.replace("\\", "/").lstrip("/").lower() for name in archive.namelist()}
            is_ods = "mimetype" in names and archive.read("mimetype").startswith(_ODS)
            if is_ods:
                return "encrypted" if b"encryption-data" in archive.read("META-INF/manifest.xml") else "ods"
    except DAMAGES:
        return "broken"
    return _workbook_kind(names)


def _workbook_kind(names: set[str]) -> str:
    if "xl/workbook.bin" in names:
        return "xlsb"
    if "xl/vbaproject.bin" in names:
        return "xlsm"
    return "xlsx" if any(name.startswith("xl/") for name in names) else "not_a_table"


def _sniff_ole(data: bytes) -> str:
    kinds = (kind for stream, kind in _OLE_STREAMS if f"{stream}\0".encode("utf-16-le") in data)
    return next(kinds, "broken" if len(data) < 2048 else "not_a_table")


def _sniff_text(head: bytes) -> str:
    start = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")[:4096]
    if start.startswith(b"<") and _SPREADSHEET_XML in head and b"<html" not in start.lower():
        return "xml"
    if len(_MIME_HEADER.findall(start)) >= 2 and b"mime-version" in start.lower():
        return "mhtml"
    if _HTML_TABLE.search(head) or (start.startswith(b"<") and _HTML_PAGE.search(start)):
        return "html"
    return "not_a_table" if start.startswith(b"<?xml") else "text"
