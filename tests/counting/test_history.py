"""What is told against the report before, and what each report leaves."""

from datetime import date, timedelta

from tests.world import DAY
from umkm_cli.counting.history import before, remember
from umkm_cli.schema import REPORT_HISTORY

REGION = "33.25"


def told(history, run="other"):
    return before(history, run=run, region=REGION)


def kept(history, counted, run, day=DAY):
    return remember(history, counted.tables, run=run, region=REGION, made_on=day)


def test_the_first_report_has_nothing_before(world, owner, regions):
    assert told(REPORT_HISTORY.empty()) is None
    assert told(kept(REPORT_HISTORY.empty(), world([owner()]).cover(regions), "one"), run="one") is None


def test_the_counts_of_the_report_before_are_told(world, owner, regions):
    counted = world([owner("33.25.09", "33.25.09.2009", survey=1), owner(survey=1), owner()]).cover(regions)
    found = told(kept(REPORT_HISTORY.empty(), counted, "one"))
    assert found.reported_on == DAY
    assert (found.funnel["recorded"], found.funnel["owners"]) == (2, 3)
    assert {place: count for place, count in found.recorded.items() if count} == {
        "": 1,
        "33.25.09": 1,
        "33.25.09.2009": 1,
    }


def test_a_report_made_again_is_told_against_the_same_one(world, owner, regions):
    one, two = world([owner()]).cover(regions), world([owner(survey=1)]).cover(regions)
    history = kept(REPORT_HISTORY.empty(), one, "one", DAY)
    history = kept(history, two, "two", DAY)
    again = kept(history, two, "two", DAY + timedelta(days=1))
    assert again.equals(history)
    assert told(history, run="two").funnel["recorded"] == 0
    assert told(history, run="three").funnel["recorded"] == 1


def test_changes_stand_in_the_tables(world, owner, regions):
    office = world([owner("33.25.09", "33.25.09.2009", survey=1), owner(survey=1), owner()])
    first = told(kept(REPORT_HISTORY.empty(), office.cover(regions), "one", date(2026, 1, 1)))
    second = office.cover(regions, before=first)
    funnel = {row["step"]: row["before"] for row in second.tables["coverage_funnel"].to_pylist()}
    assert (second.before, funnel["recorded"]) == (date(2026, 1, 1), 2)
    assert sum(second.tables["coverage_district"]["recorded_before"].to_pylist()) == 2
    assert sum(second.tables["coverage_village"]["recorded_before"].to_pylist()) == 2


def test_owners_of_no_known_desa_are_told_against_those_of_the_report_before(world, owner, regions):
    lost, found = owner("33.25.09", survey=1), owner("33.25.09", "33.25.09.2009", survey=1)
    first = told(kept(REPORT_HISTORY.empty(), world([lost, lost, found]).cover(regions), "one"))
    assert changes_of(world([lost, found, found]).cover(regions, before=first)) == {
        None: (1, 2),
        "33.25.09.2009": (2, 1),
    }
    assert changes_of(world([found] * 3).cover(regions, before=first)) == {None: (0, 2), "33.25.09.2009": (3, 1)}


def changes_of(counted):
    """Recorded owners now and before, by desa, where there are any."""
    return {
        row["village_code"]: (row["recorded"], row["recorded_before"])
        for row in counted.tables["coverage_village"].to_pylist()
        if row["recorded"] or row["recorded_before"]
    }


def test_another_regency_has_a_history_of_its_own(world, owner, regions):
    history = kept(REPORT_HISTORY.empty(), world([owner()]).cover(regions), "one")
    assert before(history, run="other", region="33.26") is None
    assert before(history, run="other", region="33") is None
