"""The measure of the order of questions: it has to know what is wrong, and what answers set right."""

from types import SimpleNamespace

import numpy as np
import pyarrow as pa

from benchmarks.doubts import errors, wrong

TRUTH = np.array([0, 0, 0, 1, 1, 2])
FOUND = np.array([0, 0, 2, 3, 3, 3])


def world(asked=()):
    ids = [f"r{row}" for row in range(len(TRUTH))]
    prepared = SimpleNamespace(record_id=pa.array(ids))
    pairs = [(ids[left], ids[right]) for left, right in asked]
    return SimpleNamespace(prepared=prepared, truth=TRUTH, alone=SimpleNamespace(owner=FOUND), asked=pairs)


def test_missed_and_wrongly_joined_pairs_are_errors():
    assert errors(FOUND, world()) == 2 + 2
    assert errors(TRUTH, world()) == 0


def test_a_question_is_wrong_where_matching_and_truth_differ():
    assert wrong(world([(0, 1), (0, 2), (3, 5), (0, 3)])).tolist() == [False, True, True, False]
