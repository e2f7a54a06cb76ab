"""Cells that stand for more rows than their own: merged ones, ditto marks, values written once per group."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from itertools import pairwise

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from umkm_cli.cleaning.grid import Grid

OF_ONE_PERSON = frozenset({"nik", "name", "phone", "gender", "birth_place", "birth_date", "nib"})
"""Fields whose merged cells belong to the first row alone; one KK may well hold for a whole family."""

WRITTEN_ONCE = ("village", "district", "hamlet")
"""Fields that offices write once per group and leave blank beneath."""

DITTOED = ("village", "district", "hamlet", "rt", "rw", "rt_rw", "address", "business_address", "business", "product")
"""Fields in which a mark stands for the cell above."""

_MARKS = (
    '"',
    "''",
    "“",
    "”",
    "„",
    "〃",
    ",,",
    "``",
    "´´",
    "//",
    "sda",
    "s.d.a",
    "s d a",
    "s/d/a",
    "idem",
    "ditto",
)
_WORN = ("{}", "{}.", "- {} -", "-{}-", "({})", "..{}..", "--{}--")
_DITTO = sorted(
    {worn.format(shape) for mark in _MARKS for worn in _WORN for shape in (mark, mark.upper(), mark.title())}
)


@cache
def _ditto() -> pa.Array:
    return pa.array(_DITTO)


def fill_merged(grid: Grid, fields: Mapping[int, str], first: int) -> Grid:
    """The grid with the values of cells merged over several rows written into each.

    Args:
        grid: The sheet.
        fields: What each understood column holds, by its position; the others are filled, too.
        first: First row of records; what is merged above it is a title or a header.
    """
    spans = [
        span
        for span in grid.merged
        if span.first_row >= first and span.last_row > span.first_row and span.first_column < grid.width
        if fields.get(span.first_column) not in OF_ONE_PERSON
    ]
    if not spans:
        return grid
    source = np.arange(len(grid.texts)).reshape(grid.height, grid.width)
    for span in spans:
        below = slice(span.first_row + 1, span.last_row + 1), span.first_column
        source[below] = np.where(grid.filled[below], source[below], source[span.first_row, span.first_column])
    taken = source.ravel()
    return replace(
        grid, texts=grid.texts.take(pa.array(taken)), filled=grid.filled.ravel()[taken].reshape(grid.filled.shape)
    )


def undo_ditto(column: pa.Array) -> pa.Array:
    """The column with every ditto mark replaced by what stands above it.

    >>> undo_ditto(pa.array(["Adinuso", "sda", None, '"'])).to_pylist()
    ['Adinuso', 'Adinuso', None, 'Adinuso']
    """
    is_ditto = pc.is_in(column, value_set=_ditto())
    if not is_ditto.true_count:
        return column
    return pc.if_else(is_ditto, pc.fill_null_forward(pc.if_else(is_ditto, None, column)), column)


def fill_down(column: pa.Array) -> pa.Array:
    """The column with its blanks filled from above, if it is written once per group, else as it is.

    Once per group means: the first row has a value, most rows have none, and no value follows on itself.
    """
    filled = len(column) - column.null_count
    if not filled or not column.null_count or not column[0].is_valid or filled > 0.5 * len(column):
        return column
    texts = column.to_pylist()
    if any(text is not None and text == above for above, text in pairwise(texts)):
        return column
    return pc.fill_null_forward(column)
