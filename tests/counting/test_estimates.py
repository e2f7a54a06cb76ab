"""How sure the counts are: right where it can be worked out by hand, and true of an invented regency."""

import math
from itertools import pairwise

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.estimates import Kind, measure
from umkm_cli.counting.estimates import FEW, estimates
from umkm_cli.counting.links import find_links
from umkm_cli.messages import has
from umkm_cli.schema import CLUSTERS, COVERAGE, RECORDS, pairs_table

COUNTS = ("owners", "owners_corrected", "baseline_owners", "recorded", "in_both")
LISTS = ("bpum", "survey")
Z = 1.959963984540054


def office(owners, links=(), *, between=()):
    """The stored tables of owners.

    `owners` are the lists of the rows of each; `links` the probability of each row with the one before, in the order of
    owners, 1 where there are no more; `between` further pairs, by number of row, with their probability.
    """
    given_links = iter(links)
    rows, clusters, pairs = [], [], []
    for number, lists in enumerate(owners):
        ids = [f"r{len(rows) + place:05d}" for place in range(len(lists))]
        rows += [{"record_id": one, "list": name} for one, name in zip(ids, lists, strict=True)]
        clusters += [{"record_id": one, "owner_id": f"O{number}"} for one in ids]
        pairs += [(one, other, next(given_links, 1.0)) for one, other in pairwise(ids)]
    pairs += [(f"r{one:05d}", f"r{other:05d}", share) for one, other, share in between]
    return {
        "records": RECORDS.from_rows(rows),
        "clusters": CLUSTERS.from_rows(clusters),
        "pairs": pairs_table(()).from_rows(
            [{"left_id": one, "right_id": other, "match_probability": share} for one, other, share in pairs]
        ),
    }


def told(stored, match_threshold=0.2):
    return estimates(stored, match_threshold=match_threshold).set_index("figure")


def regency(on_list=80, both=20, visited=20, links=()):
    return office([("bpum", "survey")] * both + [("bpum",)] * on_list + [("survey",)] * visited, links)


def decide(stored, decisions):
    """The pairs at these places are decided."""
    answers = [decisions.get(place) for place in range(stored["pairs"].num_rows)]
    column = stored["pairs"].column_names.index("decision")
    return stored | {"pairs": stored["pairs"].set_column(column, "decision", pa.array(answers, pa.string()))}


def width(figures, name):
    return figures.loc[name, "high"] - figures.loc[name, "low"]


def test_the_table_is_as_the_schema_says_and_every_figure_has_words(world, owner, regions):
    table = world([owner(survey=1)] * 9 + [owner()]).cover(regions).tables["coverage_estimate"]
    assert table.schema == COVERAGE["coverage_estimate"].schema
    figures = table["figure"].to_pylist()
    assert [name for name in figures if not (has(f"estimate.{name}") and has(f"estimate_means.{name}"))] == []
    assert len(figures) == 9


def test_the_counts_are_those_of_the_funnel(world, owner, regions):
    people = [owner(bpum=2), owner(survey=2), owner(bpum=0, survey=1), owner(bpum=1, survey=1), owner()]
    tables = world(people).cover(regions).tables
    funnel = {row["step"]: row["count"] for row in tables["coverage_funnel"].to_pylist()}
    counts = {row["figure"]: row["value"] for row in tables["coverage_estimate"].to_pylist()}
    assert counts["baseline_owners"] == funnel["owners"]
    assert counts["recorded"] == funnel["recorded"]
    assert counts["in_both"] == funnel["recorded_listed"]
    assert counts["owners"] == sum(row["owners"] for row in tables["coverage_district"].to_pylist())


def test_where_nothing_is_in_doubt_counts_are_sure():
    figures = told(regency())
    for name, count in {"owners": 120, "baseline_owners": 100, "recorded": 40, "in_both": 20}.items():
        assert figures.loc[name].tolist() == [count, count, count]


def test_where_nothing_is_in_doubt_capture_recapture_is_that_of_the_textbook():
    figures = told(regency())
    assert figures.loc["lincoln_petersen", "value"] == 200
    assert figures.loc["chapman", "value"] == round(101 * 41 / 21 - 1) == 196
    assert figures.loc["chapman_corrected", "value"] == 196
    assert figures.loc["neither", "value"] == round(80 * 20 / 21) == 76
    reach = Z * math.sqrt(101 * 41 * 80 * 20 / (21**2 * 22))
    assert figures.loc["neither", ["low", "high"]].tolist() == [
        math.floor(80 * 20 / 21 - reach),
        math.ceil(80 * 20 / 21 + reach),
    ]


