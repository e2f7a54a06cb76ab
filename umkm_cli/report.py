"""report: what `umkm report` opens, counts, writes and publishes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import astuple, dataclass
from datetime import date
from functools import cached_property
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
from umkm_cli.findings.coverage import Coverage
from umkm_cli.grounds import as_matched
from umkm_cli.knowledge.regions import load_regions
from umkm_cli.outlines import Outlines
from umkm_cli.progress import NoProgress, Progress
from umkm_cli.reporting.books.report import workbook
from umkm_cli.reporting.package import package
from umkm_cli.reporting.page import page
from umkm_cli.reporting.pdf import pdf
from umkm_cli.schema import REPORT_HISTORY
from umkm_cli.snapshots import keep

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


@dataclass(frozen=True)
class _Rendering:
    """A report being written: what several formats are made of is made once."""

    counted: Coverage
    delivery: Delivery
    outlines: Outlines | None

    @cached_property
    def page(self) -> bytes:
        """The page, for itself and for the PDF."""
        return page(self.counted, self.delivery.language, shapes=self.outlines)

    @cached_property
    def package(self) -> Files:
        """The tables in all formats that are written, and the description that tells of them."""
        return package(self.counted, self.delivery.language, self.delivery.formats)

    def data(self, kind: str) -> Files:
        """The tables in one format, with the description."""
        return {name: content for name, content in self.package.items() if name.endswith((f".{kind}", ".json"))}


WRITERS: Mapping[str, Callable[[_Rendering], Files]] = {
    "html": lambda made: {"report.html": made.page},
    "xlsx": lambda made: {"report.xlsx": workbook(made.counted, made.delivery.language)},
    "pdf": lambda made: {"report.pdf": pdf(made.page)},
    "csv": lambda made: made.data("csv"),
    "parquet": lambda made: made.data("parquet"),
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
        files = _write(_Rendering(shown, delivery, outlines), workspace)
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
        config=as_matched(space, config),
        regions=regions,
        made_on=day,
        before=before(history, run=run, region=regions.code),
    )
    return counted, remember(history, counted.tables, run=run, region=regions.code, made_on=day)


def _write(made: _Rendering, workspace: Path) -> dict[str, tuple[Path, ...]]:
    delivery = made.delivery
    folder = delivery.folder or workspace
    written: dict[str, tuple[Path, ...]] = {}
    for kind in delivery.formats:
        places = {_name(name, delivery): content for name, content in WRITERS[kind](made).items()}
        for name, content in places.items():
            write_output(folder / name, content)
        written[kind] = tuple(folder / name for name in places)
    return written


def _name(name: str, delivery: Delivery) -> str:
    """A public report never takes the place of the office's own."""
    return name.replace("report", "report-public", 1) if delivery.is_public else name
