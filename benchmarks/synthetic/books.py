"""Books: the files of a world, and the truth beside them."""

import csv
import shutil
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.synthetic.sheets import Sheet
from benchmarks.synthetic.writers import WRITERS

if TYPE_CHECKING:
    from _csv import Writer


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


@dataclass(frozen=True, slots=True)
class Answers:
    """A table beside the lists that says what is in them.

    Attributes:
        file: Its name.
        columns: Its header.
        rows_of: The rows that answer for a book.
    """

    file: str
    columns: tuple[str, ...]
    rows_of: Callable[[Book], Iterable[Sequence[str | int]]]


NAMELESS = frozenset({"csv", "csv_utf8", "html"})
"""Kinds without sheet names: the truth leaves the sheet empty."""


def truth_rows(book: Book) -> Iterable[tuple[str, str, int, str, str]]:
    """The owner and the hard cases of every row that holds an owner, copies included."""
    for sheet in book.sheets:
        name = "" if book.kind in NAMELESS else sheet.name
        for row, entry in sheet.places:
            yield book.path, name, row, entry.owner.owner, ";".join(dict.fromkeys(entry.cases)) or "plain"


TRUTH_COLUMNS = ("source_file", "source_sheet", "source_row", "owner", "case")
TRUTH = Answers("truth.csv", TRUTH_COLUMNS, truth_rows)


def people_rows(book: Book) -> Iterable[tuple[str | int, ...]]:
    """Who the owner of every row is: enough to say why somebody could be taken for somebody else."""
    for sheet in book.sheets:
        for _, entry in sheet.places:
            one = entry.owner
            home = one.home
            yield (
                one.owner,
                one.household,
                one.name,
                one.sex,
                one.birth.isoformat(),
                home.village.code,
                home.rt,
                home.rw,
                ";".join(one.traps),
            )


PEOPLE_COLUMNS = ("owner", "household", "name", "sex", "birth_date", "village_code", "rt", "rw", "traps")
PEOPLE = Answers("people.csv", PEOPLE_COLUMNS, people_rows)


def write_books(books: Iterable[Book], folder: Path, answers: Sequence[Answers] = (TRUTH,)) -> None:
    """Write `lists/` and the answers into `folder`, book by book as they come; copies are made last."""
    lists = folder / "lists"
    lists.mkdir(parents=True, exist_ok=True)
    twins: list[Book] = []
    with ExitStack() as files:
        writers = [_open_answers(files, folder, asked) for asked in answers]
        for book in books:
            for asked, writer in zip(answers, writers, strict=True):
                writer.writerows(asked.rows_of(book))
            path = lists / book.path
            path.parent.mkdir(parents=True, exist_ok=True)
            if book.twin_of:
                twins.append(book)
            else:
                WRITERS[book.kind](book.sheets, path)
    for book in twins:
        shutil.copyfile(lists / book.twin_of, lists / book.path)


def _open_answers(files: ExitStack, folder: Path, asked: Answers) -> "Writer":
    file = files.enter_context((folder / asked.file).open("w", encoding="utf-8", newline=""))
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(asked.columns)
    return writer
