"""An office that reviews: the sample lists, matched, and workbooks that somebody fills in."""

from collections.abc import Mapping
from pathlib import Path
from shutil import copytree

import openpyxl
import pytest

from umkm_cli import runs
from umkm_cli.config import Config
from umkm_cli.ledger import entries_of
from umkm_cli.reporting.books.review import HEADER_ROW
from umkm_cli.review.books import Handout, ReviewBook, write_review_books
from umkm_cli.review.desk import Desk, lay_out

SAMPLE = Path(__file__).parents[2] / "sample_data"
FIRST = HEADER_ROW + 2
"""Number of the first row that asks something."""

DECISION, NOTE = 2, 3
"""Numbers of the columns to fill in."""


@pytest.fixture(scope="session")
def matched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspace of the sample lists; not to be written to."""
    folder = tmp_path_factory.mktemp("matched") / "ws"
    runs.ingest([SAMPLE / "lists"], workspace=folder, config=Config())
    runs.dedupe(workspace=folder, config=Config())
    return folder


@pytest.fixture
def space(matched: Path, tmp_path: Path) -> Path:
    """A workspace of the sample lists to work in."""
    return Path(copytree(matched, tmp_path / "ws"))


def desk_of(space: Path, reviewer: str = "Ani") -> Desk:
    return lay_out(space, reviewer=reviewer, config=Config())


def export(space: Path, name: str = "review.xlsx", **wanted: object) -> tuple[ReviewBook, ...]:
    """Export beside the workspace, in Indonesian unless told otherwise."""
    return write_review_books(desk_of(space), Handout(path=space.parent / name, **wanted))


def fill(
    path: Path, answers: Mapping[int, object], *, by: str = "Siti", notes: Mapping[int, object] | None = None
) -> Path:
    """Write answers and notes into the rows of these places, from 0, and save as Google Sheets does: all anew."""
    book = openpyxl.load_workbook(path)
    how, page = book.worksheets[:2]
    for place, answer in answers.items():
        page.cell(FIRST + place, DECISION).value = answer
    for place, note in (notes or {}).items():
        page.cell(FIRST + place, NOTE).value = note
    how["B5"] = by
    for sheet in book:
        sheet.sheet_state = "visible"
    filled = path.with_name(f"{path.stem} {by} {len(answers)}{path.suffix}")
    book.save(filled)
    return filled


def answers_in(space: Path) -> dict[tuple[str, str, str], tuple[str, str]]:
    """Answer and note of every decision in the log, the last for each reviewer and pair."""
    return {(one.by, one.left, one.right): (str(one.answer), one.note) for one in entries_of(space)}
