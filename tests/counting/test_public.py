"""A public report gives no small count away, not even to somebody who knows how it was made."""

from dataclasses import replace
from datetime import date
from io import StringIO

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from rich.console import Console

from tests.counting.attack import GROUP_KEYS, PLACE_KEYS, breaches, counts_of, with_yesterday
from tests.counting.crowds import crowd_of
from tests.world import DAY
from umkm_cli.config import Config
from umkm_cli.counting.coverage import coverage
from umkm_cli.counting.hiding.days import hide_days
from umkm_cli.counting.hiding.kinds import GROUPS, ONE, PLACES
from umkm_cli.counting.hiding.moves import Cells, Group, protect
from umkm_cli.counting.hiding.public import LEFT_OUT, hide_small, make_public
from umkm_cli.findings.coverage import Coverage
from umkm_cli.reporting.books.report import workbook
from umkm_cli.reporting.page import page
from umkm_cli.reporting.screens.coverage import render_coverage
from umkm_cli.schema import COVERAGE

SIZES = (0, 1, 3, 12, 40, 150, 600, 1500)
COUNTED = {**dict.fromkeys(PLACE_KEYS, PLACES.columns), **dict.fromkeys(GROUP_KEYS, GROUPS.columns)}


def report(seed, size, regions, **told) -> Coverage:
    config = Config(basis=2000, target=900)
    return coverage(crowd_of(seed, size, regions, **told), config=config, regions=regions, made_on=DAY)


@pytest.mark.parametrize("seed", range(16))
def test_no_small_count_can_be_worked_out(seed, regions):
    counted = report(seed, SIZES[seed % len(SIZES)], regions)
    assert breaches(counted, make_public(counted), at_most=25) == []


@pytest.mark.parametrize("kind", [PLACES, GROUPS, ONE])
def test_every_move_makes_its_count_larger_by_one(kind):
    for count in kind.counts:
        assert count.moves
        assert all(sum(a * b for a, b in zip(count.terms, move, strict=True)) == 1 for move in count.moves)


def test_the_attacker_finds_what_hiding_small_cells_alone_gives_away(regions):
    counted = report(3, 600, regions)
    public = make_public(counted)
    tables = dict(public.tables)
    for name, columns in COUNTED.items():
        for column in columns if tables[name].num_rows else ():
            count = counted.tables[name][column]
            is_small = pc.and_(pc.greater(count, 0), pc.less(count, 5))
            tables[name] = put(tables[name], column, pc.if_else(is_small, None, count))
    assert len(breaches(counted, replace(public, tables=tables), at_most=20)) > 10


def test_what_is_hidden_beside_a_small_count_is_needed(world, owner, regions):
    desa = [place.code for place in regions.villages if place.district_code == "33.25.09"]
    people = [
        owner("33.25.09", code, product="batik", sector="C", survey=survey, status=status)
        for code, counts in zip(desa, ((20, 17, 3), (20, 10, 10), (20, 8, 12), (20, 9, 11)), strict=False)
        for count, survey, status in zip(counts, (0, 1, 1), (None, 4, 1), strict=True)
        for _ in range(count)
    ]
    counted = world(people).cover(regions)
    public = make_public(counted)
    villages = public.tables["coverage_village"]
    places, shown = villages["village_code"].to_pylist(), villages["producing"].to_pylist()
    hidden = [row for row, value in enumerate(shown) if value is None]
    assert [places[row] for row in hidden] == desa[:2]
    assert breaches(counted, public) == []
    values = pa.array([*shown[: hidden[1]], 10, *shown[hidden[1] + 1 :]], pa.int32())
    tables = {**public.tables, "coverage_village": put(villages, "producing", values)}
    (breach,) = breaches(counted, replace(public, tables=tables))
    assert breach.endswith("is 3: 3.00 to 3.00")


def put(table, column, values):
    return table.set_column(table.schema.get_field_index(column), column, values)


