"""`umkm review`."""

import typer

from umkm_cli import options
from umkm_cli.cli.review_owner import ByHand, review_owner
from umkm_cli.errors import ExitStatus
from umkm_cli.screen import Session


def review(
    context: typer.Context,
    *,
    reviewer: options.Reviewer = None,
    district: options.District = None,  # noqa: ARG001
    kind: options.Doubt = None,  # noqa: ARG001
    limit: options.Limit = None,  # noqa: ARG001
    owner: options.ReviewedOwner = None,
    split: options.SplitOff = None,
    to: options.MoveTo = None,
    join: options.JoinWith = None,
    set_values: options.SetValues = None,
    reason: options.Reason = None,
) -> ExitStatus:
    """Decide the doubtful pairs."""
    session: Session = context.obj
    by_hand = ByHand(split or (), to, join, set_values or (), reason)
    if owner is not None or by_hand.given:
        return review_owner(session, owner, by_hand, reviewer=reviewer)
    return ExitStatus.DONE
