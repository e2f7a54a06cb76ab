"""The walk: nobody who is not recorded is missing, and neighbours stand together."""

import random

import pytest

from umkm_cli.counting.walk import walk
from umkm_cli.schema import HOUSEHOLDS, OWNERS, WALK

SUBAH, VILLAGE, OTHER = "33.25.09", "33.25.09.2009", "33.25.09.2004"


def listed(regions, *people: dict[str, object], together: tuple[tuple[str, str], ...] = ()):
    owners = [{"survey_records": 0, "bpum_records": 1, "records": 1} | person for person in people]
    households = [{"household_id": household, "owner_id": owner} for household, owner in together]
    return walk(OWNERS.from_rows(owners), HOUSEHOLDS.from_rows(households), regions=regions)


def person(owner: str, **facts: object) -> dict[str, object]:
    return {"owner_id": owner, "district_code": SUBAH, "village_code": VILLAGE, "name": owner} | facts


def ids(table) -> str:
    return "".join(table["owner_id"].to_pylist())


def test_who_has_a_survey_row_is_not_listed_whatever_was_found(regions):
    table = listed(regions, person("a"), person("b", survey_records=1, production_status=6))
    assert ids(table) == "a"


def test_the_walk_goes_by_rw_rt_hamlet_house_and_name_the_unknown_last(regions):
    people = [
        person("a", rw=1, rt=1, hamlet="Krajan", address="Jl. Melati No. 9"),
        person("b", rw=1, rt=1, hamlet="krajan", address="Jl. Melati No. 10", name="Ani"),
        person("c", rw=1, rt=1, hamlet="krajan", address="Jl. Melati No. 10", name="Budi"),
        person("d", rw=1, rt=1, hamlet="Wetan"),
        person("e", rw=1, rt=1),
        person("f", rw=1, rt=2),
        person("g", rw=1, rt=10),
        person("h", rw=1),
        person("i", rw=2, rt=1),
        person("j", hamlet="Krajan"),
        person("k"),
    ]
    assert ids(listed(regions, *reversed(people))) == "abcdefghijk"


def test_kecamatan_and_desa_stand_in_order_and_nobody_is_dropped(regions):
    people = [
        person("a", village_code=OTHER),
        person("b"),
        person("c", village_code=None),
        person("d", village_code=None, district_code="33.25.11"),
        person("e", village_code="33.26.01.2001", district_code="33.26.01"),
        person("f", village_code=None, district_code=None),
    ]
    table = listed(regions, *reversed(people))
    assert ids(table)[:4] == "abcd"
    assert set(ids(table)[4:]) == {"e", "f"}
    assert table["district"].to_pylist() == ["Subah"] * 3 + ["Batang", None, None]
    assert table["village"].to_pylist()[:3] == [regions.village(OTHER).name, regions.village(VILLAGE).name, None]


def test_a_household_stands_together_in_its_rt_only(regions):
    people = [
        person("a", rw=1, rt=1),
        person("b", rw=1, rt=1),
        person("c", rw=1, rt=1),
        person("d", rw=1, rt=2),
        person("e", rw=1, rt=3, village_code=OTHER),
    ]
    together = (("H1", "a"), ("H1", "c"), ("H1", "d"), ("H1", "e"))
    assert ids(listed(regions, *people, together=together)) == "eacbd"


@pytest.mark.parametrize("seed", range(20))
def test_any_owners_are_all_listed_once_in_the_same_order(regions, seed):
    draw = random.Random(seed)  # noqa: S311 - invents owners
    codes = [None, "x", *(place.code for place in regions.villages[:9])]
    people = [
        person(
            f"O{at:03}",
            village_code=draw.choice(codes),
            district_code=draw.choice([None, SUBAH, "33.25.01"]),
            rw=draw.choice([None, 1, 2]),
            rt=draw.choice([None, 1, 2]),
            name=draw.choice([None, "Ani", "Budi"]),
            survey_records=draw.choice([0, 1]),
        )
        for at in range(60)
    ]
    together = tuple((f"H{draw.randrange(9)}", one["owner_id"]) for one in draw.sample(people, 30))
    table = listed(regions, *people, together=together)
    missing = {one["owner_id"] for one in people if not one["survey_records"]}
    assert sorted(table["owner_id"].to_pylist()) == sorted(missing)
    draw.shuffle(people)
    assert listed(regions, *people, together=together).equals(table)
    codes = [code or "~" for code in table["district_code"].to_pylist()]
    assert codes == sorted(codes)


def test_nobody_is_a_table_too(regions):
    assert listed(regions).schema.equals(WALK.schema)
