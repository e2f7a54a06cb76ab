"""The measure of the estimates: it has to hide whom it says, and to count what holds."""

import numpy as np
import pandas as pd

from benchmarks.estimates import Held, Kind, counts_in_truth, hold, lines, on_file, shares

PEOPLE = np.array([f"P{number}" for number in range(1_000)] * 2)
IS_VISIT = np.repeat([False, True], 1_000)


def kept(off_list, shy):
    kind = Kind(1_000, 1_000, off_list, range(1), shy=shy)
    stays = on_file(PEOPLE, IS_VISIT, kind, np.random.default_rng(1))
    return set(PEOPLE[stays & ~IS_VISIT]), set(PEOPLE[stays & IS_VISIT])


def test_owners_off_the_list_have_no_row_there_and_may_be_visited():
    listed, visited = kept(0.3, 0.0)
    assert 600 < len(listed) < 800
    assert len(visited) == 1_000


def test_the_shy_are_never_visited():
    listed, visited = kept(0.3, 1.0)
    assert visited == listed
    listed, visited = kept(0.3, 0.5)
    assert listed < visited
    assert len(visited) < 1_000


def test_the_truth_is_counted():
    people, is_visit = np.array(["A", "A", "B", "C"]), np.array([False, True, False, True])
    counts = counts_in_truth(people, is_visit, everybody=5)
    assert counts == {
        "owners": 3,
        "owners_corrected": 3,
        "baseline_owners": 2,
        "recorded": 2,
        "in_both": 1,
        "chapman_corrected": 5,
        "chapman": 5,
        "neither": 2,
    }


def test_only_what_has_an_interval_is_held_to_it():
    kind = Kind(10, 5, 0.0, range(1))
    told = pd.DataFrame(
        [("owners", 10, 9, 11), ("neither", 3, 2, 4), ("chapman", 20, None, None), ("in_both", None, None, None)],
        columns=["figure", "value", "low", "high"],
    )
    held = list(hold(kind, told, {"owners": 10, "neither": 1, "chapman": 18, "in_both": 4}))
    assert [one.figure for one in held] == ["owners", "neither", "chapman"]
    assert shares(held) == {"neither": 0.0, "owners": 1.0}
    page = "\n".join(lines("a kind", held))
    assert "1/1   20.00%     +0.00%" in page
    assert "0/1   20.00%    +20.00%" in page


def test_shares_are_over_regencies():
    kind = Kind(10, 5, 0.0, range(2))
    assert shares([Held(kind, 9, "owners", 5, 5, 4, 6), Held(kind, 9, "owners", 9, 5, 4, 6)]) == {"owners": 0.5}
