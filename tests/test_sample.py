"""The sample lists, end to end: nothing is lost, and the owners found hold against the truth."""

from pathlib import Path

import pytest
from lxml import html
from python_calamine import CalamineWorkbook

from umkm_cli import runs
from umkm_cli.config import Config
from umkm_cli.files.workspace import Workspace

SAMPLE = Path(__file__).parent.parent / "sample_data"
FILES = sorted(path for path in (SAMPLE / "lists").rglob("*") if path.is_file())


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sample") / "workspace"
    runs.ingest([SAMPLE / "lists"], workspace=folder, config=Config())
    return folder


def filled_rows(path: Path) -> int:
    """Rows that are not blank, counted by other means than the product's own reader."""
    start = path.read_bytes()[:4]
    if start in {b"PK\x03\x04", b"\xd0\xcf\x11\xe0"}:
        book = CalamineWorkbook.from_path(str(path))
        sheets = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
        return sum(any(str(cell).strip() for cell in row) for sheet in sheets for row in sheet)
    text = path.read_bytes().decode("cp1252" if b"\x92" in path.read_bytes() else "utf-8-sig", errors="replace")
    if text.lstrip().startswith("<"):
        return sum(bool(row.text_content().strip()) for row in html.fromstring(text).iter("tr"))
    return sum(bool(line.strip(' ;,\t"')) for line in text.splitlines())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_filled_row_of_a_file_is_in_exactly_one_of_records_and_rejects(workspace, path):
    name = path.relative_to(SAMPLE / "lists").as_posix()
    places = [
        (row["source_sheet"], row["source_row"])
        for table in ("records", "rejects")
        for row in Workspace.open(workspace)
        .read(table)
        .select(["source_file", "source_sheet", "source_row"])
        .to_pylist()
        if row["source_file"] == name
    ]
    assert len(places) == len(set(places)) == filled_rows(path)


def test_the_owners_found_hold_against_the_truth(workspace):
    runs.dedupe(workspace=workspace, config=Config())
    rated = runs.evaluate(SAMPLE / "truth.csv", workspace=workspace)
    assert rated.pairwise.f1.value >= 0.95
    assert rated.pairwise.precision.value >= 0.98
