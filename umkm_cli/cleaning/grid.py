"""The cells of a sheet as a grid that can be asked for rows and columns without walking over cells."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from umkm_cli.cleaning.fixed import Texts
from umkm_cli.schema import MergedRange
from umkm_cli.shapes import ColumnMap

Rows = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

_BETWEEN = "\x1f"
"""The control character between two cells: no cell holds it after reading."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet, all rows equally wide.

    Attributes:
        width: Number of columns.
        texts: Trimmed text of each cell, row after row; `height * width` entries, empty for a blank one.
        numbers: For each cell: was it stored as a number?
        filled: For each cell: is there anything in it? Shape (height, width).
        source_rows: Row number of each row as Excel shows it.
        cells: The cells of each row exactly as found, for the rejects.
        merged: Merged ranges, in rows and columns of this grid.
        left: Columns of the sheet before its first one.
        column_map: What the analyst says of columns; every header met is held against it.
    """

    width: int
    texts: pa.StringArray
    numbers: pa.BooleanArray
    filled: Mask
    source_rows: pa.Array
    cells: pa.ListArray
    merged: tuple[MergedRange, ...] = ()
    left: int = 0
    column_map: ColumnMap = field(default_factory=dict)

    @property
    def height(self) -> int:
        """Number of rows, blank ones included."""
        return len(self.filled)

    def with_texts(self, texts: pa.StringArray) -> "Grid":
        """The same grid with other texts."""
        return replace(self, texts=texts)

    def rewritten(self, rows: Sequence[Sequence[str]], numbers: Mask) -> "Grid":
        """The same rows with other cells, all equally wide; merged ranges are about cells that are gone.

        Args:
            rows: The text of each cell.
            numbers: For each cell: was it stored as a number? Shape (height, width).
        """
        width = numbers.shape[1]
        return replace(
            self,
            width=width,
            texts=pa.array([text for row in rows for text in row], pa.string()),
            numbers=pa.array(numbers.ravel()),
            filled=np.array([[bool(text) for text in row] for row in rows], bool).reshape(len(rows), width),
            merged=(),
        )

    def columns(self, start: int, stop: int) -> "Grid":
        """A part of the grid: its columns from `start` up to `stop`."""
        width = stop - start
        every = np.arange(self.height * self.width).reshape(self.height, self.width)
        taken = pa.array(every[:, start:stop].ravel())
        edges = pa.array(np.arange(self.height + 1) * width, pa.int32())
        return replace(
            self,
            width=width,
            texts=self.texts.take(taken),
            numbers=self.numbers.take(taken),
            filled=self.filled[:, start:stop],
            cells=pa.ListArray.from_arrays(edges, self.cells.flatten().take(taken)),
            merged=tuple(
                span._replace(first_column=span.first_column - start, last_column=span.last_column - start)
                for span in self.merged
                if start <= span.first_column < stop
            ),
            left=self.left + start,
        )

    def row(self, row: int) -> list[str]:
        """The texts of one row, as wide as the grid."""
        texts: list[str] = self.texts.slice(row * self.width, self.width).to_pylist()
        return texts

    def column(self, position: int, rows: Rows) -> pa.StringArray:
        """The texts of one column in these rows, in that order."""
        return self.texts.take(pa.array(rows * self.width + position))

    def texts_of(self, columns: Mapping[str, int], rows: Rows) -> dict[str, pa.StringArray]:
        """The texts of several columns in these rows, null for a blank cell; gathered in one go."""
        positions = np.array(list(columns.values()), np.int64)
        cells = rows * self.width + positions[:, None]
        is_blank = ~self.filled.ravel()[cells]
        texts = self.texts.take(pa.array(cells.ravel(), mask=is_blank.ravel()))
        return {name: texts.slice(at * len(rows), len(rows)) for at, name in enumerate(columns)}

    def is_number(self, position: int, rows: Rows) -> pa.BooleanArray:
        """Whether the cells of one column were stored as numbers in these rows."""
        return self.numbers.take(pa.array(rows * self.width + position))

    def filled_rows(self, start: int = 0, stop: int | None = None) -> Rows:
        """The rows from `start` up to `stop` in which anything stands."""
        return np.flatnonzero(self.filled[start:stop].any(axis=1)) + start

    def joined(self, rows: Rows) -> list[bytes]:
        """Each of these rows in UTF-8, its cells parted by a control character; blank ones at the end are left out."""
        if not self.width:
            return [b""] * len(rows)
        edges = pa.array(np.arange(0, len(self.texts) + 1, self.width, dtype=np.int32))
        _, offsets, data = pc.binary_join(pa.ListArray.from_arrays(edges, self.texts), _BETWEEN).buffers()
        bounds, whole, between = np.frombuffer(offsets, np.int32), data.to_pybytes(), _BETWEEN.encode()
        spans = zip(bounds[rows].tolist(), bounds[rows + 1].tolist(), strict=True)
        return [whole[start:stop].rstrip(between) for start, stop in spans]


def lay_out(rows: pa.Table, merged: Sequence[MergedRange] = ()) -> Grid:
    """The grid of a sheet (`RAW_ROWS`) and its merged ranges."""
    cells = _whole(rows.column("cells"))
    numbers = _whole(rows.column("is_number"))
    width = _even_width(cells, numbers)
    if width is None:
        cells, numbers, width = _padded(cells, numbers)
    texts = pc.utf8_trim_whitespace(cells.flatten().fill_null(""))
    source_rows = _whole(rows.column("source_row"))
    return Grid(
        width=width,
        texts=texts,
        numbers=pc.fill_null(numbers.flatten(), fill_value=False),
        filled=(Texts.of(texts).lengths > 0).reshape(len(cells), width),
        source_rows=source_rows,
        cells=cells,
        merged=_placed(merged, source_rows),
    )


def _placed(merged: Sequence[MergedRange], source_rows: pa.Array) -> tuple[MergedRange, ...]:
    """Ranges in rows of the grid: a reader may have left out blank rows at the top."""
    top = source_rows[0].as_py() - 1 if len(source_rows) else 0
    last = len(source_rows) - 1
    return tuple(
        span._replace(first_row=span.first_row - top, last_row=min(span.last_row - top, last))
        for span in merged
        if top <= span.first_row <= last + top
    )


def _whole(column: pa.ChunkedArray) -> pa.Array:
    return column.combine_chunks() if column.num_chunks != 1 else column.chunk(0)


def _even_width(cells: pa.ListArray, numbers: pa.ListArray) -> int | None:
    """The width all rows share in both columns, or None when they do not."""
    if cells.null_count or numbers.null_count:
        return None
    spans = (np.diff(column.offsets.to_numpy()) for column in (cells, numbers))
    widths = {int(width) for span in spans for width in np.unique(span)} or {0}
    return widths.pop() if len(widths) == 1 else None


def _padded(cells: pa.ListArray, numbers: pa.ListArray) -> tuple[pa.ListArray, pa.ListArray, int]:
    """Rows brought to one width: a reader promises that, a hand-made table may not."""
    texts = [row or [] for row in cells.to_pylist()]
    flags = [row or [] for row in numbers.to_pylist()]
    width = max(map(len, texts), default=0)
    return (
        pa.array([row + [""] * (width - len(row)) for row in texts], pa.list_(pa.string())),
        pa.array([(row + [False] * width)[:width] for row in flags], pa.list_(pa.bool_())),
        width,
    )
