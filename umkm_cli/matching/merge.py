"""merge: which records are one owner, by the evidence of whole clusters and not of single pairs.

Every record begins as a cluster of its own. In each round all pairs of records between two clusters are compared, and
two clusters that are each other's best are made one, until no two speak for one owner. So a chain of look-alikes does
not grow together, one odd record among ten is outvoted, and a record that shares a little with each of ten others is
carried by the ten. The answer depends on the records alone; two single records weigh exactly what their pair weighs.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from umkm_cli.matching.columns import Flags, Ints
from umkm_cli.matching.model import Floats
from umkm_cli.matching.packed import mix, pack_either_way, unpack

MEAN = 0.5
"""Power of the mean over the pairs between two clusters: 1 would be the mean of the odds, where one pair of look-alikes
outshines all others; near 0 it would be the mean of the bits, where one odd value spoils a cluster."""

LEAST, ENOUGH = 8, 100
"""Between two large clusters the first so many records of each are compared; where one is small, more of the other, up
to so many pairs."""

MOST_AT_ONCE = 2_000_000
"""Pairs compared in one round at most: those between clusters of which most are known already."""

_NONE = np.empty(0, np.int64)

_PLAIN = np.uint64(2**64 - 1)  # mixes nothing in

SAME = 3
"""Decimals of a bit to which evidence is the same: what differs less differs by the order of a sum."""


@dataclass(frozen=True, slots=True)
class Witness:
    """What pairs of records say.

    Attributes:
        bits: (pairs, comparisons) weight of each comparison, one owner against strangers; NaN where a value is missing.
        relatives: (pairs, comparisons) the same for two people of one household against strangers.
        taken_off: (pairs,) bits that only the pair as a whole can tell.
        never: (pairs,) whether the two cannot be one owner, whatever else speaks for it.
    """

    bits: npt.NDArray[np.float32]
    relatives: npt.NDArray[np.float32]
    taken_off: npt.NDArray[np.float32]
    never: Flags

    def take(self, at: Ints | Flags) -> "Witness":
        """Some of the pairs."""
        return Witness(self.bits[at], self.relatives[at], self.taken_off[at], self.never[at])

    def and_(self, other: "Witness") -> "Witness":
        """Both."""
        return Witness(
            np.concatenate([self.bits, other.bits]),
            np.concatenate([self.relatives, other.relatives]),
            np.concatenate([self.taken_off, other.taken_off]),
            np.concatenate([self.never, other.never]),
        )


@dataclass(frozen=True, slots=True)
class Merged:
    """The clusters.

    Attributes:
        owner: (records,) smallest row of the cluster of each record.
        left, right, weight: Each merge: smallest row of the two clusters, and what spoke for it in bits.
        refused: How many pairs of clusters had the evidence to be one, but cannot be.
    """

    owner: Ints
    left: Ints
    right: Ints
    weight: Floats
    refused: int


@dataclass(frozen=True, slots=True)
class Priors:
    """Bits of two records taken at random, against two strangers: of one owner, of two people of one household."""

    owner: float
    household: float


def shown(count: Ints, others: Ints) -> Ints:
    """How many records of clusters of `count` records are compared with their other cluster, of `others`."""
    fewer: Ints = np.minimum(count, np.maximum(LEAST, ENOUGH // others))
    return fewer


def weigh_together(witness: Witness, place: Ints, size: int, priors: Priors) -> tuple[Floats, Flags]:
    """What pairs of records say of the two clusters they lie between: the bits, and whether these cannot be one.

    Each comparison counts by its mean where both values are known; what is taken off, as the pair says that has most
    taken off.

    Args:
        witness: What the pairs say.
        place: Which two clusters each lies between, in [0..size).
        size: How many pairs of clusters there are.
        priors: Of any two records.
    """
    owner = priors.owner + _sum_of_means(witness.bits, place, size)
    relatives = priors.household + _sum_of_means(witness.relatives, place, size)
    lowest = np.full(size, np.inf, np.float32)
    np.minimum.at(lowest, place, witness.taken_off)
    never = np.bincount(place, witness.never, minlength=size) > 0
    return owner - np.logaddexp2(0.0, relatives) + lowest, never


Compare = Callable[[Ints], Witness]
"""Compares packed pairs of records (left << 32 | right)."""


def merge(  # noqa: PLR0913 - what is known, what is wanted
    size: int,
    pairs: Ints,
    witness: Witness,
    *,
    priors: Priors,
    threshold: float,
    compare: Compare,
    joined: Ints = _NONE,
) -> Merged:
    """Make clusters of records.

    Args:
        size: Number of records.
        pairs: Packed pairs (left << 32 | right, left < right) that are worth a look, each once.
        witness: What they say.
        priors: Of two records taken at random.
        threshold: Bits; clusters with at least so much evidence are one owner.
        compare: Asked for the other pairs between clusters that are weighed against each other.
        joined: Packed pairs of records that are one cluster from the start.
    """
    clusters = _Clusters(np.arange(size), np.ones(size, np.int64), pairs, witness, priors)
    clusters.begin(joined)
    known = _Between(np.empty(0, np.int64), np.empty(0), np.empty(0, bool))
    changed = np.ones(size, bool)
    merges: list[tuple[Ints, Ints, Floats]] = []
    while True:
        touched = clusters.complete(clusters.touched(changed), compare)
        known = known.without(changed).and_(clusters.weigh(touched))
        left, right, weight = known.mutual_best(size, threshold)
        if not len(left):
            break
        merges.append((left, right, weight))
        changed = clusters.join(left, right)
    parts = merges or [(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0))]
    left, right, weight = (np.concatenate(part) for part in zip(*parts, strict=True))
    refused = int((known.never & (known.weight >= threshold)).sum())
    return Merged(clusters.owner, left, right, weight, refused)


@dataclass(frozen=True, slots=True)
class _Between:
    """Pairs of clusters (packed smallest rows), what speaks for one owner in bits, and whether they cannot be one."""

    packed: Ints
    weight: Floats
    never: Flags

    def without(self, changed: Flags) -> "_Between":
        """Those between clusters that stayed as they were."""
        left, right = unpack(self.packed)
        stays = ~(changed[left] | changed[right])
        return _Between(self.packed[stays], self.weight[stays], self.never[stays])

    def and_(self, other: "_Between") -> "_Between":
        """Both."""
        return _Between(
            np.concatenate([self.packed, other.packed]),
            np.concatenate([self.weight, other.weight]),
            np.concatenate([self.never, other.never]),
        )

    def mutual_best(self, size: int, threshold: float) -> tuple[Ints, Ints, Floats]:
        """Clusters that are each other's best. Equal ones go in a scrambled order, so that many pair up at once."""
        good = np.flatnonzero((self.weight >= threshold) & ~self.never)
        packed, weight = self.packed[good], self.weight[good]
        order = np.lexsort((packed, mix(packed.astype(np.uint64), _PLAIN), -np.round(weight, SAME)))
        left, right = unpack(packed[order])
        place = np.arange(len(order))
        best = np.full(size, len(order))
        np.minimum.at(best, left, place)
        np.minimum.at(best, right, place)
        mutual = (best[left] == place) & (best[right] == place)
        return left[mutual], right[mutual], weight[order][mutual]


