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
from collections.abc import Sequence
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
        print(f"\n{'from a key to the next card':<40} {'median':>9} {'95 %':>9} {'longest':>9} {'bar':>9}")
        print(line("with a pause between keys", press(copy, told.keys, pause=LOOK)))
        print(line("as fast as it goes", press(copy, told.keys, pause=0.0)))


def press(workspace: Path, count: int, *, pause: float) -> list[float]:
    """Press so many keys, one after the other; gives the seconds until each next card is printed."""
    (workspace / "decisions.jsonl").unlink(missing_ok=True)
    taken = []
    with Terminal("review", "-w", workspace, "--as", "bench") as terminal:
        terminal.wait_for("No. 1")
        time.sleep(1.0)
        for number in range(count):
            terminal.wait_for_rest()
            time.sleep(pause)
            began = time.perf_counter()
            terminal.press(KEYS[number % len(KEYS)])
            terminal.wait_for(f"No. {number + 2:,}")
            terminal.wait_for_rest()
            taken.append(time.perf_counter() - began)
    kept = len((workspace / "decisions.jsonl").read_bytes().splitlines())
    if kept != count:
        message = f"{kept} of {count} answers were kept"
        raise RuntimeError(message)
    return taken


def line(name: str, taken: Sequence[float]) -> str:
    """A line of the table, in milliseconds."""
    high = quantiles(taken, n=20)[-1]
    cells = (f"{seconds * 1000:>6.1f} ms" for seconds in (median(taken), high, max(taken), BAR))
    return f"{name:<40} {' '.join(cells)}  {'holds' if high < BAR else 'MISSED'}"


def _matched() -> Path:
    """A workspace of 105,000 owners, ingested and matched."""
    workspace = ingested(regency_lists(Path("bench-data"), owners=105_000, files=250, seed=1, visits=41_000))
    subprocess.run([sys.executable, "-m", "umkm_cli", "dedupe", "-w", str(workspace), "--quiet"], check=True)
    return workspace


if __name__ == "__main__":
    main()
