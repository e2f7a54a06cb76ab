"""`umkm report`."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from umkm_cli import options
from umkm_cli.config import Config
from umkm_cli.errors import BadDecisionsError, ExitStatus, OptionNeedsError, OptionsApartError
from umkm_cli.screen import Session

if TYPE_CHECKING:
    from umkm_cli.report import Delivery
    from umkm_cli.visits import Handout


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
    from umkm_cli.report import USUAL, Delivery
    from umkm_cli.visits import Handout

    session: Session = context.obj
    config = session.configure(
        basis=basis, basis_date=basis_date, target=target, target_date=target_date, region=region
    )
    _check_together(
        {"--public": public, "--trace": trace, "--compare": compare, "--worklist": worklist}
        | {"--geojson": geojson, "--format": formats}
    )
    if full_values and not worklist:
        raise OptionNeedsError(option="--full-values", needed="--worklist")
    if trace is not None:
        _trace(session, config, trace, output)
    elif compare is not None:
        _compare(session, config, compare, output)
    else:
        kinds = [kind for kind in formats or USUAL if kind != "none"]
        delivery = Delivery(formats=kinds, folder=output, language=session.language, geojson=geojson, is_public=public)
        handout = Handout(folder=output, language=session.language, full_values=full_values)
        _report(session, config, delivery, handout if worklist else None)
    return ExitStatus.DONE


APART = {
    ("--public", "persons"): ("--trace", "--compare", "--worklist"),
    ("--trace", "instead"): ("--compare", "--worklist", "--geojson", "--format"),
    ("--compare", "instead"): ("--worklist", "--geojson", "--format"),
}
"""What an option does not go with, and why: others would show what it hides, or be left undone without a word."""


def _check_together(asked: dict[str, object]) -> None:
    for (first, reason), others in APART.items():
        for second in others:
            if asked[first] not in (None, False) and asked[second]:
                raise OptionsApartError(first=first, second=second, reason=reason)


# The functions below load what they need, and not `runs`, which loads what matching needs: a tenth of their time.


def _trace(session: Session, config: Config, figure: str, folder: Path | None) -> None:
    """The rows behind a figure."""
    from umkm_cli.reporting.screens.trace import render_trace
    from umkm_cli.trace import trace

    traced = trace(figure, workspace=session.folder, config=config, language=session.language, folder=folder)
    session.show(render_trace(traced.found, session.language))
    session.give("umkm.trace/1", **traced.facts())
    session.tell("done.trace", file=traced.workbook)


def _compare(session: Session, config: Config, before: str, folder: Path | None) -> None:
    """What changed since a day, or against another workspace."""
    from umkm_cli.comparing import compare_with
    from umkm_cli.reporting.screens.compare import render_comparison

    told = compare_with(before, workspace=session.folder, config=config, language=session.language, folder=folder)
    session.show(render_comparison(told.comparison, session.language))
    session.give("umkm.changes/1", **told.facts())
    session.tell("done.changes", file=told.workbook)


def _report(session: Session, config: Config, delivery: "Delivery", handout: "Handout | None") -> None:
    """The report, and the work lists with it."""
    from umkm_cli.report import report
    from umkm_cli.reporting.screens.coverage import render_coverage
    from umkm_cli.visits import write_worklists

    result = report(workspace=session.folder, config=config, delivery=delivery, progress=session.progress())
    session.show(render_coverage(result.coverage, session.language))
    lists = handout and write_worklists(
        workspace=session.folder, config=config, handout=handout, progress=session.progress()
    )
    session.give("umkm.report/2", **result.facts(), **({"worklist": lists.facts()} if lists else {}))
    _tell_waiting(session)
    if not lists and not delivery.is_public:
        session.next_step("report --worklist")
    for kind, files in result.files.items():
        session.tell(f"done.report_{kind}", file=files[0])
    if lists and not lists.files:
        session.tell("done.worklist_none")
    elif handout and lists:
        session.tell("done.worklist", count=lists.owners, files=len(lists.files), folder=lists.folder)
        session.tell("done.worklist_full" if handout.full_values else "done.worklist_hidden")


def _tell_waiting(session: Session) -> None:
    """Decisions of people that the counts do not follow yet; a log that is broken is told, and stops no report."""
    from umkm_cli.ledger import decisions_waiting

    try:
        if count := decisions_waiting(session.folder):
            session.tell("done.decisions_waiting", count=count, flags=session.flags)
    except BadDecisionsError as error:
        session.warn(error)
