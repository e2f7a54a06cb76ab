"""How alike two texts are."""

import numpy as np
import pyarrow as pa
import pytest

from umkm_cli.matching.columns import Coded
from umkm_cli.matching.model import Comparison, Level
from umkm_cli.matching.texts import RULES, compare_texts

CASES = [
    # rule,     setting, left,            right,           holds
    ("equal",    None,   "yea street",    "yea street",    True),
    ("equal",    None,   "yea street",    "yea stret",     False),
    ("slips",    1,      "19610708",      "19610780",      True),
    ("slips",    1,      "19610708",      "1961078",       True),
    ("slips",    1,      "19610708",      "19620709",      False),
    ("slips",    2,      "19610708",      "19620709",      True),
    ("at_least", 0.92,   "yea street",    "yea stret",     True),
    ("at_least", 0.92,   "yea street",    "yarra place",   False),
    ("begins",   4,      "tq13 8df",      "tq13 8hu",      True),
    ("begins",   4,      "tq13 8df",      "tq12 8df",      False),
]  # fmt: skip


def test_every_rule_has_a_case_that_holds_and_one_that_does_not():
    assert {case[0] for case in CASES if case[4]} == {case[0] for case in CASES if not case[4]} == set(RULES)


def comparison(*rules):
    levels = [Level(name=f"level{place}", m=0.5, u=0.5, rule=rule) for place, rule in enumerate(rules)]
    return Comparison(name="text", kind="text", column="text", levels=(*levels, Level(name="different", m=0.5, u=0.5)))


def compared(column, left, right, *rules):
    values = sorted(set(column))
    coded = Coded(np.array([values.index(value) for value in column], np.int32), pa.array(values))
    at = [np.array([values.index(value)]) for value in (left, right)]
    levels, shares = compare_texts(coded, *at, comparison(*rules))
    return int(levels[0]), float(shares[0])


@pytest.mark.parametrize(("rule", "setting", "left", "right", "holds"), CASES)
def test_a_rule_holds(rule, setting, left, right, holds):
    asked = {} if rule == "equal" else {rule: setting}
    for one, other in ((left, right), (right, left)):
        level, _ = compared([left, right, "another"], one, other, asked)
        assert level == (1 if holds else 2)


def test_the_first_level_whose_rule_holds_is_taken():
    column = ["tq13 8df", "tq13 8hu", "tq13 8dg"]
    rules = ({}, {"slips": 1}, {"begins": 4})
    assert [compared(column, column[0], other, *rules)[0] for other in column] == [1, 3, 2]


def test_a_common_value_is_common_and_so_is_a_common_beginning():
    column = ["tq13 8df"] * 3 + ["tq13 8hu"] * 5 + ["e4 9re"] * 2
    rules = ({}, {"begins": 4})
    assert compared(column, "tq13 8df", "tq13 8df", *rules) == (1, pytest.approx(2 / 10))
    assert compared(column, "tq13 8df", "tq13 8hu", *rules) == (2, pytest.approx(7 / 10))
