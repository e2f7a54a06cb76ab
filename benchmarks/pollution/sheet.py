"""Sheet: a table as a text file, row by row, before and after it is polluted."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from benchmarks.pollution.tables import Row, Table
from benchmarks.synthetic.dice import Dice


@dataclass(frozen=True, slots=True)
class Style:
    """How a row is written.

    Attributes:
        delimiter: Between fields.
        quote: Around fields that need it.
        escape: Before a quote inside a quoted field; the quote itself doubles it, empty leaves it bare.
        always: Positions of columns that are always quoted.
    """

    delimiter: str = ","
    quote: str = '"'
    escape: str = '"'
    always: frozenset[int] = frozenset()

    def text(self, cells: Row) -> str:
        """The row as a line, without its end."""
        return self.delimiter.join(self._field(position, cell) for position, cell in enumerate(cells))

    def _field(self, position: int, cell: str) -> str:
        needs = any(mark in cell for mark in (self.delimiter, self.delimiter[0], self.quote, "\n", "\r"))
        if not (needs or position in self.always or (self.delimiter == " " and not cell)):
            return cell
        inside = cell.replace(self.quote, self.escape + self.quote)
        return f"{self.quote}{inside}{self.quote}"


@dataclass(slots=True)
class Sheet:
    """A file in the making, and what a reader should find in it.

    Attributes:
        lines: The text of each line, without its end.
        titles: Rows above the header.
        header: Rows of the header, as they are to be read.
        records: All rows below the header, in order, as they are to be read; footnotes and further tables too.
        style: How rows are written.
        end: Between lines.
        after: What follows the last line.
    """

    lines: list[str]
    header: list[Row]
    records: list[Row]
    style: Style
    titles: list[Row] = field(default_factory=list)
    end: str = "\r\n"
    after: str | None = None

    def data(self, encoding: str = "utf-8") -> bytes:
        """The file."""
        return (self.end.join(self.lines) + (self.end if self.after is None else self.after)).encode(encoding)

    def line_of(self, record: int) -> int:
        """The line a record stands in, while each row takes one line."""
        return len(self.titles) + len(self.header) + record


@dataclass(frozen=True, slots=True)
class Polluted:
    """A polluted file.

    Attributes:
        kind: The pollution.
        data: Bytes of the file.
        sheet: What should be found, and the style that a reader can be told.
    """

    kind: str
    data: bytes
    sheet: Sheet


Pollute = Callable[[Sheet, Dice], bytes | None]
"""Puts the pollution on a sheet; returns the file where `sheet.data()` would not be it."""


def write_sheet(table: Table, style: Style, *, headers: int = 1) -> Sheet:
    """A sheet of a table, not yet polluted."""
    header = [table.header] * headers
    records = list(table.records)
    return Sheet([style.text(row) for row in [*header, *records]], header, records, style)


def rewritten(sheet: Sheet, style: Style) -> None:
    """Write all rows of a sheet again, in another style."""
    sheet.style = replace(style, always=sheet.style.always)
    sheet.lines = [sheet.style.text(row) for row in [*sheet.titles, *sheet.header, *sheet.records]]
