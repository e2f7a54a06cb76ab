"""The people of the invented regency."""

from collections import Counter, defaultdict
from itertools import pairwise

import pytest

from benchmarks.synthetic.dice import Dice
from benchmarks.synthetic.villages import VILLAGES, villages_of
from benchmarks.synthetic.world import World, populate


@pytest.fixture(scope="module")
def world() -> World:
    return populate(Dice("test"), dict.fromkeys(villages_of("Subah"), 120))


def test_there_are_248_villages_in_15_districts():
    assert len(VILLAGES) == 248
    assert len({village.district for village in VILLAGES}) == 15
    assert sum(village.is_town for village in VILLAGES) == 9


def test_every_serial_is_one_that_the_register_never_issues(world):
    numbers = [number for person in world.owners for number in (person.nik, person.no_kk, person.kin.nik)]
    assert all(len(number) == 16 and number[12] == "9" for number in numbers)


def test_no_two_owners_have_the_same_nik(world):
    assert len({person.nik for person in world.owners}) == len(world.owners)


def test_the_nik_holds_birth_and_sex(world):
    for person in world.owners:
        day = int(person.nik[6:8])
        assert (day > 40) == (person.sex == "P")
        assert (day % 40, person.nik[8:12]) == (person.birth.day, f"{person.birth:%m%y}")


def test_one_in_ten_was_first_recorded_elsewhere(world):
    elsewhere = sum(not person.nik.startswith("3325") for person in world.owners) / len(world.owners)
    assert 0.06 < elsewhere < 0.14


def test_one_word_names_are_those_of_the_old(world):
    share = defaultdict(list)
    for person in world.owners:
        share[person.birth.year >= 1982].append(" " not in person.name)
    assert sum(share[False]) / len(share[False]) > 0.3
    assert sum(share[True]) / len(share[True]) < 0.1


def test_names_repeat_as_names_do(world):
    """The commonest name is borne by many, yet most names are rare."""
    counts = Counter(person.name for person in world.owners)
    assert counts.most_common(1)[0][1] > 8
    assert len(counts) > len(world.owners) / 2


def _pairs(world, trap):
    people = [person for person in world.owners if trap in person.traps]
    return [(one, other) for one, other in pairwise(people) if one.home == other.home]


@pytest.mark.parametrize(
    ("trap", "is_like"),
    [
        ("twins", lambda one, other: one.birth == other.birth and one.no_kk == other.no_kk),
        ("spouse_same_phone", lambda one, other: one.phone == other.phone and one.sex != other.sex),
        ("father_son", lambda one, other: one.name.split()[-1] == other.name.split()[-1]),
        ("namesake_same_rt", lambda one, other: one.name == other.name and one.nik != other.nik),
    ],
)
def test_the_traps_are_there(world, trap, is_like):
    assert any(is_like(one, other) for one, other in _pairs(world, trap))


def test_the_same_seed_gives_the_same_people(world):
    again = populate(Dice("test"), dict.fromkeys(villages_of("Subah"), 120))
    assert again.owners == world.owners
