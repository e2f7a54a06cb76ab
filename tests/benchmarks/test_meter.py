"""What a command costs is counted with everything it starts."""

import subprocess
import sys

import pytest

from benchmarks.meter import environment, measure

WORK = "sum(range(15_000_000))"
CHILD = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', '{WORK}'])"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets a process adopt orphans")
def test_the_work_of_an_orphan_is_counted():
    alone, through_a_child = measure([sys.executable, "-c", WORK]), measure([sys.executable, "-c", CHILD])
    assert through_a_child.cpu > 0.7 * alone.cpu > 0.05


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the memory of a process")
def test_the_memory_of_all_processes_is_added_up():
    hold = "held = bytearray(80 << 20); import time; time.sleep(0.4)"
    two = f"import subprocess, sys; child = subprocess.Popen([sys.executable, '-c', '{hold}']); {hold}; child.wait()"
    cost = measure([sys.executable, "-c", two], looks=True)
    assert cost.memory > 160 > cost.largest > 80


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets a process adopt orphans")
def test_what_an_earlier_command_left_behind_is_not_counted():
    measure([sys.executable, "-c", ""])  # from here on this process adopts
    subprocess.run([sys.executable, "-c", CHILD], check=True)  # noqa: S603 - the command is written above
    assert measure([sys.executable, "-c", WORK]).cpu < 1.6 * measure([sys.executable, "-c", WORK]).cpu


def test_the_memory_of_a_process_is_told_without_looking():
    assert measure([sys.executable, "-c", "held = bytearray(80 << 20)"]).largest > 80


def test_a_failed_command_is_no_measurement():
    with pytest.raises(RuntimeError, match="ended with 3"):
        measure([sys.executable, "-c", "raise SystemExit(3)"])


def test_children_may_keep_what_they_compile(monkeypatch):
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    assert "PYTHONDONTWRITEBYTECODE" not in environment()
