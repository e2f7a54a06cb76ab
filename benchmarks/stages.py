"""`make bench`: 105,000 invented owners, and what each stage of each command costs.

Every command runs in a process of its own, as the analyst runs it. Peak memory is that of the main process; the
reading workers are shown as one line, the largest of them. Timings depend on the machine: compare within one run.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path

from benchmarks.lists import regency_lists

Row = dict[str, float | int | str]


@dataclass(slots=True)
class StageClock:
    """A `Progress` that writes down when each stage began, and the memory it peaked at."""

    rows: list[Row] = field(default_factory=list)
    began: float = 0.0

    def begin(self, stage: str, total: int | None = None) -> None:  # noqa: ARG002 - part of the protocol
        """End the stage before, start the clock of this one."""
        self.end()
        self.rows.append({"stage": stage})
        self.began = time.perf_counter()
        _forget_peak()

    def advance(self, steps: int = 1) -> None:
        """Steps are not timed."""

    def end(self) -> None:
        """Stop the clock of the current stage."""
        if self.rows and "seconds" not in self.rows[-1]:
            self.rows[-1] |= {"seconds": time.perf_counter() - self.began, "peak_mb": _peak_mb()}


def _forget_peak() -> None:
    """Let the kernel count the peak from now on (Linux; elsewhere the peak of the whole process is shown)."""
    marks = Path("/proc/self/clear_refs")
    if marks.exists():
        marks.write_text("5")


def _peak_mb() -> float:
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def run_one(command: str, lists: Path, workspace: Path) -> None:
    """Run one command in this process and print its stages as JSON; called by `measure` in a process of its own."""
    began = time.perf_counter()
    from umkm_cli import runs  # noqa: PLC0415 - the import is part of what is measured
    from umkm_cli.config import Config  # noqa: PLC0415

    clock = StageClock([{"stage": "start", "seconds": time.perf_counter() - began, "peak_mb": _peak_mb()}])
    commands: dict[str, Callable[[], object]] = {
        "ingest": lambda: runs.ingest([lists], workspace=workspace, list_name=None, config=Config(), progress=clock),
        "dedupe": lambda: runs.dedupe(workspace=workspace, config=Config(), progress=clock),
        "report": lambda: runs.report(workspace=workspace, config=Config(), progress=clock),
    }
    commands[command]()
    clock.end()
    workers = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(json.dumps({"stages": clock.rows, "worker_mb": workers.ru_maxrss / 1024}))


def measure(command: str, lists: Path, workspace: Path) -> list[Row]:
    """Stages of one command, with a last row for the whole process."""
    call = [sys.executable, "-m", "benchmarks.stages", "--one", command]
    call += ["--lists", str(lists), "--workspace", str(workspace)]
    began = time.perf_counter()
    done = subprocess.run(call, check=True, capture_output=True, text=True)
    seconds = time.perf_counter() - began
    told = json.loads(done.stdout.splitlines()[-1])
    rows: list[Row] = told["stages"]
    peak = max(float(row["peak_mb"]) for row in rows)
    if told["worker_mb"]:
        rows.append({"stage": "largest worker", "seconds": 0.0, "peak_mb": told["worker_mb"]})
    return [*rows, {"stage": "in all", "seconds": seconds, "peak_mb": peak}]


def show(command: str, rows: list[Row], records: int) -> None:
    """Print the stages of one command."""
    for row in rows:
        seconds = float(row["seconds"])
        speed = f"{records / seconds:>12,.0f}" if seconds > 0.001 else " " * 12
        print(f"{command:<8} {row['stage']:<16} {seconds:>9.2f} {speed} {float(row['peak_mb']):>9.0f}")


def main() -> None:
    """Generate the lists, run the three commands, print the table and the accuracy."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--one", choices=["ingest", "dedupe", "report"])
    parser.add_argument("--lists", type=Path)
    parser.add_argument("--workspace", type=Path)
    parser.add_argument("--owners", type=int, default=105_000)
    parser.add_argument("--files", type=int, default=250)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--data", type=Path, default=Path("bench-data"))
    told = parser.parse_args()
    if told.one:
        run_one(told.one, told.lists, told.workspace)
        return
    folder = regency_lists(told.data, owners=told.owners, files=told.files, seed=told.seed)
    run_all(folder, told.data / "workspace")


def run_all(folder: Path, workspace: Path) -> None:
    """Measure the three commands one after the other, then hold the owners against the truth."""
    measured = {command: measure(command, folder / "lists", workspace) for command in ("ingest", "dedupe", "report")}
    from umkm_cli import runs  # noqa: PLC0415 - not to be loaded in the processes that are measured

    result = runs.evaluate(folder / "truth.csv", workspace=workspace)
    records = result.labelled + result.unlabelled
    print(f"{records:,} records\n{'command':<8} {'stage':<16} {'seconds':>9} {'rows/s':>12} {'peak MB':>9}")
    for command, rows in measured.items():
        show(command, rows, records)
    rates = {name: rate["value"] for name, rate in asdict(result.pairwise).items()}
    print("pairwise " + ", ".join(f"{name} {value:.4f}" for name, value in rates.items()))


if __name__ == "__main__":
    main()
