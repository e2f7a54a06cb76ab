"""sample_data/: it is what its generator writes, and shows what it is meant to show."""

import csv
from datetime import date
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook, SheetVisibleEnum

from benchmarks.synthetic.books import NAMELESS, TRUTH_COLUMNS, truth_rows
from benchmarks.synthetic.sample import SEED, sample_books, write_sample

COMMITTED = Path(__file__).parents[2] / "sample_data"
LISTS = COMMITTED / "lists"
KALIMANGGIS = LISTS / "BPUM 2020/Kec Subah/Desa Kalimanggis.xlsx"
LIMPUNG = LISTS / "BPUM 2020/Kec Limpung"
BOOKS = {book.path: book for book in sample_books(SEED)}
WORKBOOKS = [path for path, book in BOOKS.items() if book.kind not in NAMELESS]


def _cells(path: Path) -> dict[str, list[list[object]]]:
    """Every cell of every sheet; text files as their lines."""
    if path.read_bytes()[:1] not in {b"P", b"\xd0"}:
        return {"": [[line] for line in path.read_bytes().splitlines()]}
    book = CalamineWorkbook.from_path(path)
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def test_the_committed_sample_is_what_the_generator_writes(tmp_path):
    write_sample(tmp_path)
    written = {path.relative_to(tmp_path): path for path in tmp_path.rglob("*") if path.is_file()}
    committed = {path.relative_to(COMMITTED): path for path in COMMITTED.rglob("*") if path.is_file()}
    assert written.keys() == committed.keys()
    assert [str(name) for name in written if _cells(written[name]) != _cells(committed[name])] == []


def test_another_seed_gives_other_people():
    other = {book.path: book for book in sample_books(SEED + 1)}
    path = KALIMANGGIS.relative_to(LISTS).as_posix()
    assert other[path].sheets[0].rows != BOOKS[path].sheets[0].rows


def _same(cell: object, read: object) -> bool:
    if isinstance(cell, int | float):
        return float(cell) == read
    return (cell == read) if isinstance(cell, date) else (cell or "") == read


@pytest.mark.parametrize("path", WORKBOOKS)
def test_each_row_of_the_truth_stands_where_excel_shows_it(path):
    read = _cells(LISTS / path)
    for sheet in BOOKS[path].sheets:
        for row, entry in sheet.places:
            assert all(map(_same, sheet.rows[row - 1], read[sheet.name][row - 1])), (row, entry.owner.owner)


@pytest.mark.parametrize(
    ("path", "delimiter", "encoding"),
    [
        ("BPUM 2020/Kec Limpung/usulan bpum kec limpung.csv", ";", "cp1252"),
        ("BPUM 2021/Kec Batang/BPUM 2021 KEC BATANG_FIX (1).csv", ",", "utf-8-sig"),
    ],
)
def test_each_row_of_the_truth_stands_in_the_csv(path, delimiter, encoding):
    with (LISTS / path).open(encoding=encoding, newline="") as file:
        read = list(csv.reader(file, delimiter=delimiter))
    for row, _ in BOOKS[path].sheets[0].places:
        written = BOOKS[path].sheets[0].rows[row - 1]
        assert read[row - 1] == ["" if cell is None else str(cell) for cell in written]


def test_the_committed_truth_lists_every_owner_row():
    with (COMMITTED / "truth.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    expected = [tuple(map(str, row)) for book in BOOKS.values() for row in truth_rows(book)]
    assert tuple(rows[0]) == TRUTH_COLUMNS
    assert [tuple(row) for row in rows[1:]] == expected


def test_every_nik_before_damage_has_a_serial_that_is_never_issued():
    entries = [entry for book in BOOKS.values() for sheet in book.sheets for _, entry in sheet.places]
    assert len(entries) > 1400
    assert all(entry.owner.nik[12] == "9" for entry in entries)
    assert all(entry.nik[12] == "9" for entry in entries if len(entry.nik) == 16)


def test_every_kind_of_trouble_is_in_the_sample():
    cases = {case for book in BOOKS.values() for *_, labels in truth_rows(book) for case in labels.split(";")}
    assert cases >= {
        "plain", "repeat", "respelt", "nik_wrong_digit", "nik_swapped", "nik_short", "nik_missing", "nik_relative",
        "nik_excel", "nik_scientific", "phone_missing", "phone_officer", "moved", "husband_name", "namesake_same_rt",
        "spouse_same_phone", "twins", "father_son", "survey",
    }  # fmt: skip


def test_one_list_is_sent_twice_and_one_is_saved_in_another_format():
    assert KALIMANGGIS.with_name("Copy of Desa Kalimanggis.xlsx").read_bytes() == KALIMANGGIS.read_bytes()
    resaved = (LIMPUNG / "usulan bpum kec limpung.csv").read_bytes()
    with pytest.raises(UnicodeDecodeError):
        resaved.decode()
    assert "‘3325" in resaved.decode("cp1252")
    assert "²" in resaved.decode("cp1252")


def test_formats_are_not_always_what_the_name_says():
    assert (LISTS / "BPUM 2020/Kec Bandar/data-1601283990.xls").read_bytes().startswith(b"<html>")
    csv_utf8 = (LISTS / "BPUM 2021/Kec Batang/BPUM 2021 KEC BATANG_FIX (1).csv").read_bytes()
    assert csv_utf8.startswith(b"\xef\xbb\xbf")
    assert b"E+15" in csv_utf8


def test_a_hidden_backup_sheet_repeats_another():
    book = CalamineWorkbook.from_path(LIMPUNG / "USULAN BPUM KEC. LIMPUNG REVISI.xlsx")
    hidden = [sheet.name for sheet in book.sheets_metadata if sheet.visible != SheetVisibleEnum.Visible]
    assert hidden == ["BACKUP USULAN"]
    backup, shown = (book.get_sheet_by_name(name).to_python() for name in ("BACKUP USULAN", "USULAN"))
    assert backup == shown[: len(backup)]


def test_one_list_is_ruined_by_excel():
    rows = _cells(LISTS / "BPUM 2020/Kec Subah/BPUM desa Sengon FIX.xls")["FIX"]
    numbers = [row[2] for row in rows if isinstance(row[2], float)]
    assert len(numbers) > 20
    assert all(number % 10 == 0 for number in numbers)


def test_the_survey_meets_owners_no_list_has():
    listed, surveyed = set(), set()
    for path, book in BOOKS.items():
        (surveyed if path.startswith("Survei") else listed).update(owner for _, _, _, owner, _ in truth_rows(book))
    assert len(surveyed & listed) > 150
    assert len(surveyed - listed) > 30
