"""What the workspace holds of which file, and how a new ingest takes the place of part of it."""

import hashlib
import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from umkm_cli.cleaning.across import across
from umkm_cli.files.discover import FoundFile, find_again, legible
from umkm_cli.files.workspace import Workspace
from umkm_cli.intake import DUPLICATE, CleanSheet, ListFile, Row, source_id_of
from umkm_cli.schema import RECORDS, SOURCES

Key: TypeAlias = tuple[str, str]
"""A file: its root, and its path below that."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run is about; a file is told by its root and the path below it.

    Attributes:
        files: Files the user asked for, in order.
        doubtful: Stored files from elsewhere that repeat a list, which may be among those that change or go.
        kept: Rows of `SOURCES` of all other stored files; nothing of them changes.
        stored: Rows of `SOURCES` by file, as the workspace has them before the run.
        gone: Stored files that the user asked for and that are no longer there.
    """

    files: list[ListFile]
    doubtful: list[ListFile]
    kept: list[Row]
    stored: dict[Key, list[Row]]
    gone: list[Key]

    @property
    def asked(self) -> set[Key]:
        """Files the user asked for."""
        return {file.key for file in self.files}


def plan(found: Sequence[FoundFile], paths: Sequence[Path], stored: Sequence[Row], *, list_name: str | None) -> Plan:
    """Decide what a run is about: all files `found`, and all stored ones that lie under `paths`.

    Looked at again are stored files from elsewhere with a duplicate: the list they repeat may be gone, or change.
    """
    given = [_plain(path) for path in paths]
    rows: dict[Key, list[Row]] = {}
    for row in stored:
        rows.setdefault(key_of(row), []).append(row)
    known = {Path(*key): key for key in rows}
    asked = {replace(_place(file, given, known), list_name=list_name) for file in found}
    here = {key for path, key in known.items() if any(path.is_relative_to(folder) for folder in given)}
    here |= {file.key for file in asked}
    repeats = [key for key in rows.keys() - here if any(row["status"] == DUPLICATE for row in rows[key])]
    doubtful = {file for key in repeats if (file := _as_stored(key, rows[key][0]))}
    kept = rows.keys() - here - {file.key for file in doubtful}
    salts = _salts(asked | doubtful, rows, kept)
    return Plan(
        files=[replace(file, salt=salts[file]) for file in sorted(asked)],
        doubtful=[replace(file, salt=salts[file]) for file in sorted(doubtful)],
        kept=[row for row in stored if key_of(row) in kept],
        stored=rows,
        gone=sorted(key for key in here if key in rows.keys() - {file.key for file in asked}),
    )


def _plain(path: Path) -> Path:
    """Absolute and without `..`, but with links as they are: a linked folder keeps the name the user gave."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - Path.resolve follows links


def key_of(row: Row) -> Key:
    """The file of a sheet: root and path below it."""
    return str(row["root"]), str(row["source_file"])


def _as_stored(key: Key, row: Row) -> ListFile | None:
    """A stored file, unless it is gone."""
    asked, found = row["asked_list"], find_again(Path(*key))
    return ListFile(*key, *found, list_name=str(asked) if asked else None) if found else None


def _place(file: FoundFile, given: Sequence[Path], known: Mapping[Path, Key]) -> ListFile:
    """A found file under the root it had before, or that its folder had, so that records keep their names.

    Without this, reading one file of a folder again would make it a file of another root.
    """
    path = _plain(file.path)
    place = Path(legible(path / file.member))
    if place in known:
        return ListFile(*known[place], path, file.member)
    folder = next((place for place in given if path.is_relative_to(place)), _plain(file.root))
    roots = sorted((root for root, _ in known.values() if folder.is_relative_to(root)), key=len)
    if roots:
        return ListFile(roots[0], place.relative_to(roots[0]).as_posix(), path, file.member)
    return ListFile(legible(_plain(file.root)), file.source_file, path, file.member)


def _salts(files: Iterable[ListFile], rows: Mapping[Key, Sequence[Row]], kept: Iterable[Key]) -> dict[ListFile, str]:
    """What keeps the sheets of a file with the name of a file of another root apart; a stored file keeps its own."""
    used = {name for _, name in kept}
    salts = {}
    for file in sorted(files):
        if file.key in rows:
            row = rows[file.key][0]
            is_plain = row["source_id"] == source_id_of(file, 0, str(row["source_sheet"]))
        else:
            is_plain = file.source_file not in used
        salts[file] = "" if is_plain else file.root
        used.add(file.source_file)
    return salts


def merge(
    space: Workspace, sources: Sequence[Row], read: Sequence[CleanSheet], *, has_stock: bool
) -> dict[str, pa.Table]:
    """The tables of `umkm ingest` with what stays and what was read, by root, file, sheet and row.

    Args:
        space: What the workspace holds so far.
        sources: All rows of `SOURCES` to be, in order.
        read: The sheets whose tables are new.
        has_stock: Whether the workspace holds anything.
    """
    order = pa.array([row["source_id"] for row in sources], pa.string())
    new = pa.array([sheet.source["source_id"] for sheet in read], pa.string())
    stays = order.filter(pc.invert(pc.is_in(order, value_set=new)))
    records = [sheet.records for sheet in read]
    rejects = [sheet.rejects for sheet in read]
    if has_stock:
        records.insert(0, _of(space.read("records"), stays))
        rejects.insert(0, _of(space.read("rejects"), stays))
    return {
        "records": across(_sorted(_unique(pa.concat_tables(records)), order)),
        "rejects": _sorted(pa.concat_tables(rejects), order),
        "sources": SOURCES.from_rows(sources),
    }


def _of(table: pa.Table, source_ids: pa.Array) -> pa.Table:
    return table.filter(pc.is_in(table["source_id"], value_set=source_ids))


def _sorted(table: pa.Table, order: pa.Array) -> pa.Table:
    """The rows by sheet and row; those of sheets read anew stand in order already, and a copy of them is dear."""
    sheet, row = (
        column.to_numpy() for column in (pc.index_in(table["source_id"], value_set=order), table["source_row"])
    )
    place = sheet.astype(np.int64) << 32 | row
    if (place[1:] >= place[:-1]).all():
        return table
    return table.combine_chunks().take(pa.array(np.argsort(place, kind="stable")))


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
