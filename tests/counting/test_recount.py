"""Every figure of the report equals what plain SQL counts from the stored tables."""

import csv
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from benchmarks.synthetic.regency import Size, write_regency
from tests.counting.recount import Asked, Rows, recount
from umkm_cli import runs
from umkm_cli.config import Config, Target
from umkm_cli.report import Delivery
from umkm_cli.schema import COVERAGE

LISTS = Path(__file__).parents[2] / "sample_data" / "lists"
FIRST_DAY, DAY = date(2026, 7, 6), date(2026, 11, 16)
NOTHING_WRITTEN = Delivery(formats=())
TARGETS = (
    Target(count=520),
    Target(count=640, since=date(2026, 6, 1)),
    Target(count=9_000, since=date(2027, 1, 1)),
    Target(count=90, district="33.25.11"),
    Target(count=130, since=date(2026, 9, 1), district="33.25.11"),
)
OF_PAIRS = {"owners_corrected", "chapman_corrected", "neither"}
"""Estimates that take the pairs to work out."""


@dataclass(frozen=True)
class Office:
    """A workspace that a report was made of, what was asked, and what SQL counts in it."""

    workspace: Path
    counted: dict[str, Rows]

    def told(self, name: str) -> Rows:
        """The rows of a table of the report."""
        rows = pq.read_table(self.workspace / f"{name}.parquet").to_pylist()
        return [tuple(row.values()) for row in rows if row.get("figure") not in OF_PAIRS]

    def expected(self, name: str) -> Rows:
        if name != "coverage_estimate":
            return self.counted[name]
        told = [row[2:] for row in self.told(name)]  # the intervals are of pairs
        return [(*row, *interval) for row, interval in zip(self.counted[name], told, strict=True)]


def cover(lists: Path, workspace: Path, day: date, targets: tuple[Target, ...], earlier=None) -> dict[str, Rows]:
    """Ingest, match and report; what SQL then counts."""
    config = Config(basis=900, targets=targets)
    runs.ingest([lists], workspace=workspace, config=config)
    runs.dedupe(workspace=workspace, config=config)
    runs.report(workspace=workspace, config=config, made_on=day, delivery=NOTHING_WRITTEN)
    return recount(workspace, Asked(made_on=day, basis=900, targets=targets, earlier=earlier), COVERAGE)


def figures(counted: dict[str, Rows]) -> tuple[tuple[str, str, int], ...]:
    """What a later report compares with, out of an earlier recount: place, figure and count."""
    steps = [("33.25", str(row[0]), int(str(row[1]))) for row in counted["coverage_funnel"]]
    places = []
    for name, code in (("coverage_district", 0), ("coverage_village", 2)):
        at = COVERAGE[name].names.index("recorded")
        kept = (row for row in counted[name] if row[code] or row[0] is None)  # no line of a kecamatan without a desa
        places += [(str(row[code] or ""), "recorded", int(str(row[at]))) for row in kept]
    return tuple(dict.fromkeys([*steps, *places]))


@pytest.fixture(scope="module")
def sample(tmp_path_factory) -> Office:
    """The sample lists, without the late rows at first."""
    folder = tmp_path_factory.mktemp("sample")
    shutil.copytree(LISTS, folder / "lists")
    late = folder / "lists" / "Survei 2026" / "Susulan dan Ralat.xlsx"
    later = late.rename(folder / late.name)
    first = cover(folder / "lists", folder / "workspace", FIRST_DAY, TARGETS)
    later.rename(late)
    return Office(folder / "workspace", cover(folder / "lists", folder / "workspace", DAY, TARGETS, figures(first)))


@pytest.fixture(scope="module")
def regency(tmp_path_factory) -> Office:
    """A small regency without a report before."""
    folder = tmp_path_factory.mktemp("regency")
    write_regency(folder, 12, Size(owners=1_500, files=32, visits=900))
    return Office(folder / "workspace", cover(folder / "lists", folder / "workspace", DAY, (Target(count=60_000),)))


@pytest.fixture(params=["sample", "regency"])
def office(request) -> Office:
    return request.getfixturevalue(request.param)


@pytest.mark.slow
@pytest.mark.parametrize("name", COVERAGE)
def test_every_cell_of_the_report_is_what_sql_counts(office, name):
    told, expected = office.told(name), office.expected(name)
    assert len(told) == len(expected) > 0
    rows = zip(sorted(told, key=_key), sorted(expected, key=_key), strict=True)
    assert [cell for ours, theirs in rows for cell in _differences(name, ours, theirs)] == []


def _key(row: tuple[object, ...]) -> list[str]:
    return [repr(cell) for cell in row if not isinstance(cell, float)]


def _differences(name: str, ours: tuple[object, ...], theirs: tuple[object, ...]) -> list[str]:
    """Cells that do not agree: the row, the column, what the report says and what SQL counts."""
    cells = zip(COVERAGE[name].names, ours, theirs, strict=True)
    return [
        f"{ours[:3]} {column}: {said} is {counted}"
        for column, said, counted in cells
        if said != (pytest.approx(counted) if isinstance(counted, float) else counted)
    ]


def test_the_counts_are_near_what_the_world_was_made_of(regency):
    folder = regency.workspace.parent
    visited, listed = (_owners(folder / name) for name in ("visits.csv", "truth.csv"))
    funnel = {row[0]: row[1] for row in regency.told("coverage_funnel")}
    on_list = {owner for owner, file in listed if file.startswith("BPUM")}
    recorded = {owner for owner, _ in visited}
    assert funnel["recorded"] == pytest.approx(len(recorded), rel=0.015)
    assert funnel["owners"] == pytest.approx(len(on_list), rel=0.015)
    assert funnel["survey_only"] == pytest.approx(len(recorded - on_list), rel=0.15)


def _owners(path: Path) -> set[tuple[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return {(row["owner"], row["source_file"]) for row in csv.DictReader(file)}
