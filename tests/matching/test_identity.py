"""Owners keep their ids: over new rows, corrected rows, and runs in between."""

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from umkm_cli.matching.changes import KINDS, count_changes
from umkm_cli.matching.identity import identify
from umkm_cli.schema import CLUSTERS, IDENTITIES

NO_CHANGES = dict.fromkeys([*KINDS, "unchanged"], 0)
FIRST = IDENTITIES.empty()
NIK, NIK_2, PHONE = "3325095205809001", "3325095205809002", "+628139001001"


def run(groups, before=FIRST, rows=None):
    """Identify clusters given as text, `ab c` for two; rows may say what is known of a record."""
    clusters = [{"record_id": record, "owner_id": f"O{min(group)}"} for group in groups.split() for record in group]
    told = [{"record_id": one["record_id"], **(rows or {}).get(one["record_id"], {})} for one in clusters]
    columns = ["record_id", *(["source_id", "source_row", "nik", "name_key", "phone"] if rows else [])]
    schema = pa.schema([IDENTITIES.schema.field(name) for name in columns])
    table = pa.Table.from_pylist(clusters, schema=CLUSTERS.schema)
    return identify(table, pa.Table.from_pylist(told, schema=schema), before)


def owners(found):
    """`record -> owner`."""
    return dict(zip(*(found.clusters[name].to_pylist() for name in ("record_id", "owner_id")), strict=True))


def row(number, name=None, nik=None, phone=None, sheet="s"):
    return {"source_id": sheet, "source_row": number, "name_key": name, "nik": nik, "phone": phone}


def test_the_first_run_has_no_changes():
    found = run("ab c")
    assert owners(found) == {"a": "Oa", "b": "Oa", "c": "Oc"}
    assert found.changes is None


CASES = [
    # before,   now,         owners now,                             kinds of change
    ("ab c",    "ab c",      {"a": "Oa", "b": "Oa", "c": "Oc"},      {}),
    ("bc",      "abc",       {"a": "Ob", "b": "Ob", "c": "Ob"},      {"Ob": "changed"}),
    ("ab c",    "ab c d",    {"a": "Oa", "b": "Oa", "c": "Oc", "d": "Od"}, {"Od": "added"}),
    ("ab cde",  "abcde",     dict.fromkeys("abcde", "Oc"),           {"Oc": "joined"}),
    ("ab cd",   "abcd",      dict.fromkeys("abcd", "Oa"),            {"Oa": "joined"}),
    ("abc",     "a bc",      {"a": "O?", "b": "Oa", "c": "Oa"},      {"O?": "split", "Oa": "split"}),
    ("ab",      "a b",       {"a": "Oa", "b": "Ob"},                 {"Oa": "split", "Ob": "split"}),
    ("ab c",    "ab",        {"a": "Oa", "b": "Oa"},                 {None: "left"}),
    ("abc",     "ab",        {"a": "Oa", "b": "Oa"},                 {"Oa": "changed"}),
]  # fmt: skip


@pytest.mark.parametrize(("before", "now", "expected", "changes"), CASES, ids=[f"{a} > {b}" for a, b, _, _ in CASES])
def test_an_id_goes_where_most_of_its_records_go(before, now, expected, changes):
    found = run(now, run(before).identities)
    told = {record: "O?" if expected[record] == "O?" else owner for record, owner in owners(found).items()}
    assert told == expected
    kinds = {one["owner_id"]: one["change"] for one in found.changes.to_pylist()}
    new = {owner for record, owner in owners(found).items() if expected[record] == "O?"}
    assert {"O?" if owner in new else owner: kind for owner, kind in kinds.items()} == changes


def test_a_change_tells_where_the_records_were_and_where_they_are():
    found = run("abcd e f", run("ab cd ef").identities)
    joined, *parts = found.changes.to_pylist()
    assert joined == {
        "change": "joined",
        "owner_id": "Oa",
        "old_ids": ["Oa", "Oc"],
        "new_ids": ["Oa"],
        "records_before": 4,
        "records": 4,
    }
    assert [(part["change"], part["owner_id"], part["new_ids"]) for part in parts] == [
        ("split", "Oe", ["Oe", "Of"]),
        ("split", "Of", ["Oe", "Of"]),
    ]
    assert count_changes(found.changes, 3) == NO_CHANGES | {"joined": 1, "split": 2}


def test_an_id_is_never_given_to_somebody_else():
    first = run("ab")
    second = run("b c", first.identities)  # b is Oa now
    third = run("a b c", second.identities)  # a comes back: Oa is taken, so is its own name
    assert owners(third)["b"] == "Oa"
    assert owners(third)["a"] not in {"Oa", "Oc"}


