"""All rows of an owner on the screen: marked, split off, moved, joined."""

import pytest

from tests.app.play import play, play_slowly
from umkm_cli import dedupe as matching
from umkm_cli import runs
from umkm_cli.config import Config
from umkm_cli.files.decision_log import LOG_NAME, read
from umkm_cli.review.asked import Question
from umkm_cli.review.desk import open_desk

CONFIG = Config(workers=1)


@pytest.fixture
def asked(tmp_path, lists):
    """A desk, and a question between the owner of two rows and another one."""
    folder = tmp_path / "ws"
    runs.ingest([lists / "subah.csv"], workspace=folder, config=CONFIG)
    matching.dedupe(workspace=folder, config=CONFIG)
    with open_desk(folder, reviewer="Ani", config=CONFIG) as desk:
        owners = desk.cards.owners
        (siti, _), (slamet, _) = sorted(
            zip(owners["owner_id"].to_pylist(), owners["name"].to_pylist(), strict=True), key=lambda one: one[1]
        )
        rows = [desk.cards.rows_of(owner) for owner in (siti, slamet)]
        pair = sorted((rows[0][0].record_id, rows[1][0].record_id))
        yield desk, [Question(*pair, "near_miss", siti, slamet, 0.0, 0.5, 0.5)], rows


def written(desk):
    return [(one.answer.value, one.way) for one in read(desk.workspace / LOG_NAME)]


def test_a_marked_row_is_split_off(asked):
    desk, shown, rows = asked
    opened, marked, split = play_slowly(desk, "o", "space", "x", shown=shown)[1:]
    assert opened.text.count("[ ]") == 2
    assert marked.text.count("[x]") == 1
    assert "Saved as answers about 1 pairs" in split.text
    (one,) = read(desk.workspace / LOG_NAME)
    assert {one.left, one.right} == {row.record_id for row in rows[0]}
    assert written(desk) == [("different", "owner")]


def test_another_owner_is_joined_and_that_is_taken_back_as_one(asked):
    desk, shown, _ = asked
    joined, undone = play_slowly(desk, "o", "j", "enter", "z", shown=shown)[-2:]
    assert "Saved as answers" in joined.text
    assert "Taken back" in undone.text
    *told, back = read(desk.workspace / LOG_NAME)
    assert {one.answer.value for one in told} == {"same"}
    assert set(back.withdraws) == {one.id for one in told}
    assert desk.settled.binding == {}


def test_a_marked_row_is_moved_to_the_other_owner(asked):
    desk, shown, rows = asked
    play(desk, "o", "down", "enter", "m", "enter", shown=shown)
    given = {frozenset((one.left, one.right)): one.answer.value for one in read(desk.workspace / LOG_NAME)}
    (stays, goes), (target,) = ([row.record_id for row in owner] for owner in rows)
    assert given == {frozenset((stays, goes)): "different", frozenset((goes, target)): "same"}


def test_tab_shows_the_other_owner_and_escape_leads_back(asked):
    desk, shown, _ = asked
    first, other, back = play_slowly(desk, "o", "tab", "escape", shown=shown)[1:]
    assert "Siti Aminah" in first.text
    assert "Slamet Riyadi" in other.text
    assert "No. 1" in back.text


@pytest.mark.parametrize(
    ("keys", "problem"),
    [
        (("x",), "Mark a row first"),
        (("m",), "Mark a row first"),
        (("space", "down", "space", "x"), "bad_owner_act"),
        (("j", *"nobody", "enter"), "unknown_row"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_written(asked, keys, problem):
    desk, shown, _ = asked
    seen = play(desk, "o", *keys, shown=shown)
    assert problem in seen.text
    assert not (desk.workspace / LOG_NAME).exists()


def test_keys_of_the_question_do_nothing_here(asked):
    desk, shown, _ = asked
    play(desk, "o", "s", "b", "r", shown=shown)
    assert not (desk.workspace / LOG_NAME).exists()
