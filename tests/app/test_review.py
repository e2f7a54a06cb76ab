"""What the keys do: answers that are kept, steps back, notes, filters, and what happens when something goes wrong."""

import json
from dataclasses import replace
from functools import partialmethod

import pytest

from tests.app.invented import HOSTILE, QUESTIONS, invented_desk
from tests.app.play import play, play_slowly
from umkm_cli.app.review import ReviewApp
from umkm_cli.app.sitting import Sitting
from umkm_cli.app.start import ask
from umkm_cli.decisions import Answer
from umkm_cli.errors import CannotWriteError
from umkm_cli.files.decision_log import LOG_NAME, read
from umkm_cli.review import desk as desks


def answers(desk):
    """The answers that hold, by number of the question."""
    given = {number: desk.answer_of(one) for number, one in enumerate(desk.questions, 1)}
    return {number: one.answer.value for number, one in given.items() if one}


@pytest.mark.parametrize(
    ("key", "answer"),
    [("s", "same"), ("S", "same"), ("b", "different"), ("d", "different"), ("r", "unsure"), ("u", "unsure")],
)
def test_a_key_is_an_answer_that_is_on_the_disk_at_once(desk, key, answer):
    seen = play(desk, key)
    (written,) = read(desk.workspace / LOG_NAME)
    assert (written.left, written.right, written.answer, written.by) == ("r1", "r2", Answer(answer), "Ani")
    assert written.levels["nik"] == "one_digit"
    assert "No. 2" in seen.text
    assert "1 of 4 decided" in seen.text


def test_an_answer_goes_on_to_the_next_open_question_and_around(desk):
    play(desk, "right", "s", "left", "left", "b", "s")
    assert answers(desk) == {1: "different", 2: "same", 3: "same"}


def test_undo_takes_answers_back_one_by_one_and_shows_their_questions(desk):
    first, _, _, undone, again, nothing = play_slowly(desk, "s", "b", "z", "z", "z")
    assert answers(desk) == {}
    assert "No. 2" in undone.text
    assert "0 of 4 decided" in again.text
    assert again.lines[2] == first.lines[2]
    assert "Nothing in this sitting is left to take back" in nothing.text
    assert len(read(desk.workspace / LOG_NAME)) == 4  # two answers, two withdrawals: nothing is ever deleted


def test_a_later_answer_replaces_an_earlier_one_and_undo_brings_that_back(desk):
    seen = play(desk, "s", "left", "b", "left")
    assert answers(desk) == {1: "different"}
    assert "✓ different" in seen.text
    play(desk, "z")  # another sitting has nothing of its own to take back
    assert answers(desk) == {1: "same"}


def test_a_note_waits_for_its_answer(desk):
    seen = play(desk, "n", *"kembar", "enter")
    assert "Note: kembar" in seen.text
    assert not (desk.workspace / LOG_NAME).exists()
    play(desk, "n", *"kembar", "enter", "b")
    assert [one.note for one in read(desk.workspace / LOG_NAME)] == ["kembar"]


def test_a_note_to_an_answer_is_kept_with_it(desk):
    play(desk, "s", "left", "n", *"cek KK", "enter")
    assert [(one.answer, one.note) for one in read(desk.workspace / LOG_NAME)] == [("same", ""), ("same", "cek KK")]


def test_escape_leaves_a_note_as_it_was_and_letters_in_it_decide_nothing(desk):
    seen = play(desk, "n", *"sbrq", "escape")
    assert answers(desk) == {}
    assert "Note:" not in seen.text


@pytest.mark.parametrize(("number", "line"), [("3", "No. 3"), ("9", "There is no question 9"), ("x", "no question x")])
def test_a_number_leads_to_its_question(desk, number, line):
    assert line in play(desk, "g", number, "enter").text


def test_the_filter_asks_only_some_and_counts_only_those(desk):
    seen = play(desk, "f", "right", "down", "enter")  # the first kecamatan: Batang
    assert "0 of 2 decided" in seen.text
    assert seen.lines[0].startswith(" umkm review · Ani · Kec. Batang ")
    play(desk, "f", "down", "enter", "s")  # the first kind of doubt
    assert answers(desk) == {4: "same"}


def test_a_filter_that_leaves_nothing_says_so(desk):
    seen = play(desk, "f", "down", "right", "down", "down", "enter", "s")
    assert "No question is of that kind and that kecamatan" in seen.text
    assert "umkm dedupe" not in seen.text
    assert "what you have answered" not in seen.text
    assert answers(desk) == {}


