"""The command line as a user meets it: exit status, stdout and stderr, in both languages."""

import json
import os
import re
import subprocess
import sys
from importlib import resources

import openpyxl
import pytest

from tests.conftest import BPUM, SITI, SLAMET, write_list
from umkm_cli import __version__, cli
from umkm_cli import dedupe as matching
from umkm_cli.errors import BrokenPromiseError, ExitStatus
from umkm_cli.screen import choose_language

SECRETS = ("3325110505809001", "SLAMET", "081234567890")


def opened(path):
    return openpyxl.load_workbook(path)


def test_version_is_told(umkm):
    ended = umkm("--version")
    assert (ended.status, ended.out, ended.err) == (0, f"umkm {__version__}\n", "")


@pytest.mark.parametrize("arguments", [("--help",), ("-h",), ("--lang", "en", "--help")])
def test_help_lists_the_commands(umkm, arguments):
    ended = umkm(*arguments)
    assert ended.status == 0
    assert ended.err == ""
    for command in (
        "ingest",
        "check",
        "dedupe",
        "report",
        "explain",
        "evaluate",
        "--workspace",
        "--install-completion",
    ):
        assert command in ended.out


def test_no_command_shows_the_help_but_is_no_success(umkm):
    ended = umkm()
    assert ended.status == ExitStatus.USAGE
    assert "dedupe" in ended.out


@pytest.mark.parametrize("command", ["", "ingest", "check", "dedupe", "report", "explain", "evaluate"])
def test_no_english_word_of_typer_is_left_in_indonesian_help(umkm, command):
    shown = umkm("--lang", "id", *command.split(), "--help").out
    assert "Pemakaian: umkm" in shown
    for word in ("Usage", "Options", "Arguments", "Commands", "Show this", "required", "default", "<bool>", "OPTIONS"):
        assert word not in shown


@pytest.mark.parametrize(
    ("arguments", "english", "indonesian", "hint"),
    [
        ("ingset x", "there is no command `ingset`", "tidak ada perintah `ingset`", "`ingest`"),
        ("qqqq", "there is no command `qqqq`", "tidak ada perintah `qqqq`", "`umkm --help`"),
        ("report --fromat xlsx", "there is no option `--fromat`", "tidak ada opsi `--fromat`", "`--format`"),
        ("report --qqqq", "there is no option `--qqqq`", "tidak ada opsi `--qqqq`", "`umkm report --help`"),
        ("dedupe now", "too much was given: `now`", "kelebihan isian: `now`", "`umkm dedupe --help`"),
        ("-q", "no command was given", "perintahnya belum disebut", "`umkm --help`"),
        ("ingest", "`PATH` is missing", "`LOKASI` belum disebut", "`umkm ingest --help`"),
        ("evaluate --html x.html", "`--html` does nothing without", "`--html` tidak berarti tanpa", "`--labels`"),
        ("report --basis", "`--basis` needs a value", "`--basis` butuh nilai", "--help`"),
        ("report --quiet=3", "`--quiet` takes no value", "`--quiet` tidak menerima nilai", "--help`"),
        ("ingest --list kur x", "it takes bpum, survey", "pilihannya bpum, survey", "`umkm ingest --help`"),
        ("report --basis many", "`basis` cannot be `many`", "`basis` tidak bisa bernilai `many`", "105000"),
        ("report --region 33-25", "`region` cannot be `33-25`", "`region` tidak bisa bernilai", "33.25"),
    ],
)
def test_a_wrong_command_line_is_told_in_the_language_with_a_hint(umkm, arguments, english, indonesian, hint):
    for language, label, sentence in (("en", "error", english), ("id", "galat", indonesian)):
        ended = umkm(*arguments.split(), env={"UMKM_LANG": language})
        assert ended.status == ExitStatus.USAGE
        assert ended.out == ""
        first, blank, last = ended.err.splitlines()
        assert first.startswith(f"{label}: ")
        assert sentence in first
        assert blank == ""
        assert hint in last


