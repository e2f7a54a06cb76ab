from itertools import combinations

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.matching.factory import records
from umkm_cli.errors import BadLabelsError
from umkm_cli.matching.evaluate import evaluate
from umkm_cli.schema import LABELS, pairs_table

OWNERS = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=1, max_size=25)
NO_PAIRS = pairs_table([]).empty()


def label(row, owner, *, file="list.xlsx", cases=()):
    place = {"source_file": file, "source_sheet": "Sheet1", "source_row": row}
    return {"line": row + 1, "owner": f"P{owner}", "case": list(cases), **place}


def judge(truth, found, *, cases=None, pairs=NO_PAIRS, file="list.xlsx"):
    """Rows 1, 2, ... of one sheet, with the owner of each in truth and as found."""
    table = records(*({} for _ in found))
    clusters = pa.table({"record_id": table["record_id"], "owner_id": [f"O{owner}" for owner in found]})
    told = [
        label(row, owner, file=file, cases=(cases or {}).get(row - 1, ()))
        for row, owner in enumerate(truth, 1)
        if owner is not None
    ]
    return evaluate(clusters, pairs, table, LABELS.from_rows(told), file="truth.csv")


def pairs_within(owners):
    return {(i, j) for i, j in combinations(range(len(owners)), 2) if owners[i] == owners[j]}


@given(OWNERS)
def test_pairwise_rates_agree_with_the_obvious_definition(owners):
    truth, found = zip(*owners, strict=True)
    true, joined = pairs_within(truth), pairs_within(found)
    rated = judge(truth, found)
    assert (rated.true_pairs, rated.found_pairs, rated.right_pairs) == (len(true), len(joined), len(true & joined))
    assert (rated.true_owners, rated.found_owners) == (len(set(truth)), len(set(found)))
    precision, recall, f1 = rated.pairwise.precision, rated.pairwise.recall, rated.pairwise.f1
    assert precision.value == (len(true & joined) / len(joined) if joined else None)
    assert recall.value == (len(true & joined) / len(true) if true else None)
    assert f1.value == (2 * len(true & joined) / (len(true) + len(joined)) if true or joined else None)


@given(OWNERS)
def test_rates_over_rows_agree_with_the_obvious_definition(owners):
    truth, found = zip(*owners, strict=True)
    rows = range(len(owners))
    alike = [sum(truth[i] == truth[j] and found[i] == found[j] for j in rows) for i in rows]
    precision = np.mean([alike[i] / found.count(found[i]) for i in rows])
    recall = np.mean([alike[i] / truth.count(truth[i]) for i in rows])
    rated = judge(truth, found).bcubed
    assert rated.precision.value == pytest.approx(precision)
    assert rated.recall.value == pytest.approx(recall)
    assert rated.f1.value == pytest.approx(2 * precision * recall / (precision + recall))


@given(OWNERS, st.sets(st.integers(0, 24)))
def test_a_pair_counts_for_a_case_when_either_row_has_it(owners, hard):
    truth, found = zip(*owners, strict=True)
    hard = {row for row in hard if row < len(owners)}
    rated = judge(truth, found, cases=dict.fromkeys(hard, ("twins",)))
    touched = {pair for pair in combinations(range(len(owners)), 2) if hard & set(pair)}
    true, joined = pairs_within(truth) & touched, pairs_within(found) & touched
    assert [(case.case, case.records) for case in rated.cases] == ([("twins", len(hard))] if hard else [])
    for case in rated.cases:
        assert (case.true_pairs, case.right_pairs) == (len(true), len(true & joined))
        assert case.false_pairs == len(joined - true)
        assert case.recall.value == (len(true & joined) / len(true) if true else None)


@given(OWNERS)
def test_every_interval_holds_its_value(owners):
    rated = judge(*zip(*owners, strict=True))
    for name in ("precision", "recall", "f1"):
        for rate in (getattr(rated.pairwise, name), getattr(rated.bcubed, name)):
            assert rate.value is None or 0 <= rate.low <= rate.value <= rate.high <= 1


def test_more_labels_narrow_the_interval_and_the_same_labels_give_the_same():
    few, again, many = (grown(size).pairwise.recall for size in (20, 20, 200))
    assert few == again
    assert few.value == many.value == 0.5
    assert many.high - many.low < few.high - few.low < 1


