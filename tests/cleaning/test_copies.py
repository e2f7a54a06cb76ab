"""Backup sheets: which sheets of a workbook repeat another one, and what becomes of their rows."""

import pytest

from tests.cleaning.factory import BATANG, make_sheet
from tests.cleaning.test_hard_sheets import NAMES, PLAIN, nik
from umkm_cli.cleaning.copies import set_copies_aside
from umkm_cli.cleaning.tidy import tidy

ALL = tuple(range(40))
FIRST, LAST = tuple(range(20)), tuple(range(20, 40))


def clean_book(*sheets):
    """Clean a workbook of sheets given as name, title and numbers of people; copies are set aside."""
    raw = [make_sheet([[title], PLAIN, *map(row, people)], file="a.xlsx", sheet=name) for name, title, people in sheets]
    tidied = [tidy(sheet, source_id=str(at), list_name=None, regions=BATANG) for at, sheet in enumerate(raw)]
    return set_copies_aside(raw, tidied, reason="duplicate")


def row(at):
    return ["1", f"{NAMES[at % 10]} {'ABCDEFGH'[at % 8]}", nik(at), "Krajan", ""]


CASES = [
    # first sheet,               second sheet,                                  records left of each
    ("nothing in common",        (("A", "", FIRST), ("B", "", LAST)),           (20, 20)),
    ("the same people",          (("A", "", ALL), ("B", "", ALL)),              (40, 0)),
    ("the same, sorted",         (("A", "", ALL), ("B", "", ALL[::-1])),        (40, 0)),
    ("a part of them",           (("A", "", ALL), ("B", "", FIRST)),            (40, 0)),
    ("the part stands first",    (("A", "", FIRST), ("B", "", ALL)),            (0, 40)),
    ("all but two",              (("A", "", ALL[:38]), ("B", "", ALL[19:])),    (38, 2)),
    ("half of them",             (("A", "", ALL[:30]), ("B", "", ALL[20:])),    (30, 20)),
    ("too few to be sure",       (("A", "", ALL), ("B", "", ALL[:9])),          (40, 9)),
    ("few, named a copy",        (("A", "", ALL), ("Sheet3", "", ALL[:5])),     (40, 0)),
    ("few, named a copy, others", (("A", "", FIRST), ("Sheet3", "", LAST[:5])), (20, 5)),
    ("a backup stands first",    (("BACKUP UMKM", "", ALL), ("UMKM", "", ALL)), (0, 40)),
    ("another year",             (("A", "TAHUN 2020", ALL), ("B", "TAHUN 2021", ALL)), (40, 40)),
    ("another stage",            (("A", "TAHAP 1", ALL), ("B", "TAHAP 2", ALL)), (40, 40)),
    ("the survey of the same",   (("A", "USULAN BPUM", ALL), ("B", "HASIL SURVEI", ALL)), (40, 40)),
    ("three times",              (("A", "", ALL), ("B", "", ALL), ("C", "", FIRST)), (40, 0, 0)),
]  # fmt: skip


@pytest.mark.parametrize(("sheets", "left"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_sheet_repeats_another_one_when_nearly_all_its_people_stand_there(sheets, left):
    book = clean_book(*sheets)
    assert tuple(sheet.raw_records.num_rows for sheet in book) == left
    assert [sheet.source["status"] for sheet in book] == ["read" if count else "duplicate" for count in left]
    for sheet in book:
        assert sheet.source["rows"] == sheet.source["records"] + sheet.source["rejects"]
        assert (sheet.raw_records.num_rows, sheet.rejects.num_rows) == (
            sheet.source["records"],
            sheet.source["rejects"],
        )


def test_the_rows_of_a_copy_are_told_with_the_sheet_they_repeat():
    _, copy = clean_book(("A", "", ALL[:38]), ("B", "", ALL[19:]))
    assert copy.source["duplicate_of"] == "a.xlsx › A"
    assert copy.rejects.column("reason").to_pylist() == ["header", *["duplicate"] * 19]
    assert copy.rejects.column("source_row").to_pylist() == list(range(2, 22))
    assert copy.rejects.column("cells").to_pylist()[1] == row(19)
    assert copy.raw_records.column("raw_nik").to_pylist() == [nik(38), nik(39)]
