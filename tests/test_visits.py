"""`umkm report` with data and work lists: what lies where, and what is never overwritten."""

import json
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from umkm_cli import runs
from umkm_cli.config import Config
from umkm_cli.errors import CannotWriteError
from umkm_cli.visits import Handout

DAY = date(2026, 11, 24)


@pytest.fixture
def office(umkm, lists):
    umkm("ingest", lists)
    umkm("dedupe")
    return umkm


def written(**handout: object):
    return runs.write_worklists(workspace=Path("umkm-data"), config=Config(), handout=Handout(**handout), made_on=DAY)


@pytest.mark.usefixtures("office")
def test_work_lists_lie_in_a_folder_of_their_day():
    found = written()
    assert found.folder == Path("umkm-data/worklist/2026-11-24")
    assert [path.name for path in found.files] == ["33.25.09 Subah.xlsx"]
    assert found.owners == 1
    assert found.files[0].stat().st_mode & 0o777 == 0o600


@pytest.mark.usefixtures("office")
def test_a_list_that_was_filled_in_is_left_as_it_is():
    (first,) = written(folder=Path("out")).files
    assert written(folder=Path("out")).files == (first,)
    book = openpyxl.load_workbook(first)
    book.active["K5"] = "24/11/2026"
    book.save(first)
    filled = first.read_bytes()
    (second,) = written(folder=Path("out")).files
    assert second.name == "33.25.09 Subah (2).xlsx"
    assert first.read_bytes() == filled
    assert written(folder=Path("out")).files == (second,)


@pytest.mark.usefixtures("office")
def test_no_list_is_put_where_the_next_ingest_would_read_it(lists):
    with pytest.raises(CannotWriteError):
        written(folder=lists)


def test_the_command_writes_lists_and_says_what_they_hold(office):
    ended = office("report", "--worklist", "--format", "none", "--output", "out")
    assert ended.status == 0
    assert "work lists written: 1 owners, 1 workbooks, in out/worklist" in ended.err.replace("\n", " ")
    assert "the middle of phones is hidden" in ended.err
    assert "phones included" in office("report", "--worklist", "--full-values", "--format", "none").err


def test_machines_are_told_where_the_lists_lie(office):
    told = json.loads(office("report", "--worklist", "--format", "none", "--json").out)["worklist"]
    assert told["owners"] == 1
    assert [Path(path).name for path in told["files"]] == ["33.25.09 Subah.xlsx"]
    assert "worklist" not in json.loads(office("report", "--format", "none", "--json").out)


def test_the_command_writes_both_kinds_of_data_with_one_description(office):
    ended = office("report", "--format", "csv", "--format", "parquet", "--output", "out")
    assert ended.status == 0
    folder = Path("out/report-data")
    told = json.loads((folder / "datapackage.json").read_text("utf-8"))
    assert {resource["path"] for resource in told["resources"]} | {"datapackage.json"} == {
        path.name for path in folder.iterdir()
    }
    assert "tables written as CSV, described in out/report-data/datapackage.json" in ended.err
    assert ended.err.count("described in") == 2


def test_where_all_are_recorded_no_list_and_no_folder_is_made(umkm, tmp_path):
    (tmp_path / "visits.csv").write_text(
        "NIK,Nama,Desa,Kecamatan,Tanggal Kunjungan,Status Usaha\n3325095508809001,Siti,Sengon,Subah,2026-03-01,aktif\n"
    )
    umkm("ingest", "--list", "survey", tmp_path / "visits.csv")
    umkm("dedupe")
    told = umkm("report", "--worklist", "--format", "none")
    assert "no work list written: every owner on file is recorded" in told.err
    assert "personal data" not in told.err
    assert not (tmp_path / "umkm-data" / "worklist").exists()
