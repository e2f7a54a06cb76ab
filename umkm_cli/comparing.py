"""comparing: what `umkm report --compare` opens, compares and writes."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from umkm_cli.clock import today
from umkm_cli.config import Config
from umkm_cli.counting.changes.compare import compare
from umkm_cli.errors import CannotCompareError, DamagedWorkspaceError, OtherVersionError
from umkm_cli.files.manifest import MANIFEST_NAME
from umkm_cli.files.mirror import keep_off_the_lists
from umkm_cli.files.workspace import Workspace, open_with
from umkm_cli.files.write import write_output
from umkm_cli.findings.coverage import Comparison
from umkm_cli.knowledge.dates import read_date
from umkm_cli.knowledge.regions import Regions, load_regions
from umkm_cli.reporting.books.compare import compare_workbook
from umkm_cli.snapshots import days_of, make, name_of

CHANGES = "report-changes.xlsx"
"""Name of the workbook."""

TOLD = 5
"""Days that are named where the one asked for has no report."""


@dataclass(frozen=True, slots=True)
class CompareResult:
    """What changed, and where all of it was written."""

    comparison: Comparison
    workbook: Path

    def facts(self) -> dict[str, object]:
        """All of it, for `--json`."""
        told = self.comparison
        tables = {name: table.to_pylist() for name, table in told.tables.items()}
        return {"before": told.before, "workspace": told.workspace, "xlsx": str(self.workbook), **tables}


def compare_with(
    asked: str,
    *,
    workspace: Path,
    config: Config,
    language: str = "id",
    made_on: date | None = None,
    folder: Path | None = None,
) -> CompareResult:
    """Tell what changed since an earlier report, or against another workspace, and write it as a workbook.

    Args:
        asked: A day, or the folder of a workspace.
        workspace: The folder of the workspace.
        config: The region whose places are listed.
        language: Of the workbook.
        made_on: The day of the report; None for today.
        folder: Where to write `report-changes.xlsx`; None for the workspace.

    Raises:
        CannotCompareError: There is nothing under that name to compare with.
        NotIngestedError: There are no records yet.
        NotDedupedError: There are no owners yet.
        CannotWriteError: The workbook cannot be written, or lies among the lists.
    """
    space = open_with(workspace, "records", "clusters", "owners")
    keep_off_the_lists(folder or workspace, space)
    regions = load_regions(config.region)
    before, day = _before(asked, space)
    now = make(space)
    if day is None and not _is_of(before, regions) and _is_of(now, regions):
        raise CannotCompareError(asked=asked, reason="other_region", region=regions.name)
    found = Comparison(
        tables=compare(before, now, regions),
        region=regions.name,
        made_on=made_on or today(),
        before=day,
        workspace=None if day else asked,
    )
    place = (folder or workspace) / CHANGES
    write_output(place, compare_workbook(found, language))
    return CompareResult(found, place)


def _before(asked: str, space: Workspace) -> tuple[pa.Table, date | None]:
    """The snapshot of the report before, and its day; of another workspace no day."""
    if Path(asked).exists():
        return _other(asked, space), None
    day = read_date(asked)
    if day is None:
        raise CannotCompareError(asked=asked, reason="unclear")
    days = days_of(space)
    earlier = [one for one in days if one <= day]
    if not earlier:
        told = ", ".join(map(str, days[:TOLD]))
        raise CannotCompareError(asked=asked, reason="too_early" if days else "no_report", days=told)
    return space.read(name_of(earlier[-1])), earlier[-1]


def _other(asked: str, space: Workspace) -> pa.Table:
    """A snapshot of another workspace, made now."""
    path = Path(asked)
    if not (path / MANIFEST_NAME).is_file():
        raise CannotCompareError(asked=asked, reason="no_workspace")
    if path.resolve() == space.path.resolve():
        raise CannotCompareError(asked=asked, reason="same")
    try:
        other = Workspace.open(path)
    except OtherVersionError as error:
        raise CannotCompareError(asked=asked, reason="other_version", **error.facts) from error
    except DamagedWorkspaceError as error:
        raise CannotCompareError(asked=asked, reason="damaged") from error
    if not (other.has("records") and other.has("owners")):
        raise CannotCompareError(asked=asked, reason="not_deduped")
    if not other.has("sources"):
        raise CannotCompareError(asked=asked, reason="other_lists")
    return make(other)


def _is_of(rows: pa.Table, regions: Regions) -> bool:
    """Do at least half of the owners with a place live in the regency?"""
    codes = pc.coalesce(rows["village_code"], rows["district_code"]).drop_null()
    inside = pc.sum(pc.starts_with(codes, f"{regions.code}.")).as_py() or 0
    return len(codes) == 0 or inside * 2 >= len(codes)
