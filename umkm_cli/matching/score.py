"""score: comparison vectors -> match weight in bits (Fellegi and Sunter, 1969), households being a third kind of pair.

Two records that agree are of one owner, or of two people of one household, or of strangers who happen to agree. What a
household shares (address, phone, family card, a word of the name) speaks for the first and for the second alike; the
weight holds the first against both others.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from umkm_cli.matching.columns import Flags
from umkm_cli.matching.compare import Vectors
from umkm_cli.matching.model import Bound, Floats, MatchModel
from umkm_cli.schema import WEIGHTS

PRIOR, HOUSEHOLD = "prior", "household"
"""Names under which the priors stand among the weights."""

MODEL = "model"
"""Name under which that of the model stands there, as a level."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What training found.

    Attributes:
        model: The model that was trained.
        prior: Weight of a pair nothing is known of, in bits: one owner against two strangers.
        household: The same for two people of one household against two strangers; minus infinity: none are known.
        m, u, h: Per comparison, by level number: share of pairs of one owner, of strangers, of two people of one
            household that come out so. Entry 0 (missing) is 1 in all.
    """

    model: MatchModel
    prior: float
    household: float
    m: tuple[Floats, ...]
    u: tuple[Floats, ...]
    h: tuple[Floats, ...]


@dataclass(frozen=True, slots=True)
class Scored:
    """Pairs with their weights.

    Attributes:
        vectors: What was compared.
        weight: Match weight per pair, in bits.
    """

    vectors: Vectors
    weight: Floats

    @property
    def probability(self) -> Floats:
        """Match probability per pair, in [0..1]."""
        return probability(self.weight)


def probability(weight: Floats) -> Floats:
    """1 / (1 + 2^-weight)."""
    return 1.0 / (1.0 + np.exp2(-np.clip(weight, -200, 200)))


def score(vectors: Vectors, weights: Weights) -> Scored:
    """Weigh every pair."""
    return Scored(vectors, total(vectors, weights, parts(vectors, weights)))


def parts(vectors: Vectors, weights: Weights) -> Floats:
    """Weight of each comparison of each pair, one owner against strangers, in bits; (pairs, comparisons)."""
    return _log_shares(vectors, weights.m) - stranger_bits(vectors, weights)


def _log_shares(vectors: Vectors, shares: tuple[Floats, ...]) -> Floats:
    columns = [np.log2(share)[vectors.levels[:, column]] for column, share in enumerate(shares)]
    return np.column_stack(columns)


def stranger_bits(vectors: Vectors, weights: Weights) -> Floats:
    """log2 u of each comparison; where a level says so, by how common the very value is."""
    bits = _log_shares(vectors, weights.u)
    for column, comparison in enumerate(weights.model.comparisons):
        for number, level in enumerate(comparison.levels, start=1):
            if level.frequency is None:
                continue
            common = vectors.frequency[:, column]
            at = np.flatnonzero((vectors.levels[:, column] == number) & ~np.isnan(common))
            bits[at, column] = np.log2(np.minimum(common[at] * level.frequency, 1.0))
    return bits


def total(vectors: Vectors, weights: Weights, bits: Floats) -> Floats:
    """Weight of each pair: the prior and its parts, less what a household explains as well, within the bounds.

    Args:
        vectors: (pairs,) the levels.
        weights: The priors, and the model with its bounds.
        bits: `parts` of these.
    """
    weight: Floats = weights.prior + bits.sum(axis=1) - household(vectors, weights)
    for bound in weights.model.bounds:
        bounded = np.clip(weight, bound.least, bound.most)
        weight = np.where(_holds(bound, vectors, weights.model), bounded, weight)
    return weight


def household(vectors: Vectors, weights: Weights) -> Floats:
    """Bits that a household takes off: log2 of how much likelier it makes two people than strangers alone."""
    if np.isneginf(weights.household):
        return np.zeros(len(vectors.levels))
    taken: Floats = np.logaddexp2(0.0, weights.household + relative_parts(vectors, weights).sum(axis=1))
    return taken


def relative_parts(vectors: Vectors, weights: Weights) -> Floats:
    """Weight of each comparison of each pair, two of one household against strangers, in bits; (pairs, comparisons)."""
    return _log_shares(vectors, weights.h) - stranger_bits(vectors, weights)


def _holds(bound: Bound, vectors: Vectors, model: MatchModel) -> Flags:
    """(pairs,) do the levels of a bound hold?"""
    holds = np.ones(len(vectors.levels), bool)
    for comparison, levels in bound.when.items():
        numbers = [model.level_number(comparison, level) for level in levels]
        holds &= np.isin(vectors.levels[:, model.place_of(comparison)], numbers)
    return holds


def weights_table(weights: Weights) -> pa.Table:
    """`WEIGHTS`: what training found, a row a level."""
    rows: list[dict[str, object]] = [
        {"comparison": MODEL, "level": weights.model.name},
        {"comparison": PRIOR, "level": PRIOR, "bits": weights.prior},
        {"comparison": HOUSEHOLD, "level": PRIOR, "bits": weights.household},
    ]
    for place, comparison in enumerate(weights.model.comparisons):
        for number, level in enumerate(comparison.level_names):
            m, u, h = (float(shares[place][number]) for shares in (weights.m, weights.u, weights.h))
            rows.append({"comparison": comparison.name, "level": level, "m": m, "u": u, "h": h, "bits": np.log2(m / u)})
    return WEIGHTS.from_rows(rows)


def weights_from(table: pa.Table, model: MatchModel) -> Weights:
    """The weights of a `WEIGHTS` table that `weights_table` made with the same model."""
    found = {(row["comparison"], row["level"]): row for row in table.to_pylist()}
    m, u, h = (
        tuple(
            np.array([found[comparison.name, level][column] for level in comparison.level_names])
            for comparison in model.comparisons
        )
        for column in ("m", "u", "h")
    )
    return Weights(model, found[PRIOR, PRIOR]["bits"], found[HOUSEHOLD, PRIOR]["bits"], m, u, h)


def model_of(table: pa.Table) -> str | None:
    """Name of the model whose weights a `WEIGHTS` table holds."""
    names = (row["level"] for row in table.to_pylist() if row["comparison"] == MODEL)
    return next(names, None)


def fits(table: pa.Table, model: MatchModel) -> bool:
    """Are the weights of a `WEIGHTS` table of this model, as far as its comparisons and levels tell?"""
    learnt = {(row["comparison"], row["level"]) for row in table.to_pylist()}
    named = {(one.name, level) for one in model.comparisons for level in one.level_names}
    return learnt == named | {(MODEL, model.name), (PRIOR, PRIOR), (HOUSEHOLD, PRIOR)}
