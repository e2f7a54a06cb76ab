"""Systems: readers of delimited text, each as a function from a file's bytes to rows of texts.

Each is asked as a careful user would ask it without looking into the file: everything as text, no row taken for a
header, rows of other widths allowed. Those called `told` know the dialect, the width and the titles of each file, as
in the results published; no reader of this project is told anything.
"""

import csv
import tempfile
import warnings
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.util import find_spec
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

from benchmarks.pollution.sheet import Sheet
from umkm_cli.files.delimited import read_delimited

Rows = Sequence[Sequence[str]]
Reader = Callable[[bytes, Sheet], Rows]


def umkm(data: bytes, _sheet: Sheet) -> Rows:
    """The reader of this project."""
    (found,) = read_delimited(data, format="text", source_file="x.csv", max_bytes=1 << 30)
    rows: list[list[str]] = found.rows.column("cells").to_pylist()
    return rows


def python_csv(data: bytes, _sheet: Sheet) -> Rows:
    """The csv module with its Sniffer."""
    text = data.decode("utf-8-sig")
    try:
        dialect: Any = csv.Sniffer().sniff(text[:16_384])
    except csv.Error:
        dialect = csv.excel
    return list(csv.reader(StringIO(text, newline=""), dialect))


def pandas_default(data: bytes, _sheet: Sheet) -> Rows:
    """`pandas.read_csv`."""
    return _pandas(data)


def pandas_sniffed(data: bytes, _sheet: Sheet) -> Rows:
    """`pandas.read_csv(sep=None)`, which asks the Sniffer."""
    return _pandas(data, sep=None, engine="python")


def _pandas(data: bytes, **options: object) -> Rows:
    pandas = import_module("pandas")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it says so when a row is too wide
        frame = pandas.read_csv(BytesIO(data), header=None, dtype=str, keep_default_na=False, **options)
    return _texts(frame.to_numpy().tolist())


def python_csv_told(data: bytes, sheet: Sheet) -> Rows:
    """The csv module, told the dialect."""
    style = sheet.style
    text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    reader = csv.reader(
        StringIO(text, newline=""),
        delimiter=style.delimiter[0],
        quotechar=style.quote,
        doublequote=style.escape == style.quote,
        escapechar=style.escape if style.escape not in ("", style.quote) else None,
        skipinitialspace=style.delimiter == ", ",
    )
    return list(reader)[len(sheet.titles) :]


def pandas_told(data: bytes, sheet: Sheet) -> Rows:
    """`pandas.read_csv`, told the dialect and the width; it leaves out rows that are too wide."""
    style = sheet.style
    width = _width(sheet)
    return _pandas(
        data,
        sep=style.delimiter[0],
        quotechar=style.quote,
        doublequote=style.escape == style.quote,
        escapechar=style.escape if style.escape not in ("", style.quote) else None,
        skipinitialspace=style.delimiter == ", ",
        skiprows=len(sheet.titles),
        names=list(range(width)),
        index_col=False,
        on_bad_lines="skip",
    )


def polars_csv(data: bytes, _sheet: Sheet) -> Rows:
    """`polars.read_csv`."""
    return _polars(data)


def polars_told(data: bytes, sheet: Sheet) -> Rows:
    """`polars.read_csv`, told the delimiter, the quote and the width."""
    style = sheet.style
    schema = {f"c{position}": import_module("polars").String for position in range(_width(sheet))}
    return _polars(
        data, separator=style.delimiter[0], quote_char=style.quote, skip_rows=len(sheet.titles), schema=schema
    )


def _polars(data: bytes, **options: object) -> Rows:
    polars = import_module("polars")
    frame = polars.read_csv(
        BytesIO(data),
        has_header=False,
        infer_schema=False,
        truncate_ragged_lines=True,
        encoding="utf8-lossy",
        **options,
    )
    return _texts(frame.rows())


def _width(sheet: Sheet) -> int:
    return max((len(row) for row in sheet.header or sheet.records), default=1)


def pyarrow_csv(data: bytes, _sheet: Sheet) -> Rows:
    """`pyarrow.csv.read_csv`."""
    arrow = import_module("pyarrow.csv")
    options = arrow.ReadOptions(autogenerate_column_names=True)
    table = arrow.read_csv(BytesIO(data), read_options=options)
    columns = [[None if value is None else str(value) for value in column.to_pylist()] for column in table.columns]
    return _texts(list(zip(*columns, strict=True)))


def clevercsv(data: bytes, _sheet: Sheet) -> Rows:
    """CleverCSV."""
    clever = import_module("clevercsv")
    text = data.decode("utf-8-sig")
    dialect = clever.Sniffer().sniff(text, verbose=False)
    return list(clever.reader(StringIO(text, newline=""), dialect or "excel"))


def duckdb(data: bytes, _sheet: Sheet) -> Rows:
    """DuckDB, which looks at the file itself."""
    return _duckdb(data)


def duckdb_told(data: bytes, sheet: Sheet) -> Rows:
    """DuckDB, told the dialect and the width."""
    style = sheet.style
    columns = {f"c{position}": "VARCHAR" for position in range(_width(sheet))}
    return _duckdb(
        data, auto_detect=False, delimiter=style.delimiter, quotechar=style.quote, escapechar=style.escape,
        columns=columns, skiprows=len(sheet.titles),
    )  # fmt: skip


def _duckdb(data: bytes, **options: object) -> Rows:
    duck = import_module("duckdb")
    with tempfile.TemporaryDirectory() as folder, duck.connect() as connection:
        path = Path(folder) / "x.csv"
        path.write_bytes(data)
        found = connection.read_csv(
            str(path),
            header=False,
            parallel=False,
            all_varchar=True,
            ignore_errors=True,
            null_padding=True,
            strict_mode=False,
            **options,
        )
        return _texts(found.fetchall())


def _texts(rows: Sequence[Sequence[str | None]]) -> Rows:
    return [["" if cell is None else str(cell) for cell in row] for row in rows]


_SYSTEMS: dict[str, tuple[str, Reader]] = {
    "umkm": ("umkm_cli", umkm),
    "python csv": ("csv", python_csv),
    "python csv, told": ("csv", python_csv_told),
    "pandas": ("pandas", pandas_default),
    "pandas, told": ("pandas", pandas_told),
    "pandas sep=None": ("pandas", pandas_sniffed),
    "polars": ("polars", polars_csv),
    "polars, told": ("polars", polars_told),
    "pyarrow": ("pyarrow", pyarrow_csv),
    "clevercsv": ("clevercsv", clevercsv),
    "duckdb": ("duckdb", duckdb),
    "duckdb, told": ("duckdb", duckdb_told),
}
"""Each system, and the package it needs."""


def installed() -> dict[str, Reader]:
    """The systems that are here."""
    return {name: reader for name, (package, reader) in _SYSTEMS.items() if find_spec(package)}


def missing() -> list[str]:
    """The systems that are not."""
    return [name for name, (package, _) in _SYSTEMS.items() if not find_spec(package)]
