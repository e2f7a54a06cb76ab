"""`python -m benchmarks.yardstick --seed 901`: how far `umkm dedupe` stays behind a matcher that was told the truth.

The yardstick learns from two measuring worlds and chooses its threshold on a third; `umkm dedupe` runs on the measured
one with its default settings, told nothing. Exit status 1 when a bar is missed.
"""

import argparse
import subprocess
import sys
from pathlib import Path

from benchmarks.hard_cases import Row, rates, read_people, read_rows
from benchmarks.lists import MEASURED_OWNERS, ingested
from benchmarks.yardstick.judge import Judged
from benchmarks.yardstick.learn import learn
from benchmarks.yardstick.table import CameOut, compared, markdown
from benchmarks.yardstick.world import World, look

LEARNT, CHOSEN = (9001, 9002), 9003
"""Seeds of the worlds the yardstick learns from, and of the one it chooses its threshold on."""
THRESHOLDS = (-1.0, 0.0, 1.0, 1.5, 2.0, 2.5, 3.0, 4.0)
"""Bits."""


def main() -> None:
    """Learn, measure each seed, print a table for each."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.yardstick", description=__doc__)
    parser.add_argument("--seed", type=int, nargs="+", default=[901], help="worlds to measure")
    parser.add_argument("--owners", type=int, default=MEASURED_OWNERS)
    parser.add_argument("--data", type=Path, default=Path("bench-data"))
    told = parser.parse_args()
    if {*LEARNT, CHOSEN} & set(told.seed):
        parser.error(f"the yardstick has seen the seeds {LEARNT} and {CHOSEN}")
    yardstick = learn([look(told.data, seed, told.owners) for seed in LEARNT])
    threshold = choose(Judged(yardstick, look(told.data, CHOSEN, told.owners)))
    holds: list[bool] = []
    for seed in told.seed:
        world = look(told.data, seed, told.owners)
        print(f"\nseed {seed}: {world.size:,} records, yardstick at {threshold:+.1f} bits\n", flush=True)
        holds.append(hold(Judged(yardstick, world).rows(threshold), world))
    sys.exit(not all(holds))


def choose(judged: Judged) -> float:
    """The threshold with the best F1 on a world."""
    return max(THRESHOLDS, key=lambda bound: rates(judged.rows(bound)).f1)


def hold(found: list[Row], world: World) -> bool:
    """Print how the yardstick, which found these rows, and the product come out in a world; do all bars hold?"""
    people = read_people(world.folder)
    theirs = CameOut.of(found, people)
    ours = CameOut.of(read_rows(world.folder, deduped(world.folder)), people)
    lines = compared(ours, theirs)
    print(markdown(lines), flush=True)
    return all(line.holds is not False for line in lines)


def deduped(folder: Path) -> Path:
    """The workspace of a world after `umkm dedupe` from nothing, as shipped."""
    workspace = ingested(folder, afresh=True)
    call = [sys.executable, "-m", "umkm_cli", "dedupe", "--workspace", str(workspace)]
    subprocess.run(call, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return workspace


if __name__ == "__main__":
    main()
