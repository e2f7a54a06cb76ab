"""Part of `make bench`: how much `umkm ingest` finds of what can be known, and what that costs.

The lists of the regency are read by the command in processes of its own, as the analyst runs it. Speed is measured in
the same run against a process that only reads the cells of the same workbooks with python-calamine, the two in turns,
and the medians compared: what a loaded machine does to one it does to the other. Exit status 1 when a bar of accuracy
is missed; speed depends on the machine, so a missed bar of speed is only told.
"""

import argparse
import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from benchmarks.accuracy import NOTHING_ELSE, ROWS_FOUND, Accuracy, hold_against, read_known, read_records, shares
from benchmarks.lists import regency_lists
from benchmarks.meter import Cost, measure
from benchmarks.readers import READERS, workbooks

BARS: dict[str, float] = {
    ROWS_FOUND: 0.999,
    NOTHING_ELSE: 0.999,
    "village": 0.99,
    "RT/RW": 0.99,
    "NIK": 0.995,
    "phone": 0.995,
    "gender": 0.995,
    "birth date": 0.995,
}
"""Least share of each figure."""
CPU_BAR, WALL_BAR = 2.0, 1.2
"""How often the seconds of python-calamine alone the whole command may take."""
MEMORY_BAR, AGAIN_BAR = 400.0, 1.0
"""MiB of all its processes together; seconds of a second run on the same files."""


@dataclass(slots=True)
class Speed:
    """Costs of each round."""

    alone: list[Cost] = field(default_factory=list)
    whole: list[Cost] = field(default_factory=list)
    again: list[Cost] = field(default_factory=list)
    looked_at: list[Cost] = field(default_factory=list)


def main() -> None:
    """Write the lists, ingest them, hold the records against the answers, time it, print the tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ingest", description=__doc__)
    parser.add_argument("--owners", type=int, default=105_000)
    parser.add_argument("--files", type=int, default=250)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=3, help="timed rounds after a warm-up; 0 measures no speed")
    parser.add_argument("--no-peers", action="store_true", help="leave pandas out")
    parser.add_argument("--data", type=Path, default=Path("bench-data"))
    told = parser.parse_args()
    folder = regency_lists(told.data, owners=told.owners, files=told.files, seed=told.seed)
    lists, workspace = folder / "lists", told.data / "ingest-workspace"
    if told.rounds:
        print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} before the first round")
        speed = time_rounds(lists, workspace, told.rounds)
    else:
        speed = Speed()
        measure(_fresh(lists, workspace))
    came_out = hold_against(read_known(folder), read_records(workspace))
    print("\n".join([*accuracy_lines(came_out), *speed_lines(speed)]))
    if told.rounds and not told.no_peers:
        print("\n".join(peer_lines(lists, median(cost.cpu for cost in speed.alone))))
    sys.exit(any(share < BARS[name] for name, share in shares(came_out).items()))


def _ingest(lists: Path, workspace: Path) -> list[str]:
    return [sys.executable, "-m", "umkm_cli", "ingest", str(lists), "--workspace", str(workspace), "--quiet"]


def _fresh(lists: Path, workspace: Path) -> list[str]:
    shutil.rmtree(workspace, ignore_errors=True)
    return _ingest(lists, workspace)


def _reader(name: str, lists: Path) -> list[str]:
    return [sys.executable, "-m", "benchmarks.readers", name, str(lists)]


def time_rounds(lists: Path, workspace: Path, rounds: int) -> Speed:
    """Warm up, then measure in turns."""
    measure(_reader("calamine", lists))
    measure(_fresh(lists, workspace))
    speed = Speed()
    for _ in range(rounds):
        speed.alone.append(measure(_reader("calamine", lists)))
        speed.whole.append(measure(_fresh(lists, workspace)))
        speed.again.append(measure(_ingest(lists, workspace)))
        speed.looked_at.append(measure(_fresh(lists, workspace), looks=True))
    return speed


def accuracy_lines(came_out: Accuracy) -> Iterator[str]:
    """Each figure with its bar."""
    yield f"{came_out.rows:,} rows with an owner, {came_out.records:,} records"
    yield f"{'':<20} {'share':>10} {'bar':>8}  {'':<4} {'right':>9} {'wrong':>7} {'missing':>7} {'made up':>7}"
    for name, share in shares(came_out).items():
        line = f"{name:<20} {share:>10.3%} {BARS[name]:>8.1%}  {_verdict(share >= BARS[name])}"
        tally = came_out.tallies.get(name)
        yield (f"{line} {tally.right:>9,} {tally.wrong:>7,} {tally.missing:>7,} {tally.made_up:>7,}" if tally else line)


def speed_lines(speed: Speed) -> Iterator[str]:
    """Medians with their bars; nothing without rounds."""
    if not speed.whole:
        return
    cpu, wall = median(cost.cpu for cost in speed.whole), median(cost.wall for cost in speed.whole)
    alone_cpu, alone_wall = median(cost.cpu for cost in speed.alone), median(cost.wall for cost in speed.alone)
    yield f"\n{'median of ' + str(len(speed.whole)) + ' rounds':<34} {'measured':>12} {'bar':>12}"
    yield f"{'python-calamine alone, CPU':<34} {alone_cpu:>10.2f} s"
    yield f"{'python-calamine alone, wall':<34} {alone_wall:>10.2f} s"
    yield _speed_line(f"umkm ingest, CPU ({cpu / alone_cpu:.1f} x)", cpu, CPU_BAR * alone_cpu, "s")
    yield _speed_line(f"umkm ingest, wall ({wall / alone_wall:.1f} x)", wall, WALL_BAR * alone_wall, "s")
    yield _speed_line("umkm ingest again", median(cost.wall for cost in speed.again), AGAIN_BAR, "s")
    memory = median(cost.memory for cost in speed.looked_at)
    yield _speed_line("peak memory, all processes (PSS)", memory, MEMORY_BAR, "MB")
    largest = median(cost.largest for cost in speed.looked_at)
    yield f"{'peak memory, largest process (RSS)':<34} {largest:>9.0f} MB"


def _speed_line(name: str, measured: float, bar: float, unit: str) -> str:
    digits = 2 if unit == "s" else 0
    width = 12 - len(unit) - 1
    figures = f"{measured:>{width}.{digits}f} {unit} {bar:>{width}.{digits}f} {unit}"
    return f"{name:<34} {figures}  {_verdict(measured < bar)}"


def peer_lines(lists: Path, alone: float) -> Iterator[str]:
    """The raw read of the others, once each, against python-calamine alone on the same files."""
    count = len(workbooks(lists))
    yield f"\nraw read of {count} workbooks, once: no table found, no value cleaned"
    for name in READERS:
        if name != "calamine":
            cost = measure(_reader(name, lists))
            yield f"{name:<34} {cost.cpu:>10.2f} s CPU {cost.wall:>8.2f} s wall {cost.cpu / alone:>8.1f} x"


def _verdict(holds: bool) -> str:  # noqa: FBT001 - a verdict on it
    return "PASS" if holds else "FAIL"


if __name__ == "__main__":
    main()