def test_who_comes_back_gets_the_old_id():
    first = run("bc d")
    joined = run("abcd", first.identities)
    assert set(owners(joined).values()) == {"Ob"}
    apart = run("abc d", joined.identities)
    assert owners(apart) == {"a": "Ob", "b": "Ob", "c": "Ob", "d": "Od"}
    gone = run("abc", apart.identities)
    assert owners(run("abc d", gone.identities))["d"] == "Od"


CORRECTED = [
    # what was corrected,                row before,                            row now
    ("the name",                         row(7, "siti amina", NIK), row(7, "siti aminah", NIK)),
    ("the NIK",                          row(7, "siti", NIK),       row(7, "siti", NIK_2)),
    ("name and NIK, not the phone",      row(7, "siti", None, PHONE),           row(7, "sitti", NIK_2, PHONE)),
    ("the name, and a row came above",   row(7, "siti amina"),                     row(8, "siti aminah")),
    ("a phone less, in another file", row(7, "siti", NIK, PHONE), row(9, "siti", NIK, None, sheet="t")),
]  # fmt: skip


@pytest.mark.parametrize(("case", "old", "new"), CORRECTED, ids=[case for case, _, _ in CORRECTED])
def test_a_corrected_row_stays_its_owner(case, old, new):
    before = run("k l a", rows={"k": row(6, "karto"), "l": row(20, "joko"), "a": old})
    rows = {"k": row(new["source_row"] - 1, "karto"), "l": row(21, "joko"), "z": new}
    found = run("k l z", before.identities, rows=rows)
    assert owners(found)["z"] == "Oa", case
    assert [one["change"] for one in found.changes.to_pylist()] == ["changed"]


def test_rows_that_only_moved_are_no_change():
    before = run("a b", rows={"a": row(6, "karto"), "b": row(7, "siti", NIK)})
    rows = {"x": row(6, "joko", sheet="t"), "a": row(7, "karto"), "z": row(8, "siti", NIK, sheet="t")}
    found = run("x a z", before.identities, rows=rows)
    assert owners(found) == {"x": "Ox", "a": "Oa", "z": "Ob"}
    assert count_changes(found.changes, 3) == NO_CHANGES | {"added": 1, "unchanged": 2}


def test_another_person_in_the_same_place_is_a_new_owner():
    before = run("a b", rows={"a": row(6, "karto"), "b": row(7, "siti aminah")})
    found = run("a z", before.identities, rows={"a": row(6, "karto"), "z": row(7, "joko widodo")})
    assert owners(found)["z"] == "Oz"
    assert count_changes(found.changes, 2) == NO_CHANGES | {"added": 1, "left": 1, "unchanged": 1}


def test_rows_that_are_gone_leave_nothing_personal_behind():
    before = run("a b", rows={"a": row(6, "karto"), "b": row(7, "siti", NIK, PHONE)})
    found = run("a", before.identities, rows={"a": row(6, "karto")})
    gone = next(one for one in found.identities.to_pylist() if one["record_id"] == "b")
    assert gone == dict.fromkeys(IDENTITIES.names) | {"record_id": "b", "owner_id": "Ob", "is_current": False}


PARTITIONS = st.lists(st.integers(0, 4), min_size=8, max_size=8)
"""A cluster for each of eight records; 4 for one that is not there."""


def as_text(partition):
    return " ".join(
        group
        for one in range(4)
        if (group := "".join(r for r, of in zip("abcdefgh", partition, strict=True) if of == one))
    )


@given(st.lists(PARTITIONS, min_size=1, max_size=5))
def test_clusters_stay_as_they_are_whatever_their_ids(partitions):
    before, holders = FIRST, {}
    for partition in partitions:
        text = as_text(partition)
        found = run(text, before)
        mine = owners(found)
        assert {frozenset(group) for group in text.split()} == {
            frozenset(record for record in mine if mine[record] == owner) for owner in set(mine.values())
        }
        for owner in set(mine.values()):
            records = {record for record in mine if mine[record] == owner}
            assert not holders.get(owner) or records & holders[owner]  # never given to a stranger
            holders[owner] = holders.get(owner, set()) | records
        assert identify_again(text, found) == mine
        before = found.identities


def identify_again(text, found):
    """The same run once more: nothing changes."""
    again = run(text, found.identities)
    assert again.changes.num_rows == 0
    assert again.identities.equals(found.identities)
    return owners(again)
