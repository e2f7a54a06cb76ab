"""What a command costs, with all processes it starts: CPU seconds, wall seconds, memory.

Workers are forked by a server process and outlive their parent for a moment, so the usual count of a command's
children misses them. Here this process adopts whoever is left behind (Linux) and waits until the last has ended.
"""

import ctypes
import os
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_ADOPT_ORPHANS = 36
"""PR_SET_CHILD_SUBREAPER of prctl(2)."""
_BETWEEN_LOOKS = 0.01
_MIB = 1024


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took.

    Attributes:
        cpu: User and system seconds of all its processes.
        wall: Seconds until the command itself had ended.
        memory: Peak of the sum over its processes, in MiB, shared pages counted once (PSS); 0 when nobody looked.
        largest: Peak of its largest process, in MiB (RSS); of the first alone when nobody looked.
    """

    cpu: float
    wall: float
    memory: float = 0.0
    largest: float = 0.0


def measure(call: Sequence[str], *, looks: bool = False) -> Cost:
    """Run a command to its end.

    Args:
        call: Program and arguments.
        looks: Look at the memory a hundred times a second; that slows the command down, so such a run tells no times.

    Raises:
        RuntimeError: The command failed.
    """
    _adopt_orphans()
    _wait_for_orphans()  # what an earlier command left behind is none of this one's cost
    before, began = _cpu_of_children(), time.perf_counter()
    with subprocess.Popen(call, env=environment(), stdout=subprocess.DEVNULL, start_new_session=True) as running:
        memory, largest = _look(running) if looks else (0.0, 0.0)
        status, largest = (running.wait(), largest) if looks else _wait(running)
    wall = time.perf_counter() - began
    _wait_for_orphans()
    if status:
        message = f"{call[0]} ended with {status}"
        raise RuntimeError(message)
    return Cost(_cpu_of_children() - before, wall, memory, largest)


def _wait(running: "subprocess.Popen[bytes]") -> tuple[int, float]:
    """Exit status and peak of one process, as the kernel counted them."""
    _, status, used = os.wait4(running.pid, 0)
    running.returncode = os.waitstatus_to_exitcode(status)
    return running.returncode, used.ru_maxrss / _MIB


def environment() -> dict[str, str]:
    """The environment of a user, who lets Python keep what it compiled."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _adopt_orphans() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_ADOPT_ORPHANS, 1, 0, 0, 0)


def _wait_for_orphans() -> None:
    with suppress(ChildProcessError):
        while True:
            os.wait()


def _cpu_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _look(running: "subprocess.Popen[bytes]") -> tuple[float, float]:
    memory = largest = 0.0
    while running.poll() is None:
        processes = [path for path in Path("/proc").glob("[0-9]*") if _session_of(path) == running.pid]
        memory = max(memory, sum(_kib(path / "smaps_rollup", "Pss:") for path in processes) / _MIB)
        largest = max([largest, *(_kib(path / "status", "VmHWM:") / _MIB for path in processes)])
        time.sleep(_BETWEEN_LOOKS)
    return memory, largest


def _session_of(process: Path) -> int:
    """The session a process belongs to: the sixth field of its `stat`, the third behind the name in brackets."""
    return int(_text(process / "stat").rpartition(")")[2].split()[3]) if _text(process / "stat") else 0


def _kib(path: Path, label: str) -> int:
    return next((int(line.split()[1]) for line in _text(path).splitlines() if line.startswith(label)), 0)


def _text(path: Path) -> str:
    """What a process tells of itself; nothing when it has just ended."""
    try:
        return path.read_text()
    except OSError:
        return ""
