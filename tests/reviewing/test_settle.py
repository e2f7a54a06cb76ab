from dataclasses import replace
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from umkm_cli.decisions import BY_HAND, Answer, Correction, Decision, Succession, Withdrawal
from umkm_cli.reviewing.settle import settle

ROWS = "abcd"
PEOPLE = ("Ani", "Budi", "Cici")


def decision(number, left, right, answer, by="Ani", settles=()):
    left, right = sorted((left, right))
    return Decision(
        id=f"d{number}", act=f"t{number}", by=by, at=moment(number), left=left, right=right, answer=Answer(answer),
        settles=tuple(settles),
    )  # fmt: skip


def moment(number):
    return f"2026-01-01T00:00:00.{number:06}+00:00"


def binding(*entries):
    return {"".join(pair): answer.value for pair, answer in settle(entries).binding.items()}


def contested(*entries):
    return [[one.id for one in conflict.decisions] for conflict in settle(entries).conflicts]


def test_the_last_answer_of_a_person_counts():
    told = decision(1, "a", "b", "same"), decision(2, "a", "b", "different")
    assert binding(*told) == binding(*reversed(told)) == {"ab": "different"}


def test_unsure_binds_nothing_and_contradicts_nobody():
    assert binding(decision(1, "a", "b", "unsure")) == {}
    told = decision(1, "a", "b", "unsure"), decision(2, "a", "b", "same", "Budi")
    assert (binding(*told), contested(*told)) == ({"ab": "same"}, [])


def test_of_two_people_who_contradict_each_other_neither_binds():
    told = decision(1, "a", "b", "same"), decision(2, "a", "b", "different", "Budi")
    assert (binding(*told), contested(*told)) == ({}, [["d1", "d2"]])


def test_an_answer_to_a_contradiction_settles_it_until_it_is_withdrawn():
    told = [decision(1, "a", "b", "same"), decision(2, "a", "b", "different", "Budi")]
    told.append(decision(3, "a", "b", "same", "Cici", settles=("d1", "d2")))
    assert (binding(*told), contested(*told)) == ({"ab": "same"}, [])
    told.append(Withdrawal(id="w", by="Cici", at=moment(4), withdraws=("d3",)))
    assert (binding(*told), contested(*told)) == ({}, [["d1", "d2"]])


def test_who_settled_a_contradiction_may_change_their_mind():
    told = [decision(1, "a", "b", "same"), decision(2, "a", "b", "different", "Budi")]
    told += [decision(3, "a", "b", "same", "Cici", settles=("d1", "d2")), decision(4, "a", "b", "different", "Cici")]
    assert (binding(*told), contested(*told)) == ({"ab": "different"}, [])


def test_none_of_a_chain_that_contradicts_itself_binds():
    told = [decision(1, "a", "b", "same"), decision(2, "b", "c", "same", "Budi")]
    told += [decision(3, "a", "c", "different", "Cici"), decision(4, "c", "d", "same")]
    assert (binding(*told), contested(*told)) == ({"cd": "same"}, [["d1", "d2", "d3"]])


def test_the_shortest_chain_is_told():
    told = [decision(number, *pair, "same") for number, pair in enumerate(["ab", "bc", "cd", "ad"])]
    assert contested(*told, decision(9, "a", "c", "different")) == [["d0", "d1", "d9"], ["d3", "d2", "d9"]]


def test_a_decision_follows_a_row_that_was_corrected_and_back_again():
    told = [decision(1, "a", "b", "same"), Succession(id="s1", by="umkm", at=moment(2), old="b", new="x")]
    assert binding(*told) == {"ax": "same"}
    told.append(Succession(id="s2", by="umkm", at=moment(3), old="x", new="y"))
    assert binding(*told) == {"ay": "same"}
    told.append(Succession(id="s3", by="umkm", at=moment(4), old="y", new="b"))
    assert binding(*told) == {"ab": "same"}


def test_corrections_follow_too_and_can_be_withdrawn():
    told = [Correction(id="c", act="t", by="Ani", at=moment(1), record="b", column="name", value="X", reason="KTP")]
    told.append(Succession(id="s1", by="umkm", at=moment(2), old="b", new="x"))
    assert [one.record for one in settle(told).corrections] == ["x"]
    assert settle([*told, Withdrawal(id="w", by="Ani", at=moment(3), withdraws=("c",))]).corrections == ()


def test_what_comes_with_a_split_by_hand_is_no_answer_of_its_own():
    told = [decision(1, "a", "b", "same"), replace(decision(2, "a", "b", "same", "Budi"), way=BY_HAND)]
    assert [one.id for one in settle(told).independent] == ["d1"]
    assert binding(*told) == {"ab": "same"}


def test_answers_that_settle_are_not_independent():
    told = [decision(1, "a", "b", "same"), decision(2, "a", "b", "different", "Budi")]
    told.append(decision(3, "a", "b", "different", settles=("d1", "d2")))
    assert [one.id for one in settle(told).independent] == ["d1", "d2"]


answers = st.builds(
    lambda pair, answer, by: (pair, answer, by),
    st.sampled_from([f"{one}{other}" for one, other in permutations(ROWS, 2) if one < other]),
    st.sampled_from([answer.value for answer in Answer]),
    st.sampled_from(PEOPLE),
)


@st.composite
def logs(draw):
    """Entries as reviewers write them: some withdraw, some settle what they saw, some rows get other names."""
    entries = []
    for number, (pair, answer, by) in enumerate(draw(st.lists(answers, max_size=12))):
        seen = settle(entries).by_pair.get(tuple(pair), ()) if draw(st.booleans()) else ()
        entries.append(decision(number, *pair, answer, by, settles=[one.id for one in seen]))
        if draw(st.integers(0, 5)) == 0:
            taken = draw(st.sampled_from(entries)).id
            entries.append(Withdrawal(id=f"w{number}", by=by, at=moment(100 + number), withdraws=(taken,)))
        if draw(st.integers(0, 8)) == 0:
            old, new = draw(st.permutations([*ROWS, "x"]))[:2]
            entries.append(Succession(id=f"s{number}", by="umkm", at=moment(200 + number), old=old, new=new))
    return entries


@given(log=logs(), data=st.data())
def test_the_order_in_which_logs_were_merged_and_how_often_changes_nothing(log, data):
    shuffled = data.draw(st.permutations(log))
    again = data.draw(st.lists(st.sampled_from(log), max_size=5)) if log else []
    assert settle([*shuffled, *again]) == settle(log)


@given(log=logs())
def test_what_binds_never_contradicts_itself(log):
    parts = {name: name for name in [*ROWS, "x"]}
    held = settle(log).binding
    for (left, right), answer in held.items():
        if answer is Answer.SAME:
            old, new = parts[left], parts[right]
            parts = {name: new if part == old else part for name, part in parts.items()}
    assert not [
        pair for pair, answer in held.items() if answer is Answer.DIFFERENT and parts[pair[0]] == parts[pair[1]]
    ]


@given(log=logs())
def test_every_sure_answer_binds_or_stands_in_a_conflict(log):
    found = settle(log)
    torn = {(one.left, one.right) for conflict in found.conflicts for one in conflict.decisions}
    sure = {pair for pair, told in found.by_pair.items() if {one.answer for one in told} - {Answer.UNSURE}}
    assert sure == found.binding.keys() | (torn & sure)
    assert not torn & found.binding.keys()


def test_an_entry_that_stands_there_twice_is_one():
    told = decision(1, "a", "b", "same")
    assert settle([told, replace(told)]) == settle([told])
