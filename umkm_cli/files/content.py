"""content: the bytes of a file or of a member of an archive, and their digest."""

import hashlib
import os
import stat
from pathlib import Path

from umkm_cli.errors import UnreadableFileError
from umkm_cli.files.members import Archives
from umkm_cli.files.zips import DAMAGES, is_archive


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


def content(path: Path, member: str, *, source_file: str, max_bytes: int, archives: Archives) -> bytes:
    """All bytes of a file or of a member of an archive.

    Raises:
        UnreadableFileError: With `reason` too_large, no_permission, not_a_table or broken; or for an archive as in
            `Archives.open`.
    """
    size = _check(path, source_file=source_file)
    try:
        with path.open("rb") as file:
            if member or is_archive(file):
                with archives.open(path, member, source_file=source_file, max_bytes=max_bytes) as inside:
                    return inside.read()
            if size > max_bytes:
                raise UnreadableFileError(file=source_file, reason="too_large")
            file.seek(0)
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
