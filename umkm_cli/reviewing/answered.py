"""answered: what people decided, as numbers of the owners that matching found."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from umkm_cli.decisions import Answer, Decision
from umkm_cli.matching.columns import Ints
from umkm_cli.matching.groups import places_of_both
from umkm_cli.matching.packed import pack_either_way
from umkm_cli.reviewing.settle import Conflict, Pair, Settled, pair_of


@dataclass(frozen=True, slots=True)
class Answered:
    """What binds.

    Attributes:
        part: (records,) records that were decided to be one owner, directly or through others, have one number.
        across: Packed owners between which a pair was decided.
        parted: Owners of which two rows were decided to be of two.
    """

    part: Ints
    across: Ints
    parted: Ints


def answered(settled: Settled, record_id: pa.Array, owner: Ints) -> Answered:
    """The binding answers about records that are there.

    Args:
        settled: What people decided.
        record_id: (records,) as matching found them.
        owner: (records,) theirs.
    """
    pairs = list(settled.binding)
    rows = rows_of(pairs, record_id)
    is_there = (rows >= 0).all(axis=0)
    is_same = np.array([settled.binding[pair] is Answer.SAME for pair in pairs], bool) & is_there
    one, other = owner[rows]
    inside = is_there & (one == other)
    return Answered(
        part=_parts(rows[:, is_same], len(owner)),
        across=pack_either_way(one, other)[is_there & ~inside],
        parted=one[inside & ~is_same],
    )


def weakest_of(conflict: Conflict) -> Decision:
    """The answer that the evidence speaks most against: whoever is asked again is asked about this.

    Links that somebody has confirmed since, to settle the conflict, are not asked a second time.
    """
    confirmed = {pair_of(one) for one in conflict.decisions if one.settles}
    left = [one for one in conflict.decisions if pair_of(one) not in confirmed] or conflict.decisions
    return max(left, key=lambda one: (_against(one), pair_of(one)))


def waiting(settled: Settled, pairs: pa.Table, names: frozenset[str]) -> int:
    """How many pairs the owners do not follow yet: decided, or no longer decided, since they were found.

    Args:
        settled: What people decided.
        pairs: `left_id`, `right_id` and `decision` are read.
        names: Records that are there.
    """
    followed = pairs.filter(pc.is_valid(pairs["decision"]))
    before = set(zip(*(followed[name].to_pylist() for name in ("left_id", "right_id", "decision")), strict=True))
    now = {(*pair, answer.value) for pair, answer in settled.binding.items() if names.issuperset(pair)}
    return len({pair[:2] for pair in before ^ now})


def rows_of(pairs: Iterable[Pair], record_id: pa.Array) -> Ints:
    """(2, pairs) the places of the records of these pairs, -1 for those that are gone."""
    told = list(pairs)
    left, right = (pa.array([pair[side] for pair in told], pa.string()) for side in (0, 1))
    return places_of_both(left, right, record_id)


def _against(decision: Decision) -> float:
    bits = decision.weight or 0.0
    return bits if decision.answer is Answer.DIFFERENT else -bits


def _parts(rows: Ints, size: int) -> Ints:
    """A number for each record: of the tree it is in, that of its smallest record."""
    part = np.arange(size)
    for one, other in rows.T:
        low, high = sorted((part[one], part[other]))
        if low != high:
            part[part == high] = low
    return part
