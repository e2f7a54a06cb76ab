"""quick: every shortcut answers as the plain function of its column does, or not at all."""

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from umkm_cli.cleaning import rules
from umkm_cli.cleaning.quick import QUICK
from umkm_cli.cleaning.rules import RULES, apply_rule

BY_FIELD = {rule.field: rule for rule in RULES}

two = st.integers(0, 99).map("{:02}".format)
sixteen = st.builds(
    "".join, st.tuples(st.sampled_from(["33", "11", "92", "00", "99"]), two, two, two, two, two, two, two)
)
made_up = st.sampled_from(
    [
        "3333333333333333",
        "1234567890123456",
        "9999123456789012",
        "3312121212121212",
        "3325110000000001",
        "3325119999999991",
    ]
)
dressed = st.builds("".join, st.lists(st.sampled_from("'‘ .3325"), max_size=18))
marked = st.builds(
    "{}{}{}".format, st.sampled_from(["", "'", "‘", " "]), sixteen, st.sampled_from(["", " ", ".0", "'"])
)
long_numbers = sixteen | made_up | dressed | marked | st.text(max_size=17)
phones = st.builds(
    "".join,
    st.tuples(
        st.sampled_from(["08", "8", "628", "+628", "62", "+62 8", "0", "00628", "-08"]),
        st.text("0123456789", min_size=6, max_size=12)
        | st.text("0123456789xXo*", min_size=6, max_size=12)
        | st.sampled_from(["12345678", "1111111111", "123-4567-8901"]),
        st.sampled_from(["", ".0", "-", " / 08123456789", "x"]),
    ),
)
WORDS = (
    "SITI moch M ABDULROHMAN Hj Drs bin alias BELUM ADA H. S.Pd SPD PD S Dan OE Djoko Ñu 4LI 'Aisyah IBU TUA anak dkk "
    "PROSES"
)
words = st.sampled_from([*WORDS.split(), ""]) | st.text("ABCDEHIJKLMNOPRSTUWYabdijnsu", min_size=1, max_size=6)
names = st.lists(words, min_size=1, max_size=4).map(" ".join)
days = st.builds("{0}{3}{1}{3}{2}".format, two, two, st.integers(1800, 2200), st.sampled_from("/-. ")) | st.builds(
    "{0}{3}{1}{3}{2}".format, st.integers(1800, 2200), two, two, st.sampled_from("/-.")
)
places = st.sampled_from(
    [
        "Batang, ",
        "BATANG,",
        "Jun, ",
        "Junrejo, ",
        "Kab. Batang / ",
        "Batang",
        "Batang O",
        "1",
        "Ñu, ",
        "tgl ",
        "Mei ",
        "",
    ]
)
CELLS = {
    "nik": long_numbers,
    "no_kk": long_numbers,
    "phone": phones,
    "name": names,
    "birth_date": days,
    "birth_place": st.builds("{}{}{}".format, places, days, st.sampled_from(["", "", " ", "O"])),
}


def plainly(monkeypatch, rule, texts, is_number):
    with monkeypatch.context() as without:
        without.setattr(rules, "QUICK", {})
        return apply_rule(rule, texts, is_number, 2021)


def test_every_shortcut_is_tried():
    assert CELLS.keys() == QUICK.keys()


@pytest.mark.parametrize("field", CELLS)
def test_a_shortcut_answers_as_the_plain_function_does(field):
    rule = BY_FIELD[field]

    @given(st.lists(st.tuples(st.none() | CELLS[field], st.booleans()), max_size=40))
    def holds(cells):
        texts = pa.array([text for text, _ in cells], pa.string())
        is_number = pa.array([number for _, number in cells], pa.bool_()) if rule.is_number else None
        columns, masks = apply_rule(rule, texts, is_number, 2021)
        with pytest.MonkeyPatch.context() as patch:
            expected, expected_masks = plainly(patch, rule, texts, is_number)
        assert {name: column.to_pylist() for name, column in columns.items()} == {
            name: column.to_pylist() for name, column in expected.items()
        }
        assert {flag: mask.tolist() for flag, mask in masks.items()} == {
            flag: mask.tolist() for flag, mask in expected_masks.items()
        }

    holds()


@pytest.mark.parametrize(
    ("field", "texts"),
    [
        ("nik", ["3325114505809001", "'3325110505809001", "332511 050580 9001"]),
        ("no_kk", ["3325091005129005", "‘3325091005129005"]),
        ("phone", ["081276543219", "81276543219", "+6281276543219", "0812-7654-3219", "0812.7654.3219"]),
        ("name", ["SITI AMINAH", "slamet", "Moch Djoko Budi"]),
        ("birth_place", ["Batang, 25-03-1980", "PEKALONGAN 25/03/1980", "Kab. Batang, 1980-03-25"]),
        ("birth_date", ["1980-03-25", "25/03/1980", "25-03-1980", "25.03.1980"]),
    ],
)
def test_what_most_cells_look_like_takes_the_shortcut(field, texts):
    assert QUICK[field](pa.array(texts), None, 2021).known.all()


def test_a_sliced_column_is_read_in_its_own_rows():
    texts = pa.array(["x", None, "3325114505809001", "3325110505809001", "y"]).slice(2, 2)
    columns, _ = apply_rule(BY_FIELD["nik"], texts, pa.array([False, False]), 2021)
    assert columns["nik.gender"].to_pylist() == ["P", "L"]
