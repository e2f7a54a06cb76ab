"""What the owners found are worth: they are held against a truth."""

from pathlib import Path

from umkm_cli.files.labels import read_labels
from umkm_cli.files.workspace import open_with
from umkm_cli.matching import evaluate as matching


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
    space = open_with(workspace, "records", "clusters")
    records, clusters = space.read("records"), space.read("clusters")
    return matching.evaluate(clusters, records, read_labels(labels))
