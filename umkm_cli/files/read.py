"""read: one file as raw sheets, whatever its extension says."""

import hashlib
import os
import stat
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

from umkm_cli.errors import UnreadableFileError
from umkm_cli.files.delimited import read_delimited
from umkm_cli.files.html import read_html, read_mhtml
from umkm_cli.files.members import Archives, is_archive
from umkm_cli.files.sniff import sniff
from umkm_cli.files.spreadsheet_xml import read_spreadsheet_xml
from umkm_cli.files.workbook import read_workbook
from umkm_cli.files.zips import DAMAGES
from umkm_cli.schema import RawSheet

_READERS: dict[str, Callable[..., list[RawSheet]]] = {
    "xlsx": read_workbook,
    "xlsm": read_workbook,
    "xlsb": read_workbook,
    "xls": read_workbook,
    "ods": read_workbook,
    "html": read_html,
    "mhtml": read_mhtml,
    "xml": read_spreadsheet_xml,
    "text": read_delimited,
}
"""Which reader takes which content: `reader(data, format=..., source_file=..., max_bytes=...)`."""


def read_file(
    path: Path,
    *,
    source_file: str,
    max_mb: int,
    member: str = "",
    sha256: str | None = None,
    archives: Archives | None = None,
) -> list[RawSheet]:
    """All sheets of a file, hidden and empty ones too, in the order of the workbook.

    A hostile workbook can still end the process or take all memory: call this through `pool.run_isolated`.

    Args:
        path: The file, or the archive that holds it.
        source_file: How the file is named in the sheets and in errors.
        max_mb: Largest file, and largest unpacked content, in MiB.
        member: Its name inside the archive, one of `Archives.names`.
        sha256: Digest it had a moment ago, when that is known.
        archives: Where several members of an archive are read, so that it is opened once.

    Raises:
        UnreadableFileError: With `reason` encrypted, broken, too_large, empty_file, not_a_table, no_permission or
            changed; or for an archive as in `Archives.open`.
    """
    with nullcontext(archives) if archives else Archives() as opened:
        data = _content(path, member, source_file=source_file, max_bytes=max_mb << 20, archives=opened)
    if sha256 and hashlib.sha256(data).hexdigest() != sha256:
        raise UnreadableFileError(file=source_file, reason="changed")
    kind = sniff(data)
    if kind not in _READERS:
        raise UnreadableFileError(file=source_file, reason=kind)
    return _READERS[kind](data, format=kind, source_file=source_file, max_bytes=max_mb << 20)


def digest(path: Path, member: str, archives: Archives) -> str:
    """SHA-256 of a file or of a member of an archive, in hexadecimal.

    Raises:
        UnreadableFileError: It cannot be opened, or is no file.
    """
    _check(path, source_file=path.name)
    try:
        with archives.open(path, member, source_file=path.name) if member else path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]
    except DAMAGES as error:
        raise UnreadableFileError(file=path.name, reason=_reason(error)) from error


def _content(path: Path, member: str, *, source_file: str, max_bytes: int, archives: Archives) -> bytes:
    size = _check(path, source_file=source_file)
    try:
        if member or is_archive(path):
            with archives.open(path, member, source_file=source_file, max_bytes=max_bytes) as file:
                return file.read()
        if size > max_bytes:
            raise UnreadableFileError(file=source_file, reason="too_large")
        with path.open("rb") as file:
            return file.read(size)  # a buffer of what is there: one of `max_bytes` would eat the memory limit
    except DAMAGES as error:
        raise UnreadableFileError(file=source_file, reason=_reason(error)) from error


def _check(path: Path, *, source_file: str) -> int:
    """The size of a plain file; a pipe or device, which could block for ever, is refused before it is opened."""
    try:
        status = path.stat()
    except OSError as error:
        raise UnreadableFileError(file=source_file, reason=_reason(error)) from error
    if stat.S_ISDIR(status.st_mode) and not os.access(path, os.R_OK | os.X_OK):
        raise UnreadableFileError(file=source_file, reason="no_permission")
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableFileError(file=source_file, reason="not_a_table")
    return status.st_size


def _reason(error: Exception) -> str:
    if isinstance(error, OSError):
        return "no_permission" if isinstance(error, PermissionError) else "broken"
    return "broken_archive"
