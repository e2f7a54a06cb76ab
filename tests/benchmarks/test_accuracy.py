"""Records are held against the answers of the generator."""

import pytest

from benchmarks.accuracy import FIELDS, NOTHING_ELSE, ROWS_FOUND, hold_against, shares
from benchmarks.ingest import BARS


def row(place: int, **values: str) -> dict[str, str]:
    return {"source_file": "a.xlsx", "source_sheet": "", "source_row": str(place)} | dict.fromkeys(FIELDS, "") | values


@pytest.mark.parametrize(
    ("known", "found", "lost", "taken"),
    [
        ([1, 2], [1, 2], 0, 0),
        ([1, 2], [1], 1, 0),
        ([1, 2], [1, 2, 2], 1, 1),
        ([1, 2], [1, 2, 3], 0, 1),
        ([1, 1], [1, 1], 0, 0),
        ([1, 1], [1], 1, 0),
    ],
)
def test_each_row_has_to_be_found_once_and_nothing_else(known, found, lost, taken):
    came_out = hold_against([row(place) for place in known], [row(place) for place in found])
    assert (len(came_out.lost), len(came_out.taken)) == (lost, taken)
    assert shares(came_out)[ROWS_FOUND] == 1 - lost / len(known)
    assert shares(came_out)[NOTHING_ELSE] == 1 - taken / len(found)


def test_values_are_right_wrong_missing_or_made_up():
    known = [row(1, rt="1", rw="2", phone="+62812"), row(2, rt="1", nik="3325")]
    found = [row(1, rt="1", rw="3", gender="L"), row(2, rt="1", nik="3325")]
    tallies = {
        name: (tally.right, tally.wrong, tally.missing, tally.made_up)
        for name, tally in hold_against(known, found).tallies.items()
        if tally.known or tally.made_up
    }
    assert tallies == {"RT/RW": (2, 1, 0, 0), "NIK": (1, 0, 0, 0), "phone": (0, 0, 1, 0), "gender": (0, 0, 0, 1)}


def test_what_a_lost_row_could_tell_is_missing():
    assert hold_against([row(1, nik="3325")], []).tallies["NIK"].missing == 1


def test_owners_side_by_side_are_told_apart_by_their_values():
    known = [row(1, nik="1", phone="a"), row(1, nik="2", phone="b")]
    came_out = hold_against(known, list(reversed(known)))
    assert came_out.misses == []


def test_every_figure_has_a_bar():
    assert shares(hold_against([], [])).keys() == BARS.keys()
