"""`umkm dedupe`."""

import typer

from umkm_cli import options
from umkm_cli.errors import ExitStatus
from umkm_cli.screen import Session


def dedupe(
    context: typer.Context,
    *,
    inputs: options.Inputs = None,
    model: options.Model = "bpum",
    match_threshold: options.MatchThreshold = None,
    review_threshold: options.ReviewThreshold = None,
    changes: options.Changes = False,
) -> ExitStatus:
    """Find the owners behind the records."""
    from umkm_cli import dedupe as matching
    from umkm_cli.reporting.changes_screen import render_changes
    from umkm_cli.reporting.matching_screen import render_dedupe

    session: Session = context.obj
    config = session.configure(match_threshold=match_threshold, review_threshold=review_threshold)
    result = matching.dedupe(
        workspace=session.folder,
        config=config,
        model=model,
        inputs=inputs or (),
        is_again=not changes,
        progress=session.progress(),
    )
    session.show(render_dedupe(result.counts, session.language))
    told = {}
    if changes:
        owners = result.changed_owners()
        session.show(render_changes(result.changed, owners, session.language))
        told["changes"] = owners
    elif any(count for kind, count in result.changed.items() if kind != "unchanged"):
        session.tell("done.changed", flags=session.flags, **result.changed)
    session.give("umkm.dedupe/1", **result.facts(), **told)
    if result.matched:
        session.tell("done.matched", file=result.matched)
    else:
        session.next_step("report")
    return ExitStatus.DONE
