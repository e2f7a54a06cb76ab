"""rule_out: candidate pairs -> those that can still be one owner, before names are compared.

Comparing names is the dear part. Two sound numbers of another birth date or sex mean two people; such a pair is only
worth a look, and a place in the review, when it agrees on a key that the model spares all the same.
"""

from dataclasses import dataclass

import numpy as np

from umkm_cli.matching.columns import Flags, Ints
from umkm_cli.matching.keys import Single, keys_of
from umkm_cli.matching.model import MatchModel
from umkm_cli.matching.nik import contradicts
from umkm_cli.matching.packed import unpack
from umkm_cli.matching.prepare import Prepared


def never(prepared: Prepared, left: Ints, right: Ints, *, model: MatchModel) -> Flags:
    """(pairs,) two records that cannot be one owner: of one list that is only linked, or of two people's NIKs."""
    found = np.zeros(len(left), bool)
    if prepared.source is not None:
        found |= prepared.source[left] == prepared.source[right]
    if model.apart is not None:
        found |= contradicts(prepared.niks(model.apart.column), left, right)
    return found


@dataclass(frozen=True, slots=True)
class Ruling:
    """Tells which pairs of some records are worth comparing.

    Attributes:
        spare: Keys that keep a pair worth a look.
    """

    spare: tuple[Single, ...]

    @classmethod
    def of(cls, prepared: Prepared, model: MatchModel) -> "Ruling":
        """Get ready to judge pairs of these records."""
        keys = (keys_of(prepared, key) for key in (model.apart.spare if model.apart else ()))
        return cls(tuple(keyed for keyed in keys if isinstance(keyed, Single)))

    def keep(self, pairs: Ints, never: Flags) -> Flags:
        """(pairs,) which packed pairs can be one owner, or have something else that speaks for it."""
        keep = ~never
        left, right = unpack(pairs[never])
        spared = np.zeros(len(left), bool)
        for keyed in self.spare:
            spared |= keyed.known[left] & keyed.known[right] & (keyed.keys[left] == keyed.keys[right])
        keep[never] = spared
        return keep
