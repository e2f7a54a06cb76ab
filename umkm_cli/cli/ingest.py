"""`umkm ingest`."""

import contextlib
from collections.abc import Sequence
from typing import Any, cast

import typer

from umkm_cli import options
from umkm_cli.errors import ExitStatus, NoTableError, UmkmError
from umkm_cli.screen import Session


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
        from umkm_cli.reporting.screens.preview import render_preview

        session.show(render_preview(result.sources, language=session.language))
    else:
        from umkm_cli.reporting.screens.intake import render_ingest

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


@contextlib.contextmanager
def _told_unreadable(session: Session) -> Any:  # noqa: ANN401 - a generator of nothing
    """When no file of many holds a list, tell of each that could not be read."""
    try:
        yield
    except NoTableError as error:
        session.warn(*cast("Sequence[UmkmError]", error.facts.get("unreadable", ())))
        raise