def test_a_missing_path_is_asked_for_by_its_name_in_the_help(umkm):
    assert "`PATH` is missing" in umkm("ingest").err
    assert "`LOKASI` belum disebut" in umkm("--lang", "id", "ingest").err


@pytest.mark.parametrize(
    ("arguments", "environment", "toml", "language"),
    [
        ([], {}, "", "en"),
        ([], {"LANG": "id_ID.UTF-8"}, "", "id"),
        ([], {"LANG": "id_ID.UTF-8", "LC_ALL": "C"}, "", "en"),
        ([], {"LANG": "in"}, "", "en"),
        ([], {"LANG": "id_ID.UTF-8"}, 'lang = "en"', "en"),
        ([], {"UMKM_LANG": "id"}, 'lang = "en"', "id"),
        (["report", "--lang", "id"], {"UMKM_LANG": "en"}, "", "id"),
        (["report", "--lang=id"], {}, "", "id"),
        (["--lang", "id", "report", "--lang", "en"], {}, "", "en"),
        (["--lang"], {"UMKM_LANG": "id"}, "", "id"),
        (["--lang", "fr"], {"LANG": "id_ID"}, "", "id"),
        ([], {"LANG": "id_ID"}, "lang = [", "id"),
    ],
)
def test_the_language_is_chosen_before_anything_is_told(tmp_path, monkeypatch, arguments, environment, toml, language):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "umkm.toml").write_text(toml, "utf-8")
    assert choose_language(arguments, {"LANG": "C", **environment}) == language


@pytest.mark.parametrize(
    ("toml", "environment", "sentence"),
    [
        ("targt = 1", {}, "there is no setting `targt`"),
        ("target = 0", {}, "`target` cannot be `0`"),
        ("target = [", {}, "is not TOML"),
        ('lang = "fr"', {}, "`lang` cannot be `fr`"),
        ("", {"UMKM_LANG": "fr"}, "`lang` cannot be `fr`"),
        ("", {"UMKM_TARGET": "x"}, "`target` cannot be `x`"),
    ],
)
def test_a_wrong_setting_is_told(umkm, tmp_path, toml, environment, sentence):
    (tmp_path / "umkm.toml").write_text(toml, "utf-8")
    ended = umkm("report", env=environment)
    assert (ended.status, ended.out) == (ExitStatus.USAGE, "")
    assert sentence in ended.err
    assert "hint: " in ended.err


@pytest.mark.parametrize(
    ("command", "hint"),
    [
        ("check", "umkm ingest FOLDER"),
        ("dedupe", "umkm ingest FOLDER"),
        ("report", "umkm ingest FOLDER"),
        ("evaluate --labels t.csv", "umkm ingest"),
        ("explain a b", "umkm ingest FOLDER"),
    ],
)
def test_before_ingest_there_is_nothing_to_do(umkm, tmp_path, command, hint):
    ended = umkm(*command.split(), "-w", "batang")
    assert (ended.status, ended.out) == (ExitStatus.STATE, "")
    assert "there are no records" in ended.err
    assert hint in ended.err
    assert "-w batang" in ended.err
    assert list(tmp_path.iterdir()) == []


def test_before_dedupe_there_is_nothing_to_report(umkm, lists):
    umkm("ingest", lists)
    ended = umkm("report")
    assert (ended.status, ended.out) == (ExitStatus.STATE, "")
    assert ended.err == "error: there are no owners in `{}` yet\n\nhint: find them first: `umkm dedupe`\n".format(
        lists.parent / "umkm-data"
    )


def test_from_lists_to_a_report(umkm, lists, tmp_path):
    ended = umkm("ingest", lists, "-w", "batang")
    assert ended.status == 0
    assert "subah.csv" in ended.out
    assert ended.err == "next: umkm dedupe -w batang\n"
    ended = umkm("dedupe", "-w", "batang")
    assert ended.status == 0
    assert ended.err == "next: umkm report -w batang\n"
    ended = umkm("report", "-w", "batang", "--format", "xlsx", "-o", "out", "--target", "2")
    assert ended.status == 0
    assert "50.0 %" in ended.out
    assert ended.err == "next: umkm report --worklist -w batang\nworkbook written: out/report.xlsx\n"
    assert (tmp_path / "out" / "report.xlsx").read_bytes()[:2] == b"PK"
    assert not (tmp_path / "batang" / "report.xlsx").exists()


