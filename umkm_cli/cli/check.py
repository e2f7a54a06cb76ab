"""`umkm check`."""

import typer

from umkm_cli import options
from umkm_cli.errors import ExitStatus
from umkm_cli.screen import Session


def check(
    context: typer.Context,
    *,
    xlsx: options.CheckFolder = None,
    full_values: options.FullValues = False,
    show_all: options.ShowAll = False,
) -> ExitStatus:
    """Tell how sound the data is, and what to mend in which file."""
    from umkm_cli import runs
    from umkm_cli.reporting.screens.check import render_check

    session: Session = context.obj
    result = runs.check(
        workspace=session.folder,
        language=session.language,
        xlsx=xlsx,
        full_values=full_values,
        progress=session.progress(),
    )
    session.show(render_check(result.checked, language=session.language, show_all=show_all))
    session.give("umkm.check/1", **result.facts())
    if result.workbooks:
        session.tell("done.check", count=len(result.workbooks), folder=xlsx)
        session.tell("done.check_full" if full_values else "done.check_hidden")
    elif xlsx:
        session.tell("done.check_nothing")
    elif result.checked.has_problems:
        session.next_step("check --xlsx FOLDER")
    return ExitStatus.DONE
