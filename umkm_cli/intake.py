"""Reading and cleaning a set of files, each in a process of its own, and telling lists that were sent twice.

Two files with the same bytes, or two sheets with the same cells, are one list: the later one (by root and path) keeps
its rows, but as rejects, so that nothing is lost and nothing counts twice.
"""

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import cast

import pyarrow as pa

from umkm_cli.cleaning.copies import set_copies_aside, sheet_name
from umkm_cli.cleaning.tidy import TidySheet, reject_all, tidy
from umkm_cli.config import Config
from umkm_cli.errors import UnreadableFileError
from umkm_cli.files.pool import run_isolated
from umkm_cli.files.read import digest, read_file
from umkm_cli.knowledge.regions import load_regions
from umkm_cli.pipeline import CleanSheet, standardise_sheets
from umkm_cli.progress import Progress
from umkm_cli.schema import RECORDS, REJECTS, RawSheet

Row = dict[str, object]
"""One row of `SOURCES`."""

BATCH = 24
"""Files a worker cleans at once: their records are standardised together."""

DUPLICATE = "duplicate"
"""Both the status of a sheet that was sent twice and the reason its rows are rejected."""


@dataclass(frozen=True, slots=True, order=True)
class ListFile:
    """A file to read.

    Attributes:
        root: The folder it was found under.
        source_file: Its path from there, with `/`; with the root it is the place in the order of all tables.
        path: Where it is.
        list_name: `bpum`, `survey`, or None to decide for each sheet by its columns.
        salt: The root, when a file of another root has the same `source_file`: it keeps `source_id` unique.
    """

    root: str
    source_file: str
    path: Path = field(compare=False)
    list_name: str | None = field(default=None, compare=False)
    salt: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Job:
    """What a worker needs to clean one file; `is_copy` sends all of its rows to the rejects."""

    file: ListFile
    region: str
    data_year: int
    max_file_mb: int
    is_copy: bool = False


def take_in(
    files: Sequence[ListFile],
    stored: Iterable[Row],
    *,
    config: Config,
    progress: Progress,
) -> list[CleanSheet]:
    """Read and clean files; the sheets come in the order of the files, whatever the order of the workers.

    Args:
        files: Each once.
        stored: Rows of `SOURCES` that stay in the workspace; a list that stands there already is a duplicate.
        config: Region, year of the data and limits.
        progress: Told of each file.

    Returns:
        Every sheet, its row of `SOURCES` complete. A file that cannot be read is one sheet without rows.
    """
    files = sorted(files)
    stored = [row for row in stored if row["status"] == "read"]
    job = Job(files[0], config.region, config.data_year, config.max_file_mb)
    digests = {file: _digest(file) for file in files}
    copies = _copies(files, digests, {str(row["sha256"]): str(row["source_file"]) for row in stored})
    jobs = [replace(job, file=file, is_copy=file in copies) for file in files]
    cleaned = _clean_all(jobs, config, progress)
    sheets = {file: _finish(file, digests[file], cleaned[file], copies.get(file)) for file in files}
    doubled = _doubled(sheets, stored)
    if doubled:
        again = _clean_all([replace(job, file=file, is_copy=True) for file in doubled], config, progress)
        for file, originals in doubled.items():
            rejected = _finish(file, digests[file], again[file], None)
            for place, original in originals.items():
                sheets[file][place] = _as_duplicate(rejected[place], original)
    return [sheet for file in files for sheet in sheets[file]]


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


def clean_files(jobs: Sequence[Job]) -> Cleaned:
    """Read and clean some files of one run, in a worker; a reason is a key under `unreadable.`."""
    region, data_year = jobs[0].region, jobs[0].data_year
    files = [_tidy_file(job) for job in jobs]
    tidied = [sheet for file in files if isinstance(file, list) for sheet in file]
    sheets = standardise_sheets(tidied, regions=load_regions(region), data_year=data_year)
    return Cleaned(
        pa.concat_tables([RECORDS.empty(), *(sheet.records for sheet in sheets)]).combine_chunks(),
        pa.concat_tables([REJECTS.empty(), *(sheet.rejects for sheet in sheets)]).combine_chunks(),
        [file if isinstance(file, str) else [sheet.source for sheet in file] for file in files],
    )