@pytest.mark.parametrize("seed", range(6))
def test_no_count_of_one_to_four_is_shown(seed, regions):
    counted = report(seed, 600, regions)
    public = make_public(counted)
    for name, columns in {**COUNTED, "coverage_status": ("owners",), "coverage_duplicate": ("rows",)}.items():
        for column in columns:
            assert not set(public.tables[name][column].to_pylist()) & {1, 2, 3, 4}, (name, column)
    assert not set(public.tables["coverage_funnel"]["count"].to_pylist()) & {1, 2, 3, 4}


def test_what_is_shown_is_as_counted(regions):
    counted = report(4, 1500, regions)
    public = make_public(counted)
    assert public.is_public
    assert list(public.tables) == list(COVERAGE)
    for name, table in public.tables.items():
        assert table.schema == COVERAGE[name].schema
        if table.num_rows == counted.tables[name].num_rows:
            for column in table.column_names:
                pairs = zip(table[column].to_pylist(), counted.tables[name][column].to_pylist(), strict=True)
                assert all(shown in (None, truth) for shown, truth in pairs), (name, column)
    assert public.tables["coverage_village"]["recorded"].null_count < counted.tables["coverage_village"].num_rows / 2


def test_what_could_be_worked_out_of_a_hidden_count_is_hidden_too(regions):
    counted = report(13, 1500, regions)
    rows = make_public(counted).tables["coverage_village"].to_pylist()
    assert any(row["recorded"] is None for row in rows)
    assert all(row["remaining"] is None and row["recorded_share"] is None for row in rows if row["recorded"] is None)
    assert all(row["target_share"] is None for row in rows if row["baseline_owners"] is None)
    assert all(row["recorded_share"] is None for row in rows if row["owners"] is None)


def test_tables_about_rows_and_sheets_are_left_out(regions):
    public = make_public(report(5, 150, regions))
    assert [name for name in LEFT_OUT if public.tables[name].num_rows] == []
    for column in ("records", "pace", "reached_on", "recorded_before"):
        assert public.tables["coverage_village"][column].null_count == public.tables["coverage_village"].num_rows


def test_totals_are_told_though_rows_are_hidden(regions):
    counted = report(13, 1500, regions)
    public = make_public(counted)
    assert public.tables["coverage_village"]["producing"].null_count
    for name in ("owners", "recorded", "women"):
        assert public.total(name) == counted.total(name) == sum(counted.tables["coverage_district"][name].to_pylist())


def test_a_total_of_one_to_four_is_told_nowhere(world, owner, regions):
    people = [owner("33.25.09", "33.25.09.2009")] * 30 + [owner("33.25.09", "33.25.09.2009", survey=1, status=1)] * 3
    counted = world(people).cover(regions)
    public = make_public(counted)
    assert public.total("recorded") is None
    assert public.total("owners") == 33
    steps = {row["step"]: row["count"] for row in public.tables["coverage_funnel"].to_pylist()}
    assert steps["owners"] == 33
    assert [steps[step] for step in ("records", "recorded", "producing", "survey_only")] == [None] * 4
    for name in ("coverage_product", "coverage_size", "coverage_village"):
        assert public.tables[name]["recorded"].null_count == public.tables[name].num_rows
    assert public.tables["coverage_progress"].num_rows == 0


def test_nothing_is_hidden_where_no_count_is_small(world, owner, regions):
    places = [("33.25.09", "33.25.09.2009"), ("33.25.11", "33.25.11.2001")]
    people = [
        owner(*place, product=product, sector="C", bpum=1, survey=survey, status=status)
        for place in places
        for product in ("batik", None)
        for survey, status in ((0, None), (1, 1), (1, 4))
        for _ in range(6)
    ]
    counted = world([*people, *[owner(*place, bpum=0, survey=1, status=1) for place in places for _ in range(6)]])
    counted = counted.cover(regions)
    public = make_public(counted)
    for name, columns in COUNTED.items():
        assert public.tables[name].select(columns) == counted.tables[name].select(columns), name


