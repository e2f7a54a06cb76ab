"""train: learn u from random pairs, m and the prior from the candidates (EM), all without labels.

EM is known to run off to useless optima. Three guards hold it: u is fixed beforehand from random pairs; the model's
own m (and h) count as pairs that were seen; and an agreement never weighs less than a weaker agreement.
"""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from umkm_cli.matching.columns import Ints
from umkm_cli.matching.model import Comparison, Floats, Level, MatchModel
from umkm_cli.matching.packed import pack
from umkm_cli.matching.patterns import Patterns, find_patterns
from umkm_cli.matching.prepare import Prepared
from umkm_cli.matching.score import Weighed, Weights, bits_of, probability, weigh

RANDOM_PAIRS = 100_000
SEED = 3325
ROUNDS = 25
MOST_DIFFERENT = 0.5  # share of pairs of one owner that may differ in a comparison before that is doubtful
SURE = 0.2  # match probability below which a pair teaches nothing of how repeats come out
SETTLED = 1e-4  # largest change of any m between two rounds


def train(prepared: Prepared, found: Patterns, *, model: MatchModel) -> Weights:
    """Learn the weights of this list.

    The priors are those of *all* pairs of the list, of which the candidates hold practically every true one. So
    blocking does not change what a vector is worth.
    """
    all_pairs = max(1.0, _possible_pairs(prepared))
    weights = Weights(
        model=model,
        prior=_prior(max(1.0, model.prior_repeats * prepared.size) / all_pairs),
        household=_prior(model.prior_relatives * prepared.size / all_pairs),
        m=_begun(model, lambda level: level.m),
        u=_begun(model, lambda level: level.u),
        h=_begun(model, lambda level: level.u if level.h is None else level.h),
        taught=tuple(np.zeros(len(comparison.level_names)) for comparison in model.comparisons),
    )
    begun = replace(weights, u=_learn_u(prepared, weights))
    weights = begun
    for _ in range(ROUNDS):
        learnt = _learn(found, weights, begun, all_pairs)
        change = max(float(np.abs(new - old).max()) for new, old in zip(learnt.m, weights.m, strict=True))
        weights = learnt
        if change < SETTLED:
            break
    return weights


def in_doubt(weights: Weights) -> int:
    """In how many comparisons most of what was learnt as one owner differs: then it was something else, like namesakes.

    On lists that are matched well such pairs are a third at most.
    """
    return sum(int(m[-1] > MOST_DIFFERENT) for m in weights.m)


def _begun(model: MatchModel, share: Callable[[Level], float]) -> tuple[Floats, ...]:
    """The shares of the model, by comparison and level number."""
    return tuple(_with_missing(np.array([share(level) for level in one.levels])) for one in model.comparisons)


def _possible_pairs(prepared: Prepared) -> float:
    """How many pairs there are; where lists are linked, only those across."""
    pairs = prepared.size * (prepared.size - 1) / 2
    if prepared.source is None:
        return pairs
    sizes = np.bincount(prepared.source).astype(np.float64)
    return float(pairs - (sizes * (sizes - 1) / 2).sum())


def _prior(share: float) -> float:
    """Bits of a share of all pairs, at most even odds."""
    return bits_of(min(share, 0.5))


def _with_missing(shares: Floats) -> Floats:
    """Shares by level number: a missing value says nothing."""
    return np.append(1.0, shares)


def _learn_u(prepared: Prepared, weights: Weights) -> tuple[Floats, ...]:
    """Level shares among random pairs, together with the model's own as `u_strength` pairs.

    Some random pairs of a small list are one owner; each counts only as far as the model doubts that it is.
    """
    found = find_patterns(prepared, _random_pairs(prepared.size), model=weights.model, is_random=True)
    doubt = found.counts * (1.0 - _match(found, weigh(found.vectors, weights)))
    return _shares_of(found, doubt, weights.u, weights.model.u_strength)[0]


def _match(found: Patterns, weighed: Weighed) -> Floats:
    """Match probability of each pattern."""
    return np.where(found.never, 0.0, probability(weighed.weight))


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


