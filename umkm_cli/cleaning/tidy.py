"""tidy: one sheet as found -> rows that stand for a person, and all other rows with the reason."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, islice, repeat

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from umkm_cli.cleaning.blocks import divide
from umkm_cli.cleaning.context import NOTHING, Context
from umkm_cli.cleaning.division import Division
from umkm_cli.cleaning.extract import Origin, extract
from umkm_cli.cleaning.grid import Grid, lay_out
from umkm_cli.cleaning.keys import content_key, record_ids
from umkm_cli.cleaning.purpose import BPUM, decide_list
from umkm_cli.cleaning.sheet_context import sheet_context
from umkm_cli.cleaning.unglued import unglued
from umkm_cli.knowledge.addresses import read_address
from umkm_cli.knowledge.regions import Regions
from umkm_cli.knowledge.text import fold
from umkm_cli.schema import RAW_RECORDS, REJECTS, RawSheet
from umkm_cli.shapes import NO_MAP, ColumnMap

ADDRESSES = 60
"""Addresses of a table that are looked at for villages."""

TITLES = 12
"""Title rows read for place, year and stage; the first of a kind counts."""


@dataclass(frozen=True, slots=True)
class TidySheet:
    """One sheet, its structure understood.

    Attributes:
        raw_records: `RAW_RECORDS`.
        rejects: `REJECTS`; with the records these are all non-blank rows, each once.
        source: The sheet's row of `SOURCES`, without root, sha256 and duplicate_of.
    """

    raw_records: pa.Table
    rejects: pa.Table
    source: dict[str, object]


def tidy(
    sheet: RawSheet,
    *,
    source_id: str,
    list_name: str | None,
    regions: Regions,
    column_map: ColumnMap = NO_MAP,
) -> TidySheet:
    """Read the structure of a sheet: where its tables are, what their columns hold, which rows are records.

    Args:
        sheet: The sheet as found.
        source_id: What records and rejects are to be joined to.
        list_name: `bpum` or `survey`; None lets columns and titles decide.
        regions: Places by which titles and names are understood.
        column_map: What the analyst says of columns.
    """
    whole = replace(unglued(lay_out(sheet.rows, sheet.merged)), column_map=column_map)
    divisions = divide(whole, regions)
    titles = _titles(divisions)
    context = _context(titles, divisions, sheet, regions)
    texts = (*titles, sheet.source_sheet, sheet.source_file)
    fields = [field for division in divisions for block in division.blocks for field in block.columns.by_field]
    chosen = list_name or decide_list(fields, texts)
    origin = Origin(
        source_id, sheet.source_file, sheet.source_sheet, chosen, sheet.hidden_rows, is_hidden=sheet.is_hidden
    )
    seen: Counter[bytes] = Counter()
    contexts = [context] if len(divisions) == 1 else _contexts(divisions, sheet, regions)
    records = pa.concat_tables(map(_records, divisions, repeat(origin), contexts, repeat(seen)))
    rejects = pa.concat_tables(_rejects(division.grid, division.others, origin) for division in divisions)
    is_bare = "not_visited" in pc.unique(rejects["reason"]).to_pylist() or not rejects.num_rows
    status = "read" if records.num_rows else "empty" if is_bare else "no_table"
    source = _source(sheet, whole, origin, status) | {
        "rows": records.num_rows + rejects.num_rows,
        "list": chosen if records.num_rows else list_name,
        "records": records.num_rows,
        "rejects": rejects.num_rows,
        **_understanding(divisions),
        **_told(context),
    }
    return TidySheet(records, rejects, source)


def reject_all(sheet: RawSheet, *, source_id: str, reason: str) -> TidySheet:
    """Send every filled row of a sheet to the rejects, for a list that was sent twice.

    Args:
        sheet: The sheet as found.
        source_id: What the rejects are to be joined to.
        reason: Message key under `reason.`, which also is the sheet's status.
    """
    grid = lay_out(sheet.rows)
    origin = Origin(source_id, sheet.source_file, sheet.source_sheet, BPUM)
    others = dict.fromkeys(grid.filled_rows().tolist(), ("rejected", reason))
    rejects = _rejects(grid, others, origin)
    source = _source(sheet, grid, origin, reason) | {
        "list": None,
        "records": 0,
        "rejects": rejects.num_rows,
        **_understanding([]),
        **_told(NOTHING),
    }
    return TidySheet(RAW_RECORDS.empty(), rejects, source)


def rejects_of(sheet: RawSheet, *, source_id: str, source_rows: Sequence[int], reason: str) -> pa.Table:
    """Some rows of a sheet as `REJECTS`, by their numbers as Excel shows them."""
    grid = lay_out(sheet.rows)
    places = {row: at for at, row in enumerate(grid.source_rows.to_pylist())}
    taken = pa.array([places[row] for row in source_rows], pa.int64())
    whole = _rejects(
        grid,
        dict.fromkeys(range(grid.height), ("rejected", reason)),
        Origin(source_id, sheet.source_file, sheet.source_sheet, BPUM),
    )
    return whole.take(taken)


def _context(titles: list[str], divisions: list[Division], sheet: RawSheet, regions: Regions) -> Context:
    """What is said of all rows; those who signed are asked last, and not in a list of several villages."""
    told = partial(sheet_context, titles, sheet=sheet.source_sheet, file=sheet.source_file, regions=regions)
    context = told()
    if context.village:
        return context
    signatures = [
        _text(division.grid, row)
        for division in divisions
        for row, (_, reason) in division.others.items()
        if reason == "signature"
    ]
    signed = told(signatures=signatures)
    return context if signed == context or len(_villages(divisions)) > 1 else signed


def _villages(divisions: list[Division]) -> set[str]:
    """The names in the columns of desa, or some of those in the addresses of a table that has none."""
    found: set[str] = set()
    for division in divisions:
        for block in division.blocks:
            fields, rows = block.columns.by_field, np.array(block.records, np.int64)
            if "village" in fields:
                found |= {fold(text) for text in pc.unique(division.grid.column(fields["village"], rows)).to_pylist()}
            elif "address" in fields:
                texts = division.grid.column(fields["address"], rows[:: len(rows) // ADDRESSES + 1]).to_pylist()
                found |= {fold(village) for text in texts if (village := read_address(text).village)}
    return found - {""}


def _contexts(divisions: list[Division], sheet: RawSheet, regions: Regions) -> list[Context]:
    """The context of each list on a sheet: the titles over it count most, then those over the lists beside it."""
    titles = [_titles([division]) for division in divisions]
    return [
        _context([*own, *chain(*titles[:at], *titles[at + 1 :])], divisions, sheet, regions)
        for at, own in enumerate(titles)
    ]


def _titles(divisions: list[Division]) -> list[str]:
    """The first titles of a sheet, from top to bottom; those further down are said of the rows below them only."""
    found = [
        (row, _text(division.grid, row))
        for division in divisions
        for row, (_, reason) in division.others.items()
        if reason == "title" and row < _first_record(division)
    ]
    return [text for _, text in sorted(found)[:TITLES]]


def _first_record(division: Division) -> int:
    return min((block.records[0] for block in division.blocks if block.records), default=division.grid.height)


def _text(grid: Grid, row: int) -> str:
    """A row as one text; a merged title that a reader repeated stands once."""
    return " ".join(dict.fromkeys(cell for cell in grid.row(row) if cell))


def _records(division: Division, origin: Origin, context: Context, seen: Counter[bytes]) -> pa.Table:
    """The records of all tables below each other; ids are given over all of a sheet, so that equal rows differ."""
    grid, blocks = division.grid, division.blocks
    rows = np.array([row for block in blocks for row in block.records], np.int64)
    ids = iter(record_ids(grid, rows, source_file=origin.source_file, source_sheet=origin.source_sheet, seen=seen))
    tables = [
        extract(grid, block, ids=list(islice(ids, len(block.records))), origin=origin, context=context)
        for block in blocks
        if block.records
    ]
    return pa.concat_tables(tables) if tables else RAW_RECORDS.empty()


def _rejects(grid: Grid, others: dict[int, tuple[str, str]], origin: Origin) -> pa.Table:
    rows = sorted(others)
    taken = pa.array(np.array(rows, np.int64))
    count = len(rows)
    columns = {
        "source_id": pa.repeat(pa.scalar(origin.source_id, pa.string()), count),
        "source_file": pa.repeat(pa.scalar(origin.source_file, pa.string()), count),
        "source_sheet": pa.repeat(pa.scalar(origin.source_sheet, pa.string()), count),
        "source_row": grid.source_rows.take(taken),
        "kind": pa.array([others[row][0] for row in rows], pa.string()),
        "reason": pa.array([others[row][1] for row in rows], pa.string()),
        "cells": grid.cells.take(taken),
    }
    return REJECTS.conform(pa.table(columns))


def _source(sheet: RawSheet, grid: Grid, origin: Origin, status: str) -> dict[str, object]:
    return {
        "source_id": origin.source_id,
        "source_file": sheet.source_file,
        "source_sheet": sheet.source_sheet,
        "format": sheet.format,
        "content_key": content_key(grid),
        "status": status,
        "reason": None,
        "is_hidden": sheet.is_hidden,
        "rows": len(grid.filled_rows()),
    }


def _understanding(divisions: list[Division]) -> dict[str, object]:
    """Header row of the sheet's first table, and the columns of all of its tables."""
    tables = [(division.grid, block) for division in divisions for block in division.blocks if block.records]
    if not tables:
        return {"header_row": None, "columns": []}
    columns = [
        {
            "table": number,
            "position": at,
            "header": column.header,
            "field": column.field,
            "confidence": column.confidence,
            "how": "unused" if column.is_known and column.how == "none" else column.how,
        }
        for number, (grid, block) in enumerate(tables, 1)
        for at, column in enumerate(block.columns.understood, grid.left + 1)
    ]
    grid, first = tables[0][0], tables[0][1].first_row
    return {"header_row": None if first is None else grid.source_rows[first].as_py(), "columns": columns}


def _told(context: Context) -> dict[str, object]:
    return {
        "context_village": context.village,
        "context_district": context.district,
        "context_year": context.year,
        "context_stage": context.stage,
        "context_proposer": context.proposer,
    }
