"""The harness that judges matchers: it has to count right, and must not give the truth away."""

import csv
from itertools import combinations

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.meter import Cost
from benchmarks.people import sets
from benchmarks.people.bars import verdicts
from benchmarks.people.contenders import Result
from benchmarks.people.score import Rates, at, clustered, joined
from benchmarks.people.workspaces import add, fresh, moved
from umkm_cli.files.workspace import Workspace

RECORDS = [f"r{number}" for number in range(8)]
people = st.fixed_dictionaries({record: st.sampled_from("ABC") for record in RECORDS})
pairs = st.lists(
    st.tuples(st.sampled_from(RECORDS), st.sampled_from(RECORDS), st.sampled_from([0.2, 0.5, 0.9])), max_size=12
)


def counted(person_of, cluster_of):
    """By looking at every pair."""
    both = list(combinations(person_of, 2))
    true = {pair for pair in both if person_of[pair[0]] == person_of[pair[1]]}
    found = {pair for pair in both if cluster_of[pair[0]] == cluster_of[pair[1]]}
    return len(true), len(found), len(true & found)


def components(edges):
    """By painting over, again and again."""
    colour = {record: record for record in RECORDS}
    for _ in RECORDS:
        for left, right, _ in edges:
            lower = min(colour[left], colour[right])
            colour = {record: lower if old in (colour[left], colour[right]) else old for record, old in colour.items()}
    return colour


@given(people, people)
def test_clusters_are_counted_as_pairs(person_of, cluster_of):
    rates = clustered(person_of, cluster_of)
    assert (rates.true, rates.found, rates.right) == counted(person_of, cluster_of)


@given(people, pairs, st.sampled_from([0.1, 0.5, 0.7, 1.0]))
def test_joining_down_to_a_threshold_gives_the_connected_components(person_of, edges, threshold):
    nothing = clustered(person_of, {record: record for record in RECORDS})
    rates = at(threshold, joined(person_of, edges), nothing)
    expected = clustered(person_of, components([edge for edge in edges if edge[2] >= threshold]))
    assert (rates.clusters, rates.true, rates.found, rates.right) == (
        expected.clusters, expected.true, expected.found, expected.right,
    )  # fmt: skip


@pytest.fixture
def febrl(tmp_path):
    with (tmp_path / "dataset3.csv").open("w", newline="") as file:
        rows = [["rec_id", " given_name", " postcode"], ["rec-2-org", " ana", " 0290"]]
        csv.writer(file).writerows([*rows, ["rec-2-dup-0", " ", " 0920"], ["rec-11-org", " bo", " 2000"]])
    return tmp_path


def test_a_list_gives_its_truth_apart_and_its_identifiers_tell_nothing(febrl, tmp_path):
    written = sets.write("febrl3", sets.febrl3(febrl), tmp_path / "out")
    (records,) = [pq.read_table(path) for path in written.records]
    assert records.column_names == ["rec_id", "given_name", "postcode"]
    assert sorted(records["postcode"].to_pylist()) == ["0290", "0920", "2000"]
    assert sorted(written.person_of().values()) == ["11", "2", "2"]
    assert set(written.person_of()) == set(records["rec_id"].to_pylist())
    assert not any("rec" in identifier for identifier in records["rec_id"].to_pylist())
    assert records["rec_id"].to_pylist() == sorted(records["rec_id"].to_pylist())


def result(matcher, found, right, *, best=None):
    return Result(matcher, Rates(200, 100, 100, 100, found, right), best, Cost(1.0, 1.0))


@pytest.mark.parametrize(("right", "holds"), [(98, True), (93, False)])
def test_a_third_of_the_error_of_splink_is_held_at_its_best_threshold(right, holds):
    splink = result("splink 5", 100, 50, best=Rates(200, 100, 100, 100, 100, 90))
    *_, verdict = verdicts("bpum", [result("umkm", 100, right), splink])
    assert verdict.bar == pytest.approx(0.1 / 3)
    assert verdict.holds is holds


def test_people_of_another_regency_keep_their_numbers_but_for_its_code():
    table = pa.table(
        {
            "nik": ["3325094101709001", "3175094101709002", None, "33250941017"],
            "no_kk": [None, None, "3325094101709003", None],
            "village_code": ["33.25.09.2001", None, "33.26.01.2001", None],
            "district_code": ["33.25.09", "33.25.09", None, None],
        }
    )
    assert moved(table, 4).to_pydict() == {
        "nik": ["3304094101709001", "3175094101709002", None, "33040941017"],
        "no_kk": [None, None, "3304094101709003", None],
        "village_code": ["33.04.09.2001", None, "33.26.01.2001", None],
        "district_code": ["33.04.09", "33.04.09", None, None],
    }


def test_a_new_file_keeps_what_the_last_run_left_and_a_fresh_start_does_not(tmp_path):
    records = pa.table({"record_id": ["a", "b"]})
    folder = fresh(records, tmp_path / "workspace")
    workspace = Workspace.open(folder)
    with workspace.lock():
        workspace.publish({"clusters": records}, run="1")
    add(records.slice(0, 1), folder)
    assert Workspace.open(folder).has("clusters")
    assert Workspace.open(folder).read("records").num_rows == 1
    assert not Workspace.open(fresh(records, folder)).has("clusters")
