"""How alike two texts are, by the rules of the levels. Each pair of distinct texts is compared once."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pyarrow.compute as pc
from rapidfuzz.distance import OSA, JaroWinkler
from rapidfuzz.process import cpdist

from umkm_cli.matching.columns import Coded, Flags, Ints, Levels, encode
from umkm_cli.matching.model import Comparison, Floats

Held = tuple[Flags, Floats]
"""For each pair: does the rule hold, and what share of records would come out so."""


def compare_texts(coded: Coded, left: Ints, right: Ints, comparison: Comparison) -> tuple[Levels, Floats]:
    """Compare pairs of distinct texts, `left` and `right` being their codes.

    Returns:
        The number of the first level whose rule holds, and how common what both share is. A first level without a
        rule takes equal texts, the last level what is left over.
    """
    levels = np.full(len(left), len(comparison.levels), np.int8)
    shares = _commoner(coded, left, right)
    is_open = np.ones(len(left), bool)
    for place, level in enumerate(comparison.levels, start=1):
        rule, setting = next(iter(level.rule.items()), ("equal", None))
        if rule == "equal" and place > 1:
            break
        at = np.flatnonzero(is_open)
        holds, share = RULES[rule](coded, left[at], right[at], setting)
        levels[at[holds]] = place
        shares[at[holds]] = share[holds]
        is_open[at[holds]] = False
    return levels, shares


def _commoner(coded: Coded, left: Ints, right: Ints) -> Floats:
    """Share of the records beside the two compared that have one of the texts, the commoner one."""
    shares: Floats = np.maximum(np.maximum(coded.counts[left], coded.counts[right]) - 1, 1) / coded.size
    return shares


def _equal(coded: Coded, left: Ints, right: Ints, _: None) -> Held:
    return left == right, _commoner(coded, left, right)


def _slips(coded: Coded, left: Ints, right: Ints, most: int) -> Held:
    """At most so many typing errors: a wrong, missing or additional letter, or two swapped ones."""
    texts = coded.objects
    slips = cpdist(texts[left], texts[right], scorer=OSA.distance, score_cutoff=most, dtype=np.int32)
    return slips <= most, _commoner(coded, left, right)


def _at_least(coded: Coded, left: Ints, right: Ints, least: float) -> Held:
    """A Jaro-Winkler likeness, in [0..1]."""
    texts = coded.objects
    likeness = cpdist(texts[left], texts[right], scorer=JaroWinkler.normalized_similarity, dtype=np.float64)
    return likeness >= least, _commoner(coded, left, right)


def _begins(coded: Coded, left: Ints, right: Ints, letters: int) -> Held:
    """Equal in the first letters."""
    codes, beginnings = encode(pc.utf8_slice_codeunits(coded.texts, 0, letters))
    counts = np.bincount(codes, coded.counts, minlength=len(beginnings))
    return codes[left] == codes[right], np.maximum(counts[codes[left]] - 1, 1) / coded.size


RULES: dict[str, Callable[[Coded, Ints, Ints, Any], Held]] = {
    "equal": _equal,
    "slips": _slips,
    "at_least": _at_least,
    "begins": _begins,
}
"""What a level of a text may ask for."""
