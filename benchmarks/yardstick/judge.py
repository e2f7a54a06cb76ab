"""Judge the pairs of a world as a classifier has learnt to, and join them as the product does."""

from typing import Protocol

import numpy as np
import numpy.typing as npt

from benchmarks.hard_cases import Row
from benchmarks.yardstick.features import Features, Looks
from benchmarks.yardstick.world import Ints, World
from umkm_cli.matching.cluster import POSSIBLE
from umkm_cli.matching.merge import Priors, Witness, merge
from umkm_cli.matching.score import bits_of

Floats = npt.NDArray[np.float32]
SURE = 1e-9
"""A classifier that has never seen it otherwise is this far from certain."""


class Classifier(Protocol):
    """Tells from features how likely each pair is one owner."""

    def predict_proba(self, features: Features, /) -> npt.NDArray[np.float64]:
        """(pairs, 2): probability of two owners, and of one."""


class Judged:
    """A world whose pairs a classifier has judged.

    Args:
        classifier: Has learnt from other worlds.
        world: The world.
    """

    def __init__(self, classifier: Classifier, world: World) -> None:
        self._classifier, self._world, self._looks = classifier, world, Looks(world)
        bits = self._bits(world.pairs)
        is_possible = bits >= bits_of(POSSIBLE)
        self._pairs, self._witness = world.pairs[is_possible], _witness(bits[is_possible])

    def rows(self, threshold: float) -> list[Row]:
        """Truth and finding of each record, joined from `threshold` bits on by the clustering of the product."""
        merged = merge(
            self._world.size,
            self._pairs,
            self._witness,
            priors=Priors(owner=0.0, household=-np.inf),
            threshold=threshold,
            compare=lambda pairs: _witness(self._bits(pairs)),
        )
        told = zip(self._world.owners.tolist(), merged.owner.tolist(), self._world.cases, strict=True)
        return [Row(owner, str(found), cases) for owner, found, cases in told]

    def _bits(self, pairs: Ints) -> Floats:
        """What the classifier makes of each pair, in bits."""
        if not len(pairs):
            return np.empty(0, np.float32)
        share = np.clip(self._classifier.predict_proba(self._looks.features(pairs))[:, 1], SURE, 1 - SURE)
        bits: Floats = np.log2(share / (1 - share)).astype(np.float32)
        return bits


def _witness(bits: Floats) -> Witness:
    """A classifier says one thing of a pair, knows of no households and rules nothing out."""
    size = len(bits)
    return Witness(
        bits=bits.reshape(-1, 1),
        relatives=np.empty((size, 0), np.float32),
        taken_off=np.zeros(size, np.float32),
        never=np.zeros(size, bool),
    )
