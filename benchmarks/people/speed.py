"""`make bench-speed`: `umkm dedupe` and Splink on the same records, in turns, each as a process of its own.

Timings depend on the machine and on what else it does, so the two are compared within one run, by their medians. The
floor is what RapidFuzz alone takes for one comparison of names, on one core, for as many pairs as umkm compares.
"""

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from rapidfuzz.distance import JaroWinkler
from rapidfuzz.process import cpdist

from benchmarks.meter import Cost, environment, measure
from benchmarks.people.contenders import SPLINK, umkm_call
from benchmarks.people.sets import BPUM_COLUMNS, People
from benchmarks.people.workspaces import add, fresh, regencies, sample

REGENCY, MILLION, NEW = 105_000, 1_000_000, 1_000
"""Rows."""
PART_OF_REGENCY, PART_OF_MILLION = 1 / 4, 1 / 5
"""How much of Splink's wall seconds umkm may take."""
CPU_BAR, MEMORY_BAR, NEW_BAR = 5.0, 500.0, 2.0
"""Seconds and MB on a regency; seconds for a new file."""
GROWTH_BAR = 1.15
"""Seconds may grow by this much more than rows do, for each tenfold."""
SEEDS = range(901, 910)
"""Worlds that measure; nine of them hold a million rows."""


@dataclass(slots=True)
class Race:
    """Costs of each round on so many rows."""

    rows: int
    ours: list[Cost] = field(default_factory=list)
    splink: list[Cost] = field(default_factory=list)


def main() -> None:
    """Get the records, race, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.people.speed", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="on 105,000 rows")
    parser.add_argument("--million", type=int, default=0, metavar="ROUNDS", help="on 1,000,000 rows; none unless told")
    parser.add_argument("--data", type=Path, default=Path("bench-data"))
    told = parser.parse_args()
    one = regencies(told.data, SEEDS[:1])
    regency = race(sample(one, REGENCY), told.data, told.rounds)
    print("\n".join([*lines(regency, PART_OF_REGENCY), *regency_lines(regency, one, told.data)]), flush=True)
    if told.million:
        million = race(sample(regencies(told.data, SEEDS), MILLION), told.data, told.million)
        print("\n".join([*lines(million, PART_OF_MILLION), *growth_lines(regency, million)]))


def race(records: pa.Table, data: Path, rounds: int) -> Race:
    """In turns, umkm always from nothing but the records."""
    folder = data / "speed"
    folder.mkdir(parents=True, exist_ok=True)
    people = People("bpum", (folder / "records.parquet",), folder / "truth.parquet", folder / "workspace")
    pq.write_table(records.select(["record_id", *BPUM_COLUMNS]), people.records[0])
    run = Race(records.num_rows)
    for _ in range(rounds):
        run.ours.append(measure(umkm_call(people, fresh(records, folder / "workspace"))))
        run.splink.append(measure(SPLINK.call(people, folder / "pairs.parquet")))
    return run


def lines(run: Race, part: float) -> Iterator[str]:
    """Who took what."""
    yield f"\n{run.rows:,} rows, medians of {len(run.ours)}"
    for name, costs in (("umkm dedupe", run.ours), (SPLINK.version(), run.splink)):
        yield f"{name:<28} {_wall(costs):>8.2f} s wall {_cpu(costs):>8.2f} s CPU {_memory(costs):>7.0f} MB"
    yield _bar("wall seconds of umkm", _wall(run.ours), part * _wall(run.splink))


def regency_lines(run: Race, records: pa.Table, data: Path) -> Iterator[str]:
    """What else has to hold for a regency."""
    yield _bar("CPU seconds of umkm", _cpu(run.ours), CPU_BAR)
    yield _bar("MB of umkm", _memory(run.ours), MEMORY_BAR)
    yield _bar(f"wall seconds for {NEW:,} new rows", new_file(records, data), NEW_BAR)
    compared, seconds = pairs_compared(records, data), floor(records)
    yield f"floor: {1 / seconds:,.0f} pairs a second, {compared * seconds:.2f} s for the {compared:,} umkm compares"


def growth_lines(small: Race, large: Race) -> Iterator[str]:
    """Does time grow no faster than rows?"""
    tenfolds = np.log10(large.rows / small.rows)
    growth = (_cpu(large.ours) / _cpu(small.ours)) / (large.rows / small.rows)
    yield _bar("CPU seconds a row, against a regency", growth, GROWTH_BAR**tenfolds)


def new_file(records: pa.Table, data: Path) -> float:
    """Seconds of a run after a file was added; the median of three."""
    folder, seconds = data / "speed" / "new-file", []
    people = People("bpum", (), folder, folder)
    for _ in range(3):
        measure(umkm_call(people, fresh(sample(records, REGENCY), folder)))
        add(sample(records, REGENCY + NEW), folder)
        seconds.append(measure(umkm_call(people, folder)).wall)
    return median(seconds)


def pairs_compared(records: pa.Table, data: Path) -> int:
    """How many pairs umkm looks at."""
    folder = fresh(sample(records, REGENCY), data / "speed" / "counted")
    call = [sys.executable, "-m", "umkm_cli", "dedupe", "--workspace", str(folder), "--json"]
    told = subprocess.run(call, check=True, capture_output=True, text=True, env=environment())
    return int(json.loads(told.stdout)["pairs_compared"])


def floor(records: pa.Table, pairs: int = 1_000_000) -> float:
    """Seconds that RapidFuzz takes for one pair of names."""
    names = np.array(records["name_key"].fill_null("").to_pylist(), dtype=object)
    left, right = np.random.default_rng(1).integers(0, len(names), (2, pairs))
    first, second = names[left], names[right]
    began = time.perf_counter()
    cpdist(first, second, scorer=JaroWinkler.similarity, workers=1)
    return (time.perf_counter() - began) / pairs


def _wall(costs: list[Cost]) -> float:
    return median(cost.wall for cost in costs)


def _cpu(costs: list[Cost]) -> float:
    return median(cost.cpu for cost in costs)


def _memory(costs: list[Cost]) -> float:
    return median(cost.largest for cost in costs)


def _bar(name: str, measured: float, bar: float) -> str:
    return f"{name:<44} {measured:>8.2f} {bar:>8.2f}  {'PASS' if measured <= bar else 'FAIL'}"


if __name__ == "__main__":
    main()
