"""changes: what became of the owners since the last run."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

import numpy as np
import pyarrow as pa

from umkm_cli.matching.columns import Flags, Ints
from umkm_cli.schema import CHANGES

KINDS = ("added", "joined", "split", "changed", "left")
"""Kinds of change, in the order in which they are told; an owner that is none of these is unchanged."""


@dataclass(frozen=True, slots=True)
class Shares:
    """Which cluster shares how many records with which earlier owner; one entry for each two that share any.

    Attributes:
        cluster: Number of the cluster.
        owner: Number of the earlier owner.
        records: How many records they share, at least 1.
    """

    cluster: Ints
    owner: Ints
    records: Ints

    @classmethod
    def of(cls, cluster: Ints, owner: Ints) -> Self:
        """Count the shares, given the cluster and the earlier owner of each record; -1 for none."""
        told = (cluster >= 0) & (owner >= 0)
        pairs, records = np.unique(cluster[told] << 32 | owner[told], return_counts=True)
        return cls(pairs >> 32, pairs & 0xFFFFFFFF, records)


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many records there are.

    Attributes:
        now: Of each cluster.
        same: Of these, records that said the same of who it is in the last run.
        past: Of each earlier owner, in the last run; 0 for one that had retired by then.
    """

    now: Ints
    same: Ints
    past: Ints


def tell_changes(shares: Shares, sizes: Sizes, owner_ids: pa.Array, past_ids: pa.Array) -> pa.Table:
    """`CHANGES`, by kind and by what the owners were.

    Args:
        shares: Which cluster shares records with which owner of the last run.
        sizes: Records of both.
        owner_ids: Id of each cluster.
        past_ids: Id of each earlier owner.
    """
    return CHANGES.from_rows(sorted(_rows(shares, sizes, owner_ids.to_pylist(), past_ids.to_pylist()), key=_order))


def count_changes(changes: pa.Table, owners: int) -> dict[str, int]:
    """How many there are of each kind, `unchanged` included, given how many owners there are now."""
    counts = Counter(changes["change"].to_pylist())
    unchanged = owners - changes.num_rows + counts["left"]
    return {kind: counts[kind] for kind in KINDS} | {"unchanged": unchanged}


def _order(row: dict[str, object]) -> tuple[int, str, str]:
    return KINDS.index(str(row["change"])), str(row["old_ids"]), str(row["owner_id"])


def _rows(shares: Shares, sizes: Sizes, owner_ids: list[str], past_ids: list[str]) -> Iterator[dict[str, object]]:
    touched = _touched(shares, sizes)
    owners_of: dict[int, list[int]] = defaultdict(list)
    clusters_of: dict[int, list[int]] = defaultdict(list)
    for place in np.flatnonzero(touched[shares.cluster]).tolist():
        cluster, owner = int(shares.cluster[place]), int(shares.owner[place])
        owners_of[cluster].append(owner)
        clusters_of[owner].append(cluster)
    for cluster in np.flatnonzero(touched).tolist():
        olds = owners_of[cluster]
        news = sorted({cluster, *(new for old in olds for new in clusters_of[old])})
        yield {
            "change": _kind(len(olds), len(news)),
            "owner_id": owner_ids[cluster],
            "old_ids": [past_ids[old] for old in olds],
            "new_ids": [owner_ids[new] for new in news],
            "records_before": int(sizes.past[olds].sum()),
            "records": int(sizes.now[cluster]),
        }
    has_left = sizes.past > 0
    has_left[shares.owner] = False
    for owner in np.flatnonzero(has_left).tolist():
        gone = {"old_ids": [past_ids[owner]], "new_ids": [], "records_before": int(sizes.past[owner]), "records": 0}
        yield {"change": "left", "owner_id": None, **gone}


def _touched(shares: Shares, sizes: Sizes) -> Flags:
    """Clusters that are not exactly what an earlier owner was."""
    of_whom, into_how_many = np.bincount(shares.cluster), np.bincount(shares.owner)
    same = (of_whom[shares.cluster] == 1) & (into_how_many[shares.owner] == 1)
    cluster, owner = shares.cluster[same], shares.owner[same]
    same = (sizes.same[cluster] == sizes.now[cluster]) & (sizes.past[owner] == sizes.now[cluster])
    touched = np.full(len(sizes.now), True)  # noqa: FBT003 - NumPy's signature
    touched[cluster[same]] = False
    return touched


def _kind(olds: int, news: int) -> str:
    if olds == 0:
        return "added"
    if olds > 1:
        return "joined"
    return "split" if news > 1 else "changed"
