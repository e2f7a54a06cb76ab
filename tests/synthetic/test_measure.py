"""The worlds that measure: apart from those that matching is tuned on."""

import csv
from collections import Counter

import pytest

from benchmarks.synthetic.dice import Dice
from benchmarks.synthetic.flavours import MEASURING, TUNING
from benchmarks.synthetic.mishear import WAYS, mishear
from benchmarks.synthetic.misspell import misspell
from benchmarks.synthetic.regency import Size, regency_books, write_regency
from benchmarks.synthetic.villages import villages_of
from benchmarks.synthetic.world import populate


@pytest.fixture(scope="module")
def world():
    return populate(Dice("measured"), dict.fromkeys(villages_of("Subah"), 150), MEASURING.customs)


def test_no_list_of_names_is_shared_with_the_worlds_to_tune_on():
    for sex in "LP":
        bags = zip(MEASURING.customs.names.first[sex], TUNING.customs.names.first[sex], strict=True)
        for mine, other in bags:
            shared = set(mine.items) & set(other.items)
            assert len(shared) < 0.5 * len(mine.items)
    assert set(MEASURING.customs.hamlets) & set(TUNING.customs.hamlets) == {"Krajan"}
    assert not set(MEASURING.customs.streets) & set(TUNING.customs.streets)


def test_every_rate_of_the_first_list_is_another():
    mine, other = MEASURING.habits.first, TUNING.habits.first
    assert mine.name != other.name
    assert dict(mine.nik).keys() >= dict(other.nik).keys()
    assert all(rate != dict(other.nik).get(kind) for kind, rate in mine.nik)


def test_families_have_members_who_are_easily_mixed_up(world):
    traps = Counter(trap for person in world.owners for trap in person.traps)
    assert traps.keys() >= {
        "spouse", "spouse_same_phone", "siblings", "father_son", "mother_daughter", "parent_child", "in_laws", "twins",
        "namesake_same_rt",
    }  # fmt: skip
    households = Counter(person.household for person in world.owners)
    assert max(households.values()) >= 4


def test_a_wife_may_be_listed_under_the_name_of_a_man_only(world):
    """Her papers get mixed up with her husband's, or with a relative's of either sex where both own a business."""
    of = {person.nik: person for person in world.owners}
    wives = [person for person in world.owners if {"spouse", "spouse_same_phone"} & set(person.traps)]
    wives = [person for person in wives if person.sex == "P" and person.kin.nik in of]
    assert wives
    assert all(of[person.kin.nik].sex == "L" for person in wives)


@pytest.mark.parametrize("way", WAYS.items)
def test_every_way_to_write_a_name_down_changes_some(way):
    assert any(way(Dice(seed), "SITI KHOLIFAH") != "SITI KHOLIFAH" for seed in range(30))


def test_names_are_misspelt_in_other_ways():
    heard = {mishear(Dice(seed), "MUHAMAD SETYAWAN") for seed in range(300)}
    typed = {misspell(Dice(seed), "MUHAMAD SETYAWAN") for seed in range(300)}
    assert len(heard - typed) > len(heard) / 2


def test_slipped_niks_stand_one_row_below_and_leave_enough_to_tell_by():
    books = list(regency_books(7, Size(owners=1_500, files=32, visits=0), MEASURING))
    entries = [entry for book in books for sheet in book.sheets for _, entry in sheet.places]
    slipped = [entry for entry in entries if "nik_neighbour" in entry.cases]
    niks = {person.nik for entry in entries for person in [entry.owner]}
    assert slipped
    assert all(entry.nik != entry.owner.nik for entry in slipped)
    assert sum(entry.nik in niks for entry in slipped) > len(slipped) / 2


def test_people_say_who_stands_in_each_row(tmp_path):
    write_regency(tmp_path, 7, Size(owners=300, files=30, visits=20), MEASURING)
    people, truth = (_read(tmp_path / name) for name in ("people.csv", "truth.csv"))
    assert [row["owner"] for row in people] == [row["owner"] for row in truth]
    of = {row["owner"]: row for row in people}
    assert len(of) == 300
    assert all(int(row["household"]) > 0 and row["village_code"].startswith("33.25.") for row in people)


def _read(path):
    with path.open(newline="") as file:
        return list(csv.DictReader(file))
