"""Households: what ties owners, what does not, and that the order of rows is no matter."""

import random

import pyarrow as pa
import pytest

from tests.matching.factory import records, strangers
from umkm_cli.matching.households import MOST, households
from umkm_cli.schema import CLUSTERS

CARD, OTHER_CARD = "3325091203159001", "3325091203159002"
PHONE = "+628139001001"
HOME = {"village_code": "33.25.09.2003", "rt": 2, "rw": 1}
ELSEWHERE = {**HOME, "village_code": "33.25.09.2004"}


def each_alone(table):
    """Every record an owner of its own."""
    ids = table["record_id"].to_pylist()
    return CLUSTERS.from_rows([{"record_id": one, "owner_id": f"O{one}"} for one in ids])


def find(*rows, among=400):
    """The households of rows among strangers, each an owner of its own: sets of row numbers and their ties."""
    table = records(*rows, *strangers(among))
    clusters = each_alone(table)
    found = {}
    for row in households(table, clusters).to_pylist():
        number = int(row["owner_id"][1:], 16)
        found.setdefault(row["household_id"], {})[number] = row["ties"]
    return [members for members in found.values() if min(members) <= len(rows)]


CARDED, PHONED, HOUSED = {"no_kk": CARD}, {"phone": PHONE, **HOME}, {"street": "Jl. Kartini No. 8", **HOME}
NAMED = {"name": "Karto Wiroguno", **HOME}
CASES = [
    # what two owners share,         one,                        and how the other differs,  ties
    ("a family card",                CARDED,                     {},                         ["family_card"]),
    ("a card that was cut",          {"no_kk": f"{CARD[:12]}????"}, {},                      None),
    ("a phone, in one desa",         PHONED,                     {"rt": 5},                  ["phone"]),
    ("a phone, one's second",        PHONED,                     {"phone": None, "other_phone": PHONE}, ["phone"]),
    ("a phone, in two desa",         PHONED,                     ELSEWHERE,                  None),
    ("a house",                      HOUSED,                     {},                         ["house"]),
    ("a street",                     {**HOUSED, "street": "Jl. Kartini"}, {},                None),
    ("an RT",                        HOME,                       {},                         None),
    ("a rare family name in an RT",  NAMED,                      {"name": "Joko Wiroguno"},  ["family_name"]),
    ("a rare family name in two RT", NAMED,                      {"rt": 3},                  None),
    ("a name of one word",           {**HOME, "name": "Wiroguno"}, {},                       None),
    ("card and phone",               CARDED | PHONED,            {},                         ["family_card", "phone"]),
]  # fmt: skip


@pytest.mark.parametrize(("case", "one", "change", "ties"), CASES, ids=[case for case, *_ in CASES])
def test_two_who_share(case, one, change, ties):
    assert find(one, one | change) == ([{1: ties, 2: ties}] if ties else []), case


def test_a_common_last_word_is_no_family_name():
    neighbours = [{**one, **HOME} for one in strangers(40)]
    assert find(*neighbours, among=0) == []


@pytest.mark.parametrize("shared", [{"phone": PHONE}, {"no_kk": CARD}, {"street": "Jl. Kartini No. 8"}], ids=str)
def test_what_dozens_share_ties_nobody(shared):
    assert find(*[{**shared, **HOME}] * 30) == []


def test_ties_of_several_kinds_make_one_household():
    found = find({"no_kk": CARD, **HOME}, {"no_kk": CARD, "phone": PHONE, **HOME}, {"phone": PHONE, **HOME})
    assert found == [{1: ["family_card"], 2: ["family_card", "phone"], 3: ["phone"]}]


def test_a_household_does_not_chain_through_a_whole_village():
    chain = [
        {"phone": f"+62813900{one // 2:04d}", "other_phone": f"+62813900{(one + 1) // 2:04d}", **HOME}
        for one in range(60)
    ]
    assert max(map(len, find(*chain))) <= MOST


def test_rows_of_one_owner_make_no_household():
    table = records({"no_kk": CARD}, {"no_kk": CARD})
    clusters = pa.table({"record_id": table["record_id"], "owner_id": ["O1", "O1"]})
    assert households(table, clusters).num_rows == 0


def test_the_order_of_rows_is_no_matter():
    rows = [{"no_kk": random.Random(one).choice([CARD, OTHER_CARD, None]), "phone": PHONE, **HOME} for one in range(9)]  # noqa: S311 - no secret
    table = records(*rows, *strangers(50))
    clusters = each_alone(table)
    places = list(range(table.num_rows))
    random.Random(3).shuffle(places)  # noqa: S311 - no secret
    assert households(table.take(pa.array(places)), clusters.slice(5)).equals(households(table, clusters.slice(5)))
    assert households(table, clusters.take(pa.array(places))).equals(households(table, clusters))


def test_no_records_make_no_household():
    assert find(among=0) == []
