"""members: the lists inside zip archives. They are read where they are; nothing of them is written to the disk."""

import re
import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from io import BytesIO
from pathlib import Path
from types import TracebackType
from typing import IO, Self
from zipfile import ZipFile, ZipInfo

from umkm_cli.errors import UnreadableFileError
from umkm_cli.files.sniff import may_be_list
from umkm_cli.files.zips import DAMAGES, is_archive, open_zip, unpacked_size

MAX_DEPTH = 3
"""Archives inside each other that are looked into."""

MAX_NESTED = 128 << 20
"""Bytes of all archives inside one: they have to be held in memory."""

_FREELY, _MOST_RATIO = 1 << 30, 100  # an archive may unpack to so many bytes, or to so many times its size
_UTF8_NAME, _ENCRYPTED = 0x800, 0x1
_DRIVE = re.compile(r"^[A-Za-z]:")


@dataclass(frozen=True, slots=True)
class _Member:
    """Where a member is, or the reason (a key under `unreadable.`) why it cannot be read."""

    archive: ZipFile
    entry: ZipInfo
    reason: str


@dataclass(slots=True)
class _Room:
    """Bytes left for archives inside an archive."""

    left: int


@dataclass(slots=True)
class Archives:
    """Reads archives, and keeps the last one open: its other members are usually asked for next."""

    _path: Path | None = None
    _file: IO[bytes] | None = None
    _members: dict[str, _Member] = field(default_factory=dict)
    _reason: str = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def names(self, path: Path) -> list[str]:
        """The lists inside an archive, and what else is worth telling, each by its path from there, with `/`.

        What is inside is chosen as in a folder: hidden files, locks and files of other kinds are left out; an archive
        is looked into in its turn.

        Returns:
            Nothing when the archive as a whole cannot be read, or holds no list: reading it tells why.
        """
        self._open(path)
        return [] if self._reason else list(self._members)

    def open(self, path: Path, member: str, *, source_file: str, max_bytes: int = sys.maxsize) -> IO[bytes]:
        """A member, opened; reading it may raise any of `DAMAGES`.

        Args:
            path: The archive.
            member: One of its `names`; empty to be told why it has none.
            source_file: How the member is named in errors.
            max_bytes: The most that it may hold.

        Raises:
            UnreadableFileError: With reason broken_archive, deep_archive, empty_archive, encrypted_archive,
                large_archive, not_a_table, too_large or unsafe_name.
        """
        self._open(path)
        found = self._members.get(member)
        reason = self._reason or (found.reason if found else "broken_archive")
        if found is None or reason:
            raise UnreadableFileError(file=source_file, reason=reason)
        if found.entry.file_size > max_bytes:
            raise UnreadableFileError(file=source_file, reason="too_large")
        return found.archive.open(found.entry)

    def _open(self, path: Path) -> None:
        if self._path == path:
            return
        self._close()
        self._path = path
        try:
            self._file = path.open("rb")
            archive = open_zip(self._file)
        except DAMAGES:
            self._reason = "broken_archive"
            return
        self._reason = _refusal(archive)
        if not self._reason:
            self._members = _by_name(_members(archive, depth=1, room=_Room(MAX_NESTED)))
            self._reason = _common_reason(self._members)

    def _close(self) -> None:
        if self._file:
            self._file.close()
        self._path, self._file, self._members, self._reason = None, None, {}, ""


def _refusal(archive: ZipFile) -> str:
    """The reason not to unpack anything of an archive, if there is one."""
    size = unpacked_size(archive)
    packed = sum(entry.compress_size for entry in archive.infolist())
    return "large_archive" if size is None or size > max(_FREELY, _MOST_RATIO * packed) else ""


def _common_reason(members: dict[str, _Member]) -> str:
    """What to say of the archive as a whole, instead of the same of each member."""
    if not members:
        return "empty_archive"
    return "encrypted_archive" if {member.reason for member in members.values()} == {"encrypted_archive"} else ""


def _members(archive: ZipFile, *, depth: int, room: _Room) -> Iterator[tuple[str, _Member]]:
    for entry in archive.infolist():
        name, is_safe = _inner_name(entry)
        parts = name.split("/")
        if entry.is_dir() or any(part.startswith((".", "~$")) or part.lower() == "__macosx" for part in parts):
            continue
        reason = _reason(entry, is_safe=is_safe)
        try:
            if not reason and _is_inner_archive(archive, entry):
                yield from _nested(archive, entry, name, depth=depth, room=room)
                continue
            is_told = may_be_list(name, partial(_opened, archive, entry, reason))
        except DAMAGES:
            is_told, reason = True, "broken_archive"
        if is_told:
            yield name, _Member(archive, entry, reason)


def _reason(entry: ZipInfo, *, is_safe: bool) -> str:
    if not is_safe:
        return "unsafe_name"
    if entry.flag_bits & _ENCRYPTED:
        return "encrypted_archive"
    return "not_a_table" if stat.S_ISLNK(entry.external_attr >> 16) else ""


def _opened(archive: ZipFile, entry: ZipInfo, reason: str) -> IO[bytes]:
    return BytesIO() if reason else archive.open(entry)


def _is_inner_archive(archive: ZipFile, entry: ZipInfo) -> bool:
    with archive.open(entry) as file:
        return is_archive(file)


def _nested(archive: ZipFile, entry: ZipInfo, name: str, *, depth: int, room: _Room) -> Iterator[tuple[str, _Member]]:
    """The members of an archive inside an archive; or itself, with the reason, when they cannot be had."""
    room.left -= entry.file_size
    reason = "deep_archive" if depth == MAX_DEPTH else "large_archive" if room.left < 0 else ""
    if not reason:
        try:
            inner = open_zip(BytesIO(archive.read(entry)))
        except DAMAGES:
            reason = "broken_archive"
        else:
            reason = _refusal(inner)
            below = [] if reason else list(_members(inner, depth=depth + 1, room=room))
            yield from ((f"{name}/{deeper}", member) for deeper, member in below)
            reason = reason or ("" if below else "empty_archive")
    if reason:
        yield name, _Member(archive, entry, reason)


def _inner_name(entry: ZipInfo) -> tuple[str, bool]:
    """The path of a member with `/`, and whether it stays inside the archive.

    Older programs write names in the code page of DOS without saying so, and macOS writes UTF-8 without saying so.
    A drive or a `/` at the beginning is dropped; `..` cannot be.
    """
    name = entry.filename
    if not entry.flag_bits & _UTF8_NAME:
        raw = name.encode("cp437")  # what `ZipFile` took it for
        name = raw.decode("utf-8") if _is_utf8(raw) else name
    parts = [part for part in _DRIVE.sub("", name.replace("\\", "/")).split("/") if part not in {"", "."}]
    return "/".join("__" if part == ".." else part for part in parts) or "_", ".." not in parts


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _by_name(members: Iterator[tuple[str, _Member]]) -> dict[str, _Member]:
    """The members by name; of two with one name the later gets a number."""
    named: dict[str, _Member] = {}
    for name, member in members:
        unique, number = name, 1
        while unique in named:
            number += 1
            stem, dot, suffix = name.rpartition(".")
            unique = f"{stem} ({number}).{suffix}" if dot else f"{name} ({number})"
        named[unique] = member
    return named
