"""write: whole files or nothing. A crash leaves the old file or the new one, never half of either."""

import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq

from umkm_cli.errors import CannotWriteError
from umkm_cli.schema import STORED

TEMPORARY_SUFFIX = ".part"
"""End of the name of a file that is still being written; what a crash leaves behind can be swept by it."""

_PLAIN_COLUMNS = frozenset(column.name for table in STORED for column in table.columns) - frozenset(
    column.name for table in STORED for column in table.columns if column.is_personal
)
"""Columns that say nothing of one person. Only these get statistics: smallest and largest NIK are NIKs too."""

_NEARLY_UNIQUE = frozenset(
    {"record_id", "nik", "no_kk", "phone", "raw_nik", "raw_no_kk", "raw_phone", "nik_trace", "name_trace"}
)
"""Columns in which hardly a value comes twice: a dictionary of them takes time and space."""

_REASONS: dict[type[OSError], str] = {
    PermissionError: "no_permission",
    NotADirectoryError: "not_a_folder",
    FileExistsError: "not_a_folder",
    FileNotFoundError: "no_folder",
    IsADirectoryError: "is_a_folder",
}
_REASONS_BY_NUMBER = {28: "disk_full", 122: "disk_full", 30: "read_only"}  # ENOSPC, EDQUOT, EROFS


def write_bytes(path: Path, data: bytes) -> None:
    """Put `data` at `path`, readable by the owner only (mode 0600), in one step.

    Raises:
        CannotWriteError: Nothing was written, an older file at `path` is as it was. `reason` is a message key under
            `unwritable.`.
    """
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}{TEMPORARY_SUFFIX}")
    try:
        _write_new(temporary, data)
        temporary.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise cannot_write(path, error) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def write_table(path: Path, table: pa.Table, *, metadata: Mapping[str, str]) -> None:
    """Put `table` at `path` as zstd Parquet, with `metadata` in its footer; otherwise as `write_bytes`."""
    write_bytes(path, parquet_bytes(table, metadata=metadata))


def parquet_bytes(table: pa.Table, *, metadata: Mapping[str, str]) -> bytes:
    """`table` as zstd Parquet, without the smallest and largest value of columns about a person."""
    sink = pa.BufferOutputStream()
    pq.write_table(
        table.replace_schema_metadata({name.encode(): text.encode() for name, text in metadata.items()}),
        sink,
        compression="zstd",
        use_dictionary=[name for name in table.column_names if name not in _NEARLY_UNIQUE],
        write_statistics=[name for name in table.column_names if name in _PLAIN_COLUMNS],
    )
    return bytes(sink.getvalue())


def csv_bytes(table: pa.Table) -> bytes:
    """`table` as CSV in UTF-8 with a mark in front, by which spreadsheets know the encoding."""
    sink = pa.BufferOutputStream()
    sink.write(b"\xef\xbb\xbf")
    pyarrow.csv.write_csv(table, sink, pyarrow.csv.WriteOptions(quoting_style="needed"))
    return bytes(sink.getvalue())


def write_output(path: Path, data: bytes) -> None:
    """Put `data` at `path` as `write_bytes` does, and make its folder where there is none.

    Raises:
        CannotWriteError: The folder cannot be made, or the file not be written.
    """
    make_folder(path.parent)
    write_bytes(path, data)


def write_numbered(path: Path, data: bytes) -> Path:
    """Put `data` at `path` or, where another file is, at the first numbered name that is free.

    For what people fill in: a file that is there may hold their work. One of the same content stands.

    Raises:
        CannotWriteError: As `write_output`.
    """
    stem, number = path.stem, 1
    while path.exists() and not (path.is_file() and path.read_bytes() == data):
        number += 1
        path = path.with_name(f"{stem} ({number}){path.suffix}")
    if not path.exists():
        write_output(path, data)
    return path


def make_folder(path: Path) -> None:
    """Make `path` a folder only its owner can enter (mode 0700); one that is there stays as it is.

    Raises:
        CannotWriteError: It cannot be made, or a file is in the way.
    """
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_write(path, error) from error


def sync_folder(path: Path) -> None:
    """Make renames in `path` survive a power cut, where the platform can open a folder."""
    if os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def cannot_write(path: Path, error: OSError) -> CannotWriteError:
    """The error that tells why `path` cannot be written."""
    by_number = _REASONS_BY_NUMBER.get(error.errno or 0)
    reason = by_number or next((key for kind, key in _REASONS.items() if isinstance(error, kind)), "failed")
    return CannotWriteError(path=path, reason=reason)


def _write_new(path: Path, data: bytes) -> None:
    binary = getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | binary, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
