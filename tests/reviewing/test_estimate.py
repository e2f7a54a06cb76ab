"""What answers say of all pairs: right on average, sure only of what was seen, and not thrown by a slip."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from umkm_cli.reviewing.belief import UNSEEN
from umkm_cli.reviewing.estimate import Counted, estimate, weighted

JOINED = np.array([True, False])


def counted(pairs, said, answered, same, is_joined=JOINED, *, by_two=False, **more):
    """Answers by one person, or all of them by two who agree."""
    answered, same = (np.stack([np.zeros_like(counts), counts][:: 1 if by_two else -1]) for counts in (answered, same))
    return Counted(
        is_joined=np.array(is_joined), pairs=np.array(pairs), said=np.array(said, float), answered=answered,
        same=same, **more,
    )  # fmt: skip


def width(rate):
    return rate.high - rate.low


def test_where_all_pairs_are_answered_the_rates_are_what_was_counted_but_for_slips():
    """180 of 200 joined pairs are right and 20 of 200 others are missed: precision and recall 0.9."""
    found = estimate(counted([200, 200], [0.9, 0.1], [200, 200], [180, 20], doubled=5_000))
    assert found.rates.precision.value == pytest.approx(0.9, abs=0.003)
    assert found.rates.recall.value == pytest.approx(0.9, abs=0.005)
    assert found.rates.f1.value == pytest.approx(0.9, abs=0.003)
    assert width(found.rates.precision) < 0.03


def test_weighted_answers_are_right_on_average_over_all_samples_there_are():
    """Six joined pairs (four right), five others (one missed): every sample of three and three."""
    joined, apart = [1, 1, 1, 1, 0, 0], [1, 0, 0, 0, 0]
    precisions, missed = [], []
    for some in combinations(joined, 3):
        for others in combinations(apart, 3):
            told = counted([6, 5], [0.9, 0.1], [3, 3], [sum(some), sum(others)])
            precisions.append(weighted(told)[0])
            precision, recall = weighted(told)
            missed.append(6 * precision * (1 / recall - 1))
    assert np.mean(precisions) == pytest.approx(4 / 6)
    assert np.mean(missed) == pytest.approx(1.0)


def test_a_large_stratum_without_a_hit_neither_blows_up_nor_makes_sure():
    found = estimate(counted([30_000, 300_000], [0.999, 1e-6], [50, 4], [50, 0]))
    assert 0.95 < found.rates.recall.low < found.rates.recall.high < 1.0
    nothing = estimate(counted([30_000, 300_000], [0.999, 0.01], [50, 0], [50, 0]))
    assert width(nothing.rates.recall) > 5 * width(found.rates.recall)


def test_one_slip_where_matching_is_nearly_sure_does_not_throw_recall_and_is_taken_for_one():
    sound = estimate(counted([30_000, 300_000], [0.999, 1e-6], [100, 20], [100, 0]))
    slipped = estimate(counted([30_000, 300_000], [0.999, 1e-6], [100, 20], [100, 1]))
    assert slipped.rates.recall.value == pytest.approx(sound.rates.recall.value, abs=0.005)
    assert slipped.errors.value > sound.errors.value
    assert weighted(counted([30_000, 300_000], [0.999, 1e-6], [100, 20], [100, 1]))[1] < 0.7


def test_answers_outweigh_what_matching_says():
    found = estimate(counted([1_000, 1_000], [0.99, 0.01], [200, 200], [100, 0], doubled=400))
    assert found.rates.precision.value == pytest.approx(0.5, abs=0.05)


def test_what_two_people_agree_on_is_no_slip():
    """Of 10,000 pairs that matching is nearly sure of, 7 of 100 are wrong: one person may have slipped seven times."""
    told = {"pairs": [10_000, 1_000], "said": [0.995, 0.05], "answered": [100, 40], "same": [93, 2]}
    alone, both = estimate(counted(**told)), estimate(counted(**told, by_two=True, doubled=140))
    assert alone.rates.precision.value > 0.955
    assert both.rates.precision.value == pytest.approx(0.935, abs=0.015)
    assert both.errors.value < alone.errors.value


def test_fewer_answers_make_wider_intervals():
    full = estimate(counted([5_000, 1_000], [0.9, 0.1], [100, 100], [90, 10]))
    half = estimate(counted([5_000, 1_000], [0.9, 0.1], [50, 50], [45, 5]))
    assert width(half.rates.precision) > 1.15 * width(full.rates.precision)
    assert half.rates.precision.value == pytest.approx(full.rates.precision.value, abs=0.02)


def test_a_stratum_without_an_answer_has_no_weighted_rate():
    assert weighted(counted([10, 10], [0.9, 0.1], [5, 0], [5, 0])) == (None, None)


def test_without_joined_pairs_there_is_no_precision():
    found = estimate(counted([0, 10], [0.0, 0.1], [0, 5], [0, 1]))
    assert found.rates.precision.value is None
    assert found.rates.recall.value == pytest.approx(0.0)


@pytest.mark.parametrize("error", [0.0, 0.04])
def test_intervals_hold_the_truth_where_matching_is_as_right_as_it_says(error):
    dice = np.random.default_rng(5)
    pairs, said = np.array([20_000, 500, 500, 20_000]), np.array([0.999, 0.9, 0.1, 0.001])
    is_joined, true = np.array([True, True, False, False]), np.array([19_980, 460, 55, 30])
    answered, held = np.array([40, 60, 60, 10]), []
    precision, recall = 20_440 / 20_500, 20_440 / 20_525 * (1 - UNSEEN)
    for _ in range(60):
        hit = dice.hypergeometric(true, pairs - true, answered)
        same = dice.binomial(hit, 1 - error) + dice.binomial(answered - hit, error)
        rates = estimate(counted(pairs, said, answered, same, is_joined)).rates
        held.append(
            (rates.precision.low <= precision <= rates.precision.high, rates.recall.low <= recall <= rates.recall.high)
        )
    assert np.mean(held, axis=0).min() >= 0.88


@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(st.booleans(), st.integers(0, 2_000_000), st.floats(0, 1), st.floats(0, 1), st.floats(0, 1)),
        min_size=1,
        max_size=6,
    )
)
def test_rates_are_shares_within_their_intervals_whatever_was_answered(strata):
    is_joined, pairs, said, asked, hits = map(np.array, zip(*strata, strict=True))
    answered = np.minimum(pairs, (asked * 600).astype(int))
    same = (hits * answered).astype(int)
    found = estimate(counted(pairs, said, answered, same, is_joined))
    for rate in (found.rates.precision, found.rates.recall, found.rates.f1, found.errors, *found.true):
        if rate.value is not None:
            assert 0.0 <= rate.low <= rate.value <= rate.high <= 1.0
    assert estimate(counted(pairs, said, answered, same, is_joined)) == found
