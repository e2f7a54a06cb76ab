"""How alike two resident numbers are, compared as what they are: region (6), birth and sex (6), serial (4)."""

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA

from umkm_cli.matching.columns import NIK_LENGTH, UNKNOWN_DIGIT, Digits, Flags, Ints, Niks
from umkm_cli.matching.model import Comparison

BIRTH = slice(6, 12)
BEFORE_SERIAL = slice(0, 12)
SERIAL = slice(12, 16)
NEXT = 2  # serials of twins registered together lie no further apart
ENOUGH_DIGITS = 12  # known in both, or the numbers cannot be compared

Levels = npt.NDArray[np.int8]


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
    levels[known[whole]] = _compare_whole(niks.digits[code_left[whole]], niks.digits[code_right[whole]], comparison)
    is_near = [
        OSA.distance(niks.values[one], niks.values[other], score_cutoff=1) <= 1
        for one, other in zip(code_left[odd].tolist(), code_right[odd].tolist(), strict=True)
    ]
    slip, other = comparison.number("one_digit", "different"), comparison.number("different")
    levels[known[odd]] = np.where(np.array(is_near, bool), slip, other)
    return levels


def contradicts(niks: Niks, left: Ints, right: Ints) -> Flags:
    """Pairs of sound NIKs that tell another birth date or sex, and not by a single slip."""
    at = np.flatnonzero(niks.is_sound[left] & niks.is_sound[right])
    one, other = niks.codes[left[at]], niks.codes[right[at]]
    born = _birth_numbers(niks)
    differs = born[one] != born[other]
    at, one, other = at[differs], one[differs], other[differs]
    found = np.zeros(len(left), bool)
    found[at[~_is_one_slip(niks.digits[one], niks.digits[other])]] = True
    return found


def _birth_numbers(niks: Niks) -> Ints:
    """The six digits of birth date and sex of each number as one."""
    numbers: Ints = niks.digits[:, BIRTH].astype(np.int64) @ (16 ** np.arange(6))
    return numbers


def _compare_whole(left: Digits, right: Digits, comparison: Comparison) -> Levels:
    """Numbers of 16 places each; (pairs, 16) digits."""
    unknown = (left == UNKNOWN_DIGIT) | (right == UNKNOWN_DIGIT)
    differs = (left != right) & ~unknown
    wrong = differs.sum(axis=1)
    wrong_before_serial = differs[:, BEFORE_SERIAL].sum(axis=1)
    gap = unknown.sum(axis=1)
    one_slip = _is_one_slip(left, right) & (wrong_before_serial > 0)
    same_birth = ~(differs[:, BIRTH] | unknown[:, BIRTH]).any(axis=1)
    cases = [
        (NIK_LENGTH - gap < ENOUGH_DIGITS, 0),
        ((wrong == 0) & (gap == 0), comparison.number("exact")),
        (wrong == 0, comparison.number("cut", "one_digit")),
        (one_slip, comparison.number("one_digit", "different")),
        ((wrong_before_serial == 0) & _is_next(left, right), comparison.number("next_serial", "serial", "different")),
        (wrong_before_serial == 0, comparison.number("serial", "same_birth", "different")),
        (same_birth, comparison.number("same_birth", "different")),
    ]
    chosen = np.select([case for case, _ in cases], [level for _, level in cases], comparison.number("different"))
    return chosen.astype(np.int8)


def _is_next(left: Digits, right: Digits) -> Flags:
    """Serials given one after the other, as to twins; (pairs, 16) digits, an unknown one is no sign of it."""
    one, other = left[:, SERIAL].astype(np.int64), right[:, SERIAL].astype(np.int64)
    known = ((one != UNKNOWN_DIGIT) & (other != UNKNOWN_DIGIT)).all(axis=1)
    apart = np.abs((one - other) @ np.array([1000, 100, 10, 1]))
    is_next: Flags = known & (apart <= NEXT)
    return is_next


def _is_one_slip(left: Digits, right: Digits) -> Flags:
    """One digit is wrong, or two neighbours are swapped; (pairs, 16) digits, unknown ones are no slip."""
    differs = (left != right) & (left != UNKNOWN_DIGIT) & (right != UNKNOWN_DIGIT)
    wrong = differs.sum(axis=1)
    one_slip: Flags = wrong == 1
    two = np.flatnonzero(wrong == 2)
    left, right, differs = left[two], right[two], differs[two]
    crossed = (left[:, :-1] == right[:, 1:]) & (left[:, 1:] == right[:, :-1])
    one_slip[two] = (crossed & differs[:, :-1] & differs[:, 1:]).any(axis=1)
    return one_slip
