"""pool: work on files in processes of their own, so that one that kills its reader harms no other.

Workers are forked from a server process that holds nothing but the imports, where the platform has one: as quick as
forking, without taking over threads and locks half way. A script that calls this needs the usual
`if __name__ == "__main__":`.
"""

import multiprocessing
import signal
import sys
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import forkserver, resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerContext, SpawnContext
from multiprocessing.process import BaseProcess
from typing import Any

from umkm_cli.files.worker import CRASHED, OUT_OF_MEMORY, serve

TIMED_OUT = "timed_out"


def run_isolated(
    function: str,
    tasks: Sequence[object],
    *,
    workers: int,
    seconds: int,
    memory_mb: int,
    batch: int,
) -> Iterator[tuple[int, Any]]:
    """Call `function` on a few tasks at a time in worker processes; a worker that dies or overruns is replaced.

    Tasks of a batch that came to nothing are tried again one by one, so that only the one that is to blame fails.

    Args:
        function: Its name, `module:function`; this process need not load what only the workers use. It is called with
            a list of tasks and gives one result for each, in order. A result is no string, unless it is a reason why
            there is none. An exception counts as a crash, so it should turn what it expects into results.
        tasks: What to call it on; sent to the workers by pickle.
        workers: Processes; no more than there are tasks.
        seconds: Longest time a batch may take.
        memory_mb: Memory in MiB a batch may take, where the platform can limit it (not on Windows).
        batch: Tasks given to a worker at once, at most; fewer towards the end, so that all are done together.

    Yields:
        Position of a task, and its result or why there is none: `crashed`, `timed_out` or `out_of_memory`; each task
        once, as they are done. Closing the iterator, as Ctrl-C does, ends the workers at once.
    """
    start = partial(_Worker.start, _context(function.partition(":")[0]), function, memory_mb)
    pending = deque(_batches(len(tasks), workers=workers, most=batch))
    team = [start() for _ in range(min(max(workers, 1), len(tasks)))]
    try:
        while pending or any(worker.positions for worker in team):
            for place, worker in enumerate(team):
                if pending and not worker.positions:
                    team[place] = worker if worker.process.is_alive() else start()
                    team[place].give(pending.popleft(), tasks, seconds=seconds)
            for positions, answer in _answers(team):
                if isinstance(answer, str) and len(positions) > 1:
                    pending.extendleft([position] for position in reversed(positions))
                else:
                    yield from zip(positions, [answer] if isinstance(answer, str) else answer[0], strict=True)
    finally:
        for worker in team:
            worker.end()


def _batches(count: int, *, workers: int, most: int) -> Iterator[list[int]]:
    """The positions of tasks, cut into batches that get smaller towards the end."""
    start = 0
    while start < count:
        size = min(most, max((count - start) // (2 * max(workers, 1)), 1))
        yield list(range(start, start + size))
        start += size


@dataclass(slots=True)
class _Worker:
    """One process, the tasks it is at, and when it has to be done with them (on the monotonic clock)."""

    process: BaseProcess
    pipe: Connection
    positions: list[int] = field(default_factory=list)
    deadline: float = 0.0

    @classmethod
    def start(cls, context: ForkServerContext | SpawnContext, function: str, memory_mb: int) -> "_Worker":
        ours, theirs = context.Pipe()
        process = context.Process(target=serve, args=(theirs, function, memory_mb), daemon=True)
        with _ctrl_c_held_back():  # half started it would print where it was
            process.start()
        theirs.close()
        return cls(process, ours)

    def give(self, positions: list[int], tasks: Sequence[object], *, seconds: int) -> None:
        self.positions, self.deadline = positions, time.monotonic() + seconds
        with suppress(BrokenPipeError):  # it died this instant: its end of the pipe will say so
            self.pipe.send([tasks[position] for position in positions])

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.pipe.close()


def _answers(team: list[_Worker]) -> Iterator[tuple[list[int], tuple[Iterable[Any]] | str]]:
    """Wait until some workers have answered, died or run out of time; then their tasks, and the results or a reason."""
    busy = [worker for worker in team if worker.positions]
    patience = max(min(worker.deadline for worker in busy) - time.monotonic(), 0)
    ready = wait([worker.pipe for worker in busy], patience)
    now = time.monotonic()  # once: the caller may take its time between two answers
    for worker in busy:
        positions, is_late = worker.positions, now >= worker.deadline
        if worker.pipe in ready or is_late:
            worker.positions = []
            answer = _receive(worker) if worker.pipe in ready else TIMED_OUT
            if isinstance(answer, str):
                worker.end()
            yield positions, answer


def _receive(worker: _Worker) -> tuple[Iterable[Any]] | str:
    try:
        answer: tuple[Iterable[Any]] | str = worker.pipe.recv()
    except (EOFError, OSError):
        worker.process.join(timeout=5)
        # Nobody but the system, short of memory, kills a worker that is on time.
        was_killed = worker.process.exitcode == -getattr(signal, "SIGKILL", 0)
        return OUT_OF_MEMORY if was_killed else CRASHED
    return answer


def start_server(module: str) -> None:
    """Start early what the workers are forked from, so that it loads `module` for them while this process goes on.

    It ends with this process. Where the platform has no such server, nothing is done. Ctrl-C is for this process: while
    the server loads its modules, it would only print where it was.
    """
    if isinstance(_context(module), ForkServerContext):
        resource_tracker.ensure_running()  # which the server needs, and whose start lets Ctrl-C through
        with _ctrl_c_held_back():
            handler = signal.signal(signal.SIGINT, signal.SIG_IGN)  # which a new program takes over
            try:
                forkserver.ensure_running()
            finally:
                signal.signal(signal.SIGINT, handler)


@contextmanager
def _ctrl_c_held_back() -> Iterator[None]:
    """Let Ctrl-C wait until the end of the block; it is not lost, as it would be if it were ignored."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _context(module: str) -> ForkServerContext | SpawnContext:
    if sys.platform != "linux":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([module])
    return context
