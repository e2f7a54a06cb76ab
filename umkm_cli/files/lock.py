"""lock: one at a time, and whoever has to wait is told for whom."""

import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from umkm_cli.errors import UmkmError
from umkm_cli.files.write import cannot_write, make_folder

_TRIES, _PAUSE = 10, 0.02
"""How often, and after how many seconds, the name of a holder is looked for who has only just begun."""


@contextmanager
def hold(path: Path, *, holder: str, busy: type[UmkmError]) -> Iterator[None]:
    """Hold the lock file `path` for as long as the block runs; its folder is made if need be.

    Args:
        path: The lock file. It stays; that it is there means nothing.
        holder: Who holds it, in words: shown to whoever comes meanwhile.
        busy: Raised with `path` (the folder) and `holder` when somebody else holds it.

    Raises:
        CannotWriteError: The folder cannot be made or written to.
    """
    make_folder(path.parent)
    lock = FileLock(path, timeout=0, mode=0o600)
    try:
        lock.acquire()
    except Timeout as error:
        raise busy(path=path.parent, holder=_holder(path)) from error
    except OSError as error:
        raise cannot_write(path.parent, error) from error
    try:
        with suppress(OSError):  # the name is for people only: the lock holds without it
            path.write_text(holder, "utf-8")
        yield
    finally:
        lock.release()


def who() -> str:
    """This process, for whoever has to wait for it."""
    return f"pid {os.getpid()} @ {socket.gethostname()}"


def _holder(path: Path) -> str:
    for _ in range(_TRIES):
        with suppress(OSError):
            if told := path.read_text("utf-8", "replace").strip():
                return told
        time.sleep(_PAUSE)
    return "?"
