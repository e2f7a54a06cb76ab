"""`umkm dedupe`."""

import sys
from importlib.abc import MetaPathFinder

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
    _leave_pandas_alone()
    from umkm_cli import dedupe as matching
    from umkm_cli.messages import percent
    from umkm_cli.reporting.screens.changes import render_changes
    from umkm_cli.reporting.screens.matching import render_dedupe

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
    if taught := result.counts.get("taught"):
        shares = (result.thresholds["join"], config.match_threshold)
        now, before = (percent(share, session.language) for share in shares)
        session.tell("done.learnt", decisions=taught, now=now, before=before)
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


class _NoPandas(MetaPathFinder):
    """Says that there is no pandas."""

    def find_spec(self, fullname: str, *_: object) -> None:
        """Refuse pandas; leave all else to others."""
        if fullname == "pandas":
            raise ImportError(name=fullname)


def _leave_pandas_alone() -> None:
    """Let pyarrow find no pandas, which it would load for its first array: a tenth of the time for nothing."""
    if "pandas" in sys.modules:
        return
    import pyarrow as pa

    sys.meta_path.insert(0, _NoPandas())
    pa.array([None])
    sys.meta_path.pop(0)
