"""grid: cells set one by one at their place, for formats whose cells say how far they reach."""

from dataclasses import dataclass, field

import pyarrow as pa

from umkm_cli.files.cells import guard_extent, raw_rows
from umkm_cli.schema import MergedRange


@dataclass(slots=True)
class Grid:
    """A sheet that is filled from the top left; a cell skips places that a span from above covers.

    Attributes:
        source_file: Named in the error when the sheet grows out of all bounds.
        row: The row being filled, from 0; -1 before the first.
        column: The column the next cell goes to, unless it is covered.
        merged: The spans of more than one row.
    """

    source_file: str
    row: int = -1
    column: int = 0
    merged: list[MergedRange] = field(default_factory=list)
    _cells: dict[tuple[int, int], tuple[str, bool]] = field(default_factory=dict)
    _covered_until: dict[int, int] = field(default_factory=dict)
    _width: int = 0
    _ended: int = 0

    def next_row(self, number: int | None = None) -> None:
        """Go to the next row, or to row `number` (from 0)."""
        self.row = self.row + 1 if number is None else number
        self.column = 0

    def put(self, text: str, *, is_number: bool, columns: int = 1, rows: int = 1) -> None:
        """Set the next cell; it reaches over `columns` and `rows`, of which all but the first stay blank.

        Raises:
            UnreadableFileError: With reason `too_large`.
        """
        while self._covered_until.get(self.column, -1) >= self.row:
            self.column += 1
        if text:
            self._cells[self.row, self.column] = (text, is_number)
            self._width = max(self._width, self.column + 1)
        if rows > 1:
            guard_extent(self.row + 1, self.column + columns, source_file=self.source_file)
            self.merged.append(MergedRange(self.row, self.column, self.row + rows - 1, self.column + columns - 1))
            self._covered_until.update(dict.fromkeys(range(self.column, self.column + columns), self.row + rows - 1))
        self.column += columns

    def end_spans(self) -> None:
        """Let no span reach further down: its table is over."""
        self._covered_until.clear()
        for place in range(self._ended, len(self.merged)):
            span = self.merged[place]
            self.merged[place] = span._replace(last_row=min(span.last_row, self.row))
        self._ended = len(self.merged)

    def raw_rows(self) -> pa.Table:
        """`RAW_ROWS` of what was set.

        Raises:
            UnreadableFileError: With reason `too_large`.
        """
        height = max((row for row, _ in self._cells), default=-1) + 1
        guard_extent(height, self._width, source_file=self.source_file)
        texts, is_number = [""] * (height * self._width), [False] * (height * self._width)
        for (row, column), (text, number) in self._cells.items():
            texts[row * self._width + column] = text
            is_number[row * self._width + column] = number
        return raw_rows(texts, pa.array(is_number, pa.bool_()), width=self._width)
