"""train: learn u from random pairs, m and the prior from the candidates (EM), all without labels.

EM is known to run off to useless optima. Three guards hold it: u is fixed beforehand from random pairs; the model's
own m counts as `m_strength` pairs that were seen; and an agreement never weighs less than a weaker agreement.
"""

from dataclasses import replace

import numpy as np
import pyarrow as pa

from umkm_cli.matching.compare import Vectors, compare
from umkm_cli.matching.model import Floats, MatchModel
from umkm_cli.matching.prepare import Prepared
from umkm_cli.matching.score import Weights, parts, probability, total
from umkm_cli.schema import CANDIDATE_PAIRS

RANDOM_PAIRS = 300_000
SEED = 3325
ROUNDS = 25
SETTLED = 1e-4  # largest change of any m between two rounds


def train(prepared: Prepared, vectors: Vectors, *, model: MatchModel) -> Weights:
    """Learn the weights of this list.

    The prior is that of *all* pairs of the list, of which the candidates hold practically every true one. So blocking
    does not change what a vector is worth.
    """
    all_pairs = max(1.0, prepared.size * (prepared.size - 1) / 2)
    expected = max(1.0, model.prior_repeats * prepared.size)
    weights = Weights(
        model=model,
        prior=_prior(expected / all_pairs),
        m=tuple(_with_missing([level.m for level in one.levels]) for one in model.comparisons),
        u=tuple(_with_missing([level.u for level in one.levels]) for one in model.comparisons),
    )
    weights = replace(weights, u=_learn_u(prepared, weights))
    for _ in range(ROUNDS):
        learnt = _learn_m(vectors, weights, expected, all_pairs)
        change = max(float(np.abs(new - old).max()) for new, old in zip(learnt.m, weights.m, strict=True))
        weights = learnt
        if change < SETTLED:
            break
    return weights


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
    vectors = compare(prepared, _random_pairs(prepared.size), model=model)
    doubt = 1.0 - probability(total(vectors, weights, parts(vectors, weights)))
    learnt: list[Floats] = []
    for column, comparison in enumerate(model.comparisons):
        begun = np.array([level.u for level in comparison.levels])
        seen = np.bincount(vectors.levels[:, column], weights=doubt, minlength=len(begun) + 1)[1:]
        learnt.append(_with_missing(list((seen + model.u_strength * begun) / (seen.sum() + model.u_strength))))
    return tuple(learnt)


def _random_pairs(size: int) -> pa.Table:
    """Pairs of different records, drawn with a fixed seed; all pairs when the list has no more than that."""
    if size * (size - 1) // 2 <= RANDOM_PAIRS:
        left, right = np.triu_indices(size, k=1)
    else:
        draw = np.random.default_rng(SEED)
        one = draw.integers(0, size, RANDOM_PAIRS)
        other = draw.integers(0, size - 1, RANDOM_PAIRS)
        other += other >= one
        left, right = np.minimum(one, other), np.maximum(one, other)
    return CANDIDATE_PAIRS.conform(pa.table({"left": left, "right": right}))


def _learn_m(vectors: Vectors, weights: Weights, expected: float, all_pairs: float) -> Weights:
    """One round of EM: how likely is each pair, and how do the likely ones come out?

    The share of true pairs that the model expects counts as `m_strength` true pairs and their share of others.
    """
    model = weights.model
    truth = probability(total(vectors, weights, parts(vectors, weights)))
    learnt: list[Floats] = []
    for column, comparison in enumerate(model.comparisons):
        begun = np.array([level.m for level in comparison.levels])
        seen = np.bincount(vectors.levels[:, column], weights=truth, minlength=len(begun) + 1)[1:]
        m = (seen + model.m_strength * begun) / (seen.sum() + model.m_strength)
        learnt.append(_with_missing(list(_in_order(m, weights.u[column][1:]))))
    share = (float(truth.sum()) + model.m_strength) / (all_pairs * (1 + model.m_strength / expected))
    return replace(weights, prior=_prior(share), m=tuple(learnt))


def _in_order(m: Floats, u: Floats) -> Floats:
    """Lower m where a weaker level would weigh more than a stronger one."""
    ratio = np.minimum.accumulate(m / u)
    return np.asarray(ratio * u)
