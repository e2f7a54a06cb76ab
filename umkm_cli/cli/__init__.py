"""The command `umkm`: the only place where errors become text and exit status. Each command has a module here."""

import gc
import os
import sys
import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import typer

from umkm_cli import __version__
from umkm_cli.cli.tree import app
from umkm_cli.errors import ExitStatus, UmkmError
from umkm_cli.messages import say
from umkm_cli.screen import Session, choose_language
from umkm_cli.wording import explain, share_options, translate


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