def test_a_filter_can_be_left_and_taken_back(desk):
    seen = play(desk, "f", "down", "enter", "f", "up", "enter", "f", "down", "escape")
    assert "0 of 4 decided" in seen.text


def test_without_the_weights_nothing_tells_what_umkm_thinks_and_the_answer_says_so(desk):
    blind, again = play_slowly(desk, "e", "e")[1:]
    assert "98.9" not in blind.text
    assert "━" not in "".join(blind.lines[2:])
    assert "umkm: yes" not in blind.text
    assert "98.9" in again.text
    play(invented_desk(desk.workspace), "right", "e", "right", "s")
    play(invented_desk(desk.workspace), "s")
    assert [(one.left, one.was_shown) for one in read(desk.workspace / LOG_NAME)] == [("r5", False), ("r1", True)]


def test_who_has_seen_the_weights_was_shown_them_even_if_they_are_hidden_now(desk):
    play(desk, "e", "s")
    (written,) = read(desk.workspace / LOG_NAME)
    assert written.was_shown


def test_a_sitting_goes_on_where_the_last_one_stopped(tmp_path):
    play(invented_desk(tmp_path), "s", "right", "b", "q")
    desk = invented_desk(tmp_path)
    desk.hear(read(tmp_path / LOG_NAME))
    seen = play(desk)
    assert "No. 2" in seen.text
    assert "2 of 4 decided" in seen.text


def test_at_the_end_it_is_told_what_to_type_next_and_answers_do_nothing(desk):
    seen = play(desk, "s", "s", "s", "s", "s", "b")
    assert len(read(desk.workspace / LOG_NAME)) == 4
    assert "umkm dedupe" in seen.text
    assert "100.0 % of the doubt is settled" in seen.text
    assert "No. 4" in play(desk, "left").text


def test_an_unsure_answer_is_decided_but_settles_nothing(desk):
    seen = play(desk, "r", "r", "r", "r")
    assert "4 of 4 decided" in seen.text
    assert "0.0 % of the doubt is settled" in seen.text


def test_from_the_fifth_answer_on_the_minutes_that_are_left_are_told(tmp_path):
    desk = invented_desk(tmp_path, QUESTIONS * 3)  # 12 s a look, by the clock of these tests
    asked = [one for one in QUESTIONS for _ in range(2)]
    seen = play_slowly(desk, "s", "right", "s", shown=asked)
    assert not any("minute" in one.text for one in seen)
    seen = play(desk, "left", "left", "z", "s", "z", "s", "z", "s", "z", "s", "z", "s", "z", shown=asked)
    assert "about 1 min" in seen.text


def test_where_the_disk_refuses_the_question_stays_and_nothing_is_lost(desk, monkeypatch):
    def refuse(*_):
        raise CannotWriteError(path="x", reason="full")

    with monkeypatch.context() as patch:
        patch.setattr(desks, "write_down", refuse)
        seen = play(desk, "s", "n", *"ya", "enter", "b")
    assert "cannot_write" in seen.text
    assert "No. 1" in seen.text
    assert answers(desk) == {}
    play(desk, "s")
    assert answers(desk) == {1: "same"}
    monkeypatch.setattr(desks, "write_down", refuse)
    assert "cannot_write" in play(desk, "right", "s").text


def test_a_terminal_that_gets_too_small_is_covered_and_decides_nothing(desk):
    _, small, pressed, large = play_slowly(desk, (79, 24), "s", (80, 24))
    assert "enlarge the window" in small.text
    assert "enlarge the window" in pressed.text
    assert answers(desk) == {}
    assert "No. 1" in large.text
    assert "enlarge" not in large.text


@pytest.mark.parametrize("key", ["n", "f", "o", "question_mark"])
def test_a_window_outlives_a_change_of_size_and_what_is_below_fits_the_new_one(desk, key):
    seen = play(desk, key, (120, 40), (60, 10), (100, 30), "escape")
    assert "No. 1" in seen.text
    assert seen.lines[0].endswith("decided ")
    assert len(seen.lines) == 30


def test_q_ends_even_where_the_terminal_is_too_small(desk):
    assert play(desk, (40, 10), "q").lines == ()


