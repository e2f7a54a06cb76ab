"""Counting where matching fails."""

from datetime import date

import pytest

from benchmarks.hard_cases import KINDS, Row, Someone, bond, false_merges, rates, recall_by_case

SLAMET = Someone("1", "SLAMET", "L", date(1960, 5, 1), "33.25.01.2001", ("1", "2"), frozenset())


def rows(*told):
    return [Row(owner, found, frozenset(cases.split(";"))) for owner, found, cases in told]


def test_rates_count_pairs_of_rows_and_owners():
    came_out = rates(rows(("P1", "A", "plain"), ("P1", "A", "plain"), ("P1", "B", "plain"), ("P2", "B", "plain")))
    assert (came_out.precision, came_out.recall, came_out.owners_off) == (0.5, pytest.approx(1 / 3), 0.0)
    assert came_out.f1 == pytest.approx(0.4)


def test_a_pair_is_hard_by_what_either_row_suffers_from():
    recalls = recall_by_case(
        rows(
            ("P1", "A", "plain"),
            ("P1", "A", "repeat;next_year;nik_missing"),
            ("P2", "B", "plain"),
            ("P2", "C", "repeat;twins;moved"),
            ("P3", "D", "plain"),
            ("P3", "D", "repeat;same_year"),
        )
    )
    counted = {name: (recall.found, recall.pairs) for name, recall in recalls.items() if recall.pairs}
    assert counted == {"NIK missing": (1, 1), "twins": (0, 1), "moved to another desa": (0, 1), "nothing wrong": (1, 1)}


@pytest.mark.parametrize(
    ("other", "kind"),
    [
        ({"birth": date(1962, 5, 1)}, "siblings"),
        ({}, "twins"),
        ({"birth": date(1985, 5, 1)}, "parent and child"),
        ({"sex": "P", "birth": date(1963, 1, 1), "traps": frozenset(["spouse"])}, "spouses"),
        ({"household": "2"}, "namesakes in one RT"),
        ({"household": "2", "rt_rw": ("3", "2")}, "namesakes in one desa"),
        ({"household": "2", "village": "33.25.01.2002"}, "namesakes in one regency"),
        ({"household": "2", "name": "SUTRISNO"}, "others"),
    ],
)
def test_two_owners_are_told_apart_by_the_closest_they_share(other, kind):
    one = SLAMET._replace(traps=other.get("traps", frozenset()))
    assert bond(one, SLAMET._replace(**other)) == kind
    assert kind in KINDS


def test_namesakes_drawn_as_neighbours_are_no_household():
    one = SLAMET._replace(traps=frozenset(["namesake_same_rt"]))
    assert bond(one, one) == "namesakes in one RT"


def test_false_merges_are_pairs_of_rows_of_two_owners():
    people = {"P1": SLAMET, "P2": SLAMET._replace(household="2")}
    found = rows(("P1", "A", "plain"), ("P1", "A", "plain"), ("P2", "A", "plain"), ("P2", "B", "plain"))
    assert false_merges(found, people) == {"namesakes in one RT": 2}
