"""`make bench-review`: do the chances of `umkm review` hold, and what is its order of questions worth?

On an invented regency that no constant of `umkm_cli/reviewing/chances.py` was fitted to, its truth known: the changes
that were expected beside those that there are, by kind of doubt and by tenth of the questions; and the wrong pairs
that perfect answers to the first questions set right, in the order of `umkm review` and in two others.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow.parquet as pq

from benchmarks.decisions import DECISIONS, Ints, World, decide, open_world, rate
from benchmarks.lists import ingested, regency_lists
from umkm_cli.config import Config
from umkm_cli.matching.columns import Flags
from umkm_cli.matching.learn import learn
from umkm_cli.matching.model import Floats, load_model
from umkm_cli.matching.publish import clusters_of, pairs_of
from umkm_cli.reviewing import questions as queue

TENTHS = 10


def main() -> None:
    """Print both tables of each regency."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.doubts", description=__doc__)
    parser.add_argument("--seed", type=int, nargs="+", default=[104])
    parser.add_argument("--owners", type=int, default=40_000)
    parser.add_argument("--data", type=Path, default=Path("bench-data"))
    told = parser.parse_args()
    for seed in told.seed:
        folder = regency_lists(told.data, owners=told.owners, files=100, seed=seed, visits=told.owners * 2 // 5)
        world = open_world(folder)
        print(f"\nseed {seed}: {len(world.truth):,} records, {len(world.asked):,} questions\n", flush=True)
        for line in (*reliability(world, folder), *worth(world)):
            print(line, flush=True)


def reliability(world: World, folder: Path) -> Iterator[str]:
    """Changes that were expected and changes that there are, by kind and by tenth of the questions in order."""
    kind, chance = chances_of(world, folder)
    is_wrong = wrong(world)
    yield "| of | questions | expected | true |"
    yield "|---|--:|--:|--:|"
    for name in queue.KINDS:
        if (kind == name).any():
            yield _row(name, chance[kind == name], is_wrong[kind == name])
    tenths = zip(np.array_split(chance, TENTHS), np.array_split(is_wrong, TENTHS), strict=True)
    for number, (expected, true) in enumerate(tenths, start=1):
        yield _row(f"tenth {number}", expected, true)
    yield _row("all", chance, is_wrong)


def chances_of(world: World, folder: Path) -> tuple[npt.NDArray[np.str_], Floats]:
    """The kind of each question, and the chance that matching is wrong there."""
    records = pq.read_table(ingested(folder) / "records.parquet").replace_schema_metadata()
    clusters, pairs = clusters_of(world.prepared, world.alone), pairs_of(world.prepared, world.alone, load_model())
    asked = queue.questions(records, clusters, pairs, config=Config())
    sides = (asked[side].to_pylist() for side in ("left_id", "right_id"))
    told = zip(asked["kind"].to_pylist(), asked["chance"].to_pylist(), strict=True)
    known = dict(zip(zip(*sides, strict=True), told, strict=True))
    kind, chance = zip(*(known[pair] for pair in world.asked), strict=True)
    return np.array(kind), np.array(chance)


def wrong(world: World) -> Flags:
    """Is matching wrong about the pair of each question?"""
    left, right = _places(world)
    is_wrong: Flags = (world.truth[left] == world.truth[right]) != (world.alone.owner[left] == world.alone.owner[right])
    return is_wrong


def worth(world: World) -> Iterator[str]:
    """Wrong pairs that perfect answers to the first questions set right, by order."""
    before = errors(world.alone.owner, world)
    ways = orders(world)
    yield f"\n{before:,} wrong pairs\n"
    yield "| answers | " + " | ".join(ways) + " |"
    yield "|--:|" + "--:|" * len(ways)
    for count in DECISIONS:
        fixed = (before - errors(answered(world, pairs[:count]), world) for pairs in ways.values())
        yield f"| {count} | " + " | ".join(f"{pairs:,}" for pairs in fixed) + " |"


def orders(world: World) -> dict[str, list[tuple[str, str]]]:
    """The questions by doubt; all pairs by how near their probability is to 0.5; and the questions at random."""
    pairs = pairs_of(world.prepared, world.alone, load_model())
    ids = list(zip(pairs["left_id"].to_pylist(), pairs["right_id"].to_pylist(), strict=True))
    near = np.argsort(np.abs(pairs["match_probability"].to_numpy() - 0.5), kind="stable")[: max(DECISIONS)]
    dice = np.random.default_rng(5)
    return {
        "in this order": world.asked,
        "nearest to 0.5": [ids[at] for at in near],
        "at random": [world.asked[at] for at in dice.permutation(len(world.asked))],
    }


def answered(world: World, asked: list[tuple[str, str]]) -> Ints:
    """The owner of each record after perfect answers, which bind and are learnt from."""
    ties = decide(world, asked, 0.0, np.random.default_rng(0))
    return world.clustered(learn(world.prepared, world.alone.merged, ties, world.weights), ties)


def errors(owner: Ints, world: World) -> int:
    """Pairs that are missed or wrongly joined."""
    rates = rate(owner, world.truth)
    return rates.true + rates.found - 2 * rates.right


def _places(world: World) -> Ints:
    place = {record: at for at, record in enumerate(world.prepared.record_id.to_pylist())}
    return np.array([[place[left], place[right]] for left, right in world.asked], np.int64).T


def _row(name: str, chance: Floats, is_wrong: Flags) -> str:
    return f"| {name} | {len(chance):,} | {chance.sum():.1f} | {int(is_wrong.sum()):,} |"


if __name__ == "__main__":
    main()