def grown(size):
    """`size` owners of two rows each, of which every other one was found."""
    truth = [owner for owner in range(size) for _ in range(2)]
    found = [(owner, copy * (owner % 2)) for owner in range(size) for copy in range(2)]
    return judge(truth, found)


def test_where_nothing_is_wrong_the_interval_still_tells_that_it_may_be_chance():
    rated = judge([0, 0, 1, 1], [0, 0, 1, 1]).pairwise.precision
    assert rated.value == rated.high == 1
    assert 0.2 < rated.low < 0.5


def test_rows_without_a_label_are_left_aside():
    rated = judge([0, None, 0, None], [0, 0, 0, 0])
    assert (rated.found_pairs, rated.right_pairs, rated.labelled, rated.unlabelled) == (1, 1, 2, 2)


def scored(*rows):
    """`pairs` of rows (from 1) with their probability."""
    return pairs_table([]).from_rows(
        [
            {"left_id": f"{left:016x}", "right_id": f"{right:016x}", "match_weight": 0.0, "match_probability": share}
            for left, right, share in rows
        ]
    )


def test_single_pairs_are_held_against_the_truth_by_probability():
    pairs = scored((1, 2, 0.97), (3, 4, 0.92), (1, 3, 0.95), (2, 4, 0.15), (1, 9, 0.99), (5, 6, 0.05))
    rated = judge([0, 0, 1, 1, 2, 2], [0, 1, 2, 3, 4, 5], pairs=pairs)
    at = {one.threshold: one for one in rated.thresholds}
    assert (at[0.1].pairs, at[0.1].right_pairs) == (4, 2)
    assert (at[0.9].precision.value, at[0.9].recall.value) == (2 / 3, 2 / 3)
    assert (at[0.95].pairs, at[0.99].pairs, at[0.99].precision.value) == (2, 0, None)
    told = {one.low: (one.pairs, one.said, one.true.value) for one in rated.calibration if one.pairs}
    assert told == {
        0.1: (1, pytest.approx(0.15), 0.0),
        0.9: (1, pytest.approx(0.92), 1.0),
        0.95: (2, pytest.approx(0.96), 0.5),
    }
    assert rated.calibration_error == pytest.approx((0.15 + 0.08 + 2 * 0.46) / 4)


def test_labels_may_name_the_file_from_another_folder():
    assert judge([1, 1], [1, 1], file="sample/lists/list.xlsx").labelled == 2


def evaluated(table, labels):
    clusters = pa.table({"record_id": table["record_id"], "owner_id": table["record_id"]})
    return evaluate(clusters, NO_PAIRS, table, LABELS.from_rows(labels), file="truth.csv")


def test_a_file_name_that_stands_for_two_files_stands_for_none():
    table = records({"source_file": "a/x.csv", "source_row": 1}, {"source_file": "b/x.csv", "source_row": 1}, {})
    rated = evaluated(table, [label(1, 0, file="x.csv"), label(3, 1)])
    assert (rated.labelled, rated.lost) == (1, 1)
    assert evaluated(table, [label(1, 0, file="b/x.csv")]).labelled == 1


def test_a_place_where_two_lists_stand_side_by_side_is_left_aside():
    table = records({"source_row": 7}, {"source_row": 7}, {"source_row": 8})
    rated = evaluated(table, [label(7, 0), label(7, 1), label(8, 2)])
    assert (rated.labelled, rated.lost) == (1, 2)


def test_labels_may_name_rows_by_their_record_id():
    table = records({}, {}, {})
    told = [{"line": 2 + row, "record_id": f"{row + 1:016x}", "owner": "P", "case": []} for row in range(2)]
    rated = evaluated(table.select(["record_id"]), told)
    assert (rated.labelled, rated.true_pairs, rated.lost) == (2, 1, 0)


def test_labels_of_another_list_are_refused():
    with pytest.raises(BadLabelsError) as caught:
        judge([1, 1], [1, 1], file="other.xlsx")
    assert caught.value.facts["reason"] == "other_list"


def test_labels_that_contradict_each_other_are_refused_and_repeated_ones_are_not():
    table = records({}, {})
    assert evaluated(table, [label(1, 0), label(1, 0), label(2, 0)]).labelled == 2
    with pytest.raises(BadLabelsError) as caught:
        evaluated(table, [label(1, 0), label(2, 0), {**label(1, 5, file="far/list.xlsx"), "line": 9}])
    assert caught.value.facts == {"file": "truth.csv", "reason": "contradiction", "row": 2, "other": 9}
