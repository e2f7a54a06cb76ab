"""A block's records as a table: every understood column named, all others kept by their titles."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from umkm_cli.cleaning.context import Context
from umkm_cli.cleaning.division import Block
from umkm_cli.cleaning.grid import Grid, Rows
from umkm_cli.cleaning.merging import DITTOED, WRITTEN_ONCE, fill_down, fill_merged, undo_ditto
from umkm_cli.cleaning.shared import with_shared
from umkm_cli.schema import FIELDS, RAW_RECORDS, TEXT_BY_TEXT


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a sheet's records come from: columns that are the same in all of them."""

    source_id: str
    source_file: str
    source_sheet: str
    list_name: str
    hidden_rows: frozenset[int] = frozenset()
    is_hidden: bool = False


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
    filled = fill_merged(grid, {at: field for field, at in by_field.items()}, block.records[0])
    raw = _raw_fields(filled, block, rows)
    raw |= _with_second_lines(raw, grid, block)
    raw |= with_shared(raw, block.columns, filled, rows)
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
        "context_proposer": _said(contexts, which, "proposer", pa.string()),
        "is_row_hidden": _is_hidden(grid, rows, origin),
        "is_sheet_hidden": pa.repeat(pa.scalar(origin.is_hidden), count),
        "is_nik_number": _is_number(grid, by_field.get("nik"), rows),
        "is_kk_number": _is_number(grid, by_field.get("no_kk"), rows),
        **{f"raw_{field}": values for field, values in raw.items()},
        "unmapped": _unmapped(filled, block, rows),
    }
    return RAW_RECORDS.conform(pa.table({name: columns[name] for name in RAW_RECORDS.names}))


def _raw_fields(grid: Grid, block: Block, rows: Rows) -> dict[str, pa.Array]:
    """The cells of every field, null for a blank one; those that stand for other rows, too, written into these."""
    by_field = block.columns.by_field
    raw = dict.fromkeys(FIELDS, pa.nulls(len(rows), pa.string())) | grid.texts_of(by_field, rows)
    if block.columns.ticks:
        raw["gender"] = _ticked(grid, block.columns.ticks, rows)
    for field in DITTOED:
        if field in by_field:
            raw[field] = undo_ditto(raw[field])
    for field in WRITTEN_ONCE:
        raw[field] = fill_down(raw[field])
    return raw


def _with_second_lines(raw: dict[str, pa.Array], grid: Grid, block: Block) -> dict[str, pa.Array]:
    """Columns in which a record goes on in the row beneath, both lines joined."""
    if not block.lines:
        return {}
    place = {row: at for at, row in enumerate(block.records)}
    joined: dict[str, list[str | None]] = {}
    fields = {at: field for field, at in block.columns.by_field.items()}
    for line, row in block.lines:
        for at, text in enumerate(grid.row(line)):
            if text and at in fields:
                column = joined.setdefault(fields[at], raw[fields[at]].to_pylist())
                column[place[row]] = " ".join(filter(None, (column[place[row]], text)))
    return {field: pa.array(column, pa.string()) for field, column in joined.items()}


def _ticked(grid: Grid, ticks: tuple[int, int], rows: Rows) -> pa.Array:
    """`L` or `P`, as the column is called in which a tick stands; null for none or both."""
    man, woman = (pa.array(grid.filled[rows, at]) for at in ticks)
    only_man, only_woman = pc.and_not(man, woman), pc.and_not(woman, man)
    return pc.if_else(only_man, "L", pc.if_else(only_woman, "P", pa.scalar(None, pa.string())))


def _is_hidden(grid: Grid, rows: Rows, origin: Origin) -> pa.Array:
    if not origin.hidden_rows:
        return pa.repeat(pa.scalar(value=False), len(rows))
    hidden = pa.array(sorted(origin.hidden_rows), pa.int32())
    return pc.is_in(grid.source_rows.take(pa.array(rows)), value_set=hidden)


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
    told = [getattr(context, field) or None for context in contexts]
    if len(told) == 1:
        return pa.repeat(pa.scalar(told[0], kind), len(which))
    return pa.array(told, kind).take(pa.array(which))


def _unmapped(grid: Grid, block: Block, rows: Rows) -> pa.Array:
    """For each record the filled cells of the columns nobody understood, by title."""
    left = [at for at, column in enumerate(block.columns.understood) if column.field is None]
    titles = _titles([block.columns.understood[at].header for at in left], [at + grid.left for at in left])
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