def _tidy_file(job: Job) -> list[TidySheet] | str:
    """Read one file and find its tables."""
    try:
        sheets = read_file(job.file.path, source_file=job.file.source_file, max_mb=job.max_file_mb)
    except UnreadableFileError as error:
        return str(error.facts["reason"])
    tidied = [_tidy(sheet, job, _source_id(job.file, place, sheet)) for place, sheet in enumerate(sheets)]
    return set_copies_aside(sheets, tidied, reason=DUPLICATE)


def _tidy(sheet: RawSheet, job: Job, source_id: str) -> TidySheet:
    if job.is_copy:
        return reject_all(sheet, source_id=source_id, reason=DUPLICATE)
    return tidy(sheet, source_id=source_id, list_name=job.file.list_name, regions=load_regions(job.region))


def _source_id(file: ListFile, place: int, sheet: RawSheet | None) -> str:
    """A name for a sheet that depends on its place, not on the machine."""
    parts = (file.source_file, str(place), sheet.source_sheet if sheet else "", file.salt)
    return hashlib.blake2b("\0".join(parts).encode(), digest_size=6).hexdigest()


def _digest(file: ListFile) -> str | None:
    try:
        return digest(file.path)
    except UnreadableFileError:
        return None  # reading it will tell the reason


def _copies(
    files: Sequence[ListFile], digests: dict[ListFile, str | None], stored: dict[str, str]
) -> dict[ListFile, str]:
    """Files whose bytes stand in the workspace or an earlier file, with the name of that one."""
    first, copies = dict(stored), {}
    for file in files:
        sha256 = digests[file]
        if sha256 in first:
            copies[file] = first[sha256]
        elif sha256:
            first[sha256] = file.source_file
    return copies


def _clean_all(jobs: Sequence[Job], config: Config, progress: Progress) -> dict[ListFile, list[CleanSheet] | str]:
    """Clean each file in a worker."""
    progress.begin("reading", len(jobs))
    results: dict[ListFile, list[CleanSheet] | str] = {}
    for place, result in run_isolated(
        clean_files,
        jobs,
        workers=min(config.workers or _cores(), len(jobs)),
        seconds=config.seconds_per_file,
        memory_mb=1024 + 3 * config.max_file_mb,
        batch=BATCH,
    ):
        results[jobs[place].file] = result
        progress.advance()
    progress.end()
    return results


def _cores() -> int:
    """Cores this process may use; a container has fewer than the machine."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _finish(
    file: ListFile, sha256: str | None, cleaned: list[CleanSheet] | str, copy_of: str | None
) -> list[CleanSheet]:
    """The sheets with what only the caller knows in their rows of `SOURCES`."""
    known: Row = {"root": file.root, "sha256": sha256}
    if isinstance(cleaned, str):
        nothing: Row = {"source_sheet": "", "rows": 0, "records": 0, "rejects": 0, "is_hidden": False}
        told: Row = {"source_file": file.source_file, "status": "unreadable", "reason": cleaned}
        source = {"source_id": _source_id(file, 0, None), **nothing, **told, **known}
        return [CleanSheet(RECORDS.empty(), REJECTS.empty(), source)]
    sheets = [replace(sheet, source={**sheet.source, **known}) for sheet in cleaned]
    if copy_of is None:
        return sheets
    return [_as_duplicate(sheet, sheet_name(copy_of, sheet.source["source_sheet"])) for sheet in sheets]


def _as_duplicate(sheet: CleanSheet, original: str) -> CleanSheet:
    return replace(sheet, source={**sheet.source, "status": DUPLICATE, "duplicate_of": original})


def _doubled(sheets: dict[ListFile, list[CleanSheet]], stored: Sequence[Row]) -> dict[ListFile, dict[int, str]]:
    """Sheets with the cells of another one that holds records: their places in the file, and that other one."""
    first = {
        row["content_key"]: sheet_name(row["source_file"], row["source_sheet"]) for row in stored if row["records"]
    }
    doubled: dict[ListFile, dict[int, str]] = {}
    for file, place, source in _with_records(sheets):
        name = sheet_name(source["source_file"], source["source_sheet"])
        original = first.setdefault(source["content_key"], name)
        if original is not name:
            doubled.setdefault(file, {})[place] = original
    return doubled


def _with_records(sheets: dict[ListFile, list[CleanSheet]]) -> Iterator[tuple[ListFile, int, Row]]:
    for file, held in sheets.items():
        for place, sheet in enumerate(held):
            if sheet.records.num_rows:
                yield file, place, sheet.source
