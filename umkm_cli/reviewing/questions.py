"""questions: which pairs a person should look at, those first whose answer changes most.

What an answer changes is the count of owners: two records joined are one owner less, an owner split is one more. A
question is worth the probability that the answer is not what matching did, times how much that changes.
"""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from umkm_cli.config import Config
from umkm_cli.matching.columns import Flags, Ints
from umkm_cli.matching.groups import numbered, places_of
from umkm_cli.matching.model import Floats
from umkm_cli.schema import QUESTIONS

KINDS = ("conflict", "over_merged", "weak_link", "refused", "near_miss")
"""Kinds of doubt, in the order in which they are told."""

OVER_MERGED, WEAK_LINK, REFUSED, NEAR_MISS = 1, 2, 3, 4

CONTRADICTS = 0.10
"""Match probability below which two rows of one owner contradict each other."""

LEAST = 0.02
"""Doubt below which nobody is asked."""


def questions(records: pa.Table, clusters: pa.Table, pairs: pa.Table, *, config: Config) -> pa.Table:
    """Find what to ask, in order.

    Args:
        records: `record_id`, and `list`, `district_code` and `district` where the list has them.
        clusters: `CLUSTERS`.
        pairs: `pairs_table`; those a person has decided are left out.
        config: The thresholds that matching ran with.

    Returns:
        `QUESTIONS`, one for each two owners at most, and one for each weak link of an owner.
    """
    pairs = pairs.filter(pc.is_null(pairs["decision"]))
    owner_ids, owner = numbered(clusters["owner_id"])
    of = {side: places_of(pairs[side], clusters["record_id"]) for side in ("left_id", "right_id")}
    left, right = owner[of["left_id"]], owner[of["right_id"]]
    share = pairs["match_probability"].to_numpy()
    kind = _kinds(left == right, share, config)
    doubt = np.where(left == right, 1.0 - share, share)
    chosen = _chosen(left, right, doubt)
    order = chosen[np.lexsort((chosen, -doubt[chosen], kind[chosen] != OVER_MERGED))]
    return _table(records, pairs, owner_ids, (left, right), (kind, doubt), order)


def _kinds(is_joined: Flags, share: Floats, config: Config) -> Ints:
    inside = np.where(share < CONTRADICTS, OVER_MERGED, WEAK_LINK)
    across = np.where(share >= config.match_threshold, REFUSED, NEAR_MISS)
    kinds: Ints = np.where(is_joined, inside, across)
    return kinds


def _chosen(left: Ints, right: Ints, doubt: Floats) -> Ints:
    """Places of the pairs that are asked: of each two owners, and of each owner, the most doubtful."""
    worth = np.flatnonzero(doubt >= LEAST)
    order = worth[np.lexsort((worth, -doubt[worth]))]
    low, high = np.minimum(left, right)[order], np.maximum(left, right)[order]
    _, first = np.unique(low << 32 | high, return_index=True)
    chosen: Ints = order[first]
    return chosen


def _table(
    records: pa.Table, pairs: pa.Table, owner_ids: pa.Array, owners: tuple[Ints, Ints], told: tuple[Ints, Floats],
    order: Ints,
) -> pa.Table:  # fmt: skip
    at = pa.array(order)
    picked = pairs.take(at)
    rows = pa.array(places_of(picked["left_id"], records["record_id"]))
    nothing = pa.nulls(len(order), pa.string())
    where = {
        name: records[name].take(rows) if name in records.column_names else nothing
        for name in ("district_code", "district")
    }
    return QUESTIONS.conform(
        pa.table(
            {
                "left_id": picked["left_id"],
                "right_id": picked["right_id"],
                "kind": pa.array(KINDS).take(pa.array(told[0][order])),
                "owner_id": owner_ids.take(pa.array(owners[0][order])),
                "other_id": owner_ids.take(pa.array(owners[1][order])),
                "match_weight": picked["match_weight"],
                "match_probability": picked["match_probability"],
                "doubt": told[1][order],
                **where,
            }
        )
    )
