"""Whose answers count for a sample, and under which names."""

import pytest

from tests.reviewing.factory import said
from umkm_cli.decisions import Answer, Succession, Withdrawal
from umkm_cli.reviewing.heard import Heard
from umkm_cli.schema import REVIEW_SAMPLE, REVIEW_STRATA

DIFFERENT = Answer.DIFFERENT

SAMPLE = REVIEW_SAMPLE.from_rows(
    [
        {"left_id": left, "right_id": right, "stratum": stratum, "is_joined": stratum == 0}
        for left, right, stratum in (("a", "b", 0), ("c", "d", 0), ("e", "f", 1), ("g", "h", 1))
    ]
)
STRATA = REVIEW_STRATA.from_rows(
    [{"stratum": n, "is_joined": n == 0, "low": 0.0, "high": 1.0, "pairs": 10, "said": 0.5, "drawn": 2} for n in (0, 1)]
)


def counts(*entries, **more):
    """Answered and same, each by one person and by several, by stratum; pairs two were sure of, and differed in."""
    found = Heard.of(SAMPLE, entries).counted(STRATA, **more)
    return found.answered.tolist(), found.same.tolist(), (found.doubled, found.disagreed)


def test_answers_of_one_person_and_of_two_who_agree_are_told_apart():
    told = [
        said("a", "b", "same"),
        said("c", "d", "same"),
        said("d", "c", "same", by="Budi"),
        said("e", "f", "different"),
    ]
    assert counts(*told) == ([[1, 1], [1, 0]], [[1, 0], [1, 0]], (1, 0))


def test_contradicted_unsure_and_other_pairs_do_not_count():
    torn = [said("a", "b", "same"), said("a", "b", "different", by="Budi")]
    told = [*torn, said("c", "d", "unsure"), said("x", "y", "same")]
    assert counts(*told) == ([[0, 0], [0, 0]], [[0, 0], [0, 0]], (1, 1))


def test_what_a_third_settles_counts_once():
    one, other = said("a", "b", "same"), said("a", "b", "different", by="Budi")
    third = said("a", "b", "same", by="Cici", settles=(one.id, other.id))
    assert counts(one, other, third) == ([[1, 0], [0, 0]], [[1, 0], [0, 0]], (1, 1))


def test_who_was_unsure_is_no_second_opinion():
    told = [said("a", "b", "same"), said("a", "b", "unsure", by="Budi")]
    assert counts(*told) == ([[1, 0], [0, 0]], [[1, 0], [0, 0]], (0, 0))


def test_a_chain_that_cannot_be_true_does_not_count():
    told = [said("a", "b", "same"), said("b", "x", "same"), said("a", "x", "different")]
    assert counts(*told)[0] == [[0, 0], [0, 0]]


def test_an_answer_follows_a_record_that_was_renamed_after_it_or_before_it():
    moved = Succession(id="s", by="umkm", at="2026-11-01T5", old="b", new="z")
    assert counts(said("a", "b", "same"), moved)[0] == [[1, 0], [0, 0]]
    assert counts(moved, said("a", "z", "same"))[0] == [[1, 0], [0, 0]]


def test_a_withdrawn_answer_is_none():
    one = said("a", "b", "same")
    assert counts(one, Withdrawal(id="w", by="Ani", at="2027", withdraws=(one.id,)))[0] == [[0, 0], [0, 0]]


@pytest.mark.parametrize(("is_right", "same"), [(True, [[1, 0], [0, 0]]), (False, [[0, 1], [0, 0]])])
def test_what_is_open_is_taken_for_right_or_wrong(is_right, same):
    told = [said("a", "b", "unsure"), said("e", "f", "unsure")]
    assert counts(*told, open_is_right=is_right)[:2] == ([[1, 1], [0, 0]], same)


def test_answers_stand_in_the_order_of_the_sample():
    heard = Heard.of(SAMPLE, [said("e", "f", "different"), said("c", "d", "unsure")])
    assert heard.answers == [None, None, DIFFERENT, None]
    assert heard.was_asked.tolist() == [False, True, True, False]
