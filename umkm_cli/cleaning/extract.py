"""A block's records as a table: every understood column named, all others kept by their titles."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from umkm_cli.cleaning.blocks import Block
from umkm_cli.cleaning.context import Context
from umkm_cli.cleaning.grid import Grid, Rows
from umkm_cli.schema import FIELDS, RAW_RECORDS, TEXT_BY_TEXT

FILLED_DOWN = ("village", "district", "hamlet")
"""Fields that offices write once per group and leave blank, or merge, beneath."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a sheet's records come from: columns that are the same in all of them."""

    source_id: str
    source_file: str
    source_sheet: str
    list_name: str


def extract(grid: Grid, block: Block, *, ids: list[str], origin: Origin, context: Context) -> pa.Table:
    """The records of a block (`RAW_RECORDS`), in the order of the sheet.

    Args:
        grid: The sheet.
        block: Its rows and columns.
        ids: `record_id` of each record.
        origin: What all records have in common.
        context: What the sheet says about all of them; rows that name a place count more for the rows below.
    """
    rows = np.array(block.records, np.int64)
    count = len(rows)
    by_field = block.columns.by_field
    nullable = grid.with_texts(pc.if_else(pc.equal(grid.texts, ""), None, grid.texts))
    raw = {field: _raw(nullable, by_field.get(field), rows) for field in FIELDS}
    for field in FILLED_DOWN:
        raw[field] = fill_down(raw[field])
    contexts = _contexts(block, context)
    which = np.searchsorted(np.array([row for row, _ in block.marks], np.int64), rows)
    for field in ("hamlet", "rt_rw"):
        if any(getattr(said, field) for said in contexts):
            raw[field] = pc.coalesce(raw[field], _said(contexts, which, field, pa.string()))
    columns = {
        "record_id": pa.array(ids, pa.string()),
        "list": _same(origin.list_name, count),
        "source_id": _same(origin.source_id, count),
        "source_file": _same(origin.source_file, count),
        "source_sheet": _same(origin.source_sheet, count),
        "source_row": grid.source_rows.take(pa.array(rows)),
        "context_village": _said(contexts, which, "village", pa.string()),
        "context_district": _said(contexts, which, "district", pa.string()),
        "context_year": _said(contexts, which, "year", pa.int16()),
        "context_stage": _said(contexts, which, "stage", pa.int16()),
        "is_nik_number": _is_number(grid, by_field.get("nik"), rows),
        "is_kk_number": _is_number(grid, by_field.get("no_kk"), rows),
        **{f"raw_{field}": values for field, values in raw.items()},
        "unmapped": _unmapped(grid, block, rows),
    }
    return RAW_RECORDS.conform(pa.table({name: columns[name] for name in RAW_RECORDS.names}))


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


def _raw(grid: Grid, position: int | None, rows: Rows) -> pa.Array:
    if position is None:
        return pa.nulls(len(rows), pa.string())
    return grid.column(position, rows)


def _is_number(grid: Grid, position: int | None, rows: Rows) -> pa.Array:
    if position is None:
        return pa.repeat(pa.scalar(value=False), len(rows))
    return grid.is_number(position, rows)


def _same(text: str, count: int) -> pa.Array:
    return pa.repeat(pa.scalar(text, pa.string()), count)


def _contexts(block: Block, context: Context) -> list[Context]:
    """The context above the first mark, and below each; a mark counts more than the sheet."""
    return [context, *(said.over(context) for _, said in block.marks)]


def _said(contexts: list[Context], which: Rows, field: str, kind: pa.DataType) -> pa.Array:
    """One field of the context of each record; `which` is the number of marks above it."""
    return pa.array([getattr(context, field) or None for context in contexts], kind).take(pa.array(which))


def _unmapped(grid: Grid, block: Block, rows: Rows) -> pa.Array:
    """For each record the filled cells of the columns nobody understood, by title."""
    left = [at for at, column in enumerate(block.columns.understood) if column.field is None]
    titles = _titles([block.columns.understood[at].header for at in left], left)
    filled = grid.filled[rows][:, left]
    offsets = np.concatenate([[0], np.cumsum(filled.sum(axis=1))])
    row, column = np.nonzero(filled)
    positions = np.array(left, np.int64)
    cells = (
        grid.texts.take(pa.array(rows[row] * grid.width + positions[column])) if len(row) else pa.array([], pa.string())
    )
    keys = pa.array(titles, pa.string()).take(pa.array(column))
    return pa.MapArray.from_arrays(pa.array(offsets, pa.int32()), keys, cells, type=TEXT_BY_TEXT)


def _titles(headers: list[str], positions: list[int]) -> list[str]:
    """Titles of columns, each once: a blank one is called after its letter, a repeated one has it added."""
    titles = []
    for header, position in zip(headers, positions, strict=True):
        letter = column_letter(position)
        title = header or letter
        titles.append(f"{title} [{letter}]" if title in titles else title)
    return titles


def column_letter(position: int) -> str:
    """The letter Excel gives to a column counted from 0.

    >>> column_letter(0), column_letter(27)
    ('A', 'AB')
    """
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
