"""The numbers of the report: right on small cases, and adding up on any."""

from collections import Counter
from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from umkm_cli.knowledge.statuses import PRODUCING
from umkm_cli.schema import COVERAGE, SOURCES

SUBAH, SUBAH_VILLAGE = "33.25.09", "33.25.09.2009"
BATANG, BATANG_VILLAGE = "33.25.11", "33.25.11.2001"
ELSEWHERE, ELSEWHERE_VILLAGE = "33.26.01", "33.26.01.2001"

COUNTS = ("records", "owners", "baseline_owners", "recorded", "producing", "product_known")


def steps(tables: dict[str, pa.Table]) -> dict[str, int]:
    funnel = tables["coverage_funnel"]
    return dict(zip(funnel["step"].to_pylist(), funnel["count"].to_pylist(), strict=True))


def total(table: pa.Table, column: str) -> float:
    return pc.sum(table[column]).as_py() or 0


def row_of(table: pa.Table, column: str, value: object) -> dict[str, object]:
    (row,) = [row for row in table.to_pylist() if row[column] == value]
    return row


def test_every_table_is_as_the_schema_says(world, owner, regions):
    tables = world([owner(SUBAH, SUBAH_VILLAGE, "batik", "C", 1, survey=1)]).cover(regions).tables
    assert list(tables) == list(COVERAGE)
    assert all(tables[name].schema == COVERAGE[name].schema for name in COVERAGE)


def test_the_funnel_counts_owners_on_and_off_the_list_apart(world, owner, regions):
    people = [
        owner(bpum=2),
        owner(bpum=1, survey=1, status=1, product="batik", sector="C"),
        owner(bpum=1, survey=2, status=4),
        owner(bpum=0, survey=1, status=7, product="batik", sector="C"),
    ]
    tables = world(people).cover(regions, basis=10, target=4).tables
    assert steps(tables) == {
        "basis": 10,
        "records": 8,
        "owners": 3,
        "recorded": 3,
        "recorded_listed": 2,
        "survey_only": 1,
        "producing": 2,
        "product_known": 2,
    }
    recorded = row_of(tables["coverage_funnel"], "step", "recorded")
    assert (recorded["share_of_basis"], recorded["share_of_target"]) == (0.3, 0.75)


def test_rows_on_file_have_no_share_for_they_are_no_owners(world, owner, regions):
    row = row_of(world([owner()]).cover(regions).tables["coverage_funnel"], "step", "records")
    assert (row["share_of_basis"], row["share_of_target"]) == (None, None)


@pytest.mark.parametrize("status", [None, *range(1, 11)])
def test_only_active_businesses_produce(world, owner, regions, status):
    tables = world([owner(survey=1, status=status)]).cover(regions).tables
    assert steps(tables)["producing"] == (status in PRODUCING)


def test_an_owner_who_was_not_visited_is_not_producing(world, owner, regions):
    assert steps(world([owner(status=1, product="batik")]).cover(regions).tables)["producing"] == 0


def test_every_place_is_listed_even_without_owners(world, regions):
    tables = world([]).cover(regions).tables
    assert tables["coverage_district"].num_rows == len(regions.districts) + 1
    assert tables["coverage_village"].num_rows == len(regions.villages) + 1
    assert total(tables["coverage_village"], "owners") == 0
    assert tables["coverage_district"]["recorded_share"].null_count == len(regions.districts) + 1


PLACES = [
    # stated kecamatan and desa, counted in kecamatan and desa
    ((SUBAH, SUBAH_VILLAGE), (SUBAH, SUBAH_VILLAGE)),
    ((SUBAH, None), (SUBAH, None)),
    ((None, SUBAH_VILLAGE), (SUBAH, SUBAH_VILLAGE)),
    ((BATANG, SUBAH_VILLAGE), (SUBAH, SUBAH_VILLAGE)),
    ((None, None), (None, None)),
    ((ELSEWHERE, None), (None, None)),
    ((ELSEWHERE, ELSEWHERE_VILLAGE), (None, None)),
]


@pytest.mark.parametrize(("stated", "place"), PLACES)
def test_an_owner_counts_in_exactly_one_place(world, owner, regions, stated, place):
    tables = world([owner(*stated)]).cover(regions).tables
    counted = tables["coverage_village"].filter(pc.field("owners") > 0).to_pylist()
    assert [(row["district_code"], row["village_code"]) for row in counted] == [place]
    assert row_of(tables["coverage_district"], "district_code", place[0])["owners"] == 1


def test_the_last_row_of_each_place_table_is_not_placed(world, owner, regions):
    tables = world([owner(SUBAH)]).cover(regions).tables
    for name in ("coverage_district", "coverage_village"):
        last = tables[name].to_pylist()[-1]
        assert (last["district_code"], last["district"], last["owners"]) == (None, None, 0)


def test_the_target_is_shared_out_by_owners_on_the_bpum_list(world, owner, regions):
    people = [owner(SUBAH), owner(SUBAH), owner(SUBAH), owner(BATANG, survey=1)]
    people += [owner(BATANG, bpum=0, survey=1)] * 5
    districts = world(people).cover(regions, target=8).tables["coverage_district"]
    subah = row_of(districts, "district_code", SUBAH)
    batang = row_of(districts, "district_code", BATANG)
    assert (subah["target_share"], subah["remaining"]) == (6.0, 6.0)
    assert (batang["target_share"], batang["recorded"], batang["remaining"]) == (2.0, 6, -4.0)


def test_without_a_bpum_list_the_target_is_shared_out_by_all_owners(world, owner, regions):
    people = [owner(SUBAH, bpum=0, survey=1), owner(BATANG, bpum=0, survey=1)]
    districts = world(people).cover(regions, target=8).tables["coverage_district"]
    assert row_of(districts, "district_code", SUBAH)["target_share"] == 4.0


