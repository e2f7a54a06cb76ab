"""Who is one owner and who is not: the cases that matter to the office, matched among strangers."""

import random

import pyarrow as pa
import pytest

from tests.matching.factory import find, match, owner_ids, records, strangers

HOME = {"village_code": "33.25.09.2003", "district_code": "33.25.09", "hamlet": "Krajan", "rt": 2, "rw": 1}
ELSEWHERE = {"village_code": "33.25.05.2007", "district_code": "33.25.05", "hamlet": "Sempu", "rt": 4, "rw": 2}
WOMAN = "3325095205809001"
PHONE = "+6281390001001"
FAMILY = "3325091201109001"

SITI = {"name": "Siti Aminah", "nik": WOMAN, **HOME}
SLAMET = {"name": "Slamet Riyadi", "nik": "3325091205609001", "phone": PHONE, "no_kk": FAMILY, **HOME}
UNNUMBERED = {"nik": None, "gender": None, "birth_date": None}

SAME = [
    ("the same row again", SITI, {}),
    ("a misspelt name", SITI, {"name": "St. Aminnah"}),
    ("a title and a wrong digit", SITI, {"name": "Hj Siti Aminah", "nik": "3325095205809091"}),
    ("a digit lost", SITI, UNNUMBERED | {"nik": "332509525809001", "nik_status": "wrong_length"}),
    ("cut by Excel", SITI, {"nik": WOMAN[:15] + "?", "nik_status": "cut_by_excel"}),
    ("no NIK, same name and phone", {**SITI, "name": "Wagiyem Rahayu", "phone": PHONE}, UNNUMBERED),
    ("moved, with the same NIK", SITI, ELSEWHERE),
    ("old spelling", {"name": "Soeprapto Widjaja", "phone": PHONE, **HOME}, {"name": "SUPRAPTO WIJAYA"}),
]

DIFFERENT = [
    ("a namesake next door", {**SLAMET, "name": "Slamet"}, {"nik": "3325090307759002", "phone": None, "no_kk": None}),
    ("a namesake in another kecamatan without NIK", {"name": "Slamet", **HOME}, ELSEWHERE),
    ("a spouse on one phone and address", SLAMET, {"name": "Siti Aminah", "nik": WOMAN}),
    ("a spouse, and no NIK on either row", {**SLAMET, **UNNUMBERED}, {"name": "Siti Aminah"}),
    ("father and son", {**SLAMET, "name": "Karto Wijoyo"}, {"name": "Joko Wijoyo", "nik": "3325090303809003"}),
    ("twins", {**SITI, "no_kk": FAMILY}, {"name": "Siti Aminatun", "nik": "3325095205809002"}),
    ("sisters with one word in common", {"name": "Nur Hidayah", "phone": PHONE, **HOME}, {"name": "Nur Khasanah"}),
    ("another person with the NIK of a relative", SITI, {"name": "Karyoto"}),
]


@pytest.mark.parametrize(("case", "row", "change"), SAME, ids=[case for case, _, _ in SAME])
def test_a_repeat_is_joined(case, row, change):
    one, other = match(row, row | change)
    assert one == other, case


@pytest.mark.parametrize(("case", "row", "change"), DIFFERENT, ids=[case for case, _, _ in DIFFERENT])
def test_another_person_is_kept_apart(case, row, change):
    one, other = match(row, row | change)
    assert one != other, case


def test_the_answer_does_not_depend_on_the_order_of_the_rows():
    rows = [change for _, row, change in SAME for change in (row, row | change)] + strangers(300)
    table = records(*rows)
    places = list(range(table.num_rows))
    random.Random(7).shuffle(places)  # noqa: S311 - no secret
    one, other = find(table), find(table.take(pa.array(places)))
    assert one.clusters.equals(other.clusters)
    assert one.pairs.equals(other.pairs)
    assert one.owners.equals(other.owners)


def test_every_record_has_exactly_one_owner():
    table = records(*strangers(250), *strangers(250))
    found = find(table)
    assert sorted(found.clusters["record_id"].to_pylist()) == sorted(table["record_id"].to_pylist())
    assert set(found.owners["owner_id"].to_pylist()) == set(owner_ids(found))
    assert sum(found.owners["records"].to_pylist()) == table.num_rows


@pytest.mark.parametrize(
    "rows",
    [[], [{"name": "Siti Aminah"}], [{"name": None}] * 5, [{"name": None, "nik": WOMAN}] * 3],
    ids=["no record", "one record", "no name at all", "no name, one NIK"],
)
def test_small_and_empty_lists_give_small_answers(rows):
    found = find(records(*rows))
    assert found.clusters.num_rows == len(rows)
    assert 0 <= found.owners.num_rows <= len(rows)


def test_one_name_a_thousand_times_stays_bounded_and_apart():
    crowd = [{"name": "Slamet", **HOME, "rt": None, "rw": None, "hamlet": None}] * 1000
    found = find(records(*crowd))
    assert found.facts["pairs_compared"] < 1000 * 40
    assert found.facts["pairs_cut"] > 0
    assert found.owners.num_rows > 900


def test_a_phone_of_dozens_of_people_joins_nobody():
    officer = [{**one, "nik": None, "phone": PHONE} for one in strangers(20)]
    found = find(records(*officer))
    assert found.owners.num_rows == 20


def test_a_reviewer_sees_the_doubtful_pair_with_its_levels():
    found = find(
        records(
            *strangers(400), {"name": "Siti Aminah", "nik": WOMAN, **HOME}, {"name": "Karyoto", "nik": WOMAN, **HOME}
        )
    )
    pair = next(pair for pair in found.pairs.to_pylist() if pair["level_nik"] == "exact")
    assert pair["level_name"] == "different"
    assert 0.1 <= pair["match_probability"] < 0.2
    assert found.facts["pairs_review"] == 1
