"""Every figure of the tables can be traced, and as many owners or rows stand behind it as it says."""

from datetime import date, timedelta

import pytest

from tests.world import DAY
from umkm_cli.counting.figures import GROUPS, OF_OWNERS, OF_ROWS, trace
from umkm_cli.counting.people import crowd
from umkm_cli.errors import UnknownFigureError

SUBAH, VILLAGE, BATANG = "33.25.09", "33.25.09.2009", "33.25.11"


@pytest.fixture(scope="module")
def office(world, owner):
    people = [
        owner(SUBAH, VILLAGE, "batik", "C", 1, bpum=2, survey=1),
        owner(SUBAH, VILLAGE, "batik", "C", 4, bpum=0, survey=2),
        owner(SUBAH, None, "snacks", "I"),
        owner(BATANG, None, None, None, 7, bpum=3, survey=1),
        owner(survey=1),
        owner(),
    ]
    return world(people)


@pytest.fixture(scope="module")
def counted(office, regions):
    return crowd(office.tables, regions=regions, since=date(2021, 1, 1), made_on=DAY)


@pytest.fixture(scope="module")
def tables(office, regions):
    return office.cover(regions).tables


@pytest.mark.parametrize("measure", ["owners", "baseline_owners", "recorded", "producing", "product_known", "surplus"])
@pytest.mark.parametrize("level", ["district", "village"])
def test_a_figure_of_a_place_has_as_many_behind_it_as_the_table_says(counted, tables, regions, measure, level):
    for row in tables[f"coverage_{level}"].to_pylist():
        if row["district_code"] is not None and row[f"{level}_code"] is None:
            continue  # owners of a kecamatan whose desa is not known have no code to ask by
        place = row[f"{level}_code"] or "-"
        assert trace(f"{measure}@{place}", counted, regions).count == row[measure]


def test_the_funnel_and_the_groups_can_be_traced(counted, tables, regions):
    for step in tables["coverage_funnel"].to_pylist()[3:]:
        assert trace(step["step"], counted, regions).count == step["count"]
    for row in tables["coverage_product_district"].to_pylist():
        figure = f"recorded@{row['district_code'] or '-'}/product={row['product'] or '-'}"
        assert trace(figure, counted, regions).count == row["recorded"]
    for row in tables["coverage_status"].to_pylist():
        if row["owners"]:
            code = row["production_status"] or "-"
            assert trace(f"recorded/production_status={code}", counted, regions).count == row["owners"]


def test_all_rows_of_the_owners_stand_behind_a_figure_of_owners(counted, regions):
    found = trace("producing", counted, regions)
    assert (found.count, found.is_of_rows) == (2, False)
    assert counted.rows["owner"][found.rows].tolist() == [0, 0, 0, 3, 3, 3, 3]


def test_rows_are_counted_as_rows(counted, regions):
    found = trace("survey_rows@Subah", counted, regions)
    assert (found.count, found.is_of_rows, len(found.rows)) == (3, True, 3)
    assert trace("records", counted, regions).count == 13


def test_visits_in_doubt_have_as_many_rows_behind_them_as_the_report_says(world, owner, regions):
    days = (date(2020, 12, 31), DAY + timedelta(days=1), DAY + timedelta(days=2), None, None, None, DAY)
    office = world([owner(survey=len(days), days=days)])
    counted = crowd(office.tables, regions=regions, since=date(2021, 1, 1), made_on=DAY)
    doubts = {row["doubt"]: row["count"] for row in office.cover(regions).tables["coverage_doubt"].to_pylist()}
    told = {doubt: doubts[doubt] for doubt in ("visit_too_early", "visit_in_future", "visit_undated")}
    assert told == {doubt: trace(doubt, counted, regions).count for doubt in told}
    assert list(told.values()) == [1, 2, 3]


def test_a_measure_may_be_written_with_capitals(counted, regions):
    assert trace("Recorded", counted, regions).count == trace("recorded", counted, regions).count > 0


def test_the_quality_of_rows_can_be_traced(counted, tables, regions):
    sheets = tables["coverage_quality"].to_pylist()
    for measure in ("nik_ok", "village_known", "phone_known"):
        rows = sum(sheet[measure] * sheet["records"] for sheet in sheets if sheet["records"])
        assert trace(measure, counted, regions).count == round(rows)
    assert trace("repeated", counted, regions).count == sum(sheet["repeated"] for sheet in sheets)


def test_no_figure_is_of_both_kinds():
    assert not set(OF_OWNERS) & set(OF_ROWS)


@pytest.mark.parametrize(
    ("figure", "reason", "close"),
    [
        ("recorde", "measure", "recorded"),
        ("recorded@Btang Kota", "place", "Batang"),
        ("recorded/prodct=batik", "group", "product"),
        ("recorded/product=batk", "value", "batik"),
        ("recorded/gender", "value", "-"),
    ],
)
def test_a_figure_there_is_not_is_told_with_what_may_be_meant(counted, regions, figure, reason, close):
    with pytest.raises(UnknownFigureError) as told:
        trace(figure, counted, regions)
    assert (told.value.facts["reason"], told.value.facts["close"]) == (reason, close)


@pytest.mark.parametrize("group", GROUPS)
def test_owners_of_whom_nothing_is_known_can_be_traced_in_every_group(counted, regions, group):
    assert trace(f"owners@-/{group}=-", counted, regions).count > 0
