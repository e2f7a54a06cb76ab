"""The commands, in the order of `umkm --help`, and the options that all of them have."""

from typing import Annotated

import typer

from umkm_cli import __version__, options
from umkm_cli.cli.check import check
from umkm_cli.cli.dedupe import dedupe
from umkm_cli.cli.evaluate import evaluate
from umkm_cli.cli.explain import explain
from umkm_cli.cli.ingest import ingest
from umkm_cli.cli.report import report
from umkm_cli.cli.review import review
from umkm_cli.wording import Command, Group

COMMANDS = (ingest, check, dedupe, review, report, explain, evaluate)
"""Each is shown under its own name; `help.<name>` and `help.<name>_epilog` say what it does."""

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


for command in COMMANDS:
    name = command.__name__
    app.command(name, cls=Command, help=f"help.{name}", epilog=f"help.{name}_epilog")(command)
