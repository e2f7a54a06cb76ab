"""rule_out: candidate pairs -> those that can still be one owner, before names are compared.

Comparing names is the dear part. Two sound NIKs of another birth date or sex mean two people; such a pair is only worth
a look, and a place in the review, when it shares the name or the phone all the same.
"""

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from umkm_cli.matching.nik import contradicts
from umkm_cli.matching.prepare import Ints, Prepared


def rule_out(prepared: Prepared, pairs: pa.Table) -> pa.Table:
    """Drop from `CANDIDATE_PAIRS` what the NIKs rule out and nothing else speaks for."""
    left, right = pairs["left"].to_numpy().astype(np.int64), pairs["right"].to_numpy().astype(np.int64)
    hopeless = contradicts(prepared, left, right)
    hopeless &= ~_same(prepared.names.key.codes, left, right, prepared.names.sound_code)
    hopeless &= ~_same(prepared.phone.codes, left, right)
    return pairs.filter(pa.array(~hopeless))


def _same(codes: Ints, left: Ints, right: Ints, group: Ints | None = None) -> npt.NDArray[np.bool_]:
    """Both have a value and it is equal; with `group`, values of one group count as equal."""
    one, other = codes[left], codes[right]
    known = (one >= 0) & (other >= 0)
    if group is not None and len(group):
        one, other = group[np.maximum(one, 0)], group[np.maximum(other, 0)]
    same: npt.NDArray[np.bool_] = known & (one == other)
    return same
