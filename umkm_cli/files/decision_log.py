"""decision_log: the log of a review on disk, one JSON object a line, only ever added to.

Every act is one write that is on the disk before the next key is read. A crash can tear the last line; a torn line is
ended by the next write and left out by the next reader, so at most the key being pressed is lost.
"""

import json
import math
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, fields
from datetime import datetime
from errno import ENOSPC
from io import FileIO
from pathlib import Path
from typing import Any

from umkm_cli.decisions import KINDS, Answer, Entry
from umkm_cli.errors import BadDecisionsError, PathNotFoundError
from umkm_cli.files.write import cannot_write, make_folder, sync_folder

LOG_NAME = "decisions.jsonl"
"""Name of the log in the workspace."""

_NAMES = {kind: name for name, kind in KINDS.items()}


def append(path: Path, entries: Sequence[Entry]) -> None:
    """Add entries to a log, all in one write, readable by the owner only (mode 0600).

    Raises:
        CannotWriteError: Nothing was added, or not all of it.
    """
    if not entries:
        return
    make_folder(path.parent)
    data = b"".join(_line(entry) for entry in entries)
    is_new = not path.exists()
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(handle, "ab", buffering=0) as file:
            _write_whole(file, b"\n" + data if _is_torn(path) else data)
            os.fsync(file.fileno())
        if is_new:
            sync_folder(path.parent)
    except OSError as error:
        raise cannot_write(path, error) from error


def read(path: Path) -> list[Entry]:
    """The entries of the log of a workspace; none where there is no log.

    Raises:
        BadDecisionsError: A line other than a torn one is no entry.
    """
    try:
        return read_log(path)
    except PathNotFoundError:
        return []


def read_log(path: Path) -> list[Entry]:
    """The entries of a log that somebody names.

    A line that does not end like JSON was torn by a crash and is left out.

    Raises:
        PathNotFoundError: There is no such file.
        BadDecisionsError: `reason` is a message key under `decisions.` (unreadable, no_entry or newer), `row` the line.
    """
    if not path.is_file():
        raise PathNotFoundError(path=path)
    entries = []
    for number, line in enumerate(_lines(path), 1):
        if line.rstrip().endswith(b"}"):
            entries.append(_entry(line, path, number))
        elif line.strip() and not line.startswith(b"{"):
            raise BadDecisionsError(file=path, reason="no_entry", row=number)
    return entries


def torn_lines(path: Path) -> tuple[int, ...]:
    """Which lines of the log of a workspace were torn, and so are left out; from 1."""
    if not path.is_file():
        return ()
    told = enumerate(_lines(path), 1)
    return tuple(number for number, line in told if line.strip() and not line.rstrip().endswith(b"}"))


def _lines(path: Path) -> list[bytes]:
    try:
        return path.read_bytes().split(b"\n")
    except OSError as error:
        raise BadDecisionsError(file=path, reason="unreadable", row=1) from error


def missing_from(entries: Iterable[Entry], known: Iterable[Entry]) -> list[Entry]:
    """Those of `entries` that are not among `known`: what merging one log into another has to add."""
    names = {entry.id for entry in known}
    return [entry for entry in entries if entry.id not in names]


def _write_whole(file: FileIO, data: bytes) -> None:
    """Write all of it or nothing: a disk that gets full in between is left as it was."""
    before = os.fstat(file.fileno()).st_size
    written = 0
    try:
        written = file.write(data) or 0
    finally:
        if written < len(data):
            with suppress(OSError):
                os.ftruncate(file.fileno(), before)
    if written < len(data):
        raise OSError(ENOSPC, os.strerror(ENOSPC))


def _line(entry: Entry) -> bytes:
    content = {"kind": _NAMES[type(entry)], **asdict(entry)}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _entry(line: bytes, path: Path, number: int) -> Entry:
    try:
        content = json.loads(line)
        name = _text(content.pop("kind"))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise BadDecisionsError(file=path, reason="no_entry", row=number) from error
    if name not in KINDS:
        raise BadDecisionsError(file=path, reason="newer", row=number)
    try:
        told: dict[str, Any] = {field: read(content[field]) for field, read in _READERS_OF[name] if field in content}
        return KINDS[name](**told)
    except (ValueError, TypeError) as error:
        raise BadDecisionsError(file=path, reason="no_entry", row=number) from error


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(value)  # noqa: TRY004 - as for all that is no entry
    return value


def _moment(value: object) -> str:
    told = datetime.fromisoformat(_text(value))
    if told.tzinfo is None:
        raise ValueError(value)
    return _text(value)


def _number(value: object) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError(value)
    return float(value)


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError(value)  # noqa: TRY004
    return value


def _names(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ValueError(value)  # noqa: TRY004
    return tuple(_text(one) for one in value)


def _levels(value: object) -> dict[str, str]:
    if not isinstance(value, dict):
        raise ValueError(value)  # noqa: TRY004
    return {_text(name): _text(level) for name, level in value.items()}


_READERS: Mapping[str, Callable[[object], object]] = {
    "at": _moment,
    "answer": lambda value: Answer(_text(value)),
    "weight": _number,
    "probability": _number,
    "doubt": _number,
    "was_shown": _flag,
    "levels": _levels,
    "settles": _names,
    "withdraws": _names,
}
"""How values are read that are no plain text."""

_READERS_OF = {
    name: [(field.name, _READERS.get(field.name, _text)) for field in fields(kind)] for name, kind in KINDS.items()
}
"""The fields of each kind of entry, and how they are read."""


def _is_torn(path: Path) -> bool:
    """Does the log end in the middle of a line?"""
    with path.open("rb") as file:
        if not file.seek(0, os.SEEK_END):
            return False
        file.seek(-1, os.SEEK_END)
        return file.read(1) != b"\n"
