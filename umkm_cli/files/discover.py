"""discover: which files a list could be in."""

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from umkm_cli.errors import NoFilesError, PathNotFoundError
from umkm_cli.files.sniff import looks_like_workbook

EXTENSIONS = frozenset(
    {".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".csv", ".tsv", ".txt", ".htm", ".html", ".xml", ".mht", ".mhtml"}
)
"""Extensions a list may have. They decide what is looked at, never how it is read."""


@dataclass(frozen=True, slots=True)
class FoundFile:
    """One file to be read.

    Attributes:
        root: The folder given, or the folder of the file given; absolute.
        path: Where the file is.
        source_file: Path relative to `root`, with `/`; for a file inside an archive it goes on inside it.
        member: Path of the file inside the archive at `path`, as the archive spells it; empty for a plain file.
    """

    root: Path
    path: Path
    source_file: str
    member: str = ""


def find_files(paths: Sequence[Path]) -> list[FoundFile]:
    """Every file below `paths` that may hold a list, each real file once, sorted by `source_file`.

    A file that is named is taken whatever it is. In folders, lock files (`~$...`), dot files and files that are no
    spreadsheet are left out, links are followed without going round in circles, and a folder that may not be
    entered is itself given back, so that it is reported and not forgotten. Two files that would have the same
    `source_file` get a `root` further up.

    Raises:
        PathNotFoundError: One of `paths` does not exist.
        NoFilesError: There is no such file.
    """
    seen: set[tuple[int, int]] = set()
    found: list[FoundFile] = []
    for given in paths:
        if not os.path.exists(given):  # noqa: PTH110 - unlike Path.exists it does not raise below a closed folder
            raise PathNotFoundError(path=given)
        path = given.absolute()
        root = path if path.is_dir() else path.parent
        candidates = _walk(path, seen) if path.is_dir() else iter((path,))
        found += [_found(root, candidate) for candidate in candidates if _is_new(candidate, seen)]
    if not found:
        raise NoFilesError(paths=", ".join(str(path) for path in paths))
    return sorted(_tell_apart(found), key=lambda file: (file.source_file, str(file.root)))


def _found(root: Path, path: Path) -> FoundFile:
    relative = path.relative_to(root).as_posix()
    return FoundFile(root, path, path.name if relative == "." else relative)


def _walk(folder: Path, seen: set[tuple[int, int]]) -> Iterator[Path]:
    """Candidates below `folder`; a folder already `seen`, by whatever name, is not entered again."""
    pending = [folder]
    while pending:
        current = pending.pop()
        if not _is_new(current, seen):
            continue
        if not os.access(current, os.R_OK | os.X_OK):
            seen.discard(_identity(current))
            yield current
            continue
        visible = [entry for entry in sorted(current.iterdir()) if not entry.name.startswith((".", "~$"))]
        pending += [entry for entry in visible if entry.is_dir()]
        yield from (entry for entry in visible if _is_candidate(entry))


def _is_candidate(path: Path) -> bool:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return False
        return path.suffix.lower() in EXTENSIONS or looks_like_workbook(path)
    except OSError:  # a link to nowhere, or a file of another kind we may not look into
        return False


def _is_new(path: Path, seen: set[tuple[int, int]]) -> bool:
    identity = _identity(path)
    is_new = identity not in seen
    seen.add(identity)
    return is_new


def _identity(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_dev, status.st_ino


def _tell_apart(found: list[FoundFile]) -> list[FoundFile]:
    """Move the root up for files of one `source_file`: `a/x.csv b/x.csv` become `a/x.csv` and `b/x.csv`."""
    roots: dict[str, set[Path]] = {}
    for file in found:
        roots.setdefault(file.source_file, set()).add(file.root)
    shared = {name: Path(os.path.commonpath(several)) for name, several in roots.items() if len(several) > 1}
    return [_found(shared.get(file.source_file, file.root), file.path) for file in found]
