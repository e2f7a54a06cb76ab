"""publish: what clustering found, as the tables that others read."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from umkm_cli.matching.cluster import Clustered
from umkm_cli.matching.columns import Ints
from umkm_cli.matching.groups import places_of
from umkm_cli.matching.model import MatchModel
from umkm_cli.matching.packed import pack
from umkm_cli.matching.prepare import Prepared
from umkm_cli.matching.score import probability
from umkm_cli.matching.ties import Ties
from umkm_cli.schema import CLUSTERS, pairs_table


def clusters_of(prepared: Prepared, clustered: Clustered) -> pa.Table:
    """`CLUSTERS`, by record_id. An owner is called `O` and the smallest record_id it has."""
    ids = prepared.record_id
    order = pc.sort_indices(ids).to_numpy()
    owner = clustered.owner[order]
    _, first, place = np.unique(owner, return_index=True, return_inverse=True)
    names = pc.binary_join_element_wise("O", ids.take(pa.array(order[first[place]])), "")
    return CLUSTERS.conform(pa.table({"record_id": ids.take(pa.array(order)), "owner_id": names}))


def links_of(prepared: Prepared, clustered: Clustered, clusters: pa.Table) -> pa.Table:
    """`owner_id` and `weight` (bits) of the merges that made each owner."""
    left = prepared.record_id.take(pa.array(clustered.merged.left))
    owner = clusters["owner_id"].take(pa.array(places_of(left, clusters["record_id"])))
    return pa.table({"owner_id": owner, "weight": clustered.merged.weight})


def pairs_of(prepared: Prepared, clustered: Clustered, model: MatchModel) -> pa.Table:
    """The `pairs` table, strongest first."""
    vectors, weight = clustered.scored.vectors, clustered.scored.weight
    rank = np.empty(prepared.size, np.int64)
    rank[pc.sort_indices(prepared.record_id).to_numpy()] = np.arange(prepared.size)
    left, right = _by_name(rank, vectors.left, vectors.right)
    order = np.lexsort((rank[right], rank[left], -np.round(weight, 6)))
    columns: dict[str, pa.Array] = {
        "left_id": prepared.record_id.take(pa.array(left[order])),
        "right_id": prepared.record_id.take(pa.array(right[order])),
        "match_weight": pa.array(weight[order]),
        "match_probability": pa.array(probability(weight[order])),
        "decision": _decisions(pack(vectors.left, vectors.right)[order], clustered.ties),
    }
    for column, comparison in enumerate(model.comparisons):
        names = pa.array(comparison.level_names)
        columns[f"level_{comparison.name}"] = names.take(pa.array(vectors.levels[order, column]))
    return pairs_table(model.comparison_names).conform(pa.table(columns))


def _decisions(packed: Ints, ties: Ties) -> pa.Array:
    """What a person decided of each pair, null for nothing."""
    is_same, is_different = np.isin(packed, ties.same), np.isin(packed, ties.different)
    return pa.array(np.where(is_same, "same", "different"), pa.string(), mask=~(is_same | is_different))


def _by_name(rank: Ints, left: Ints, right: Ints) -> tuple[Ints, Ints]:
    """Each pair with the smaller record_id first."""
    swap = rank[left] > rank[right]
    return np.where(swap, right, left), np.where(swap, left, right)
