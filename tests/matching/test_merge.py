"""Clusters are made of the evidence between whole clusters."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from umkm_cli.matching.merge import ENOUGH, Priors, Witness, merge

MISSING = float("nan")
PRIOR = -5.0
MOST = 7


def clusters(size, weigh, pairs=None, never=frozenset(), taken_off=None, threshold=0.0):
    """Sets of records; `weigh(left, right)` gives the bits of each comparison of a pair."""

    def compare(packed):
        both = [(pair >> 32, pair & 0xFFFFFFFF) for pair in packed.tolist()]
        bits = np.array([weigh(*pair) for pair in both], np.float32).reshape(len(both), -1)
        off = np.array([(taken_off or {}).get(pair, 0.0) for pair in both], np.float32)
        return Witness(bits, np.full_like(bits, np.nan), off, np.array([pair in never for pair in both], bool))

    if pairs is None:
        pairs = [(left, right) for right in range(size) for left in range(right)]
    packed = np.array([left << 32 | right for left, right in pairs], np.int64)
    none = Witness(*[np.empty((0, 1), np.float32)] * 2, np.empty(0, np.float32), np.empty(0, bool))
    start = compare(packed) if pairs else none
    found = merge(size, packed, start, priors=Priors(PRIOR, -np.inf), threshold=threshold, compare=compare)
    grouped = {}
    for row, owner in enumerate(found.owner.tolist()):
        grouped.setdefault(owner, set()).add(row)
    assert all(owner == min(rows) for owner, rows in grouped.items())
    return sorted(map(sorted, grouped.values())), found


@pytest.mark.parametrize(
    ("bits", "joined"),
    [([3.0, 2.5], True), ([3.0, 1.5], False), ([6.0, MISSING], True), ([MISSING, MISSING], False)],
    ids=["above", "below", "one value missing", "nothing known"],
)
def test_two_records_are_one_when_prior_and_bits_reach_the_threshold(bits, joined):
    found, _ = clusters(2, lambda *_: bits)
    assert found == ([[0, 1]] if joined else [[0], [1]])


def test_look_alikes_do_not_chain():
    found, _ = clusters(6, lambda left, right: [6.5 if right - left == 1 else -9.0])
    assert max(map(len, found)) == 2


def test_one_odd_value_among_many_is_outvoted():
    """Record 5 agrees with all but record 0 and would be kept out if each pair had a veto."""
    found, _ = clusters(6, lambda left, right: [-4.0 if (left, right) == (0, 5) else 8.0])
    assert found == [[0, 1, 2, 3, 4, 5]]


def test_what_several_records_know_together_counts():
    """Record 2 knows nothing that 0 and 1 both know: each of them alone would not carry it."""
    apart = {(0, 2): [3.0, MISSING], (1, 2): [MISSING, 3.0], (0, 1): [8.0, 8.0]}
    assert clusters(3, lambda left, right: apart[left, right])[0] == [[0, 1, 2]]
    found, _ = clusters(3, lambda left, right: apart[left, right] if left == 0 else [MISSING, MISSING])
    assert found == [[0, 1], [2]]


def test_the_pairs_that_blocking_did_not_find_are_compared():
    bits = {(0, 1): [6.5], (1, 2): [6.0], (0, 2): [-30.0]}
    found, _ = clusters(3, lambda *pair: bits[pair], pairs=[(0, 1), (1, 2)])
    assert found == [[0, 1], [2]]


def test_what_cannot_be_one_owner_never_is():
    found, outcome = clusters(4, lambda *_: [20.0], never={(0, 3)})
    assert not any({0, 3} <= set(group) for group in found)
    assert outcome.refused > 0


def test_a_household_is_not_outvoted():
    """What one pair has taken off is taken off its clusters, however many other pairs there are between them."""
    assert clusters(5, lambda *_: [8.0])[0] == [[0, 1, 2, 3, 4]]
    found, _ = clusters(5, lambda *_: [8.0], taken_off={(0, 4): -4.0})
    assert not any({0, 4} <= set(group) for group in found)


def test_each_merge_is_told():
    _, found = clusters(4, lambda *_: [7.5])
    assert len(found.left) == len(found.right) == len(found.weight) == 3
    assert found.weight == pytest.approx([2.5] * 3)


def test_many_equal_records_are_one_owner_after_few_comparisons():
    asked = 0

    def weigh(*_):
        nonlocal asked
        asked += 1
        return [9.0]

    size = 600
    found, _ = clusters(size, weigh, pairs=[(row, row + step) for step in (1, 2, 3) for row in range(size - step)])
    assert found == [list(range(size))]
    assert asked < size * ENOUGH


WEIGHTS = st.lists(st.integers(-8, 12), min_size=MOST * MOST, max_size=MOST * MOST)


@given(WEIGHTS, st.permutations(range(MOST)), st.sets(st.tuples(st.integers(0, MOST - 1), st.integers(0, MOST - 1))))
def test_the_order_of_the_records_does_not_matter(weights, order, gaps):
    """Weights are made distinct, so that no tie is to be broken."""

    def weigh(one, other):
        low, high = min(one, other), max(one, other)
        return [MISSING if (low, high) in gaps else weights[low * MOST + high] + (low * MOST + high) / 1000]

    plain, _ = clusters(MOST, weigh)
    shuffled, _ = clusters(MOST, lambda left, right: weigh(order[left], order[right]))
    assert sorted(sorted(order[row] for row in group) for group in shuffled) == plain


def test_no_record_and_no_pair_give_no_merge():
    assert clusters(0, lambda *_: [0.0])[0] == []
    assert clusters(3, lambda *_: [0.0], pairs=[])[0] == [[0], [1], [2]]
