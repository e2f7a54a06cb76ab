"""What the generator says can be known of a row: no more than its cells tell."""

from dataclasses import replace

import pytest
from lokal import wilayah

from benchmarks.synthetic.books import Book, truth_rows
from benchmarks.synthetic.dice import Dice
from benchmarks.synthetic.entries import Entry, copy_card
from benchmarks.synthetic.hand import Hand
from benchmarks.synthetic.known import KNOWN_COLUMNS, known_rows
from benchmarks.synthetic.regency import Size, regency_books
from benchmarks.synthetic.sheets import Layout, Sheet, lay_out
from benchmarks.synthetic.villages import VILLAGES, villages_of
from benchmarks.synthetic.world import populate

COLUMNS = (("nik", "NIK"), ("name", "NAMA"), ("address", "ALAMAT"), ("phone", "HP"))
HAND = Hand(slips=0.0, street=1)


@pytest.fixture
def entries() -> list[Entry]:
    people = populate(Dice("known"), dict.fromkeys(villages_of("Subah")[:2], 2)).owners
    return [copy_card(person) for person in people]


def known(entries: list[Entry], hand: Hand = HAND, kind: str = "xlsx", **layout: object) -> list[dict[str, str]]:
    sheet = lay_out(Sheet("Sheet1"), entries, Layout(**({"columns": COLUMNS} | layout)), hand, Dice(1))
    rows = known_rows(Book("BPUM KEC SUBAH 001.xlsx", kind, [sheet]))
    return [dict(zip(KNOWN_COLUMNS, map(str, row), strict=True)) for row in rows]


@pytest.mark.parametrize(
    ("damage", "form", "kind", "nik", "sex"),
    [
        ({"nik": "3325095205719001"}, "text", "xlsx", "3325095205719001", "P"),
        ({"nik": "3325091205719001"}, "text", "xlsx", "3325091205719001", "L"),
        ({"nik": "3325095205719000", "is_cut": True}, "text", "xlsx", "332509520571900?", "P"),
        ({"nik": "3325095205719000", "is_cut": True}, "text", "csv", "3325095205719000", "P"),
        ({"nik": "3325095205719010"}, "number", "xlsx", "332509520571901?", "P"),
        ({"nik": "3325095205719010"}, "text", "xlsx", "3325095205719010", "P"),
        ({"nik": "3,32509E+15"}, "text", "xlsx", "33250???????????", ""),
        ({"nik": "3,32510E+15"}, "text", "xlsx", "3325????????????", ""),
        ({"nik": "332509520571901"}, "text", "xlsx", "332509520571901", ""),
        ({"nik": "0325095205719001"}, "number", "csv", "325095205719001", ""),
        ({"nik": "33250952057190011"}, "number", "xlsx", "", ""),
        ({"nik": "3325095213719001"}, "text", "xlsx", "3325095213719001", ""),
        ({"nik": ""}, "text", "xlsx", "", ""),
    ],
)
def test_a_nik_tells_what_is_left_of_it(entries, damage, form, kind, nik, sex):
    row = known([replace(entries[0], **damage)], replace(HAND, nik=form), kind)[0]
    assert (row["nik"], row["gender"]) == (nik, sex)


@pytest.mark.parametrize(
    ("digits", "born"),
    [("520571", "1971-05-12"), ("120503", "2003-05-12"), ("120505", ""), ("310271", ""), ("120520", "1920-05-12")],
)
def test_the_century_is_that_of_a_grown_up(entries, digits, born):
    assert known([replace(entries[0], nik=f"332509{digits}9001")])[0]["birth_date"] == born


def test_a_birth_date_of_its_own_column_is_better_than_the_nik(entries):
    columns = (*COLUMNS, ("birth", "TGL LAHIR"), ("sex", "L/P"))
    row = known([replace(entries[0], nik="")], columns=columns)[0]
    assert (row["birth_date"], row["gender"]) == (entries[0].birth.isoformat(), entries[0].owner.sex)


@pytest.mark.parametrize(
    ("title", "street", "has_village", "told"),
    [
        ("USULAN DESA {village}", 1, False, True),
        ("KECAMATAN {district}", 1, True, False),
        ("KECAMATAN {district}", 3, True, True),
        ("KECAMATAN {district}", 3, False, False),
    ],
)
def test_a_village_is_known_from_title_or_address(entries, title, street, has_village, told):
    row = known([replace(entries[0], has_village=has_village)], replace(HAND, street=street), titles=(title,))[0]
    assert row["village_code"] == ("33.25.09.2004" if told else "")


def test_a_village_that_bears_the_name_of_its_district_has_to_be_called_a_village(entries):
    subah = next(village for village in villages_of("Subah") if village.name == "Subah")
    moved = replace(entries[0], home=replace(entries[0].home, village=subah))
    told = [known([moved], titles=(title,))[0]["village_code"] for title in ("{village} {year}", "DESA {village}")]
    assert told == ["", "33.25.09.2011"]


def test_who_signed_tells_the_village_of_all_rows_only_where_there_is_one(entries):
    assert [row["village_code"] for row in known(entries[:2], signed=True)] == ["33.25.09.2004"] * 2
    assert {row["village_code"] for row in known(entries, signed=True)} == {""}


def test_a_merged_village_reaches_down_to_its_last_row(entries):
    columns = (*COLUMNS, ("village", "DESA"))
    entries[2] = replace(entries[2], has_village=False)
    rows = known(entries, columns=columns, grouped=True)
    assert [row["village_code"] for row in rows] == ["33.25.09.2004"] * 4
    rows = known(entries, columns=columns)
    assert [row["village_code"] for row in rows] == ["33.25.09.2004"] * 2 + ["", "33.25.09.2005"]


def test_nobody_can_tell_where_a_merged_village_and_the_address_disagree(entries):
    entries[2] = replace(entries[2], has_village=False)
    columns = (*COLUMNS, ("village", "DESA"))
    rows = known(entries, replace(HAND, street=3), columns=columns, grouped=True)
    assert [row["village_code"] for row in rows] == ["33.25.09.2004"] * 3 + [""]


def test_rt_rw_and_phone_are_known_unless_left_out(entries):
    blank = replace(entries[1], has_rt=False, phone="")
    rows = [(row["rt"], row["rw"], row["phone"]) for row in known([entries[0], blank])]
    home = entries[0].home
    assert rows == [(str(home.rt), str(home.rw), f"+62{entries[0].phone[1:]}"), ("", "", "")]


def test_every_row_of_the_truth_has_its_answer():
    for book in regency_books(5, Size(owners=600, files=30, visits=40)):
        assert [row[:3] for row in known_rows(book)] == [row[:3] for row in truth_rows(book)]


def test_villages_bear_their_official_codes():
    districts = wilayah.list_wilayah("33.25")
    official = {village.code: village.name for place in districts for village in wilayah.list_wilayah(place.code)}
    assert {village.code: village.name for village in VILLAGES} == official
