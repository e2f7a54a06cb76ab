"""The tables of a report add up to each other, whoever is on the lists and whatever is missing."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.world import DAY, Owner, make_world
from umkm_cli.config import Target
from umkm_cli.counting.history import Before
from umkm_cli.findings.coverage import Coverage
from umkm_cli.knowledge.regions import load_regions
from umkm_cli.schema import COVERAGE

REGIONS = load_regions("33.25")
DISTRICTS = [None, "33.25.09", "33.25.11", "33.26.01", "99.99.99"]
VILLAGES = [None, "33.25.09.2009", "33.25.09.2012", "33.25.11.2001", "33.26.01.2001", "99.99.99.9999"]
DAYS = [None, date(1899, 12, 31), date(2020, 12, 31), date(2026, 2, 9), date(2026, 11, 1), DAY, date(2206, 1, 1)]
AMOUNTS = [None, 0, 1, 2_000_000_000, 2_000_000_001, 15_000_000_001, 50_000_000_001]
OF_PLACES = (
    "records", "owners", "baseline_owners", "recorded", "producing", "product_known", "women", "with_nib", "surplus",
)  # fmt: skip
OF_OWNERS = ("owners", "recorded", "producing")

people_told = st.fixed_dictionaries(
    {
        "gender": st.sampled_from([None, "L", "P"]),
        "birth_date": st.sampled_from(
            [None, date(1800, 1, 1), date(1980, 11, 24), date(2000, 2, 29), date(2030, 1, 1)]
        ),
        "nib": st.sampled_from([None, "9120000000001"]),
        "turnover": st.sampled_from(AMOUNTS),
        "capital": st.sampled_from(AMOUNTS),
    }
)


@st.composite
def anybody(draw: st.DrawFn, lists: str) -> Owner:
    """Somebody on the BPUM list, in the survey, or in either."""
    bpum = draw(st.integers(0 if lists == "either" else 1, 3)) if lists != "survey" else 0
    survey = draw(st.integers(0 if bpum else 1, 3)) if lists != "bpum" else 0
    return Owner(
        district=draw(st.sampled_from(DISTRICTS)),
        village=draw(st.sampled_from(VILLAGES)),
        product=draw(st.sampled_from([None, "batik", "snacks"])),
        sector=draw(st.sampled_from([None, "C", "G"])),
        status=draw(st.sampled_from([None, 0, 1, 2, 4, 7, 10, 11])),
        bpum=bpum,
        survey=survey,
        sheet=draw(st.integers(0, 3)),
        days=draw(st.lists(st.sampled_from(DAYS), max_size=3)),
        told=draw(people_told),
    )


worlds = st.sampled_from(["bpum", "survey", "either"]).flatmap(lambda lists: st.lists(anybody(lists), max_size=9))
own_targets = st.lists(
    st.builds(
        Target,
        count=st.integers(1, 5),
        since=st.sampled_from([None, date(2026, 3, 1), date(2027, 1, 1)]),
        district=st.sampled_from(["33.25.09", "33.25.11", "33.25.01"]),
    ),
    max_size=3,
)
earlier = st.none() | st.builds(
    Before,
    reported_on=st.just(date(2026, 10, 1)),
    funnel=st.just({"recorded": 3}),
    recorded=st.just({"33.25.09": 2, "33.25.09.2009": 1, "": 1}),
)


Claim = Callable[[list[Owner], Coverage], None]
CLAIMS: list[Claim] = []


def claim(check: Claim) -> Claim:
    """Something that holds for every report; all claims are held against one count of each world, which is slow."""
    CLAIMS.append(check)
    return check


@settings(max_examples=60)
@given(people=worlds, basis=st.integers(1, 20), target=st.integers(15, 90), targets=own_targets, before=earlier)
def test_the_tables_add_up(people, basis, target, targets, before):
    office = make_world(people)
    coverage = office.cover(REGIONS, before=before, basis=basis, target=target, targets=tuple(targets))
    for check in CLAIMS:
        check(people, coverage)


def total(table: pa.Table, column: str) -> float:
    return pc.sum(table[column]).as_py() or 0


def by(table: pa.Table, key: str, columns: tuple[str, ...]) -> Mapping[object, tuple[int, ...]]:
    """Sums by a column, without the groups in which everything is 0."""
    sums: dict[object, list[int]] = {}
    for row in table.to_pylist():
        so_far = sums.setdefault(row[key], [0] * len(columns))
        sums[row[key]] = [have + row[column] for have, column in zip(so_far, columns, strict=True)]
    return {group: tuple(counts) for group, counts in sums.items() if any(counts)}


def steps(coverage: Coverage) -> dict[str, int]:
    return {row["step"]: row["count"] for row in coverage.tables["coverage_funnel"].to_pylist()}


@claim
def nothing_is_negative_and_no_share_is_above_one(_, coverage):
    for name, table in coverage.tables.items():
        assert table.schema == COVERAGE[name].schema
        numbers = [
            field.name for field in table.schema if pa.types.is_integer(field.type) or field.type == pa.float64()
        ]
        for column in set(numbers) - {"remaining"}:  # below 0 where more are recorded than the target asks for
            assert (pc.min(table[column]).as_py() or 0) >= 0, (name, column)
    for name, shares in {
        "coverage_district": ["recorded_share"],
        "coverage_village": ["recorded_share"],
        "coverage_status": ["share"],
        "coverage_quality": ["nik_ok", "village_known", "phone_known"],
        "coverage_quality_district": ["nik_ok", "village_known", "phone_known"],
    }.items():
        assert all((pc.max(coverage.tables[name][share]).as_py() or 0) <= 1 for share in shares)


@claim
def the_funnel_holds_everybody_and_narrows(people, coverage):
    funnel = steps(coverage)
    assert funnel["records"] == sum(one.bpum + one.survey for one in people)
    assert funnel["owners"] + funnel["survey_only"] == len(people)
    assert funnel["recorded"] == funnel["recorded_listed"] + funnel["survey_only"]
    assert funnel["recorded"] == sum(one.survey > 0 for one in people)
    assert max(funnel["producing"], funnel["product_known"]) <= funnel["recorded"]


@claim
def desa_add_up_to_kecamatan_and_kecamatan_to_the_regency(people, coverage):
    funnel, districts = steps(coverage), coverage.tables["coverage_district"]
    villages = coverage.tables["coverage_village"]
    assert by(villages, "district_code", OF_PLACES) == by(districts, "district_code", OF_PLACES)
    sums = {column: total(districts, column) for column in OF_PLACES}
    same = ("records", "recorded", "producing", "product_known")
    assert {column: sums[column] for column in same} == {step: funnel[step] for step in same}
    assert (sums["owners"], sums["baseline_owners"]) == (len(people), funnel["owners"])
    assert sums["records"] - sums["surplus"] == sum((one.bpum > 0) + (one.survey > 0) for one in people)


@claim
def desa_without_a_record_are_those_without_one(_, coverage):
    bare = Counter(
        row["district_code"]
        for row in coverage.tables["coverage_village"].to_pylist()
        if row["village_code"] is not None and not row["recorded"]
    )
    for row in coverage.tables["coverage_district"].to_pylist():
        assert row["villages_without_record"] == bare[row["district_code"]]
    assert total(coverage.tables["coverage_district"], "villages") == len(REGIONS.villages)


@claim
def the_target_is_shared_out_whole_on_every_level(_, coverage):
    districts, villages = (coverage.tables[f"coverage_{level}"] for level in ("district", "village"))
    assert total(districts, "target_share") == pytest.approx(coverage.target)
    parts: Counter[object] = Counter()
    for row in villages.to_pylist():
        parts[row["district_code"]] += row["target_share"]
    assert {row["district_code"]: row["target_share"] for row in districts.to_pylist()} == pytest.approx(parts)
    for row in [*districts.to_pylist(), *villages.to_pylist()]:
        assert row["remaining"] == pytest.approx(row["target_share"] - row["recorded"])


@claim
def the_pace_of_the_kecamatan_is_that_of_the_regency(_, coverage):
    for level in ("district", "village"):
        rows = coverage.tables[f"coverage_{level}"].to_pylist()
        if coverage.pace is None:
            assert {row["pace"] for row in rows} == {None}
        else:
            assert sum(row["pace"] for row in rows) == pytest.approx(coverage.pace)
        for row in rows:
            is_going_on = row["remaining"] > 0 and (row["pace"] or 0) > 0
            assert (row["reached_on"] is not None) == is_going_on
            assert row["reached_on"] is None or row["reached_on"] > DAY


@claim
def what_was_recorded_before_is_told_everywhere_or_nowhere(_, coverage):
    for level in ("district", "village"):
        told = coverage.tables[f"coverage_{level}"]["recorded_before"]
        assert told.null_count == (0 if coverage.before else len(told))
    if coverage.before:
        before = ("recorded_before",)
        districts, villages = (coverage.tables[f"coverage_{level}"] for level in ("district", "village"))
        assert by(villages, "district_code", before) == by(districts, "district_code", before)


@claim
def products_and_sections_hold_everybody_in_every_kecamatan(_, coverage):
    tables = coverage.tables
    everywhere = by(tables["coverage_district"], "district_code", OF_OWNERS)
    assert by(tables["coverage_product_district"], "district_code", OF_OWNERS) == everywhere
    assert by(tables["coverage_sector_district"], "district_code", OF_OWNERS) == everywhere
    products = by(tables["coverage_product"], "product", OF_OWNERS)
    assert by(tables["coverage_product_district"], "product", OF_OWNERS) == products


@claim
def everybody_is_in_one_group(people, coverage):
    funnel = steps(coverage)
    for name in ("product", "people", "size"):
        table = coverage.tables[f"coverage_{name}"]
        sums = tuple(total(table, column) for column in OF_OWNERS)
        assert sums == (len(people), funnel["recorded"], funnel["producing"])
        assert all(row["producing"] <= row["recorded"] <= row["owners"] for row in table.to_pylist())


@claim
def women_are_as_many_by_place_as_by_age(_, coverage):
    women = by(coverage.tables["coverage_people"], "gender", ("owners",)).get("P", (0,))
    assert (total(coverage.tables["coverage_district"], "women"),) == women


@claim
def every_recorded_owner_has_one_status_one_first_visit_and_one_day(_, coverage):
    recorded, tables = steps(coverage)["recorded"], coverage.tables
    statuses = {row["production_status"]: row["owners"] for row in tables["coverage_status"].to_pylist()}
    assert sum(statuses.values()) == recorded
    assert statuses[1] + statuses[7] + statuses[8] == steps(coverage)["producing"]
    assert total(tables["coverage_status"], "share") == pytest.approx(1 if recorded else 0)
    assert total(tables["coverage_wave"], "first") == recorded
    assert total(tables["coverage_progress"], "recorded") == recorded


@claim
def survey_rows_are_first_ones_or_further_ones(people, coverage):
    rows = coverage.tables["coverage_wave"].to_pylist()
    assert sum(row["rows"] for row in rows) == sum(one.survey for one in people)
    assert all(row["rows"] == row["first"] + row["again"] and row["corrected"] <= row["again"] for row in rows)
    months = [row["month"] for row in rows if row["month"]]
    assert months == sorted(set(months))
    assert all(date(2021, 1, 1) <= month <= DAY for month in months)


@claim
def progress_never_falls_and_ends_with_everybody_recorded(_, coverage):
    rows = coverage.tables["coverage_progress"].to_pylist()
    so_far = 0
    for row in rows:
        so_far += row["recorded"]
        assert row["total"] == so_far
    assert so_far == steps(coverage)["recorded"]
    days = [row["day"] for row in rows if row["day"]]
    assert days == sorted(set(days))
    assert None not in [row["day"] for row in rows[:-1]]


@claim
def rows_are_as_many_by_sheet_as_by_kecamatan(_, coverage):
    sheets, districts = coverage.tables["coverage_quality"], coverage.tables["coverage_quality_district"]
    for column in ("records", "repeated"):
        assert total(sheets, column) == total(districts, column)
    assert total(sheets, "records") == steps(coverage)["records"]


@claim
def rows_too_many_are_told_by_where_they_come_from(_, coverage):
    surplus = by(coverage.tables["coverage_district"], "district_code", ("surplus",))
    assert by(coverage.tables["coverage_duplicate"], "district_code", ("rows",)) == surplus
    assert total(coverage.tables["coverage_quality"], "repeated") >= sum(count for (count,) in surplus.values())


@claim
def estimates_hold_the_counts_in_their_intervals(people, coverage):
    rows = {row["figure"]: row for row in coverage.tables["coverage_estimate"].to_pylist()}
    funnel = steps(coverage)
    assert rows["owners"]["value"] == len(people)
    assert rows["recorded"]["value"] == funnel["recorded"]
    assert rows["in_both"]["value"] == funnel["recorded_listed"]
    for row in rows.values():
        if row["low"] is not None:
            assert row["low"] <= row["value"] <= row["high"], row


@claim
def whoever_has_no_place_and_every_visit_without_a_day_is_a_doubt(people, coverage):
    doubts = {row["doubt"]: row["count"] for row in coverage.tables["coverage_doubt"].to_pylist()}
    lost = coverage.tables["coverage_district"].to_pylist()[-1]["owners"]
    assert sum(doubts.get(f"place{kind}", 0) for kind in ("d_elsewhere", "_unknown", "_missing")) == lost
    undated = [row["rows"] for row in coverage.tables["coverage_wave"].to_pylist() if row["month"] is None]
    assert sum(doubts.get(f"visit_{kind}", 0) for kind in ("in_future", "too_early", "undated")) == sum(undated)
    assert ("no_survey" in doubts) == (not any(one.survey for one in people))
    assert ("target_above_basis" in doubts) == (coverage.target > coverage.basis)