@dataclass(slots=True)
class _Clusters:
    """Records in clusters, and the pairs between clusters.

    Attributes:
        owner: Cluster of each record: its smallest row.
        count: Records of each cluster.
        pairs, witness: Pairs of records in two clusters, and what they say.
        priors: Of any two records.
    """

    owner: Ints
    count: Ints
    pairs: Ints
    witness: Witness
    priors: Priors

    def begin(self, joined: Ints) -> None:
        """Make these packed pairs one cluster each, however long the chains are."""
        while len(joined):
            left, right = unpack(self.between(joined))
            outside = left != right
            joined, left, right = joined[outside], left[outside], right[outside]
            _, first = np.unique(right, return_index=True)  # a cluster can go into one other at a time
            free = first[~np.isin(left[first], right[first])]
            if len(free):
                self.join(left[free], right[free])

    def between(self, pairs: Ints) -> Ints:
        """The packed clusters of packed records."""
        return pack_either_way(*self._owners(pairs))

    def _owners(self, pairs: Ints) -> tuple[Ints, Ints]:
        """The clusters of both records of packed pairs."""
        left, right = unpack(pairs)
        return self.owner[left], self.owner[right]

    def touched(self, changed: Flags) -> Ints:
        """Places of the pairs with a cluster that has changed."""
        left, right = self._owners(self.pairs)
        return np.flatnonzero(changed[left] | changed[right])

    def complete(self, touched: Ints, compare: Compare) -> Ints:
        """Compare what was not compared yet between the clusters of these pairs; gives the places of all such pairs."""
        clusters, counts = np.unique(self.between(self.pairs[touched]), return_counts=True)
        left, right = unpack(clusters)
        possible = shown(self.count[left], self.count[right]) * shown(self.count[right], self.count[left])
        lacking = np.flatnonzero(counts < possible)
        if not len(lacking):
            return touched
        strongest = lacking[np.lexsort((clusters[lacking], -counts[lacking] / possible[lacking]))]
        strongest = strongest[np.cumsum(possible[strongest]) <= MOST_AT_ONCE]
        crossed = self._cross(left[strongest], right[strongest])
        fresh = np.setdiff1d(crossed, self.pairs[touched], assume_unique=True)
        self.pairs = np.concatenate([self.pairs, fresh])
        self.witness = self.witness.and_(compare(fresh))
        return np.concatenate([touched, np.arange(len(self.pairs) - len(fresh), len(self.pairs))])

    def _cross(self, left: Ints, right: Ints) -> Ints:
        """All packed pairs of records between each two clusters."""
        members = np.argsort(self.owner, kind="stable")
        start = np.searchsorted(self.owner[members], np.arange(len(self.owner)))
        wide = shown(self.count[right], self.count[left])
        total = shown(self.count[left], self.count[right]) * wide
        which = np.repeat(np.arange(len(left)), total)
        within = np.arange(total.sum()) - np.repeat(np.cumsum(total) - total, total)
        one = members[start[left][which] + within // wide[which]]
        other = members[start[right][which] + within % wide[which]]
        return pack_either_way(one, other)

    def weigh(self, touched: Ints) -> _Between:
        """What these pairs say of their clusters."""
        clusters, place = np.unique(self.between(self.pairs[touched]), return_inverse=True)
        weight, never = weigh_together(self.witness.take(touched), place, len(clusters), self.priors)
        return _Between(clusters, weight, never)

    def join(self, left: Ints, right: Ints) -> Flags:
        """Make each two clusters one, and say which have changed. Pairs inside a cluster are done with."""
        root = np.arange(len(self.owner))
        root[right] = left
        self.owner = root[self.owner]
        np.add.at(self.count, left, self.count[right])
        one, other = self._owners(self.pairs)
        is_outside = one != other
        self.pairs, self.witness = self.pairs[is_outside], self.witness.take(is_outside)
        changed = np.zeros(len(root), bool)
        changed[left] = changed[right] = True
        return changed


def _sum_of_means(bits: npt.NDArray[np.float32], place: Ints, size: int) -> Floats:
    """For each pair of clusters: the power means of the comparisons over its pairs of records, summed."""
    summed = np.zeros(size)
    for column in bits.T:
        known = np.flatnonzero(~np.isnan(column))
        at = place[known]
        total = np.bincount(at, np.exp2(MEAN * column[known].astype(np.float64)), minlength=size)
        count = np.bincount(at, minlength=size)
        summed += np.log2(np.divide(total, count, out=np.ones(size), where=count > 0)) / MEAN
    return summed
