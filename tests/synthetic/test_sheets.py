"""How entries come to stand in a sheet."""

import pytest

from benchmarks.synthetic.clerk import Clerk
from benchmarks.synthetic.dice import Dice
from benchmarks.synthetic.entries import Entry, Rates
from benchmarks.synthetic.hand import Hand
from benchmarks.synthetic.sheets import Layout, Sheet, lay_out
from benchmarks.synthetic.villages import villages_of
from benchmarks.synthetic.world import populate

CLEAN = Rates(
    name=0, husband=0, nik=(), phone_other=0, phone_typo=0, phone_missing=0, phone_officer=0, village_missing=0,
    moved=0, rt_missing=0, rt_wrong=0, hamlet_missing=0, birth_wrong=0, other_business=0,
)  # fmt: skip
HAND = Hand(slips=0.0)


@pytest.fixture(scope="module")
def entries() -> list[Entry]:
    world = populate(Dice("sheets"), dict.fromkeys(villages_of("Subah")[:2], 3))
    clerk = Clerk(Dice(1), {}, [])
    return [clerk.enter(person, CLEAN) for person in world.owners]


def test_titles_name_the_place_and_span_the_columns(entries):
    layout = Layout(columns=(("number", "No"), ("name", "Nama")), titles=("{kind} {village} {year}", ""))
    sheet = lay_out(Sheet("x"), entries, layout, HAND, Dice(1))
    assert sheet.rows[:3] == [["DESA MENJANGAN 2020", None], [None, None], ["No", "Nama"]]
    assert sheet.merges == [(0, 0, 0, 1)]


def test_a_group_makes_a_header_of_two_rows(entries):
    layout = Layout(columns=(("number", "NO"), ("nik", "PEMILIK|NIK"), ("name", "PEMILIK|NAMA"), ("phone", "HP")))
    sheet = lay_out(Sheet("x"), entries, layout, HAND, Dice(1))
    assert sheet.rows[:2] == [["NO", "PEMILIK", None, "HP"], [None, "NIK", "NAMA", None]]
    assert sorted(sheet.merges) == [(0, 0, 1, 0), (0, 1, 0, 2), (0, 3, 1, 3)]


def test_grouped_places_stand_on_the_first_row_only(entries):
    layout = Layout(columns=(("district", "KEC"), ("village", "DESA"), ("name", "NAMA")), grouped=True)
    sheet = lay_out(Sheet("x"), entries, layout, HAND, Dice(1))
    assert [row[:2] for row in sheet.rows[1:]] == [
        ["SUBAH", "MENJANGAN"], [None, None], [None, None], [None, "KARANGTENGAH"], [None, None], [None, None],
    ]  # fmt: skip
    assert sorted(sheet.merges) == [(1, 0, 6, 0), (1, 1, 3, 1), (4, 1, 6, 1)]


def test_a_repeated_header_and_a_total_are_no_entries(entries):
    layout = Layout(columns=(("number", "No"), ("name", "Nama"), ("phone", "HP")), header_every=2, total=True)
    sheet = lay_out(Sheet("x"), entries, layout, HAND, Dice(1))
    assert [row for row, _ in sheet.places] == [2, 3, 5, 6, 8, 9]
    assert sheet.rows[3] == ["No", "Nama", "HP"]
    assert sheet.rows[-1] == ["JUMLAH", None, "6 orang"]


@pytest.mark.parametrize(
    ("form", "write"),
    [
        ("text", lambda nik: nik),
        ("number", int),
        ("apostrophe", lambda nik: f"'{nik}"),
        ("typographic", lambda nik: f"‘{nik}"),
        ("spaced", lambda nik: f"{nik[:6]} {nik[6:12]} {nik[12:]}"),
    ],
)
def test_a_nik_is_written_in_the_form_of_the_office(entries, form, write):
    sheet = lay_out(Sheet("x"), entries, Layout(columns=(("nik", "NIK"),)), Hand(nik=form, slips=0.0), Dice(1))
    assert [row[0] for row in sheet.rows[1:]] == [write(entry.owner.nik) for entry in entries]
