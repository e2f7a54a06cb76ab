"""The command `umkm`: one short function per command, and the only place where errors become text and exit status."""

import contextlib
import gc
import os
import sys
import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, cast

import typer

from umkm_cli import __version__, options
from umkm_cli.errors import ExitStatus, NoTableError, UmkmError
from umkm_cli.messages import percent, say
from umkm_cli.screen import Session, choose_language
from umkm_cli.wording import Command, Group, explain, share_options, translate

app = typer.Typer(
    name="umkm",
    cls=Group,
    help="help.umkm",
    epilog="help.umkm_epilog",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(is_asked: bool) -> None:
    if is_asked:
        typer.echo(f"umkm {__version__}")
        raise typer.Exit


@app.callback()
def umkm(  # noqa: D103 - its help is `help.umkm`, and `options.remember` takes the values
    *,
    workspace: options.Workspace = None,
    lang: options.Lang = None,
    config: options.SettingsFile = None,
    json: options.AsJson = False,
    quiet: options.Quiet = False,
    debug: options.Debug = False,
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            help="help.version",
            callback=_print_version,
            is_eager=True,
            rich_help_panel=options.COMMON,
        ),
    ] = False,
) -> None: ...


@app.command(cls=Command, help="help.ingest", epilog="help.ingest_epilog")
def ingest(
    context: typer.Context,
    paths: options.Paths,
    *,
    list_name: options.ListName = None,
    region: options.Region = None,
    data_year: options.DataYear = None,
    workers: options.Workers = None,
    column_map: options.ColumnMap = None,
    dry_run: options.DryRun = False,
) -> ExitStatus:
    """Read spreadsheets into the workspace."""
    from umkm_cli.files.pool import start_server
    from umkm_cli.files.worker import do_without_pandas

    session: Session = context.obj
    if dry_run or not session.folder.exists():  # else it is likely that few files or none have to be read
        start_server("umkm_cli.batch")
    do_without_pandas()

    from umkm_cli import ingest as reading

    config = session.configure(region=region, data_year=data_year, workers=workers, columns=column_map)
    read = reading.preview if dry_run else reading.ingest
    with _told_unreadable(session):
        result = read(paths, workspace=session.folder, list_name=list_name, config=config, progress=session.progress())
    if dry_run:
        from umkm_cli.reporting.preview_screen import render_preview

        session.show(render_preview(result.sources, language=session.language))
    else:
        from umkm_cli.reporting.intake_screen import render_ingest

        session.show(render_ingest(result.sources, result.states, language=session.language))
    session.give("umkm.ingest/1", dry_run=dry_run, **result.facts())
    for file in result.gone:
        session.tell("done.gone", file=file)
    session.warn(*result.unreadable, *result.unused)
    if not dry_run:
        added = reading.write_map(result.sources, config=config, language=session.language)
        if added:
            session.tell("done.map", file=config.columns, count=added)
        session.next_step("report" if result.has_owners else "dedupe")
    return ExitStatus.PARTLY if result.unreadable else ExitStatus.DONE


@app.command(cls=Command, help="help.check", epilog="help.check_epilog")
def check(
    context: typer.Context,
    *,
    xlsx: options.CheckFolder = None,
    full_values: options.FullValues = False,
    show_all: options.ShowAll = False,
) -> ExitStatus:
    """Tell how sound the data is, and what to mend in which file."""
    from umkm_cli import runs
    from umkm_cli.reporting.terminal import render_check

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


@app.command(cls=Command, help="help.dedupe", epilog="help.dedupe_epilog")
def dedupe(
    context: typer.Context,
    *,
    match_threshold: options.MatchThreshold = None,
    review_threshold: options.ReviewThreshold = None,
) -> ExitStatus:
    """Find the owners behind the records."""
    from umkm_cli import runs
    from umkm_cli.reporting.terminal import render_dedupe

    session: Session = context.obj
    config = session.configure(match_threshold=match_threshold, review_threshold=review_threshold)
    facts = runs.dedupe(workspace=session.folder, config=config, progress=session.progress())
    session.show(render_dedupe(facts, session.language))
    session.give("umkm.dedupe/1", **facts)
    session.next_step("report")
    return ExitStatus.DONE


