"""cluster: scored pairs -> owners, joined by the evidence of whole clusters, not of single pairs; see `merge`."""

from dataclasses import dataclass, field

import numpy as np

from umkm_cli.matching.columns import Flags, Ints
from umkm_cli.matching.compare import Vectors, compare
from umkm_cli.matching.merge import Merged, Priors, Witness, merge
from umkm_cli.matching.packed import pack
from umkm_cli.matching.prepare import Prepared
from umkm_cli.matching.rule_out import never
from umkm_cli.matching.score import Scored, Weights, probability, weigh

POSSIBLE = 0.05
"""Pairs below this match probability speak for nothing on their own, and are kept only if they end up in one owner."""


@dataclass(frozen=True, slots=True)
class Clustered:
    """What clustering found.

    Attributes:
        scored: The pairs that are possible or of one owner, with those that only the look at whole clusters added.
        merged: The owner (first row) of each row, and what was joined.
    """

    scored: Scored
    merged: Merged

    @property
    def owner(self) -> Ints:
        """(records,) the first row of the owner of each row."""
        return self.merged.owner

    @property
    def is_joined(self) -> Flags:
        """(pairs,) are both of one owner?"""
        joined: Flags = self.owner[self.scored.vectors.left] == self.owner[self.scored.vectors.right]
        return joined


@dataclass(slots=True)
class _Witnesses:
    """What pairs say, and all that was asked for."""

    prepared: Prepared
    weights: Weights
    asked: list[Scored] = field(default_factory=list)

    def compare(self, pairs: Ints) -> Witness:
        """Compare pairs that blocking did not find; lists that are only linked have none within."""
        vectors = compare(self.prepared, pairs, model=self.weights.model)
        return self.hear(vectors)

    def hear(self, vectors: Vectors) -> Witness:
        """Split the weight of each pair: by comparison, and what bounds change."""
        found = weigh(vectors, self.weights)
        self.asked.append(Scored(vectors, found.weight))
        is_missing = vectors.levels == 0
        cannot = never(self.prepared, vectors.left, vectors.right, model=self.weights.model)
        return Witness(
            bits=np.where(is_missing, np.nan, found.bits).astype(np.float32),
            relatives=np.where(is_missing, np.nan, found.relatives).astype(np.float32),
            taken_off=(found.weight - found.plain).astype(np.float32),
            never=cannot,
        )


def cluster(prepared: Prepared, likely: Vectors, weights: Weights, *, threshold: float) -> Clustered:
    """Join records into owners.

    Args:
        prepared: The records.
        likely: Their candidate pairs of at least `POSSIBLE`.
        weights: For the pairs that blocking did not find.
        threshold: Bits from which the evidence of two clusters makes them one.
    """
    witnesses = _Witnesses(prepared, weights)
    merged = merge(
        prepared.size,
        pack(likely.left, likely.right),
        witnesses.hear(likely),
        priors=Priors(weights.prior, weights.household),
        threshold=threshold,
        compare=witnesses.compare,
    )
    return Clustered(_kept(witnesses.asked, merged), merged)


def _kept(asked: list[Scored], merged: Merged) -> Scored:
    """Of all pairs that were asked for, those that are possible or of one owner."""
    found = [_kept_of(one, merged) for one in asked]
    vectors = Vectors.together([one.vectors for one in found])
    return Scored(vectors, np.concatenate([one.weight for one in found]))


def _kept_of(scored: Scored, merged: Merged) -> Scored:
    joined = merged.owner[scored.vectors.left] == merged.owner[scored.vectors.right]
    keep = joined | (probability(scored.weight) >= POSSIBLE)
    return Scored(scored.vectors.take(keep), scored.weight[keep])
