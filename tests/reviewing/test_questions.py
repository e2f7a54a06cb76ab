from itertools import combinations

import pyarrow as pa
import pytest

from umkm_cli.config import Config
from umkm_cli.decisions import Answer, Decision
from umkm_cli.reviewing.questions import questions
from umkm_cli.reviewing.settle import settle
from umkm_cli.schema import CLUSTERS, pairs_table

CLOCK = iter(range(10**6))


def decide(left, right, answer, by="Ani", **more):
    number = next(CLOCK)
    return Decision(
        id=f"d{number:06}", act=f"a{number}", by=by, at=f"2026-01-01T00:00:00.{number:06}", left=left, right=right,
        answer=Answer(answer), **more,
    )  # fmt: skip


def ask(owners, bits, decisions=(), survey=(), **settings):
    """`owners` are strings of one-letter rows; `bits` gives the weight of pairs of letters."""
    rows = sorted(letter for owner in owners for letter in owner)
    owner_of = {letter: f"O{min(owner)}" for owner in owners for letter in owner}
    records = pa.table({"record_id": rows, "list": ["survey" if row in survey else "bpum" for row in rows]})
    clusters = CLUSTERS.from_rows([{"record_id": row, "owner_id": owner_of[row]} for row in rows])
    pairs = pairs_table(()).from_rows(
        [
            {"left_id": pair[0], "right_id": pair[1], "match_weight": float(weight), "match_probability": 0.5}
            for pair, weight in bits.items()
        ]
    )
    found = questions(records, clusters, pairs, config=Config(**settings), settled=settle(decisions))
    return [{**row, "pair": row["left_id"] + row["right_id"]} for row in found.to_pylist()]


def inside(owner, bits, **others):
    return {"".join(pair): float(bits) for pair in combinations(owner, 2)} | others


def test_two_owners_are_asked_about_once_by_their_likeliest_pair():
    asked = ask(["ab", "c"], {"ab": 12, "ac": -3, "bc": -2.5})
    assert [(one["pair"], one["kind"]) for one in asked] == [("bc", "near_miss")]
    assert (asked[0]["owner_id"], asked[0]["other_id"]) == ("Oa", "Oc")


def test_a_pair_that_two_whole_owners_outvote_is_no_great_doubt():
    alone = ask(["a", "b"], {"ab": 1.0})
    outvoted = ask(["acd", "b"], inside("acd", 15, ab=1.0))
    assert outvoted[0]["doubt"] < alone[0]["doubt"] / 2


def test_a_pair_kept_apart_in_spite_of_much_is_called_refused():
    assert ask(["a", "b"], {"ab": 5.0})[0]["kind"] == "refused"
    assert ask(["a", "b"], {"ab": 5.0}, match_threshold=0.99)[0]["kind"] == "near_miss"


def test_an_owner_is_asked_about_by_the_pair_that_speaks_most_against_it():
    asked = ask(["abc"], {"ab": 10, "bc": 0.5, "ac": -7})
    assert [(one["pair"], one["kind"]) for one in asked] == [("ac", "over_merged")]


def test_owners_at_risk_come_before_greater_doubt():
    asked = ask(["abc", "x", "y"], {"ab": 10, "bc": 2, "ac": -7, "xy": -2.2}, survey="y")
    assert [one["kind"] for one in asked] == ["over_merged", "near_miss"]
    assert asked[0]["doubt"] < asked[1]["doubt"]


def test_what_holds_an_owner_together_is_its_strongest_links():
    """A contradiction among rows that others hold together is less doubt than one that hangs on a weak link."""
    held = ask(["abc"], {"ab": 9, "bc": 9, "ac": -2})
    hanging = ask(["abc"], {"ab": 9, "bc": 1, "ac": -2})
    assert held == []
    assert [one["pair"] for one in hanging] == ["ac"]


def test_sure_pairs_are_not_asked():
    assert ask(["ab", "cde"], {"ab": 14.0} | inside("cde", 14)) == []


def test_an_answer_that_moves_more_counts_weighs_more():
    within = ask(["ab"], {"ab": -1.0})
    across = ask(["ab"], {"ab": -1.0}, survey="ab")
    assert across[0]["doubt"] == pytest.approx(2 * within[0]["doubt"])  # owners, and recorded owners


def test_what_was_decided_is_settled_for_the_owners_not_only_for_the_pair():
    bits = inside("ab", 12, ac=-2, bc=-2.5)
    for answer in ("same", "different"):
        assert [one["is_settled"] for one in ask(["ab", "c"], bits, [decide("b", "c", answer)])] == [True]
    assert [one["is_settled"] for one in ask(["ab", "c"], bits, [decide("b", "c", "unsure")])] == [False]


def test_of_an_owner_partly_decided_the_rest_is_asked():
    bits = {"ab": 2, "bc": 0.5, "ac": -7}
    asked = ask(["abc"], bits, [decide("a", "c", "same")])
    assert [(one["pair"], one["is_settled"]) for one in asked] == [("bc", False)]
    settled = ask(["abc"], bits, [decide("a", "c", "same"), decide("a", "b", "same")])
    assert [one["is_settled"] for one in settled] == [True]
    assert all(one["is_settled"] for one in ask(["abc"], bits, [decide("a", "c", "different")]))


def test_a_contradiction_of_people_stands_first():
    told = [decide("x", "y", "same", weight=-3.0), decide("x", "y", "different", by="Budi", weight=-3.0)]
    asked = ask(["abc", "x", "y"], {"ab": 10, "bc": 0.5, "ac": -7, "xy": -2.2}, told)
    assert [(one["kind"], one["pair"]) for one in asked] == [("conflict", "xy"), ("over_merged", "ac")]


def test_of_a_chain_the_weakest_link_is_asked_then_the_next():
    told = [decide("a", "b", "same", weight=9.0), decide("b", "c", "same", weight=-4.0)]
    told.append(decide("a", "c", "different", by="Budi", weight=2.0))
    bits = {"ac": 2.0, "ab": 9.0}
    assert [one["pair"] for one in ask(["ab", "c"], bits, told)] == ["bc"]
    told.append(decide("b", "c", "same", by="Cici", weight=-4.0, settles=(told[1].id,)))
    assert [one["pair"] for one in ask(["ab", "c"], bits, told)] == ["ac"]
    told.append(decide("a", "c", "same", by="Cici", weight=2.0, settles=(told[2].id,)))
    assert [one["kind"] for one in ask(["ab", "c"], bits, told) if not one["is_settled"]] == []


def test_a_decision_about_a_row_that_is_gone_asks_nothing():
    told = [decide("a", "q", "same"), decide("a", "q", "different", by="Budi")]
    assert ask(["a", "b"], {"ab": -8.0}, told) == []


def test_no_pairs_are_no_questions():
    assert ask(["a", "b"], {}) == []
