"""`make bench-review`: what decisions of people are worth, on regencies whose truth is known.

A reviewer who errs now and then answers the first questions of `umkm review`, and owners are found again: with the
answers binding only, with what was learnt from them only, and with both, as `umkm dedupe` does. What binding does
beyond the pairs that were decided, and what learning does at all, shows in the pairs that nobody decided.
"""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.hard_cases import PLACE, read_truth
from benchmarks.lists import ingested, measured_lists, regency_lists
from benchmarks.people.score import Rates
from umkm_cli.config import Config
from umkm_cli.decisions import Answer, Decision
from umkm_cli.matching.cluster import Clustered, cluster
from umkm_cli.matching.learn import Learnt, learn
from umkm_cli.matching.model import load_model
from umkm_cli.matching.packed import unpack
from umkm_cli.matching.patterns import Patterns
from umkm_cli.matching.prepare import Prepared
from umkm_cli.matching.publish import clusters_of, pairs_of
from umkm_cli.matching.score import Thresholds, Weights
from umkm_cli.matching.ties import NO_TIES, Ties, ties_of
from umkm_cli.matching.train import train
from umkm_cli.pipeline import compare_candidates, likely
from umkm_cli.reviewing.questions import questions
from umkm_cli.reviewing.settle import settle

Ints = npt.NDArray[np.int64]
DECISIONS = (50, 200, 500)
REVIEWERS = 5
"""Reviewers who err in different places; the median of them is told."""
ARMS = ("binding", "learning", "both")
THRESHOLDS = Thresholds.of(Config())


@dataclass(frozen=True, slots=True)
class World:
    """A regency, matched without decisions.

    Attributes:
        prepared, found, weights, alone: What matching makes of it, up to its clusters.
        truth: (records,) the owner of each, in truth.
        asked: (questions, 2) the ids of the records of each question, in order.
    """

    prepared: Prepared
    found: Patterns
    weights: Weights
    alone: Clustered
    truth: Ints
    asked: list[tuple[str, str]]

    def clustered(self, learnt: Learnt, ties: Ties) -> Ints:
        """The owner of each record with what was learnt, and what binds."""
        threshold = THRESHOLDS.moved(learnt.threshold).join
        vectors = likely(self.found, learnt.weights)
        return cluster(self.prepared, vectors, learnt.weights, threshold=threshold, ties=ties).owner


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one way of using decisions came out.

    Attributes:
        rates: Of all pairs.
        undecided: F1 of the pairs that nobody decided.
        before: The same without any decision.
    """

    rates: Rates
    undecided: float
    before: float


def main() -> None:
    """Print the table of each regency."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.decisions", description=__doc__)
    parser.add_argument("--seed", type=int, nargs="+", default=[901, 777, 905])
    parser.add_argument(
        "--errors", type=float, nargs="+", default=[0.03, 0.10], help="shares of answers that are wrong"
    )
    parser.add_argument("--owners", type=int, default=100_000)
    parser.add_argument("--tuning", action="store_true", help="a regency to tune on, not to measure with")
    parser.add_argument("--data", type=Path, default=Path("bench-data"))
    told = parser.parse_args()
    for seed in told.seed:
        if told.tuning:
            visits = told.owners * 6 // 100
            folder = regency_lists(told.data, owners=told.owners, files=250, seed=seed, visits=visits)
        else:
            folder = measured_lists(told.data, seed, owners=told.owners)
        world = open_world(folder)
        print("\n".join(lines(f"seed {seed}", world, told.errors)), flush=True)


def open_world(folder: Path) -> World:
    """Match the lists of a folder as `umkm dedupe` does before there are decisions."""
    records = pq.read_table(ingested(folder) / "records.parquet").replace_schema_metadata()
    model = load_model()
    prepared, found = compare_candidates(records, model=model)
    weights = train(prepared, found, model=model)
    alone = cluster(prepared, likely(found, weights), weights, threshold=THRESHOLDS.join)
    clusters, pairs = clusters_of(prepared, alone), pairs_of(prepared, alone, model)
    asked = questions(records, clusters, pairs, config=Config())
    sides = (asked[side].to_pylist() for side in ("left_id", "right_id"))
    known = read_truth(folder)
    places = records.select(["record_id", *PLACE]).to_pylist()
    owner_of = {row["record_id"]: known[tuple(str(row[name] or "") for name in PLACE)][0] for row in places}
    truth = np.unique([owner_of[record] for record in prepared.record_id.to_pylist()], return_inverse=True)[1]
    return World(prepared, found, weights, alone, truth.astype(np.int64), list(zip(*sides, strict=True)))