def test_the_flow_speaks_indonesian(umkm, lists):
    told = [umkm("--lang", "id", *command) for command in (["ingest", lists], ["dedupe"], ["report"])]
    assert [ended.status for ended in told] == [0, 0, 0]
    assert told[0].err == "berikutnya: umkm dedupe\n"
    assert "Pemilik unik" in told[1].out
    assert "Terdata" in told[2].out
    assert "\nbuku kerja ditulis: " in told[2].err


def test_the_workspace_comes_from_flag_environment_or_settings(umkm, lists, tmp_path):
    (tmp_path / "umkm.toml").write_text('workspace = "third"', "utf-8")
    umkm("-w", "zeroth", "ingest", lists, "-w", "first", env={"UMKM_WORKSPACE": "second"})
    umkm("ingest", lists, env={"UMKM_WORKSPACE": "second"})
    umkm("ingest", lists)
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_dir()) == ["first", "lists", "second", "third"]


@pytest.mark.parametrize("before", [True, False])
def test_json_is_one_object_on_stdout_and_nothing_else(umkm, lists, before):
    def call(*command):
        ended = umkm("--json", *command) if before else umkm(*command, "--json")
        assert (ended.status, ended.err) == (0, "")
        return json.loads(ended.out)

    ingested = call("ingest", str(lists))
    assert ingested["schema"] == "umkm.ingest/1"
    assert (ingested["files"], ingested["records"], ingested["rows"]) == (2, 4, 7)
    assert [source["list"] for source in ingested["sources"]] == ["bpum", "survey"]
    deduped = call("dedupe")
    assert (deduped["schema"], deduped["records"], deduped["owners"]) == ("umkm.dedupe/1", 4, 2)
    reported = call("report")
    assert reported["schema"] == "umkm.report/2"
    assert {step["step"]: step["count"] for step in reported["coverage_funnel"]}["recorded"] == 1


def test_quiet_says_nothing_but_problems(umkm, lists):
    ended = umkm("ingest", lists, "-q")
    assert (ended.status, ended.out, ended.err) == (0, "", "")
    (lists / "broken.xlsx").write_bytes(b"PK\x03\x04 nonsense")
    ended = umkm("-q", "ingest", lists)
    assert (ended.status, ended.out) == (ExitStatus.PARTLY, "")
    assert "`broken.xlsx` was left out" in ended.err


def test_a_file_that_cannot_be_read_leaves_the_others_in(umkm, lists):
    (lists / "broken.xlsx").write_bytes(b"PK\x03\x04 nonsense")
    (lists / "empty.csv").write_bytes(b"")
    ended = umkm("ingest", lists, "--json")
    assert ended.status == ExitStatus.PARTLY
    assert json.loads(ended.out)["records"] == 4
    told = ended.err.splitlines()
    assert [line for line in told if line.startswith("warning: ")] == [
        "warning: `broken.xlsx` was left out: it is damaged",
        "warning: `empty.csv` was left out: it is empty",
    ]
    assert len([line for line in told if line.startswith("hint: ")]) == 2


def test_when_no_file_can_be_read_each_is_told_and_nothing_changes(umkm, lists, tmp_path):
    umkm("ingest", lists)
    before = (tmp_path / "umkm-data" / "umkm.json").read_bytes()
    for name in ("a.xlsx", "b.xlsx"):
        write_list(tmp_path / "bad" / name, BPUM).write_bytes(b"PK\x03\x04 nonsense")
    ended = umkm("ingest", "bad")
    assert (ended.status, ended.out) == (ExitStatus.INPUT, "")
    assert ended.err.count("was left out: it is damaged") == 2
    assert "error: no list of people was found (files: 2)" in ended.err
    assert umkm("ingest", "bad/a.xlsx").err.startswith("error: `a.xlsx` was left out: it is damaged\n")
    assert (tmp_path / "umkm-data" / "umkm.json").read_bytes() == before


