"""score: comparison vectors -> match weight in bits (Fellegi and Sunter, 1969), households being a third kind of pair.

Two records that agree are of one owner, or of two people of one household, or of strangers who happen to agree. What a
household shares (address, phone, family card, a word of the name) speaks for the first and for the second alike; the
weight holds the first against both others.
"""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pyarrow as pa

from umkm_cli.config import Config
from umkm_cli.matching.columns import Flags
from umkm_cli.matching.compare import Vectors
from umkm_cli.matching.model import Bound, Floats, MatchModel
from umkm_cli.schema import WEIGHTS

PRIOR, HOUSEHOLD = "prior", "household"
"""Names under which the priors stand among the weights."""

MODEL = "model"
"""Name under which that of the model stands there, as a level."""

THRESHOLD, JOIN, REVIEW = "threshold", "join", "review"
"""Names under which the thresholds stand there."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What training found.

    Attributes:
        model: The model that was trained.
        prior: Weight of a pair nothing is known of, in bits: one owner against two strangers.
        household: The same for two people of one household against two strangers; minus infinity: none are known.
        m, u, h: Per comparison, by level number: share of pairs of one owner, of strangers, of two people of one
            household that come out so. Entry 0 (missing) is 1 in all.
        taught: Likewise: bits that decisions of people add to a level, 0 without any; see `learn`.
    """

    model: MatchModel
    prior: float
    household: float
    m: tuple[Floats, ...]
    u: tuple[Floats, ...]
    h: tuple[Floats, ...]
    taught: tuple[Floats, ...]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From how many bits on two clusters are one owner, and from how many on a pair below is left for a person."""

    join: float
    review: float

    @classmethod
    def of(cls, config: Config) -> "Thresholds":
        """Those that are set."""
        return cls(bits_of(config.match_threshold), bits_of(config.review_threshold))

    def moved(self, bits: float) -> "Thresholds":
        """Both, as much higher."""
        return Thresholds(self.join + bits, self.review + bits)

    def within(self, config: Config) -> Config:
        """The settings, with these instead of those that are set."""
        if self == Thresholds.of(config):
            return config
        shares = self.shares()
        return replace(config, match_threshold=shares[JOIN], review_threshold=shares[REVIEW])

    def shares(self) -> dict[str, float]:
        """As probabilities."""
        return dict(zip((JOIN, REVIEW), probability(np.array([self.join, self.review])).tolist(), strict=True))


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
    owners = tuple(np.log2(m) + taught for m, taught in zip(weights.m, weights.taught, strict=True))
    bits = _by_level(vectors, owners) - strangers
    relatives = _by_level(vectors, _logs(weights.h)) - strangers
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


def _logs(shares: tuple[Floats, ...]) -> tuple[Floats, ...]:
    return tuple(np.log2(share) for share in shares)


def _by_level(vectors: Vectors, bits: tuple[Floats, ...]) -> Floats:
    return np.column_stack([of_level[vectors.levels[:, column]] for column, of_level in enumerate(bits)])


def _stranger_bits(vectors: Vectors, weights: Weights) -> Floats:
    """log2 u of each comparison; where a level says so, by how common the very value is."""
    bits = _by_level(vectors, _logs(weights.u))
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


def weights_table(weights: Weights, thresholds: Thresholds) -> pa.Table:
    """`WEIGHTS`: what training found, a row a level, and the thresholds that it was used with."""
    rows: list[dict[str, object]] = [
        {"comparison": MODEL, "level": weights.model.name},
        {"comparison": PRIOR, "level": PRIOR, "bits": weights.prior},
        {"comparison": HOUSEHOLD, "level": PRIOR, "bits": weights.household},
        {"comparison": THRESHOLD, "level": JOIN, "bits": thresholds.join},
        {"comparison": THRESHOLD, "level": REVIEW, "bits": thresholds.review},
    ]
    for place, comparison in enumerate(weights.model.comparisons):
        for number, level in enumerate(comparison.level_names):
            m, u, h, taught = (
                float(shares[place][number]) for shares in (weights.m, weights.u, weights.h, weights.taught)
            )
            row = {"m": m, "u": u, "h": h, "taught": taught, "bits": np.log2(m / u) + taught}
            rows.append({"comparison": comparison.name, "level": level, **row})
    return WEIGHTS.from_rows(rows)


def weights_from(table: pa.Table, model: MatchModel) -> Weights:
    """The weights of a `WEIGHTS` table that `weights_table` made with the same model."""
    found = _rows(table)
    m, u, h, taught = (
        tuple(
            np.array([found[comparison.name, level].get(column, 0.0) for level in comparison.level_names])
            for comparison in model.comparisons
        )
        for column in ("m", "u", "h", "taught")
    )
    return Weights(model, found[PRIOR, PRIOR]["bits"], found[HOUSEHOLD, PRIOR]["bits"], m, u, h, taught)


def thresholds_from(table: pa.Table) -> Thresholds | None:
    """The thresholds of a `WEIGHTS` table; None where an umkm of before made it, which kept none."""
    found = _rows(table)
    if (THRESHOLD, JOIN) not in found:
        return None
    return Thresholds(*(found[THRESHOLD, level]["bits"] for level in (JOIN, REVIEW)))


def _rows(table: pa.Table) -> dict[tuple[str, str], dict[str, Any]]:
    return {(row["comparison"], row["level"]): row for row in table.to_pylist()}


def model_of(table: pa.Table) -> str | None:
    """Name of the model whose weights a `WEIGHTS` table holds."""
    names = (row["level"] for row in table.to_pylist() if row["comparison"] == MODEL)
    return next(names, None)


def fits(table: pa.Table, model: MatchModel) -> bool:
    """Are the weights of a `WEIGHTS` table of this model, as far as its comparisons and levels tell?"""
    learnt = {name for name in _rows(table) if name[0] != THRESHOLD}
    named = {(one.name, level) for one in model.comparisons for level in one.level_names}
    return learnt == named | {(MODEL, model.name), (PRIOR, PRIOR), (HOUSEHOLD, PRIOR)}
