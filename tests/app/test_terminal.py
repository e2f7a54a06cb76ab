"""The real program in a real terminal: killed, two at once, too small, without any."""

import shutil
from pathlib import Path

import pyarrow.compute as pc
import pytest

from umkm_cli import dedupe as matching
from umkm_cli import runs
from umkm_cli.config import Config
from umkm_cli.errors import ExitStatus
from umkm_cli.files.decision_log import LOG_NAME, read
from umkm_cli.files.workspace import Workspace

pytest.importorskip("pty", reason="terminals of their own are for POSIX")

from benchmarks.terminal import Terminal

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def matched(tmp_path_factory):
    """A workspace with some pairs in doubt."""
    folder = tmp_path_factory.mktemp("review") / "ws"
    config = Config(workers=1)
    runs.ingest([ROOT / "sample_data" / "lists"], workspace=folder, config=config)
    matching.dedupe(workspace=folder, config=config)
    return folder


@pytest.fixture
def workspace(matched, tmp_path):
    return shutil.copytree(matched, tmp_path / "ws")


def review(workspace, *arguments, **how):
    return Terminal("review", "-w", workspace, "--as", "Ani", *arguments, **how)


def test_answers_are_kept_and_the_next_command_is_told(workspace):
    with review(workspace) as terminal:
        terminal.wait_for("No. 1")
        terminal.press("s")
        terminal.wait_for("No. 2")
        terminal.press("q")
        status, printed = terminal.wait_for_end()
    assert status == 0
    assert "1 of " in printed
    assert f"umkm dedupe -w {workspace}" in printed
    assert [one.answer for one in read(workspace / LOG_NAME)] == ["same"]


def test_kill_loses_at_most_the_key_that_is_being_pressed(workspace):
    with review(workspace) as terminal:
        terminal.wait_for("No. 1")
        for number in (2, 3, 4):
            terminal.press("b")
            terminal.wait_for(f"No. {number}")
        terminal.press("s")
        terminal.kill()
    kept = read(workspace / LOG_NAME)
    assert len(kept) in (3, 4)
    assert {one.answer for one in kept[:3]} == {"different"}
    with review(workspace) as terminal:
        terminal.wait_for(f"{len(kept)} of ")
        terminal.wait_for(f"No. {len(kept) + 1}")


def test_a_second_reviewer_is_told_who_is_at_it(workspace):
    with review(workspace) as terminal:
        terminal.wait_for("No. 1")
        with review(workspace, "--as", "Budi") as second:
            status, printed = second.wait_for_end()
        assert status == ExitStatus.STATE
        assert "Ani" in printed
        terminal.press("s")
        terminal.wait_for("No. 2")
    assert len(read(workspace / LOG_NAME)) == 1


def test_a_log_that_cannot_be_written_is_told_and_the_question_stays(workspace):
    with review(workspace) as terminal:
        terminal.wait_for("No. 1")
        (workspace / LOG_NAME).mkdir()  # as good as a full disk, and as root may write anywhere, too
        terminal.press("s")
        terminal.wait_for("No. 1")
        terminal.wait_for("cannot write")
        (workspace / LOG_NAME).rmdir()
        terminal.press("s")
        terminal.wait_for("No. 2")
    assert len(read(workspace / LOG_NAME)) == 1


@pytest.mark.parametrize(("columns", "lines"), [(79, 24), (80, 23)])
def test_a_small_terminal_is_refused_in_one_line(workspace, columns, lines):
    with review(workspace, columns=columns, lines=lines) as terminal:
        status, printed = terminal.wait_for_end()
    assert status == ExitStatus.USAGE
    assert "smaller than 80 columns and 24" in printed


def test_a_terminal_that_can_only_print_is_refused(workspace):
    with review(workspace, TERM="dumb") as terminal:
        status, printed = terminal.wait_for_end()
    assert status == ExitStatus.USAGE
    assert "there is no terminal here" in printed


def test_without_a_terminal_the_way_by_workbook_is_told(umkm):
    outcome = umkm("review", "-w", "somewhere")
    assert outcome.status == ExitStatus.USAGE
    assert "umkm review --export review.xlsx -w somewhere" in outcome.err


def test_an_unknown_kecamatan_is_refused_with_what_there_is(workspace):
    with review(workspace, "--district", "Atlantis", columns=200) as terminal:
        status, printed = terminal.wait_for_end()
    assert status == ExitStatus.USAGE
    assert "no kecamatan `Atlantis`" in printed


def test_nothing_to_ask_is_told(workspace):
    with review(workspace, "--kind", "conflict", columns=200) as terminal:
        status, printed = terminal.wait_for_end()
    assert status == ExitStatus.STATE
    assert "no pair in doubt is of that kecamatan and that kind" in printed
    assert "leave out `--district` or `--kind`" in printed


def test_a_limit_asks_so_many_and_then_it_is_done(workspace):
    with review(workspace, "--limit", "2") as terminal:
        terminal.wait_for("0 of 2 decided")
        terminal.press("sb")
        terminal.wait_for("last open question")
        terminal.press("q")
        assert terminal.wait_for_end()[0] == 0
    with review(workspace, "--limit", "2") as terminal:
        terminal.wait_for("0 of 2 decided")


def test_an_owner_is_shown_alone_split_there_and_told_afterwards(workspace):
    owners = Workspace.open(workspace).read("owners", "owner_id", "records")
    owner = owners.filter(pc.equal(owners["records"], 3))["owner_id"][0].as_py()
    with review(workspace, "--owner", owner) as terminal:
        terminal.wait_for("[ ]")
        terminal.press(" ")
        terminal.wait_for("[x]")
        terminal.press("x")
        terminal.wait_for("Saved")
        terminal.press("q")
        status, printed = terminal.wait_for_end()
    assert status == 0
    assert "What people said" in printed
    assert f"umkm dedupe -w {workspace}" in printed
    assert {one.way for one in read(workspace / LOG_NAME)} == {"owner"}


def test_while_somebody_reviews_an_owner_is_only_told(workspace):
    owner = Workspace.open(workspace).read("owners", "owner_id")["owner_id"][0].as_py()
    with review(workspace) as first:
        first.wait_for("No. 1")
        with review(workspace, "--owner", owner) as second:
            status, printed = second.wait_for_end()
        first.press("q")
        first.wait_for_end()
    assert status == 0
    assert "Ani" in printed
    assert "The golden record" in printed
