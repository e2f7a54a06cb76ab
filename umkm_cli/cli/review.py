"""`umkm review`."""

from collections.abc import Mapping

import typer

from umkm_cli import options
from umkm_cli.cli.review_books import ByBook, review_by_book
from umkm_cli.cli.review_log import show_status, take_back
from umkm_cli.cli.review_owner import ByHand, review_owner
from umkm_cli.cli.review_sample import review_sample
from umkm_cli.cli.review_screen import Wanted, review_on_screen
from umkm_cli.errors import ExitStatus, OptionsApartError
from umkm_cli.screen import Session


def review(
    context: typer.Context,
    *,
    reviewer: options.Reviewer = None,
    district: options.District = None,
    kind: options.Doubt = None,
    limit: options.Limit = None,
    export: options.ReviewExport = None,
    per_district: options.PerDistrict = False,
    full_values: options.FullValues = False,
    imported: options.ReviewImport = None,
    dry_run: options.TryOut = False,
    model: options.UsedModel = None,
    owner: options.ReviewedOwner = None,
    split: options.SplitOff = None,
    to: options.MoveTo = None,
    join: options.JoinWith = None,
    set_values: options.SetValues = None,
    reason: options.Reason = None,
    status: options.ReviewStatus = False,
    withdraw: options.Withdraw = None,
    sample: options.SampleSize = None,
) -> ExitStatus:
    """Decide the doubtful pairs."""
    session: Session = context.obj
    wanted = Wanted(district, kind, limit, sample)
    by_hand = ByHand(split or (), to, join, set_values or (), reason)
    by_book = ByBook(export, per_district, full_values, imported or (), dry_run)
    acts = {"--owner": owner, "--export": export, "--import": imported or None, "--status": status or None}
    _check(acts | {"--withdraw": withdraw}, wanted)
    if owner is not None or by_hand.given:
        return review_owner(session, owner, by_hand, reviewer=reviewer, model=model)
    if by_book.given:
        return review_by_book(session, by_book, wanted, reviewer=reviewer, model=model)
    if status:
        return show_status(session)
    if withdraw is not None:
        return take_back(session, withdraw, reviewer=reviewer)
    if sample is not None:
        return review_sample(session, wanted, reviewer=reviewer, model=model)
    return review_on_screen(session, wanted, reviewer=reviewer, model=model)


def _check(acts: Mapping[str, object], wanted: Wanted) -> None:
    """Make sure that one act is asked for, and that questions are chosen only where there are some.

    Raises:
        OptionsApartError: It is not so; nothing of it is left out in silence.
    """
    given = [option for option, value in acts.items() if value is not None]
    if len(given) > 1:
        raise OptionsApartError(first=given[0], second=given[1], reason="two_acts")
    if not given or given == ["--export"]:
        return
    for option, value in wanted.options.items():
        if value is not None:
            raise OptionsApartError(first=option, second=given[0], reason="asks_nothing")
