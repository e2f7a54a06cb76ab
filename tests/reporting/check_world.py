"""A few invented lists for `umkm check`: sheets with their columns, and rows given by what is odd about them."""

from typing import Any

import pyarrow as pa

from umkm_cli.schema import RECORDS, REJECTS, SOURCES

NIK, NIK_SHOWN = "3325110505809001", "332511******9001"
COLUMNS = ("number", "nik", "name", "address", "village", "phone", "business")
GOOD = {
    "list": "bpum",
    "nik": NIK,
    "nik_status": "ok",
    "name": "Slamet Riyadi",
    "birth_date": None,
    "gender": "L",
    "rt": 1,
    "rw": 2,
    "village_code": "33.25.09.2009",
    "village": "Subah",
    "district_code": "33.25.09",
    "district": "Subah",
    "phone": "+6281290001234",
    "product": "batik",
    "raw_nik": NIK,
    "raw_name": "SLAMET RIYADI",
    "raw_village": "Subah",
    "raw_phone": "081290001234",
    "flags": [],
}


def row(source: str = "a", number: int = 5, *flags: str, **facts: Any) -> dict[str, Any]:
    """A sound record, with these flags and other values."""
    place = {
        "record_id": f"{source}{number}",
        "source_id": source,
        "source_file": f"{source}.xlsx",
        "source_row": number,
    }
    return GOOD | place | {"source_sheet": "Sheet1", "flags": sorted(flags)} | facts


def sheet(source: str = "a", *, fields: tuple[str, ...] = COLUMNS, **facts: Any) -> dict[str, Any]:
    """A sheet whose columns stand in the order of `fields`, titled by them in capitals."""
    columns = [
        {"position": at, "header": name.upper(), "field": name, "confidence": 1.0, "how": "synonym"}
        for at, name in enumerate(fields, 1)
    ]
    plain = {"source_id": source, "root": "/lists", "source_file": f"{source}.xlsx", "source_sheet": "Sheet1"}
    return plain | {"status": "read", "rows": 0, "records": 0, "rejects": 0, "columns": columns} | facts


def reject(source: str, number: int, reason: str, *cells: str, kind: str = "rejected") -> dict[str, Any]:
    place = {"source_id": source, "source_file": f"{source}.xlsx", "source_sheet": "Sheet1", "source_row": number}
    return place | {"kind": kind, "reason": reason, "cells": list(cells)}


def stored(
    rows: list[dict[str, Any]], sheets: list[dict[str, Any]], rejects: list[dict[str, Any]] | None = None
) -> dict[str, pa.Table]:
    """The three tables that `check` reads."""
    return {
        "records": RECORDS.from_rows(rows),
        "rejects": REJECTS.from_rows(rejects or []),
        "sources": SOURCES.from_rows(sheets),
    }
