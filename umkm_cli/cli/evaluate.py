"""`umkm evaluate`."""

from pathlib import Path

import typer

from umkm_cli import options
from umkm_cli.errors import ExitStatus, OptionNeedsError
from umkm_cli.screen import Session


def evaluate(context: typer.Context, labels: options.Labels = None, *, html: options.Html = None) -> ExitStatus:
    """Compare the owners found with a list that tells the truth, or with what people said of a sample."""
    session: Session = context.obj
    if labels is not None:
        return _by_labels(session, labels, html)
    if html is not None:
        raise OptionNeedsError(option="--html", needed="--labels")
    return _by_sample(session)


def _by_labels(session: Session, labels: Path, html: Path | None) -> ExitStatus:
    from umkm_cli import runs
    from umkm_cli.reporting.screens.evaluation import render_evaluation

    found = runs.evaluate(labels, workspace=session.folder, html=html, language=session.language)
    session.show(render_evaluation(found, session.language))
    session.give("umkm.evaluate/1", **found.facts())
    if found.lost > found.labelled:
        session.tell("done.few_labels", lost=found.lost, labels=found.lost + found.labelled)
    if html:
        session.tell("done.page", file=html)
    return ExitStatus.DONE


def _by_sample(session: Session) -> ExitStatus:
    from umkm_cli.reporting.screens.sample import render_sample
    from umkm_cli.review.sampling import evaluate_from_sample

    found = evaluate_from_sample(workspace=session.folder)
    session.show(render_sample(found, session.language))
    session.give("umkm.evaluate_sample/1", **found.facts())
    if not found.is_current:
        session.tell("by_sample.earlier")
        session.next_step(f"review --sample {found.drawn}")
    elif found.unasked:
        session.next_step(f"review --sample {found.drawn}")
    return ExitStatus.DONE
