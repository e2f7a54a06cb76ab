"""Workspaces that hold records alone, so that no run profits from the one before, and records by the million."""

import re
import shutil
from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from benchmarks.lists import ingested, measured_lists
from umkm_cli.files.workspace import Workspace
from umkm_cli.schema import REJECTS, SOURCES

_CODED = {"nik": "33{}", "no_kk": "33{}", "village_code": "33.{}", "district_code": "33.{}"}
"""Columns that begin with province and regency."""
_BATANG = 25


def fresh(records: pa.Table, folder: Path) -> Path:
    """A new workspace with these records; an old one goes."""
    shutil.rmtree(folder, ignore_errors=True)
    add(records, folder)
    return folder


def add(records: pa.Table, folder: Path) -> None:
    """Replace the records, as an `umkm ingest` of more files does, and keep all else."""
    workspace = Workspace.open(folder)
    with workspace.lock():
        workspace.publish(
            {"records": records, "rejects": REJECTS.empty(), "sources": SOURCES.empty()}, run=f"{records.num_rows} rows"
        )


def regencies(data: Path, seeds: Iterable[int]) -> pa.Table:
    """The records of several regencies that measure, each under a code of its own; the first keeps that of Batang.

    One regency with ten times the people would have ten namesakes where there is one: rows grow, density stays.
    """
    tables = []
    for place, seed in enumerate(seeds):
        records = pq.read_table(ingested(measured_lists(data, seed)) / "records.parquet").replace_schema_metadata()
        tables.append(moved(records, (_BATANG - 1 + place) % 29 + 1))
    return pa.concat_tables(tables).combine_chunks()


def moved(records: pa.Table, regency: int) -> pa.Table:
    """The same people in another regency of the province; those who come from elsewhere still do."""
    for name, code in _CODED.items():
        here = "^" + re.escape(code.format(_BATANG))
        codes = pc.replace_substring_regex(records[name], here, code.format(f"{regency:02d}"))
        records = records.set_column(records.column_names.index(name), name, codes)
    return records


def sample(records: pa.Table, rows: int) -> pa.Table:
    """So many of them, by their `record_id`, which is as good as by lot."""
    return records.sort_by("record_id").slice(0, rows)
