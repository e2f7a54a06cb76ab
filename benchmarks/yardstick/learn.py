"""Learn from the truth of some worlds, and join the pairs of another as the shipped matcher would."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from sklearn.ensemble import HistGradientBoostingClassifier

from benchmarks.hard_cases import Row
from benchmarks.yardstick.features import Looks
from benchmarks.yardstick.world import Ints, World
from umkm_cli.matching.block import unpack
from umkm_cli.matching.cluster import POSSIBLE, bits_of
from umkm_cli.matching.merge import Priors, Witness, merge

Floats = npt.NDArray[np.float32]
KEPT = 4
"""Of this many false pairs one is learnt from, and counts as many times."""


def learn(worlds: Sequence[World]) -> HistGradientBoostingClassifier:
    """A classifier of pairs that has seen all true pairs of the worlds, and one in `KEPT` of the others."""
    seen: list[npt.NDArray[np.float32]] = []
    is_true: list[npt.NDArray[np.bool_]] = []
    for world in worlds:
        true = world.is_true(*unpack(world.pairs))
        chosen = true | (np.arange(len(true)) % KEPT == 0)
        seen.append(Looks(world).features(world.pairs[chosen]))
        is_true.append(true[chosen])
    answers = np.concatenate(is_true)
    classifier = HistGradientBoostingClassifier(
        max_iter=250, learning_rate=0.1, max_leaf_nodes=48, min_samples_leaf=40, l2_regularization=1.0, random_state=1
    )
    return classifier.fit(np.concatenate(seen), answers, sample_weight=np.where(answers, 1.0, KEPT))


class Judged:
    """A world whose pairs a classifier has judged.

    Args:
        classifier: Has learnt from other worlds.
        world: The world.
    """

    def __init__(self, classifier: HistGradientBoostingClassifier, world: World) -> None:
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
        share = np.clip(self._classifier.predict_proba(self._looks.features(pairs))[:, 1], 1e-9, 1 - 1e-9)
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
