import multiprocessing
import signal
import subprocess
import sys
import time
from multiprocessing import forkserver

import pytest

from umkm_cli.files.pool import run_isolated, start_server


def evaluate(tasks):
    """Tasks are expressions, which say here what happens in the worker."""
    return [eval(task) for task in tasks]  # noqa: S307 - our own expressions


EVALUATE = f"{__name__}:evaluate"


def together(tasks):
    return [len(tasks)] * len(tasks)


FATES = [
    # what the task does,                               what comes of it
    ("6 * 7",                                           42),
    ("__import__('os').abort()",                        "crashed"),
    ("__import__('os')._exit(0)",                       "crashed"),
    ("__import__('os').kill(__import__('os').getpid(), 9)", "out_of_memory"),
    ("1 / 0",                                           "crashed"),
    ("__import__('sys').exit(3)",                       "crashed"),
    ("lambda: 0",                                       "crashed"),  # a result no pickle takes
    ("__import__('time').sleep(60)",                    "timed_out"),
    ("len(bytearray(3_000_000_000))",                   "out_of_memory"),
    ("len(bytearray(50_000_000))",                      50_000_000),
]  # fmt: skip


def test_every_task_meets_its_own_fate_and_no_other():
    tasks = [task for task, _ in FATES]
    answers = list(run_isolated(EVALUATE, tasks, workers=2, seconds=2, memory_mb=1024, batch=1))
    assert sorted(position for position, _ in answers) == list(range(len(tasks)))
    assert [dict(answers)[position] for position in range(len(tasks))] == [fate for _, fate in FATES]


def test_a_batch_that_fails_is_done_again_one_by_one():
    tasks = [task for task, _ in FATES]
    answers = dict(run_isolated(EVALUATE, tasks, workers=2, seconds=2, memory_mb=1024, batch=10))
    assert [answers[position] for position in range(len(tasks))] == [fate for _, fate in FATES]


def test_tasks_are_given_in_batches():
    answers = run_isolated(f"{__name__}:together", list(range(12)), workers=1, seconds=9, memory_mb=64, batch=5)
    assert [size for _, size in answers] == [5, 5, 5, 5, 5, 3, 3, 3, 2, 2, 1, 1]


def test_without_tasks_nothing_is_started():
    assert list(run_isolated(EVALUATE, [], workers=4, seconds=1, memory_mb=64, batch=1)) == []


def test_one_worker_goes_on_after_a_crash():
    tasks = ["__import__('os').abort()"] * 3 + ["1"]
    assert list(run_isolated(EVALUATE, tasks, workers=1, seconds=9, memory_mb=64, batch=1)) == [
        (0, "crashed"), (1, "crashed"), (2, "crashed"), (3, 1),
    ]  # fmt: skip


def test_workers_stay_warm():
    answers = run_isolated(EVALUATE, ["__import__('os').getpid()"] * 20, workers=1, seconds=9, memory_mb=64, batch=1)
    assert len({process for _, process in answers}) == 1


def test_leaving_early_ends_the_workers_at_once():
    started = time.monotonic()
    answers = run_isolated(
        EVALUATE, ["1", "__import__('time').sleep(60)"], workers=2, seconds=90, memory_mb=64, batch=1
    )
    assert next(answers) == (0, 1)
    answers.close()
    assert time.monotonic() - started < 30
    assert multiprocessing.active_children() == []


def test_ctrl_c_is_left_to_the_parent():
    task = "__import__('os').kill(__import__('os').getpid(), __import__('signal').SIGINT) or 5"
    assert list(run_isolated(EVALUATE, [task], workers=1, seconds=9, memory_mb=64, batch=1)) == [(0, 5)]


def test_a_dying_reader_writes_nothing_on_the_terminal(capfd):
    list(
        run_isolated(
            EVALUATE, ["__import__('os').write(2, b'3325') and None"], workers=1, seconds=9, memory_mb=64, batch=1
        )
    )
    assert capfd.readouterr().err == ""


def test_a_slow_caller_makes_nobody_late():
    tasks = ["1", "__import__('time').sleep(0.5) or 2"]
    answers = []
    for answer in run_isolated(EVALUATE, tasks, workers=2, seconds=2, memory_mb=64, batch=1):
        answers.append(answer)
        time.sleep(2.5)
    assert answers == [(0, 1), (1, 2)]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is no such server")
def test_a_server_started_early_is_the_parent_of_all_workers():
    start_server("umkm_cli.batch")
    server = forkserver._forkserver._forkserver_pid
    parents = run_isolated(EVALUATE, ["__import__('os').getppid()"] * 2, workers=2, seconds=9, memory_mb=64, batch=1)
    assert {parent for _, parent in parents} == {server}


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has the server")
def test_ctrl_c_does_not_make_the_server_print_where_it_was():
    code = """
import signal
from multiprocessing import forkserver
from pathlib import Path
from umkm_cli.files.pool import start_server
start_server("umkm_cli.batch")
assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
status = Path(f"/proc/{forkserver._forkserver._forkserver_pid}/status").read_text()
print(int(status.split("SigIgn:")[1].split()[0], 16) >> (signal.SIGINT - 1) & 1)
"""
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 - our own
    assert found.stdout == "1\n"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has the server")
def test_ctrl_c_while_the_server_starts_is_not_lost(monkeypatch):
    monkeypatch.setattr(forkserver, "ensure_running", lambda: signal.raise_signal(signal.SIGINT))
    with pytest.raises(KeyboardInterrupt):
        start_server("umkm_cli.batch")
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, [])
