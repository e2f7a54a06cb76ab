"""Where a problem is pointed at: sheet, row, cell, title, and the value as it may be shown."""

import pytest

from tests.reporting.check_world import COLUMNS, NIK, NIK_SHOWN, reject, row, sheet, stored
from umkm_cli.reporting.check_problems import FileProblems, Problem, problems_of


def found(rows, sheets, rejects=None, *, is_full=False) -> list[FileProblems]:
    return list(problems_of(**stored(rows, sheets, rejects), is_full=is_full))


def only(*arguments, **options) -> Problem:
    ((problem,),) = (file.problems for file in found(*arguments, **options))
    return problem


def test_a_problem_names_the_cell_its_title_and_its_value():
    problem = only([row("a", 17, "nik_bad_date")], [sheet()])
    assert problem == Problem("Sheet1", 17, "B", "NIK", NIK_SHOWN, "flag.nik_bad_date", "check_card")


def test_full_values_show_the_number():
    assert only([row("a", 17, "nik_bad_date")], [sheet()], is_full=True).value == NIK


BIRTH = {"raw_birth_date": "05-05-1980", "raw_birth_place": "BATANG"}
DISAGREES = "birth_date_disagrees_nik"
NO_VILLAGE = {"raw_village": None}
POINTED = [
    # flag,                 columns,                 cells of the row,                       letter, value
    (DISAGREES,              ("nik", "birth_date"),   BIRTH,                                  "B", "05-05-1980"),
    (DISAGREES,              ("nik", "birth_place"),  {"raw_birth_place": "BATANG, 5-5-80"},  "B", "BATANG, 5-5-80"),
    ("under_age",            ("name", "nik"),         {},                                     "B", NIK_SHOWN),
    ("gender_disagrees_nik", ("nik", "gender"),       {"raw_gender": "P"},                    "B", "P"),
    ("village_missing",      ("village", "address"),  NO_VILLAGE,                             "A", ""),
    ("village_unknown",      ("name", "address"),     NO_VILLAGE | {"raw_address": "Ds. Xy"}, "B", "Ds. Xy"),
    ("nik_missing",          ("name", "nik"),         {"raw_nik": None},                      "B", ""),
]  # fmt: skip


@pytest.mark.parametrize(("flag", "columns", "cells", "letter", "value"), POINTED)
def test_of_several_cells_the_one_to_correct_is_pointed_at(flag, columns, cells, letter, value):
    problem = only([row("a", 5, flag, **cells)], [sheet(fields=columns)])
    assert (problem.letter, problem.value) == (letter, value)


def test_a_column_the_sheet_has_not_is_told_once_for_all_rows():
    rows = [row("a", number, "nik_missing", raw_nik=None) for number in range(5, 12)]
    problem = only(rows, [sheet(fields=("name",))])
    assert (problem.row, problem.letter, problem.rows) == (None, "", 7)


def test_columns_beyond_z_have_two_letters():
    fields = ("number",) + (None,) * 26 + ("phone",)
    assert only([row("a", 5, "phone_bad")], [sheet(fields=[name or "note" for name in fields])]).letter == "AB"


def test_of_two_tables_on_a_sheet_the_first_gives_the_letters():
    one, two = sheet()["columns"], sheet(fields=("phone", "nik"))["columns"]
    assert only([row("a", 5, "phone_bad")], [sheet(columns=one + two)]).letter == "F"


def test_a_rejected_row_is_shown_with_its_cells_and_reason():
    problem = only([], [sheet()], [reject("a", 9, "only_name", "7", " ", "SITI", "081290001234")])
    assert problem == Problem("Sheet1", 9, "", "", "7 | SITI | 0812******34", "reason.only_name", "fill_row")


@pytest.mark.parametrize(
    ("kind", "reason"), [("title", "title"), ("rejected", "duplicate"), ("rejected", "only_number"), ("total", "total")]
)
def test_rows_nobody_has_to_mend_are_left_out(kind, reason):
    assert found([], [sheet()], [reject("a", 9, reason, "x", kind=kind)]) == []


def test_remarks_are_no_problems():
    assert found([row("a", 5, "place_from_context", "nik_other_region", "two_phones")], [sheet()]) == []


def test_problems_stand_in_the_order_of_the_file_and_files_in_that_of_the_sources():
    rows = [row("b", 9, "phone_bad", "nik_bad_date"), row("b", 3, "two_names"), row("a", 5, "phone_bad")]
    files = found(rows, [sheet("a"), sheet("b"), sheet("c")], [reject("b", 4, "only_name", "SITI")])
    assert [file.source_file for file in files] == ["a.xlsx", "b.xlsx"]
    assert [(one.row, one.letter) for one in files[1].problems] == [(3, "C"), (4, ""), (9, "B"), (9, "F")]


def test_the_sheets_of_a_file_are_told_together():
    sheets = [
        sheet("a", source_file="x.xls", source_sheet="Subah", rows=4, records=2),
        sheet("b", source_file="x.xls", source_sheet="Tulis", rows=3, records=1),
    ]
    (file,) = found([row("b", 5, "phone_bad"), row("a", 7, "phone_bad")], sheets)
    assert (file.rows, file.records) == (7, 3)
    assert [one.sheet for one in file.problems] == ["Subah", "Tulis"]


def test_titles_and_names_of_sheets_hold_no_number_and_no_control_character():
    columns = [{"position": 1, "header": f"HP\x1b[2J {NIK}", "field": "phone", "confidence": 1.0, "how": "fuzzy"}]
    problem = only([row("a", 5, "phone_bad")], [sheet(columns=columns, source_sheet="A\u202eB")])
    assert (problem.sheet, problem.title) == ("A B", "HP [2J 3325************")


def test_every_cell_of_the_table_is_that_of_its_row():
    rows = [row("a", n, "phone_bad", raw_phone=str(n)) for n in range(5, 30)]
    (file,) = found(rows, [sheet(fields=COLUMNS)])
    assert [(one.row, one.value) for one in file.problems] == [(n, str(n)) for n in range(5, 30)]
