import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from umkm_cli.config import Config, resolve
from umkm_cli.errors import BadSettingError, UnknownSettingError


def test_batang_needs_no_settings():
    config = resolve({}, {}, {})
    assert (config.region, config.basis, config.target) == ("33.25", 105_000, 60_000)


@pytest.mark.parametrize(
    ("settings", "environment", "flags", "target"),
    [
        ({"target": 1}, {"UMKM_TARGET": "2"}, {"target": "3"}, 3),
        ({"target": 1}, {"UMKM_TARGET": "2"}, {"target": None}, 2),
        ({"target": 1}, {"UMKM_TARGET": ""}, {}, 1),
        ({}, {}, {}, 60_000),
    ],
)
def test_flags_win_over_the_environment_and_that_over_the_file(settings, environment, flags, target):
    assert resolve(settings, environment, flags).target == target


@pytest.mark.parametrize(
    ("environment", "flags"), [({}, {"target_date": "2027-03-31"}), ({"UMKM_TARGET_DATE": "2027-03-31"}, {})]
)
def test_a_target_date_goes_before_the_days_of_dated_targets(environment, flags):
    entries = [{"count": 600, "by": dt.date(2026, 12, 31)}, {"count": 110, "district": "Batang"}]
    config = resolve({"targets": entries}, environment, flags)
    assert [(target.count, target.by) for target in config.targets] == [
        (600, dt.date(2027, 3, 31)),
        (110, dt.date(2027, 3, 31)),
    ]


@pytest.mark.parametrize("text", ["105000", "105.000", "105,000", "105_000", " 105000 "])
def test_a_number_may_be_written_as_people_write_it(text):
    assert resolve({}, {"UMKM_BASIS": text}, {}).basis == 105_000


@pytest.mark.parametrize("day", [dt.date(2026, 12, 31), "2026-12-31"])
def test_a_day_comes_from_toml_or_as_text(day):
    assert resolve({"target_date": day}, {}, {}).target_date == dt.date(2026, 12, 31)


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("basis", 0),
        ("basis", "many"),
        ("basis", 1.5),
        ("basis", True),
        ("target", "-5"),
        ("region", "3325"),
        ("region", "33-25"),
        ("data_year", 1999),
        ("match_threshold", 0),
        ("match_threshold", 1.01),
        ("review_threshold", 0.95),
        ("workers", -1),
        ("max_file_mb", 0),
        ("seconds_per_file", "soon"),
        ("target_date", "31/12/2026"),
        ("target_date", []),
    ],
)
def test_a_value_that_makes_no_sense_is_refused(setting, value):
    with pytest.raises(BadSettingError) as caught:
        resolve({setting: value}, {}, {})
    assert caught.value.facts["setting"] == setting


@pytest.mark.parametrize(
    ("misspelt", "close"), [("targt", "target"), ("regoin", "region"), ("langg", "lang"), ("worker", "workers")]
)
def test_a_misspelt_setting_is_an_error_with_a_suggestion(misspelt, close):
    with pytest.raises(UnknownSettingError) as caught:
        resolve({misspelt: 1}, {}, {})
    assert caught.value.facts == {"setting": misspelt, "close": close}


def test_settings_of_the_command_line_are_known_and_left_alone():
    assert resolve({"lang": "id", "workspace": "x"}, {}, {}) == Config()


@given(st.integers(1, 10**7))
def test_every_whole_number_survives_its_way_through_the_environment(count):
    assert resolve({}, {"UMKM_BASIS": f"{count:,}"}, {}).basis == count
