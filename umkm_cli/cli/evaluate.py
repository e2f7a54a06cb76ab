"""`umkm evaluate`."""

import typer

from umkm_cli import options
from umkm_cli.errors import ExitStatus
from umkm_cli.messages import percent, say
from umkm_cli.screen import Session


def evaluate(context: typer.Context, labels: options.Labels) -> ExitStatus:
    """Compare the owners found with a list that tells the truth."""
    from umkm_cli import runs

    session: Session = context.obj
    rates = runs.evaluate(labels, workspace=session.folder)
    told = {name: percent(rates[name], session.language) for name in ("precision", "recall", "f1")}
    session.show(say("done.rates", session.language, **{**rates, **told}))
    session.give("umkm.evaluate/1", **rates)
    return ExitStatus.DONE
