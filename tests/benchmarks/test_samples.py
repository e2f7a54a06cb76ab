"""The measure of samples: answers have to be what it says of them, and shares have to be counted right."""

import numpy as np
import pytest

from benchmarks.samples import Held, Reviewers, Whole, lines, measure
from umkm_cli.reviewing.sample import strata

STRATA = strata(np.empty(0), np.empty(0, bool))[1]


@pytest.fixture(scope="module")
def whole():
    """A list as right as matching says."""
    is_joined = np.array([joined for joined, _, _ in STRATA])
    ends = np.array([ends for _, *ends in STRATA])
    pairs = np.where(is_joined, 500, 5_000)
    said = np.sqrt(np.maximum(ends[:, 0], 1e-8) * ends[:, 1])
    return Whole(is_joined, pairs, said, ends, np.round(pairs * np.where(is_joined, 0.95, said)).astype(int), unseen=20)


def test_precision_and_recall_are_those_of_the_whole_list(whole):
    right, joined = whole.true[whole.is_joined].sum(), whole.pairs[whole.is_joined].sum()
    assert whole.precision == right / joined
    assert whole.recall == right / (whole.true.sum() + 20)


def test_reviewers_without_slips_say_what_is_true(whole):
    counted = whole.answers(Reviewers(whole.pairs.sum()), np.random.default_rng(1))
    assert counted.answered[0].tolist() == whole.pairs.tolist()
    assert counted.same[0].tolist() == whole.true.tolist()
    assert not counted.answered[1].any()


def test_reviewers_slip_as_often_as_told(whole):
    counted = whole.answers(Reviewers(whole.pairs.sum(), 0.1), np.random.default_rng(1))
    least_likely = np.argmin(whole.said)
    assert counted.same[0, least_likely] == pytest.approx(500, abs=80)


def test_two_people_differ_twice_as_often_as_one_slips_and_hardly_slip_together(whole):
    counted = whole.answers(Reviewers(whole.pairs.sum(), 0.1, twice=True), np.random.default_rng(1))
    assert counted.doubled == whole.pairs.sum()
    assert counted.disagreed / counted.doubled == pytest.approx(0.18, abs=0.01)
    assert counted.answered[1].sum() == counted.doubled - counted.disagreed
    assert counted.same[1, np.argmin(whole.said)] == pytest.approx(50, abs=25)
    assert not counted.answered[0].any()


def test_only_a_part_is_answered(whole):
    counted = whole.answers(Reviewers(400, answered=0.5), np.random.default_rng(1))
    assert counted.answered.sum() == pytest.approx(200, abs=40)


def test_slips_where_it_is_hard_are_few_where_it_is_plain(whole):
    counted = whole.answers(Reviewers(whole.pairs.sum(), 0.06, where_hard=True), np.random.default_rng(1))
    least_likely = np.argmin(whole.said)
    assert counted.same[0, least_likely] == pytest.approx(50, abs=25)


def test_many_samples_are_told_in_a_row(whole):
    held = measure(whole, Reviewers(200, 0.03), samples=5)
    assert held.told.shape == (5, 2, 3)
    *_, row = lines(whole, [held])
    assert row.startswith("| 200 pairs, 3% wrong | ")


def test_an_interval_that_misses_is_counted():
    told = np.array([[[0.9, 0.8, 0.95], [0.5, 0.4, 0.6]], [[0.9, 0.8, 0.95], [0.8, 0.7, 0.9]]])
    held = Held(Reviewers(2), told, np.full((2, 2), 0.9), np.array([0.9, 0.8]))
    assert held.holds.tolist() == [1.0, 0.5]
    assert "| 100% | ± 7.50% | +0.00% | 0.0% | 50% | ± 10.00% | -15.00% | 10.0% |" in held.line()
