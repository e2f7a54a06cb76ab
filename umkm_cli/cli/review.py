"""`umkm review`."""

import typer

from umkm_cli import options
from umkm_cli.cli.review_books import export_books, import_books
from umkm_cli.cli.review_owner import ByHand, review_owner
from umkm_cli.errors import ExitStatus
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
    if export is not None:
        from umkm_cli.review_books import Wanted

        wanted = Wanted(
            path=export,
            language=session.language,
            district=district,
            kind=kind,
            limit=limit,
            per_district=per_district,
            full_values=full_values,
            named=reviewer is not None,
        )
        return export_books(session, wanted, reviewer=reviewer)
    if imported:
        return import_books(session, imported, reviewer=reviewer, dry_run=dry_run)
    return ExitStatus.DONE