def test_what_takes_a_perfect_linkage_for_granted_has_no_interval():
    figures = told(regency())
    assert figures.loc[["lincoln_petersen", "chapman"], ["low", "high"]].isna().all(axis=None)


def test_links_of_middling_evidence_tell_of_others_that_were_missed():
    figures = told(regency(both=200, links=[0.8] * 40))
    assert figures.loc["owners_corrected", "value"] < figures.loc["owners", "value"]
    assert figures.loc["chapman_corrected", "value"] < figures.loc["chapman", "value"]
    assert figures.loc["in_both", "high"] > figures.loc["in_both", "value"]


def test_links_on_hardly_any_evidence_tell_of_owners_joined_wrongly():
    figures = told(regency(both=200, links=[0.3] * 40))
    assert figures.loc["owners_corrected", "value"] > figures.loc["owners", "value"]


@pytest.mark.parametrize("name", ["owners", "in_both", "chapman_corrected"])
def test_more_doubtful_pairs_make_a_wider_interval(name):
    widths = [width(told(regency(both=300, links=[0.8] * doubtful)), name) for doubtful in (0, 20, 100, 300)]
    assert widths == sorted(widths)
    assert widths[0] < widths[-1]


def test_doubt_within_a_list_is_no_doubt_about_the_other():
    figures = told(office([("bpum", "bpum")] * 50 + [("survey", "survey")] * 50, [0.8] * 50))
    assert width(figures, "baseline_owners") > 0
    assert width(figures, "recorded") == 0


def test_pairs_that_only_a_stricter_office_leaves_apart_are_expected_to_be_owners_counted_twice():
    stored = office([("bpum",)] * 100, between=[(row, row + 1, 0.6) for row in range(0, 40, 2)])
    usual, strict = told(stored), told(stored, match_threshold=0.9)
    assert usual.loc["owners"].tolist() == [100, 100, 100], "all rows of both were looked at, and spoke against it"
    assert strict.loc["owners_corrected", "value"] <= 100 - 12
    assert strict.loc["owners", "low"] < strict.loc["owners_corrected", "value"]


def test_of_several_owners_one_might_be_only_the_likeliest_is_left_open():
    stored = office([("bpum",)] * 2 + [("survey",)], between=[(0, 2, 0.6), (1, 2, 0.8)])
    links = find_links(stored["records"], stored["clusters"], stored["pairs"], match_threshold=0.9)
    assert links.across.left_open == pytest.approx(0.8)


def test_an_owner_who_is_in_both_lists_is_not_left_open():
    stored = office([("bpum", "survey"), ("bpum",)], between=[(1, 2, 0.8)])
    links = find_links(stored["records"], stored["clusters"], stored["pairs"], match_threshold=0.9)
    assert links.across.left_open == 0


def test_an_owner_of_three_rows_is_held_by_two_links():
    stored = office([("bpum", "bpum", "survey")], [0.6, 1.0], between=[(0, 2, 0.9)])
    links = find_links(stored["records"], stored["clusters"], stored["pairs"], match_threshold=0.2)
    assert links.on_list.middling == pytest.approx(0.6), "within a list first"
    assert links.across.doubted == pytest.approx(0.0), "the surer of two"


def test_too_few_in_both_lists_say_nothing_of_those_in_neither():
    names = ["lincoln_petersen", "chapman", "chapman_corrected", "neither"]
    assert told(regency(both=FEW - 1)).loc[names].isna().all(axis=None)
    assert told(regency(both=FEW)).loc[names, "value"].notna().all()


@pytest.mark.parametrize("owners", [[], [("bpum",)], [("survey",)], [("bpum", "bpum")] * 3])
def test_without_a_second_list_there_are_only_counts(owners):
    figures = told(office(owners))
    assert figures.loc[list(COUNTS)].notna().all(axis=None)
    assert figures.drop(index=list(COUNTS)).isna().all(axis=None)
    assert figures.loc["owners", "value"] == len(owners)


def test_those_in_neither_list_are_never_fewer_than_none():
    figures = told(regency(visited=0, both=100, on_list=300, links=[0.8] * 80))
    assert figures.loc["neither", ["value", "low"]].tolist() == [0, 0]


shares = st.floats(0.05, 1.0, allow_nan=False)
worlds = st.builds(
    office,
    st.lists(st.lists(st.sampled_from(LISTS), min_size=1, max_size=4), max_size=60),
    st.lists(shares, max_size=60),
)


@given(worlds, st.sampled_from([0.2, 0.5, 0.95]))
def test_every_interval_holds_its_value_and_none_goes_below_nothing(stored, match_threshold):
    figures = told(stored, match_threshold)
    known = figures.dropna()
    assert (known["low"] <= known["value"]).all()
    assert (known["value"] <= known["high"]).all()
    assert (figures[["value", "low"]].min() >= 0).all()
    assert (figures.loc[["owners", "owners_corrected"], "high"] <= stored["records"].num_rows).all()


