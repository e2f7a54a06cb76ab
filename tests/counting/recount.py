"""Runs `recount.sql` on a workspace: DuckDB over its Parquet files."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from importlib import resources
from pathlib import Path

import duckdb

from umkm_cli.config import Target

SQL = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
STORED = ("records", "clusters", "owners", "sources", "rejects")
NUMBERED = ("records", "sources")
"""Tables whose order says which row is the first."""

Rows = list[tuple[object, ...]]


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The settings of a report, with kecamatan of targets as codes.

    Attributes:
        earlier: Place, figure and count of the report before; None without one.
    """

    made_on: date
    basis: int
    targets: tuple[Target, ...]
    data_year: int = 2021
    earlier: tuple[tuple[str, str, int], ...] | None = None


def recount(workspace: Path, asked: Asked, tables: Iterable[str]) -> dict[str, Rows]:
    """Rows of each of `tables`, counted anew."""
    with duckdb.connect() as base:
        base.execute("set enable_progress_bar = false")
        for name in STORED:
            numbered = ", file_row_number = true" if name in NUMBERED else ""
            base.execute(f"create view {name} as from read_parquet('{workspace / name}.parquet'{numbered})")
        _settings(base, asked)
        base.execute(SQL)
        return {name: base.execute(f"from {name}").fetchall() for name in tables}


def _settings(base: duckdb.DuckDBPyConnection, asked: Asked) -> None:
    for name in ("made_on", "basis", "data_year"):
        base.execute(f"set variable {name} = $value", {"value": getattr(asked, name)})
    base.execute("set variable has_earlier = $value", {"value": asked.earlier is not None})
    places = resources.files("umkm_cli.knowledge") / "data" / "regions_3325.csv"
    base.execute(f"create table places as from read_csv('{places}', comment = '#', all_varchar = true)")
    base.execute("create table targets (count integer, since date, district_code varchar)")
    for target in asked.targets:
        base.execute("insert into targets values (?, ?, ?)", [target.count, target.since, target.district])
    base.execute("create table earlier (place_code varchar, figure varchar, count integer)")
    for row in asked.earlier or ():
        base.execute("insert into earlier values (?, ?, ?)", list(row))
