"""What changed and why: every cause where it belongs, and all of them adding up whatever was done to the lists."""

from collections import defaultdict

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from umkm_cli.counting.changes.compare import FIGURES, compare
from umkm_cli.counting.changes.snapshot import snapshot
from umkm_cli.schema import COMPARED, REPORT_SNAPSHOT

DESA, OTHER = ("33.25.09", "33.25.09.2004"), ("33.25.11", "33.25.11.1013")


def row(name, sheet, owner, **told):
    """A row of a snapshot; its id follows from what stands in it, as that of a record does."""
    is_survey = sheet.startswith("survey")
    told = {"nik": hash_of(name), "row": 1, "place": DESA, "producing": False, "known": False, "edition": 0} | told
    return {
        "record_id": f"{hash_of(sheet, name, told['nik'], told['edition']):016x}",
        "list": "survey" if is_survey else "bpum",
        "source_file": f"{sheet}.xlsx",
        "source_sheet": "",
        "source_row": told["row"],
        "nik_trace": told["nik"],
        "name_trace": hash_of(name),
        "initials": name[:2],
        "owner": owner,
        "district_code": told["place"][0],
        "village_code": told["place"][1],
        "is_producing": told["producing"],
        "is_product_known": told["known"],
    }


def hash_of(*parts):
    number = 7
    for letter in repr(parts):
        number = (number * 131 + ord(letter)) % 4_294_967_291
    return number


def table(*rows):
    return REPORT_SNAPSHOT.from_rows(rows)


def causes(tables, figure):
    return {(r["cause"], r["why"]): r["change"] for r in tables["compared_cause"].to_pylist() if r["figure"] == figure}


def files(tables):
    return {r["source_file"]: r for r in tables["compared_file"].to_pylist()}


ANI, BUDI, CITRA = (row(name, "bpum 1", number, row=number) for number, name in enumerate(("ANI", "BUDI", "CITRA")))


def test_the_same_rows_changed_nothing(regions):
    tables = compare(table(ANI, BUDI), table(ANI, BUDI), regions)
    assert list(tables) == list(COMPARED)
    assert all(tables[name].schema == COMPARED[name].schema for name in COMPARED)
    assert tables["compared_cause"].num_rows == tables["compared_file"].num_rows == 0
    assert {r["change"] for r in tables["compared_figure"].to_pylist()} == {0}


def test_a_new_file_and_a_new_row_bring_new_owners(regions):
    now = table(ANI, BUDI, CITRA, row("DEWI", "bpum 2", 3))
    tables = compare(table(ANI, BUDI), now, regions)
    assert causes(tables, "owners") == {("new", "new_row"): 1, ("new", "new_file"): 1}
    assert causes(tables, "records") == causes(tables, "owners")
    assert {name: r["what"] for name, r in files(tables).items()} == {"bpum 1.xlsx": "changed", "bpum 2.xlsx": "new"}


def test_a_visit_makes_a_known_owner_count(regions):
    now = table(ANI, BUDI, row("ANI", "survey", 0, producing=True), row("EKO", "survey", 2))
    tables = compare(table(ANI, BUDI), now, regions)
    assert causes(tables, "recorded") == {("gained", "new_file"): 1, ("new", "new_file"): 1}
    assert causes(tables, "baseline_owners") == {}
    assert causes(tables, "owners") == {("new", "new_file"): 1}


def test_a_correction_is_no_new_row(regions):
    corrected = row("ANNI", "bpum 1", 0, nik=hash_of("ANI"), row=8)
    tables = compare(table(ANI, BUDI), table(corrected, BUDI), regions)
    assert causes(tables, "records") == causes(tables, "owners") == {}
    assert files(tables)["bpum 1.xlsx"]["corrected"] == 1


@pytest.mark.parametrize(
    ("changed", "is_same"),
    [
        ({"name": "ANI", "nik": 5}, True),  # by name
        ({"name": "ANY", "nik": None}, True),  # by place and first letters
        ({"name": "TUTI", "nik": 5}, False),  # somebody else in that row
    ],
)
def test_how_a_corrected_row_is_known_again(changed, is_same, regions):
    now = row(changed["name"], "bpum 1", 0, nik=changed["nik"], row=0)
    tables = compare(table(ANI), table(now), regions)
    assert files(tables)["bpum 1.xlsx"]["corrected"] == int(is_same)
    assert causes(tables, "owners") == ({} if is_same else {("new", "new_row"): 1, ("gone", "row_gone"): -1})


def test_a_file_with_another_name_is_moved_rows(regions):
    moved = [row(name, "bpum one", number, row=number) for number, name in enumerate(("ANI", "BUDI"))]
    tables = compare(table(ANI, BUDI), table(*moved), regions)
    assert causes(tables, "owners") == {}
    assert files(tables)["bpum 1.xlsx"]["moved_out"] == files(tables)["bpum one.xlsx"]["moved_in"] == 2


