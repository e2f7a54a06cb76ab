"""All the odd lists, and what can be known of them."""

import csv
from collections.abc import Iterable
from pathlib import Path

from benchmarks.strange import groups, headers, lines, sheets, tables, traps, values
from benchmarks.strange.crowd import Crowd
from benchmarks.strange.files import NAMELESS, file_bytes
from benchmarks.strange.held_out import held_out_books
from benchmarks.strange.page import FIELDS, Book
from benchmarks.synthetic.dice import Dice

SEED = 60_000


def write_strange(folder: Path, name: str, seed: int = SEED) -> None:
    """Write `lists/` and `known.csv` of a set into `folder`."""
    books = SETS[name](seed)
    for book in books:
        path = folder / "lists" / book.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file_bytes(book))
    with (folder / "known.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("source_file", "source_sheet", "source_row", *FIELDS))
        writer.writerows(row for book in books for row in known_rows(book))


def strange_books(seed: int = SEED) -> list[Book]:
    """The files that showed where reading fails, and by which it was mended."""
    crowd, dice = Crowd(seed), Dice(f"strange lists {seed}")
    makers = (tables, groups, headers, lines, values, sheets, traps)
    return [book for maker in makers for book in maker.books(crowd, dice)]


def held_out(seed: int = SEED) -> list[Book]:
    """Files nobody looked at while it was mended."""
    return held_out_books(Crowd(seed + 1), Dice(f"held out {seed}"))


SETS = {"strange": strange_books, "held_out": held_out}
"""The sets of odd lists."""


def known_rows(book: Book, inside: str = "") -> Iterable[tuple[str | int, ...]]:
    """What can be known of each owner, file by file; a file in an archive is named behind it."""
    path = f"{inside}/{book.path}" if inside else book.path
    for inner in book.inside:
        yield from known_rows(inner, path)
    for page in book.pages:
        sheet = "" if book.kind in NAMELESS else page.name
        for row, told in page.answers:
            yield path, sheet, row, *(told.get(name, "") for name in FIELDS)
