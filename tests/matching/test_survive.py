from datetime import date

import pyarrow as pa

from tests.matching.factory import records
from umkm_cli.matching.survive import survive


def golden(*rows):
    table = records(*rows)
    clusters = pa.table({"record_id": table["record_id"], "owner_id": ["O1"] * table.num_rows})
    links = pa.table({"owner_id": ["O1"] * (table.num_rows - 1), "weight": [9.5, 4.25, 7.0, 8.0][: table.num_rows - 1]})
    return survive(table, clusters, links).to_pylist()[0]


def test_a_sound_nik_is_taken_before_a_damaged_one_that_stands_more_often():
    damaged = {"nik": "332509520580900?", "nik_status": "cut_by_excel"}
    owner = golden(damaged, damaged, {"nik": "3325095205809001"})
    assert (owner["nik"], owner["nik_status"]) == ("3325095205809001", "ok")
    assert dict(owner["origin"])["nik"] == "0000000000000003"


def test_the_name_most_records_have_is_taken():
    owner = golden({"name": "Siti Amina"}, {"name": "Siti Aminah"}, {"name": "Siti Aminah"})
    assert owner["name"] == "Siti Aminah"
    assert owner["disagreeing"] == ["name"]


def test_an_address_is_taken_from_one_record_as_it_stands():
    full = {"village_code": "33.25.09.2003", "village": "Adinuso", "rt": 2, "rw": 1}
    owner = golden({"village_code": "33.25.09.2004", "village": "Durenombo"}, {**full, "address": "Dk Krajan"})
    assert (owner["village"], owner["rt"], owner["rw"]) == ("Adinuso", 2, 1)


def test_what_changes_with_time_comes_from_the_latest_visit():
    early = {"list": "survey", "production_status": 1, "visited_on": date(2026, 1, 5), "year": 2025}
    late = {"list": "survey", "production_status": 4, "visited_on": date(2026, 9, 5), "year": 2026}
    owner = golden({"production_status": None}, early, late)
    assert owner["production_status"] == 4
    assert (owner["bpum_records"], owner["survey_records"]) == (1, 2)
    assert owner["years"] == [2021, 2025, 2026]


def test_the_weakest_link_is_told():
    assert golden({"name": "Siti"}, {"name": "Siti"}, {"name": "Siti"})["weakest_weight"] == 4.25


def test_every_value_of_an_owner_stands_in_one_of_its_records():
    rows = [{"name": "Siti Aminah", "phone": "+628139001001"}, {"name": "Siti", "gender": "P", "business": "Warung"}]
    owner, table = golden(*rows), records(*rows).to_pylist()
    for column, record_id in dict(owner["origin"]).items():
        source = next(row for row in table if row["record_id"] == record_id)
        assert source[column] == owner[column]
