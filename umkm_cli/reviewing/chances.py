"""chances: how often matching is wrong where it is in doubt, learnt from invented regencies whose truth is known.

The probability of a pair is not it. A pair that a whole owner outvoted, or that two sound NIKs keep apart, is likely by
itself and mostly of two owners all the same; and who falls just short of being joined is one owner more often than the
pair says, for of the many that look alike only the likeliest are left. So log-odds are fitted to what tells most, for
each kind of doubt (after Platt 1999, Probabilistic outputs for support vector machines): docs/review.md says on which
worlds, and how they hold on another.
"""

import numpy as np

from umkm_cli.matching.columns import Flags
from umkm_cli.matching.model import Floats

UNSEEN = -9.0
"""Bits that a pair counts for which matching did not keep: the value with which the mean over all pairs tells most."""

_ACROSS = (2.5, 0.452)
_ALONE = (0.63, 0.631)
_REFUSED = (-0.74, 0.937)
_WHOLE = (-1.06, 0.382)
_WITHIN = (-1.93, -0.353, -0.133)


def alone(bits: Floats, *, is_across: Flags, is_refused: Flags) -> Floats:
    """Are two rows one owner, of which nothing else is known?

    A row of the survey that was joined with nobody is mostly of somebody on the list, and mostly of whom it resembles;
    two rows of one list are as likely of two look-alikes.

    Args:
        bits: Match weight of the pair.
        is_across: Is one of the BPUM list, and one of the survey?
        is_refused: Had they the evidence to be joined, but for a contradiction?
    """
    within = np.where(is_refused, _chance(_REFUSED, bits), _chance(_ALONE, bits))
    return np.where(is_across, _chance(_ACROSS, bits), within)


def whole(mean: Floats) -> Floats:
    """Are two owners of more rows one?

    Args:
        mean: Mean weight of all pairs of rows between them, in bits; `UNSEEN` for those that were not kept.
    """
    return _chance(_WHOLE, mean)


def mixed(weakest: Floats, worst: Floats) -> Floats:
    """Are there rows of somebody else in an owner of three or more?

    Args:
        weakest: Bits of the weakest link that holds it together: the least of its maximum spanning tree.
        worst: Bits of the pair that speaks most against it.
    """
    return _chance(_WITHIN, weakest, worst)


def _chance(fitted: tuple[float, ...], *told: Floats) -> Floats:
    odds = fitted[0] + sum(slope * bits for slope, bits in zip(fitted[1:], told, strict=True))
    chance: Floats = 1.0 / (1.0 + np.exp(-np.asarray(odds)))
    return chance
