"""The code of a row says what the row is about, whatever happens to the sheet around it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from umkm_cli.row_codes import coded, make_code, read_code

CELLS = {"Nama": "Siti Aminah\nSitti Aminah", "NIK": "3325**#*\n3325**#*", "Usaha": ""}
LEFT, RIGHT = "c07a555bab82d5a8", "ec9d16ad7b8ee3f4"
IDS = st.one_of(st.from_regex(r"[0-9a-f]{16}", fullmatch=True), st.text(min_size=1))


@given(IDS, IDS, st.text(), st.dictionaries(st.text(), st.text(), max_size=6), st.booleans())
def test_a_code_says_what_it_was_made_from(left, right, batch, cells, is_conflict):
    read = read_code(f" {make_code(left, right, batch, cells, is_conflict=is_conflict)}\n")
    assert (read.left, read.right, read.batch, read.is_conflict) == (coded(left), coded(right), batch, is_conflict)
    assert read.altered(cells) == []


@pytest.mark.parametrize(
    ("change", "altered"),
    [
        ({"Nama": "Siti Aminah\nSiti Aminah"}, ["Nama"]),
        ({"NIK": ""}, ["NIK"]),
        ({"Usaha": "Batik", "NIK": "3325"}, ["NIK", "Usaha"]),
        ({"Mine": "anything"}, []),
        ({"Nama": "Siti Aminah\r\nSitti Aminah "}, []),
        ({"Nama": "Siti AminahSitti Aminah"}, []),
    ],
    ids=["a letter", "emptied", "two cells", "another column", "other line ends", "a lost line end"],
)
def test_a_cell_that_was_changed_is_found(change, altered):
    code = read_code(make_code(LEFT, RIGHT, "book", CELLS))
    assert code.altered(CELLS | change) == altered


def test_a_column_that_was_deleted_is_no_change():
    assert read_code(make_code(LEFT, RIGHT, "book", CELLS)).altered({"NIK": CELLS["NIK"]}) == []


@pytest.mark.parametrize("text", ["", "sama", "u1|q|book", "u9|q|b|l|r|x|y", "u1||||||"])
def test_what_is_no_code_is_none(text):
    assert read_code(text) is None


@given(st.data())
def test_a_code_with_another_letter_in_it_is_none(data):
    code = make_code(LEFT, RIGHT, "book", CELLS)
    place = data.draw(st.integers(0, len(code) - 1))
    letter = data.draw(st.sampled_from("abz09|").filter(lambda letter: letter != code[place]))
    assert read_code(code[:place] + letter + code[place + 1 :]) is None


def test_a_code_holds_no_number_of_a_person():
    assert "3325110505809001" not in make_code("3325110505809001", "3325114505859002", "book", {})
