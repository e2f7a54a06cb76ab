"""`umkm report --trace`: the rows behind a figure, on the screen, as JSON and as a workbook."""

import json
from datetime import date

import openpyxl
import pytest


@pytest.fixture
def counted(umkm, lists):
    """A workspace that can be asked."""
    umkm("ingest", lists)
    umkm("dedupe")
    return umkm


def test_the_rows_are_shown_with_their_place_and_written(counted, tmp_path):
    told = counted("report", "--trace", "recorded@Subah")
    assert told.status == 0
    assert "recorded@Subah: 1 owners, with 2 rows" in told.out
    assert "Slamet Riyadi" in told.out
    assert "Survey: " in told.out
    assert "BPUM list: " in told.out
    assert told.err == "rows behind the figure written: umkm-data/trace.xlsx; they hold names of persons\n"
    page = openpyxl.load_workbook(tmp_path / "umkm-data" / "trace.xlsx").active
    title, _, header, *rows = list(page.iter_rows(values_only=True))
    assert title[0] == "recorded@Subah: 1 owners, with 2 rows"
    assert header[:2] == ("Owner", "Name")
    assert [(row[1], row[4]) for row in rows] == [("Slamet Riyadi", "BPUM list"), ("Slamet Riyadi", "Survey")]
    assert [row[5] and row[5].date() for row in rows] == [None, date(2021, 5, 6)]
    assert all(row[0].startswith("O") and "*" not in row[0] for row in rows)


def test_machines_get_all_rows(counted):
    told = json.loads(counted("report", "--trace", "records", "--json").out)
    assert (told["schema"], told["count"], told["counts"]) == ("umkm.trace/1", 4, "rows")
    assert [row["source_row"] for row in told["rows"]]
    assert "nik" not in told["rows"][0]


def test_more_rows_than_a_screen_holds_are_counted(counted, monkeypatch):
    monkeypatch.setattr("umkm_cli.reporting.screens.trace.LISTED", 1)
    assert "... dan 3 baris lagi, di buku kerja" in counted("report", "--trace", "records", "--lang", "id").out


def test_a_figure_of_nobody_is_no_error(counted):
    told = counted("report", "--trace", "recorded@Bandar", "-o", "elsewhere")
    assert "recorded@Bandar: 0 owners, with 0 rows" in told.out
    assert "elsewhere/trace.xlsx" in told.err


def test_a_misspelt_figure_is_told_with_what_is_meant(counted):
    told = counted("report", "--trace", "recorde")
    assert told.status == 2
    assert "there is no measure `recorde`" in told.err
    assert "did you mean recorded?" in told.err
