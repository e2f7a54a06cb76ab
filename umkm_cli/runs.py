"""What a command opens, runs and publishes. Usable from a notebook or a scheduler: nothing here knows of a screen."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from umkm_cli import __version__
from umkm_cli.config import Config
from umkm_cli.errors import NoFilesError, NoTableError, UnreadableFileError
from umkm_cli.files.discover import FoundFile, find_files
from umkm_cli.files.labels import read_labels
from umkm_cli.files.workspace import Workspace
from umkm_cli.files.write import write_bytes
from umkm_cli.intake import DUPLICATE, take_in
from umkm_cli.knowledge.regions import load_regions
from umkm_cli.matching import evaluate as matching
from umkm_cli.matching.model import load_model
from umkm_cli.pipeline import CleanSheet, find_owners
from umkm_cli.progress import NoProgress, Progress
from umkm_cli.reporting.coverage import coverage
from umkm_cli.reporting.workbook import workbook
from umkm_cli.schema import COVERAGE, SOURCES
from umkm_cli.stock import Stored, key_of, merge, plan

MADE_FROM_RECORDS = ("pairs", "clusters", "owners", *COVERAGE)
"""Tables that a new ingest makes stale."""

REPORT = "report.xlsx"
"""Name of the workbook in the workspace."""


@dataclass(frozen=True, slots=True)
class IngestResult:
    """What `ingest` made of the files it was given; the workspace may hold more.

    Attributes:
        sources: `SOURCES` of this run.
        rejects: `REJECTS` of this run.
        unreadable: One error per file that could not be read.
        gone: Files of an earlier run that are no longer there; their rows left the workspace.
    """

    sources: pa.Table
    rejects: pa.Table
    unreadable: tuple[UnreadableFileError, ...]
    gone: tuple[str, ...]

    def facts(self) -> dict[str, object]:
        """Counts and sheets, for `--json`."""
        told = ("source_file", "source_sheet", "format", "status", "reason", "duplicate_of", "list")
        counts = ("rows", "records", "rejects")
        return {
            "files": pc.count_distinct(self.sources["source_file"]).as_py(),
            **{name: pc.sum(self.sources[name]).as_py() or 0 for name in counts},
            "gone": list(self.gone),
            "sources": self.sources.select([*told, *counts]).to_pylist(),
        }


@dataclass(frozen=True, slots=True)
class ReportResult:
    """The tables of `COVERAGE`, and where the workbook was written."""

    tables: Mapping[str, pa.Table]
    workbook: Path

    def facts(self) -> dict[str, object]:
        """All of it, for `--json`: there is nothing in it but counts."""
        tables = {name: table.to_pylist() for name, table in self.tables.items()}
        return {"xlsx": str(self.workbook), **tables}


def ingest(
    paths: Sequence[Path],
    *,
    workspace: Path,
    config: Config,
    list_name: str | None = None,
    progress: Progress | None = None,
) -> IngestResult:
    """Read lists into the workspace, in place of what it holds of the same files and folders.

    Args:
        paths: Files and folders.
        workspace: The folder of the workspace; made when there is none.
        config: Region, year of the data and limits.
        list_name: `bpum`, `survey`, or None to decide for each sheet by its columns.
        progress: Told of each file.

    Raises:
        PathNotFoundError: One of `paths` does not exist.
        NoFilesError: They hold no spreadsheet.
        UnreadableFileError: The only file cannot be read.
        NoTableError: No file holds a list of people; its fact `unreadable` holds the errors of files.
        UmkmError: Any other, when the workspace cannot be used or written. It is then as it was before.
    """
    load_regions(config.region)  # an unknown region should be told before the long work
    space = Workspace.open(workspace)
    found = _outside(space, find_files(paths))
    with space.lock():
        stored = Stored.of(space)
        planned = plan(found, paths, stored.sources, list_name=list_name)
        kept = [row for row in stored.sources if key_of(row) not in planned.replaced]
        sheets = take_in(planned.files, kept, config=config, progress=progress or NoProgress())
        asked = [sheet for sheet in sheets if key_of(sheet.source) in planned.asked]
        unreadable = _unreadable(asked)
        if not any(sheet.source["status"] in {"read", DUPLICATE} for sheet in asked):
            raise _nothing_in(len(planned.asked), unreadable)
        tables = merge(stored, kept, sheets)
        space.publish(tables, run=_run_id(tables["sources"].to_pylist()), drop=MADE_FROM_RECORDS)
    gone = planned.replaced - {(file.root, file.source_file) for file in planned.files}
    return IngestResult(
        sources=SOURCES.from_rows([sheet.source for sheet in sheets]),
        rejects=pa.concat_tables([sheet.rejects for sheet in sheets]),
        unreadable=unreadable,
        gone=tuple(sorted(name for _, name in gone)),
    )


def dedupe(*, workspace: Path, config: Config, progress: Progress | None = None) -> dict[str, int]:
    """Find the owners behind the records and publish pairs, clusters and owners.

    Returns:
        Counts of the run: see `pipeline.Owners.facts`.

    Raises:
        NotIngestedError: There are no records yet.
    """
    progress = progress or NoProgress()
    space = _ready(workspace, "records")
    with space.lock():
        records, model = space.read("records"), load_model()
        found = find_owners(records, model=model, config=config, progress=progress)
        progress.begin("writing")
        run = _run_id([space.run_of("records"), model.name, config.match_threshold, config.review_threshold])
        tables = {"pairs": found.pairs, "clusters": found.clusters, "owners": found.owners}
        space.publish(tables, run=run, drop=tuple(COVERAGE))
        progress.end()
    return found.facts


def report(
    *,
    workspace: Path,
    config: Config,
    language: str = "id",
    made_on: date | None = None,
    xlsx: Path | None = None,
    progress: Progress | None = None,
) -> ReportResult:
    """Count coverage, publish its tables and write the workbook.

    Args:
        workspace: The folder of the workspace.
        config: Basis, target, and the region whose places are listed.
        language: Of the workbook.
        made_on: The day on its cover; None for today.
        xlsx: Where to write it; None for `report.xlsx` in the workspace.
        progress: Told of the stages.

    Raises:
        NotIngestedError: There are no records yet.
        NotDedupedError: There are no owners yet.
        CannotWriteError: The workbook cannot be written, for example because Excel has it open.
    """
    progress = progress or NoProgress()
    names = ("records", "clusters", "owners", "sources", "rejects")
    space = _ready(workspace, *names)
    with space.lock():
        progress.begin("reporting")
        tables = [space.read(name) for name in names]
        counted = coverage(*tables, config=config, regions=load_regions(config.region))
        day = made_on or datetime.now().astimezone().date()
        content = workbook(counted, language=language, config=config, made_on=day)
        progress.begin("writing")
        place = xlsx or workspace / REPORT
        write_bytes(place, content)
        space.publish(counted, run=_run_id([space.run_of("owners"), *map(str, astuple(config))]))
        progress.end()
    return ReportResult(counted, place)


def evaluate(labels: Path, *, workspace: Path) -> dict[str, float | int]:
    """Compare the owners found with a truth.

    Args:
        labels: A CSV with source_file, source_sheet, source_row and owner.
        workspace: The folder of the workspace.

    Returns:
        See `matching.evaluate.evaluate`.

    Raises:
        NotIngestedError: There are no records yet.
        NotDedupedError: There are no owners yet.
        BadLabelsError: The label file cannot be used.
    """
    space = _ready(workspace, "records", "clusters")
    records, clusters = space.read("records"), space.read("clusters")
    return matching.evaluate(clusters, records, read_labels(labels))


def _ready(path: Path, *tables: str) -> Workspace:
    """The workspace, once it is known to have these tables: only then it should be locked, which makes the folder."""
    space = Workspace.open(path)
    for table in tables:
        if not space.has(table):
            space.read(table)
    return space


def _outside(space: Workspace, found: Sequence[FoundFile]) -> list[FoundFile]:
    """The files that are not our own: `umkm ingest .` must not read the last report as a list."""
    files = [file for file in found if not file.path.is_relative_to(space.path)]
    if not files:
        raise NoFilesError(paths=space.path)
    return files


def _unreadable(sheets: Sequence[CleanSheet]) -> tuple[UnreadableFileError, ...]:
    sources = [sheet.source for sheet in sheets if sheet.source["status"] == "unreadable"]
    return tuple(UnreadableFileError(file=row["source_file"], reason=row["reason"]) for row in sources)


def _nothing_in(files: int, unreadable: tuple[UnreadableFileError, ...]) -> NoTableError | UnreadableFileError:
    """Why there is nothing to put into the workspace."""
    if files == len(unreadable) == 1:
        return unreadable[0]
    return NoTableError(files=files, unreadable=unreadable)


def _run_id(content: Sequence[object]) -> str:
    """A name for a run that depends on its input and on the version, not on the clock."""
    text = json.dumps([__version__, *content], default=str, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
