"""belief: what is believed of the share of true pairs in each stratum, before and after people have answered.

Most pairs are plainly one owner or plainly two, and no sample of hundreds can tell a share of one in ten thousand. So
what matching says of a stratum counts as evidence too, but as weak evidence: the odds may well be three times as high
or low, and twelve times in the worst of twenty strata. What people say counts as evidence that may be wrong as well:
how often, the strata show in which matching is nearly sure, and pairs that two people have answered.
"""

from dataclasses import dataclass

import numpy as np

from umkm_cli.matching.columns import Flags
from umkm_cli.matching.model import Floats

SHRINK = 0.9
"""Match weights add up as if comparisons were independent; so far is what is said too sure, in log odds."""

AT_LEAST, AT_MOST = 0.9, 0.3
"""Share of true pairs that is believed at least of joined pairs, and at most of pairs left apart: the look at whole
owners has joined or parted them, whatever the single pair says."""

SHIFT, SPREAD = 1.0, 0.8
"""Standard deviations, in log odds: of what all joined strata, or all strata left apart, are off together; and of what
each is off on its own. The first is learnt from the answers of all of them."""

SHIFTS = np.arange(-3.0, 3.01, 0.5)
"""Common errors that are told apart."""

NEVER = 1e-12
"""How likely a share is at least, whatever is believed; not to scale."""

UNSEEN, UNSEEN_SPREAD = 0.002, 0.7
"""Share of all true pairs that blocking never finds, and how far its logarithm may be off: 0.13 to 0.21 % in the
regencies it was counted on. No sample can tell of them."""

ODDS = np.arange(-30.0, 30.01, 0.1)
"""Log odds of the shares that are told apart."""

SHARES = 1.0 / (1.0 + np.exp(-ODDS))

ERRORS = (np.arange(40) + 0.5) / 160
"""Shares of wrong answers that are told apart, up to a quarter."""

FEW_ERRORS = (0.7, 25.0)
"""Beta distribution of the share of wrong answers, before there are any."""

LIKELY_SHIFTS = np.exp(-((SHIFTS / SHIFT) ** 2) / 2)
"""How likely each of `SHIFTS` is, before there are any answers; not to scale."""


@dataclass(frozen=True, slots=True)
class Belief:
    """How likely each of `SHARES` is.

    Attributes:
        chance: (strata, shifts, shares); sums to 1 over the shares.
    """

    chance: Floats

    @classmethod
    def of(cls, said: Floats, is_joined: Flags) -> "Belief":
        """What is believed of strata by their mean match probability."""
        clipped = np.clip(said, 1e-12, 1 - 1e-12)
        odds = SHRINK * np.log(clipped / (1 - clipped))
        least, most = (np.log(share / (1 - share)) for share in (AT_LEAST, AT_MOST))
        centre = np.where(is_joined, np.maximum(odds, least), np.minimum(odds, most))
        off = (ODDS - centre[:, None, None] - SHIFTS[:, None]) / SPREAD
        chance = np.exp(-(off**2) / 2) + NEVER
        return cls(chance / chance.sum(axis=-1, keepdims=True))

    @property
    def mean(self) -> Floats:
        """(strata,) expected share."""
        mean: Floats = self._plain @ SHARES
        return mean

    @property
    def variance(self) -> Floats:
        """(strata,) of the share."""
        variance: Floats = self._plain @ SHARES**2 - self.mean**2
        return variance

    @property
    def variance_of_an_answer(self) -> Floats:
        """(strata,) of one answer, wrong ones included, if the share is as expected."""
        error = FEW_ERRORS[0] / sum(FEW_ERRORS)
        same = self.mean * (1 - error) + (1 - self.mean) * error
        variance: Floats = same * (1 - same)
        return variance

    @property
    def _plain(self) -> Floats:
        """(strata, shares) over all shifts."""
        plain: Floats = np.einsum("thi,h->ti", self.chance, LIKELY_SHIFTS / LIKELY_SHIFTS.sum())
        return plain
