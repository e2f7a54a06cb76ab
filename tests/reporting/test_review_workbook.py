"""The review workbook: what can be changed in it, how it is marked, and that other programs give it back unharmed."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock

from tests.review.office import FIRST, answers_in, desk_of, export, fill, matched, space
from umkm_cli.config import Config
from umkm_cli.findings.verdicts import Card, Fact, Line, PairStory, RowTold
from umkm_cli.messages import LANGUAGES
from umkm_cli.reporting.books.review import ReviewTerms, review_workbook
from umkm_cli.reporting.books.review_rows import Asked, layout, title_of
from umkm_cli.review.returns import Taker, take_back

__all__ = ["matched", "space"]

LEFT = RowTold("a" * 16, "O1", "BPUM 2021/subah.xlsx", "Sheet1", 7, "Siti Aminah")
RIGHT = RowTold("b" * 16, "O2", "survei.csv", None, 9, "Sitti Aminah")
COLUMNS = ("name", "nik", "birth_date", "gender", "village", "district", "list", "year")


def card(*facts, lines=(), left_rows=(LEFT,)):
    story = PairStory(LEFT, RIGHT, tuple(lines), 1.0, 0.5, "review")
    return Card(story, tuple(facts), left_rows, (RIGHT,), ())


def written(*cards, language="en", **terms):
    """The sheet of pairs, as openpyxl reads it."""
    asked = [Asked(number=number, card=one, kind="weak_link", district="Subah") for number, one in enumerate(cards, 1)]
    told = {"batch": "book-1", "run": "r", "columns": COLUMNS, "made_on": date(2026, 11, 26), "place": "Subah"} | terms
    content = review_workbook(asked, ReviewTerms(language=language, **told))
    return openpyxl.load_workbook(BytesIO(content), rich_text=True).worksheets[1]


def cell(page, title, row=FIRST):
    titles = [one.value for one in page[FIRST - 1]]
    return page.cell(row, titles.index(title) + 1)


def marked(value):
    """The pieces of a cell that are set off as different."""
    return [str(piece) for piece in value if isinstance(piece, TextBlock) and piece.font.b]


def test_both_records_stand_in_one_cell_and_what_differs_is_marked():
    value = cell(written(card(Fact("name", "Siti Aminah", "Sitti Aminah"))), "Name").value
    assert isinstance(value, CellRichText)
    assert (str(value), marked(value)) == ("Siti Aminah\nSitti Aminah", ["t"])


def test_hidden_digits_that_differ_are_marked():
    value = cell(written(card(Fact("nik", "3325**#*", "3325**#*"))), "NIK").value
    assert (str(value), marked(value)) == ("3325**#*\n3325**#*", ["#", "#"])


def test_a_value_that_one_record_lacks_is_a_dash_and_no_difference():
    born = (Fact("birth_date", date(1965, 9, 21), None), Fact("gender", "P", "L"))
    page = written(card(Fact("name", "Siti", None), *born))
    assert cell(page, "Name").value == "Siti\n–"
    value = cell(page, "Born, sex").value
    assert (str(value), marked(value)) == ("21-09-1965, P\nL", ["P", "L"])


def test_the_kecamatan_is_told_beside_the_desa_only_where_it_differs():
    page = written(
        card(Fact("village", "Gondang", "Gondang"), Fact("district", "Subah", "Subah")),
        card(Fact("village", "Gondang", "Gondang"), Fact("district", "Subah", "Tersono")),
    )
    assert cell(page, "Lives at").value == "Gondang\nGondang"
    assert str(cell(page, "Lives at", FIRST + 1).value) == "Gondang, Subah\nGondang, Tersono"


def test_what_speaks_for_and_against_is_told_the_strongest_first():
    lines = [
        Line("prior", "prior", "", -18.0), Line("comparison", "nik", "exact", 22.0),
        Line("comparison", "name", "exact", 8.0), Line("comparison", "gender", "exact", 0.9),
        Line("comparison", "phone", "different", -3.0), Line("comparison", "lists", "other_list", 2.0),
    ]  # fmt: skip
    told = cell(written(card(lines=lines)), "What speaks for (+) and against (−)").value
    assert told == "+ NIK: the same; Name: the same\n− Phone: different"


def test_it_is_told_where_both_rows_stand_and_who_else_is_of_the_owner():
    other = RowTold("c" * 16, "O1", "x.xlsx", "S", 3, "Siti A.")
    page = written(card(left_rows=(LEFT, other)))
    assert cell(page, "Where the rows stand").value == "BPUM 2021/subah.xlsx, sheet Sheet1, row 7\nsurvei.csv, row 9"
    assert cell(page, "Other rows, household").value == "Other rows: Siti A."


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "https://example.org", "[/b]", "{=x}"])
def test_text_of_a_list_stays_text(text):
    value = cell(written(card(Fact("name", text, "Siti"))), "Name")
    assert (str(value.value).split("\n")[0], value.data_type, value.hyperlink) == (text, "s", None)


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_decision_and_note_can_be_changed_and_the_decision_is_chosen(language):
    page = written(card(), card(), language=language)
    assert page.protection.sheet
    assert not page.protection.autoFilter  # False: not forbidden
    free = {one.coordinate for row in page.iter_rows() for one in row if not one.protection.locked}
    assert free == {"B3", "C3", "B4", "C4"}
    (rule,) = page.data_validations.dataValidation
    words = {"en": "same,different,unsure", "id": "sama,beda,ragu"}[language]
    assert (str(rule.sqref), rule.formula1, rule.errorStyle) == ("B3:B4", f'"{words}"', None)
    assert (page.freeze_panes, page.auto_filter.ref[:3]) == ("E3", "A2:")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_columns_have_one_title(language):
    known = desk_columns = (
        "name",
        "nik",
        "no_kk",
        "phone",
        "address",
        "business",
        *COLUMNS,
        "surname",
        "note",
        "number",
    )
    titles = [title_of(column, language) for column in layout(desk_columns)]
    assert len(set(titles)) == len(titles) > len(known) // 2


def test_the_same_pairs_on_the_same_day_give_the_same_bytes():
    asked = [Asked(number=1, card=card(Fact("name", "Siti", "Sitti")), kind="refused")]
    terms = ReviewTerms(language="id", batch="b", run="r", columns=COLUMNS, made_on=date(2026, 1, 2), place="x")
    assert review_workbook(asked, terms) == review_workbook(asked, terms)


def test_numbers_are_hidden_unless_they_are_asked_for(space):
    hidden, whole = (export(space, f"{name}.xlsx", full_values=name == "whole")[0].file for name in ("hidden", "whole"))
    seen = {
        path: {str(one) for page in openpyxl.load_workbook(path) for row in page.values for one in row}
        for path in (hidden, whole)
    }
    numbers = [number for number in desk_of(space).cards.evidence.records["nik"].to_pylist() if number]
    assert not any(number in text for text in seen[hidden] for number in numbers)
    assert any(number in text for text in seen[whole] for number in numbers)


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_what_libreoffice_saves_is_taken_whole(space, office, kind):
    (book,) = export(space)
    filled = fill(book.file, {0: "sama", 1: "beda", 4: "RAGU"}, notes={1: "=1+1"})
    again = filled.with_suffix(f".again.{kind}")
    again.write_bytes(office.convert(filled.read_bytes(), kind))
    result = take_back([again], workspace=space, config=Config(workers=1), taker=Taker(otherwise="x"))
    assert (result.count("taken"), result.refused, result.books[0].deleted) == (3, (), 0)
    assert {by for by, *_ in answers_in(space)} == {"Siti"}
    if kind == "xlsx":
        page = openpyxl.load_workbook(again).worksheets[1]
        assert page.protection.sheet
        assert page.data_validations.dataValidation[0].formula1 == '"sama,beda,ragu"'


def test_the_first_sheet_counts_the_answers(space, office):
    (book,) = export(space)
    filled = fill(book.file, {0: "sama", 1: "beda", 2: "sama"})
    how = openpyxl.load_workbook(BytesIO(office.convert(filled.read_bytes(), "xlsx")), data_only=True).worksheets[0]
    assert [how.cell(row, 2).value for row in range(7, 11)] == [2, 1, 0, book.rows - 3]
