"""The tables of the report as data: Parquet and CSV, with `datapackage.json` (Frictionless) that says what they are.

For Power BI, QGIS, DuckDB and statisticians. Who opens files by double click has the workbook. So the CSV is plain:
UTF-8 without a mark in front (a tool that takes the encoding by its word would read the mark as part of the first
column's name), comma, decimal point, ISO days, nothing for null. A text that a spreadsheet would run as a formula
gets an apostrophe in front; in Parquet nothing is run, and texts stand as they are.
"""

import hashlib
import json
from collections.abc import Collection, Iterator
from datetime import UTC, datetime, time
from io import BytesIO

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet as pq

from umkm_cli import __version__
from umkm_cli.findings.coverage import Coverage
from umkm_cli.messages import has, safe, say
from umkm_cli.schema import COVERAGE, Column, Table

DATA_FORMATS = ("csv", "parquet")

FOLDER = "report-data"
_DESCRIPTOR = f"{FOLDER}/datapackage.json"

_MEDIA_TYPES = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet"}
_FORMULA = r"^[\s\"']*[=+\-@\t\r|%]"
"""Beginnings of a text that some spreadsheet takes for a formula."""

_KEYS: dict[str, tuple[str, ...]] = {
    "coverage_funnel": ("step",),
    "coverage_district": ("district_code",),
    "coverage_village": ("district_code", "village_code"),
    "coverage_product": ("product",),
    "coverage_product_district": ("district_code", "product"),
    "coverage_sector_district": ("district_code", "sector"),
    "coverage_people": ("gender", "age_band"),
    "coverage_size": ("size", "rule"),
    "coverage_status": ("production_status",),
    "coverage_wave": ("month",),
    "coverage_progress": ("day",),
    "coverage_quality": ("source_file", "source_sheet"),
    "coverage_quality_district": ("district_code",),
    "coverage_duplicate": ("district_code", "kind"),
    "coverage_estimate": ("figure",),
    "coverage_doubt": ("doubt",),
}
"""What a row of each table stands for; one of its columns is null in the row of what is not known."""

_CODES = {
    "step": "funnel",
    "product": "product",
    "sector": "sector",
    "gender": "gender",
    "size": "size",
    "rule": "rule",
    "kind": "duplicate",
    "figure": "estimate",
    "production_status": "status",
}
"""Columns of codes, and the section of messages that names them."""


def package(coverage: Coverage, language: str, formats: Collection[str] = DATA_FORMATS) -> dict[str, bytes]:
    """All tables as files below `report-data`; the same coverage gives the same bytes.

    Args:
        coverage: What was counted.
        language: Of titles and names of codes; what columns mean is told in English.
        formats: Of `DATA_FORMATS`.
    """
    files = {_DESCRIPTOR: b""}  # the file to be named first
    resources = []
    for name, table in coverage.tables.items():
        clean = _cleaned(table)
        for kind in (kind for kind in DATA_FORMATS if kind in formats):
            path = f"{name}.{kind}"
            content = _csv(clean) if kind == "csv" else _parquet(clean, COVERAGE[name])
            files[f"{FOLDER}/{path}"] = content
            resources.append(_resource(COVERAGE[name], clean, path, content, language))
    told = json.dumps(_descriptor(coverage, resources, language), ensure_ascii=False, indent=2)
    files[_DESCRIPTOR] = f"{told}\n".encode()
    return files


def _cleaned(table: pa.Table) -> pa.Table:
    """Texts without control characters, long numbers masked: a file may be named after somebody's NIK."""
    for at, field in enumerate(table.schema):
        if pa.types.is_string(field.type):
            texts = [None if text is None else safe(text) for text in table[field.name].to_pylist()]
            table = table.set_column(at, field, pa.array(texts, pa.string()))
    return table


