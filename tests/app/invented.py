"""A desk of four invented questions, laid out by hand: no matching can change what the screens of these tests show."""

import datetime as dt
from pathlib import Path
from types import SimpleNamespace

import pyarrow as pa

from umkm_cli.findings.owner_cards import OwnerCard
from umkm_cli.findings.verdicts import Card, Disagreement, Fact, HouseMember, Line, OwnerStory, PairStory, RowTold
from umkm_cli.matching.values import cells
from umkm_cli.messages import Id
from umkm_cli.review.asked import Question
from umkm_cli.review.cards import SHOWN
from umkm_cli.review.desk import Desk
from umkm_cli.reviewing.settle import settle

HOSTILE = "[/b][bold]SITI\x1b[2J\u202eHANIMA\nBINTI " + "A" * 300

RECORDS = {
    "r1": {
        "name": "SITI AMINAH", "nik": "3325114505859002", "no_kk": "3325110101129003",
        "birth_date": dt.date(1985, 5, 5), "gender": "P", "phone": "6281234567891",
        "address": "Dk. Krajan RT 01 RW 02", "hamlet": "Krajan", "rt": 1,
        "rw": 2, "village": "Subah", "district": "Subah", "business_name": "Batik Siti", "business": "Batik tulis",
        "product": "batik", "list": "bpum", "year": 2021,
    },
    "r2": {
        "name": "SITI AMINNAH", "nik": "3325114505859008", "birth_date": dt.date(1985, 5, 4), "gender": "P",
        "phone": "6281234567891", "address": "Jl. Raya Subah No. 17, dekat pasar lama, belakang masjid RT 01 RW 02",
        "hamlet": "Krajan", "rt": 1, "rw": 3, "village": "Subah", "district": "Subah", "business": "Batik",
        "list": "survey", "year": 2026, "visited_on": dt.date(2026, 3, 20),
    },
    "r3": {"name": HOSTILE, "alias": HOSTILE, "address": HOSTILE, "village": HOSTILE, "business": HOSTILE},
    "r4": {"name": HOSTILE[::-1], "nik": "3325114505859008", "phone": "hubungi 081234567890", "list": "bpum"},
    "r5": {},
    "r6": {},
    "r7": {"name": "Bambang", "gender": "L", "village": "Kalisalak", "district": "Batang", "list": "bpum"},
    "r8": {"name": "Kartini", "gender": "P", "village": "Kalisalak", "district": "Batang", "list": "bpum"},
}  # fmt: skip

QUESTIONS = (
    Question("r1", "r2", "weak_link", "Oa", "Oa", 3.2, 0.9, 0.6, False, "33.25.10", "Subah"),
    Question("r3", "r4", "refused", "Ob", "Oc", 5.0, 0.97, 0.3, False, "33.25.11", "Batang"),
    Question("r5", "r6", "near_miss", "Od", "Oe", -1.0, 0.3, 0.2),
    Question("r7", "r8", "over_merged", "Of", "Of", -9.0, 0.002, 0.1, False, "33.25.11", "Batang"),
)

OWNERS = {"Oa": ("r1", "r2"), "Ob": ("r3",), "Oc": ("r4",), "Od": ("r5",), "Oe": ("r6",), "Of": ("r7", "r8")}

SAID = {
    "name": ("close", 6.8, 0.0008), "nik": ("one_digit", 9.0, None), "no_kk": ("missing", 0.0, None),
    "birth_date": ("near", 4.4, None), "gender": ("exact", 1.0, None), "phone": ("exact", 10.5, None),
    "place": ("other_rt", -2.1, None), "trade": ("same_product", 3.0, None), "lists": ("other_list", 2.0, None),
}  # fmt: skip

COLUMNS = {"place": ("village", "district", "hamlet"), "trade": ("business",), "lists": ("list", "year")}


def row_of(record):
    owner = next(owner for owner, records in OWNERS.items() if record in records)
    name = RECORDS[record].get("name")
    if name is None:
        return RowTold(Id(record), Id(owner), None, None, None, None)
    return RowTold(Id(record), Id(owner), f"BPUM 2021/Kec Subah/usulan {name} (1) 041.xlsx", "Lembar 1", 2311, name)


def line_of(comparison, level, bits, share, pair):
    columns = COLUMNS.get(comparison, (comparison,))
    left, right = ({name: RECORDS[one][name] for name in columns if name in RECORDS[one]} for one in pair)
    return Line("comparison", comparison, level, bits, share, left, right)


def card_of(left, right):
    facts = []
    for column in SHOWN:
        told = cells([RECORDS[left].get(column), RECORDS[right].get(column)])
        facts += [Fact(column, *told)] if told != [None, None] else []
    lines = [Line("prior", "prior", "", -18.1)]
    lines += [line_of(name, *said, (left, right)) for name, said in SAID.items()]
    one, other = row_of(left), row_of(right)
    joined = one.owner_id == other.owner_id
    story = PairStory(one, other, tuple(lines), 6.5, 0.9891 if joined else 0.3, "joined" if joined else "review")
    rows = [tuple(map(row_of, OWNERS[row.owner_id])) for row in (one, other)]
    return Card(
        story, tuple(facts), *rows, household=(HouseMember(Id("Oz"), "SLAMET RIYADI", ("family_card", "house")),)
    )


def owner_card(owner):
    records = OWNERS[owner]
    told = {name: tuple(cells([RECORDS[one].get(name) for one in records])) for name in SHOWN}
    story = OwnerStory(owner, tuple(map(row_of, records)), (), (Disagreement("name", ()),), ())
    return OwnerCard(story, {name: cells for name, cells in told.items() if any(cells)}, (), ())


def invented_desk(folder: Path, questions=QUESTIONS) -> Desk:
    """A desk over these questions that writes its log into a folder."""
    places = pa.table({"district_code": ["33.25.10", "33.25.11", None], "district": ["Subah", "Batang", None]})
    cards = SimpleNamespace(
        of=lambda pairs: [card_of(*pair) for pair in pairs],
        owner=owner_card,
        evidence=SimpleNamespace(records=places),
    )
    return Desk(workspace=folder, reviewer="Ani", questions=questions, cards=cards, settled=settle([]))
