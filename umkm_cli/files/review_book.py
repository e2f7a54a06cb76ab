"""review_book: a review workbook that came back, whatever program saved it and however its rows stand now.

Sheets and columns are known by their titles, in every language, so rows may be sorted, filtered or deleted, columns
moved or added, and rows of several workbooks put together. What the rows are about is for `row_codes` to say.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from umkm_cli.errors import UnreadableFileError
from umkm_cli.files.read import read_file
from umkm_cli.findings.book_rows import Filled
from umkm_cli.messages import LANGUAGES, say
from umkm_cli.row_codes import BOOK_FORMAT, BOOK_SHEET
from umkm_cli.schema import RawSheet

_ENDINGS = frozenset({".xlsx", ".xlsm", ".xls", ".ods", ".jsonl"})
"""Of the files of a folder that are taken; Excel's own notes on open files begin with `~$`."""

_TITLE_ROWS = 30
"""Rows in which the titles are looked for: somebody may have put lines above them."""

READ_BOOKS = "umkm_cli.files.review_book:read_books"
"""`read_books` by name, for `pool.run_isolated`."""


@dataclass(frozen=True, slots=True)
class ReadBook:
    """A review workbook.

    Attributes:
        rows: Its rows that hold anything, sheet by sheet; each without its reviewer.
        reviewer: The name filled in; empty for none.
        written: How many rows it had when it was written; None where that is not known any more.
    """

    rows: tuple[Filled, ...]
    reviewer: str = ""
    written: int | None = None


@dataclass(frozen=True, slots=True)
class UnfitBook:
    """Why a file cannot be taken back.

    Attributes:
        reason: Of `UnreadableFileError`, or of `BadReviewBookError`.
        facts: What else there is to say: `sheet` and `column`.
    """

    reason: str
    facts: Mapping[str, str] = field(default_factory=dict)


def read_books(tasks: Sequence[tuple[Path, int]]) -> list[ReadBook | UnfitBook]:
    """Read review workbooks; each task is a file and the most MiB it may have."""
    return [_read(*task) for task in tasks]


def files_in(path: Path) -> list[Path]:
    """The files that a path stands for: itself, or those in a folder that may be workbooks or logs, by name."""
    if not path.is_dir():
        return [path]
    return sorted(file for file in path.iterdir() if file.suffix.lower() in _ENDINGS and not file.name.startswith("~$"))


def is_log(path: Path) -> bool:
    """Is this, by its first letter, a log of decisions, whose lines are JSON objects? False where it cannot be read."""
    with suppress(OSError), path.open("rb") as file:
        return file.read(1024).lstrip().startswith(b"{")
    return False


def _read(path: Path, max_mb: int) -> ReadBook | UnfitBook:
    try:
        sheets = read_file(path, source_file=path.name, max_mb=max_mb)
    except UnreadableFileError as error:
        return UnfitBook(str(error.facts["reason"]))
    facts = _facts(sheets)
    if facts.get("format", BOOK_FORMAT) != BOOK_FORMAT:
        return UnfitBook("other_format")
    found: list[Filled] = []
    tables = [(sheet.source_sheet, *table) for sheet in sheets if (table := _table(sheet))]
    for name, titles, rows in tables:
        for column in ("code", "decision"):
            if _place(titles, column) is None:
                return UnfitBook("no_column", {"sheet": name, "column": _called(column, titles, facts)})
        found += _rows((str(path), name), titles, rows)
    if not tables:
        return UnfitBook("not_one")
    written = facts.get("rows", "")
    return ReadBook(tuple(found), _reviewer(sheets), int(written) if written.isdecimal() else None)


def _rows_of(sheet: RawSheet) -> list[tuple[int, list[str]]]:
    numbers, cells = (sheet.rows[name].to_pylist() for name in ("source_row", "cells"))
    return [(number, [text.strip() for text in row]) for number, row in zip(numbers, cells, strict=True)]


def _facts(sheets: Sequence[RawSheet]) -> dict[str, str]:
    """What the hidden sheet says; nothing where it got lost."""
    for sheet in sheets:
        if sheet.source_sheet == BOOK_SHEET:
            return {row[0]: row[1] for _, row in _rows_of(sheet) if len(row) > 1}
    return {}


def _table(sheet: RawSheet) -> tuple[list[str], list[tuple[int, list[str]]]] | None:
    """Titles and rows of a sheet of pairs; None for any other. One of the columns that matter may be missing."""
    rows = _rows_of(sheet)
    for place, (_, row) in enumerate(rows[:_TITLE_ROWS]):
        known = [column for column in ("code", "decision", "note") if _place(row, column) is not None]
        if "code" in known or len(known) > 1:
            return row, rows[place + 1 :]
    return None


def _rows(place: tuple[str, str], titles: Sequence[str], rows: Sequence[tuple[int, list[str]]]) -> Iterator[Filled]:
    places = {column: _place(titles, column) for column in ("code", "decision", "note")}
    others = {title: at for at, title in enumerate(titles) if title and at not in places.values()}
    for number, row in rows:
        told = {column: "" if at is None else row[at] for column, at in places.items()}
        if any(told.values()):
            cells = {title: row[at] for title, at in others.items()}
            yield Filled(*place, row=number, reviewer="", cells=cells, **told)


def _place(titles: Sequence[str], column: str) -> int | None:
    """Where a column stands, by its title in any language."""
    names = {say(f"column.review_{column}", language).casefold() for language in LANGUAGES}
    return next((place for place, title in enumerate(titles) if " ".join(title.split()).casefold() in names), None)


def _called(column: str, titles: Sequence[str], facts: Mapping[str, str]) -> str:
    """The title of a column that is missing, in the language of the workbook."""
    language = facts.get("language", "")
    if language not in LANGUAGES:
        others = ("code", "decision", "note")
        language = next(
            (one for one in LANGUAGES for other in others if say(f"column.review_{other}", one) in titles), LANGUAGES[0]
        )
    return say(f"column.review_{column}", language)


def _reviewer(sheets: Sequence[RawSheet]) -> str:
    """What stands beside the words that ask for the name of the reviewer."""
    asked = {say("review_book.reviewer", language) for language in LANGUAGES}
    for sheet in sheets:
        for _, row in _rows_of(sheet)[:_TITLE_ROWS]:
            for place, text in enumerate(row[:-1]):
                if text in asked:
                    return " ".join(row[place + 1].split())
    return ""
