"""survive: one golden record per owner; each value is the best supported one, with the record it came from.

Everything is columns: the records stand owner by owner, the latest of each owner first, and the best record of a
group of columns is the first one with the greatest rank. Values that lost are not copied: `disagreeing` names their
columns, and `record_ids` the rows they stand in.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from umkm_cli.matching.columns import Flags, Ints, flat
from umkm_cli.matching.golden import Golden
from umkm_cli.matching.groups import codes_of, distinct, numbered, places_of


@dataclass(frozen=True, slots=True)
class _Crowd:
    """The records of the owners with more than one, owner by owner, the latest first.

    Attributes:
        rows: The records.
        at: Row of each in the table of all records.
        starts: Where each owner begins.
        owner: Number of the owner of each row, from 0.
    """

    rows: pa.Table
    at: Ints
    starts: Ints
    owner: Ints


def survive(records: pa.Table, clusters: pa.Table, links: pa.Table, *, golden: Golden) -> pa.Table:
    """Build the table of owners from records, `CLUSTERS` and the links that hold the owners together.

    Support is the number of the owner's records that have the value. Ties go to the later record (see `Golden`), then
    the fuller value, then the smaller record_id.

    Args:
        records: At least `record_id` and the columns that `golden` names, in order of `record_id`.
        clusters: `CLUSTERS`, any order.
        links: `owner_id` and `weight` in bits.
        golden: How to choose.

    Returns:
        `golden.table`, in order of `owner_id`.
    """
    owner_ids, cluster = numbered(clusters["owner_id"])
    owner = cluster[places_of(records["record_id"], clusters["record_id"])]
    order = np.argsort(owner, kind="stable")
    sizes = np.bincount(owner, minlength=len(owner_ids))
    starts = np.cumsum(sizes) - sizes
    repeated = np.flatnonzero(sizes > 1)
    crowd = _crowd(records.select(["record_id", *golden.needed]), owner, sizes, golden)
    columns: dict[str, pa.Array | pa.ChunkedArray] = {"owner_id": owner_ids}
    origin: dict[str, Ints] = {}
    for group in golden.groups:
        best = order[starts] if len(order) else order
        best[repeated] = _best(crowd, group, golden)
        columns |= {name: _take(records[name], best) for name in group}
        origin |= dict.fromkeys(group, best)
    listed = pa.array(np.append(starts, len(order)).astype(np.int32))
    columns |= {
        "records": pa.array(sizes.astype(np.int32)),
        **_counted(records, owner, len(owner_ids), golden),
        **_gathered(records, owner, len(owner_ids), golden),
        "record_ids": pa.ListArray.from_arrays(listed, flat(records["record_id"]).take(pa.array(order))),
        "origin": _origins(records, columns, origin, repeated),
        "disagreeing": _disagreeing(crowd, repeated, len(owner_ids), golden),
        "weakest_weight": _weakest(links, owner_ids),
    }
    table = golden.table(records.schema)
    return table.conform(pa.table({name: columns[name] for name in table.names}))


def _crowd(records: pa.Table, owner: Ints, sizes: Ints, golden: Golden) -> _Crowd:
    at = np.flatnonzero(sizes[owner] > 1)
    rows, of = records.take(pa.array(at)), owner[at]
    keys: list[Ints | Flags] = [at]
    keys.extend(-numbered(rows[column])[1] for column in reversed(golden.newest))
    keys.extend(~_is(rows, column, value) for column, value in golden.first.items())
    order = np.lexsort((*keys, of))
    of = of[order]
    starts = np.flatnonzero(np.diff(of, prepend=-1))
    number = np.cumsum(np.diff(of, prepend=-1) != 0) - 1
    return _Crowd(rows.take(pa.array(order)), at[order], starts, number)


def _is(rows: pa.Table, column: str, value: str) -> Flags:
    same: Flags = pc.fill_null(pc.equal(rows[column], value), False).to_numpy(zero_copy_only=False)  # noqa: FBT003 - Arrow's signature
    return same


def _best(crowd: _Crowd, group: tuple[str, ...], golden: Golden) -> Ints:
    """For each owner of the crowd the record whose values are taken, as a row of all records; -1 for none."""
    if not len(crowd.starts):
        return crowd.at
    codes = [codes_of(crowd.rows[column]) for column in group]
    fullness: Ints = (np.array(codes) >= 0).sum(axis=0)
    rank = np.where(fullness > 0, 0, -1)
    if group[0] not in golden.latest:
        lead = codes[0]
        value = crowd.owner * (lead.max() + 2) + lead + 1
        # Records without any value speak for nothing.
        _, place, support = np.unique(np.where(fullness > 0, value, -1), return_inverse=True, return_counts=True)
        rank = np.where(
            fullness > 0, _preference(crowd, group, lead, fullness, golden) * len(value) + support[place], -1
        )
    greatest = np.maximum.reduceat(rank, crowd.starts)
    candidates = np.where(rank == greatest[crowd.owner], np.arange(len(rank)), len(rank))
    first = np.minimum.reduceat(candidates, crowd.starts)
    best: Ints = np.where(greatest >= 0, crowd.at[first], -1)
    return best


def _preference(crowd: _Crowd, group: tuple[str, ...], lead: Ints, fullness: Ints, golden: Golden) -> Ints:
    """What goes before support: that the value is sound, where a column says so, else how many columns it fills."""
    for column, value in golden.sound.items():
        if column in group:
            return np.where(_is(crowd.rows, column, value), 2, lead >= 0)
    return fullness


def _take(column: pa.ChunkedArray, rows: Ints) -> pa.Array:
    """The values at `rows`, null where a row is -1."""
    return flat(column).take(pa.array(rows, mask=rows < 0))


def _counted(records: pa.Table, owner: Ints, owners: int, golden: Golden) -> dict[str, pa.Array]:
    """Per owner, how many records have the values that `golden.count` names."""
    return {
        name: pa.array(
            np.bincount(
                owner[np.logical_and.reduce([_is(records, column, value) for column, value in values.items()])],
                minlength=owners,
            ).astype(np.int32)
        )
        for name, values in golden.count.items()
    }


def _gathered(records: pa.Table, owner: Ints, owners: int, golden: Golden) -> dict[str, pa.Array]:
    """Per owner, the distinct values of the columns that `golden.gather` names, sorted."""
    found = {}
    for name, column in golden.gather.items():
        values, code = numbered(records[column])
        known = code >= 0
        pairs = distinct(owner[known] * max(1, len(values)) + code[known])
        offsets = np.searchsorted(pairs // max(1, len(values)), np.arange(owners + 1))
        picked = values.take(pa.array(pairs % max(1, len(values))))
        found[name] = pa.ListArray.from_arrays(pa.array(offsets.astype(np.int32)), picked)
    return found


def _origins(
    records: pa.Table, columns: dict[str, pa.Array | pa.ChunkedArray], origin: dict[str, Ints], repeated: Ints
) -> pa.Array:
    """For each repeated owner: the columns it has a value for, and the record of each; an empty map for others."""
    names = list(origin)
    filled = np.zeros((len(columns["owner_id"]), len(names)), bool)
    for place, name in enumerate(names):
        filled[repeated, place] = columns[name].is_valid().to_numpy(zero_copy_only=False)[repeated]
    at_owner, at_column = np.nonzero(filled)
    rows = np.column_stack(list(origin.values()))[at_owner, at_column]
    offsets = pa.array(np.concatenate([[0], np.cumsum(filled.sum(axis=1))]).astype(np.int32))
    keys = pa.array(names, pa.string()).take(pa.array(at_column))
    return pa.MapArray.from_arrays(offsets, keys, flat(records["record_id"]).take(pa.array(rows)))


def _disagreeing(crowd: _Crowd, repeated: Ints, owners: int, golden: Golden) -> pa.Array:
    """Per owner, the columns in which its records have more than one value."""
    differs = np.zeros((owners, len(golden.columns)), bool)
    for place, column in enumerate(golden.columns if len(repeated) else ()):
        codes = codes_of(crowd.rows[column])
        smallest = np.minimum.reduceat(np.where(codes < 0, len(codes), codes), crowd.starts)
        differs[repeated, place] = smallest < np.maximum.reduceat(codes, crowd.starts)
    offsets = pa.array(np.concatenate([[0], np.cumsum(differs.sum(axis=1))]).astype(np.int32))
    return pa.ListArray.from_arrays(
        offsets, pa.array(golden.columns, pa.string()).take(pa.array(np.nonzero(differs)[1]))
    )


def _weakest(links: pa.Table, owner_ids: pa.Array) -> pa.Array:
    """Per owner the smallest weight of its links; null without any."""
    weakest = np.full(len(owner_ids), np.inf)
    at = places_of(links["owner_id"], owner_ids)
    np.minimum.at(weakest, at, links["weight"].to_numpy())
    return pa.array(weakest, mask=np.isinf(weakest))
