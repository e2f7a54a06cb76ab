"""train: learn u from random pairs, m and the prior from the candidates (EM), all without labels.

EM is known to run off to useless optima. Three guards hold it: u is fixed beforehand from random pairs; the model's
own m counts as `m_strength` pairs that were seen; and an agreement never weighs less than a weaker agreement.
"""

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
    weights = Weights(
        model=model,
        prior=_prior(model.prior_repeats * prepared.size, all_pairs),
        m=tuple(_with_missing([level.m for level in one.levels]) for one in model.comparisons),
        u=_learn_u(prepared, model),
    )
    for _ in range(ROUNDS):
        learnt = _learn_m(vectors, weights, all_pairs)
        change = max(float(np.abs(new - old).max()) for new, old in zip(learnt.m, weights.m, strict=True))
        weights = learnt
        if change < SETTLED:
            break
    return weights


def _prior(matches: float, all_pairs: float) -> float:
    share = min(max(matches, 1.0) / all_pairs, 0.5)
    return float(np.log2(share / (1 - share)))


def _with_missing(values: list[float]) -> Floats:
    return np.array([1.0, *values])


def _learn_u(prepared: Prepared, model: MatchModel) -> tuple[Floats, ...]:
    """Level shares among random pairs, together with the model's own as `u_strength` pairs."""
    vectors = compare(prepared, _random_pairs(prepared.size), model=model)
    learnt: list[Floats] = []
    for column, comparison in enumerate(model.comparisons):
        known = np.array([level.u for level in comparison.levels])
        seen = np.bincount(vectors.levels[:, column], minlength=len(known) + 1)[1:]
        learnt.append(_with_missing(list((seen + model.u_strength * known) / (seen.sum() + model.u_strength))))
    return tuple(learnt)


def _random_pairs(size: int) -> pa.Table:
    """Pairs of different records drawn with a fixed seed; all of them when the list is small."""
    if size < 2:
        return CANDIDATE_PAIRS.empty()
    draw = np.random.default_rng(SEED)
    left = draw.integers(0, size, RANDOM_PAIRS)
    right = draw.integers(0, size - 1, RANDOM_PAIRS)
    right += right >= left
    return CANDIDATE_PAIRS.conform(pa.table({"left": np.minimum(left, right), "right": np.maximum(left, right)}))


def _learn_m(vectors: Vectors, weights: Weights, all_pairs: float) -> Weights:
    """One round of EM: how likely is each pair, and how do the likely ones come out?"""
    model = weights.model
    truth = probability(total(vectors, weights, parts(vectors, weights)))
    learnt: list[Floats] = []
    for column, comparison in enumerate(model.comparisons):
        begun = np.array([level.m for level in comparison.levels])
        seen = np.bincount(vectors.levels[:, column], weights=truth, minlength=len(begun) + 1)[1:]
        m = (seen + model.m_strength * begun) / (seen.sum() + model.m_strength)
        learnt.append(_with_missing(list(_in_order(m, weights.u[column][1:]))))
    prior = _prior(float(truth.sum()), all_pairs)
    return Weights(model=model, prior=prior, m=tuple(learnt), u=weights.u)


def _in_order(m: Floats, u: Floats) -> Floats:
    """Lower m where a weaker level would weigh more than a stronger one."""
    ratio = np.minimum.accumulate(m / u)
    return np.asarray(ratio * u)