def _csv(table: pa.Table) -> bytes:
    for at, field in enumerate(table.schema):
        if pa.types.is_string(field.type):
            is_risky = pc.match_substring_regex(table[field.name], _FORMULA)
            guarded = pc.binary_join_element_wise("'", table[field.name], "")
            table = table.set_column(at, field, pc.if_else(is_risky, guarded, table[field.name]))
    sink = BytesIO()
    pyarrow.csv.write_csv(table, sink, pyarrow.csv.WriteOptions(quoting_style="needed"))
    return sink.getvalue()


def _parquet(table: pa.Table, told: Table) -> bytes:
    """With the meaning of each column beside it."""
    fields = [
        field.with_metadata({"description": column.meaning})
        for field, column in zip(table.schema, told.columns, strict=True)
    ]
    sink = BytesIO()
    described = table.cast(pa.schema(fields, metadata={"description": told.meaning, "umkm": __version__}))
    pq.write_table(described, sink, compression="zstd")
    return sink.getvalue()


def _descriptor(coverage: Coverage, resources: list[dict[str, object]], language: str) -> dict[str, object]:
    """What the package is, who made it and of what day it is."""
    created = datetime.combine(coverage.made_on, time(), tzinfo=UTC)
    days = {"basis_date": coverage.basis_date, "target_date": coverage.target_date, "compared_with": coverage.before}
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": f"umkm-{coverage.region_code.replace('.', '-')}-{coverage.made_on.isoformat()}",
        "title": say("report.title", language, region=coverage.region),
        "description": say("package.public" if coverage.is_public else "package.description", language),
        "created": created.isoformat().replace("+00:00", "Z"),
        "version": coverage.made_on.isoformat(),
        "sources": [{"title": say(f"package.source_{source}", language)} for source in ("lists", "regions")],
        "umkm": {
            "version": __version__,
            "region_code": coverage.region_code,
            "basis": coverage.basis,
            "target": coverage.target,
            "is_public": coverage.is_public,
            **{name: day.isoformat() for name, day in days.items() if day is not None},
        },
        "resources": resources,
    }


def _resource(told: Table, table: pa.Table, path: str, content: bytes, language: str) -> dict[str, object]:
    """A file: where it is, what is in it, and how to read it."""
    kind = path.rpartition(".")[2]
    common: dict[str, object] = {
        "name": told.name if kind == "csv" else f"{told.name}_{kind}",
        "type": "table",
        "path": path,
        "title": told.name.removeprefix("coverage_"),
        "description": told.meaning,
        "format": kind,
        "mediatype": _MEDIA_TYPES[kind],
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
    }
    if kind == "csv":
        common |= {"encoding": "utf-8", "dialect": {"delimiter": ",", "quoteChar": '"', "doubleQuote": True}}
    return {**common, "schema": _schema(told, table, language)}


def _schema(told: Table, table: pa.Table, language: str) -> dict[str, object]:
    keys = [[*_KEYS[told.name]]]
    fields = [_field(column, table, language) for column in told.columns]
    return {"fields": fields, "missingValues": [""], "uniqueKeys": keys}


def _field(column: Column, table: pa.Table, language: str) -> dict[str, object]:
    """A column: its type, its title in the language, its meaning, and the names of its codes."""
    codes = list(_categories(column, table, language))
    return {
        "name": column.name,
        "type": _type_of(column.type),
        "title": say(f"column.{column.name}", language),
        "description": column.meaning,
        **({"categories": codes} if codes else {}),
    }


def _type_of(kind: pa.DataType) -> str:
    if pa.types.is_integer(kind):
        return "integer"
    if pa.types.is_floating(kind):
        return "number"
    return "date" if pa.types.is_date(kind) else "string"


def _categories(column: Column, table: pa.Table, language: str) -> Iterator[dict[str, object]]:
    """The codes that occur, with their names."""
    if column.name in _CODES:
        for code in pc.unique(table[column.name]).drop_null().to_pylist():
            key = f"{_CODES[column.name]}.{code}"
            yield {"value": code, "label": say(key, language) if has(key) else str(code)}
