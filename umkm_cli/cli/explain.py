"""`umkm explain`."""

import typer

from umkm_cli import options
from umkm_cli.errors import ExitStatus, NothingToExplainError
from umkm_cli.screen import Session


def explain(
    context: typer.Context,
    rows: options.Rows = None,
    *,
    owner: options.Owner = None,
    model: options.UsedModel = None,
) -> ExitStatus:
    """Tell why two rows are one owner or are not, or what holds an owner together."""
    from umkm_cli import runs
    from umkm_cli.reporting.screens.explain import render_owner, render_pair

    session: Session = context.obj
    asked, config = rows or [], session.configure()
    if owner is not None and not asked:
        story = runs.explain_owner(owner, workspace=session.folder, config=config, model=model)
        session.show(render_owner(story, session.language))
        session.give("umkm.explain_owner/1", **story.facts())
    elif owner is None and len(asked) == 2:
        pair = runs.explain_pair(*asked, workspace=session.folder, config=config, model=model)
        session.show(render_pair(pair, session.language))
        session.give("umkm.explain_pair/1", **pair.facts())
    else:
        raise NothingToExplainError
    return ExitStatus.DONE
