"""Books: the files of a world, and the truth beside them."""

import csv
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.synthetic.sheets import Sheet
from benchmarks.synthetic.writers import WRITERS


@dataclass(slots=True)
class Book:
    """One file to be written.

    Attributes:
        path: Path below the lists folder, with `/`.
        kind: Key of `writers.WRITERS`, which need not be what the name says.
        sheets: Its sheets; text formats and HTML have one, without a name.
        twin_of: Path of another book this is a byte-for-byte copy of.
    """

    path: str
    kind: str
    sheets: list[Sheet] = field(default_factory=list)
    twin_of: str = ""


TRUTH_COLUMNS = ("source_file", "source_sheet", "source_row", "owner", "case")
NAMELESS = frozenset({"csv", "csv_utf8", "html"})
"""Kinds without sheet names: the truth leaves the sheet empty."""


def write_books(books: Iterable[Book], folder: Path) -> None:
    """Write `lists/` and `truth.csv` into `folder`, book by book as they come; copies are made last."""
    lists = folder / "lists"
    lists.mkdir(parents=True, exist_ok=True)
    twins: list[Book] = []
    with (folder / "truth.csv").open("w", encoding="utf-8", newline="") as file:
        truth = csv.writer(file, lineterminator="\n")
        truth.writerow(TRUTH_COLUMNS)
        for book in books:
            truth.writerows(truth_rows(book))
            path = lists / book.path
            path.parent.mkdir(parents=True, exist_ok=True)
            if book.twin_of:
                twins.append(book)
            else:
                WRITERS[book.kind](book.sheets, path)
    for book in twins:
        shutil.copyfile(lists / book.twin_of, lists / book.path)


def truth_rows(book: Book) -> Iterable[tuple[str, str, int, str, str]]:
    """The owner and the hard cases of every row that holds an owner, copies included."""
    for sheet in book.sheets:
        name = "" if book.kind in NAMELESS else sheet.name
        for row, entry in sheet.places:
            yield book.path, name, row, entry.owner.owner, "|".join(dict.fromkeys(entry.cases)) or "plain"
