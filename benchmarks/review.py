"""Part of `make bench`: how long `umkm review` takes to answer a key, on a whole regency.

The real program runs in a terminal of its own. A key is pressed, and the clock stops when the next card is printed;
by then the answer is on the disk. Once with a pause between keys, as a person who looks, once as fast as it goes.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

from benchmarks.lists import ingested, regency_lists
from benchmarks.terminal import Terminal

BAR = 0.05
"""Seconds from a key to the next card."""

KEYS = "sbr"
LOOK = 0.2
"""Seconds that a person looks at least."""


def main() -> None:
    """Find or make a workspace, press the keys on a copy of it, print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.review", description=__doc__)
    parser.add_argument("--workspace", type=Path, help="one that is matched; otherwise one is made in bench-data/")
    parser.add_argument("--keys", type=int, default=300)
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copytree(told.workspace or _matched(), Path(folder, "ws")))
        (copy / "decisions.jsonl").unlink(missing_ok=True)
        print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} before the first key")
        titles = ("median", "95 %", "longest", "CPU", "bar")
        print(f"\n{'from a key to the next card':<30}{''.join(f'{title:>10}' for title in titles)}")
        print(line("with a pause between keys", press(copy, told.keys, pause=LOOK)))
        print(line("as fast as it goes", press(copy, told.keys, pause=0.0)))


@dataclass(frozen=True, slots=True)
class Taken:
    """What keys took.

    Attributes:
        seconds: From each key until the next card is printed.
        cpu: CPU seconds of the program for a key, what it does in the pauses included.
    """

    seconds: list[float]
    cpu: float


def press(workspace: Path, count: int, *, pause: float) -> Taken:
    """Press so many keys, one after the other."""
    (workspace / "decisions.jsonl").unlink(missing_ok=True)
    taken = []
    with Terminal("review", "-w", workspace, "--as", "bench") as terminal:
        terminal.wait_for("No. 1")
        time.sleep(1.0)
        before = terminal.cpu
        for number in range(count):
            terminal.wait_for_rest()
            time.sleep(pause)
            began = time.perf_counter()
            terminal.press(KEYS[number % len(KEYS)])
            terminal.wait_for(f"No. {number + 2:,}")
            terminal.wait_for_rest()
            taken.append(time.perf_counter() - began)
        cpu = (terminal.cpu - before) / count
    kept = len((workspace / "decisions.jsonl").read_bytes().splitlines())
    if kept != count:
        message = f"{kept} of {count} answers were kept"
        raise RuntimeError(message)
    return Taken(taken, cpu)


def line(name: str, taken: Taken) -> str:
    """A line of the table, in milliseconds."""
    high = quantiles(taken.seconds, n=20)[-1]
    cells = (median(taken.seconds), high, max(taken.seconds), taken.cpu, BAR)
    told = "".join(f"{seconds * 1000:>7.1f} ms" for seconds in cells)
    return f"{name:<30}{told}  {'holds' if high < BAR else 'MISSED'}"


def _matched() -> Path:
    """A workspace of 105,000 owners, ingested and matched."""
    workspace = ingested(regency_lists(Path("bench-data"), owners=105_000, files=250, seed=1, visits=41_000))
    subprocess.run([sys.executable, "-m", "umkm_cli", "dedupe", "-w", str(workspace), "--quiet"], check=True)
    return workspace


if __name__ == "__main__":
    main()
