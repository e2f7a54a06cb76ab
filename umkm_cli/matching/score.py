"""score: comparison vectors -> match weight in bits (Fellegi and Sunter, 1969), with households kept in check."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from umkm_cli.matching.columns import Flags
from umkm_cli.matching.compare import Vectors
from umkm_cli.matching.model import Cap, Floats, MatchModel
from umkm_cli.schema import WEIGHTS

PRIOR = "prior"
"""Name under which the prior stands among the weights."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What training found.

    Attributes:
        model: The model that was trained.
        prior: Weight of a pair nothing is known of, in bits.
        m, u: Per comparison, by level number; entry 0 (missing) is 1 in both.
    """

    model: MatchModel
    prior: float
    m: tuple[Floats, ...]
    u: tuple[Floats, ...]


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
    """Weight of each comparison of each pair, in bits; (pairs, comparisons)."""
    bits = np.zeros(vectors.levels.shape)
    for column, comparison in enumerate(weights.model.comparisons):
        levels = vectors.levels[:, column]
        bits[:, column] = np.log2(weights.m[column] / weights.u[column])[levels]
        for number, level in enumerate(comparison.levels, start=1):
            if level.frequency is None:
                continue
            at = np.flatnonzero((levels == number) & ~np.isnan(vectors.frequency[:, column]))
            share = np.minimum(vectors.frequency[at, column] * level.frequency, 1.0)
            bits[at, column] = np.log2(weights.m[column][number] / share)
    return bits


def total(vectors: Vectors, weights: Weights, bits: Floats) -> Floats:
    """Sum the prior, what is the person's own, and what a household shares, held in check as the model says.

    Args:
        vectors: (pairs,) the levels.
        weights: The prior, and the model with its caps.
        bits: `parts` of these.
    """
    model = weights.model
    is_family = _is_family(vectors, model)
    family = np.where(is_family, bits, 0.0).sum(axis=1)
    if model.family_edge is not None:
        family = np.minimum(family, model.family_edge - weights.prior)
    holding = [(cap, _holds(cap, vectors, model)) for cap in model.caps]
    for cap, holds in holding:
        if cap.of == "family":
            family = np.where(holds, np.minimum(family, cap.bits), family)
    weight: Floats = weights.prior + np.where(is_family, 0.0, bits).sum(axis=1) + family
    for cap, holds in holding:
        if cap.of == "all":
            weight = np.where(holds, np.minimum(weight, cap.bits), weight)
    return weight


def _holds(cap: Cap, vectors: Vectors, model: MatchModel) -> Flags:
    """(pairs,) do the levels of a cap hold?"""
    holds = np.ones(len(vectors.levels), bool)
    for comparison, levels in cap.when.items():
        numbers = [model.level_number(comparison, level) for level in levels]
        holds &= np.isin(vectors.levels[:, model.place_of(comparison)], numbers)
    return holds


def _is_family(vectors: Vectors, model: MatchModel) -> npt.NDArray[np.bool_]:
    """(pairs, comparisons): did the comparison come out at a level that relatives share?"""
    flags = [np.array([False, *(level.is_family for level in one.levels)]) for one in model.comparisons]
    return np.column_stack([flag[vectors.levels[:, column]] for column, flag in enumerate(flags)])


def weights_table(weights: Weights) -> pa.Table:
    """`WEIGHTS`: what training found, a row a level."""
    rows: list[dict[str, object]] = [{"comparison": PRIOR, "level": PRIOR, "m": None, "u": None, "bits": weights.prior}]
    for comparison, m, u in zip(weights.model.comparisons, weights.m, weights.u, strict=True):
        for number, level in enumerate(comparison.level_names):
            bits = float(np.log2(m[number] / u[number]))
            rows.append(
                {
                    "comparison": comparison.name,
                    "level": level,
                    "m": float(m[number]),
                    "u": float(u[number]),
                    "bits": bits,
                }
            )
    return WEIGHTS.from_rows(rows)


def weights_from(table: pa.Table, model: MatchModel) -> Weights:
    """The weights of a `WEIGHTS` table that `weights_table` made with the same model."""
    found = {(row["comparison"], row["level"]): row for row in table.to_pylist()}
    m, u = (
        tuple(
            np.array([found[comparison.name, level][column] for level in comparison.level_names])
            for comparison in model.comparisons
        )
        for column in ("m", "u")
    )
    return Weights(model, found[PRIOR, PRIOR]["bits"], m, u)
