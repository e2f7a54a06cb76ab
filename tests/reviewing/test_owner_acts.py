"""What splitting, moving and joining owners says of pairs of records, and what stands against it."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reviewing.factory import said
from umkm_cli.decisions import Answer
from umkm_cli.errors import BadOwnerActError
from umkm_cli.reviewing.owner_acts import contradicted, join, move, overruled, refuse, split
from umkm_cli.reviewing.settle import settle

NOTHING = settle([])


def decided(answers, by="Ani", log=()):
    """The answers, as entries behind those of a log."""
    return [*log, *(said(*pair, answer, by=by) for pair, answer in answers.items())]


def parts(records, binding):
    """The groups that answers make for sure: joined by `same`, all others alone."""
    of = {record: {record} for record in records}
    for pair, answer in binding.items():
        if answer is Answer.SAME:
            whole = of[pair[0]] | of[pair[1]]
            of |= dict.fromkeys(whole, whole)
    return {frozenset(part) for part in of.values()}


def test_rows_split_off_are_told_apart_from_every_row_that_stays():
    answers = split("abcd", ["b", "d"], NOTHING)
    assert {pair for pair, answer in answers.items() if answer is Answer.DIFFERENT} == {
        ("a", "b"), ("a", "d"), ("b", "c"), ("c", "d")
    }  # fmt: skip
    assert {pair for pair, answer in answers.items() if answer is Answer.SAME} == {("a", "c"), ("b", "d")}


def test_moved_rows_are_one_with_all_rows_of_the_other_owner():
    held = settle(decided(move("abc", ["c"], ["x", "y"], NOTHING)))
    assert parts("abcxy", held.binding) == {frozenset("ab"), frozenset("cxy")}
    assert held.binding["a", "c"] is held.binding["b", "c"] is Answer.DIFFERENT
    assert held.conflicts == ()


def test_joined_owners_are_one():
    held = settle(decided(join("ab", "xyz", NOTHING)))
    assert parts("abxyz", held.binding) == {frozenset("abxyz")}


@pytest.mark.parametrize(
    ("act", "reason"),
    [
        (lambda: split("ab", ["a", "b"], NOTHING), "all_rows"),
        (lambda: split("ab", ["x"], NOTHING), "other_owner"),
        (lambda: move("ab", ["a", "b"], ["x"], NOTHING), "all_rows"),
        (lambda: move("abc", ["a"], "abc", NOTHING), "itself"),
        (lambda: join("ab", "ab", NOTHING), "itself"),
    ],
)
def test_what_cannot_be_is_refused(act, reason):
    with pytest.raises(BadOwnerActError) as refused:
        act()
    assert refused.value.facts["reason"] == reason


def test_a_part_of_which_somebody_said_that_it_is_two_people_is_left_as_it_is():
    held = settle([said("a", "b", "different", by="Budi")])
    answers = split("abcd", ["c", "d"], held)
    assert ("a", "b") not in answers
    assert answers["c", "d"] is Answer.SAME


def test_owners_are_not_joined_over_a_decision_that_stands():
    log = [said("a", "b", "different", by="Budi", act="act1")]
    with pytest.raises(BadOwnerActError) as refused:
        join("ab", "x", settle(log))
    assert refused.value.facts["reason"] == "contradicts"
    assert (refused.value.facts["act"], refused.value.facts["people"]) == ("act1", "Budi")


def test_what_somebody_else_said_of_the_two_stands_against_joining_them():
    log = [said("b", "x", "different", by="Budi")]
    told = [said(*pair, answer, by="Ani") for pair, answer in join("ab", "xy", settle(log)).items()]
    assert contradicted(log, told) == log
    with pytest.raises(BadOwnerActError):
        refuse(contradicted(log, told))


def test_who_joined_may_split_again_and_who_split_may_join_again():
    log = decided(join("ab", "x", NOTHING))
    log = decided(split("abx", ["x"], settle(log)), log=log)
    assert parts("abx", settle(log).binding) == {frozenset("ab"), frozenset("x")}
    log = decided(join("ab", "x", settle(log)), log=log)
    assert parts("abx", settle(log).binding) == {frozenset("abx")}
    assert settle(log).conflicts == ()


def test_a_torn_pair_is_settled_by_the_act():
    log = [said("a", "b", "same", by="Budi"), said("a", "b", "different", by="Cici")]
    settles = overruled(("a", "b"), "Ani", settle(log))
    assert settles == (log[0].id, log[1].id)
    told = said("a", "b", "different", by="Ani", settles=settles)
    assert contradicted(log, [told]) == []
    assert settle([*log, told]).binding == {("a", "b"): Answer.DIFFERENT}


def test_a_pair_nobody_quarrels_about_is_not_overruled():
    assert overruled(("a", "b"), "Ani", settle([said("a", "b", "same", by="Budi")])) == ()


@given(st.data())
def test_splitting_one_person_after_another_gives_every_person_alone(data):
    rows = "abcdef"
    people = data.draw(st.lists(st.integers(0, 2), min_size=6, max_size=6))
    groups = [[row for row, person in zip(rows, people, strict=True) if person == number] for number in range(3)]
    groups = [group for group in groups if group]
    left, log = list(rows), []
    for group in data.draw(st.permutations(groups))[:-1]:
        log = decided(split(left, group, settle(log)), log=log)
        left = [row for row in left if row not in group]
    held = settle(log)
    if len(groups) > 1:
        assert parts(rows, held.binding) == set(map(frozenset, groups))
    for one, other in combinations(rows, 2):
        is_one = people[rows.index(one)] == people[rows.index(other)]
        assert held.binding.get((one, other), Answer.SAME if is_one else None) is (
            Answer.SAME if is_one else Answer.DIFFERENT
        )
