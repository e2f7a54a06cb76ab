"""rule_out: candidate pairs -> those that can still be one owner, before names are compared.

Comparing names is the dear part. Two sound numbers of another birth date or sex mean two people; such a pair is only
worth a look, and a place in the review, when it agrees on a key that the model spares all the same.
"""

import numpy as np

from umkm_cli.matching.block import unpack
from umkm_cli.matching.columns import Flags, Ints
from umkm_cli.matching.keys import Single, keys_of
from umkm_cli.matching.model import MatchModel
from umkm_cli.matching.nik import contradicts
from umkm_cli.matching.prepare import Prepared


def never(prepared: Prepared, left: Ints, right: Ints, *, model: MatchModel) -> Flags:
    """(pairs,) two records that cannot be one owner: of one list that is only linked, or of two people's NIKs."""
    found = np.zeros(len(left), bool)
    if prepared.source is not None:
        found |= prepared.source[left] == prepared.source[right]
    if model.apart is not None:
        found |= contradicts(prepared.niks(model.apart.column), left, right)
    return found


def rule_out(prepared: Prepared, pairs: Ints, *, model: MatchModel) -> Ints:
    """Drop from packed pairs what cannot be one owner and nothing else speaks for."""
    left, right = unpack(pairs)
    hopeless = np.flatnonzero(never(prepared, left, right, model=model))
    left, right = left[hopeless], right[hopeless]
    spared = np.zeros(len(hopeless), bool)
    for key in model.apart.spare if model.apart else ():
        spared |= _same(prepared, key, left, right)
    keep = np.ones(len(pairs), bool)
    keep[hopeless[~spared]] = False
    return pairs[keep]


def _same(prepared: Prepared, key: str, left: Ints, right: Ints) -> Flags:
    keyed = keys_of(prepared, key)
    if not isinstance(keyed, Single):
        raise TypeError(key)
    same: Flags = keyed.known[left] & keyed.known[right] & (keyed.keys[left] == keyed.keys[right])
    return same
