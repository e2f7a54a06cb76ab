"""Learn from the truth of some worlds, and join the pairs of another as the shipped matcher would."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from sklearn.ensemble import HistGradientBoostingClassifier

from benchmarks.hard_cases import Row
from benchmarks.yardstick.features import features
from benchmarks.yardstick.world import Ints, World, model_without_bounds
from umkm_cli.matching.block import pack, unpack
from umkm_cli.matching.cluster import cluster
from umkm_cli.matching.compare import Vectors
from umkm_cli.matching.score import Scored, Weights

Floats = npt.NDArray[np.float64]
KEPT = 3
"""Of this many false pairs one is learnt from, and counts as many times."""
DOUBTFUL = -6.0
"""Bits; weaker pairs never bring two records into one look."""
SMALL = 60
"""Records of a group that are looked at all with all."""


def learn(worlds: Sequence[World]) -> HistGradientBoostingClassifier:
    """A classifier of pairs that has seen all true pairs of the worlds, and a third of the others."""
    seen: list[npt.NDArray[np.float32]] = []
    is_true: list[npt.NDArray[np.bool_]] = []
    for world in worlds:
        true = world.is_true(*unpack(world.pairs))
        chosen = true | (np.arange(len(true)) % KEPT == 0)
        seen.append(features(world, world.pairs[chosen]))
        is_true.append(true[chosen])
    answers = np.concatenate(is_true)
    classifier = HistGradientBoostingClassifier(
        max_iter=400, learning_rate=0.08, max_leaf_nodes=63, min_samples_leaf=40, l2_regularization=1.0, random_state=1
    )
    return classifier.fit(np.concatenate(seen), answers, sample_weight=np.where(answers, 1.0, KEPT))


def weigh(classifier: HistGradientBoostingClassifier, world: World, pairs: Ints) -> Floats:
    """What the classifier makes of each pair, in bits."""
    share = np.clip(classifier.predict_proba(features(world, pairs))[:, 1], 1e-9, 1 - 1e-9)
    bits: Floats = np.log2(share / (1 - share))
    return bits


def with_groups(
    classifier: HistGradientBoostingClassifier, world: World, pairs: Ints, bits: Floats
) -> tuple[Ints, Floats]:
    """Add the pairs that no pass found but that belong to a small group of records held together by others."""
    groups = _groups(world.size, *unpack(pairs[bits > DOUBTFUL]))
    more = np.setdiff1d(np.array([pack_of for rows in groups for pack_of in _all_pairs(rows)], np.int64), pairs)
    if not len(more):
        return pairs, bits
    return np.concatenate([pairs, more]), np.concatenate([bits, weigh(classifier, world, more)])


def _groups(size: int, left: Ints, right: Ints) -> list[list[int]]:
    """Connected records, of groups with more than two and not too many."""
    root = list(range(size))

    def top(row: int) -> int:
        while root[row] != row:
            root[row] = row = root[root[row]]
        return row

    for one, other in zip(left.tolist(), right.tolist(), strict=True):
        root[max(top(one), top(other))] = min(top(one), top(other))
    members: dict[int, list[int]] = {}
    for row in np.unique(np.concatenate([left, right])).tolist():
        members.setdefault(top(row), []).append(row)
    return [rows for rows in members.values() if 2 < len(rows) <= SMALL]


def _all_pairs(rows: list[int]) -> list[int]:
    at = np.array(rows, np.int64)
    one, other = np.triu_indices(len(at), k=1)
    packed: list[int] = pack(at[one], at[other]).tolist()
    return packed


def join(world: World, pairs: Ints, bits: Floats, threshold: float) -> Ints:
    """The owner found for each record; `threshold` is the bits from which a pair speaks for one owner."""
    left, right = unpack(pairs)
    model = model_without_bounds()
    nothing = np.zeros((len(pairs), len(model.comparisons)), np.int8)
    scored = Scored(Vectors(left, right, nothing, nothing.astype(np.float32)), bits - threshold)
    return cluster(world.prepared, scored, Weights(model, 0.0, (), ()), threshold=0.0).owner


def rows_of(world: World, found: Ints) -> list[Row]:
    """Truth and finding of each record."""
    return [
        Row(str(owner), str(place), cases)
        for owner, place, cases in zip(world.owners, found.tolist(), world.cases, strict=True)
    ]
