"""What was understood is shown before and after a run, and can be set right once for all files of a shape."""

import json

import pytest

from tests.conftest import BPUM, SITI, SLAMET, write_list
from umkm_cli import incremental
from umkm_cli.config import Config
from umkm_cli.errors import ExitStatus
from umkm_cli.files.workspace import Workspace

ODD = ("No", "NIK", "Nama", "Alamat", "Kolom X", "No HP", "Jenis Usaha")
"""A BPUM list whose desa stands under a title that says nothing."""


@pytest.fixture
def odd(tmp_path):
    """Two lists of one shape, in different dress."""
    folder = tmp_path / "lists"
    write_list(folder / "a.csv", ODD, SLAMET)
    write_list(
        folder / "b.csv", ["No", *(title.upper() + " " for title in ODD[1:])], (*SITI[:1], "SITI ROHANI", *SITI[2:])
    )
    return folder


def villages(tmp_path):
    return Workspace.open(tmp_path / "umkm-data").read("records")["village"].to_pylist()


def set_field(path, header, field):
    lines = path.read_text("utf-8").splitlines()
    path.write_text("\n".join(_with_field(line, header, field) for line in lines) + "\n", "utf-8")


def _with_field(line, header, field):
    return line.replace('field = "?"', f'field = "{field}"') if f'header = "{header}"' in line else line


def test_a_correction_holds_for_all_files_of_the_shape(umkm, odd, tmp_path):
    ended = umkm("ingest", odd, "--map", "columns.toml")
    assert ended.status == 0
    assert "not understood: Kolom X" in ended.out
    assert "columns written to columns.toml (new sections: 1)" in ended.err
    assert villages(tmp_path) == [None, None]
    set_field(tmp_path / "columns.toml", "Kolom X", "village")
    ended = umkm("ingest", odd, "--map", "columns.toml")
    assert "2 the same but read again" in ended.out
    assert "not understood" not in ended.out
    assert "columns written" not in ended.err
    assert villages(tmp_path) == ["Subah"] * 2
    assert "2 unchanged" in umkm("ingest", odd, "--map", "columns.toml").out


def test_the_word_of_the_analyst_is_sure_and_marked(umkm, odd, tmp_path):
    umkm("ingest", odd, "--map", "columns.toml")
    set_field(tmp_path / "columns.toml", "Kolom X", "village")
    set_field(tmp_path / "columns.toml", "Jenis Usaha", "")
    told = json.loads(umkm("ingest", odd, "--map", "columns.toml", "--json").out)
    columns = {column["header"].strip().lower(): column for column in told["sources"][1]["columns"]}
    assert [columns["kolom x"][key] for key in ("field", "how", "confidence")] == ["village", "map", 1.0]
    assert [columns["jenis usaha"][key] for key in ("field", "how", "confidence")] == [None, "map", 1.0]
    assert columns["nik"]["how"] == "synonym"


def test_new_shapes_are_added_to_the_map(umkm, odd, tmp_path):
    umkm("ingest", odd, "--map", "columns.toml")
    write_list(odd / "c.csv", BPUM, (*SLAMET[:1], "SLAMET RAHARJO", *SLAMET[2:]))
    before = (tmp_path / "columns.toml").read_text("utf-8")
    ended = umkm("ingest", odd, "--map", "columns.toml")
    assert "(new sections: 1)" in ended.err
    assert "2 unchanged" in ended.out  # a section without a word in it changes nothing
    assert (tmp_path / "columns.toml").read_text("utf-8").startswith(before)


def test_the_map_can_be_named_in_the_settings_or_the_environment(umkm, odd, tmp_path):
    umkm("ingest", odd, "--map", "columns.toml")
    set_field(tmp_path / "columns.toml", "Kolom X", "village")
    umkm("ingest", odd, env={"UMKM_COLUMNS": "columns.toml"})
    assert villages(tmp_path) == ["Subah"] * 2
    umkm("ingest", odd)
    assert villages(tmp_path) == [None] * 2
    (tmp_path / "umkm.toml").write_text('columns = "columns.toml"', "utf-8")
    umkm("ingest", odd)
    assert villages(tmp_path) == ["Subah"] * 2


@pytest.mark.parametrize(("language", "words"), [("en", "no table has the titles"), ("id", "tidak ada tabel")])
def test_a_section_that_concerns_no_file_is_a_warning(umkm, odd, tmp_path, language, words):
    text = '[[shape]]\ncolumns = [{header = "Nomor KTP", field = "nik"}, {header = "Nama"}]\n'
    (tmp_path / "columns.toml").write_text(text, "utf-8")
    ended = umkm("ingest", odd, "--map", "columns.toml", "--lang", language)
    assert ended.status == 0
    assert words in ended.err
    assert "NO KTP, NAMA" in ended.err


