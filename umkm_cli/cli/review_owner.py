"""`umkm review --owner`: one owner, shown or changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from umkm_cli.errors import (
    BadCorrectionError,
    ExitStatus,
    NoTerminalError,
    OptionNeedsError,
    OptionsApartError,
    ReviewBusyError,
)
from umkm_cli.messages import Id
from umkm_cli.screen import Session

if TYPE_CHECKING:
    from umkm_cli.review.by_hand import OwnerAct, OwnerReview


@dataclass(frozen=True, slots=True)
class ByHand:
    """The options that only go with `--owner`."""

    split: Sequence[str]
    to: str | None
    join: str | None
    values: Sequence[str]
    reason: str | None

    @property
    def given(self) -> list[str]:
        """Those that are there."""
        told = {"--split": self.split or None, "--to": self.to, "--join": self.join, "--set": self.values or None}
        return [option for option, value in (told | {"--reason": self.reason}).items() if value is not None]


def review_owner(
    session: Session, owner: str | None, asked: ByHand, *, reviewer: str | None, model: str | None
) -> ExitStatus:
    """Show an owner, or split, move, join or correct it.

    Args:
        session: The call.
        owner: The owner, by its id or one of its rows.
        asked: What is to be done to it.
        reviewer: Who decides, as asked.
        model: The one that matching ran with; None when it is a shipped one.

    Raises:
        OptionNeedsError: `--owner` or another option is missing; OptionsApartError: two acts are asked for.
        UmkmError: As `by_hand.review_owner`.
    """
    from umkm_cli.reporting.screens.owner import render_owner_card
    from umkm_cli.review.by_hand import OwnerAct
    from umkm_cli.review.by_hand import review_owner as review

    _check(asked.given, has_owner=owner is not None)
    name, config = session.reviewer(reviewer), session.configure()
    is_changed = not asked.given and _has_screen(session) and _ask(session, str(owner), reviewer=name, model=model)
    values = dict(_value(told) for told in asked.values)
    act = OwnerAct(split=asked.split, to=asked.to, join=asked.join, values=values, reason=asked.reason or "")
    found = review(str(owner), act, workspace=session.folder, reviewer=name, config=config, model=model)
    if found.told:
        _tell(session, found, act)
    else:
        session.show(render_owner_card(found.card, found.about, session.language))
        session.tell("owner.how", owner=Id(found.card.story.owner_id), flags=session.flags)
    if is_changed:
        session.next_step("dedupe")
    session.give("umkm.review_owner/1", **found.facts())
    return ExitStatus.DONE


def _has_screen(session: Session) -> bool:
    """Is there a terminal to show the owner in?"""
    from umkm_cli.app.start import check_terminal

    try:
        check_terminal(session.environment)
    except NoTerminalError:
        return False
    return not (session.json or session.quiet)


def _ask(session: Session, owner: str, *, reviewer: str, model: str | None) -> bool:
    """Show the owner on the screen, where it can be split, moved and joined; while somebody else reviews, not.

    Returns:
        Whether something was written down.
    """
    from umkm_cli.app.start import show_owner
    from umkm_cli.review.by_hand import owner_asked
    from umkm_cli.review.desk import open_desk

    try:
        with open_desk(session.folder, reviewer=reviewer, config=session.configure(), model=model) as desk:
            before = len(desk.entries)
            show_owner(desk, owner_asked(desk, owner), language=session.language, explain=session.explain)
            return len(desk.entries) > before
    except ReviewBusyError as error:
        session.warn(error)
        return False


def _check(given: Sequence[str], *, has_owner: bool) -> None:
    """Make sure that the options go together."""
    acts = [option for option in ("--split", "--join", "--set") if option in given]
    if not has_owner:
        raise OptionNeedsError(option=given[0], needed="--owner")
    if len(acts) > 1:
        raise OptionsApartError(first=acts[0], second=acts[1], reason="two_acts")
    if "--to" in given and acts != ["--split"]:
        raise OptionNeedsError(option="--to", needed="--split")
    if "--reason" in given and not acts:
        raise OptionNeedsError(option="--reason", needed="--set")


def _value(told: str) -> tuple[str, str]:
    column, sign, value = told.partition("=")
    if not sign:
        raise BadCorrectionError(asked=told, reason="form")
    return column, value


def _tell(session: Session, found: "OwnerReview", act: "OwnerAct") -> None:
    """What was written down, what comes of it, and how to take it back."""
    rows = len(found.card.rows)
    if act.split:
        key = "done.owner_moved" if act.to else "done.owner_split"
        session.tell(key, count=len(set(act.split)), rows=rows, other=Id(act.to or ""))
    elif act.join:
        session.tell("done.owner_joined", other=Id(act.join))
    else:
        from umkm_cli.reporting.screens.owner import set_right

        session.tell("done.owner_set", columns="; ".join(set_right(found.told, session.language)))
    session.tell("done.owner_undo", act=Id(found.told[0].act), flags=session.flags)
    session.next_step("dedupe")
