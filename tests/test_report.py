"""`umkm report` under odd lists, odd settings and odd hands: clear lines, whole totals, never a traceback."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import BPUM, SITI, SLAMET, SLAMET_VISITED, SURVEY, write_list
from umkm_cli.files.workspace import Workspace

TITLE = "DATA BPUM DESA SUBAH KECAMATAN SUBAH TAHUN 2021"
ODD_VISITS = (
    ("3325110505809001", "SLAMET RIYADI", "Subah", "Subah", "2099-05-06", "Aktif", "klontong"),
    ("3325114505859002", "SITI AMINAH", "Subah", "Subah", "1021-05-06", "kata tetangga", "=1+1"),
    ("3326110505809003", "JOKO PRASETYO", "Wiradesa", "Wiradesa", "2021-05-07", "Tutup", "<script>alert(1)</script>"),
    ("3325110505809004", "WAHYU NUGROHO", "Sukamaju", "Atlantis [bold]", "kemarin", "Aktif", "[red]batik"),
    ("", "TANPA ALAMAT JELAS", "", "", "", "", "batik"),
)


@pytest.fixture
def odd_lists(tmp_path: Path) -> Path:
    folder = tmp_path / "lists"
    write_list(folder / "subah.csv", BPUM, SLAMET, SITI, title=TITLE)
    write_list(folder / "sur[red]vey<script>.csv", SURVEY, *ODD_VISITS)
    return folder


def matched(umkm, lists: Path) -> None:
    assert umkm("ingest", lists).status == 0
    assert umkm("dedupe").status == 0


def test_rows_that_do_not_fit_are_told_with_a_hint_and_counted_all_the_same(umkm, odd_lists, tmp_path):
    matched(umkm, odd_lists)
    told = umkm("report")
    assert told.status == 0
    assert "Owners whose kecamatan is not known here: 2" in told.out
    assert "whose status is in words nobody knows: 1" in told.out
    assert "without a day of visit that can be read: 3" in told.out
    assert "Visits dated after the report: 1" in told.out
    places = Workspace.open(tmp_path / "umkm-data").read("coverage_district").to_pylist()
    assert sum(row["recorded"] for row in places) == len(ODD_VISITS)
    page = (tmp_path / "umkm-data" / "report.html").read_text("utf-8")
    assert "<script>alert" not in page
    assert "sur[red]vey<script>" not in page


@pytest.mark.parametrize("language", ["en", "id"])
def test_a_report_without_a_survey_says_so(umkm, tmp_path, language):
    matched(umkm, write_list(tmp_path / "lists" / "subah.csv", BPUM, SLAMET, SITI, title=TITLE).parent)
    told = umkm("report", "--lang", language, "--format", "none")
    assert told.status == 0
    assert "umkm ingest --list survey FOLDER" in told.out


def test_a_survey_alone_is_reported(umkm, tmp_path):
    matched(umkm, write_list(tmp_path / "lists" / "survey.csv", SURVEY, SLAMET_VISITED).parent)
    told = umkm("report", "--json", "--format", "none")
    assert told.status == 0
    funnel = {row["step"]: row["count"] for row in json.loads(told.out)["coverage_funnel"]}
    assert (funnel["owners"], funnel["recorded"], funnel["survey_only"]) == (0, 1, 1)


def test_a_target_above_the_basis_is_told(umkm, lists):
    matched(umkm, lists)
    told = umkm("report", "--format", "none", "--basis", 10, "--target", 12)
    assert told.status == 0
    assert "The target is above the basis by 2" in told.out


def test_a_report_made_twice_is_the_same_report(umkm, lists):
    matched(umkm, lists)
    first, second = (umkm("report", "--json", "--format", "none") for _ in range(2))
    assert first.out == second.out


TARGETS = [
    ("count = 0", "count = 0"),
    ("count = 5_000_000_000", "count = 5000"),
    ("count = inf", "count = inf"),
    ("count = true", "count = True"),
    ("cuont = 5", "cuont = 5"),
    ("since = 2026-01-01", "since = 2026-01-01"),
    ('count = 7\nsince = "kemarin"', "since = kemarin"),
    ('count = 7\ndistrict = "Atlantis [bold]"', "is no kecamatan of Kabupaten Batang"),
    ('count = 7\ndistrict = "33.26.01"', "is no kecamatan of Kabupaten Batang"),
    ('count = 70_000\ndistrict = "Subah"', "the kecamatan have 70000 together, the regency 60000"),
]


@pytest.mark.parametrize(("entry", "complaint"), TARGETS)
def test_a_target_that_cannot_be_is_refused(umkm, lists, tmp_path, entry, complaint):
    matched(umkm, lists)
    (tmp_path / "umkm.toml").write_text(f"[[targets]]\n{entry}\n")
    told = umkm("report", "--format", "none")
    assert told.status == 2
    assert complaint in told.err
    assert "hint:" in told.err


def test_a_target_may_start_at_a_time_of_day(umkm, lists, tmp_path):
    matched(umkm, lists)
    (tmp_path / "umkm.toml").write_text("[[targets]]\ncount = 7\nsince = 2020-01-01T08:00:00\n")
    assert "of target 7 " in umkm("report", "--format", "none").out


def test_a_target_on_the_command_line_goes_before_those_of_the_settings(umkm, lists, tmp_path):
    matched(umkm, lists)
    (tmp_path / "umkm.toml").write_text('[[targets]]\ncount = 7\n[[targets]]\ncount = 2\ndistrict = "Subah"\n')
    told = umkm("report", "--json", "--format", "none", "--target", 5)
    shares = {row["district"]: row["target_share"] for row in json.loads(told.out)["coverage_district"]}
    assert (sum(shares.values()), shares["Subah"]) == (5, 2)


@pytest.mark.parametrize("option", ["--target", "--basis"])
@pytest.mark.parametrize("value", ["0", "-5", "abc", "99999999999999999999"])
def test_a_number_that_cannot_be_is_refused(umkm, lists, option, value):
    matched(umkm, lists)
    told = umkm("report", "--format", "none", option, value)
    assert told.status == 2
    assert "hint: expected is a number above 0" in told.err


@pytest.mark.parametrize("formats", [["docx"], [""], ["html,xlsx"], ["none", "docx"]])
def test_a_format_nobody_writes_is_refused_with_those_there_are(umkm, formats):
    told = umkm("report", *(word for name in formats for word in ("--format", name)))
    assert told.status == 2
    assert "html, xlsx" in told.err


def test_without_records_or_owners_the_next_command_is_told(umkm, lists):
    assert "umkm ingest FOLDER" in umkm("report").err
    umkm("ingest", lists)
    assert "umkm dedupe" in umkm("report").err


@pytest.mark.parametrize("table", ["records", "owners", "clusters", "sources"])
def test_a_damaged_table_is_told_and_nothing_is_written(umkm, lists, tmp_path, table):
    matched(umkm, lists)
    file = tmp_path / "umkm-data" / f"{table}.parquet"
    file.write_bytes(file.read_bytes()[:900])
    told = umkm("report")
    assert told.status == 5
    assert "the workspace is damaged" in told.err
    assert not (tmp_path / "umkm-data" / "report.html").exists()


def test_a_damaged_report_of_before_is_no_hindrance(umkm, lists, tmp_path):
    matched(umkm, lists)
    umkm("report", "--format", "none")
    (tmp_path / "umkm-data" / "coverage_district.parquet").write_bytes(b"PAR1")
    assert umkm("report", "--format", "none").status == 0


def test_a_file_that_is_in_the_way_is_told(umkm, lists, tmp_path):
    matched(umkm, lists)
    (tmp_path / "taken").write_text("a file")
    (tmp_path / "out" / "report.xlsx").mkdir(parents=True)
    for folder in ("taken", "taken/below", "out"):
        told = umkm("report", "--output", folder)
        assert told.status == 4
        assert f"cannot write `{folder}" in told.err


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_is_told(umkm, lists, tmp_path):
    matched(umkm, lists)
    (tmp_path / "closed").mkdir(mode=0o500)
    assert umkm("report", "--output", "closed").status == 4


@pytest.mark.parametrize("asked", [(), ("--trace", "recorded"), ("--worklist",), ("--compare", "2026-11-20")])
def test_nothing_is_written_among_the_lists(umkm, lists, asked):
    matched(umkm, lists)
    umkm("report", "--format", "none")
    before = sorted(lists.rglob("*"))
    told = umkm("report", *asked, "--output", lists / "new")
    assert told.status == 4
    assert "the next ingest would read what is written there" in told.err
    assert sorted(lists.rglob("*")) == before


def test_a_workspace_that_is_at_work_is_waited_for(umkm, lists, tmp_path):
    matched(umkm, lists)
    with Workspace.open(tmp_path / "umkm-data").lock():
        told = umkm("report", "--format", "none")
    assert told.status == 5
    assert "another umkm is working" in told.err


INTERRUPTED = """
import sys
import umkm_cli.runs
from umkm_cli.cli import run
print(flush=True)
sys.exit(run(["report"], {"LANG": "en"}))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for another process")
def test_ctrl_c_leaves_the_workspace_as_it_was(umkm, lists):
    matched(umkm, lists)
    call = [sys.executable, "-c", INTERRUPTED]
    with subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:  # noqa: S603 - written above
        assert running.stdout is not None
        running.stdout.readline()
        time.sleep(0.02)
        running.send_signal(signal.SIGINT)
        _, complaint = running.communicate()
    assert (running.returncode, complaint) == (130, "error: interrupted; the workspace is as it was\n")
    assert umkm("report", "--format", "none").status == 0


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("--trace", "recorded"), ("--compare", "2026-11-20")),
        (("--trace", "recorded"), ("--worklist",)),
        (("--trace", "recorded"), ("--format", "pdf")),
        (("--compare", "2026-11-20"), ("--geojson", "map.geojson")),
    ],
)
def test_options_of_which_one_would_do_nothing_are_refused(umkm, first, second):
    told = umkm("report", *first, *second)
    assert told.status == 2
    assert f"`{first[0]}` does not go with `{second[0]}`" in told.err


def test_whole_phones_without_a_work_list_are_refused(umkm):
    told = umkm("report", "--full-values")
    assert told.status == 2
    assert "`--full-values` does nothing without `--worklist`" in told.err
