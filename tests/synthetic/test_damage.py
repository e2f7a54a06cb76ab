"""What goes wrong when names and numbers are typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.synthetic import misnumber, misspell
from benchmarks.synthetic.clerk import Clerk
from benchmarks.synthetic.dice import Dice
from benchmarks.synthetic.entries import Rates
from benchmarks.synthetic.villages import villages_of
from benchmarks.synthetic.world import populate

SEEDS = st.integers(0, 10_000)
NIK = "3325095205719001"


@pytest.mark.parametrize(
    ("damage", "name", "possible"),
    [
        (misspell.respell, "AHMAD", {"ACHMAD", "AKHMAD", "AHMAT", "ACH.", "AKH.", "AHMMAD"}),
        (misspell.respell, "KHOTIMAH", {"CHOTIMAH", "HOTIMAH", "KOTIMAH", "KHOTIMOH", "KHOTIMA", "KHOTIMMAH"}),
        (misspell.drop_word, "SITI AMINAH", {"SITI AMINAH", "AMINAH"}),
        (misspell.drop_word, "SLAMET", {"SLAMET"}),
        (misspell.shorten_word, "BUDI SANTOSO", {"BUDI S.", "BUDI S", "B. SANTOSO", "B SANTOSO"}),
        (misspell.swap_words, "BUDI SANTOSO", {"SANTOSO BUDI"}),
        (misspell.join_words, "ABDUL ROHMAN", {"ABDULROHMAN"}),
        (misspell.join_words, "NURHAYATI", {"NUR HAYATI"}),
    ],
)
def test_a_name_is_damaged_in_the_ways_known(damage, name, possible):
    seen = {damage(Dice(seed), name) for seed in range(200)}
    assert seen <= possible | {name}
    assert seen & possible


@given(SEEDS)
def test_a_slip_of_the_finger_changes_length_by_one_at_most(seed):
    slipped = misspell.mistype(Dice(seed), "SULASTRI LESTARI")
    assert abs(len(slipped) - len("SULASTRI LESTARI")) <= 1
    assert slipped[0] == "S"


@given(SEEDS)
def test_a_wrong_digit_is_one_digit(seed):
    wrong = misnumber.wrong_digit(Dice(seed), NIK)
    assert sum(one != other for one, other in zip(wrong, NIK, strict=True)) == 1


@given(SEEDS)
def test_swapped_digits_are_the_same_digits_in_another_order(seed):
    swapped = misnumber.swapped_digits(Dice(seed), NIK)
    assert swapped != NIK
    assert sorted(swapped) == sorted(NIK)


@given(SEEDS, st.sampled_from([misnumber.wrong_digit, misnumber.swapped_digits]))
def test_no_damage_turns_an_invented_nik_into_one_that_could_be_issued(seed, damage):
    assert damage(Dice(seed), NIK)[12] == "9"


@pytest.mark.parametrize(
    ("damage", "wrong"),
    [
        (misnumber.cut_by_excel, "3325095205719000"),
        (misnumber.scientific, "3,32509E+15"),
        (misnumber.missing, ""),
    ],
)
def test_excel_leaves_known_ruins(damage, wrong):
    assert damage(Dice(1), NIK) == wrong


@given(SEEDS)
def test_lost_and_doubled_digits_change_the_length_by_one(seed):
    assert len(misnumber.lost_digit(Dice(seed), NIK)) == 15
    assert len(misnumber.doubled_digit(Dice(seed), NIK)) == 17


def test_a_row_without_any_sense_is_typed_again():
    """A clerk who gets everything wrong ends up copying the card."""
    world = populate(Dice("clerk"), {villages_of("Subah")[0]: 60})
    hopeless = Rates(name=1.0, husband=1.0, nik=(("nik_missing", 1.0),), phone_missing=1.0, rt_missing=1.0)
    clerk = Clerk(Dice(1), {}, [person.home for person in world.owners])
    for person in world.owners:
        entry = clerk.enter(person, hopeless)
        assert (entry.name, entry.nik, entry.phone) == (person.name, person.nik, person.phone)
