"""What the workspace holds of which file, and how a new ingest takes the place of part of it."""

import hashlib
import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

import pyarrow as pa
import pyarrow.compute as pc

from umkm_cli.cleaning.across import across
from umkm_cli.files.discover import FoundFile
from umkm_cli.files.workspace import Workspace
from umkm_cli.intake import DUPLICATE, ListFile, Row
from umkm_cli.pipeline import CleanSheet
from umkm_cli.schema import RECORDS, REJECTS, SOURCES

Key: TypeAlias = tuple[str, str]
"""A file: its root, and its path below that."""


@dataclass(frozen=True, slots=True)
class Stored:
    """What the workspace holds before a run; `sources` as rows."""

    records: pa.Table
    rejects: pa.Table
    sources: list[Row]

    @classmethod
    def of(cls, space: Workspace) -> "Stored":
        """All of it, or nothing when the workspace is new."""
        if not space.has("sources"):
            return cls(RECORDS.empty(), REJECTS.empty(), [])
        return cls(space.read("records"), space.read("rejects"), space.read("sources").to_pylist())


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run reads and replaces; a file is told by its root and the path below it.

    Attributes:
        files: To be read, in order.
        asked: Those the user asked for; the others are read again because they repeat a list.
        replaced: Stored files whose rows leave the workspace.
    """

    files: list[ListFile]
    asked: set[Key]
    replaced: set[Key]


def plan(found: Sequence[FoundFile], paths: Sequence[Path], stored: Sequence[Row], *, list_name: str | None) -> Plan:
    """Decide what to read and what to replace.

    Replaced is what lies under `paths`. Also read again are stored files with a duplicate: the list they repeat may be
    among the replaced ones, and gone.
    """
    given = [_plain(path) for path in paths]
    replaced = {key_of(row) for row in stored if any(_path(row).is_relative_to(path) for path in given)}
    known = {_path(row): key_of(row) for row in stored}
    files = {replace(_place(file, given, known), list_name=list_name) for file in found}
    again = {
        key_of(row): row["list"]
        for row in stored
        if row["status"] == DUPLICATE and key_of(row) not in replaced and _path(row).is_file()
    }
    asked = {(file.root, file.source_file) for file in files}
    files |= {
        ListFile(root, name, Path(root, name), list_name=str(decided) if decided else None)
        for (root, name), decided in again.items()
    }
    replaced |= set(again)
    return Plan(_salted(files, {key_of(row) for row in stored} - replaced), asked, replaced)


def _plain(path: Path) -> Path:
    """Absolute and without `..`, but with links as they are: a linked folder keeps the name the user gave."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - Path.resolve follows links


def key_of(row: Row) -> Key:
    """The file of a sheet: root and path below it."""
    return str(row["root"]), str(row["source_file"])


def _path(row: Row) -> Path:
    return Path(str(row["root"]), str(row["source_file"]))


def _place(file: FoundFile, given: Sequence[Path], known: Mapping[Path, Key]) -> ListFile:
    """A found file under the root it had before, or that its folder had, so that records keep their names.

    Without this, reading one file of a folder again would make it a file of another root.
    """
    path = _plain(file.path)
    if path in known:
        return ListFile(*known[path], path)
    folder = next((place for place in given if path.is_relative_to(place)), _plain(file.root))
    roots = sorted((root for root, _ in known.values() if folder.is_relative_to(root)), key=len)
    if roots:
        return ListFile(roots[0], path.relative_to(roots[0]).as_posix(), path)
    return ListFile(str(_plain(file.root)), file.source_file, path)


def _salted(files: Iterable[ListFile], kept: Iterable[Key]) -> list[ListFile]:
    """Files in order, those with the name of a file of another root told apart by their root."""
    used = {name for _, name in kept}
    salted = []
    for file in sorted(files):
        salted.append(replace(file, salt=file.root if file.source_file in used else ""))
        used.add(file.source_file)
    return salted


def merge(stored: Stored, kept: Sequence[Row], sheets: Sequence[CleanSheet]) -> dict[str, pa.Table]:
    """What is kept and what is new, by root, file, sheet and row."""
    sources = [*kept, *(sheet.source for sheet in sheets)]
    sources.sort(key=key_of)  # stable: sheets stay in the order of their file
    order = pa.array([row["source_id"] for row in sources], pa.string())
    records = pa.concat_tables([_of(stored.records, kept), *(sheet.records for sheet in sheets)])
    rejects = pa.concat_tables([_of(stored.rejects, kept), *(sheet.rejects for sheet in sheets)])
    return {
        "records": across(_sorted(_unique(records), order)),
        "rejects": _sorted(rejects, order),
        "sources": SOURCES.from_rows(sources),
    }


def _of(table: pa.Table, kept: Sequence[Row]) -> pa.Table:
    ids = pa.array([row["source_id"] for row in kept], pa.string())
    return table.filter(pc.is_in(table["source_id"], value_set=ids))


def _sorted(table: pa.Table, order: pa.Array) -> pa.Table:
    place = pc.index_in(table["source_id"], value_set=order)
    keys = pa.table({"sheet": place, "row": table["source_row"]})
    return table.combine_chunks().take(pc.sort_indices(keys, [("sheet", "ascending"), ("row", "ascending")]))


def _unique(records: pa.Table) -> pa.Table:
    """The records, each with a `record_id` of its own.

    Two roots can hold a file of the same name with the same row; the second gets another id, made of the first.
    """
    ids = records["record_id"].to_pylist()
    if len(set(ids)) == len(ids):
        return records
    seen: Counter[str] = Counter()
    for place, record_id in enumerate(ids):
        if seen[record_id]:
            again = f"{record_id}/{seen[record_id]}".encode()
            ids[place] = hashlib.blake2b(again, digest_size=8).hexdigest()
        seen[record_id] += 1
    column = RECORDS.names.index("record_id")
    return records.set_column(column, "record_id", pa.array(ids, pa.string()))
