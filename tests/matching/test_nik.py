import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from tests.matching.factory import records
from umkm_cli.matching.model import load_model
from umkm_cli.matching.nik import nik_levels
from umkm_cli.matching.prepare import prepare

MODEL = load_model()
COMPARISON = MODEL.comparisons[MODEL.place_of("nik")]
NIK = "3325095205809001"

CASES = [
    ("missing", NIK, None),
    ("missing", NIK, "332511??????????"),
    ("exact", NIK, NIK),
    ("one_digit", NIK, "3325095205809001".replace("0952", "0962")),
    ("one_digit", NIK, "3325092505809001"),  # two neighbours swapped
    ("one_digit", NIK, "332509520580900"),  # one lost
    ("one_digit", NIK, "33250952058090011"),  # one typed twice
    ("cut", NIK, "332509520580900?"),
    ("next_serial", NIK, "3325095205809002"),
    ("serial", NIK, "3325095205809071"),
    ("serial", NIK, "332509520580977?"),
    ("same_birth", NIK, "3325145205809777"),
    ("different", NIK, "3325091205809001".replace("1205", "1306")),
    ("different", NIK, "33250917117190012"),
]


def level(left: str | None, right: str | None) -> str:
    prepared = prepare(records({"nik": left}, {"nik": right}), MODEL)
    levels = nik_levels(prepared.niks("nik"), np.array([0]), np.array([1]), COMPARISON)
    return COMPARISON.level_names[int(levels[0])]


@pytest.mark.parametrize(("expected", "left", "right"), CASES)
def test_each_kind_of_likeness_has_its_level(expected, left, right):
    assert level(left, right) == expected
    assert level(right, left) == expected


def test_every_level_has_a_case():
    assert {expected for expected, _, _ in CASES} == set(COMPARISON.level_names)


@given(st.integers(0, 15), st.sampled_from("0123456789"))
def test_one_wrong_digit_is_never_a_different_number(place, digit):
    wrong = NIK[:place] + digit + NIK[place + 1 :]
    assert (OSA.distance(NIK, wrong) == 0) == (level(NIK, wrong) == "exact")
    assert level(NIK, wrong) in {"exact", "one_digit", "serial", "next_serial"}