def test_two_reports_of_the_same_owners_hide_the_same(regions):
    counted = report(13, 1500, regions)
    again = report(13, 1500, regions)
    later = replace(again, made_on=date(2026, 12, 1), before=DAY)
    assert hide_small(counted.tables) == hide_small(later.tables)


@pytest.mark.parametrize("seed", [13, 29, 40])
def test_the_report_of_yesterday_does_not_help_where_nothing_seems_to_have_changed(seed, regions):
    yesterday, today = (report(seed, 1500, regions, unvisited=visits) for visits in (15, 0))
    assert today.total("recorded") - 15 <= yesterday.total("recorded") < today.total("recorded")
    both = with_yesterday(make_public(today), make_public(yesterday))
    assert breaches(today, both, at_most=60) == []


def test_a_report_tells_nothing_of_the_report_before(regions):
    counted = report(13, 1500, regions)
    before = put(counted.tables["coverage_funnel"], "before", counted.tables["coverage_funnel"]["count"])
    public = make_public(replace(counted, before=DAY, tables={**counted.tables, "coverage_funnel": before}))
    assert public.before is None
    assert public.tables["coverage_funnel"]["before"].null_count == before.num_rows


def test_days_are_told_together_until_they_are_enough():
    days = [date(2026, 5, day) for day in range(1, 7)]
    counts = [2, 2, 3, 9, 1, 2]
    table = COVERAGE["coverage_progress"].from_rows(
        [
            {"day": day, "recorded": count, "total": sum(counts[: n + 1]), "target": 100}
            for n, (day, count) in enumerate(zip(days, counts, strict=True))
        ]
    )
    told = hide_days(table, is_told=True, k=5)
    assert told["day"].to_pylist() == [days[2], days[5]]
    assert told["recorded"].to_pylist() == [7, 12]
    assert told["total"].to_pylist() == [7, 19]
    assert hide_days(table.slice(0, 2), is_told=True, k=5).num_rows == 0
    assert hide_days(table, is_told=False, k=5).num_rows == 0


def test_few_owners_without_a_day_cannot_be_told_from_those_of_the_last_days():
    rows = [
        {"day": date(2026, 5, 1), "recorded": 8, "total": 8, "target": 100},
        {"day": date(2026, 5, 2), "recorded": 9, "total": 17, "target": 100},
        {"day": None, "recorded": 3, "total": 20, "target": None},
    ]
    told = hide_days(COVERAGE["coverage_progress"].from_rows(rows), is_told=True, k=5)
    assert told["recorded"].to_pylist() == [8, None, None]
    assert told["total"].to_pylist() == [8, None, 20]


def test_the_pace_is_told_in_whole_owners_a_day(regions):
    counted = report(13, 1500, regions)
    public = make_public(counted)
    assert counted.pace != int(counted.pace)
    assert public.pace == round(counted.pace)
    assert public.reached_on is None or public.reached_on > DAY


def test_a_small_count_takes_the_cheapest_partner():
    values = pa.array([3, 100, 7, 40]).to_numpy().reshape(-1, 1)
    cells = Cells.of(ONE, values)
    assert protect(cells, Group(pc.indices_nonzero(pa.array([1, 1, 1, 1])).to_numpy().astype("int64"), 5)) is not None
    assert cells.hidden[:, 0].tolist() == [True, False, True, False]


@pytest.mark.parametrize("seed", [13, 21])
def test_counts_are_looked_at_in_every_table(seed, regions):
    counted = report(seed, 1500, regions)
    tables = {next(iter(cells))[0] for cells, value in counts_of(counted) if 0 < value < 5}
    assert len(tables) >= 5


@pytest.mark.parametrize("size", SIZES[:6])
def test_every_renderer_copes_with_what_is_hidden(size, regions):
    public = make_public(report(size, size, regions))
    for language in ("id", "en"):
        console = Console(file=StringIO(), width=80)
        console.print(render_coverage(public, language))
        assert "None" not in console.file.getvalue()
        assert page(public, language)
        assert workbook(public, language)