@pytest.mark.parametrize("key", ["q", "Q", "ctrl+c"])
def test_the_review_ends_by_a_key(desk, key):
    assert play(desk, key).lines == ()


def test_without_colour_everything_is_grey_and_differences_are_underlined(desk, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    seen = play(desk)
    assert all(max(colour) - min(colour) <= 2 for colour in seen.colours)
    name = next(number for number, line in enumerate(seen.lines) if "AMINNAH" in line)
    assert [letter for letter, mark in zip(seen.lines[name], seen.underlined[name], strict=True) if mark] == ["N"]
    assert "≠" in seen.lines[name]


@pytest.mark.parametrize("steps", [("right",), ("right", "o"), ("right", "down", "down", "down"), ("right", "n")])
def test_what_a_cell_holds_is_shown_as_text_and_moves_nothing(desk, steps):
    seen = play(desk, *steps)
    assert len(seen.lines) == 24
    assert all(len(line) == 80 for line in seen.lines)
    assert "\x1b" not in seen.text
    assert "\u202e" not in seen.text
    assert HOSTILE[:10] in seen.text


def test_no_full_number_is_ever_shown(desk):
    text = "\n".join(seen.text for seen in play_slowly(desk, "down", "pagedown", "o", size=(120, 60)))
    assert "3325********" in text
    for number in ("3325114505859002", "3325110101129003", "6281234567891", "1145058590", "81234567"):
        assert number not in text


def test_the_rest_of_a_card_can_be_scrolled_to(desk):
    first, *on = play_slowly(desk, *["space", "pagedown"] * 3)
    assert "SLAMET RIYADI" not in first.text
    told = "".join(one.text for one in on)
    assert "one family card, one house" in told
    assert "belakang masjid" in told
    assert all(one.lines[:4] == first.lines[:4] for one in on)


def test_help_explains_every_key_and_mark(desk):
    seen = play_slowly(desk, "question_mark", "pagedown", "pagedown", "escape", size=(100, 30))
    told = "\n".join(one.text for one in seen)
    assert "a hidden digit that differs" in told
    assert "two people (beda)" in told
    assert "No. 1" in seen[-1].text


def test_a_bug_ends_the_app_without_a_word_of_the_list(desk, monkeypatch, capfd):
    def broken(_):
        raise ValueError(HOSTILE)

    app = ReviewApp(Sitting(desk, desk.choose()), language="en", explain=lambda error: (error.key, ""), command="")
    monkeypatch.setattr(desk, "card", broken)
    monkeypatch.setattr(ReviewApp, "run", partialmethod(ReviewApp.run, headless=True, size=(80, 24)))
    with pytest.raises(ValueError, match="HANIMA"):
        app.run_through()
    assert capfd.readouterr() == ("", "")


def test_the_log_of_a_sitting_is_plain_json_lines(desk):
    play(desk, "s", "z")
    lines = (desk.workspace / LOG_NAME).read_text("utf-8").splitlines()
    assert [json.loads(line)["kind"] for line in lines] == ["decision", "withdrawal"]
    assert (desk.workspace / LOG_NAME).stat().st_mode & 0o077 == 0


def test_a_sample_tells_how_much_of_it_is_left_and_not_what_umkm_makes_of_a_pair(desk):
    desk.batch = "sample-1"
    desk.questions = [replace(one, kind="sample") for one in desk.questions]
    seen = play(desk, "e", "s")
    assert f"Left of the sample: {len(desk.questions) - 1} pairs" in seen.text
    assert "Drawn by chance" in seen.text
    assert "All rows of the owner" not in play(desk, "e", "left", size=(80, 60)).text


def test_the_end_of_a_sample_promises_no_more_than_what_comes_next_does(desk):
    desk.batch = "sample-1"
    seen = play(desk, *"s" * len(desk.questions))
    assert "this tells how right the whole list is" in seen.text
    assert "learns from them" not in seen.text
    assert "doubt is settled" not in seen.text


@pytest.mark.parametrize("is_blind", [True, False])
def test_a_sitting_begins_blind_if_it_has_to(desk, monkeypatch, is_blind):
    shows = []
    monkeypatch.setattr(ReviewApp, "run_through", lambda app: shows.append(app.shows_weights))
    ask(desk, desk.choose(), language="en", explain=str, command="umkm evaluate", is_blind=is_blind)
    assert shows == [not is_blind]
