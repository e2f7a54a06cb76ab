"""What the owners found are worth: they are held against a truth."""

from pathlib import Path

from umkm_cli.files.labels import BY_PLACE, read_labels
from umkm_cli.files.workspace import open_with
from umkm_cli.files.write import write_bytes
from umkm_cli.matching import evaluate as matching
from umkm_cli.reporting.evaluation_page import evaluation_page
from umkm_cli.verdicts import Evaluation


def evaluate(labels: Path, *, workspace: Path, html: Path | None = None, language: str = "id") -> Evaluation:
    """Compare the owners found with a truth.

    Args:
        labels: A CSV with owner and either record_id or source_file, source_sheet and source_row; see `read_labels`.
        workspace: The folder of the workspace.
        html: Where to write it as a page; None for nowhere.
        language: Of that page.

    Raises:
        NotIngestedError: There are no records yet.
        NotDedupedError: There are no owners yet.
        PathNotFoundError: There is no such file.
        BadLabelsError: The label file cannot be used.
        CannotWriteError: The page cannot be written.
    """
    space = open_with(workspace, "records", "clusters", "pairs")
    told = read_labels(labels)
    records = space.read("records", "record_id", *BY_PLACE)
    pairs = space.read("pairs", "left_id", "right_id", "match_probability")
    found = matching.evaluate(space.read("clusters"), pairs, records, told, file=str(labels))
    if html is not None:
        write_bytes(html, evaluation_page(found, language, labels=labels.name, workspace=workspace.name))
    return found
