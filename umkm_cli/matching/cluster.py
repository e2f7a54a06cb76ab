"""cluster: scored pairs -> owners, joined by the evidence of whole clusters, not of single pairs; see `merge`.

What people decided goes before all evidence: pairs that are one owner begin as one cluster, and clusters with a pair
that is of two owners never become one. Rows that people joined although their numbers say that they are two prove that
one of the numbers is wrong, so that neither rules out a third row any more.
"""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from umkm_cli.matching.columns import Flags, Ints
from umkm_cli.matching.compare import Vectors, compare
from umkm_cli.matching.merge import Merged, Priors, Witness, merge
from umkm_cli.matching.packed import pack, unpack
from umkm_cli.matching.prepare import Prepared
from umkm_cli.matching.rule_out import never
from umkm_cli.matching.score import Scored, Weighed, Weights, probability, weigh
from umkm_cli.matching.ties import NO_TIES, Ties

POSSIBLE = 0.05
"""Pairs below this match probability speak for nothing on their own, and are kept only if they end up in one owner."""


@dataclass(frozen=True, slots=True)
class Clustered:
    """What clustering found.

    Attributes:
        scored: The pairs that are possible or of one owner, with those that only the look at whole clusters added.
        merged: The owner (first row) of each row, and what was joined.
        ties: What people decided.
    """

    scored: Scored
    merged: Merged
    ties: Ties

    @property
    def owner(self) -> Ints:
        """(records,) the first row of the owner of each row."""
        return self.merged.owner

    @property
    def is_joined(self) -> Flags:
        """(pairs,) are both of one owner?"""
        joined: Flags = self.owner[self.scored.vectors.left] == self.owner[self.scored.vectors.right]
        return joined


@dataclass
class _Witnesses:
    """What pairs say, and all that was asked for."""

    prepared: Prepared
    weights: Weights
    ties: Ties
    asked: list[Scored] = field(default_factory=list)

    @cached_property
    def disproved(self) -> Flags:
        """(records,) joined by people with a row that its number rules out."""
        found = np.zeros(self.prepared.size, bool)
        left, right = unpack(self.ties.same)
        against = self.never(left, right)
        found[left[against]] = found[right[against]] = True
        return found

    def never(self, left: Ints, right: Ints) -> Flags:
        """(pairs,) can the two not be one owner, by their numbers?"""
        return never(self.prepared, left, right, model=self.weights.model)

    def compare(self, pairs: Ints) -> Witness:
        """Compare pairs that blocking did not find; lists that are only linked have none within."""
        vectors = compare(self.prepared, pairs, model=self.weights.model)
        return self.hear(vectors)

    def hear(self, vectors: Vectors) -> Witness:
        """Split the weight of each pair: by comparison, and what bounds change."""
        found = weigh(vectors, self.weights)
        self.asked.append(Scored(vectors, found.weight))
        cannot = self.never(vectors.left, vectors.right)
        cannot &= ~(self.disproved[vectors.left] | self.disproved[vectors.right])
        cannot |= np.isin(pack(vectors.left, vectors.right), self.ties.different)
        return witness_of(vectors, found, cannot)


def witness_of(vectors: Vectors, found: Weighed, never: Flags) -> Witness:
    """What pairs say that were weighed, of which some can `never` be one owner."""
    is_missing = vectors.levels == 0
    return Witness(
        bits=np.where(is_missing, np.nan, found.bits).astype(np.float32),
        relatives=np.where(is_missing, np.nan, found.relatives).astype(np.float32),
        taken_off=(found.weight - found.plain).astype(np.float32),
        never=never,
    )


def cluster(
    prepared: Prepared, likely: Vectors, weights: Weights, *, threshold: float, ties: Ties = NO_TIES
) -> Clustered:
    """Join records into owners.

    Args:
        prepared: The records.
        likely: Their candidate pairs of at least `POSSIBLE`.
        weights: For the pairs that blocking did not find.
        threshold: Bits from which the evidence of two clusters makes them one.
        ties: What people decided.
    """
    witnesses = _Witnesses(prepared, weights, ties)
    pairs = pack(likely.left, likely.right)
    witness = witnesses.hear(likely)
    further = np.setdiff1d(ties.pairs, pairs)
    if len(further):
        pairs, witness = np.append(pairs, further), witness.and_(witnesses.compare(further))
    merged = merge(
        prepared.size,
        pairs,
        witness,
        priors=Priors(weights.prior, weights.household),
        threshold=threshold,
        compare=witnesses.compare,
        joined=ties.same,
    )
    return Clustered(_kept(witnesses.asked, merged, ties), merged, ties)


def _kept(asked: list[Scored], merged: Merged, ties: Ties) -> Scored:
    """Of all pairs that were asked for, those that are possible, decided, or of one owner."""
    found = [_kept_of(one, merged, ties) for one in asked]
    vectors = Vectors.together([one.vectors for one in found])
    return Scored(vectors, np.concatenate([one.weight for one in found]))


def _kept_of(scored: Scored, merged: Merged, ties: Ties) -> Scored:
    left, right = scored.vectors.left, scored.vectors.right
    keep = (merged.owner[left] == merged.owner[right]) | (probability(scored.weight) >= POSSIBLE)
    keep |= np.isin(pack(left, right), ties.pairs)
    return Scored(scored.vectors.take(keep), scored.weight[keep])