def test_paths_without_any_list_are_told(umkm, tmp_path):
    (tmp_path / "empty").mkdir()
    missing, empty = umkm("ingest", "nowhere"), umkm("ingest", "empty")
    assert (missing.status, empty.status) == (ExitStatus.INPUT, ExitStatus.INPUT)
    assert "`nowhere` does not exist" in missing.err
    assert "no spreadsheet in empty" in empty.err
    (tmp_path / "notes.csv").write_text("shopping\nrice\n", "utf-8")
    assert "no list of people was found (files: 1)" in umkm("ingest", "notes.csv").err


def test_a_workbook_that_cannot_be_written_is_told(umkm, lists, tmp_path):
    umkm("ingest", lists)
    umkm("dedupe")
    (tmp_path / "taken").write_text("a file", "utf-8")
    ended = umkm("report", "-o", tmp_path / "taken")
    assert (ended.status, ended.out) == (ExitStatus.OUTPUT, "")
    assert "taken" in ended.err


@pytest.fixture
def bad_list(tmp_path):
    """A list with a bad NIK and a bad phone in one row, and a row of nobody."""
    wrong = ("3325119905809003", "BUDI SANTOSO", "Dk. Krajan RT 01 RW 02", "Subah", "081234567892123456", "Batik")
    nothing = ("", "", "Dk. Sempu RT 03 RW 04", "Subah", "", "")
    return write_list(tmp_path / "lists" / "Kec Subah" / "desa.csv", BPUM, SLAMET, wrong, SITI, nothing)


def test_a_check_tells_what_to_mend_and_shows_no_cell(umkm, bad_list):
    umkm("ingest", bad_list.parents[1])
    ended = umkm("check", "-w", "umkm-data")
    assert ended.status == 0
    assert "25.0 % of 4 rows need no mending" in ended.out
    assert "The birth date in the NIK is no date" in ended.out
    assert ended.err == "next: umkm check --xlsx FOLDER -w umkm-data\n"
    assert not any(secret in ended.out for secret in (*SECRETS, "BUDI", "3325119905809003", "081234567892"))
    assert "Tanggal lahir dalam NIK bukan tanggal" in umkm("check", "--lang", "id").out


def test_json_of_a_check_holds_all_counts_and_no_personal_data(umkm, bad_list):
    umkm("ingest", bad_list.parents[1])
    ended = umkm("check", "--json")
    told = json.loads(ended.out)
    assert (told["schema"], ended.err) == ("umkm.check/1", "")
    assert told["flags"]["nik_bad_date"] == 1
    assert told["rejected"] == {"no_name_no_nik": 1}
    assert [file["name"] for file in told["files"]] == ["Kec Subah/desa.csv"]
    assert told["total"]["sound"]["nik"] == 2
    assert not any(secret in ended.out for secret in (*SECRETS, "BUDI", "3325119905809003", "Sempu"))


@pytest.mark.parametrize(
    ("language", "name", "words"),
    [
        ("en", "desa - check.xlsx", "workbooks written: 1, in back"),
        ("id", "desa - periksa.xlsx", "buku kerja ditulis: 1, di back"),
    ],
)
def test_what_to_mend_is_written_beside_the_lists_for_their_owner_only(umkm, bad_list, tmp_path, language, name, words):
    umkm("ingest", bad_list.parents[1])
    ended = umkm("--lang", language, "check", "--xlsx", "back")
    assert ended.status == 0
    assert words in ended.err
    (written,) = (path for path in (tmp_path / "back").rglob("*") if path.is_file())
    assert written == tmp_path / "back" / "Kec Subah" / name
    assert written.stat().st_mode & 0o777 == 0o600
    lines = {line[2]: line for line in opened(written).worksheets[1].iter_rows(values_only=True)}
    assert lines["B3"][3:5] == ("NIK", "332511******9003")


