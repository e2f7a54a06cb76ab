"""mirror: where a file made from a source file goes, in a folder that repeats the folders of the sources."""

import re
from collections.abc import Iterable
from pathlib import Path

from umkm_cli.errors import CannotWriteError
from umkm_cli.files.workspace import Workspace

_UNFIT = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\]')
"""Characters that some system does not take in a name."""

_LONGEST = 120
"""Characters of a folder or file name that are taken over: 255 bytes is the most, in which a name has to grow."""


def mirror(folder: Path, source_file: str, ending: str, taken: set[str]) -> Path:
    """A path below `folder` for what was made from `source_file`, which no other source file has.

    >>> taken = set()
    >>> mirror(Path("out"), "Kec Subah/desa.xlsx", " - check.xlsx", taken).as_posix()
    'out/Kec Subah/desa - check.xlsx'
    >>> mirror(Path("out"), "Kec Subah/desa.csv", " - check.xlsx", taken).as_posix()
    'out/Kec Subah/desa (2) - check.xlsx'
    >>> mirror(Path("out"), "../../etc/passwd", " - check.xlsx", taken).as_posix()
    'out/etc/passwd - check.xlsx'

    Args:
        folder: Where all of them go.
        source_file: Its path with `/`, as `sources` has it. It may come out of an archive, so it is not trusted.
        ending: What its name ends with instead of the extension.
        taken: The paths given so far, without regard to case; this one is added.
    """
    names = [name for part in source_file.split("/") if (name := _fit(part))] or ["_"]
    parent = folder.joinpath(*names[:-1])
    stem = Path(names[-1]).stem
    number, path = 1, parent / f"{stem}{ending}"
    while str(path).casefold() in taken:
        number += 1
        path = parent / f"{stem} ({number}){ending}"
    taken.add(str(path).casefold())
    return path


def _fit(name: str) -> str:
    """A name every system takes; empty for `.` and `..`."""
    return _UNFIT.sub("_", name)[-_LONGEST:].strip(" .")


def keep_off_the_lists(folder: Path, space: Workspace) -> None:
    """Refuse to write into a folder that was ingested into a workspace: see `refuse_among_lists`."""
    roots = space.read("sources", "root")["root"].to_pylist() if space.has("sources") else ()
    refuse_among_lists(folder, roots, workspace=space.path)


def refuse_among_lists(folder: Path, roots: Iterable[str], *, workspace: Path) -> None:
    """Refuse to write workbooks where the next ingest would read them as lists.

    Args:
        folder: Where they are to go.
        roots: The folders that were ingested.
        workspace: A folder that is never ingested, wherever it lies.

    Raises:
        CannotWriteError: `folder` is one of `roots` or lies in it, and not in the workspace.
    """
    place = folder.resolve()
    is_read = any(place.is_relative_to(Path(root).resolve()) for root in set(roots))
    if is_read and not place.is_relative_to(workspace.resolve()):
        raise CannotWriteError(path=folder, reason="among_lists")
