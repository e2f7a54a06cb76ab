"""Part of `make bench`: what `umkm report` costs on a whole regency with a survey of 41,000 rows.

Each command runs in a process of its own, as the analyst runs it: the report on the screen alone, with the page and
the workbook, and with a work list of whoever is not recorded. Medians of the rounds after a warm-up; whether a bar
holds depends on the machine, so a missed one is only told.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.lists import ingested, regency_lists
from benchmarks.meter import Cost, measure

VISITS = 41_000
MEMORY_BAR = 600.0
"""MiB of the process."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A way to call `umkm report`, and the seconds it may take."""

    name: str
    formats: tuple[str, ...]
    seconds: float
    more: tuple[str, ...] = ()


KINDS = (
    Kind("umkm report, on the screen", ("none",), 1.5),
    Kind("umkm report, HTML and XLSX", ("html", "xlsx"), 6.0),
    Kind("umkm report, work lists", ("none",), 15.0, ("--worklist",)),
)


def main() -> None:
    """Write the lists, ingest and match them once, time the report in turns, print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.report", description=__doc__)
    parser.add_argument("--owners", type=int, default=105_000)
    parser.add_argument("--files", type=int, default=250)
    parser.add_argument("--survey", type=int, default=VISITS)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--data", type=Path, default=Path("bench-data"))
    told = parser.parse_args()
    folder = regency_lists(told.data, owners=told.owners, files=told.files, seed=told.seed, visits=told.survey)
    workspace = ingested(folder)
    subprocess.run(_umkm("dedupe", workspace), check=True)
    for kind in KINDS:
        measure(_report(kind, workspace))
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} before the first round")
    costs: dict[Kind, list[Cost]] = {kind: [] for kind in KINDS}
    for _ in range(told.rounds):
        for kind in KINDS:
            costs[kind].append(measure(_report(kind, workspace)))
    print("\n".join(lines(costs)))


def _umkm(command: str, workspace: Path) -> list[str]:
    return [sys.executable, "-m", "umkm_cli", command, "--workspace", str(workspace), "--quiet"]


def _report(kind: Kind, workspace: Path) -> list[str]:
    formats = (word for name in kind.formats for word in ("--format", name))
    return [*_umkm("report", workspace), *formats, *kind.more]


def lines(costs: dict[Kind, list[Cost]]) -> Iterator[str]:
    """Seconds and memory of each kind with their bars."""
    yield f"\n{'median of ' + str(min(map(len, costs.values()))) + ' rounds':<34} {'measured':>12} {'bar':>12}"
    for kind, rounds in costs.items():
        seconds, memory = median(cost.wall for cost in rounds), max(cost.largest for cost in rounds)
        yield f"{kind.name:<34} {seconds:>10.2f} s {kind.seconds:>10.2f} s  {_verdict(seconds < kind.seconds)}"
        yield f"{'  of it CPU, all processes':<34} {median(cost.cpu for cost in rounds):>10.2f} s"
        yield f"{'  largest peak memory':<34} {memory:>9.0f} MB {MEMORY_BAR:>9.0f} MB  {_verdict(memory < MEMORY_BAR)}"


def _verdict(holds: bool) -> str:  # noqa: FBT001 - a verdict on it
    return "PASS" if holds else "FAIL"


if __name__ == "__main__":
    main()
