"""ties: pairs of records that people decided, as row numbers of the records that are compared."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from umkm_cli.matching.columns import Ints
from umkm_cli.matching.groups import places_of
from umkm_cli.matching.packed import pack_either_way


@dataclass(frozen=True, slots=True)
class Ties:
    """Decided pairs.

    Attributes:
        same: Packed pairs of one owner, ascending.
        different: Packed pairs of two owners, ascending; never one that `same` joins, directly or through others.
    """

    same: Ints
    different: Ints

    @property
    def pairs(self) -> Ints:
        """All of them."""
        return np.append(self.same, self.different)


NO_TIES = Ties(np.empty(0, np.int64), np.empty(0, np.int64))


def ties_of(decided: pa.Table, record_id: pa.Array) -> Ties:
    """The decided pairs (`DECIDED`) whose two records are among those of `record_id`."""
    left, right = (places_of(decided[side], record_id) for side in ("left_id", "right_id"))
    is_there = (left >= 0) & (right >= 0)
    is_same = np.asarray(pc.equal(decided["answer"], "same").to_numpy(zero_copy_only=False), bool)
    packed = pack_either_way(left, right)
    return Ties(np.sort(packed[is_there & is_same]), np.sort(packed[is_there & ~is_same]))