def test_full_values_are_written_only_when_asked_for_and_it_is_said(umkm, bad_list, tmp_path):
    umkm("ingest", bad_list.parents[1])
    assert "the middle of NIK, KK and phone is hidden" in umkm("check", "--xlsx", "back").err
    ended = umkm("check", "--xlsx", "full", "--full-values")
    assert "they hold personal data in full" in ended.err
    told = [
        any(line[4] == "3325119905809003" for line in opened(path).worksheets[1].iter_rows(values_only=True))
        for path in (tmp_path / folder / "Kec Subah" / "desa - check.xlsx" for folder in ("back", "full"))
    ]
    assert told == [False, True]


def test_check_workbooks_are_no_lists(umkm, bad_list):
    umkm("ingest", bad_list.parents[1])
    umkm("check", "--xlsx", "back")
    assert "no list of people was found" in umkm("ingest", "back").err


def test_without_anything_to_mend_nothing_is_written(umkm, lists, tmp_path):
    umkm("ingest", lists / "survey.csv")
    ended = umkm("check", "--xlsx", "back")
    assert ended.err == "there is nothing to mend, so no workbook was written\n"
    assert not (tmp_path / "back").exists()
    assert umkm("check").err == ""


@pytest.mark.parametrize(
    ("folder", "words"),
    [
        ("taken.txt", "a file is in the way"),
        ("lists", "the next ingest would read what is written there"),
        ("lists/back", "choose a folder beside that of the lists"),
    ],
)
def test_a_folder_that_cannot_be_written_to_is_told(umkm, bad_list, tmp_path, folder, words):
    (tmp_path / "taken.txt").write_text("x", "utf-8")
    umkm("ingest", bad_list.parents[1])
    ended = umkm("check", "--xlsx", folder)
    assert (ended.status, ended.out) == (ExitStatus.OUTPUT, "")
    assert words in ended.err
    assert [path.name for path in (tmp_path / "lists").rglob("*.xlsx")] == []


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_folder_without_permission_to_write_is_told(umkm, bad_list, tmp_path):
    umkm("ingest", bad_list.parents[1])
    (tmp_path / "closed").mkdir(mode=0o500)
    ended = umkm("check", "--xlsx", "closed")
    assert ended.status == ExitStatus.OUTPUT
    assert "writing there is not allowed" in ended.err


def test_evaluation_compares_with_a_truth(umkm, lists, tmp_path):
    umkm("ingest", lists)
    umkm("dedupe")
    rows = [("subah.csv", "", "3", "A"), ("subah.csv", "", "4", "B"), ("subah.csv", "", "5", "B")]
    truth = write_list(tmp_path / "truth.csv", ("source_file", "source_sheet", "source_row", "owner"), *rows)
    ended = umkm("evaluate", "--labels", truth, "--html", "truth.html")
    assert ended.status == 0
    assert re.search(r"F1 +100\.0 % \(\d", ended.out)
    assert "page written: truth.html" in ended.err
    assert "<svg" in (tmp_path / "truth.html").read_text("utf-8")
    facts = json.loads(umkm("evaluate", "--labels", truth, "--json").out)
    assert (facts["true_pairs"], facts["f1"], facts["pairwise"]["recall"]["value"]) == (1, 1.0, 1.0)
    bad = write_list(tmp_path / "bad.csv", ("a", "b"), ("1", "2"))
    ended = umkm("evaluate", "--labels", bad)
    assert ended.status == ExitStatus.INPUT
    assert "a column is missing" in ended.err
    assert "either record_id or" in ended.err
    other = write_list(tmp_path / "other.csv", ("record_id", "owner"), ("12ab", "A"))
    assert "about a row of these lists" in umkm("evaluate", "--labels", other).err


