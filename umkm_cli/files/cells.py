"""cells: rows of values as `RAW_ROWS`: text that hides nothing, and whether it was a number."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import chain
from math import isfinite
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from umkm_cli.errors import UnreadableFileError
from umkm_cli.schema import RAW_ROWS

MAX_CELLS = 40_000_000
"""Cells of one sheet, blank ones included, that are taken: a full column height of 38 columns."""

MAX_ROWS = 1_048_576
"""Rows of an Excel sheet."""

_EXPONENT_NUMERAL = r"^\s*[+-]?[0-9]+(?:[.,][0-9]+)?[eE]\+?[0-9]+\s*$"
"""What is left of a long number in a text file that Excel has saved: `3,32511E+15`."""


def guard_extent(rows: int, width: int, *, source_file: str) -> None:
    """Refuse a sheet that only a slip of the mouse or an attacker makes so large.

    Raises:
        UnreadableFileError: With reason `too_large`.
    """
    if rows * width > MAX_CELLS or rows > MAX_ROWS:
        raise UnreadableFileError(file=source_file, reason="too_large")


def rows_of_values(rows: Sequence[Sequence[Any]]) -> pa.Table:
    """`RAW_ROWS` of typed values, as a workbook gives them; rows equally wide, the first is row 1."""
    values = list(chain.from_iterable(rows))
    kinds = list(map(type, values))
    texts = [value if kind is str else _TEXT_OF[kind](value) for kind, value in zip(kinds, values, strict=True)]
    is_number = pa.array(np.frombuffer(bytes(map(_NUMBERS.__contains__, kinds)), np.bool_))
    return raw_rows(texts, is_number, width=len(rows[0]) if rows else 0)


def rows_of_texts(rows: Sequence[Sequence[str]], *, source_file: str) -> pa.Table:
    """`RAW_ROWS` of the fields of a text file; rows of any width. Only a numeral with an exponent was a number."""
    width = max(map(len, rows), default=0)
    guard_extent(len(rows), width, source_file=source_file)
    padding = [""] * width
    texts = [text for row in rows for text in (row if len(row) == width else [*row, *padding[len(row) :]])]
    return raw_rows(texts, None, width=width)


def raw_rows(texts: list[str], is_number: pa.Array | None, *, width: int) -> pa.Table:
    """`RAW_ROWS` of cells in reading order.

    A cell of white space only becomes empty; blank columns at the right and blank rows at the end are cut.

    Args:
        texts: `width` texts for each row.
        is_number: For each text; None leaves it to the look of the text.
        width: Columns, blank ones included.
    """
    if width == 0 or not texts:
        return RAW_ROWS.empty()
    cells = pa.array(texts, pa.string())
    if is_number is None:
        is_number = pc.match_substring_regex(cells, _EXPONENT_NUMERAL)
    is_blank = pc.utf8_is_space(cells)
    if is_blank.true_count:
        cells = pc.if_else(is_blank, "", cells)
    filled = (np.diff(np.frombuffer(cells.buffers()[1], np.int32)) > 0).reshape(-1, width)
    height, kept = _last(filled.any(axis=1)), _last(filled.any(axis=0))
    if kept < width:
        inside = pa.array(np.arange(width * height).reshape(height, width)[:, :kept].ravel())
        cells, is_number = cells.take(inside), is_number.take(inside)
    offsets = pa.array(np.arange(height + 1) * kept, pa.int32())
    numbers = pa.array(np.arange(1, height + 1), pa.int32())
    lists = (pa.ListArray.from_arrays(offsets, column[: height * kept]) for column in (cells, is_number))
    return pa.table([numbers, *lists], schema=RAW_ROWS.schema)


def number_text(value: float) -> str:
    """A number as digits: no exponent, and no decimals when it is whole.

    >>> number_text(3325110505809001.0), number_text(1.5), number_text(1e-07)
    ('3325110505809001', '1.5', '0.0000001')
    """
    if value.is_integer():
        return str(int(value))
    return format(Decimal(repr(value)), "f") if isfinite(value) else ""


def numeral_text(numeral: str) -> str:
    """A stored numeral, perhaps with an exponent, as digits; text that is no numeral as it is.

    >>> numeral_text("3.325110505809001E15"), numeral_text("0812"), numeral_text("x")
    ('3325110505809001', '0812', 'x')
    """
    try:
        number = Decimal(numeral)
    except ArithmeticError:
        return numeral
    if "e" not in numeral.lower() or not number.is_finite() or abs(number.adjusted()) > 400:
        return numeral
    return str(int(number)) if number == number.to_integral_value() else format(number, "f")


def _last(filled: Any) -> int:  # noqa: ANN401 - a numpy array of booleans
    """One more than the position of the last true value."""
    found = np.flatnonzero(filled)
    return int(found[-1]) + 1 if found.size else 0


def _moment_text(moment: datetime) -> str:
    return moment.date().isoformat() if moment.time() == time() else moment.isoformat(" ", "seconds")


def _duration_text(span: timedelta) -> str:
    seconds = round(span.total_seconds())
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


_NUMBERS = frozenset({int, float})
_TEXT_OF: dict[type, Callable[[Any], str]] = {
    float: number_text,
    int: str,
    bool: lambda value: "TRUE" if value else "FALSE",
    date: date.isoformat,
    datetime: _moment_text,
    time: lambda value: value.isoformat("seconds"),
    timedelta: _duration_text,
}
"""How each type of value is written."""
