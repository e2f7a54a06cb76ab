"""What a reviewer has before them, without a screen: questions come, are answered, taken back, and settled."""

from dataclasses import replace
from shutil import copytree

import pytest

from tests.conftest import BPUM, SITI, SITI_AGAIN, SLAMET, SLAMET_VISITED, SURVEY, write_list
from umkm_cli import runs
from umkm_cli.config import Config
from umkm_cli.decisions import Answer, Decision
from umkm_cli.files.workspace import Workspace
from umkm_cli.ledger import entries_of, new_id, now, write_down
from umkm_cli.review.asked import Question
from umkm_cli.review.desk import open_desk
from umkm_cli.reviewing.settle import settle
from umkm_cli.schema import QUESTIONS

CONFIG = Config(workers=1)
SAME, DIFFERENT, UNSURE = Answer.SAME, Answer.DIFFERENT, Answer.UNSURE


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    folder = tmp_path_factory.mktemp("office")
    write_list(folder / "lists" / "subah.csv", BPUM, SLAMET, SITI, SITI_AGAIN, title="DATA BPUM DESA SUBAH TAHUN 2021")
    write_list(folder / "lists" / "survey.csv", SURVEY, SLAMET_VISITED)
    runs.ingest([folder / "lists"], workspace=folder / "ws", config=CONFIG)
    runs.dedupe(workspace=folder / "ws", config=CONFIG)
    return folder / "ws"


@pytest.fixture
def space(office, tmp_path):
    return copytree(office, tmp_path / "ws")


@pytest.fixture
def rows(space):
    return sorted(Workspace.open(space).read("records", "record_id")["record_id"].to_pylist())


def say(space, left, right, answer, by):
    told = Decision(id=new_id(), act=new_id(), by=by, at=now(), left=left, right=right, answer=answer, weight=1.0)
    write_down(space, [told])
    return told


def sit(space, by):
    return open_desk(space, reviewer=by, config=CONFIG)


def conflicts(space):
    return settle(entries_of(space)).conflicts


@pytest.mark.parametrize("by", ["Cici", "Ani"])
def test_a_contradiction_stands_first_and_is_settled_by_a_third_or_by_one_of_both(space, rows, by):
    say(space, *rows[:2], SAME, "Ani")
    say(space, *rows[:2], DIFFERENT, "Budi")
    with sit(space, by) as desk:
        first = desk.questions[0]
        assert (first.kind, first.pair, desk.answer_of(first)) == ("conflict", (rows[0], rows[1]), None)
        assert desk.standing([first]).decided == 0
        desk.decide(first, DIFFERENT)
        assert desk.answer_of(first).answer is DIFFERENT
        assert desk.standing([first]).decided == 1
    assert conflicts(space) == ()
    assert settle(entries_of(space)).binding == {(rows[0], rows[1]): DIFFERENT}
    with sit(space, by) as desk:
        assert "conflict" not in [one.kind for one in desk.questions]


def test_after_a_break_all_answers_are_there_to_look_back_at_and_to_change(space, rows):
    asked = Question(*rows[:2], "near_miss", "O1", "O2", 0.5, 0.6, 0.4)
    with sit(space, "Ani") as desk:
        assert asked.pair not in [one.pair for one in desk.questions]
        desk.decide(asked, SAME)
    write_down(space, [replace(entries_of(space)[-1], id="gone", left="0" * 16)])
    with sit(space, "Ani") as desk:
        (again,) = (one for one in desk.questions if desk.answer_of(one))
        assert (again.pair, again.kind, again.doubt) == (asked.pair, "near_miss", 0.4)
        assert desk.standing([again]).decided == 1
        desk.decide(again, UNSURE)
        assert desk.answer_of(again).answer is UNSURE
    with sit(space, "Budi") as desk:
        assert not any(desk.answer_of(one) for one in desk.questions)


def test_what_one_cannot_tell_is_not_waited_for(space, rows):
    asked = [
        Question(left, right, "near_miss", "O1", "O2", 0.0, 0.5, doubt)
        for left, right, doubt in ((rows[0], rows[1], 0.9), (rows[0], rows[2], 0.5), (rows[1], rows[2], 0.01))
    ]
    with sit(space, "Ani") as desk:
        assert desk.standing(asked).to_go == 2
        desk.decide(asked[0], UNSURE)
        assert desk.standing(asked).to_go == 1


def test_an_answer_keeps_why_it_was_asked(space, rows):
    say(space, *rows[:2], SAME, "Ani")
    say(space, *rows[:2], DIFFERENT, "Budi")
    with sit(space, "Cici") as desk:
        asked = desk.questions[0]
        told = desk.decide(asked, SAME)
        assert (told.doubt_kind, told.doubt) == ("conflict", asked.doubt)
        assert desk.asked(asked.pair) == {"doubt_kind": "conflict", "doubt": asked.doubt}
        assert desk.asked(("nobody", "noone")) == {}
    assert entries_of(space)[-1] == told


def test_taking_back_what_settled_a_contradiction_brings_it_back(space, rows):
    say(space, *rows[:2], SAME, "Ani")
    say(space, *rows[:2], DIFFERENT, "Budi")
    with sit(space, "Ani") as desk:
        desk.decide(desk.questions[0], DIFFERENT)
        assert desk.undo() == (rows[0], rows[1])
        assert desk.answer_of(desk.questions[0]) is None
    assert len(conflicts(space)) == 1


def test_who_cannot_tell_settles_nothing_and_is_not_asked_again(space, rows):
    say(space, *rows[:2], SAME, "Ani")
    say(space, *rows[:2], DIFFERENT, "Budi")
    with sit(space, "Cici") as desk:
        desk.decide(desk.questions[0], UNSURE)
    assert len(conflicts(space)) == 1
    with sit(space, "Cici") as desk:
        assert desk.answer_of(desk.questions[0]).answer is UNSURE


def test_of_a_chain_one_link_after_the_other_is_asked_until_it_holds(space, rows):
    say(space, rows[0], rows[1], SAME, "Ani")
    say(space, rows[1], rows[2], SAME, "Budi")
    say(space, rows[0], rows[2], DIFFERENT, "Cici")
    asked = []
    for _ in range(3):
        with sit(space, "Dwi") as desk:
            question = next(one for one in desk.questions if one.kind == "conflict")
            asked.append(question.pair)
            said = next(one for one in desk.settled.given if (one.left, one.right) == question.pair)
            answer = said.answer if len(asked) < 3 else {SAME: DIFFERENT, DIFFERENT: SAME}[said.answer]
            desk.decide(question, answer)
    assert sorted(asked) == [(rows[0], rows[1]), (rows[0], rows[2]), (rows[1], rows[2])]
    assert conflicts(space) == ()


def test_what_others_have_decided_is_not_asked_and_ones_own_stays_to_look_back_at(space, rows, monkeypatch):
    pair = (rows[0], rows[1])
    asked = Question(*pair, "near_miss", "O1", "O2", -2.0, 0.2, 0.5, is_settled=True)
    table = QUESTIONS.from_rows([{name: getattr(asked, name) for name in Question.__slots__}])
    monkeypatch.setattr("umkm_cli.review.desk.questions", lambda *_given, **_settings: table)
    say(space, *pair, SAME, "Ani")
    with sit(space, "Budi") as desk:
        assert list(desk.questions) == []
    with sit(space, "Ani") as desk:
        assert [one.pair for one in desk.questions] == [pair]