def test_evaluation_asks_whether_labels_are_of_another_list(umkm, lists, tmp_path):
    umkm("ingest", lists)
    umkm("dedupe")
    rows = [("subah.csv", "", "3", "A"), ("far.csv", "", "3", "B"), ("far.csv", "", "4", "B")]
    truth = write_list(tmp_path / "truth.csv", ("source_file", "source_sheet", "source_row", "owner"), *rows)
    ended = umkm("evaluate", "--labels", truth)
    assert ended.status == 0
    assert "(2 of 3); are they of another list?" in ended.err


def test_a_pair_is_explained_by_place_or_by_id_in_both_languages(umkm, lists):
    umkm("ingest", lists)
    umkm("dedupe")
    ended = umkm("explain", "subah.csv:4", "subah.csv:5")
    assert (ended.status, ended.err) == (0, "")
    assert "They are one owner" in ended.out
    assert "Keduanya satu pemilik" in umkm("--lang", "id", "explain", "subah.csv:4", "subah.csv:5").out
    facts = json.loads(umkm("explain", "subah.csv:4", "subah.csv:5", "--json").out)
    assert facts["schema"] == "umkm.explain_pair/1"
    assert sum(line["bits"] for line in facts["lines"]) == pytest.approx(facts["weight"])
    left, right = (facts[side]["record_id"] for side in ("left", "right"))
    assert json.loads(umkm("explain", left, right[:12], "--json").out) == facts
    for shown in (ended.out, json.dumps(facts)):
        assert not any(secret in shown for secret in ("3325114505859002", "81234567891"))


def test_an_owner_is_explained_by_its_id_or_by_a_row_of_it(umkm, lists):
    umkm("ingest", lists)
    umkm("dedupe")
    ended = umkm("explain", "--owner", "subah.csv:4")
    assert ended.status == 0
    assert "rows: 2" in ended.out
    assert "SITI AMINAH" in ended.out.upper()
    facts = json.loads(umkm("explain", "--owner", "subah.csv:5", "--json").out)
    assert (len(facts["rows"]), len(facts["links"])) == (2, 1)
    assert json.loads(umkm("explain", "--owner", facts["owner_id"][:14], "--json").out) == facts


PEOPLE = ("unique_id", "first_name", "surname", "dob", "city", "email")
OLIVIA = ("3325110505809001", "Olivia", "Clarke", "1986-02-13", "London", "oc@example.org")
OLIVIA_AGAIN = ("3325110505809002", "Olivia", "Clark", "1986-02-13", "", "oc@example.org")


@pytest.fixture
def elsewhere(umkm, tmp_path):
    """A list from elsewhere whose rows are named by numbers of people, matched."""
    others = [(str(row), f"N{row}", f"Person{row}", f"19{50 + row}-01-02", "Leeds", "") for row in range(9)]
    write_list(tmp_path / "people.csv", PEOPLE, OLIVIA, OLIVIA_AGAIN, *others)
    assert umkm("dedupe", "--input", "people.csv", "--model", "fake_1000").status == 0


@pytest.mark.usefixtures("elsewhere")
def test_a_list_from_elsewhere_is_explained_with_its_own_model(umkm):
    ended = umkm("explain", OLIVIA[0], OLIVIA_AGAIN[0])
    assert ended.status == 0
    assert "They are one owner" in ended.out
    assert "Olivia Clarke" in ended.out
    assert "1986-02-13" in ended.out
    story = umkm("explain", "--owner", OLIVIA[0], "--json").out
    assert len(json.loads(story)["rows"]) == 2
    assert not any(secret in ended.out + story for secret in (OLIVIA[0], OLIVIA_AGAIN[0]))


LINKED = ("rec_id", "given_name", "surname", "date_of_birth", "soc_sec_id", "street_number")
LINKED_MORE = ("address_1", "address_2", "suburb", "postcode", "state")


