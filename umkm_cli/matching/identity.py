"""identity: an owner keeps its id when lists are added, corrected or taken away.

A new cluster keeps the id of the earlier owner with which it shares most records. An id that nobody keeps is retired,
and comes back only for a cluster that has records of that very owner again.
"""

from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from umkm_cli.matching.carry import TRACES, carry, unaltered
from umkm_cli.matching.changes import Shares, Sizes, tell_changes
from umkm_cli.matching.columns import Flags, Ints
from umkm_cli.matching.groups import numbered, places_of
from umkm_cli.schema import CLUSTERS, IDENTITIES


@dataclass(frozen=True, slots=True)
class Identified:
    """Owners under their lasting ids.

    Attributes:
        owner_ids: The id of each cluster, in order of the ids that `cluster` gave.
        clusters: `CLUSTERS`, in the order given.
        identities: `IDENTITIES`, for the next run.
        changes: `CHANGES` since the last run; None for the first.
    """

    owner_ids: pa.Array
    clusters: pa.Table
    identities: pa.Table
    changes: pa.Table | None


@dataclass(frozen=True, slots=True)
class _Past:
    """The last run.

    Attributes:
        ids: Every id that was ever given, sorted.
        owner: Number of the owner, for each row of `IDENTITIES`.
        is_current: Whether the record was this owner's in the last run, for each row.
    """

    ids: pa.Array
    owner: Ints
    is_current: Flags

    @property
    def sizes(self) -> Ints:
        """Records of each owner in the last run."""
        return np.bincount(self.owner[self.is_current], minlength=len(self.ids))


def identify(clusters: pa.Table, records: pa.Table, before: pa.Table) -> Identified:
    """Give clusters the ids of the owners they were before.

    Args:
        clusters: `CLUSTERS` as `cluster` names them.
        records: `record_id`, and `TRACES` where the list has them, of the same records in any order.
        before: `IDENTITIES` of the last run; empty for the first.
    """
    if not clusters["record_id"].equals(records["record_id"]):
        records = records.take(pa.array(places_of(clusters["record_id"], records["record_id"])))
    given, cluster = numbered(clusters["owner_id"])
    past = _Past(*numbered(before["owner_id"]), before["is_current"].to_numpy())
    current = before.filter(before["is_current"])
    continues = carry(current, records)
    shares = Shares.of(cluster, np.append(past.owner[past.is_current], -1)[continues])
    owner_ids = _named(given, _kept(shares, _former(cluster, clusters, before, past), len(given)), past)
    clusters = CLUSTERS.conform(
        pa.table({"record_id": clusters["record_id"], "owner_id": owner_ids.take(pa.array(cluster))})
    )
    changes = None
    if before.num_rows:
        sizes = Sizes(
            now=np.bincount(cluster, minlength=len(given)),
            same=np.bincount(cluster[unaltered(current, records, continues)], minlength=len(given)),
            past=past.sizes,
        )
        changes = tell_changes(shares, sizes, owner_ids, past.ids)
    return Identified(owner_ids, clusters, _remembered(clusters, records, before), changes)


def _former(cluster: Ints, clusters: pa.Table, before: pa.Table, past: _Past) -> Shares:
    """Records that clusters share with retired owners, from the time when these had them."""
    rows = np.flatnonzero((past.sizes == 0)[past.owner])
    if not len(rows):
        return Shares.of(rows, rows)
    at = places_of(before["record_id"].take(pa.array(rows)), clusters["record_id"])
    return Shares.of(np.append(cluster, -1)[at], past.owner[rows])


def _kept(now: Shares, former: Shares, clusters: int) -> Ints:
    """For each cluster the number of the owner whose id it keeps, -1 for none.

    First those that share most records now, then those that did; of equals the smaller id and record go first.
    """
    cluster, owner = np.append(now.cluster, former.cluster), np.append(now.owner, former.owner)
    is_former = np.repeat([False, True], [len(now.cluster), len(former.cluster)])
    kept = np.full(clusters, -1)
    is_sure = (np.bincount(cluster)[cluster] == 1) & (np.bincount(owner)[owner] == 1)
    kept[cluster[is_sure]] = owner[is_sure]
    order = np.lexsort((cluster, owner, -np.append(now.records, former.records), is_former))
    order = order[~is_sure[order]]
    taken: set[int] = set()
    for one, id_ in zip(cluster[order].tolist(), owner[order].tolist(), strict=True):
        if kept[one] < 0 and id_ not in taken:
            kept[one] = id_
            taken.add(id_)
    return kept


def _named(given: pa.Array, kept: Ints, past: _Past) -> pa.Array:
    """The id of each cluster: the one it keeps, else the one `cluster` gave, unless somebody has or had that."""
    is_new = kept < 0
    taken, ids = set(past.ids.to_pylist()), given.to_pylist()
    for place in np.flatnonzero(is_new).tolist():
        while ids[place] in taken:
            ids[place] = "O" + blake2b(ids[place].encode(), digest_size=8).hexdigest()
        taken.add(ids[place])
    return pc.if_else(pa.array(is_new), pa.array(ids, pa.string()), past.ids.take(pa.array(kept, mask=is_new)))


def _remembered(clusters: pa.Table, records: pa.Table, before: pa.Table) -> pa.Table:
    """`IDENTITIES`: who has each record now, and who had one before that has it no more."""
    nothing = {name: pa.nulls(clusters.num_rows, IDENTITIES.schema.field(name).type) for name in TRACES}
    told = {name: records[name] for name in TRACES if name in records.column_names}
    is_current = pa.array(np.full(clusters.num_rows, True))  # noqa: FBT003 - NumPy's signature
    now = IDENTITIES.conform(
        pa.table(
            {**{name: clusters[name] for name in clusters.column_names}, "is_current": is_current, **nothing, **told}
        )
    )
    at = places_of(before["record_id"], clusters["record_id"])
    owner = clusters["owner_id"].combine_chunks().take(pa.array(at, mask=at < 0))
    is_lost = pc.invert(pc.fill_null(pc.equal(before["owner_id"], owner), False))  # noqa: FBT003 - Arrow's signature
    ids = before.filter(is_lost).select(["record_id", "owner_id"])
    rest = {name: pa.nulls(ids.num_rows, IDENTITIES.schema.field(name).type) for name in TRACES}
    is_current = pa.array(np.full(ids.num_rows, False))  # noqa: FBT003 - NumPy's signature
    lost = IDENTITIES.conform(
        pa.table({**{name: ids[name] for name in ids.column_names}, "is_current": is_current, **rest})
    )
    return pa.concat_tables([now, lost])
