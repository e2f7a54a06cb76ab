"""`umkm dedupe`."""

import typer

from umkm_cli import options
from umkm_cli.errors import ExitStatus
from umkm_cli.screen import Session


def dedupe(
    context: typer.Context,
    *,
    match_threshold: options.MatchThreshold = None,
    review_threshold: options.ReviewThreshold = None,
) -> ExitStatus:
    """Find the owners behind the records."""
    from umkm_cli import runs
    from umkm_cli.reporting.terminal import render_dedupe

    session: Session = context.obj
    config = session.configure(match_threshold=match_threshold, review_threshold=review_threshold)
    facts = runs.dedupe(workspace=session.folder, config=config, progress=session.progress())
    session.show(render_dedupe(facts, session.language))
    session.give("umkm.dedupe/1", **facts)
    session.next_step("report")
    return ExitStatus.DONE