def shuffled_places(table, dice):
    return pa.array(dice.sample(range(table.num_rows), table.num_rows), pa.int64())


@given(worlds, st.randoms(use_true_random=False))
def test_the_order_of_rows_means_nothing(stored, dice):
    shuffled = {name: table.take(shuffled_places(table, dice)) for name, table in stored.items()}
    pd.testing.assert_frame_equal(told(stored), told(shuffled))


def spanning_forest(size, pairs):
    """Kruskal's: take the best pair that closes no ring, again and again."""
    tree = list(range(size))
    taken = []
    for left, right, share in pairs:
        if tree[left] != tree[right]:
            gone, kept = tree[left], tree[right]
            tree = [kept if one == gone else one for one in tree]
            taken.append((left, right, share))
    return taken


@given(st.lists(st.sampled_from(LISTS), min_size=2, max_size=12), st.data())
def test_the_links_are_those_of_the_plain_way(lists, data):
    places = st.integers(0, len(lists) - 1)
    drawn = data.draw(st.lists(st.tuples(places, places, shares), max_size=40))
    further = [(min(pair[:2]), max(pair[:2]), pair[2]) for pair in drawn if pair[0] != pair[1]]
    stored = office([lists], [0.05] * len(lists), between=further)
    links = find_links(stored["records"], stored["clusters"], stored["pairs"], match_threshold=0.2)
    chain = [(place, place + 1, 0.05) for place in range(len(lists) - 1)]
    ordered = sorted([*chain, *further], key=lambda pair: (lists[pair[0]] != lists[pair[1]], -pair[2]))
    plain = spanning_forest(len(lists), ordered)
    assert len(plain) == len(lists) - 1
    for slips, kind in ((links.on_list, {"bpum"}), (links.in_survey, {"survey"}), (links.across, set(LISTS))):
        mine = np.array([share for left, right, share in plain if {lists[left], lists[right]} == kind])
        assert slips.doubted == pytest.approx((1 - mine).sum())
        assert slips.middling == pytest.approx(mine[(mine >= 0.5) & (mine < 0.9)].sum())


def test_of_an_invented_regency_every_interval_holds_the_truth(tmp_path):
    held = list(measure(tmp_path, Kind(3_000, 1_200, 0.15, range(1)), seed=101))
    assert {one.figure for one in held} >= {"owners", "chapman_corrected", "neither"}
    assert [one for one in held if not pd.isna(one.low) and not one.low <= one.true <= one.high] == []
    (neither,) = [one for one in held if one.figure == "neither"]
    assert neither.low > 0, "that there are some is certain"


def test_a_table_in_several_chunks_is_counted_as_one():
    stored = regency(links=[0.8] * 5)
    cut = {name: pa.concat_tables([table.slice(0, 3), table.slice(3)]) for name, table in stored.items()}
    pd.testing.assert_frame_equal(told(stored), told(cut))


def test_what_people_decided_is_sure():
    stored = regency(links=[0.4] * 5)
    links = find_links(**decide(stored, {0: "same", 1: "same"}), match_threshold=0.2)
    assert links.across.doubted == pytest.approx(3 * 0.6)
    assert width(told(decide(stored, dict.fromkeys(range(5), "same"))), "in_both") == 0


def test_links_that_people_confirm_tell_of_missed_ones_as_before():
    """Else a review of what was joined would make the office surer of what was not."""
    stored = regency(links=[0.6] * 4)
    before, after = (
        find_links(**one, match_threshold=0.2).across for one in (stored, decide(stored, {0: "same", 1: "same"}))
    )
    assert after.middling == pytest.approx(before.middling + 2 * 0.4)
    assert after.doubted == pytest.approx(before.doubted / 2)


def test_a_link_that_people_found_is_missed_no_more():
    stored = regency(links=[0.6] * 10 + [0.1])
    missed = decide(stored, {10: "same"})
    assert find_links(**missed, match_threshold=0.2).across.found == 1
    surely = told(missed).loc["in_both", "high"]
    assert surely < told(regency(links=[0.6] * 10)).loc["in_both", "high"]


def test_pairs_that_people_kept_apart_are_not_left_open():
    stored = office([("bpum",), ("survey",)], between=[(0, 1, 0.4)])
    assert find_links(**stored, match_threshold=0.9).across.left_open == pytest.approx(0.4)
    assert find_links(**decide(stored, {0: "different"}), match_threshold=0.9).across.left_open == 0
