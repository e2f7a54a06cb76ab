"""decision_log: the log of a review on disk, one JSON object a line, only ever added to.

Every act is one write that is on the disk before the next key is read. A crash can tear the last line; a torn line is
ended by the next write and left out by the next reader, so at most the key being pressed is lost.
"""

import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from umkm_cli.decisions import KINDS, Answer, Decision, Entry
from umkm_cli.errors import BadDecisionsError, PathNotFoundError
from umkm_cli.files.write import cannot_write, make_folder

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
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(handle, "ab", buffering=0) as file:
            file.write(b"\n" + data if _is_torn(path) else data)
            os.fsync(file.fileno())
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
        BadDecisionsError: `reason` is a message key under `decisions.`: unreadable or no_entry; `row` is the line.
    """
    if not path.is_file():
        raise PathNotFoundError(path=path)
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError as error:
        raise BadDecisionsError(file=path, reason="unreadable", row=1) from error
    entries = []
    for number, line in enumerate(lines, 1):
        if line.rstrip().endswith(b"}"):
            entries.append(_entry(line, path, number))
        elif line.strip() and not line.startswith(b"{"):
            raise BadDecisionsError(file=path, reason="no_entry", row=number)
    return entries


def missing_from(entries: Iterable[Entry], known: Iterable[Entry]) -> list[Entry]:
    """Those of `entries` that are not among `known`: what merging one log into another has to add."""
    names = {entry.id for entry in known}
    return [entry for entry in entries if entry.id not in names]


def _line(entry: Entry) -> bytes:
    content = {"kind": _NAMES[type(entry)], **asdict(entry)}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _entry(line: bytes, path: Path, number: int) -> Entry:
    try:
        content = json.loads(line)
        kind = KINDS[content.pop("kind")]
        told = {field.name: _read(content[field.name]) for field in fields(kind) if field.name in content}
        if kind is Decision:
            told["answer"] = Answer(told["answer"])
        return kind(**told)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadDecisionsError(file=path, reason="no_entry", row=number) from error


def _read(value: Any) -> Any:  # noqa: ANN401 - JSON of any shape
    return tuple(value) if isinstance(value, list) else value


def _is_torn(path: Path) -> bool:
    """Does the log end in the middle of a line?"""
    with path.open("rb") as file:
        if not file.seek(0, os.SEEK_END):
            return False
        file.seek(-1, os.SEEK_END)
        return file.read(1) != b"\n"