def test_a_row_never_continues_one_of_the_other_list(regions):
    tables = compare(table(ANI), table(row("ANI", "survey", 0)), regions)
    assert causes(tables, "recorded") == {("new", "new_file"): 1}
    assert causes(tables, "baseline_owners") == {("gone", "file_gone"): -1}


def test_owners_merged_and_split(regions):
    again = row("ANI", "bpum 2", 1)
    apart, joined = table(ANI, again, BUDI | {"owner": 2}), table(ANI, again | {"owner": 0}, BUDI)
    assert causes(compare(apart, joined, regions), "owners") == {("merged", "matching"): -1}
    assert causes(compare(joined, apart, regions), "owners") == {("split", "matching"): 1}


def test_a_new_row_that_ties_two_owners_is_why_they_were_merged(regions):
    now = table(ANI, BUDI | {"owner": 0}, row("ANI BUDI", "bpum 2", 0))
    assert causes(compare(table(ANI, BUDI), now, regions), "owners") == {("merged", "new_file"): -1}


def test_two_recorded_owners_merged_are_one_recorded_owner_less(regions):
    visits = [row("ANI", "survey", 0), row("BUDI", "survey", 1)]
    now = [ANI, BUDI | {"owner": 0}, visits[0], visits[1] | {"owner": 0}]
    tables = compare(table(ANI, BUDI, *visits), table(*now), regions)
    assert causes(tables, "recorded") == {("merged", "matching"): -1}


def test_a_file_that_is_gone_takes_owners_and_visits_along(regions):
    before = table(ANI, BUDI, row("ANI", "survey", 0, producing=True), row("EKO", "survey", 2))
    tables = compare(before, table(ANI, BUDI), regions)
    assert causes(tables, "recorded") == {("lost", "file_gone"): -1, ("gone", "file_gone"): -1}
    assert files(tables)["survey.xlsx"] | {} == {
        "source_file": "survey.xlsx",
        "source_sheet": "",
        "what": "gone",
        "rows_before": 2,
        "rows": 0,
        "added": 0,
        "removed": 2,
        "corrected": 0,
        "moved_in": 0,
        "moved_out": 0,
    }


def test_a_status_that_was_corrected(regions):
    before = row("ANI", "survey", 0, row=3)
    now = row("ANI", "survey", 0, row=3, edition=1, producing=True)
    tables = compare(table(before), table(now), regions)
    assert causes(tables, "producing") == {("gained", "corrected"): 1}
    assert causes(tables, "recorded") == {}


def test_owners_are_told_by_kecamatan_and_others_as_not_placed(regions):
    now = table(ANI, BUDI | {"village_code": OTHER[1]}, CITRA | {"village_code": None, "district_code": "33.26.01"})
    rows = compare(table(ANI, BUDI), now, regions)["compared_district"].to_pylist()
    told = {r["district_code"]: (r["owners_before"], r["owners"]) for r in rows if r["owners_before"] or r["owners"]}
    assert told == {DESA[0]: (2, 1), OTHER[0]: (0, 1), None: (0, 1)}
    assert rows[-1]["district_code"] is None


@pytest.mark.parametrize("sides", [(table(), table()), (table(), table(ANI)), (table(ANI), table())])
def test_a_side_without_rows(sides, regions):
    tables = compare(*sides, regions)
    check(tables)


def check(tables):
    """Every sum that has to be right."""
    sums = defaultdict(int)
    for r in tables["compared_cause"].to_pylist():
        assert r["change"] != 0
        assert (r["change"] > 0) == (r["cause"] in ("new", "gained", "split"))
        sums[r["figure"]] += r["change"]
    for r in tables["compared_figure"].to_pylist():
        assert r["change"] == r["now"] - r["before"] == sums[r["figure"]], r["figure"]
    for r in tables["compared_file"].to_pylist():
        assert r["rows"] == r["rows_before"] + r["added"] - r["removed"] + r["moved_in"] - r["moved_out"]
    total = {
        name: sum(tables["compared_file"][name].to_pylist()) for name in ("added", "removed", "moved_in", "moved_out")
    }
    assert total["moved_in"] == total["moved_out"]
    assert total["added"] - total["removed"] == sums["records"]
    figures = {r["figure"]: r for r in tables["compared_figure"].to_pylist()}
    for name in ("owners", "recorded", "producing"):
        assert sum(tables["compared_district"][name].to_pylist()) == figures[name]["now"]
        assert sum(tables["compared_district"][f"{name}_before"].to_pylist()) == figures[name]["before"]


