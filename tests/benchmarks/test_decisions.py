"""The measure of what decisions are worth: it has to count pairs rightly, and to leave out those that were decided."""

from types import SimpleNamespace

import numpy as np
import pyarrow as pa
import pytest

from benchmarks.decisions import decide, rate, undecided
from umkm_cli.matching.packed import pack
from umkm_cli.matching.ties import Ties

TRUTH = np.array([0, 0, 0, 1, 1, 2])
FOUND = np.array([0, 0, 2, 3, 3, 3])


def world(truth):
    prepared = SimpleNamespace(record_id=pa.array([f"r{row:04d}" for row in range(len(truth))]))
    return SimpleNamespace(prepared=prepared, truth=np.asarray(truth))


def ties(same=(), different=()):
    return Ties(*(pack(*np.array(pairs, np.int64).reshape(-1, 2).T) for pairs in (same, different)))


def test_pairs_are_counted():
    rates = rate(FOUND, TRUTH)
    assert (rates.true, rates.found, rates.right) == (4, 4, 2)
    assert (rates.people, rates.clusters) == (3, 3)


def test_decided_pairs_are_left_out():
    assert undecided(FOUND, world(TRUTH), ties()) == pytest.approx(2 * 2 / (4 + 4))
    assert undecided(FOUND, world(TRUTH), ties(same=[(0, 1)])) == pytest.approx(2 * 1 / (3 + 3))
    assert undecided(FOUND, world(TRUTH), ties(same=[(0, 2)], different=[(3, 5)])) == pytest.approx(2 * 2 / (3 + 3))


def test_a_reviewer_errs_as_often_as_said():
    truth = np.repeat(np.arange(500), 2)
    invented = world(truth)
    ids = invented.prepared.record_id.to_pylist()
    asked = list(zip(ids[::2], ids[1::2], strict=True))
    assert len(decide(invented, asked, 0.0, np.random.default_rng(1)).same) == 500
    told = decide(invented, asked, 0.1, np.random.default_rng(1))
    assert 30 < len(told.different) < 70
    assert len(told.pairs) == 500
