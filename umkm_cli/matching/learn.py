"""learn: what people's decisions tell of the weights and of the threshold.

EM has learnt the shares m, u and h from the list, and cannot learn from it that comparisons hang together: whoever has
one value wrong often has another one wrong, too. Decisions can. They add bits to each level, as a logistic regression
whose offset is what matching said without them: the decisions are likeliest with these bits, which are small unless
decisions ask for more. As it is the answers that are modelled, given the evidence, it does not matter by what evidence
pairs were chosen to be asked: sampled ones and those of the queue count alike.

People err, and a few answers are chance: an answer against all evidence moves next to nothing, and answers that fit no
better than tossed coins, or better the other way round, teach nothing at all.
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

LEAST = 30
"""Decisions that decide by weight, below which nothing is learnt."""

SLIPS = 0.05
"""Share of answers that are taken to be slips: people make fewer, but a belief in too few lets each weigh too much."""

EVEN = -2.0
"""Bits at which one owner and two are equally likely, as counted on invented regencies: what is said is too careful."""

SPREAD, SPREAD_OF_THRESHOLD = 1.0, 0.6
"""Bits by which a level, or the threshold, is expected to be off: the standard deviation of what is believed before."""

MOST = 3.0
"""Bits that decisions add or take off at most."""

SURER = 2.0
"""How much likelier than by tossed coins the answers have to be to be trusted by half: the natural logarithm."""

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
    answers = _Answers.of(told, np.arange(len(pairs)) < len(ties.same))
    if answers.worth.sum() < LEAST:
        return Learnt(weights)
    found = np.clip(answers.trusted(answers.likeliest()), -MOST, MOST)
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
class _Answers:
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
    def of(cls, told: Between, is_same: Flags) -> "_Answers":
        """Those that the sum decides: bits added to others would change nothing."""
        at = np.flatnonzero(told.is_weighed)
        features = np.column_stack([np.ones(len(at)), told.shares[at]])
        return cls(told.weight[at] - EVEN, features, is_same[at].astype(float), 1.0 / told.alike[at])

    def likeliest(self) -> Floats:
        """The bits with which the answers are likeliest, held near none: Newton's steps, none longer than a bit."""
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
        return bits

    def trusted(self, bits: Floats) -> Floats:
        """The bits as far as the answers are to be trusted."""
        coins = self.worth.sum() * np.log(0.5)
        none = np.zeros_like(bits)
        if self._likelihood(none, self.is_same) < self._likelihood(none, 1 - self.is_same):
            return none
        surer = self._likelihood(bits, self.is_same) - coins
        return np.asarray(bits / (1 + np.exp(np.clip(SURER - surer, -50, 50))))

    def _chances(self, bits: Floats) -> tuple[Floats, Floats]:
        """Of each pair that `same` is answered, and that it is true."""
        share = probability(self.said + self.features @ bits)
        return SLIPS + (1 - 2 * SLIPS) * share, share

    def _likelihood(self, bits: Floats, is_same: Floats) -> float:
        """Natural logarithm of how likely the answers are, and the bits before them."""
        same, _ = self._chances(bits)
        of_answers = self.worth * np.log(np.where(is_same > 0, same, 1 - same))
        before = 0.5 * ((bits[0] / SPREAD_OF_THRESHOLD) ** 2 + ((bits[1:] / SPREAD) ** 2).sum())
        return float(of_answers.sum() - before)
