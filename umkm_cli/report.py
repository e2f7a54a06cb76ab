"""report: what `umkm report` opens, counts, writes and publishes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import astuple, dataclass
from datetime import date
from pathlib import Path

import pyarrow as pa

from umkm_cli.clock import today
from umkm_cli.config import Config
from umkm_cli.counting.coverage import coverage
from umkm_cli.counting.hiding.public import make_public
from umkm_cli.counting.history import before, remember
from umkm_cli.counting.people import COLUMNS, STORED
from umkm_cli.files.geojson import read_outlines
from umkm_cli.files.mirror import keep_off_the_lists
from umkm_cli.files.workspace import Workspace, open_with, run_id
from umkm_cli.files.write import write_output
from umkm_cli.knowledge.regions import load_regions
from umkm_cli.outlines import Outlines
from umkm_cli.progress import NoProgress, Progress
from umkm_cli.reporting.books.report import workbook
from umkm_cli.reporting.package import package
from umkm_cli.reporting.page import page
from umkm_cli.reporting.pdf import pdf
from umkm_cli.schema import REPORT_HISTORY
from umkm_cli.snapshots import keep
from umkm_cli.verdicts import Coverage

Files = Mapping[str, bytes]

USUAL = ("html", "xlsx")
"""Formats of a report unless told otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """How a report is written.

    Attributes:
        formats: Of `WRITERS`.
        folder: Where to; None for the workspace.
        language: Of the words.
        geojson: A map file for the page; None for a map of tiles.
        is_public: Small counts are hidden in all that is written, see `counting.hiding`; files have another name.
    """

    formats: Sequence[str] = USUAL
    folder: Path | None = None
    language: str = "id"
    geojson: Path | None = None
    is_public: bool = False


def _data(counted: Coverage, delivery: Delivery, kind: str) -> Files:
    """The tables in one format, with a description that tells of all formats that are written."""
    files = package(counted, delivery.language, delivery.formats)
    return {name: content for name, content in files.items() if name.endswith((f".{kind}", ".json"))}


WRITERS: Mapping[str, Callable[[Coverage, Delivery, Outlines | None], Files]] = {
    "html": lambda counted, delivery, outlines: {"report.html": page(counted, delivery.language, shapes=outlines)},
    "xlsx": lambda counted, delivery, _: {"report.xlsx": workbook(counted, delivery.language)},
    "pdf": lambda counted, delivery, outlines: {"report.pdf": pdf(page(counted, delivery.language, shapes=outlines))},
    "csv": lambda counted, delivery, _: _data(counted, delivery, "csv"),
    "parquet": lambda counted, delivery, _: _data(counted, delivery, "parquet"),
}
"""What each format writes: names of files, and what is in them."""


@dataclass(frozen=True, slots=True)
class ReportResult:
    """What was counted, without small counts in a public report, and the files that were written, by format."""

    coverage: Coverage
    files: Mapping[str, tuple[Path, ...]]

    def facts(self) -> dict[str, object]:
        """All of it, for `--json`: there is nothing in it but counts, and paths."""
        tables = {name: table.to_pylist() for name, table in self.coverage.tables.items()}
        return {"files": {kind: [str(path) for path in paths] for kind, paths in self.files.items()}, **tables}


def report(
    *,
    workspace: Path,
    config: Config,
    delivery: Delivery = Delivery(),
    made_on: date | None = None,
    progress: Progress | None = None,
) -> ReportResult:
    """Count coverage, publish its tables and write the report.

    Args:
        workspace: The folder of the workspace.
        config: Basis and targets, and the region whose places are listed.
        delivery: What to write, and where.
        made_on: The day of the report; None for today.
        progress: Told of the stages.

    Raises:
        NotIngestedError: There are no records yet.
        NotDedupedError: There are no owners yet.
        BadTargetError: A kecamatan's own target does not fit the regency.
        BrokenMapFileError: The map file is of no use.
        NoPdfError: A PDF is asked for and cannot be written here.
        CannotWriteError: A file cannot be written, for example because Excel has it open, or lies among the lists.
    """
    progress = progress or NoProgress()
    day = made_on or today()
    space = open_with(workspace, *STORED)
    keep_off_the_lists(delivery.folder or workspace, space)
    outlines = read_outlines(delivery.geojson, load_regions(config.region)) if delivery.geojson else None
    with space.lock():
        progress.begin("reporting")
        stored = {name: space.read(name, *COLUMNS[name]) for name in STORED}
        counted, history = _count(space, stored, config, day)
        progress.begin("writing")
        shown = make_public(counted) if delivery.is_public else counted
        files = _write(shown, delivery, workspace, outlines)
        space.publish(
            {**counted.tables, REPORT_HISTORY.name: history},
            run=run_id([space.run_of("owners"), *map(str, astuple(config))]),
        )
        keep(space, day, stored)
        progress.end()
    return ReportResult(shown, files)


def _count(space: Workspace, stored: Mapping[str, pa.Table], config: Config, day: date) -> tuple[Coverage, pa.Table]:
    """The coverage, and the history with it."""
    regions = load_regions(config.region)
    history = space.read(REPORT_HISTORY.name) if space.has(REPORT_HISTORY.name) else REPORT_HISTORY.empty()
    run = run_id([space.run_of("owners"), regions.code, config.data_year])
    counted = coverage(
        stored,
        config=config,
        regions=regions,
        made_on=day,
        before=before(history, run=run, region=regions.code),
    )
    return counted, remember(history, counted.tables, run=run, region=regions.code, made_on=day)


def _write(
    counted: Coverage, delivery: Delivery, workspace: Path, outlines: Outlines | None
) -> dict[str, tuple[Path, ...]]:
    folder = delivery.folder or workspace
    written: dict[str, tuple[Path, ...]] = {}
    for kind in delivery.formats:
        files = WRITERS[kind](counted, delivery, outlines)
        places = {_name(name, delivery): content for name, content in files.items()}
        for name, content in places.items():
            write_output(folder / name, content)
        written[kind] = tuple(folder / name for name in places)
    return written


def _name(name: str, delivery: Delivery) -> str:
    """A public report never takes the place of the office's own."""
    return name.replace("report", "report-public", 1) if delivery.is_public else name
