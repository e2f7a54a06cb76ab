"""`umkm report`."""

import typer

from umkm_cli import options
from umkm_cli.errors import ExitStatus
from umkm_cli.screen import Session


def report(
    context: typer.Context,
    *,
    formats: options.Formats = None,
    output: options.Output = None,
    geojson: options.MapFile = None,
    public: options.Public = False,
    worklist: options.Worklist = False,
    full_values: options.FullPhones = False,
    trace: options.Figure = None,
    compare: options.Before = None,
    basis: options.Basis = None,
    basis_date: options.BasisDate = None,
    target: options.Target = None,
    target_date: options.TargetDate = None,
    region: options.Region = None,
) -> ExitStatus:
    """Count coverage; write the report."""
    # Not out of `runs` and `reporting.terminal`, which load what matching needs: a tenth of the time of a report.
    from umkm_cli import report as reports
    from umkm_cli.comparing import compare_with
    from umkm_cli.reporting.compare_screen import render_comparison
    from umkm_cli.reporting.coverage_screen import render_coverage
    from umkm_cli.reporting.trace_screen import render_trace
    from umkm_cli.trace import trace as trace_figure
    from umkm_cli.visits import Handout, write_worklists

    session: Session = context.obj
    config = session.configure(
        basis=basis, basis_date=basis_date, target=target, target_date=target_date, region=region
    )
    if trace is not None:
        traced = trace_figure(trace, workspace=session.folder, config=config, language=session.language, folder=output)
        session.show(render_trace(traced.found, session.language))
        session.give("umkm.trace/1", **traced.facts())
        session.tell("done.trace", file=traced.workbook)
        return ExitStatus.DONE
    if compare is not None:
        told = compare_with(compare, workspace=session.folder, config=config, language=session.language, folder=output)
        session.show(render_comparison(told.comparison, session.language))
        session.give("umkm.changes/1", **told.facts())
        session.tell("done.changes", file=told.workbook)
        return ExitStatus.DONE
    delivery = reports.Delivery(
        formats=[kind for kind in formats or reports.USUAL if kind != "none"],
        folder=output,
        language=session.language,
        geojson=geojson,
        is_public=public,
    )
    result = reports.report(workspace=session.folder, config=config, delivery=delivery, progress=session.progress())
    session.show(render_coverage(result.coverage, session.language))
    handout = Handout(folder=output, language=session.language, full_values=full_values)
    lists = (
        write_worklists(workspace=session.folder, config=config, handout=handout, progress=session.progress())
        if worklist
        else None
    )
    session.give("umkm.report/2", **result.facts(), **({"worklist": lists.facts()} if lists else {}))
    for kind, files in result.files.items():
        session.tell(f"done.report_{kind}", file=files[0])
    if lists:
        session.tell("done.worklist", count=lists.owners, files=len(lists.files), folder=lists.folder)
        session.tell("done.worklist_full" if full_values else "done.worklist_hidden")
    return ExitStatus.DONE
