"""`umkm report --compare`: against an earlier report of the workspace, or another workspace."""

import json
from datetime import date, timedelta
from io import BytesIO

import openpyxl
import pytest

from tests.conftest import BPUM, SITI_AGAIN, SURVEY, write_list
from umkm_cli import runs
from umkm_cli.config import Config
from umkm_cli.counting.changes.snapshot import KEPT
from umkm_cli.files.workspace import Workspace
from umkm_cli.report import Delivery
from umkm_cli.snapshots import days_of, keep

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)
RINI = ("3325114505859003", "RINI WULANDARI", "Dk. Krajan RT 01 RW 02", "Subah", "081234567899", "Batik")


def make(umkm, lists, day):
    assert umkm("ingest", lists).status == 0
    assert umkm("dedupe").status == 0
    runs.report(workspace=lists.parent / "umkm-data", config=Config(), delivery=Delivery(formats=()), made_on=day)


@pytest.fixture
def changed(umkm, lists):
    """A workspace with a report of Monday; on Tuesday a row is gone and a file and a visit have come."""
    make(umkm, lists, MONDAY)
    write_list(lists / "new.csv", BPUM, RINI, title="DATA BPUM DESA SUBAH KECAMATAN SUBAH TAHUN 2021")
    visit = (RINI[0], RINI[1], "Subah", "Subah", "2021-05-07", "Aktif", "batik")
    write_list(lists / "survey 2.csv", SURVEY, visit)
    make(umkm, lists, TUESDAY)
    return lists


def figures(told):
    return {row["figure"]: (row["before"], row["now"]) for row in json.loads(told.out)["compared_figure"]}


@pytest.mark.usefixtures("changed")
def test_a_day_is_the_report_of_that_day_or_the_one_before(umkm):
    told = umkm("report", "--compare", "2026-11-23", "--json")
    assert told.status == 0
    assert figures(told)["owners"] == (2, 3)
    assert figures(told)["recorded"] == (1, 2)
    assert json.loads(told.out)["before"] == "2026-11-23"
    assert json.loads(umkm("report", "--compare", "31/12/2026", "--json").out)["before"] == "2026-11-24"


@pytest.mark.usefixtures("changed")
def test_the_screen_says_what_changed_and_why(umkm):
    told = umkm("report", "--compare", "2026-11-23", env={"COLUMNS": "80"})
    assert "What changed in Kabupaten Batang since the report of 23 November 2026" in told.out
    assert "New owners: by a new file or sheet" in told.out
    assert "new.csv" in told.out
    assert max(map(len, told.out.splitlines())) <= 80
    assert "report-changes.xlsx" in told.err
    assert RINI[0] not in told.out


@pytest.mark.usefixtures("changed")
def test_nothing_is_said_where_nothing_changed(umkm):
    told = umkm("report", "--compare", "2026-11-24")
    assert "Nothing: the same rows, the same owners" in told.out


@pytest.mark.usefixtures("changed")
def test_the_workbook_has_all_of_it(umkm, tmp_path):
    for language in ("en", "id"):
        assert umkm("report", "--compare", "2026-11-23", "--output", "out", "--lang", language).status == 0
    book = openpyxl.load_workbook(BytesIO((tmp_path / "out" / "report-changes.xlsx").read_bytes()))
    assert book.sheetnames == ["Angka", "Sebab", "Kecamatan", "Berkas"]
    figures = [[cell.value for cell in line] for line in book["Angka"].iter_rows(min_row=3)]
    assert figures[0] == ["Angka", "Sebelum", "Kini", "Perubahan"]
    assert ["Pemilik terdata", 1, 2, 1] in figures


def test_another_workspace(umkm, changed):
    (changed / "new.csv").unlink()
    assert umkm("ingest", changed, "-w", "old").status == 0
    assert "its owners have not been found yet" in umkm("report", "--compare", "old").err
    assert umkm("dedupe", "-w", "old").status == 0
    told = umkm("report", "--compare", "old", "--json")
    assert figures(told)["owners"] == (3, 3)
    assert figures(told)["baseline_owners"] == (2, 3)
    assert json.loads(told.out)["workspace"] == "old"
    assert "against the workspace old" in umkm("report", "--compare", "old").out


