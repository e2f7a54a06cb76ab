"""Texts as a matrix of bytes: what a regular expression would ask cell by cell, asked of a whole column."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Rows = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
Chars = npt.NDArray[np.uint8]
Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Texts:
    """A column of texts as its bytes in UTF-8.

    Attributes:
        data: Bytes of all texts.
        starts: For each row where its text begins.
        lengths: For each row how many bytes it has; -1 for a null.
    """

    data: Chars
    starts: Rows
    lengths: Rows

    @classmethod
    def of(cls, column: pa.StringArray) -> "Texts":
        """Look at a column without copying it."""
        _, offsets, data = column.buffers()
        bounds = np.frombuffer(offsets, np.int32)[column.offset : column.offset + len(column) + 1].astype(np.int64)
        lengths = np.diff(bounds)
        if column.null_count:
            lengths[np.asarray(pc.is_null(column))] = -1
        return cls(np.frombuffer(data or b"", np.uint8), bounds[:-1], lengths)

    def matrix(self, rows: Rows, length: int, *, skip: Rows | int = 0) -> Chars:
        """`length` bytes of these rows from `skip` on: shape (rows, length). Behind a shorter text stands anything.

        Laid out column by column, as everything is asked column by column.
        """
        starts = self.starts[rows] + skip
        columns = np.zeros((length, len(rows)), np.uint8)
        for at, column in enumerate(columns if len(rows) else ()):
            self.data.take(starts + at, mode="clip", out=column)
        return columns.T


def pick(chars: Chars, wanted: Mask) -> Chars:
    """Some rows of a matrix, which stays laid out column by column."""
    return chars.T.compress(wanted, axis=1).T


def is_digit(chars: Chars) -> Mask:
    """Which bytes are one of the digits 0 to 9."""
    return np.asarray(chars - np.uint8(ord("0")) <= 9, bool)


def is_digits(chars: Chars) -> Mask:
    """The rows of a matrix that hold nothing but digits."""
    return np.asarray(is_digit(chars).all(axis=1), bool)


def number(chars: Chars) -> Numbers:
    """The number that each row of digits stands for."""
    total = np.zeros(len(chars), np.int64)
    for column in chars.T:
        total = total * 10 + (column - np.uint8(ord("0")))
    return total


def days(year: Numbers, month: Numbers, day: Numbers) -> tuple[npt.NDArray[np.int32], Mask]:
    """Days since 1970 (`date32`) of the Gregorian calendar, and which of them are in it."""
    is_month = (month >= 1) & (month <= 12)
    first = ((year - 1970) * 12 + np.where(is_month, month, 1) - 1).astype("M8[M]")
    made = first.astype("M8[D]") + (day - 1)
    return made.astype(np.int64).astype(np.int32), is_month & (day >= 1) & (made.astype("M8[M]") == first)


def texts_of(chars: Chars, lengths: Rows) -> pa.StringArray:
    """A column of the first `lengths` bytes of each row of a matrix, which are ASCII."""
    offsets = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32)
    data = chars[np.arange(chars.shape[1]) < lengths[:, None]]
    return pa.StringArray.from_buffers(len(lengths), pa.py_buffer(offsets), pa.py_buffer(data))


def spread(values: pa.Array, rows: Rows, count: int) -> pa.Array:
    """A column of `count` rows with `values` in these rows and null in all others."""
    if len(rows) == count:
        return values
    places = np.full(count, -1, np.int64)
    places[rows] = np.arange(len(rows))
    return values.take(pa.array(places, mask=places < 0))
