"""`make bench-review`: the constants of `umkm_cli/reviewing/chances.py`, fitted again beside those in use.

On invented regencies to tune on, whose truth is known. Each function of `chances` is replaced by what it is told, so
that the questions carry what the log-odds are fitted to.
"""

import argparse
from contextlib import ExitStack
from pathlib import Path
from unittest.mock import patch

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from benchmarks.decisions import World, open_world
from benchmarks.lists import ingested, regency_lists
from umkm_cli.config import Config
from umkm_cli.matching.columns import Flags, Ints
from umkm_cli.matching.groups import places_of_both
from umkm_cli.matching.model import Floats, load_model
from umkm_cli.matching.publish import clusters_of, pairs_of
from umkm_cli.reviewing import chances
from umkm_cli.reviewing import questions as queue

ROUNDS = 100
SHRINKAGE = 1e-3
"""Weight of the squares of the constants, which keeps a fit to few pairs finite."""

Sample = tuple[Floats, Flags]
"""What is told, (pairs, features), and whether it is so, (pairs,)."""


def main() -> None:
    """Print the constants."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.refit", description=__doc__)
    parser.add_argument("--seed", type=int, nargs="+", default=[101, 102, 103])
    parser.add_argument("--owners", type=int, default=20_000)
    parser.add_argument("--data", type=Path, default=Path("bench-data"))
    told = parser.parse_args()
    regencies = []
    for seed in told.seed:
        folder = regency_lists(told.data, owners=told.owners, files=100, seed=seed, visits=told.owners * 2 // 5)
        regencies.append(samples(open_world(folder), folder))
    print("| of | pairs | in use | fitted again |\n|---|--:|---|---|")
    for name in regencies[0]:
        features, is_so = (np.concatenate(part) for part in zip(*(one[name] for one in regencies), strict=True))
        fitted = ", ".join(f"{value:.3f}" for value in fit(features, is_so))
        print(f"| {name} | {len(is_so):,} | {getattr(chances, name)} | {fitted} |")


def samples(world: World, folder: Path) -> dict[str, Sample]:
    """What each constant is fitted to, in one regency."""
    records = pq.read_table(ingested(folder) / "records.parquet").replace_schema_metadata()
    clusters, pairs = clusters_of(world.prepared, world.alone), pairs_of(world.prepared, world.alone, load_model())
    with ExitStack() as stack:
        stack.enter_context(patch.object(queue, "LEAST", -np.inf))
        stack.enter_context(patch.object(chances, "whole", lambda mean: mean))
        stack.enter_context(patch.object(chances, "mixed", lambda weakest, _worst: weakest))
        asked = queue.questions(records, clusters, pairs, config=Config())
    told = asked["chance"].to_numpy()
    bits = asked["match_weight"].to_numpy()
    rows = places_of_both(asked["left_id"], asked["right_id"], pa.array(world.prepared.record_id))
    is_same = world.truth[rows[0]] == world.truth[rows[1]]
    owner = world.alone.owner
    size = np.bincount(owner)[owner[rows]]
    is_joined = owner[rows[0]] == owner[rows[1]]
    is_visit = np.isin(np.arange(len(owner)), visits(records, world))
    is_across = is_visit[rows[0]] != is_visit[rows[1]]
    is_refused = ~is_joined & (asked["kind"].to_numpy(zero_copy_only=False) == "refused")
    is_alone = np.where(is_joined, size[0] == 2, size.max(axis=0) == 1)
    is_whole = ~is_joined & ~is_alone
    is_mixed = is_joined & ~is_alone
    return {
        "_ACROSS": (bits[is_alone & is_across, None], is_same[is_alone & is_across]),
        "_ALONE": (bits[is_alone & ~is_across & ~is_refused, None], is_same[is_alone & ~is_across & ~is_refused]),
        "_REFUSED": (bits[is_alone & ~is_across & is_refused, None], is_same[is_alone & ~is_across & is_refused]),
        "_WHOLE": (told[is_whole, None], is_same[is_whole]),
        "_WITHIN": (np.stack([told, bits], axis=1)[is_mixed], ~is_same[is_mixed]),
    }


def visits(records: pa.Table, world: World) -> Ints:
    """Places of the records of the survey."""
    ids = records.filter(pc.equal(records["list"], "survey"))["record_id"]
    places: Ints = places_of_both(ids, ids, pa.array(world.prepared.record_id))[0]
    return places


def fit(features: Floats, is_so: Flags) -> Floats:
    """Log-odds by Newton's method: the intercept, then one slope for each feature."""
    told = np.column_stack([np.ones(len(features)), features])
    odds = np.zeros(told.shape[1])
    for _ in range(ROUNDS):
        chance = 1.0 / (1.0 + np.exp(-(told @ odds)))
        bend = (told * (chance * (1.0 - chance))[:, None]).T @ told + SHRINKAGE * np.eye(len(odds))
        odds = odds + np.linalg.solve(bend, told.T @ (is_so - chance) - SHRINKAGE * odds)
    return odds


if __name__ == "__main__":
    main()