@pytest.mark.usefixtures("changed")
@pytest.mark.parametrize(
    ("asked", "reason", "remedy"),
    [
        ("yesterday", "neither a folder nor a day", "name a day as 2026-11-20"),
        ("2020-01-01", "from that day or before; the first are of 2026-11-23", "name one of these days"),
        ("lists", "no workspace in this folder", "umkm.json"),
        ("umkm-data", "the workspace itself", "name a day instead"),
    ],
)
def test_what_cannot_be_compared_is_one_clear_line(asked, reason, remedy, umkm):
    told = umkm("report", "--compare", asked)
    assert told.status == 2
    assert reason in told.err
    assert remedy in told.err
    assert told.out == ""


@pytest.mark.usefixtures("changed")
def test_a_workspace_of_another_version_or_broken(umkm, tmp_path):
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "umkm.json").write_text('{"format": 1, "tables": {}}')
    assert "written in another format (format 1" in umkm("report", "--compare", "old").err
    (tmp_path / "old" / "umkm.json").write_text("{")
    assert "the workspace is damaged" in umkm("report", "--compare", "old").err


def test_owners_of_another_regency(umkm, changed, tmp_path):
    assert umkm("ingest", changed, "-w", "old").status == 0
    assert umkm("dedupe", "-w", "old").status == 0
    space = Workspace.open(tmp_path / "old")
    owners = space.read("owners").to_pylist()
    moved = [owner | {"village_code": "33.26.01.2001", "district_code": "33.26.01"} for owner in owners]
    with space.lock():
        table = space.read("owners")
        space.publish({"owners": type(table).from_pylist(moved, schema=table.schema)}, run="x")
    told = umkm("report", "--compare", "old")
    assert told.status == 2
    assert "do not live in Kabupaten Batang" in told.err


def test_before_the_first_report_there_is_nothing_to_compare_with(umkm, lists):
    assert "umkm ingest" in umkm("report", "--compare", "2026-11-23").err
    umkm("ingest", lists)
    umkm("dedupe")
    told = umkm("report", "--compare", "2026-11-23")
    assert told.status == 2
    assert "no report is kept yet" in told.err
    assert "umkm report" in told.err


def test_the_last_days_are_kept_and_a_day_with_the_same_owners_is_not_kept_twice(umkm, lists, tmp_path, monkeypatch):
    umkm("ingest", lists)
    umkm("dedupe")
    space = Workspace.open(tmp_path / "umkm-data")
    runs_of_owners = iter(range(100))
    honest = Workspace.run_of
    with space.lock():
        keep(space, MONDAY, {})
        keep(space, TUESDAY, {})
        assert days_of(space) == [MONDAY]
        monkeypatch.setattr(
            Workspace,
            "run_of",
            lambda self, name: f"{next(runs_of_owners)}" if name == "owners" else honest(self, name),
        )
        for number in range(KEPT + 5):
            keep(space, TUESDAY + timedelta(days=number), {})
        keep(space, TUESDAY + timedelta(days=KEPT + 4), {})
    days = days_of(Workspace.open(tmp_path / "umkm-data"))
    assert len(days) == KEPT
    assert days[-1] == TUESDAY + timedelta(days=KEPT + 4)
    assert len(list((tmp_path / "umkm-data").glob("report_snapshot_*.parquet"))) == KEPT


def test_a_new_ingest_leaves_what_earlier_reports_were_counted_from(umkm, changed, tmp_path):
    assert days_of(Workspace.open(tmp_path / "umkm-data")) == [MONDAY, TUESDAY]
    write_list(changed / "more.csv", BPUM, SITI_AGAIN)
    umkm("ingest", changed)
    assert days_of(Workspace.open(tmp_path / "umkm-data")) == [MONDAY, TUESDAY]
