"""A review workbook is read by its titles, whatever a program or a person has done to the sheets around them."""

from pathlib import Path

import openpyxl
import pytest

from umkm_cli.files.review_book import ReadBook, UnfitBook, files_in, is_log, read_books

TITLES = ["No", "Keputusan", "Catatan", "Nama", "Kode baris"]
ROW = [1, "sama", "anaknya", "Siti\nSitti", "u1|..."]


def saved(path: Path, **sheets: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
    book.save(path)
    return path


def read(path: Path) -> ReadBook | UnfitBook:
    (found,) = read_books([(path, 10)])
    return found


def test_a_row_is_told_by_its_place_and_its_columns(tmp_path):
    found = read(saved(tmp_path / "a.xlsx", Tinjau=[["a line above"], TITLES, ROW]))
    (row,) = found.rows
    assert (row.sheet, row.row, row.decision, row.note, row.code) == ("Tinjau", 3, "sama", "anaknya", "u1|...")
    assert row.cells == {"No": "1", "Nama": "Siti\nSitti"}


@pytest.mark.parametrize("titles", [TITLES, ["No", "DECISION", " Note ", "Nama", "row  code"]])
def test_titles_are_known_in_every_language_and_case(tmp_path, titles):
    (row,) = read(saved(tmp_path / "a.xlsx", Any=[titles, ROW])).rows
    assert (row.decision, row.note, row.code) == ("sama", "anaknya", "u1|...")


def test_columns_may_stand_anywhere_and_others_beside_them(tmp_path):
    titles, cells = ["Mine", *TITLES[::-1], None], ["x", *ROW[::-1], "y"]
    (row,) = read(saved(tmp_path / "a.xlsx", Tinjau=[titles, cells])).rows
    assert (row.decision, row.cells) == ("sama", {"Mine": "x", "Nama": "Siti\nSitti", "No": "1"})


def test_rows_of_several_sheets_are_put_together_and_other_sheets_left_alone(tmp_path):
    found = read(saved(tmp_path / "a.xlsx", One=[TITLES, ROW], Notes=[["call Budi"]], Two=[TITLES, ROW, ROW]))
    assert [(row.sheet, row.row) for row in found.rows] == [("One", 2), ("Two", 2), ("Two", 3)]


def test_rows_that_are_hidden_or_filtered_away_are_read(tmp_path):
    path = saved(tmp_path / "a.xlsx", Tinjau=[TITLES, ROW, ROW])
    book = openpyxl.load_workbook(path)
    page = book["Tinjau"]
    page.row_dimensions[2].hidden = True
    page.column_dimensions["E"].hidden = True
    page.auto_filter.ref = "A1:E3"
    book.save(path)
    assert [row.row for row in read(path).rows] == [2, 3]


def test_the_note_may_be_missing_and_cells_may_hold_numbers_and_booleans(tmp_path):
    titles = ["Keputusan", "Kode baris"]
    first, second = read(saved(tmp_path / "a.xlsx", Tinjau=[titles, [True, "u1"], [7, "u1"]])).rows
    assert (first.decision, first.note, second.decision) == ("TRUE", "", "7")


@pytest.mark.parametrize(
    ("titles", "column"),
    [
        (["No", "Keputusan", "Catatan", "Nama"], "Kode baris"),
        (["No", "Catatan", "Kode baris"], "Keputusan"),
        (["No", "Note", "Row code"], "Decision"),
        (["No", "Decision", "Note"], "Row code"),
    ],
)
def test_a_column_that_matters_and_is_missing_is_named(tmp_path, titles, column):
    found = read(saved(tmp_path / "a.xlsx", Tinjau=[titles, ["1"] * len(titles)]))
    assert found == UnfitBook("no_column", {"sheet": "Tinjau", "column": column})


def test_the_hidden_sheet_tells_how_many_rows_there_were_and_may_be_lost(tmp_path):
    facts = [["format", "1"], ["rows", "12"]]
    assert read(saved(tmp_path / "a.xlsx", Tinjau=[TITLES, ROW], _umkm=facts)).written == 12
    assert read(saved(tmp_path / "a.xlsx", Tinjau=[TITLES, ROW])).written is None


def test_a_workbook_of_another_form_is_refused(tmp_path):
    found = read(saved(tmp_path / "a.xlsx", Tinjau=[TITLES, ROW], _umkm=[["format", "2"]]))
    assert found == UnfitBook("other_format")


def test_the_reviewer_stands_beside_the_words_that_ask(tmp_path):
    how = [["Satu pemilik?"], ["Nama peninjau", "  Siti  Aminah "]]
    assert read(saved(tmp_path / "a.xlsx", Petunjuk=how, Tinjau=[TITLES, ROW])).reviewer == "Siti Aminah"
    assert read(saved(tmp_path / "a.xlsx", Tinjau=[TITLES, ROW])).reviewer == ""


def test_any_other_workbook_is_not_one(tmp_path):
    assert read(saved(tmp_path / "a.xlsx", Sheet=[["NIK", "Nama"], ["1", "Siti"]])) == UnfitBook("not_one")
    (tmp_path / "b.xlsx").write_bytes(b"PK\x03\x04")
    assert isinstance(read(tmp_path / "b.xlsx"), UnfitBook)


def test_a_log_is_known_by_its_first_letter_and_a_folder_stands_for_its_files(tmp_path):
    (tmp_path / "decisions.jsonl").write_text('\n{"kind":"decision"}\n')
    saved(tmp_path / "b.xlsx", Tinjau=[TITLES])
    (tmp_path / "notes.txt").write_text("x")
    assert [file.name for file in files_in(tmp_path)] == ["b.xlsx", "decisions.jsonl"]
    assert [is_log(file) for file in files_in(tmp_path)] == [False, True]
    assert not is_log(tmp_path / "missing.jsonl")
