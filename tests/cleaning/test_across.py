"""across: what only all rows together can tell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cleaning.factory import BATANG, BUDI, SITI, SLAMET, make_raw
from umkm_cli.cleaning.across import ACROSS, across
from umkm_cli.cleaning.standardise import standardise
from umkm_cli.schema import RECORDS


def records_of(*rows):
    return standardise(make_raw(*rows, context_year=2021), regions=BATANG, data_year=2021)


def flags_of(*rows):
    """For each row the flags that are set across rows."""
    found = across(records_of(*rows)).column("flags").to_pylist()
    return [[flag for flag in flags if flag in ACROSS] for flags in found]


NIK_CASES = [
    # one row, another one, the flags of both
    ({"nik": SITI, "name": "SITI AMINAH"}, {"nik": SITI, "name": "SITI AMINAH"}, ["proposed_twice"]),
    ({"nik": SITI, "name": "SITI AMINAH"}, {"nik": SITI, "name": "Hj. Sitti Aminah, S.Pd"}, ["proposed_twice"]),
    ({"nik": SITI, "name": "NUR HAYATI"}, {"nik": SITI, "name": "NURHAYATI"}, ["proposed_twice"]),
    ({"nik": SITI, "name": "SUTRISNO B"}, {"nik": SITI, "name": "SUTRISNO"}, ["proposed_twice"]),
    ({"nik": SITI, "name": "SITI AMINAH"}, {"nik": SITI, "name": "SLAMET"}, ["nik_of_another_name"]),
    ({"nik": SITI, "name": "SITI AMINAH"}, {"nik": SITI, "name": "SITI ROKHANAH"}, ["nik_of_another_name"]),
    ({"nik": SITI, "name": "SITI AMINAH"}, {"nik": SITI, "name": None}, ["proposed_twice"]),
    ({"nik": SITI, "name": "SITI"}, {"nik": SLAMET, "name": "SITI"}, []),
    ({"nik": SITI, "name": "SITI"}, {"nik": SITI, "name": "SITI", "context_year": 2020}, []),
    ({"nik": SITI, "name": "SITI"}, {"nik": SITI, "name": "SITI", "list": "survey"}, []),
    ({"nik": SITI[:12] + "****", "name": "SITI"}, {"nik": SITI[:12] + "****", "name": "SLAMET"}, []),
    ({"nik": None, "name": "SITI"}, {"nik": None, "name": "SLAMET"}, []),
]


@pytest.mark.parametrize(("one", "other", "flags"), NIK_CASES)
def test_a_nik_in_two_rows_is_told_by_their_names_and_years(one, other, flags):
    assert flags_of(one, other) == [flags, flags]


def test_a_visit_is_no_second_proposal_but_another_name_is_told():
    twice = {"nik": SITI, "name": "SITI", "list": "survey"}
    assert flags_of(twice, twice) == [[], []]
    assert flags_of(twice, twice | {"name": "SLAMET"}) == [["nik_of_another_name"]] * 2


def test_of_three_rows_each_has_the_flags_it_earns():
    rows = [{"nik": SITI, "name": name} for name in ("SITI", "SITI", "SLAMET")]
    assert flags_of(*rows) == [["nik_of_another_name", "proposed_twice"]] * 2 + [["nik_of_another_name"]]


def named(*names, phone="081276543219", **more):
    return [{"name": name, "phone": phone} | more for name in names]


@pytest.mark.parametrize(
    ("rows", "is_shared"),
    [
        (named("SITI", "SLAMET", "BUDI"), False),
        (named("SITI", "SLAMET", "BUDI", "AMINAH"), True),
        (named("SITI", "SITI", "SITI", "SITI", "SITI"), False),
        (named("SITI", "SITTI AMINAH", "S. AMINAH", "SITI A", nik=SITI), False),
        (named("SITI", "SLAMET", "BUDI", "AMINAH", phone=None), False),
    ],
)
def test_a_phone_of_more_than_three_owners_is_shared(rows, is_shared):
    assert all(("phone_shared" in flags) is is_shared for flags in flags_of(*rows))


def test_flags_of_the_rows_themselves_stay():
    row = {"nik": BUDI, "name": "BUDI 2", "village": "Adinuso", "district": "Subah"}
    assert across(records_of(row, row)).column("flags").to_pylist() == [["name_has_digits", "proposed_twice"]] * 2


def test_no_records_stay_none():
    assert across(RECORDS.empty()) == RECORDS.empty()


ROW = st.fixed_dictionaries(
    {
        "nik": st.sampled_from([SITI, SLAMET, None, "belum ada"]),
        "name": st.sampled_from(["SITI", "SITI AMINAH", "SLAMET", None, "S"]),
        "phone": st.sampled_from(["081276543219", None]),
        "list": st.sampled_from(["bpum", "survey"]),
        "context_year": st.sampled_from([2020, 2021, None]),
    }
)


@given(st.lists(ROW, max_size=8), st.integers(0, 8))
def test_records_may_come_in_two_parts_and_the_flags_are_the_same(rows, cut):
    at_once = across(records_of(*rows))
    first = across(at_once.slice(0, cut))
    assert across(at_once) == at_once
    assert RECORDS.conform(first).num_rows == min(cut, len(rows))
    rejoined = at_once.set_column(
        at_once.column_names.index("flags"),
        "flags",
        [*first["flags"].chunks, *at_once["flags"].slice(cut).chunks],
    )
    assert across(rejoined).column("flags").to_pylist() == at_once.column("flags").to_pylist()