def decide(world: World, asked: list[tuple[str, str]], errors: float, dice: np.random.Generator) -> Ties:
    """What binds of the answers of a reviewer who is wrong in a share of them."""
    place = {record: at for at, record in enumerate(world.prepared.record_id.to_pylist())}
    decisions = []
    for number, (left, right) in enumerate(asked):
        is_same = (world.truth[place[left]] == world.truth[place[right]]) ^ (dice.random() < errors)
        answer = Answer.SAME if is_same else Answer.DIFFERENT
        name = f"{number:06d}"
        low, high = sorted((left, right))
        decisions.append(Decision(id=name, act=name, by="reviewer", at=name, left=low, right=high, answer=answer))
    return ties_of(settle(decisions).decided, pa.array(world.prepared.record_id))


def outcomes(world: World, ties: Ties) -> Iterator[Outcome]:
    """What decisions are worth, by arm."""
    learnt, nothing = learn(world.prepared, world.alone.merged, ties, world.weights), Learnt(world.weights)
    for taught, binding in ((nothing, ties), (learnt, NO_TIES), (learnt, ties)):
        yield _outcome(world, world.clustered(taught, binding), ties)


def _outcome(world: World, owner: Ints, ties: Ties) -> Outcome:
    return Outcome(rate(owner, world.truth), undecided(owner, world, ties), undecided(world.alone.owner, world, ties))


def rate(owner: Ints, truth: Ints) -> Rates:
    """Rates of all pairs."""
    right = _pairs(owner * (int(truth.max()) + 1) + truth)
    return Rates(len(owner), len(np.unique(truth)), len(np.unique(owner)), _pairs(truth), _pairs(owner), right)


def undecided(owner: Ints, world: World, ties: Ties) -> float:
    """F1 of the pairs that nobody decided."""
    left, right = unpack(ties.pairs)
    is_true, is_found = world.truth[left] == world.truth[right], owner[left] == owner[right]
    all_pairs = rate(owner, world.truth)
    found_right = all_pairs.right - int((is_true & is_found).sum())
    return 2 * found_right / (all_pairs.true + all_pairs.found - int(is_true.sum()) - int(is_found.sum()))


def _pairs(part: Ints) -> int:
    sizes = np.unique(part, return_counts=True)[1]
    return int((sizes * (sizes - 1) // 2).sum())


def lines(title: str, world: World, errors: list[float]) -> Iterator[str]:
    """The table of a regency: one row per share of errors, order, number of decisions and arm; medians."""
    before = rate(world.alone.owner, world.truth)
    yield f"\n{title}: {before.rows:,} records, {len(world.asked):,} questions\n"
    yield "| errors | order | decisions | used for | precision | recall | F1 | owners | error | undecided | before |"
    yield "|---|---|---|---|---|---|---|---|---|---|---|"
    yield f"| | | 0 | | {_told(before)} | | | |"
    for share in errors:
        for order in ("queue", "random"):
            for count in DECISIONS:
                yield from _rows(world, share, order, count, before)


def _rows(world: World, share: float, order: str, count: int, before: Rates) -> Iterator[str]:
    trials: list[list[Outcome]] = []
    for number in range(REVIEWERS):
        dice = np.random.default_rng(number)
        at = np.arange(len(world.asked)) if order == "queue" else dice.permutation(len(world.asked))
        trials.append(list(outcomes(world, decide(world, [world.asked[one] for one in at[:count]], share, dice))))
    for arm, told in zip(ARMS, zip(*trials, strict=True), strict=True):
        middle = sorted(told, key=lambda one: one.rates.f1)[REVIEWERS // 2]
        less = (1 - median(one.rates.f1 for one in told)) / (1 - before.f1) - 1
        others = f"{median(one.undecided for one in told):.4f} | {median(one.before for one in told):.4f}"
        yield f"| {share:.0%} | {order} | {count} | {arm} | {_told(middle.rates)} | {less:+.1%} | {others} |"


def _told(rates: Rates) -> str:
    off = rates.clusters / rates.people - 1
    return f"{rates.precision:.4f} | {rates.recall:.4f} | {rates.f1:.4f} | {off:+.2%}"


if __name__ == "__main__":
    main()
