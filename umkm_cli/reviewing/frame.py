"""frame: all pairs that a sample can be drawn from, each with what matching said of it and what became of it.

These are the pairs that blocking found and matching compared, however unlikely, and all pairs of rows in one owner. A
true pair that blocking never found is in neither: no sample of pairs can tell of it.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from umkm_cli.matching.columns import Flags, Ints
from umkm_cli.matching.compare import compare
from umkm_cli.matching.groups import codes_of, places_of
from umkm_cli.matching.model import Floats
from umkm_cli.matching.packed import pack_either_way, unpack
from umkm_cli.matching.score import Weights, probability, weigh
from umkm_cli.pipeline import compare_candidates


@dataclass(frozen=True, slots=True)
class Frame:
    """Pairs of records, each once, in an order that depends on the records alone.

    Attributes:
        record_id: Names of the records.
        pairs: Packed row numbers.
        bits: Match weight of each pair.
        is_joined: Whether both of its records are one owner.
    """

    record_id: pa.Array
    pairs: Ints
    bits: Floats
    is_joined: Flags

    @property
    def share(self) -> Floats:
        """Match probability of each pair."""
        return probability(self.bits)

    def names(self, at: Ints) -> tuple[pa.Array, pa.Array]:
        """The two records of some pairs, the smaller name first."""
        one, other = (self.record_id.take(pa.array(side)) for side in unpack(self.pairs[at]))
        return pc.min_element_wise(one, other), pc.max_element_wise(one, other)


def frame_of(records: pa.Table, clusters: pa.Table, weights: Weights) -> Frame:
    """Block and compare once more: a run keeps only the pairs that were possible.

    Args:
        records: What the model reads of the records that were matched.
        clusters: `CLUSTERS`.
        weights: Those of the run.
    """
    prepared, found = compare_candidates(records, model=weights.model)
    owner = codes_of(clusters["owner_id"].take(pa.array(places_of(prepared.record_id, clusters["record_id"]))))
    further = np.setdiff1d(pairs_within(owner), found.pairs)
    bits = weigh(found.vectors, weights).weight[found.of_pair]
    more = weigh(compare(prepared, further, model=weights.model), weights).weight
    pairs = np.append(found.pairs, further)
    left, right = unpack(pairs)
    return Frame(prepared.record_id, pairs, np.append(bits, more), owner[left] == owner[right])


def pairs_within(owner: Ints) -> Ints:
    """All packed pairs of rows of one owner, ascending."""
    rows = np.argsort(owner, kind="stable")
    ordered, places, found = owner[rows], np.arange(len(rows)), [np.empty(0, np.int64)]
    distance = 1
    while len(places := places[places + distance < len(rows)]):
        places = places[ordered[places] == ordered[places + distance]]
        found.append(pack_either_way(rows[places], rows[places + distance]))
        distance += 1
    return np.sort(np.concatenate(found))
