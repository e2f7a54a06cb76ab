"""learn: what people's decisions tell of the weights and of the threshold.

EM has learnt the shares m, u and h from the list, and cannot learn from it that comparisons hang together: whoever has
one value wrong often has another one wrong, too. Decisions can. They add bits to each level, as a logistic regression
whose offset is what matching said without them: the decisions are likeliest with these bits, which are small unless
decisions ask for more. As it is the answers that are modelled, given the evidence, it does not matter by what evidence
pairs were chosen to be asked: sampled ones and those of the queue count alike.

People err, and a few answers are chance: an answer against all evidence moves next to nothing, and nothing at all is
learnt from answers that fit no better than lots, as of somebody who says the same of every pair, or much better the
other way round.
"""

from dataclasses import dataclass, replace

import numpy as np

from umkm_cli.matching.between import Between, between
from umkm_cli.matching.columns import Flags
from umkm_cli.matching.merge import Merged
from umkm_cli.matching.model import Floats
from umkm_cli.matching.prepare import Prepared
from umkm_cli.matching.score import Weights, probability
from umkm_cli.matching.ties import Ties
from umkm_cli.matching.train import ordered

LEAST = 100
"""Decisions below which nothing is learnt: fewer did as much harm as good on the regencies that are tuned on."""

SLIPS = 0.05
"""Share of answers that are taken to be slips: people make fewer, but a belief in too few lets each weigh too much."""

EVEN = -2.5
"""Bits at which one owner and two are equally likely, as counted there: what evidence says of doubtful pairs is too
careful, and the threshold that is set makes up for it."""

SPREAD, SPREAD_OF_THRESHOLD = 0.7, 0.6
"""Bits by which a level, or the threshold, is expected to be off: the standard deviation of what is believed before."""

MOST, MOST_OF_THRESHOLD = 3.0, 1.0
"""Bits that decisions add to a level or take off at most, and by which they move the threshold."""

SURER = 2.0
"""How much likelier the answers have to be than lots that are drawn, as many of each kind, to be trusted by half: the
natural logarithm."""

TURNED = 10.0
"""How much likelier they have to be the other way round to be taken for that: questions are asked where matching may be
wrong, so some go against all that it says."""

ROUNDS, SETTLED = 100, 1e-7
"""Newton's steps at most, and a step in bits that is none."""

DECIMALS = 4
"""Of a bit that is kept: the order of a sum is not seen."""

_LN2 = float(np.log(2.0))


@dataclass(frozen=True, slots=True)
class Learnt:
    """What decisions taught.

    Attributes:
        weights: With `taught`.
        threshold: Bits by which the thresholds are higher than those that are set.
        decisions: How many answers it was learnt from; 0: nothing was.
    """

    weights: Weights
    threshold: float = 0.0
    decisions: int = 0


def learn(prepared: Prepared, merged: Merged, ties: Ties, weights: Weights) -> Learnt:
    """Learn from decided pairs.

    Args:
        prepared: The records.
        merged: Their clusters as the evidence alone makes them.
        ties: What people decided.
        weights: What these clusters were weighed with.
    """
    pairs = ties.pairs
    if len(pairs) < LEAST:
        return Learnt(weights)
    told = between(prepared, merged, pairs, weights)
    answers = Answers.of(told, np.arange(len(pairs)) < len(ties.same))
    if answers.worth.sum() < LEAST:
        return Learnt(weights)
    found = answers.bits()
    if not found.any():
        return Learnt(weights)
    taught = _taught(weights, found[1:])
    return Learnt(replace(weights, taught=taught), -round(float(found[0]), DECIMALS), len(answers.said))


def _taught(weights: Weights, bits: Floats) -> tuple[Floats, ...]:
    """The bits of each level by comparison; none lets an agreement weigh less than a weaker one."""
    comparisons = weights.model.comparisons
    ends = np.cumsum([len(comparison.levels) for comparison in comparisons])
    added = [np.append(0.0, part) for part in np.split(bits, ends[:-1])]
    parts = zip(comparisons, weights.m, weights.u, added, strict=True)
    raised = [ordered(comparison, m * np.exp2(more), u) / m for comparison, m, u, more in parts]
    return tuple(np.round(np.log2(share), DECIMALS).astype(np.float64) for share in raised)


@dataclass(frozen=True, slots=True)
class Answers:
    """Answers about pairs of clusters.

    Attributes:
        said: (answers,) what the evidence says, in bits above even odds.
        features: (answers, 1 + levels) how much more it says for each bit: of the threshold, then of each level.
        is_same: (answers,) 1 for one owner, 0 for two.
        worth: (answers,) how many answers each counts as: several about the same two clusters are one.
    """

    said: Floats
    features: Floats
    is_same: Floats
    worth: Floats

    @classmethod
    def of(cls, told: Between, is_same: Flags) -> "Answers":
        """Those that the sum decides: bits added to others would change nothing."""
        at = np.flatnonzero(told.is_weighed)
        features = np.column_stack([np.ones(len(at)), told.shares[at]])
        return cls(told.weight[at] - EVEN, features, is_same[at].astype(float), 1.0 / told.alike[at])

    def bits(self) -> Floats:
        """What the answers add to the evidence, as far as they are to be trusted: to all of it, then to each level."""
        bits, likelihood = self.likeliest()
        if likelihood + TURNED < replace(self, is_same=1 - self.is_same).likeliest()[1]:
            return np.zeros_like(bits)
        mean = float(np.average(self.is_same, weights=self.worth))
        drawn = float(self.worth.sum()) * (_nats(mean) + _nats(1 - mean))
        trust = 1 / (1 + np.exp(np.clip(SURER + drawn - likelihood, -50, 50)))
        most = np.append(MOST_OF_THRESHOLD, np.full(len(bits) - 1, MOST))
        return np.asarray(np.clip(bits * trust, -most, most), np.float64)

    def likeliest(self) -> tuple[Floats, float]:
        """The bits with which the answers are likeliest, held near none, and the logarithm of how likely they are.

        Newton's steps, none longer than a bit.
        """
        firm = np.full(self.features.shape[1], SPREAD**-2)
        firm[0] = SPREAD_OF_THRESHOLD**-2
        bits = np.zeros(len(firm))
        for _ in range(ROUNDS):
            same, share = self._chances(bits)
            slope = (1 - 2 * SLIPS) * share * (1 - share) * _LN2
            spread = same * (1 - same)
            gradient = self.features.T @ (self.worth * (self.is_same - same) * slope / spread) - firm * bits
            curve = (self.features.T * (self.worth * slope**2 / spread)) @ self.features + np.diag(firm)
            step = np.linalg.solve(curve, gradient)
            step /= max(1.0, np.abs(step).max())
            bits += step
            if np.abs(step).max() < SETTLED:
                break
        return bits, self._likelihood(bits)

    def _chances(self, bits: Floats) -> tuple[Floats, Floats]:
        """Of each pair that `same` is answered, and that it is true."""
        share = probability(self.said + self.features @ bits)
        return SLIPS + (1 - 2 * SLIPS) * share, share

    def _likelihood(self, bits: Floats) -> float:
        """Natural logarithm of how likely the answers are, and the bits before them."""
        same, _ = self._chances(bits)
        of_answers = self.worth * np.log(np.where(self.is_same > 0, same, 1 - same))
        before = 0.5 * ((bits[0] / SPREAD_OF_THRESHOLD) ** 2 + ((bits[1:] / SPREAD) ** 2).sum())
        return float(of_answers.sum() - before)


def _nats(share: float) -> float:
    """The share, times its natural logarithm."""
    return share * float(np.log(share)) if share else 0.0