def test_two_lists_that_are_only_linked_are_explained_across_and_within(umkm, tmp_path):
    home = ("Elm", "", "Leeds", "20", "x")
    people = [(f"r{n}", f"N{n}", f"Name{n}", f"1960{n:02d}01", f"70000{n}", str(n), *home) for n in range(1, 9)]
    for name in ("a.csv", "b.csv"):
        write_list(tmp_path / name, (*LINKED, *LINKED_MORE), *people)
    assert umkm("dedupe", "--input", "a.csv", "--input", "b.csv", "--model", "febrl4").status == 0
    across = umkm("explain", "a.csv:r1", "b.csv:r1")
    assert "They are one owner" in across.out
    assert "a.csv" in across.out
    assert "In these lists nobody stands twice" in umkm("explain", "a.csv:r1", "a.csv:r2").out
    assert json.loads(umkm("explain", "--owner", "b.csv:r1", "--json").out)["rows"][0]["source_file"] == "a.csv"


@pytest.mark.usefixtures("elsewhere")
def test_owners_are_explained_with_no_other_model_than_they_were_found_with(umkm):
    ended = umkm("explain", OLIVIA[0], OLIVIA_AGAIN[0], "--model", "febrl3")
    assert (ended.status, ended.out) == (ExitStatus.STATE, "")
    assert "were found with the model `fake_1000`" in ended.err
    assert "umkm dedupe" in ended.err


def test_a_model_of_ones_own_is_named_to_explain_with_it(umkm, tmp_path):
    write_list(tmp_path / "people.csv", PEOPLE, OLIVIA, OLIVIA_AGAIN, ("3", "Noah", "Reed", "1951-01-02", "Leeds", ""))
    shipped = resources.files("umkm_cli.matching").joinpath("models", "fake_1000.toml").read_text("utf-8")
    (tmp_path / "mine.toml").write_text(shipped.replace('name = "fake_1000"', 'name = "mine"', 1), "utf-8")
    assert umkm("dedupe", "--input", "people.csv", "--model", "mine.toml").status == 0
    ended = umkm("explain", OLIVIA[0], "3")
    assert ended.status == ExitStatus.STATE
    assert "were found with the model `mine`" in ended.err
    assert "They are two owners" in umkm("explain", OLIVIA[0], "3", "--model", "mine.toml").out


@pytest.mark.usefixtures("elsewhere")
def test_a_list_from_elsewhere_is_held_against_labels_by_its_own_names(umkm, tmp_path):
    labels = write_list(
        tmp_path / "truth.csv", ("record_id", "owner"), (OLIVIA[0], "A"), (OLIVIA_AGAIN[0], "A"), ("3", "B")
    )
    facts = json.loads(umkm("evaluate", "--labels", labels, "--json").out)
    assert (facts["true_pairs"], facts["right_pairs"], facts["labelled"]) == (1, 1, 3)


@pytest.mark.parametrize(
    ("arguments", "status", "sentence", "hint"),
    [
        ("explain", ExitStatus.USAGE, "two rows, or one owner", "umkm explain A B"),
        ("explain a", ExitStatus.USAGE, "two rows, or one owner", "umkm explain A B"),
        ("explain a b --owner c", ExitStatus.USAGE, "two rows, or one owner", "umkm explain A B"),
        ("explain zz zz", ExitStatus.INPUT, "there is no such row", "FILE:SHEET:ROW"),
        ("explain --owner Ozz", ExitStatus.INPUT, "there is no such row", "-w FOLDER"),
        ("explain subah.csv:4 subah.csv:4", ExitStatus.INPUT, "both are the same row", "--owner"),
        ("explain subah.csv:1 subah.csv:4", ExitStatus.INPUT, "nothing was taken", "3, 4, 5"),
        ("explain suba.csv:4 subah.csv:4", ExitStatus.INPUT, "no such file", "subah.csv"),
    ],
)
def test_what_cannot_be_explained_is_told_with_what_to_type(umkm, lists, arguments, status, sentence, hint):
    umkm("ingest", lists)
    umkm("dedupe")
    ended = umkm(*arguments.split())
    assert (ended.status, ended.out) == (status, "")
    assert sentence in ended.err
    assert hint in ended.err