def test_products_go_from_many_owners_to_few_and_the_unknown_come_last(world, owner, regions):
    people = [
        *[owner()] * 5,
        owner(product="batik", sector="C", survey=1, status=1),
        *[owner(product="snacks", sector="I")] * 2,
        owner(product="snacks", sector="C"),
        owner(product="apparel", sector="G"),
    ]
    rows = world(people).cover(regions).tables["coverage_product"].to_pylist()
    assert [tuple(row.values()) for row in rows] == [
        ("snacks", "I", 3, 0, 0),
        ("apparel", "G", 1, 0, 0),
        ("batik", "C", 1, 1, 1),
        (None, None, 5, 0, 0),
    ]


def test_status_shares_are_of_recorded_owners(world, owner, regions):
    people = [owner(survey=1, status=1), owner(survey=1, status=4), owner(survey=1), owner(status=1)]
    statuses = world(people * 2).cover(regions).tables["coverage_status"]
    assert statuses["production_status"].to_pylist() == [*range(1, 11), None]
    assert row_of(statuses, "production_status", 1)["owners"] == 2
    assert total(statuses, "share") == pytest.approx(1)


def test_a_sheet_tells_its_rejected_and_repeated_rows(world, owner, regions):
    people = [owner(bpum=2, survey=1), owner(bpum=1, survey=1), owner(sheet=2)]
    quality = world(people, [3, 1, 0, 0]).cover(regions).tables["coverage_quality"]
    told = quality.select(["source_file", "records", "rejected", "repeated"]).to_pylist()
    assert [tuple(row.values()) for row in told] == [
        ("file 0.xlsx", 5, 3, 2),  # standing in the survey as well is no repetition
        ("file 1.xlsx", 0, 1, 0),
        ("file 2.xlsx", 1, 0, 0),
    ]
    assert quality["nik_ok"].to_pylist() == [1.0, None, 1.0]


def test_a_list_sent_twice_tells_nothing_about_quality(world, owner, regions):
    office = world([owner()], [1, 40])
    sources = office.tables["sources"].to_pylist()
    sources[1]["status"] = "duplicate"
    office.tables["sources"] = SOURCES.from_rows(sources)
    assert office.cover(regions).tables["coverage_quality"]["rejected"].to_pylist() == [1]


@st.composite
def anybody(draw: st.DrawFn) -> dict[str, object]:
    bpum = draw(st.integers(0, 3))
    return {
        "district": draw(st.sampled_from([None, SUBAH, BATANG, ELSEWHERE])),
        "village": draw(st.sampled_from([None, SUBAH_VILLAGE, BATANG_VILLAGE, ELSEWHERE_VILLAGE])),
        "product": draw(st.sampled_from([None, "batik", "snacks", "grocery"])),
        "sector": draw(st.sampled_from([None, "C", "G"])),
        "status": draw(st.sampled_from([None, 1, 2, 4, 7, 8, 10])),
        "bpum": bpum,
        "survey": draw(st.integers(0 if bpum else 1, 2)),
        "sheet": draw(st.integers(0, 3)),
    }


@settings(max_examples=60, deadline=None)
@given(facts=st.lists(anybody(), max_size=12), target=st.integers(1, 100))
def test_the_numbers_add_up_whoever_is_on_the_lists(world, owner, regions, facts, target):
    office = world([owner(**fact) for fact in facts])
    tables = office.cover(regions, target=target).tables
    funnel = steps(tables)

    assert funnel["recorded"] == funnel["recorded_listed"] + funnel["survey_only"]
    assert funnel["owners"] + funnel["survey_only"] == len(facts)
    assert funnel["producing"] <= funnel["recorded"]
    assert funnel["product_known"] <= funnel["recorded"]
    assert_places_add_up(tables, funnel, owners=len(facts), target=target)
    assert total(tables["coverage_product"], "owners") == len(facts)
    assert total(tables["coverage_product"], "recorded") == funnel["recorded"]
    assert total(tables["coverage_product"], "producing") == funnel["producing"]
    assert total(tables["coverage_status"], "owners") == funnel["recorded"]
    assert total(tables["coverage_quality"], "records") == funnel["records"]
    assert total(tables["coverage_quality"], "repeated") == repeated_rows(facts)


def assert_places_add_up(tables: dict[str, pa.Table], funnel: dict[str, int], *, owners: int, target: int) -> None:
    expected = {**funnel, "owners": owners, "baseline_owners": funnel["owners"]}
    for name in ("coverage_district", "coverage_village"):
        assert {c: total(tables[name], c) for c in COUNTS} == {c: expected[c] for c in COUNTS}
        assert total(tables[name], "target_share") == pytest.approx(target)
    villages = Counter()
    for row in tables["coverage_village"].to_pylist():
        villages[row["district_code"]] += row["owners"]
    districts = tables["coverage_district"].to_pylist()
    assert villages == Counter({row["district_code"]: row["owners"] for row in districts})


def repeated_rows(facts: Sequence[dict[str, object]]) -> int:
    """The obvious definition: all rows of an owner in a list that has more than one of them."""
    return sum(n for fact in facts for n in (fact["bpum"], fact["survey"]) if n > 1)


def test_the_order_of_the_owners_does_not_matter(world, owner, regions):
    people = [owner(SUBAH, product="batik"), owner(BATANG, product="snacks"), owner(survey=1)]
    tables, turned = world(people).cover(regions).tables, world(people[::-1]).cover(regions).tables
    assert all(tables[name].equals(turned[name]) for name in tables)
