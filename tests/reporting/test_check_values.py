"""What a check workbook shows of a cell: enough to find it, not enough to misuse it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from umkm_cli.reporting.check_values import HIDDEN, LONGEST, hide_middle, shown

CASES = [
    # field,     cell,                          shown
    ("nik",      "3325110505809001",            "332511******9001"),
    ("nik",      "332511050580900",             "332511******900"),
    ("nik",      "33251105058090011",           "332511*******0011"),
    ("nik",      "'33251105O5809001",           "'332511**O****001"),
    ("nik",      "3325 1105 0580 9001",         "3325 11** **** 9001"),
    ("nik",      "3,32511E+15",                 "3,32511E+15"),
    ("nik",      "belum ada",                   "belum ada"),
    ("nik",      None,                          ""),
    ("no_kk",    "3325110101100000",            "332511******0000"),
    ("phone",    "081290001234",                "0812******34"),
    ("phone",    "0812-9000-1234",              "0812-****-**34"),
    ("phone",    "081290001234/081290001235",   "081290******/********1235"),
    ("phone",    "0285391",                     "0285391"),
    ("nib",      "1234567890123",               "12345******23"),
    ("name",     "SITI 3325110505809001",       "SITI 332511******9001"),
    ("address",  "Jl. Mawar 12 RT 01 RW 02",    "Jl. Mawar 12 RT 01 RW 02"),
    ("birth_date", "31-02-1980",                "31-02-1980"),
    (None,       "1 | SITI | 081290001234",     "1 | SITI | 0812******34"),
    ("name",     "A\x00B\u202eC\n\uffff",       "A B C"),
    ("name",     "=cmd|' /C calc'!A0",          "=cmd|' /C calc'!A0"),
    ("note",     "x" * 300,                     "x" * (LONGEST - 1) + "…"),
]  # fmt: skip


@pytest.mark.parametrize(("field", "cell", "expected"), CASES)
def test_a_cell_is_shown_with_the_middle_of_its_number_hidden(field, cell, expected):
    assert shown(cell, field, is_full=False) == expected


def test_full_values_hide_nothing_but_control_characters():
    assert shown("332511\x000505809001", "nik", is_full=True) == "332511 0505809001"


@given(st.text("0123456789 .-OIl'/", min_size=1, max_size=40))
def test_length_and_everything_but_digits_stay_and_at_least_six_digits_of_a_long_number_go(text):
    hidden = hide_middle(text)
    assert len(hidden) == len(text)
    assert all(after in {before, "*"} for before, after in zip(text, hidden, strict=True))
    assert re.sub(r"[\d*]", "", hidden) == re.sub(r"\d", "", text)
    digits = sum(char.isdigit() for char in text)
    assert hidden.count("*") == (0 if digits <= 8 else max(HIDDEN, digits - 10))
