"""Learn from the truth of some worlds which pairs are one owner."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from sklearn.ensemble import HistGradientBoostingClassifier

from benchmarks.yardstick.features import Looks
from benchmarks.yardstick.world import World
from umkm_cli.matching.packed import unpack

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
