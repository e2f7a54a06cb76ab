"""marks: what a sheet holds besides its values, and how it gets into a `RawSheet`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from umkm_cli.schema import MergedRange, RawSheet


class ErrorCells(NamedTuple):
    """Cells, by rows and columns from 0, with an error instead of a value: `#N/A`."""

    rows: range
    columns: range
    code: str


@dataclass(slots=True)
class Marks:
    """What is found in a sheet; it may reach far beyond the cells that are filled.

    Attributes:
        errors: Error cells.
        hidden: Hidden rows, from 0.
        merged: Merged ranges of more than one row.
    """

    errors: list[ErrorCells] = field(default_factory=list)
    hidden: list[range] = field(default_factory=list)
    merged: list[MergedRange] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.errors or self.hidden or self.merged)


MarksBySheet = Mapping[str, Marks]
"""The marks of the sheets that have some, by name."""


def put_errors(rows: list[list[object]], errors: Sequence[ErrorCells]) -> None:
    """Write the codes of error cells over what the reader took them for."""
    for cells in errors:
        for row in rows[cells.rows.start : cells.rows.stop]:
            for column in range(cells.columns.start, min(cells.columns.stop, len(row))):
                row[column] = cells.code


def mark(sheet: RawSheet, marks: Marks) -> RawSheet:
    """The sheet with its marks, as far as they are about rows and columns it has."""
    if not marks.hidden and not marks.merged:
        return sheet
    height = sheet.rows.num_rows
    width = len(sheet.rows["cells"][0]) if height else 0
    hidden = (row + 1 for rows in marks.hidden for row in range(rows.start, min(rows.stop, height)))
    return replace(
        sheet,
        hidden_rows=frozenset(hidden),
        merged=tuple(
            span._replace(last_row=min(span.last_row, height - 1), last_column=min(span.last_column, width - 1))
            for span in marks.merged
            if span.first_row < min(span.last_row, height - 1) and span.first_column < width
        ),
    )
