"""The workbook that goes back to an office: readable, printable, harmless."""

import io
import zipfile
from datetime import date

import openpyxl
import pytest

from tests.reporting.check_world import NIK, NIK_SHOWN
from umkm_cli.messages import say
from umkm_cli.reporting.books import check as module
from umkm_cli.reporting.books.check import COLUMNS, check_workbook
from umkm_cli.reporting.check_problems import FileProblems, Problem

DAY = date(2026, 11, 25)
PROBLEMS = (
    Problem("Sheet1", None, "", "", "", "flag.nik_missing", "fill_from_card", 12),
    Problem("Sheet1", 17, "C", "NIK Pemilik", NIK_SHOWN, "flag.nik_bad_date", "check_card"),
    Problem("Sheet1", 17, "F", "No HP", "0", "flag.phone_placeholder", "ask_phone"),
    Problem("Sheet1", 18, "C", "NIK Pemilik", NIK_SHOWN, "flag.nik_bad_date", "check_card"),
    Problem("Sheet1", 30, "", "", "7 | SITI", "reason.only_name", "fill_row"),
)


def made(problems=PROBLEMS, language="en", *, is_full=False) -> bytes:
    found = FileProblems("Kec Subah/desa.xlsx", 40, 35, tuple(problems))
    return check_workbook(found, language=language, made_on=DAY, is_full=is_full)


def opened(content: bytes):
    return openpyxl.load_workbook(io.BytesIO(content))


def lines(content: bytes, sheet: int = 1) -> list[tuple[object, ...]]:
    return list(opened(content).worksheets[sheet].iter_rows(values_only=True))


def test_each_problem_is_a_line_with_its_cell_value_reason_and_advice():
    head, *body = lines(made())
    assert head == tuple(say(f"column.{key}", "en") for key in COLUMNS)
    reason, advice = say("flag.nik_bad_date", "en"), say("advice.check_card", "en")
    assert body[1] == ("Sheet1", 17, "C17", "NIK Pemilik", NIK_SHOWN, reason, advice, None)
    assert [line[2] for line in body] == [None, "C17", "F17", "C18", None]
    assert body[0][4] == "the sheet has no such column (12 rows)"
    assert body[4][4:6] == ("7 | SITI", "Nothing but a name")


def test_the_first_sheet_counts_rows_and_problems_by_kind():
    cells = {line[0]: line[1:3] for line in lines(made(), 0) if line[0]}
    assert "Kec Subah/desa.xlsx" in cells
    assert cells["Filled rows"][0] == 40
    assert cells["Rows of owners"][0] == 35
    assert cells["Rows to mend, by problem"][0] == 16
    assert cells[say("flag.nik_bad_date", "en")] == (2, say("advice.check_card", "en"))
    assert list(cells).index(say("flag.nik_missing", "en")) < list(cells).index(say("flag.nik_bad_date", "en"))


@pytest.mark.parametrize("language", ["id", "en"])
def test_it_says_what_it_holds_and_what_to_do(language):
    for is_full, key in ((True, "privacy_full"), (False, "privacy")):
        words = [line[0] for line in lines(made(language=language, is_full=is_full), 0)]
        assert say(f"check.note_{key}", language) in words
        assert say("check.note_how", language) in words


def test_the_list_can_be_filtered_printed_and_filled_in():
    page = opened(made()).worksheets[1]
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == f"A1:H{len(PROBLEMS) + 1}"
    assert page.print_title_rows == "$1:$1"
    assert (page.page_setup.orientation, page.page_setup.fitToHeight) == ("landscape", 0)
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert {page.cell(row, 8).number_format for row in range(2, len(PROBLEMS) + 2)} == {"@"}
    assert page["G3"].alignment.wrap_text


def test_a_row_is_as_high_as_its_longest_text_needs():
    page = opened(made([PROBLEMS[1]._replace(value="x" * 100), PROBLEMS[2]])).worksheets[1]
    plain = page.sheet_format.defaultRowHeight
    assert page.row_dimensions[2].height == 4 * plain
    assert page.row_dimensions[3].height in {None, plain}


DANGEROUS = ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "http://example.org", "0012", "1e5", "{=1}"]


@pytest.mark.parametrize("value", DANGEROUS)
def test_a_value_stays_text_whatever_it_looks_like(value):
    content = made([PROBLEMS[1]._replace(value=value, title=value, sheet=value)])
    page = opened(content).worksheets[1]
    for column in "ADE":
        cell = page[f"{column}2"]
        assert (cell.value, cell.data_type, cell.hyperlink, cell.quotePrefix) == (value, "s", None, True)
    parts = zipfile.ZipFile(io.BytesIO(content))
    assert all(b"<f>" not in parts.read(part) for part in parts.namelist())


def test_the_same_problems_on_the_same_day_are_the_same_file():
    assert made() == made()


def test_a_file_with_more_problems_than_anybody_mends_says_how_many_are_listed(monkeypatch):
    monkeypatch.setattr(module, "MOST_LINES", 3)
    content = made()
    assert len(lines(content)) == 4
    assert "Only the first 3 problems are listed." in [line[0] for line in lines(content, 0)]
    monkeypatch.setattr(module, "MOST_LINES", len(PROBLEMS))
    assert not any("Only the first" in str(line[0]) for line in lines(made(), 0))


def test_a_number_in_the_name_of_the_file_is_masked():
    found = FileProblems(f"{NIK}.xlsx", 1, 1, PROBLEMS[1:2])
    content = check_workbook(found, language="en", made_on=DAY, is_full=False)
    parts = zipfile.ZipFile(io.BytesIO(content))
    assert all(NIK.encode() not in parts.read(part) for part in parts.namelist())
