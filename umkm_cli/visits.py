"""visits: the work lists of `umkm report --worklist`, for those who go from door to door."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from umkm_cli.clock import today
from umkm_cli.config import Config
from umkm_cli.counting.walk import COLUMNS, walk
from umkm_cli.files.mirror import keep_off_the_lists
from umkm_cli.files.workspace import open_with
from umkm_cli.files.write import write_numbered
from umkm_cli.knowledge.regions import load_regions
from umkm_cli.progress import NoProgress, Progress
from umkm_cli.reporting.books.worklist import Terms, worklists

FOLDER = "worklist"


@dataclass(frozen=True, slots=True, kw_only=True)
class Handout:
    """How work lists are handed out.

    Attributes:
        folder: Where `worklist` goes; None for the workspace.
        language: Of the sheets.
        full_values: Write phones whole.
    """

    folder: Path | None = None
    language: str = "id"
    full_values: bool = False


@dataclass(frozen=True, slots=True)
class Worklists:
    """The work lists that were written.

    Attributes:
        folder: Where they lie.
        files: One workbook per kecamatan.
        owners: Owners on them.
    """

    folder: Path
    files: tuple[Path, ...]
    owners: int

    def facts(self) -> dict[str, object]:
        """All of it, for `--json`: a count, and paths."""
        return {"owners": self.owners, "files": [str(path) for path in self.files]}


def write_worklists(
    *,
    workspace: Path,
    config: Config,
    handout: Handout = Handout(),
    made_on: date | None = None,
    progress: Progress | None = None,
) -> Worklists:
    """Write who is not recorded yet, one workbook per kecamatan, into `worklist/<day>`.

    A file that is there already may be filled in by now, so it is left as it is, and the new one is numbered.

    Args:
        workspace: The folder of the workspace.
        config: The region whose places are listed.
        handout: Where to, in which language, and whether phones are shown.
        made_on: The day of the lists; None for today.
        progress: Told of each workbook.

    Raises:
        NotIngestedError: There are no records yet.
        NotDedupedError: There are no owners yet.
        CannotWriteError: The folder lies among the lists, or a file cannot be written; those before it are.
    """
    day = made_on or today()
    space = open_with(workspace, "records", "owners", "households")
    regions = load_regions(config.region)
    place = (handout.folder or workspace) / FOLDER / day.isoformat()
    keep_off_the_lists(place, space)
    listed = walk(space.read("owners", *COLUMNS), space.read("households"), regions=regions)
    terms = Terms(language=handout.language, region=regions.name, made_on=day, is_full=handout.full_values)
    books = worklists(listed, terms, progress or NoProgress())
    return Worklists(place, tuple(write_numbered(place / name, content) for name, content in books), listed.num_rows)
