"""What a command opens, runs and publishes. Usable from a notebook or a scheduler: nothing here knows of a screen."""

from collections.abc import Mapping
from dataclasses import astuple, dataclass
from datetime import date, datetime
from pathlib import Path

import pyarrow as pa

from umkm_cli.config import Config
from umkm_cli.dedupe import dedupe
from umkm_cli.evidence import evaluate, explain_owner, explain_pair
from umkm_cli.files.mirror import refuse_among_lists
from umkm_cli.files.workspace import open_with, run_id
from umkm_cli.files.write import write_bytes
from umkm_cli.ingest import ingest
from umkm_cli.knowledge.regions import load_regions
from umkm_cli.progress import NoProgress, Progress
from umkm_cli.reporting.check import Check
from umkm_cli.reporting.check import check as check_quality
from umkm_cli.counting.coverage import coverage
from umkm_cli.reporting.workbook import workbook
from umkm_cli.returns import write_back

__all__ = ["check", "dedupe", "evaluate", "explain_owner", "explain_pair", "ingest", "report"]

REPORT = "report.xlsx"
"""Name of the workbook in the workspace."""


@dataclass(frozen=True, slots=True)
class ReportResult:
    """The tables of `COVERAGE`, and where the workbook was written."""

    tables: Mapping[str, pa.Table]
    workbook: Path

    def facts(self) -> dict[str, object]:
        """All of it, for `--json`: there is nothing in it but counts."""
        tables = {name: table.to_pylist() for name, table in self.tables.items()}
        return {"xlsx": str(self.workbook), **tables}


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What `check` counted, and the workbooks it wrote."""

    checked: Check
    workbooks: tuple[Path, ...]

    def facts(self) -> dict[str, object]:
        """All of it, for `--json`: counts, and paths."""
        return {**self.checked.facts(), "workbooks": list(self.workbooks)}


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
    space = open_with(workspace, *names)
    with space.lock():
        progress.begin("reporting")
        tables = [space.read(name) for name in names]
        counted = coverage(*tables, config=config, regions=load_regions(config.region))
        day = made_on or datetime.now().astimezone().date()
        content = workbook(counted, language=language, config=config, made_on=day)
        progress.begin("writing")
        place = xlsx or workspace / REPORT
        write_bytes(place, content)
        space.publish(counted, run=run_id([space.run_of("owners"), *map(str, astuple(config))]))
        progress.end()
    return ReportResult(counted, place)


def check(
    *,
    workspace: Path,
    language: str = "id",
    xlsx: Path | None = None,
    full_values: bool = False,
    made_on: date | None = None,
    progress: Progress | None = None,
) -> CheckResult:
    """Count what is sound in the records, and write what to mend in each file.

    Args:
        workspace: The folder of the workspace.
        language: Of the workbooks.
        xlsx: The folder for one workbook per file with something to mend; None to write none.
        full_values: Write NIK, KK and phone whole, instead of with their middle hidden.
        made_on: The day in the workbooks; None for today.
        progress: Told of each workbook.

    Raises:
        NotIngestedError: There are no records yet.
        CannotWriteError: `xlsx` lies among the lists, or a workbook cannot be written; those before it are.
    """
    space = open_with(workspace, "records")
    tables = {name: space.read(name) for name in ("records", "rejects", "sources")}
    checked = check_quality(**tables)
    if xlsx is None:
        return CheckResult(checked, ())
    refuse_among_lists(xlsx, tables["sources"]["root"].to_pylist(), workspace=workspace)
    workbooks = write_back(
        tables,
        xlsx,
        language=language,
        is_full=full_values,
        made_on=made_on or datetime.now().astimezone().date(),
        progress=progress or NoProgress(),
    )
    return CheckResult(checked, workbooks)
