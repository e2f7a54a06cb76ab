"""trace: the rows behind a figure of the report, as a table and a workbook."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow as pa

from umkm_cli.clock import today
from umkm_cli.config import Config
from umkm_cli.counting.figures import trace as trace_figure
from umkm_cli.counting.people import COLUMNS, OF_CROWD, crowd
from umkm_cli.files.mirror import keep_off_the_lists
from umkm_cli.files.workspace import Workspace, open_with
from umkm_cli.files.write import write_output
from umkm_cli.findings.coverage import FigureTrace
from umkm_cli.knowledge.regions import load_regions
from umkm_cli.messages import Id
from umkm_cli.reporting.books.trace import trace_workbook
from umkm_cli.schema import TRACED_ROWS

TRACE = "trace.xlsx"
"""Name of the workbook."""


@dataclass(frozen=True, slots=True)
class TraceResult:
    """What stands behind a figure, and where all of it was written."""

    found: FigureTrace
    workbook: Path

    def facts(self) -> dict[str, object]:
        """All of it, for `--json`."""
        rows = [
            row | {name: Id(row[name]) for name in ("owner_id", "record_id")} for row in self.found.rows.to_pylist()
        ]
        return {
            "figure": self.found.figure,
            "count": self.found.count,
            "counts": "rows" if self.found.is_of_rows else "owners",
            "xlsx": str(self.workbook),
            "rows": rows,
        }


def trace(
    figure: str,
    *,
    workspace: Path,
    config: Config,
    language: str = "id",
    made_on: date | None = None,
    folder: Path | None = None,
) -> TraceResult:
    """Find the rows behind a figure, and write them as a workbook.

    Args:
        figure: See `counting.figures`.
        workspace: The folder of the workspace.
        config: The year of the lists, and the region whose places are listed.
        language: Of the workbook.
        made_on: The day of the report; None for today.
        folder: Where to write `trace.xlsx`; None for the workspace.

    Raises:
        UnknownFigureError: There is no such figure.
        NotIngestedError: There are no records yet.
        NotDedupedError: There are no owners yet.
        CannotWriteError: The workbook cannot be written, or lies among the lists.
    """
    space = open_with(workspace, *OF_CROWD)
    keep_off_the_lists(folder or workspace, space)
    stored = {name: space.read(name, *COLUMNS[name]) for name in OF_CROWD}
    regions = load_regions(config.region)
    day = made_on or today()
    counted = crowd(stored, regions=regions, since=date(config.data_year, 1, 1), made_on=day)
    traced = trace_figure(figure, counted, regions)
    owner = pa.array(counted.rows["owner"].to_numpy()[traced.rows])
    rows = _rows(space, pa.array(traced.rows), stored["owners"]["owner_id"].take(owner))
    found = FigureTrace(figure, traced.count, traced.is_of_rows, rows)
    place = (folder or workspace) / TRACE
    write_output(place, trace_workbook(found, language, made_on=day))
    return TraceResult(found, place)


def _rows(space: Workspace, at: pa.Array, owner_ids: pa.ChunkedArray) -> pa.Table:
    """The rows at these places of `RECORDS`, with their owners."""
    names = [name for name in TRACED_ROWS.names if name != "owner_id"]
    rows = space.read("records", *names).take(at).append_column("owner_id", owner_ids)
    return TRACED_ROWS.conform(rows.select(list(TRACED_ROWS.names)))
