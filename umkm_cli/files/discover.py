"""discover: which files a list could be in."""

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from umkm_cli.errors import NoFilesError, PathNotFoundError
from umkm_cli.files.members import Archives
from umkm_cli.files.sniff import may_be_list
from umkm_cli.files.zips import is_archive


@dataclass(frozen=True, slots=True)
class FoundFile:
    """One file to be read.

    Attributes:
        root: The folder given, or the folder of the file given; absolute.
        path: Where the file is.
        source_file: Path relative to `root`, with `/`; for a file inside an archive it goes on inside it.
        member: How `source_file` goes on inside the archive at `path`; empty for a plain file.
    """

    root: Path
    path: Path
    source_file: str
    member: str = ""


def find_files(paths: Sequence[Path]) -> list[FoundFile]:
    """Every file below `paths` that may hold a list, each real file once, sorted by `source_file`.

    A file that is named is taken whatever it is. In folders, lock files (`~$...`), dot files and files that are no
    spreadsheet are left out, links are followed without going round in circles, and a folder that may not be
    entered is itself given back, so that it is reported and not forgotten. An archive stands for the files inside it,
    or for itself when it has none that could be read. Two files that would have the same `source_file` get a `root`
    further up.

    Raises:
        PathNotFoundError: One of `paths` does not exist.
        NoFilesError: There is no such file.
    """
    seen: set[tuple[int, int]] = set()
    found: list[FoundFile] = []
    with Archives() as archives:
        for given in paths:
            if not os.path.exists(given):  # noqa: PTH110 - unlike Path.exists it does not raise below a closed folder
                raise PathNotFoundError(path=given)
            path = given.absolute()
            root = path if path.is_dir() else path.parent
            candidates = _walk(path, seen, archives) if path.is_dir() else iter((path,))
            new = [candidate for candidate in candidates if _is_new(candidate, seen)]
            found += [_found(root, path, member) for path in new for member in _members(path, archives) or [""]]
    if not found:
        raise NoFilesError(paths=", ".join(str(path) for path in paths))
    return sorted(_tell_apart(found), key=lambda file: (file.source_file, str(file.root)))


def find_again(place: Path) -> tuple[Path, str] | None:
    """The `path` and `member` of a file by its root and `source_file`; None when it is gone."""
    path = next((path for path in (place, *place.parents) if os.path.isfile(path)), None)  # noqa: PTH113 - never raises
    if path is None:
        return None
    member = "" if path == place else place.relative_to(path).as_posix()
    with Archives() as archives:
        return (path, member) if not member or member in _members(path, archives) else None


def legible(path: Path) -> str:
    """A path with `/` as text that can be stored: a byte that is no UTF-8 is spelled out."""
    return path.as_posix().encode("utf-8", "backslashreplace").decode("utf-8")


def _found(root: Path, path: Path, member: str) -> FoundFile:
    relative = legible(path.relative_to(root))
    name = legible(Path(path.name)) if relative == "." else relative
    return FoundFile(root, path, f"{name}/{member}" if member else name, member)


def _members(path: Path, archives: Archives) -> list[str]:
    """The files inside an archive; none when it is no archive, or cannot be read as one."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # a pipe would be waited for
            return []
        with path.open("rb") as file:
            return archives.names(path) if is_archive(file) else []
    except OSError:  # reading it will tell the reason
        return []


def _walk(folder: Path, seen: set[tuple[int, int]], archives: Archives) -> Iterator[Path]:
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
        yield from (entry for entry in visible if _is_candidate(entry, archives))


def _is_candidate(path: Path, archives: Archives) -> bool:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return False
        return may_be_list(path.name, lambda: path.open("rb")) or bool(_members(path, archives))
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
    return [_found(shared.get(file.source_file, file.root), file.path, file.member) for file in found]
