"""What is drawn: the right number from every stratum, by chance, and always the same for the same run."""

from itertools import product

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from umkm_cli.matching.packed import pack
from umkm_cli.reviewing.frame import Frame, pairs_within
from umkm_cli.reviewing.sample import APART, JOINED, LEAST, allocate, draw, strata

STRATA = len(JOINED) + len(APART) - 2


def frame(count=3_000, *, seed=1):
    """Pairs of every outcome and probability, most of them plainly apart."""
    dice = np.random.default_rng(seed)
    left = np.arange(count)
    return Frame(
        record_id=pa.array([f"r{number:05d}" for number in reversed(range(count + 1))]),
        pairs=pack(left, left + 1),
        bits=dice.normal(-8, 12, count),
        is_joined=dice.random(count) < 0.2,
    )


def drawn_pairs(found):
    return list(zip(found.pairs["left_id"].to_pylist(), found.pairs["right_id"].to_pylist(), strict=True))


def test_every_stratum_gets_what_its_table_says_and_no_pair_twice():
    found = draw(frame(), size=200, of="a")
    assert found.pairs.num_rows == sum(found.strata["drawn"].to_pylist()) == 200
    assert sum(found.strata["pairs"].to_pylist()) == 3_000
    assert (
        np.bincount(found.pairs["stratum"].to_numpy(), minlength=STRATA).tolist() == found.strata["drawn"].to_pylist()
    )
    assert len(set(drawn_pairs(found))) == 200
    assert all(left < right for left, right in drawn_pairs(found))


def test_pairs_lie_in_the_stratum_they_are_said_to_lie_in():
    found = draw(frame(), size=200, of="a")
    rows = found.strata.to_pylist()
    for one in found.pairs.to_pylist():
        stratum = rows[one["stratum"]]
        assert stratum["is_joined"] == one["is_joined"]
        assert stratum["low"] <= one["match_probability"] <= stratum["high"]


def test_a_run_always_gives_the_same_pairs_and_another_run_others():
    once, again, other = (draw(frame(), size=100, of=of) for of in ("a", "a", "b"))
    assert once.pairs == again.pairs
    assert len(set(drawn_pairs(once)) & set(drawn_pairs(other))) < 50


def test_the_first_half_that_is_asked_is_spread_over_the_strata():
    found = draw(frame(20_000), size=1_000, of="a")
    first = np.bincount(found.pairs["stratum"].to_numpy()[:500], minlength=STRATA)
    drawn = found.strata["drawn"].to_numpy()
    large = drawn >= 40
    assert (np.abs(first - drawn / 2)[large] < 3.5 * np.sqrt(drawn / 4)[large]).all()


def test_more_than_there_is_gives_all_there_is():
    found = draw(frame(50), size=200, of="a")
    assert found.pairs.num_rows == 50
    assert found.strata["drawn"] == found.strata["pairs"].cast(pa.int32())


@pytest.mark.parametrize("size", [1, 5, 17])
def test_a_sample_smaller_than_the_strata_is_not_made_larger(size):
    assert draw(frame(), size=size, of="a").pairs.num_rows == size


def test_no_pairs_no_sample():
    found = draw(frame(0), size=200, of="a")
    assert found.pairs.num_rows == 0
    assert sum(found.strata["pairs"].to_pylist()) == 0


def test_a_large_part_of_the_sample_goes_to_joined_pairs_whatever_matching_says_of_them():
    is_joined = np.array([True, True, False])
    sizes = allocate(np.array([100_000, 500, 500_000]), is_joined, np.array([1.0, 0.5, 0.0]), size=200)
    assert sizes[0] >= 38


@given(
    counts=st.lists(st.integers(0, 10_000), min_size=1, max_size=12),
    size=st.integers(0, 400),
    said=st.lists(st.floats(0, 1), min_size=12, max_size=12),
)
def test_an_allocation_is_as_large_as_asked_and_possible(counts, size, said):
    counts = np.array(counts)
    is_joined = np.arange(len(counts)) % 2 == 0
    sizes = allocate(counts, is_joined, np.array(said[: len(counts)]), size=size)
    assert sizes.sum() == min(size, counts.sum())
    assert ((sizes >= 0) & (sizes <= counts)).all()
    if size >= (LEAST + 1) * len(counts) * 2:
        assert (sizes >= np.minimum(counts, LEAST)).all()


@pytest.mark.parametrize(("share", "is_joined"), list(product((0.0, 1e-7, 0.01, 0.2, 0.95, 1.0), (True, False))))
def test_every_pair_has_its_stratum(share, is_joined):
    (of_pair,), edges = strata(np.array([share]), np.array([is_joined]))
    outcome, low, high = edges[of_pair]
    assert outcome == is_joined
    assert low <= share < high or share == high == 1.0


@given(st.lists(st.integers(0, 5), max_size=12))
def test_pairs_within_are_those_of_the_obvious_definition(owner):
    expected = sorted(
        left << 32 | right for left in range(len(owner)) for right in range(left + 1, len(owner))
        if owner[left] == owner[right]
    )  # fmt: skip
    assert pairs_within(np.array(owner, np.int64)).tolist() == expected
