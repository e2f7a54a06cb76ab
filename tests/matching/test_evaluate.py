from itertools import combinations

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from tests.matching.factory import records
from umkm_cli.matching.evaluate import evaluate


def rates(truth, found, file="list.xlsx"):
    table = records(*({} for _ in truth))
    clusters = pa.table({"record_id": table["record_id"], "owner_id": [f"O{owner}" for owner in found]})
    labels = pa.table(
        {
            "source_file": [file] * len(truth),
            "source_sheet": ["Sheet1"] * len(truth),
            "source_row": pa.array(range(1, len(truth) + 1), pa.int32()),
            "owner": [f"P{owner}" for owner in truth],
        }
    )
    return evaluate(clusters, table, labels)


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=1, max_size=25))
def test_rates_agree_with_the_obvious_definition(owners):
    truth, found = zip(*owners, strict=True)
    pairs = list(combinations(range(len(owners)), 2))
    true = {(i, j) for i, j in pairs if truth[i] == truth[j]}
    joined = {(i, j) for i, j in pairs if found[i] == found[j]}
    rated = rates(truth, found)
    assert rated["true_pairs"] == len(true)
    assert rated["found_pairs"] == len(joined)
    assert rated["right_pairs"] == len(true & joined)
    if true and joined:
        assert rated["precision"] == len(true & joined) / len(joined)
        assert rated["recall"] == len(true & joined) / len(true)


def test_labels_may_name_the_file_from_another_folder():
    assert rates([1, 1], [1, 1], file="sample/lists/list.xlsx")["labelled"] == 2


def test_a_label_without_a_record_is_counted_as_lost():
    assert rates([1, 1], [1, 1], file="other.xlsx")["lost"] == 2
