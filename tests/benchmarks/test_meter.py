"""What a command costs is counted with everything it starts.

Each test measures in a process of its own: `measure` waits for all children, and tests before may have left a server
of workers that never ends.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.meter import Cost, environment

ROOT = Path(__file__).parents[2]
WORK = "sum(range(15_000_000))"
CHILD = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', '{WORK}'])"


def run(code: str, *words: str) -> subprocess.CompletedProcess[str]:
    """A process in which `costs` is a list to be filled, and told on its last line."""
    lines = (
        "import json, subprocess, sys",
        "from dataclasses import asdict",
        "from benchmarks.meter import measure",
        "costs = []",
        code,
        "print(json.dumps([asdict(cost) for cost in costs]))",
    )
    call = [sys.executable, "-c", "\n".join(lines), *words]
    return subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 - written here


def costs(*programs: str, looks: bool = False) -> list[Cost]:
    """What each of these programs costs."""
    code = f"costs += [measure([sys.executable, '-c', word], looks={looks}) for word in sys.argv[1:]]"
    return [Cost(**cost) for cost in json.loads(run(code, *programs).stdout)]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets a process adopt orphans")
def test_the_work_of_an_orphan_is_counted():
    alone, through_a_child = costs(WORK, CHILD)
    assert through_a_child.cpu > 0.7 * alone.cpu > 0.05


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the memory of a process")
def test_the_memory_of_all_processes_is_added_up():
    hold = "held = bytearray(80 << 20); import time; time.sleep(0.4)"
    two = f"import subprocess, sys; child = subprocess.Popen([sys.executable, '-c', '{hold}']); {hold}; child.wait()"
    (cost,) = costs(two, looks=True)
    assert cost.memory > 160 > cost.largest > 80


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets a process adopt orphans")
def test_what_an_earlier_command_left_behind_is_not_counted():
    code = """
work, leaves_some_behind = ([sys.executable, "-c", word] for word in sys.argv[1:])
measure([sys.executable, "-c", ""])  # from here on this process adopts
subprocess.run(leaves_some_behind, check=True)
costs += [measure(work), measure(work)]
"""
    first, second = json.loads(run(code, WORK, CHILD).stdout)
    assert first["cpu"] < 1.6 * second["cpu"]


def test_the_memory_of_a_process_is_told_without_looking():
    assert costs("held = bytearray(80 << 20)")[0].largest > 80


def test_a_failed_command_is_no_measurement():
    failed = run("measure([sys.executable, '-c', 'raise SystemExit(3)'])")
    assert failed.returncode
    assert "ended with 3" in failed.stderr


def test_children_may_keep_what_they_compile(monkeypatch):
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    assert "PYTHONDONTWRITEBYTECODE" not in environment()
