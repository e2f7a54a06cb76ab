"""train: learn u from random pairs, m and the prior from the candidates (EM), all without labels.

EM is known to run off to useless optima. Three guards hold it: u is fixed beforehand from random pairs; the model's
own m counts as `m_strength` pairs that were seen; and an agreement never weighs less than a weaker agreement, but where
how common the value is decides.
"""

from dataclasses import dataclass, replace

import numpy as np

from umkm_cli.matching.block import pack
from umkm_cli.matching.columns import Ints
from umkm_cli.matching.compare import Vectors, compare
from umkm_cli.matching.model import Floats, MatchModel
from umkm_cli.matching.prepare import Prepared
from umkm_cli.matching.score import Weights, parts, probability, total

RANDOM_PAIRS = 200_000
SEED = 3325
ROUNDS = 25
SETTLED = 1e-4  # largest change of any m between two rounds

_PRIME = np.uint64(0x100000001B3)


@dataclass(frozen=True, slots=True)
class Patterns:
    """Pairs that came out alike, counted: there are far fewer of them than of pairs.

    Attributes:
        vectors: One pair of each pattern.
        counts: How many pairs have it.
        of_pair: (pairs,) the pattern of each pair.
    """

    vectors: Vectors
    counts: Ints
    of_pair: Ints


def patterns(vectors: Vectors) -> Patterns:
    """Count equal comparison vectors."""
    shares = np.where(np.isnan(vectors.frequency), np.float32(0), vectors.frequency).view(np.uint32)
    key = np.zeros(len(vectors.levels), np.uint64)
    with np.errstate(over="ignore"):
        for column in range(vectors.levels.shape[1]):
            for part in (vectors.levels[:, column], shares[:, column]):
                key = (key ^ part.astype(np.uint64)) * _PRIME
                key ^= key >> np.uint64(29)
    _, first, of_pair, counts = np.unique(key, return_index=True, return_inverse=True, return_counts=True)
    return Patterns(vectors.take(first), counts, of_pair)


def train(prepared: Prepared, found: Patterns, *, model: MatchModel) -> Weights:
    """Learn the weights of this list.

    The prior is that of *all* pairs of the list, of which the candidates hold practically every true one. So blocking
    does not change what a vector is worth.
    """
    all_pairs = max(1.0, _possible_pairs(prepared))
    expected = max(1.0, model.prior_repeats * prepared.size)
    weights = Weights(
        model=model,
        prior=_prior(expected / all_pairs),
        m=tuple(_with_missing([level.m for level in one.levels]) for one in model.comparisons),
        u=tuple(_with_missing([level.u for level in one.levels]) for one in model.comparisons),
    )
    weights = replace(weights, u=_learn_u(prepared, weights))
    for _ in range(ROUNDS):
        learnt = _learn_m(found, weights, expected, all_pairs)
        change = max(float(np.abs(new - old).max()) for new, old in zip(learnt.m, weights.m, strict=True))
        weights = learnt
        if change < SETTLED:
            break
    return weights


def _possible_pairs(prepared: Prepared) -> float:
    """How many pairs there are; where lists are linked, only those across."""
    pairs = prepared.size * (prepared.size - 1) / 2
    if prepared.source is None:
        return pairs
    sizes = np.bincount(prepared.source).astype(np.float64)
    return float(pairs - (sizes * (sizes - 1) / 2).sum())


def _prior(share: float) -> float:
    """Bits of a share of all pairs."""
    share = min(share, 0.5)
    return float(np.log2(share / (1 - share)))


def _with_missing(values: list[float]) -> Floats:
    return np.array([1.0, *values])


def _learn_u(prepared: Prepared, weights: Weights) -> tuple[Floats, ...]:
    """Level shares among random pairs, together with the model's own as `u_strength` pairs.

    Some random pairs of a small list are one owner; each counts only as far as the model doubts that it is.
    """
    model = weights.model
    found = patterns(compare(prepared, _random_pairs(prepared.size), model=model))
    doubt = found.counts * (1.0 - _match(found, weights))
    learnt: list[Floats] = []
    for column, comparison in enumerate(model.comparisons):
        begun = np.array([level.u for level in comparison.levels])
        seen = np.bincount(found.vectors.levels[:, column], weights=doubt, minlength=len(begun) + 1)[1:]
        learnt.append(_with_missing(list((seen + model.u_strength * begun) / (seen.sum() + model.u_strength))))
    return tuple(learnt)


def _match(found: Patterns, weights: Weights) -> Floats:
    """Match probability of each pattern."""
    return probability(total(found.vectors, weights, parts(found.vectors, weights)))


def _random_pairs(size: int) -> Ints:
    """Packed pairs of different records, drawn with a fixed seed; all pairs when the list has no more than that."""
    if size * (size - 1) // 2 <= RANDOM_PAIRS:
        left, right = np.triu_indices(size, k=1)
    else:
        draw = np.random.default_rng(SEED)
        one = draw.integers(0, size, RANDOM_PAIRS)
        other = draw.integers(0, size - 1, RANDOM_PAIRS)
        other += other >= one
        left, right = np.minimum(one, other), np.maximum(one, other)
    return pack(left, right)


def _learn_m(found: Patterns, weights: Weights, expected: float, all_pairs: float) -> Weights:
    """One round of EM: how likely is each pattern, and how do the likely ones come out?

    The share of true pairs that the model expects counts as `m_strength` true pairs and their share of others.
    """
    model = weights.model
    truth = found.counts * _match(found, weights)
    learnt: list[Floats] = []
    for column, comparison in enumerate(model.comparisons):
        begun = np.array([level.m for level in comparison.levels])
        seen = np.bincount(found.vectors.levels[:, column], weights=truth, minlength=len(begun) + 1)[1:]
        m = (seen + model.m_strength * begun) / (seen.sum() + model.m_strength)
        plain = np.array([level.frequency is None for level in comparison.levels])
        m[plain] = _in_order(m[plain], weights.u[column][1:][plain])
        learnt.append(_with_missing(list(m)))
    share = (float(truth.sum()) + model.m_strength) / (all_pairs * (1 + model.m_strength / expected))
    return replace(weights, prior=_prior(share), m=tuple(learnt))


def _in_order(m: Floats, u: Floats) -> Floats:
    """Lower m where a weaker level would weigh more than a stronger one."""
    ratio = np.minimum.accumulate(m / u)
    return np.asarray(ratio * u)
