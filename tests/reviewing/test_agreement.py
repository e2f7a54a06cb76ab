import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from umkm_cli.decisions import Answer
from umkm_cli.reviewing.agreement import agreements, kappa

SAME, DIFFERENT, UNSURE = Answer.SAME, Answer.DIFFERENT, Answer.UNSURE


def table(counts):
    return [pair for pair, count in counts.items() for _ in range(count)]


def test_kappa_of_a_table_worked_out_by_hand():
    """20 and 15 alike of 50, 5 and 10 apart: p = 0.7, e = 0.5."""
    both = table({(SAME, SAME): 20, (SAME, DIFFERENT): 5, (DIFFERENT, SAME): 10, (DIFFERENT, DIFFERENT): 15})
    value, error = kappa(both)
    assert value == pytest.approx(0.4)
    assert error == pytest.approx(0.1270, abs=5e-4)


def test_the_standard_error_is_that_of_many_drawn_tables():
    numpy = pytest.importorskip("numpy")
    dice = numpy.random.default_rng(7)
    pairs = [(SAME, SAME), (SAME, DIFFERENT), (DIFFERENT, SAME), (DIFFERENT, DIFFERENT), (UNSURE, DIFFERENT)]
    share = [0.4, 0.08, 0.05, 0.4, 0.07]
    drawn = [kappa(table(dict(zip(pairs, dice.multinomial(300, share).tolist(), strict=True)))) for _ in range(400)]
    assert numpy.std([value for value, _ in drawn]) == pytest.approx(numpy.mean([e for _, e in drawn]), rel=0.1)


def test_where_chance_alone_agrees_there_is_no_kappa():
    assert kappa([(SAME, SAME)] * 5) is None


@given(st.lists(st.tuples(st.sampled_from(list(Answer)), st.sampled_from(list(Answer))), min_size=1))
def test_kappa_is_one_for_the_same_answers_and_never_more(both):
    found = kappa(both)
    if found is not None:
        assert -1.0 <= found[0] <= 1.0
        assert math.isclose(found[0], 1.0) == all(one is other for one, other in both)


def test_each_two_people_are_compared_on_what_both_decided():
    answers = {
        ("a", "b"): {"Ani": SAME, "Budi": SAME, "Cici": DIFFERENT},
        ("c", "d"): {"Ani": DIFFERENT, "Budi": DIFFERENT},
        ("e", "f"): {"Ani": SAME, "Budi": DIFFERENT},
    }
    found = agreements(answers)
    assert [(one.one, one.other, one.pairs, one.agreed) for one in found] == [
        ("Ani", "Budi", 3, 2), ("Ani", "Cici", 1, 0), ("Budi", "Cici", 1, 0),
    ]  # fmt: skip
    assert found[0].low < found[0].kappa < found[0].high
    assert found[0].kappa == pytest.approx(0.4)
    assert found[0].meaning == "fair"


@pytest.mark.parametrize(
    ("others", "kappa", "meaning"), [([SAME, DIFFERENT], 1.0, "almost_perfect"), ([DIFFERENT, SAME], -1.0, "poor")]
)
def test_two_who_always_or_never_agree_have_no_interval(others, kappa, meaning):
    both = {(str(at), "z"): {"Ani": [SAME, DIFFERENT][at], "Budi": other} for at, other in enumerate(others)}
    (found,) = agreements(both)
    assert (found.kappa, found.low, found.high, found.meaning) == (kappa, None, None, meaning)
