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
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerContext, SpawnContext
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

from umkm_cli.files.worker import CRASHED, OUT_OF_MEMORY, serve

Task = TypeVar("Task")
Result = TypeVar("Result")

TIMED_OUT = "timed_out"


def run_isolated(
    function: Callable[[Task], Result], tasks: Sequence[Task], *, workers: int, seconds: int, memory_mb: int
) -> Iterator[tuple[int, Result | str]]:
    """Call `function` on each task in worker processes; a worker that dies or overruns is replaced.

    Args:
        function: Of one task. It must be importable by its name, and its result is no string. An exception counts as
            a crash, so it should turn what it expects into results.
        tasks: What to call it on; sent to the workers by pickle.
        workers: Processes; no more than there are tasks.
        seconds: Longest time one task may take.
        memory_mb: Memory in MiB a task may take, where the platform can limit it (not on Windows).

    Yields:
        Position of a task, and its result or why there is none: `crashed`, `timed_out` or `out_of_memory`; each task
        once, as they are done. Closing the iterator, as Ctrl-C does, ends the workers at once.
    """
    start = partial(_Worker.start, _context(function), function, memory_mb)
    pending = deque(enumerate(tasks))
    team = [start() for _ in range(min(max(workers, 1), len(tasks)))]
    try:
        while pending or any(worker.position is not None for worker in team):
            for place, worker in enumerate(team):
                if worker.position is None and pending:
                    team[place] = worker if worker.process.is_alive() else start()
                    team[place].give(*pending.popleft(), seconds=seconds)
            for place, position, answer in _answers(team):
                if isinstance(answer, str):
                    team[place].end()
                yield position, answer if isinstance(answer, str) else answer[0]
    finally:
        for worker in team:
            worker.end()


@dataclass(slots=True)
class _Worker:
    """One process, the task it is at, and when it has to be done with it (on the monotonic clock)."""

    process: BaseProcess
    pipe: Connection
    position: int | None = None
    deadline: float = 0.0

    @classmethod
    def start(
        cls, context: ForkServerContext | SpawnContext, function: Callable[[Any], object], memory_mb: int
    ) -> "_Worker":
        ours, theirs = context.Pipe()
        process = context.Process(target=serve, args=(theirs, function, memory_mb), daemon=True)
        process.start()
        theirs.close()
        return cls(process, ours)

    def give(self, position: int, task: object, *, seconds: int) -> None:
        self.position, self.deadline = position, time.monotonic() + seconds
        with suppress(BrokenPipeError):  # it died this instant: its end of the pipe will say so
            self.pipe.send(task)

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.pipe.close()


def _answers(team: list[_Worker]) -> Iterator[tuple[int, int, tuple[Any] | str]]:
    """Wait until some workers have answered, died or run out of time; then (worker, task, result or reason)."""
    busy = [worker for worker in team if worker.position is not None]
    patience = max(min(worker.deadline for worker in busy) - time.monotonic(), 0)
    ready = wait([worker.pipe for worker in busy], patience)
    now = time.monotonic()  # once: the caller may take its time between two answers
    for place, worker in enumerate(team):
        position, is_late = worker.position, now >= worker.deadline
        if position is not None and (worker.pipe in ready or is_late):
            worker.position = None
            yield place, position, _receive(worker) if worker.pipe in ready else TIMED_OUT


def _receive(worker: _Worker) -> tuple[Any] | str:
    try:
        answer: tuple[Any] | str = worker.pipe.recv()
    except (EOFError, OSError):
        worker.process.join(timeout=5)
        # Nobody but the system, short of memory, kills a worker that is on time.
        was_killed = worker.process.exitcode == -getattr(signal, "SIGKILL", 0)
        return OUT_OF_MEMORY if was_killed else CRASHED
    return answer


def _context(function: Callable[..., object]) -> ForkServerContext | SpawnContext:
    if sys.platform != "linux":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    module = getattr(getattr(function, "func", function), "__module__", None)
    context.set_forkserver_preload([module] if module else [])
    return context