@app.command(cls=Command, help="help.report", epilog="help.report_epilog")
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


@app.command(cls=Command, help="help.evaluate", epilog="help.evaluate_epilog")
def evaluate(context: typer.Context, labels: options.Labels) -> ExitStatus:
    """Compare the owners found with a list that tells the truth."""
    from umkm_cli import runs

    session: Session = context.obj
    rates = runs.evaluate(labels, workspace=session.folder)
    told = {name: percent(rates[name], session.language) for name in ("precision", "recall", "f1")}
    session.show(say("done.rates", session.language, **{**rates, **told}))
    session.give("umkm.evaluate/1", **rates)
    return ExitStatus.DONE


@contextlib.contextmanager
def _told_unreadable(session: Session) -> Any:  # noqa: ANN401 - a generator of nothing
    """When no file of many holds a list, tell of each that could not be read."""
    try:
        yield
    except NoTableError as error:
        session.warn(*cast("Sequence[UmkmError]", error.facts.get("unreadable", ())))
        raise


def main() -> None:
    """Run `umkm` on the command line of this process."""
    # Nobody here multiplies matrices, and NumPy's threads for that cost more than all else at the start.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # The C library gives back what was freed at once; Arrow's own pool keeps it, in each process.
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
    gc.set_threshold(100_000)  # imports make many objects and no circles
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # An old Windows console cannot write every character; a `?` is better than an end.
            stream.reconfigure(errors="replace")
    sys.exit(run(sys.argv[1:], os.environ))


def run(arguments: Sequence[str], environment: Mapping[str, str]) -> int:
    """Run `umkm` with these arguments and say how it ended (`ExitStatus`)."""
    session = Session(language=choose_language(arguments, environment), environment=environment)
    try:
        status = build(session.language).main(
            args=list(arguments), prog_name="umkm", standalone_mode=False, obj=session
        )
    except typer.TyperException as error:
        return _refuse(error, session)
    except UmkmError as error:
        return _fail(error, session)
    except KeyboardInterrupt:
        status = ExitStatus.INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the last resort: say it in one line, never with a traceback
        return _apologise(error, session)
    if status == ExitStatus.INTERRUPTED:
        session.fail(say("error.interrupted", session.language), "")
    return int(status or 0)


def build(language: str) -> Any:  # noqa: ANN401 - a class of Typer's private part
    """The command tree in a language."""
    command = typer.main.get_command(app)
    translate(command, language)
    share_options(command)
    return command


def _refuse(error: typer.TyperException, session: Session) -> int:
    """The command line makes no sense."""
    if type(error).__name__ != "NoArgsIsHelpError":  # which has printed the help page already
        session.fail(*explain(error, session.language))
    return ExitStatus.USAGE


def _fail(error: UmkmError, session: Session) -> int:
    """A run that could not be done."""
    session.fail(*session.explain(error))
    if error.status is ExitStatus.BUG:
        _trace(error, session)
    return error.status


def _apologise(error: Exception, session: Session) -> int:
    """Our fault. What the exception says may quote a cell, so only its type and place are told."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(frame.filename).name}:{frame.lineno}"
    facts = {"kind": type(error).__name__, "where": where, "version": __version__}
    session.fail(say("error.unexpected", session.language, **facts), say("error.unexpected_hint", session.language))
    _trace(error, session)
    return ExitStatus.BUG


def _trace(error: Exception, session: Session) -> None:
    """With `--debug`: the frames, without what the exception says."""
    if session.debug or session.environment.get("UMKM_DEBUG"):
        for frame in traceback.format_tb(error.__traceback__):
            session.detail(frame)