def test_a_file_that_is_gone_is_told(umkm, lists):
    write_list(lists / "more.csv", BPUM, SITI)
    umkm("ingest", lists)
    (lists / "more.csv").unlink()
    assert "no longer there, and taken out of the workspace: more.csv" in umkm("ingest", lists).err


def test_a_second_dedupe_tells_what_has_changed(umkm, lists):
    umkm("ingest", lists)
    assert "since the run before" not in umkm("dedupe").err
    write_list(lists / "more.csv", BPUM, ("3325111203709003", "KARTO WIJOYO", "Krajan RT 3 RW 2", "Subah", "", "Kayu"))
    umkm("ingest", lists)
    ended = umkm("dedupe")
    assert "new 1, joined 0, split 0, changed 0, gone 0; `umkm dedupe --changes` names them" in ended.err
    shown = umkm("dedupe", "--changes")
    assert shown.out.rstrip().splitlines()[-1].split()[:2] == ["new", "→"]
    told = json.loads(umkm("dedupe", "--changes", "--json").out)
    assert told["changed"] == {"added": 1, "joined": 0, "split": 0, "changed": 0, "left": 0, "unchanged": 2}
    (new,) = told["changes"]
    assert (new["change"], new["old_ids"], new["records"]) == ("added", [], 1)
    assert re.fullmatch(r"O[0-9a-f]{16}", new["owner_id"])  # an id is shown whole


def fault(*_args, **_kwargs):
    name = f"{SLAMET[1]} {SLAMET[0]}"
    raise RuntimeError(name)


@pytest.mark.parametrize("debug", [(), ("--debug",)])
def test_a_fault_of_ours_is_one_line_without_data(umkm, monkeypatch, debug):
    monkeypatch.setattr(matching, "dedupe", fault)
    ended = umkm("dedupe", *debug)
    assert (ended.status, ended.out) == (ExitStatus.BUG, "")
    assert ended.err.startswith(f"error: this is a fault of umkm {__version__}, not of your files: RuntimeError at ")
    assert not any(secret in ended.err for secret in SECRETS)
    assert ("raise RuntimeError(name)" in ended.err) == bool(debug)


def test_the_environment_can_ask_for_the_frames(umkm, monkeypatch):
    monkeypatch.setattr(matching, "dedupe", fault)
    assert "raise RuntimeError(name)" in umkm("dedupe", env={"UMKM_DEBUG": "1"}).err


def test_a_broken_promise_is_a_fault_of_ours(umkm, monkeypatch):
    def break_promise(**_facts):
        raise BrokenPromiseError(table="records", what="nik")

    monkeypatch.setattr(matching, "dedupe", break_promise)
    ended = umkm("dedupe")
    assert ended.status == ExitStatus.BUG
    assert "table `records` does not fit (nik)" in ended.err


def test_ctrl_c_ends_with_130_and_a_word(umkm, monkeypatch):
    def interrupt(**_facts):
        raise KeyboardInterrupt

    monkeypatch.setattr(matching, "dedupe", interrupt)
    ended = umkm("dedupe")
    assert (ended.status, ended.out) == (ExitStatus.INTERRUPTED, "")
    assert ended.err == "error: interrupted; the workspace is as it was\n"


def test_a_closed_pipe_is_no_error(lists):
    code = "import sys; from umkm_cli.cli import main; sys.argv = ['umkm', *sys.argv[1:]]; main()"
    reading, writing = os.pipe()
    os.close(reading)
    ended = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", code, "ingest", str(lists), "--json", "-w", str(lists.parent / "ws")],
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writing)
    assert (ended.returncode, ended.stderr) == (0, b"")


def test_cells_and_file_names_reach_the_terminal_as_plain_text(umkm, lists):
    write_list(lists / "desa [bold]x[/b].csv", BPUM, SITI)
    shown = umkm("ingest", lists).out
    assert "[bold]x" in shown


def test_python_m_umkm_cli_is_umkm(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["umkm", "--version"])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"umkm {__version__}\n"