def _learn(found: Patterns, weights: Weights, begun: Weights, all_pairs: float) -> Weights:
    """One round of EM: how likely is each pattern one owner, or one household, and how do the likely ones come out?

    What the model expects counts as `m_strength` (`h_strength`) pairs that were seen. A pair below `SURE` teaches
    nothing of one owner: there are so many that all together could be taken for the repeats.
    """
    model = weights.model
    weighed = weigh(found.vectors, weights)
    match = _match(found, weighed)
    relatives = (1.0 - match) * (1.0 - np.exp2(-weighed.household))
    taught = found.counts * match * (match >= SURE)
    learnt_m, repeats = _shares_of(found, taught, begun.m, model.m_strength)
    learnt_h, pairs = _shares_of(found, found.counts * relatives, begun.h, model.h_strength)
    u = _at_least(found, found.counts * (1.0 - match - relatives) / all_pairs, begun.u)
    places = range(len(model.comparisons))
    m = tuple(ordered(model.comparisons[at], learnt_m[at], u[at]) for at in places)
    h = tuple(_guarded(model.comparisons[at], learnt_h[at], m[at], begun.m[at] / begun.h[at]) for at in places)
    return replace(
        weights,
        prior=_prior(_part(repeats, begun.prior, model.m_strength, all_pairs)),
        household=_prior(_part(pairs, begun.household, model.h_strength, all_pairs)),
        m=m,
        u=u,
        h=h,
    )


def _at_least(found: Patterns, shares: Floats, begun: tuple[Floats, ...]) -> tuple[Floats, ...]:
    """Raise u to what strangers among the candidates alone come to: random pairs are too few to see a rare level."""
    seen = (
        np.bincount(found.vectors.levels[:, column], weights=shares, minlength=len(u)) for column, u in enumerate(begun)
    )
    return tuple(_with_missing(np.maximum(u[1:], of_level[1:])) for u, of_level in zip(begun, seen, strict=True))


def _part(seen: float, begun: float, strength: float, all_pairs: float) -> float:
    """Share of such pairs among all pairs, when `strength` of them are worth what the model expects."""
    expected = all_pairs * float(np.exp2(begun)) / (1 + float(np.exp2(begun)))
    return (seen + strength) / (all_pairs * (1 + strength / expected)) if expected else 0.0


def _shares_of(
    found: Patterns, counts: Floats, begun: tuple[Floats, ...], strength: float
) -> tuple[tuple[Floats, ...], float]:
    """How `counts` pairs of each pattern come out, and how many pairs they are."""
    learnt: list[Floats] = []
    for column, shares in enumerate(begun):
        seen = np.bincount(found.vectors.levels[:, column], weights=counts, minlength=len(shares))[1:]
        learnt.append(_with_missing((seen + strength * shares[1:]) / (seen.sum() + strength)))
    return tuple(learnt), float(counts.sum())


def ordered(comparison: Comparison, m: Floats, u: Floats) -> Floats:
    """Lower m where a weaker level would weigh more than a stronger one, but where how common a value is decides."""
    if not comparison.is_ordered:
        return m
    plain = np.array([False, *(level.frequency is None for level in comparison.levels)])
    lowered = m.copy()
    lowered[plain] = np.minimum.accumulate(m[plain] / u[plain]) * u[plain]
    return lowered


def _guarded(comparison: Comparison, h: Floats, m: Floats, begun: Floats) -> Floats:
    """Raise h where a full agreement would be a sign of a relative, or a stronger level more so than a weaker one.

    Not where the model itself begins so: relatives live in one place, and a pair in two places is none.

    Args:
        comparison: What is compared.
        h: Shares learnt, by level number.
        m: The same for one owner.
        begun: m / h of the model.
    """
    if not comparison.is_ordered or begun[1] < 1 or (np.diff(begun[1:]) > 0).any():
        return h
    ratio = np.minimum.accumulate(np.append(max(m[1] / h[1], 1.0), m[2:] / h[2:]))
    return _with_missing(m[1:] / ratio)
