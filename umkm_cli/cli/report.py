"""`umkm report`."""

import typer

from umkm_cli import options
from umkm_cli.errors import ExitStatus
from umkm_cli.screen import Session


def report(
    context: typer.Context,
    *,
    xlsx: options.Xlsx = None,
    basis: options.Basis = None,
    basis_date: options.BasisDate = None,
    target: options.Target = None,
    target_date: options.TargetDate = None,
    region: options.Region = None,
) -> ExitStatus:
    """Count coverage; write tables and a workbook."""
    from umkm_cli import runs
    from umkm_cli.reporting.terminal import render_coverage

    session: Session = context.obj
    config = session.configure(
        basis=basis, basis_date=basis_date, target=target, target_date=target_date, region=region
    )
    result = runs.report(
        workspace=session.folder,
        xlsx=xlsx,
        language=session.language,
        config=config,
        progress=session.progress(),
    )
    session.show(render_coverage(result.tables, language=session.language, config=config))
    session.give("umkm.report/1", **result.facts())
    session.tell("done.workbook", file=result.workbook)
    return ExitStatus.DONE
