"""zips: zip files, opened with care: workbooks are such files, and so are the archives that lists are sent in."""

from dataclasses import dataclass
from io import SEEK_END
from typing import IO, Any, cast
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812 - an exception under a name of its own

ZIP = (b"PK\x03\x04", b"PK\x05\x06")
"""How a zip file starts; the second is one without members."""

_HEAD_BYTES = 4096
"""Bytes of a zip file in which the name of its first member stands, unless it is longer than any path may be."""

DAMAGES = (BadZipFile, ZlibError, EOFError, NotImplementedError, RuntimeError, OSError, KeyError, ValueError)
"""What opening a zip file or unpacking a member may raise."""

_PARTS = ("[content_types].xml", "_rels/", "xl/", "word/", "ppt/", "docprops/", "customxml/", "mimetype", "meta-inf/")
"""Members that make a zip file one document: a workbook, a letter, a book or a program."""

_MOST_DIRECTORY = 4 << 20  # bytes of the table of contents, which takes many times as much once it is read


def open_zip(file: IO[bytes]) -> ZipFile:
    """A zip file, unless its table of contents is larger than that of any honest one.

    Raises:
        BadZipFile: It is, or this is no zip file.
        ValueError: A name in it is no text.
    """
    guarded = _Modest(file, _MOST_DIRECTORY)
    archive = ZipFile(cast("IO[bytes]", guarded))
    guarded.most = file.seek(0, SEEK_END)
    return archive


def unpacked_size(archive: ZipFile) -> int | None:
    """Bytes it says that it unpacks to; None when its members overlap, which is how a small file lies about that."""
    entries = archive.infolist()
    size = cast("IO[bytes]", archive.fp).seek(0, SEEK_END)
    return sum(entry.file_size for entry in entries) if sum(entry.compress_size for entry in entries) <= size else None


def is_archive(file: IO[bytes]) -> bool:
    """Is this a zip file with files of their own inside, and no workbook or other document?"""
    if not _may_be_archive(file.read(_HEAD_BYTES)):
        return False
    try:
        return not _is_document(open_zip(file))
    except DAMAGES:
        return True


def _may_be_archive(head: bytes) -> bool:
    """Is this, by its first bytes, a zip file that is not one document? Most workbooks need no further look."""
    if not head.startswith(ZIP[0]):
        return head.startswith(ZIP[1])
    length = int.from_bytes(head[26:28], "little")
    name = head[30 : 30 + length].decode("latin-1").lower()
    return 0 < length == len(name) and not name.startswith(_PARTS)


def _is_document(archive: ZipFile) -> bool:
    """Is a zip file one document, whose members nobody wants to see?"""
    return any(name.replace("\\", "/").lstrip("/").lower().startswith(_PARTS) for name in archive.namelist())


@dataclass(slots=True)
class _Modest:
    """A file that gives no more than `most` bytes at once: `ZipFile` reads the table of contents in one go."""

    file: IO[bytes]
    most: int

    def read(self, size: int = -1) -> bytes:
        if size > self.most:
            raise BadZipFile
        return self.file.read(size)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever a file has
        return getattr(self.file, name)
