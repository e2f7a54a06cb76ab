"""Where what was made from a file goes: below the folder, fit for every system, each path once."""

from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from umkm_cli.errors import CannotWriteError
from umkm_cli.files.mirror import mirror, refuse_among_lists

OUT, END = Path("out"), " - check.xlsx"
CASES = [
    # source file,                  place
    ("desa.xlsx",                   "out/desa - check.xlsx"),
    ("Kec Subah/A.B/desa 1.2.xls",  "out/Kec Subah/A.B/desa 1.2 - check.xlsx"),
    ("../../etc/passwd",            "out/etc/passwd - check.xlsx"),
    ("/etc/passwd",                 "out/etc/passwd - check.xlsx"),
    ("lists.zip/a/b.csv",           "out/lists.zip/a/b - check.xlsx"),
    ("C:\\x\\y.xlsx",               "out/C__x_y - check.xlsx"),
    ('a<b>:"|?*\x1f.csv',           "out/a_b_______ - check.xlsx"),
    (" . /..",                      "out/_ - check.xlsx"),
    ("...",                         "out/_ - check.xlsx"),
]  # fmt: skip


@pytest.mark.parametrize(("source_file", "place"), CASES)
def test_folders_are_repeated_and_nothing_leaves_the_folder(source_file, place):
    assert mirror(OUT, source_file, END, set()).as_posix() == place


def test_files_that_differ_in_extension_case_or_folder_given_get_paths_of_their_own():
    taken: set[str] = set()
    places = [mirror(OUT, name, END, taken).name for name in ("a.xlsx", "a.csv", "A.xls", "a.xlsx")]
    assert places == [f"a{END}", f"a (2){END}", f"A (3){END}", f"a (4){END}"]


@given(st.lists(st.text("ab./\\: \u00e9\U0001f600" + "x" * 3, max_size=30), max_size=8))
def test_any_names_give_different_paths_below_the_folder_that_can_be_made(names):
    taken: set[str] = set()
    places = [mirror(OUT, name, END, taken) for name in names]
    assert len({str(place).casefold() for place in places}) == len(names)
    for place in places:
        assert place.is_relative_to(OUT)
        assert ".." not in PurePosixPath(place.as_posix()).parts
        assert place.name.endswith(END)


def test_a_name_as_long_as_a_system_takes_can_still_be_written(tmp_path):
    place = mirror(tmp_path, "é" * 120 + "x" * 10 + ".xlsx", END, set())
    place.with_name(f".{place.name}.12345678.part").touch()


@pytest.mark.parametrize(
    ("folder", "is_refused"),
    [
        ("lists", True),
        ("lists/sub/check", True),
        ("check", False),
        ("listsabc", False),
        ("lists/umkm-data/check", False),
    ],
)
def test_workbooks_may_not_go_where_the_next_ingest_reads_them(tmp_path, folder, is_refused):
    roots = [str(tmp_path / "lists"), str(tmp_path / "lists")]
    if not is_refused:
        refuse_among_lists(tmp_path / folder, roots, workspace=tmp_path / "lists" / "umkm-data")
        return
    with pytest.raises(CannotWriteError) as error:
        refuse_among_lists(tmp_path / folder, roots, workspace=tmp_path / "lists" / "umkm-data")
    assert error.value.facts["reason"] == "among_lists"
