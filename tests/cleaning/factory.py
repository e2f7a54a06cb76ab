"""Sheets by hand: rows of texts in, `RawSheet` out. People are invented, serials are 9000 to 9999."""

import pyarrow as pa

from umkm_cli.knowledge.regions import load_regions
from umkm_cli.schema import FIELDS, RAW_RECORDS, RAW_ROWS, RawSheet

BATANG = load_regions("33.25")

SITI = "3325096503809001"
SLAMET = "3325091203759002"
BUDI = "3325090101709003"
AMINAH = "3325094507829004"


TOLD = ("is_nik_number", "is_kk_number", "is_row_hidden", "is_sheet_hidden")


def make_sheet(rows, *, file="lists/bpum.xlsx", sheet="Sheet1", numbers=(), hidden=False, hidden_rows=(), merged=()):
    """A sheet of these rows, brought to one width; `numbers` are (row, column) pairs stored as numbers."""
    width = max(map(len, rows), default=0)
    table = pa.table(
        {
            "source_row": pa.array(range(1, len(rows) + 1), pa.int32()),
            "cells": pa.array([[*row, *[""] * (width - len(row))] for row in rows], pa.list_(pa.string())),
            "is_number": pa.array(
                [[(y, x) in numbers for x in range(width)] for y in range(len(rows))], pa.list_(pa.bool_())
            ),
        }
    )
    return RawSheet(file, sheet, "xlsx", hidden, RAW_ROWS.conform(table), frozenset(hidden_rows), tuple(merged))


def make_raw(*rows, **common):
    """Raw records of these rows; a row gives `raw_` fields by their bare names (`nik`), other columns by their own."""
    filled = []
    for at, row in enumerate(rows, 1):
        base = {"record_id": f"{at:016x}", "list": "bpum", "source_id": "s1", "source_file": "a.xlsx", "source_row": at}
        named = {f"raw_{key}" if key in FIELDS else key: value for key, value in (common | row).items()}
        filled.append(base | {"source_sheet": "", **dict.fromkeys(TOLD, False)} | named)
    return RAW_RECORDS.from_rows(filled)
