"""Golden records: the rules case by case, and all of them against the definition row by row."""

from collections import Counter
from datetime import date

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from tests.matching.factory import records
from umkm_cli.matching.golden import read_golden
from umkm_cli.matching.model import load_model
from umkm_cli.matching.survive import survive
from umkm_cli.schema import CLUSTERS, GOLDEN, OWNERS, RECORDS

BPUM = read_golden(load_model().golden, RECORDS.names)
NO_LINKS = pa.table({"owner_id": pa.array([], pa.string()), "weight": pa.array([], pa.float64())})


def golden(*rows):
    table = records(*rows)
    clusters = pa.table({"record_id": table["record_id"], "owner_id": ["O1"] * table.num_rows})
    weights = [9.5, 4.25, 7.0, 8.0][: table.num_rows - 1]
    links = pa.Table.from_pylist([{"owner_id": "O1", "weight": weight} for weight in weights], schema=NO_LINKS.schema)
    return survive(table, clusters, links, golden=BPUM).to_pylist()[0]


def test_a_sound_nik_is_taken_before_a_damaged_one_that_stands_more_often():
    damaged = {"nik": "332509520580900?", "nik_status": "cut_by_excel"}
    owner = golden(damaged, damaged, {"nik": "3325095205809001"})
    assert (owner["nik"], owner["nik_status"]) == ("3325095205809001", "ok")
    assert dict(owner["origin"])["nik"] == "0000000000000003"


def test_the_name_most_records_have_is_taken():
    owner = golden({"name": "Siti Amina"}, {"name": "Siti Aminah"}, {"name": "Siti Aminah"})
    assert owner["name"] == "Siti Aminah"
    assert owner["disagreeing"] == ["name"]


def test_a_value_that_was_not_taken_stands_in_another_row_of_the_owner():
    rows = [{"name": "Siti Aminah"}, {"name": "Siti Amina"}]
    owner, table = golden(*rows), records(*rows)
    names = dict(zip(table["record_id"].to_pylist(), table["name"].to_pylist(), strict=True))
    lost = [names[row] for row in owner["record_ids"] if names[row] != owner["name"]]
    assert lost == ["Siti Amina"]


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
    assert golden({"name": "Siti"})["weakest_weight"] is None


def test_every_value_of_an_owner_stands_in_one_of_its_records():
    rows = [{"name": "Siti Aminah", "phone": "+628139001001"}, {"name": "Siti", "gender": "P", "business": "Warung"}]
    owner, table = golden(*rows), records(*rows).to_pylist()
    assert {"name", "phone", "gender", "business"} <= dict(owner["origin"]).keys()
    for column, record_id in dict(owner["origin"]).items():
        source = next(row for row in table if row["record_id"] == record_id)
        assert source[column] == owner[column]


def test_the_model_chooses_the_columns_that_owners_have():
    assert BPUM.columns == GOLDEN
    assert BPUM.table(RECORDS.schema).schema.equals(OWNERS.schema)


def test_any_list_gets_golden_records_column_by_column():
    table = pa.table({"record_id": ["1", "2", "3"], "given": ["ann", "anne", "anne"], "town": [None, "york", None]})
    clusters = pa.table({"record_id": ["3", "2", "1"], "owner_id": ["O1"] * 3})
    owners = survive(table, clusters, NO_LINKS, golden=read_golden({}, table.column_names)).to_pylist()
    assert owners == [
        {
            "owner_id": "O1",
            "given": "anne",
            "town": "york",
            "records": 3,
            "record_ids": ["1", "2", "3"],
            "origin": [("given", "2"), ("town", "2")],
            "disagreeing": ["given"],
            "weakest_weight": None,
        }
    ]


def test_no_records_have_no_owners():
    assert survive(records(), CLUSTERS.empty(), NO_LINKS, golden=BPUM).num_rows == 0


def expected(rows, golden):
    """One owner, by the definition: a row at a time."""

    def freshness(row):
        is_first = all(row[column] == value for column, value in golden.first.items())
        days = [row[column].toordinal() if isinstance(row[column], date) else row[column] for column in golden.newest]
        return (not is_first, *(-(day or 0) for day in days), row["record_id"])

    rows = sorted(rows, key=freshness)
    owner, origin = {}, {}
    for group in golden.groups:
        holders = [row for row in rows if any(row[column] is not None for column in group)]
        support = Counter(row[group[0]] for row in holders)

        def rank(row, group=group, support=support):
            for column, value in golden.sound.items():
                if column in group:
                    return 2 if row[column] == value else int(row[group[0]] is not None), support[row[group[0]]]
            return sum(row[column] is not None for column in group), support[row[group[0]]]

        best = (holders[0] if group[0] in golden.latest else max(holders, key=rank)) if holders else {}
        owner |= {column: best.get(column) for column in group}
        origin |= {column: best["record_id"] for column in group if best.get(column) is not None}
    return owner | {
        "records": len(rows),
        "bpum_records": sum(row["list"] == "bpum" for row in rows),
        "survey_records": sum(row["list"] == "survey" for row in rows),
        "years": sorted({row["year"] for row in rows} - {None}),
        "record_ids": sorted(row["record_id"] for row in rows),
        "origin": origin if len(rows) > 1 else {},
        "disagreeing": [column for column in golden.columns if len({row[column] for row in rows} - {None}) > 1],
    }


ROWS = st.fixed_dictionaries(
    {
        "list": st.sampled_from(["bpum", "survey"]),
        "year": st.sampled_from([None, 2020, 2021]),
        "name": st.sampled_from([None, "Siti", "Karto"]),
        "nik": st.sampled_from([None, "3325095205809001", "332509520580900?"]),
        "nik_status": st.sampled_from(["ok", "missing", "cut_by_excel"]),
        "village": st.sampled_from([None, "Subah", "Tulis"]),
        "rt": st.sampled_from([None, 1, 2]),
        "production_status": st.sampled_from([None, 1, 4]),
        "product": st.sampled_from([None, "food", "batik"]),
        "sector": st.sampled_from([None, "C", "G"]),
    }
)


@given(st.lists(st.tuples(st.integers(0, 3), ROWS), max_size=14), st.randoms(use_true_random=False))
def test_owners_are_those_of_the_definition_row_by_row(drawn, random):
    table = records(*(row for _, row in drawn))
    owner_of = [f"O{owner}" for owner, _ in drawn]
    clusters = list(zip(table["record_id"].to_pylist(), owner_of, strict=True))
    random.shuffle(clusters)
    shuffled = pa.Table.from_pylist([{"record_id": r, "owner_id": o} for r, o in clusters], schema=CLUSTERS.schema)
    rows = table.to_pylist()
    for owner in survive(table, shuffled, NO_LINKS, golden=BPUM).to_pylist():
        mine = [row for row, of in zip(rows, owner_of, strict=True) if of == owner["owner_id"]]
        found = owner | {"origin": dict(owner["origin"])}
        assert found == expected(mine, BPUM) | {"owner_id": owner["owner_id"], "weakest_weight": None}
