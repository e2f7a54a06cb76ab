"""score: comparison vectors -> match weight in bits (Fellegi and Sunter, 1969), with households kept in check."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from umkm_cli.matching.compare import Vectors
from umkm_cli.matching.model import Floats, MatchModel
from umkm_cli.matching.prepare import Ints

OTHER_NAMES = ("shared", "different")
SAME_NIKS = ("exact", "one_digit")


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
    """Sum the prior, what is the person's own, and what a household shares, held in check as the model says."""
    model = weights.model
    is_family = _is_family(vectors, model)
    family = np.where(is_family, bits, 0.0).sum(axis=1)
    family = np.minimum(family, model.family_edge - weights.prior)
    name = vectors.levels[:, model.place_of("name")]
    is_other_name = np.isin(name, _numbers(model, "name", OTHER_NAMES))
    is_same_nik = np.isin(vectors.levels[:, model.place_of("nik")], _numbers(model, "nik", SAME_NIKS))
    family = np.where(is_other_name & ~is_same_nik, np.minimum(family, 0.0), family)
    weight: Floats = weights.prior + np.where(is_family, 0.0, bits).sum(axis=1) + family
    is_strange = (name == model.level_number("name", "different")) | (is_other_name & _is_contradicted(vectors, model))
    return np.where(is_strange, np.minimum(weight, model.doubt_cap), weight)


def _is_contradicted(vectors: Vectors, model: MatchModel) -> npt.NDArray[np.bool_]:
    """Birth date or sex differ: with another name too, an equal NIK is rather that of a relative."""
    contradicted = np.zeros(len(vectors.left), bool)
    for comparison in ("birth_date", "gender"):
        levels = vectors.levels[:, model.place_of(comparison)]
        contradicted |= levels == model.level_number(comparison, "different")
    return contradicted


def _is_family(vectors: Vectors, model: MatchModel) -> npt.NDArray[np.bool_]:
    """(pairs, comparisons): did the comparison come out at a level that relatives share?"""
    flags = [np.array([False, *(level.is_family for level in one.levels)]) for one in model.comparisons]
    return np.column_stack([flag[vectors.levels[:, column]] for column, flag in enumerate(flags)])


def _numbers(model: MatchModel, comparison: str, levels: tuple[str, ...]) -> Ints:
    found: npt.NDArray[np.int64] = np.array([model.level_number(comparison, level) for level in levels], np.int64)
    return found
