"""How alike two resident numbers are, compared as what they are: region (6), birth and sex (6), serial (4)."""

from dataclasses import dataclass

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from umkm_cli.matching.columns import NIK_LENGTH, UNKNOWN_DIGIT, Coded, Codes, Dates, Flags, Ints, Levels, Niks, Packed
from umkm_cli.matching.model import Comparison

BIRTH = np.uint64(0x0000_00FF_FFFF_0000)
BEFORE_SERIAL = np.uint64(0xFFFF_FFFF_FFFF_0000)
ALL = np.uint64(0xFFFF_FFFF_FFFF_FFFF)
"""Masks of packed numbers."""
ENOUGH_DIGITS = 12  # known in both, or the numbers cannot be compared
NEXT = 2  # serials of twins registered together lie no further apart

_LOWEST_BITS = np.uint64(0x1111_1111_1111_1111)


def nik_levels(niks: Niks, left: Ints, right: Ints, comparison: Comparison) -> Levels:
    """Level of each pair; see the comments in `models/bpum.toml` for what each level means."""
    code_left, code_right = niks.codes[left], niks.codes[right]
    levels = np.zeros(len(left), np.int8)
    known = np.flatnonzero((code_left >= 0) & (code_right >= 0))
    code_left, code_right = code_left[known], code_right[known]
    equal = code_left == code_right
    is_whole = (niks.lengths[code_left] == NIK_LENGTH) & (niks.lengths[code_right] == NIK_LENGTH)
    whole, odd = np.flatnonzero(is_whole), np.flatnonzero(~is_whole & ~equal)
    levels[known[equal]] = comparison.number("exact")
    levels[known[whole]] = _compare_whole(_Differing.of(niks, code_left[whole], code_right[whole]), comparison)
    texts = niks.objects
    slips = cpdist(texts[code_left[odd]], texts[code_right[odd]], scorer=OSA.distance, score_cutoff=1, dtype=np.int32)
    slip, other = comparison.number("one_digit", "different"), comparison.number("different")
    levels[known[odd]] = np.where(slips <= 1, slip, other)
    return levels


def contradicts(niks: Niks, left: Ints, right: Ints) -> Flags:
    """Pairs of sound NIKs that tell another birth date or sex, and not by a single slip."""
    found = np.zeros(len(left), bool)
    at = np.flatnonzero(niks.is_sound[left] & niks.is_sound[right])
    differing = _Differing.of(niks, niks.codes[left[at]], niks.codes[right[at]])
    found[at] = (differing.count(BIRTH) > 0) & ~differing.is_one_slip
    return found


def held_against(niks: Niks, other: Coded) -> tuple[Flags, Flags]:
    """(records,) where both a NIK and a birth date or sex of the row are known, and where the NIK tells the same."""
    known = (niks.codes >= 0) & (other.codes >= 0)
    of_number, of_other = niks.codes[known], other.codes[known]
    agrees = known.copy()
    if isinstance(other, Dates):
        year, month, day = other.parts
        born = niks.birth[of_number]
        agrees[known], is_told = born == (year % 100 * 10_000 + month * 100 + day)[of_other], born >= 0
    else:
        sex = niks.sex[of_number]
        agrees[known], is_told = sex == np.array(other.values or [""])[of_other], sex != ""
    known[known] = is_told
    return known, agrees


@dataclass(frozen=True, slots=True)
class _Differing:
    """Pairs of numbers of 16 places, and where they differ.

    Attributes:
        niks: What `left` and `right` are codes of.
        wrong: (pairs,) a bit for each digit that is known in both and differs.
        unknown: (pairs,) a bit for each digit that is not known on a side.
    """

    niks: Niks
    left: Codes
    right: Codes
    wrong: Packed
    unknown: Packed

    @classmethod
    def of(cls, niks: Niks, left: Codes, right: Codes) -> "_Differing":
        """Lay each two numbers over each other."""
        digits, masks = niks.packed
        unknown = masks[left] | masks[right]
        return cls(niks, left, right, _digits((digits[left] ^ digits[right]) & ~unknown), _digits(unknown))

    def count(self, mask: np.uint64 = ALL) -> Ints:
        """Digits that differ."""
        counts: Ints = np.bitwise_count(self.wrong & mask)
        return counts

    @property
    def is_one_slip(self) -> Flags:
        """One digit is wrong, or two neighbours are swapped; unknown digits are no slip."""
        one_slip: Flags = self.count() == 1
        two = np.flatnonzero((self.count() == 2) & ((self.wrong & (self.wrong >> np.uint64(4))) != 0))
        left, right = self.niks.digits[self.left[two]], self.niks.digits[self.right[two]]
        differs = (left != right) & (left != UNKNOWN_DIGIT) & (right != UNKNOWN_DIGIT)
        crossed = (left[:, :-1] == right[:, 1:]) & (left[:, 1:] == right[:, :-1])
        one_slip[two] = (crossed & differs[:, :-1] & differs[:, 1:]).any(axis=1)
        return one_slip

    @property
    def is_next(self) -> Flags:
        """Serials given one after the other, as to twins; an unknown one is no sign of it."""
        one, other = self.niks.serial[self.left], self.niks.serial[self.right]
        is_next: Flags = (one >= 0) & (other >= 0) & (np.abs(one - other) <= NEXT)
        return is_next


def _digits(packed: Packed) -> Packed:
    """The lowest bit of each digit that is not 0."""
    packed = packed | packed >> np.uint64(2)
    return (packed | packed >> np.uint64(1)) & _LOWEST_BITS


def _compare_whole(differing: _Differing, comparison: Comparison) -> Levels:
    wrong, wrong_before_serial = differing.count(), differing.count(BEFORE_SERIAL)
    gap = np.bitwise_count(differing.unknown)
    same_birth = ((differing.wrong | differing.unknown) & BIRTH) == 0
    cases = [
        (NIK_LENGTH - gap < ENOUGH_DIGITS, 0),
        ((wrong == 0) & (gap == 0), comparison.number("exact")),
        (wrong == 0, comparison.number("cut", "one_digit")),
        (differing.is_one_slip & (wrong_before_serial > 0), comparison.number("one_digit", "different")),
        ((wrong_before_serial == 0) & differing.is_next, comparison.number("next_serial", "serial", "different")),
        (wrong_before_serial == 0, comparison.number("serial", "same_birth", "different")),
        (same_birth, comparison.number("same_birth", "different")),
    ]
    chosen = np.select([case for case, _ in cases], [level for _, level in cases], comparison.number("different"))
    return chosen.astype(np.int8)
