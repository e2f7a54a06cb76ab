"""Decided pairs are held against the clusters they lie between, not against the pair alone."""

import numpy as np
import pytest

from tests.matching.factory import records, strangers
from umkm_cli.matching.between import between, sides
from umkm_cli.matching.cluster import cluster
from umkm_cli.matching.compare import compare
from umkm_cli.matching.merge import Merged
from umkm_cli.matching.model import load_model
from umkm_cli.matching.packed import pack
from umkm_cli.matching.patterns import find_patterns
from umkm_cli.matching.score import weigh
from umkm_cli.matching.train import train
from umkm_cli.pipeline import compare_candidates

MODEL = load_model()
HOME = {"village_code": "33.25.11.2001", "district_code": "33.25.11", "rt": 1, "rw": 2}
SITI = {"name": "SITI AMINAH", "nik": "3325115205809001", "phone": "+6281234567890", **HOME}
NO_NUMBER = {"nik": None, "gender": None, "birth_date": None}
PEOPLE = [SITI, SITI, {**SITI, **NO_NUMBER, "name": "SITI AMIMAH"}, {**SITI, **NO_NUMBER, "name": "SITI AMINATUN"}]


def packed(*pairs):
    left, right = np.array(pairs, np.int64).reshape(-1, 2).T
    return pack(left, right)


def merged(owner, *steps):
    left, right = np.array(steps, np.int64).reshape(-1, 2).T
    return Merged(np.array(owner), left, right, np.zeros(len(left)), 0)


def test_a_pair_that_was_joined_lies_between_the_clusters_just_before():
    told = merged([0, 0, 0, 0, 4], (0, 1), (2, 3), (0, 2))
    assert sides(told, packed((0, 1), (1, 3), (2, 3))) == [([0], [1]), ([0, 1], [2, 3]), ([2], [3])]


def test_a_pair_that_was_not_joined_lies_between_the_clusters_in_the_end():
    told = merged([0, 1, 0, 1, 4], (0, 2), (1, 3))
    assert sides(told, packed((2, 3), (3, 4))) == [([0, 2], [1, 3]), ([1, 3], [4])]


@pytest.fixture(scope="module")
def found():
    """Prepared records, their weights, and the place of each of `PEOPLE` among them."""
    table = records(*PEOPLE, *strangers(200))
    prepared, _ = compare_candidates(table, model=MODEL)
    ids = prepared.record_id.to_pylist()
    everything = packed(*((one, other) for one in range(len(ids)) for other in range(one + 1, len(ids))))
    patterns = find_patterns(prepared, everything, model=MODEL)
    weights = train(prepared, patterns, model=MODEL)
    return prepared, patterns, weights, [ids.index(f"{number:016x}") for number in range(1, len(PEOPLE) + 1)]


def test_two_single_records_weigh_what_their_pair_weighs(found):
    prepared, _, weights, at = found
    apart = merged(range(prepared.size))
    pairs = packed(*((min(pair), max(pair)) for pair in ((at[0], at[2]), (at[0], at[3]))))
    told = between(prepared, apart, pairs, weights)
    alone = compare(prepared, pairs, model=MODEL)
    assert told.weight == pytest.approx(weigh(alone, weights).weight, abs=1e-4)
    assert set(np.unique(told.shares)) == {0.0, 1.0}
    known = (alone.levels > 0).sum(axis=1)
    assert told.shares.sum(axis=1).tolist() == known.tolist()
    assert told.alike.tolist() == [1, 1]


def test_several_answers_about_the_same_two_clusters_are_known_to_be(found):
    prepared, patterns, weights, at = found
    vectors = patterns.vectors_of(np.arange(len(patterns.pairs)))
    joined = cluster(prepared, vectors, weights, threshold=0.0).merged
    other = next(row for row in range(prepared.size) if row not in at)
    assert joined.owner[at[0]] == joined.owner[at[1]]
    pairs = packed(*((min(row, other), max(row, other)) for row in (at[0], at[1])), (min(at[:2]), max(at[:2])))
    told = between(prepared, joined, pairs, weights)
    assert told.alike.tolist() == [2, 2, 1]
    assert told.weight[0] == told.weight[1] < 0 < told.weight[2]
