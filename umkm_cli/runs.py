"""What a command opens, runs and publishes. Usable from a notebook or a scheduler: nothing here knows of a screen."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from umkm_cli.clock import today
from umkm_cli.comparing import compare_with
from umkm_cli.dedupe import dedupe
from umkm_cli.evidence import evaluate, explain_owner, explain_pair
from umkm_cli.files.mirror import keep_off_the_lists
from umkm_cli.files.workspace import open_with
from umkm_cli.ingest import ingest
from umkm_cli.progress import NoProgress, Progress
from umkm_cli.report import report
from umkm_cli.reporting.check import Check
from umkm_cli.reporting.check import check as check_quality
from umkm_cli.returns import write_back
from umkm_cli.trace import trace
from umkm_cli.visits import write_worklists

__all__ = [
    "check",
    "compare_with",
    "dedupe",
    "evaluate",
    "explain_owner",
    "explain_pair",
    "ingest",
    "report",
    "trace",
    "write_worklists",
]


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What `check` counted, and the workbooks it wrote."""

    checked: Check
    workbooks: tuple[Path, ...]

    def facts(self) -> dict[str, object]:
        """All of it, for `--json`: counts, and paths."""
        return {**self.checked.facts(), "workbooks": list(self.workbooks)}


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
    keep_off_the_lists(xlsx, space)
    workbooks = write_back(
        tables,
        xlsx,
        language=language,
        is_full=full_values,
        made_on=made_on or today(),
        progress=progress or NoProgress(),
    )
    return CheckResult(checked, workbooks)
