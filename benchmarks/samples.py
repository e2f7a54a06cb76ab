"""`make bench-samples`: how often the intervals of `umkm evaluate` hold the truth, when it goes by a sample.

Regencies whose truth is known are read and matched as an office would. Then many samples of each size are drawn from
all pairs that matching compared or joined, and answered by a reviewer who knows the truth and errs at times. What
`umkm evaluate` would say of each is held against precision and recall of the whole list, pairs that blocking never
found among them. What is believed of strata (`reviewing/belief.py`) was set on the flavour `regency` (`--flavour
regency`, seeds 101 to 103); what is measured here is the other flavour. Exit status 1 when an interval holds in fewer
than 85 of 100 samples.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.hard_cases import PLACE, read_truth
from benchmarks.lists import ingested, measured_lists, regency_lists
from umkm_cli.config import Config
from umkm_cli.matching.groups import codes_of, places_of
from umkm_cli.matching.model import load_model
from umkm_cli.matching.packed import unpack
from umkm_cli.matching.score import weights_from
from umkm_cli.pipeline import find_owners
from umkm_cli.progress import NoProgress
from umkm_cli.reviewing.estimate import Counted, estimate, weighted
from umkm_cli.reviewing.frame import frame_of
from umkm_cli.reviewing.sample import allocate, strata

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

LEAST = 0.85
"""Share of the samples in which an interval has to hold."""


@dataclass(frozen=True, slots=True)
class Reviewers:
    """Who answers how much.

    Attributes:
        size: Pairs drawn.
        error: Share of wrong answers.
        answered: Share of the sample that is answered.
        twice: Two people answer all of it, each on their own.
        where_hard: Where a probability is below 0.1 % or above 99 %, only a sixth as many answers are wrong, and
            elsewhere twice as many.
    """

    size: int
    error: float = 0.0
    answered: float = 1.0
    twice: bool = False
    where_hard: bool = False

    def __str__(self) -> str:
        told = [f"{self.size} pairs", f"{self.error:.0%} wrong"]
        told += [f"{self.answered:.0%} answered"] * (self.answered < 1)
        told += ["two people"] * self.twice + ["where it is hard"] * self.where_hard
        return ", ".join(told)


KINDS = (
    Reviewers(200),
    Reviewers(200, 0.03),
    Reviewers(500),
    Reviewers(500, 0.03),
    Reviewers(200, 0.03, answered=0.5),
    Reviewers(200, 0.03, twice=True),
    Reviewers(200, 0.03, where_hard=True),
)


@dataclass(frozen=True, slots=True)
class Whole:
    """A list whose truth is known, by strata.

    Attributes:
        is_joined, pairs, said: As in `Counted`.
        ends: (strata, 2) of the probability.
        true: True pairs of each stratum.
        unseen: True pairs in none of them.
    """

    is_joined: npt.NDArray[np.bool_]
    pairs: Ints
    said: Floats
    ends: Floats
    true: Ints
    unseen: int

    @classmethod
    def of(cls, folder: Path) -> Self:
        """Read and match the lists in `folder`."""
        records = pq.read_table(ingested(folder) / "records.parquet").replace_schema_metadata()
        model = load_model()
        found = find_owners(records, model=model, config=Config(), progress=NoProgress())
        frame = frame_of(records, found.clusters, weights_from(found.weights, model))
        truth = read_truth(folder)
        people = [truth[tuple(str(row[name] or "") for name in PLACE)][0] for row in records.select(PLACE).to_pylist()]
        owner = codes_of(pa.array(people).take(pa.array(places_of(frame.record_id, records["record_id"]))))
        left, right = unpack(frame.pairs)
        of_pair, edges = strata(frame.share, frame.is_joined)
        pairs = np.bincount(of_pair, minlength=len(edges))
        true = np.bincount(of_pair[owner[left] == owner[right]], minlength=len(edges))
        sizes = np.bincount(owner)
        return cls(
            is_joined=np.array([is_joined for is_joined, _, _ in edges]),
            pairs=pairs,
            said=np.bincount(of_pair, frame.share, minlength=len(edges)) / np.maximum(pairs, 1),
            ends=np.array([ends for _, *ends in edges]),
            true=true,
            unseen=int((sizes * (sizes - 1) // 2).sum() - true.sum()),
        )

    @property
    def precision(self) -> float:
        """True pairs among the joined ones."""
        return float(self.true[self.is_joined].sum() / self.pairs[self.is_joined].sum())

    @property
    def recall(self) -> float:
        """Joined ones among all true pairs."""
        return float(self.true[self.is_joined].sum() / (self.true.sum() + self.unseen))

    def answers(self, who: Reviewers, dice: np.random.Generator) -> Counted:
        """A sample of it, answered."""
        drawn = allocate(self.pairs, self.is_joined, self.said, size=who.size)
        asked = dice.binomial(drawn, who.answered)
        hit = dice.hypergeometric(self.true, self.pairs - self.true, asked)
        error = np.full(len(asked), who.error)
        if who.where_hard:
            is_plain = (self.ends[:, 1] <= 0.001) | (self.ends[:, 0] >= 0.99)
            error = np.where(is_plain, who.error / 6, who.error * 2)
        if not who.twice:
            same = dice.binomial(hit, 1 - error) + dice.binomial(asked - hit, error)
            return self._counted(np.stack([asked, 0 * asked]), np.stack([same, 0 * same]))
        # Both right, both wrong, or one of each: then nothing is known of the pair.
        chances = np.stack([(1 - error) ** 2, error**2, 2 * error * (1 - error)], axis=-1)
        of_same, of_different = dice.multinomial(hit, chances), dice.multinomial(asked - hit, chances)
        torn = of_same[:, 2] + of_different[:, 2]
        same = of_same[:, 0] + of_different[:, 1]
        told = self._counted(np.stack([0 * asked, asked - torn]), np.stack([0 * same, same]))
        return replace(told, doubled=int(asked.sum()), disagreed=int(torn.sum()))

    def _counted(self, answered: Ints, same: Ints) -> Counted:
        return Counted(is_joined=self.is_joined, pairs=self.pairs, said=self.said, answered=answered, same=same)


@dataclass(frozen=True, slots=True)
class Held:
    """What many samples of one kind said of precision and recall.

    Attributes:
        who: Who answered.
        told: (samples, 2, 3) value and ends of both.
        alone: (samples, 2) by the answers alone.
        true: Both as they are.
    """

    who: Reviewers
    told: Floats
    alone: Floats
    true: Floats

    @property
    def holds(self) -> Floats:
        """Share of the samples in which the intervals hold."""
        share: Floats = ((self.told[..., 1] <= self.true) & (self.true <= self.told[..., 2])).mean(axis=0)
        return share

    def line(self) -> str:
        """As a row of a Markdown table."""
        half = (self.told[..., 2] - self.told[..., 1]).mean(axis=0) / 2
        off, alone = (
            (self.told[..., 0] - self.true).mean(axis=0),
            np.sqrt(np.nanmean((self.alone - self.true) ** 2, axis=0)),
        )
        cells = [
            cell
            for place in (0, 1)
            for cell in (
                f"{self.holds[place]:.0%}", f"± {half[place]:.2%}", f"{off[place]:+.2%}", f"{alone[place]:.1%}",
            )
        ]  # fmt: skip
        return f"| {self.who} | {' | '.join(cells)} |"


def measure(whole: Whole, who: Reviewers, *, samples: int, seed: int = 1) -> Held:
    """Draw, answer and evaluate many samples."""
    dice = np.random.default_rng(seed)
    told, alone = [], []
    for _ in range(samples):
        counted = whole.answers(who, dice)
        rates = estimate(counted).rates
        told.append([[rate.value, rate.low, rate.high] for rate in (rates.precision, rates.recall)])
        alone.append([np.nan if share is None else share for share in weighted(counted)])
    return Held(who, np.array(told), np.array(alone), np.array([whole.precision, whole.recall]))


def lines(whole: Whole, held: Sequence[Held]) -> Iterator[str]:
    """The table of one list."""
    missed = int(whole.true[~whole.is_joined].sum())
    yield f"precision {whole.precision:.4f}, recall {whole.recall:.4f}; pairs compared or joined {whole.pairs.sum():,},"
    yield f"true pairs among them left apart {missed:,}, true pairs never compared {whole.unseen:,}"
    yield "| answers | precision held | half width | off | alone | recall held | half width | off | alone |"
    yield "|---|---|---|---|---|---|---|---|---|"
    yield from (one.line() for one in held)


def main() -> None:
    """Measure each list and print how its intervals hold."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.samples", description=__doc__)
    parser.add_argument("--seed", type=int, nargs="+", default=[901, 777, 905])
    parser.add_argument("--flavour", choices=("measure", "regency"), default="measure")
    parser.add_argument("--owners", type=int, default=100_000)
    parser.add_argument("--samples", type=int, default=300)
    parser.add_argument("--data", type=Path, default=Path("bench-data"))
    told = parser.parse_args()
    worst = 1.0
    for seed in told.seed:
        if told.flavour == "measure":
            folder = measured_lists(told.data, seed, owners=told.owners)
        else:
            files, visits = max(40, told.owners // 420), told.owners * 2 // 5
            folder = regency_lists(told.data, owners=told.owners, files=files, seed=seed, visits=visits)
        whole = Whole.of(folder)
        held = [measure(whole, who, samples=told.samples) for who in KINDS]
        print(f"\n{told.flavour}, seed {seed}, {told.samples} samples of each kind:")
        print("\n".join(lines(whole, held)), flush=True)
        worst = min(worst, *(float(one.holds.min()) for one in held))
    sys.exit(worst < LEAST)


if __name__ == "__main__":
    main()
