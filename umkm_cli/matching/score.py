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


def probability(weight: Floats) -> Floats:
    """1 / (1 + 2^-weight)."""
    return 1.0 / (1.0 + np.exp2(-np.clip(weight, -200, 200)))


def bits_of(share: float) -> float:
    """The weight of a probability, in bits; 0 and 1 are beyond all evidence."""
    if share <= 0:
        return -np.inf
    return np.inf if share >= 1 else float(np.log2(share / (1 - share)))


@dataclass(frozen=True, slots=True)
class Weighed:
    """What speaks for and against one owner in each pair, in bits.

    Attributes:
        bits: (pairs, comparisons) one owner against strangers.
        relatives: (pairs, comparisons) two of one household against strangers.
        household: (pairs,) what a household takes off: how much likelier it makes two people than strangers alone.
        plain: (pairs,) the match weight before bounds.
        weight: (pairs,) the match weight.
    """

    bits: Floats
    relatives: Floats
    household: Floats
    plain: Floats
    weight: Floats


def weigh(vectors: Vectors, weights: Weights) -> Weighed:
    """Weigh every pair: the prior and its parts, less what a household explains as well, within the bounds."""
    strangers = _stranger_bits(vectors, weights)
    bits = _log_shares(vectors, weights.m) - strangers
    relatives = _log_shares(vectors, weights.h) - strangers
    household: Floats = np.logaddexp2(0.0, weights.household + relatives.sum(axis=1))
    plain: Floats = weights.prior + bits.sum(axis=1) - household
    weight = plain
    for bound in weights.model.bounds:
        weight = bounded(weight, bound, vectors, weights.model)
    return Weighed(bits, relatives, household, plain, weight)


def bounded(weight: Floats, bound: Bound, vectors: Vectors, model: MatchModel) -> Floats:
    """The weight of each pair within one bound, where its levels hold."""
    within: Floats = np.where(_holds(bound, vectors, model), np.clip(weight, bound.least, bound.most), weight)
    return within


def _log_shares(vectors: Vectors, shares: tuple[Floats, ...]) -> Floats:
    columns = [np.log2(share)[vectors.levels[:, column]] for column, share in enumerate(shares)]
    return np.column_stack(columns)


def _stranger_bits(vectors: Vectors, weights: Weights) -> Floats:
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