@pytest.mark.parametrize(
    ("text", "sentence", "hint"),
    [
        ("[[shape]]\ncolumns = [[", "is not TOML: ", "another name"),
        ("[[shape]]\ncolumn = 1", "section 1 has no list `columns`", "another name"),
        (
            '[[shape]]\ncolumns = [{header = "Kolom X", field = "vilage"}]',
            "line 2: column `Kolom X` is given the field `vilage`, which does not exist",
            "did you mean `village`? The fields are number, nik,",
        ),
    ],
)
def test_a_map_that_cannot_be_used_stops_the_run_before_it_begins(umkm, odd, tmp_path, text, sentence, hint):
    (tmp_path / "columns.toml").write_text(text, "utf-8")
    ended = umkm("ingest", odd, "--map", "columns.toml")
    assert (ended.status, ended.out) == (ExitStatus.USAGE, "")
    assert sentence in ended.err
    assert hint in ended.err
    assert not (tmp_path / "umkm-data").exists()


@pytest.mark.parametrize(
    ("place", "sentence"),
    [("lists", "cannot write `lists`: it is a folder"), ("no/columns.toml", "there is no such folder")],
)
def test_a_map_that_cannot_be_written_is_told_before_the_work(umkm, odd, tmp_path, place, sentence):
    assert odd.is_dir()
    ended = umkm("ingest", "lists", "--map", place)
    assert (ended.status, ended.out) == (ExitStatus.OUTPUT, "")
    assert sentence in ended.err
    assert not (tmp_path / "umkm-data").exists()


def test_a_dry_run_shows_what_was_understood_and_writes_nothing(umkm, odd, tmp_path):
    ended = umkm("ingest", odd, "--dry-run", "--map", "columns.toml")
    assert (ended.status, ended.err) == (0, "")
    for words in (
        "a.csv",
        "csv, read, header in row 1",
        "2 filled rows: 1 rows of owners",
        "The header of the list: 1",
    ):
        assert words in ended.out
    lines = [" ".join(line.split()) for line in ended.out.splitlines()]
    assert "2 NIK nik known title 100.0 %" in lines
    assert "5 Kolom X – not understood" in lines
    assert [path.name for path in tmp_path.iterdir()] == ["lists"]


def test_a_dry_run_tells_the_same_as_json(umkm, odd):
    dry = json.loads(umkm("ingest", odd, "--dry-run", "--json").out)
    real = json.loads(umkm("ingest", odd, "--json").out)
    assert (dry.pop("dry_run"), real.pop("dry_run")) == (True, False)
    assert dry == real
    assert dry["sources"][0]["reasons"] == {"header": 1}
    assert dry["sources"][0]["header_row"] == 1
    assert len(dry["sources"][0]["columns"]) == 7


def test_a_dry_run_with_nothing_to_read_says_why(umkm, tmp_path):
    broken = write_list(tmp_path / "bad" / "a.xlsx", BPUM)
    broken.write_bytes(b"PK\x03\x04 nonsense")
    ended = umkm("ingest", "bad", "--dry-run")
    assert (ended.status, ended.out) == (ExitStatus.INPUT, "")
    assert ended.err.startswith("error: `a.xlsx` was left out: it is damaged\n\nhint: ")
    write_list(tmp_path / "bad" / "b.csv", ("shopping",), ("rice",))
    assert "no list of people was found (files: 2)" in umkm("ingest", "bad", "--dry-run").err


@pytest.mark.parametrize("more", [(), ("--dry-run",), ("--map", "columns.toml")])
@pytest.mark.parametrize(("path", "sentence"), [("empty", "no spreadsheet in"), ("lists2", "`lists2` does not exist")])
def test_a_folder_that_holds_nothing_is_one_line_and_a_hint(umkm, tmp_path, path, sentence, more):
    (tmp_path / "empty").mkdir()
    ended = umkm("ingest", path, *more)
    assert (ended.status, ended.out) == (ExitStatus.INPUT, "")
    first, blank, last = ended.err.splitlines()
    assert sentence in first
    assert (blank, last[:6]) == ("", "hint: ")
    assert [entry.name for entry in tmp_path.iterdir()] == ["empty"]


def test_a_map_is_part_of_what_a_file_was_cleaned_as_only_where_something_is_said():
    maps = ({}, {("A",): (None,)}, {("A",): ("",)})
    nothing, silent, said = (incremental.cleaned_as(Config(), column_map) for column_map in maps)
    assert nothing == silent
    assert nothing != said
