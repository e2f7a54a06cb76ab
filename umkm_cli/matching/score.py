"""score: comparison vectors -> match weight in bits (Fellegi and Sunter, 1969), with households kept in check."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from umkm_cli.matching.compare import Vectors
from umkm_cli.matching.model import Floats, MatchModel
from umkm_cli.matching.prepare import Ints

RARE_NAMES = ("shared", "different")
STRONG_NIKS = ("exact", "one_digit", "cut")


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
    """Sum the parts: prior, person, and what the household shares, which never says more than the model allows."""
    model = weights.model
    is_contact = np.array([comparison.is_contact for comparison in model.comparisons])
    name = vectors.levels[:, model.place_of("name")]
    is_other_name = np.isin(name, _numbers(model, "name", RARE_NAMES))
    nik = vectors.levels[:, model.place_of("nik")]
    is_same_nik = np.isin(nik, _numbers(model, "nik", STRONG_NIKS))
    contact = np.minimum(bits[:, is_contact].sum(axis=1), model.contact_cap)
    contact = np.where(is_other_name & ~is_same_nik, np.minimum(contact, 0.0), contact)
    weight: Floats = weights.prior + bits[:, ~is_contact].sum(axis=1) + contact
    is_strange = name == model.level_number("name", "different")
    return np.where(is_strange, np.minimum(weight, model.doubt_cap), weight)


def _numbers(model: MatchModel, comparison: str, levels: tuple[str, ...]) -> Ints:
    found: npt.NDArray[np.int64] = np.array([model.level_number(comparison, level) for level in levels], np.int64)
    return found
