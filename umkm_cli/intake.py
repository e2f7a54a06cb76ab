"""Reading and cleaning a set of files in processes of their own, some files at a time."""

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeAlias, cast

import pyarrow as pa

from umkm_cli.config import Config
from umkm_cli.errors import UnreadableFileError
from umkm_cli.files.content import digest
from umkm_cli.files.members import Archives
from umkm_cli.files.pool import run_isolated
from umkm_cli.progress import Progress
from umkm_cli.schema import RECORDS, REJECTS, SOURCES
from umkm_cli.shapes import ColumnMap

Row: TypeAlias = dict[str, object]
"""One row of `SOURCES`."""

BATCH = 24
"""Files a worker cleans at once: their records are standardised together."""

CLEAN_BATCH = "umkm_cli.batch:clean_batch"
"""What workers call; by its name, as it loads much that this process has no use for."""

DUPLICATE = "duplicate"
"""Both the status of a sheet that was sent twice and the reason its rows are rejected."""


@dataclass(frozen=True, slots=True, order=True)
class ListFile:
    """A file to read.

    Attributes:
        root: The folder it was found under.
        source_file: Its path from there, with `/`; with the root it is the place in the order of all tables.
        path: Where it is.
        member: How `source_file` goes on inside the archive at `path`; empty for a plain file.
        list_name: `bpum`, `survey`, or None to decide for each sheet by its columns.
        salt: The root, when a file of another root has the same `source_file`: it keeps `source_id` unique.
    """

    root: str
    source_file: str
    path: Path = field(compare=False)
    member: str = field(default="", compare=False)
    list_name: str | None = field(default=None, compare=False)
    salt: str = field(default="", compare=False)

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from all other files."""
        return self.root, self.source_file


@dataclass(frozen=True, slots=True)
class Job:
    """What a worker needs to clean one file; `is_copy` sends all of its rows to the rejects.

    It is refused when its bytes are no longer those of `sha256`, by which its rows would be known.
    """

    file: ListFile
    region: str
    data_year: int
    max_file_mb: int
    column_map: ColumnMap
    sha256: str | None = None
    is_copy: bool = False


@dataclass(frozen=True, slots=True)
class CleanSheet:
    """One sheet after cleaning.

    Attributes:
        records: `RECORDS`.
        rejects: `REJECTS`.
        source: The sheet's row of `SOURCES`, without root, sha256 and duplicate_of.
    """

    records: pa.Table
    rejects: pa.Table
    source: Row


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Some files after cleaning, as they travel from a worker: a few large tables cost less than many small ones.

    Attributes:
        records: `RECORDS` of all their sheets, in order.
        rejects: `REJECTS` of all their sheets, in order.
        told: For each file the `SOURCES` row of each sheet, which counts its records and rejects; or the reason why it
            cannot be read.
    """

    records: pa.Table
    rejects: pa.Table
    told: list[list[Row] | str]

    def __iter__(self) -> Iterator[list[CleanSheet] | str]:
        """For each file its sheets, or the reason."""
        record = reject = 0
        for told in self.told:
            sheets = []
            for source in told if isinstance(told, list) else []:
                records, rejects = cast("int", source["records"]), cast("int", source["rejects"])
                sheets.append(
                    CleanSheet(self.records.slice(record, records), self.rejects.slice(reject, rejects), source)
                )
                record, reject = record + records, reject + rejects
            yield told if isinstance(told, str) else sheets


def source_id_of(file: ListFile, place: int, source_sheet: str) -> str:
    """A name for a sheet that depends on its place, not on the machine."""
    parts = (file.source_file, str(place), source_sheet, file.salt)
    return hashlib.blake2b("\0".join(parts).encode(), digest_size=6).hexdigest()


def digests_of(files: Iterable[ListFile]) -> dict[ListFile, str | None]:
    """SHA-256 of each file, or None when it cannot be opened: reading it will tell the reason."""
    with Archives() as archives:
        return {file: _digest(file, archives) for file in files}


def _digest(file: ListFile, archives: Archives) -> str | None:
    with suppress(UnreadableFileError):
        return digest(file.path, file.member, archives)
    return None


def clean_files(jobs: Sequence[Job], config: Config, progress: Progress) -> list[list[CleanSheet] | str]:
    """Clean each file in a worker; its sheets or the reason, in the order of the jobs. No jobs, no workers."""
    if not jobs:
        return []
    progress.begin("reading", len(jobs))
    results: list[list[CleanSheet] | str] = [""] * len(jobs)
    for place, result in run_isolated(
        CLEAN_BATCH,
        jobs,
        workers=min(config.workers or _cores(), len(jobs)),
        seconds=config.seconds_per_file,
        memory_mb=1024 + 3 * config.max_file_mb,
        batch=BATCH,
    ):
        results[place] = result
        progress.advance()
    progress.end()
    return results


def _cores() -> int:
    """Cores this process may use; a container has fewer than the machine."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def sheets_of(file: ListFile, cleaned: list[CleanSheet] | str, **known: object) -> list[CleanSheet]:
    """What a worker answered as sheets: a file that cannot be read is one sheet without rows.

    Args:
        file: The file.
        cleaned: What `clean_files` answered.
        **known: Columns of `SOURCES` that only the caller knows.
    """
    known |= {"root": file.root, "asked_list": file.list_name}
    if not isinstance(cleaned, str):
        return [replace(sheet, source=_complete({**sheet.source, **known})) for sheet in cleaned]
    nothing: Row = {"source_sheet": "", "rows": 0, "records": 0, "rejects": 0, "rejected": 0, "is_hidden": False}
    told: Row = {"source_file": file.source_file, "status": "unreadable", "reason": cleaned}
    source = {"source_id": source_id_of(file, 0, ""), **nothing, **told, **known}
    return [CleanSheet(RECORDS.empty(), REJECTS.empty(), _complete(source))]


def _complete(row: Row) -> Row:
    """The row as it is when it comes back from the workspace, so that the two can be compared."""
    return {name: row.get(name) for name in SOURCES.names}
