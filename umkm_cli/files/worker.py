"""worker: what runs inside a process of the pool."""

import gc
import importlib
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib.abc import MetaPathFinder
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

CRASHED, OUT_OF_MEMORY = "crashed", "out_of_memory"


def serve(pipe: Connection, function: str, memory_mb: int) -> None:
    """Answer each batch of tasks that comes through `pipe` with its results in a tuple, or with a reason."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which then ends us
    _be_silent()
    do_without_pandas()
    call = _named(function)
    _limit_memory(memory_mb)
    gc.freeze()
    gc.disable()  # a batch makes few circles and many objects: once between two batches is enough
    with suppress(EOFError, BrokenPipeError):
        while True:
            pipe.send(_answer(pipe, call))
            gc.collect()


def _named(function: str) -> Callable[[Any], object]:
    module, _, name = function.partition(":")
    call: Callable[[Any], object] = getattr(importlib.import_module(module), name)
    return call


def do_without_pandas() -> None:
    """Keep Arrow from loading pandas, a third of a second, to ask whether the first list it is given is a Series.

    Whoever needs pandas in the same process can still load it, and Arrow's `to_pandas` does.
    """
    if "pandas" in sys.modules:
        return
    import pyarrow as pa  # noqa: PLC0415 - a parent that wants to start a server first has no time for it

    sys.meta_path.insert(0, _NoPandas())
    try:
        pa.array([None])  # Arrow asks once
    finally:
        sys.meta_path.pop(0)


class _NoPandas(MetaPathFinder):
    """An import system in which there is no pandas."""

    def find_spec(self, fullname: str, path: object, target: object = None) -> None:  # noqa: ARG002 - as they all are
        if fullname == "pandas":
            raise ImportError


def _answer(pipe: Connection, function: Callable[[Any], object]) -> tuple[object] | str:
    task = pipe.recv()
    try:
        return (function(task),)
    except MemoryError:
        return OUT_OF_MEMORY
    except BaseException:  # noqa: BLE001 - a panic of the Rust reader is not even an Exception
        return CRASHED


def _be_silent() -> None:
    """Say nothing on the terminal: a dying reader writes there, and so would a traceback with cells in it."""
    with suppress(OSError, ValueError, AttributeError), Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        os.dup2(nowhere.fileno(), sys.__stderr__.fileno())  # type: ignore[union-attr]


def _limit_memory(memory_mb: int) -> None:
    """Let this process take `memory_mb` MiB more than it holds now, where the platform can limit that."""
    with suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415 - not on every platform

        import pyarrow as pa  # noqa: PLC0415 - as above

        pa.allocate_buffer(1)  # lets Arrow reserve its address space now: 1 GiB of nothing is no use of memory
        now = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")
        most = resource.getrlimit(resource.RLIMIT_AS)[1]
        limit = now + (memory_mb << 20)
        resource.setrlimit(resource.RLIMIT_AS, (limit if most < 0 else min(limit, most), most))
