"""`umkm review --status`, `--withdraw`, and `--import` of another reviewer's decisions.jsonl."""

from collections import Counter
from pathlib import Path

from umkm_cli.errors import ExitStatus
from umkm_cli.messages import Id
from umkm_cli.screen import Session


def show_status(session: Session) -> ExitStatus:
    """Tell how far the review has come, and what people contradict each other in."""
    from umkm_cli.reporting.screens.review_status import render_review_status
    from umkm_cli.review.status import review_status

    status = review_status(workspace=session.folder, config=session.configure())
    session.show(render_review_status(status, session.language, flags=session.flags))
    if status.torn:
        session.tell("done.decisions_torn", lines=", ".join(map(str, status.torn)))
    if status.gone:
        session.tell("done.decisions_gone", count=status.gone)
    if status.waiting:
        session.tell("done.decisions_waiting", count=status.waiting, flags=session.flags)
    session.give("umkm.review_status/1", **status.facts())
    return ExitStatus.DONE


def take_back(session: Session, asked: str, *, reviewer: str | None) -> ExitStatus:
    """Withdraw a decision or a correction, or all that one act wrote."""
    from umkm_cli.ledger import withdraw

    entries = withdraw(asked, workspace=session.folder, reviewer=session.reviewer(reviewer))
    people = ", ".join(Counter(one.by for one in entries))
    session.tell("done.withdrawn", count=len(entries), people=people, flags=session.flags)
    session.give("umkm.review_withdraw/1", withdrawn=[Id(one.id) for one in entries])
    return ExitStatus.DONE


def merge_one(session: Session, path: Path, *, reviewer: str | None, dry_run: bool) -> dict[str, object]:
    """Add what another reviewer's log says; the counts, for `--json`."""
    from umkm_cli.ledger import merge_log

    found = merge_log(path, workspace=session.folder, reviewer=session.reviewer(reviewer), dry_run=dry_run)
    key = "done.log_tried" if dry_run else "done.log_merged"
    session.tell(key, file=path.name, added=found.added, known=found.known)
    if found.elsewhere:
        session.tell("done.log_elsewhere", file=path.name, count=found.elsewhere)
    if found.conflicts > found.conflicts_before:
        session.tell("done.log_conflicts", count=found.conflicts, flags=session.flags)
    return {"file": path, **found.facts()}
