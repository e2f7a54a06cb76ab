"""`umkm evaluate`."""

import typer

from umkm_cli import options
from umkm_cli.errors import ExitStatus
from umkm_cli.screen import Session


def evaluate(context: typer.Context, labels: options.Labels, *, html: options.Html = None) -> ExitStatus:
    """Compare the owners found with a list that tells the truth."""
    from umkm_cli import runs
    from umkm_cli.reporting.screens.evaluation import render_evaluation

    session: Session = context.obj
    found = runs.evaluate(labels, workspace=session.folder, html=html, language=session.language)
    session.show(render_evaluation(found, session.language))
    session.give("umkm.evaluate/1", **found.facts())
    if found.lost > found.labelled:
        session.tell("done.few_labels", lost=found.lost, labels=found.lost + found.labelled)
    if html:
        session.tell("done.page", file=html)
    return ExitStatus.DONE
