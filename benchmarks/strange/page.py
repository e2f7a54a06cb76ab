"""Pages: a grid that is written cell by cell, and what can be known of the owners on it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from benchmarks.strange.columns import WRITE, Told, Write
from benchmarks.synthetic.dice import Dice
from benchmarks.synthetic.people import Person

Cell = str | int | float | date | datetime | None
Columns = Sequence[tuple[str, str]]
"""Title of each column, and how it is written: a key of `columns.WRITE`, or `number` and its kin."""
NOTHING: Mapping[str, str] = {}
FIELDS = ("village_code", "rt", "rw", "nik", "phone", "gender", "birth_date")
_NUMBERS = {"number": "{}", "number.dot": "{}.", "number.bracket": "{})"}
_ADULT, _OLD = 17, 100


@dataclass(slots=True)
class Page:
    """One sheet.

    Attributes:
        cells: By row from 1 and column from 0.
        merges: First row, first column, last row, last column.
        answers: Row of each owner, and what can be known of it.
        row: The last row written.
        writers: The ways to write a column.
        year: Year of the list.
    """

    name: str = "Sheet1"
    year: int = 2020
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    answers: list[tuple[int, Told]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    is_hidden: bool = False
    row: int = 0
    writers: Mapping[str, Write] = field(default_factory=lambda: WRITE)

    def put(self, row: int, column: int, cell: Cell) -> None:
        """Write a cell."""
        if cell is not None:
            self.cells[row, column] = cell
        self.row = max(self.row, row)

    def line(self, *cells: Cell, left: int = 0) -> int:
        """Write the next row; its number."""
        self.row += 1
        for column, cell in enumerate(cells, start=left):
            self.put(self.row, column, cell)
        return self.row

    def title(self, text: str, width: int = 6, left: int = 0) -> None:
        """A line merged over `width` columns."""
        row = self.line(text, left=left)
        self.merges.append((row, left, row, left + width - 1))

    def header(self, columns: Columns, left: int = 0) -> int:
        """The titles of the columns in the next row."""
        return self.line(*(title for title, _ in columns), left=left)

    def owner(
        self,
        columns: Columns,
        person: Person,
        number: int,
        dice: Dice,
        told: Mapping[str, str] = NOTHING,
        left: int = 0,
    ) -> int:
        """An owner in the next row."""
        self.row += 1
        self.owner_at(self.row, left, columns, (person, number), dice, told)
        return self.row

    def owner_at(
        self, row: int, left: int, columns: Columns, who: tuple[Person, int], dice: Dice, told: Mapping[str, str]
    ) -> None:
        """An owner in any row, from column `left` on; `told` stands around it, the cells of the row count more."""
        person, number = who
        known: Told = dict(told)
        for place, (_, how) in enumerate(columns, start=left):
            if how in _NUMBERS:
                self.put(row, place, number if how == "number" else _NUMBERS[how].format(number))
                continue
            cell, says = self.writers[how](person, dice)
            self.put(row, place, cell)
            known |= says
        self.knows(row, known)

    def knows(self, row: int, told: Told) -> None:
        """There is an owner in that row, of whom so much can be known; the NIK tells what no cell of its own tells."""
        born, sex = _read_nik(told.get("nik", ""), self.year)
        self.answers.append((row, {"gender": sex, "birth_date": born} | told))

    def owners(self, columns: Columns, people: Iterable[Person], dice: Dice, told: Mapping[str, str] = NOTHING) -> None:
        """A row for each, numbered from 1."""
        for number, person in enumerate(people, start=1):
            self.owner(columns, person, number, dice, told)

    def grid(self) -> list[list[Cell]]:
        """All rows, of one width."""
        width = max(column for _, column in self.cells) + 1
        return [[self.cells.get((row, column)) for column in range(width)] for row in range(1, self.row + 1)]


@dataclass(slots=True)
class Book:
    """One file.

    Attributes:
        kind: Key of `files.WRITERS`.
        inside: The files in an archive.
    """

    path: str
    kind: str
    pages: list[Page] = field(default_factory=list)
    inside: list["Book"] = field(default_factory=list)


def _read_nik(nik: str, list_year: int) -> tuple[str, str]:
    """Birth date and sex in whole digits of a grown-up's NIK."""
    if len(nik) != 16 or not nik[6:12].isdecimal():
        return "", ""
    day, month = int(nik[6:8]), int(nik[8:10])
    years = [century + int(nik[10:12]) for century in (1900, 2000)]
    year = next((year for year in years if _ADULT <= list_year - year <= _OLD), 0)
    try:
        return date(year, month, day % 40).isoformat(), "P" if day > 40 else "L"
    except ValueError:
        return "", ""
