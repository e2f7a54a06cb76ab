"""How a run tells that it is getting on."""

from io import StringIO

import pytest
from rich.console import Console

from umkm_cli import ticker
from umkm_cli.progress import NoProgress
from umkm_cli.screen import Session
from umkm_cli.ticker import SECONDS_BETWEEN_LINES, ProgressBar, ProgressLines


@pytest.fixture
def clock(monkeypatch):
    """A clock that only moves when told to."""
    now = [0.0]
    monkeypatch.setattr(ticker.time, "monotonic", lambda: now[0])
    return now


def test_lines_are_far_apart_and_say_how_far_the_run_is(clock):
    told = []
    lines = ProgressLines(told.append, "id")
    lines.begin("reading", 2_000)
    for _ in range(1_500):
        lines.advance()
    assert told == []
    clock[0] += SECONDS_BETWEEN_LINES
    lines.advance()
    lines.advance()
    assert told == ["Membaca berkas: 1.501 dari 2.000"]


def test_a_stage_without_steps_is_told_by_its_name(clock):
    told = []
    lines = ProgressLines(told.append, "en")
    clock[0] += SECONDS_BETWEEN_LINES
    lines.begin("clustering")
    lines.end()
    assert told == ["Joining owners"]


def test_a_bar_shows_the_stage_and_goes_away():
    terminal = Console(file=StringIO(), force_terminal=True, width=80)
    bar = ProgressBar(terminal, "en")
    bar.advance()  # before any stage: nothing to move
    bar.begin("reading", 3)
    bar.advance(2)
    bar._bar.refresh()
    bar.begin("writing")
    bar.end()
    bar.end()
    shown = terminal.file.getvalue()
    assert "Reading files" in shown
    assert "2/3" in shown
    assert shown.endswith("\x1b[2K\x1b[?25h\r")  # the line is cleared, the cursor is back
    assert not bar._bar.live.is_started


@pytest.mark.parametrize(
    ("options", "is_terminal", "kind"),
    [
        ({}, True, ProgressBar),
        ({}, False, ProgressLines),
        ({"quiet": True}, True, NoProgress),
        ({"json": True}, True, NoProgress),
        ({"json": True}, False, NoProgress),
    ],
)
def test_progress_is_shown_where_somebody_can_see_it(options, is_terminal, kind):
    session = Session(language="en", environment={}, **options)
    session.err = Console(file=StringIO(), force_terminal=is_terminal)
    assert type(session.progress()) is kind


def test_an_error_takes_the_bar_away_first(capsys):
    session = Session(language="en", environment={})
    session.err = Console(file=StringIO(), force_terminal=True)
    bar = session.progress()
    bar.begin("reading", 3)
    session.fail("it went wrong", "")
    assert not bar._bar.live.is_started
    assert "it went wrong" in capsys.readouterr().err
