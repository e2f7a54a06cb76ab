"""ingest: what `umkm ingest` opens, reads and publishes. It loads nothing that matching and reports need."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from umkm_cli.config import Config
from umkm_cli.errors import ForeignListsError, NoFilesError, NoTableError, UnreadableFileError, UnusedShapeError
from umkm_cli.files.column_map import add_shapes, read_column_map
from umkm_cli.files.discover import FoundFile, find_files
from umkm_cli.files.workspace import Workspace, run_id
from umkm_cli.incremental import Intake, take_in
from umkm_cli.intake import DUPLICATE, Row
from umkm_cli.knowledge.regions import load_regions
from umkm_cli.progress import NoProgress, Progress
from umkm_cli.schema import COVERAGE
from umkm_cli.shapes import NO_MAP, ColumnMap, decided, shapes_in
from umkm_cli.stock import Plan, key_of, merge, plan

MADE_FROM_RECORDS = ("pairs", "clusters", "owners", "households", "weights", "changes", *COVERAGE)
"""Tables that records other than before make stale; `identities` is what owners are known again by."""

TOLD = (
    "source_file", "source_sheet", "format", "status", "reason", "duplicate_of", "list", "rows", "records", "rejects",
    "reasons", "header_row", "columns", "context_village", "context_district", "context_year", "context_stage",
)  # fmt: skip
"""Columns of `SOURCES` that `--json` tells."""


@dataclass(frozen=True, slots=True)
class IngestResult:
    """What `ingest` made of the files it was given; the workspace may hold more.

    Attributes:
        sources: Rows of `SOURCES` of the files asked for, and of those read again because they repeat a list.
        unreadable: One error per file that could not be read.
        unused: One warning per shape of which the analyst says something, and that no table has.
        states: How many of the files asked for are `new`, `changed`, `again` (the same, but read again, because
            settings or program are others, or a list it repeats) and `unchanged` (not read).
        gone: Files of an earlier run that are no longer there; their rows left the workspace.
        is_new: Whether the workspace holds something else now than before.
        has_owners: Whether it holds owners that fit its records.
    """

    sources: list[Row]
    unreadable: tuple[UnreadableFileError, ...]
    unused: tuple[UnusedShapeError, ...]
    states: dict[str, int]
    gone: tuple[str, ...]
    is_new: bool
    has_owners: bool

    def facts(self) -> dict[str, object]:
        """Counts and sheets, for `--json`."""
        counts = {name: sum(cast("int", row[name]) for row in self.sources) for name in ("rows", "records", "rejects")}
        told = [{name: row[name] for name in TOLD} | {"reasons": dict(row["reasons"] or ())} for row in self.sources]  # type: ignore[call-overload]
        files = len({key_of(row) for row in self.sources})
        return {"files": files, **counts, **self.states, "gone": list(self.gone), "sources": told}


def ingest(
    paths: Sequence[Path],
    *,
    workspace: Path,
    config: Config,
    list_name: str | None = None,
    progress: Progress | None = None,
) -> IngestResult:
    """Bring the workspace up to date with files and folders; what has not changed is not read again.

    Args:
        paths: Files and folders.
        workspace: The folder of the workspace; made when there is none.
        config: Region, year of the data, limits, and the file that says what columns hold.
        list_name: `bpum`, `survey`, or None to decide for each sheet by its columns.
        progress: Told of each file that is read.

    Raises:
        PathNotFoundError: One of `paths` does not exist.
        NoFilesError: They hold no spreadsheet.
        UnreadableFileError: The only file cannot be read.
        NoTableError: No file holds a list of people; its fact `unreadable` holds the errors of files.
        ForeignListsError: The workspace holds a list from elsewhere.
        UmkmError: Any other, when the workspace cannot be used or written. It is then as it was before.
    """
    column_map = _column_map(config)
    space = Workspace.open(workspace)
    if space.has("records") and not space.has("sources"):
        raise ForeignListsError(path=workspace)
    found = _outside(space.path, find_files(paths))
    with space.lock():
        stored: list[Row] = space.read("sources").to_pylist() if space.has("sources") else []
        planned = plan(found, paths, stored, list_name=list_name)
        taken = take_in(planned, config=config, column_map=column_map, progress=progress or NoProgress())
        unreadable = _unreadable(planned, taken)
        sources = sorted([*planned.kept, *taken.rows], key=key_of)  # stable: sheets stay in the order of their file
        is_new = sources != stored
        if is_new:
            tables = merge(space, sources, taken.read, has_stock=bool(stored))
            space.publish(tables, run=run_id(sources), drop=MADE_FROM_RECORDS)
    read = {key_of(sheet.source) for sheet in taken.read} | planned.asked
    return IngestResult(
        sources=[row for row in taken.rows if key_of(row) in read],
        unreadable=unreadable,
        unused=_unused(column_map, sources, config),
        states=_count(state for file, state in taken.states.items() if file.key in planned.asked),
        gone=tuple(name for _, name in planned.gone),
        is_new=is_new,
        has_owners=space.has("owners"),
    )


def preview(
    paths: Sequence[Path],
    *,
    workspace: Path,
    config: Config,
    list_name: str | None = None,
    progress: Progress | None = None,
) -> IngestResult:
    """Read files and folders as `ingest` would into a new workspace, and write nothing.

    Args:
        paths: Files and folders.
        workspace: The folder of the workspace, whose own files are left out; it need not exist.
        config: As for `ingest`.
        list_name: As for `ingest`.
        progress: Told of each file.

    Raises:
        UmkmError: As `ingest`.
    """
    column_map = _column_map(config)
    planned = plan(_outside(workspace.absolute(), find_files(paths)), paths, [], list_name=list_name)
    taken = take_in(planned, config=config, column_map=column_map, progress=progress or NoProgress())
    return IngestResult(
        sources=taken.rows,
        unreadable=_unreadable(planned, taken),
        unused=_unused(column_map, taken.rows, config),
        states=_count(taken.states.values()),
        gone=(),
        is_new=True,
        has_owners=False,
    )


def write_map(sources: Sequence[Row], *, config: Config, language: str) -> int:
    """Add the shapes of these rows of `SOURCES` that it lacks to the file that says what columns hold.

    Returns:
        How many were added; 0 when no such file is asked for.

    Raises:
        UmkmError: The file cannot be written.
    """
    return add_shapes(Path(config.columns), shapes_in(sources), language=language) if config.columns else 0


def _column_map(config: Config) -> ColumnMap:
    """What the analyst says of columns; also an unknown region is told here, before the long work."""
    load_regions(config.region)
    return read_column_map(Path(config.columns)) if config.columns else NO_MAP


def _unused(column_map: ColumnMap, sources: Sequence[Row], config: Config) -> tuple[UnusedShapeError, ...]:
    """What the analyst says of shapes that no table has."""
    said = decided(column_map)
    seen = {shape.shape for shape in shapes_in(sources)} if said else set()
    return tuple(
        UnusedShapeError(file=config.columns, headers=", ".join(filter(None, shape)))
        for shape in said
        if shape not in seen
    )


def _outside(workspace: Path, found: Sequence[FoundFile]) -> list[FoundFile]:
    """The files that are not our own: `umkm ingest .` must not read the last report as a list."""
    files = [file for file in found if not file.path.is_relative_to(workspace)]
    if not files:
        raise NoFilesError(paths=workspace)
    return files


def _count(states: Iterable[str]) -> dict[str, int]:
    counts = Counter(states)
    return {state: counts[state] for state in ("new", "changed", "again", "unchanged")}


def _unreadable(planned: Plan, taken: Intake) -> tuple[UnreadableFileError, ...]:
    """One error for each file asked for that cannot be read.

    Raises:
        UnreadableFileError: It is the only one.
        NoTableError: No file holds a list.
    """
    rows: list[Row] = [row for row in taken.rows if key_of(row) in planned.asked]
    odd = [row for row in rows if row["status"] == "unreadable"]
    errors = tuple(UnreadableFileError(file=row["source_file"], reason=row["reason"]) for row in odd)
    if any(row["status"] in {"read", DUPLICATE} for row in rows):
        return errors
    if len(planned.files) == len(errors) == 1:
        raise errors[0]
    raise NoTableError(files=len(planned.files), unreadable=errors)