@settings(max_examples=40)
@given(seed=st.integers(0, 2**32 - 1), rows=st.integers(0, 60))
def test_causes_add_up_to_the_change_whatever_was_done_to_the_lists(seed, rows, regions):
    draw = np.random.default_rng(seed)
    people = [f"{draw.choice(['AN', 'BU', 'CI'])}{draw.integers(12)}" for _ in range(rows)]
    before = [lay_out(draw, number, name) for number, name in enumerate(people)]
    now = [edited(draw, one) for one in before if draw.random() < 0.85]
    now += [lay_out(draw, len(before) + number, f"NEW{number}") for number in range(int(draw.integers(8)))]
    sides = [numbered(draw, side) for side in (before, now)]
    check(compare(*sides, regions))
    check(compare(*reversed(sides), regions))


def lay_out(draw, number, name):
    sheet = draw.choice(["bpum 1", "bpum 2", "survey 1", "survey 2"])
    nik = None if draw.random() < 0.3 else int(draw.integers(1, 15))
    place = [DESA, OTHER, (None, None)][int(draw.integers(3))]
    return {"name": name, "sheet": str(sheet), "row": number, "nik": nik, "place": place, "edition": 0}


def edited(draw, one):
    """Mostly as it was; else corrected, moved, or with something else changed."""
    kind = draw.random()
    if kind < 0.5:
        return one
    if kind < 0.6:
        return one | {"name": one["name"] + "X"}
    if kind < 0.7:
        return one | {"nik": int(draw.integers(1, 15)), "edition": 1}
    if kind < 0.8:
        return one | {"sheet": "survey 3" if one["sheet"].startswith("survey") else "bpum 3"}
    return one | {"edition": 1, "place": OTHER}


def numbered(draw, side):
    """The rows with owners drawn at random, all numbers from 0 in use."""
    owners = np.unique(draw.integers(0, max(1, len(side) // 2 + 1), len(side)), return_inverse=True)[1]
    flags = draw.random((len(side) + 1, 2)) < 0.5
    surveyed = {owner for owner, one in zip(owners.tolist(), side, strict=True) if one["sheet"].startswith("survey")}
    return table(
        *(
            row(
                one["name"],
                one["sheet"],
                owner,
                row=one["row"],
                nik=one["nik"],
                place=one["place"],
                edition=(one["edition"], number),
                producing=bool(flags[owner, 0]) and owner in surveyed,
                known=bool(flags[owner, 1]) and owner in surveyed,
            )
            for number, (owner, one) in enumerate(zip(owners.tolist(), side, strict=True))
        )
    )


def test_a_snapshot_counts_what_the_report_counts(world, owner, regions):
    people = [
        owner(*DESA, bpum=2),
        owner(*DESA, survey=1, status=1, product="batik", sector="C"),
        owner(*DESA, bpum=0, survey=2, status=4, product="batik", sector="C"),
    ]
    made = world(people)
    taken = snapshot(made.tables)
    assert taken.schema == REPORT_SNAPSHOT.schema
    figures = {
        r["figure"]: r["now"] for r in compare(REPORT_SNAPSHOT.empty(), taken, regions)["compared_figure"].to_pylist()
    }
    steps = {r["step"]: r["count"] for r in made.cover(regions).tables["coverage_funnel"].to_pylist()}
    assert figures["owners"] == 3
    assert figures["records"] == steps["records"]
    assert [figures[name] for name in FIGURES[1:]] == [
        steps[name] for name in ("owners", "recorded", "producing", "product_known")
    ]


def test_a_snapshot_holds_no_name_and_no_number(world, owner):
    made = world([owner()])
    names = pa.array(["SITI AMINAH"])
    records = made.tables["records"]
    for column, values in (("name_key", names), ("nik", pa.array(["3325114505859002"]))):
        records = records.set_column(records.schema.get_field_index(column), column, values)
    (told,) = snapshot(made.tables | {"records": records}).to_pylist()
    assert told["initials"] == "SI"
    assert "AMINAH" not in str(told)
    assert "332511450585" not in str(told)
    assert 0 <= told["nik_trace"] < 2**32


def test_digests_tell_texts_apart_and_are_the_same_in_every_run(world, owner):
    made = world([owner(), owner(), owner(), owner()])
    records = made.tables["records"]
    values = pa.array(["SITI AMINAH", "SITI AMINAB", None, "X" * 39 + "Y" + "Z" * 9])
    records = records.set_column(records.schema.get_field_index("name_key"), "name_key", values)
    traces = snapshot(made.tables | {"records": records})["name_trace"].to_pylist()
    assert len(set(traces)) == 4
    assert traces[2] is None
    assert traces[0] == 3605085037  # of a snapshot that is kept already
