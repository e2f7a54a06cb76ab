"""start: the terminal app, once it is clear that there is a terminal and something to ask."""

import os
import sys
from collections.abc import Callable, Mapping, Sequence

from umkm_cli.app.owner import OwnerApp
from umkm_cli.app.review import ReviewApp
from umkm_cli.app.sitting import Sitting
from umkm_cli.app.whole import COLUMNS, LINES
from umkm_cli.errors import NoTerminalError, NothingToReviewError, UmkmError
from umkm_cli.review.asked import Question
from umkm_cli.review.desk import Desk, Standing


def check_terminal(environment: Mapping[str, str]) -> None:
    """Make sure that there is a screen to ask on.

    Raises:
        NoTerminalError: There is none, or it is too small.
    """
    if environment.get("TERM") == "dumb" or not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise NoTerminalError(reason="none")
    columns, lines = os.get_terminal_size(sys.stdout.fileno())
    if columns < COLUMNS or lines < LINES:
        raise NoTerminalError(reason="small", columns=str(COLUMNS), lines=str(LINES))


def check_questions(desk: Desk, shown: Sequence[Question]) -> None:
    """Make sure that there is something to ask.

    Raises:
        NothingToReviewError: There is not.
    """
    if not desk.questions:
        raise NothingToReviewError(reason="none")
    if not shown:
        is_done = all(desk.answer_of(one) for one in desk.questions)
        raise NothingToReviewError(reason="done" if is_done else "narrowed")


def ask(
    desk: Desk,
    shown: Sequence[Question],
    *,
    language: str,
    explain: Callable[[UmkmError], tuple[str, str]],
    command: str,
    is_blind: bool = False,
) -> Standing:
    """Ask questions on the screen until the reviewer quits; every answer is kept at once.

    Args:
        desk: Keeps the answers.
        shown: What to ask, in order.
        language: Of the words.
        explain: The sentence and the hint of an error.
        command: What to type after the review.
        is_blind: Hide what matching says, until the reviewer wants to see it.

    Returns:
        How far the review of these questions has come.

    Raises:
        NothingToReviewError: There is nothing to ask.
    """
    check_questions(desk, shown)
    sitting = Sitting(desk, shown)
    app = ReviewApp(sitting, language=language, explain=explain, command=command)
    app.shows_weights = not is_blind
    app.run_through()
    return sitting.standing


def show_owner(desk: Desk, owner_id: str, *, language: str, explain: Callable[[UmkmError], tuple[str, str]]) -> None:
    """Show an owner on the screen until the reviewer leaves it; every act is kept at once.

    Args:
        desk: Keeps the acts.
        owner_id: The owner.
        language: Of the words.
        explain: The sentence and the hint of an error.
    """
    OwnerApp(desk, owner_id, language=language, explain=explain).run_through()
