"""Targets change on a day, and kecamatan may have their own; together they are always the whole."""

from datetime import date

import pytest

from umkm_cli.config import Target, resolve
from umkm_cli.counting.targets import district_targets, shared_out, target_on
from umkm_cli.errors import BadSettingError, BadTargetError

pd = pytest.importorskip("pandas")

DAY = date(2026, 11, 24)


def config(*targets, **settings):
    return resolve({"targets": list(targets), **settings}, {}, {})


def test_the_latest_target_in_force_counts():
    dated = config(
        {"count": 31_000, "since": date(2026, 7, 1), "by": date(2026, 12, 31)},
        {"count": 40_000, "since": date(2027, 1, 1)},
        target=61_000,
    )
    assert target_on(dated, date(2026, 6, 30)) == Target(count=61_000)
    assert target_on(dated, date(2026, 7, 1)) == Target(count=31_000, since=date(2026, 7, 1), by=date(2026, 12, 31))
    assert target_on(dated, date(2027, 5, 1)).count == 40_000


def test_of_two_targets_of_one_day_the_later_entry_counts():
    assert target_on(config({"count": 1}, {"count": 2}), DAY).count == 2


def test_a_kecamatan_goes_by_name_or_code(regions):
    asked = config({"count": 10, "district": "Kec. Bandar"}, {"count": 20, "district": "33.25.09"})
    assert district_targets(asked, DAY, regions) == {"33.25.02": 10, "33.25.09": 20}


def test_a_kecamatan_nobody_knows_is_told(regions):
    with pytest.raises(BadTargetError) as told:
        district_targets(config({"count": 10, "district": "Bandung"}), DAY, regions)
    assert told.value.facts["reason"] == "unknown_district"


def test_kecamatan_may_not_have_more_than_the_regency(regions):
    with pytest.raises(BadTargetError) as told:
        district_targets(config({"count": 11, "district": "Bandar"}, target=10), DAY, regions)
    assert (told.value.facts["sum"], told.value.facts["target"]) == (11, 10)


@pytest.mark.parametrize(
    "entry", [{"count": 0}, {"count": "many"}, {"since": date(2026, 1, 1)}, {"count": 1, "kecamatan": "Bandar"}, 5]
)
def test_an_entry_that_makes_no_sense_is_told(entry):
    with pytest.raises(BadSettingError):
        config(entry)


def test_what_own_targets_leave_is_shared_out_by_weight():
    parts = shared_out(100, pd.Series({"a": 10, "b": 30, "c": 10, "": 0}), {"c": 60}, "")
    assert parts.to_dict() == {"a": 10, "b": 30, "c": 60, "": 0}


def test_what_nobody_can_take_is_not_lost():
    parts = shared_out(100, pd.Series({"a": 10, "b": 30, "": 0}), {"a": 20, "b": 30}, "")
    assert parts.to_dict() == {"a": 20, "b": 30, "": 50}


def test_the_places_of_a_kecamatan_share_its_own_target(world, owner, regions):
    people = [owner("33.25.09", "33.25.09.2009"), owner("33.25.09", None), owner("33.25.11", "33.25.11.2001")]
    targets = (Target(count=9, district="Subah"),)
    tables = world(people).cover(regions, target=10, targets=targets).tables
    villages = tables["coverage_village"].to_pylist()
    assert {row["village_code"]: row["target_share"] for row in villages if row["target_share"]} == {
        "33.25.09.2009": 4.5,
        None: 4.5,
        "33.25.11.2001": 1,
    }
