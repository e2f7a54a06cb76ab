"""How alike two resident numbers are, compared as what they are: region (6), birth and sex (6), serial (4)."""

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA

from umkm_cli.matching.prepare import NIK_LENGTH, UNKNOWN_DIGIT, Ints, Prepared

BIRTH = slice(6, 12)
BEFORE_SERIAL = slice(0, 12)
ENOUGH_DIGITS = 12  # known in both, or the numbers cannot be compared


def compare_nik(prepared: Prepared, left: Ints, right: Ints, level: dict[str, int]) -> npt.NDArray[np.int8]:
    """Level of each pair; see the comments in `models/bpum.toml` for what each level means."""
    code_left, code_right = prepared.nik.codes[left], prepared.nik.codes[right]
    levels = np.zeros(len(left), np.int8)
    known = np.flatnonzero((code_left >= 0) & (code_right >= 0))
    code_left, code_right = code_left[known], code_right[known]
    is_whole = (prepared.nik_length[code_left] == NIK_LENGTH) & (prepared.nik_length[code_right] == NIK_LENGTH)
    whole, odd = np.flatnonzero(is_whole), np.flatnonzero(~is_whole)
    levels[known[whole]] = _compare_whole(
        prepared.nik_digits[code_left[whole]], prepared.nik_digits[code_right[whole]], level
    )
    values = prepared.nik.values
    levels[known[odd]] = [
        level[_compare_odd(values[one], values[other])]
        for one, other in zip(code_left[odd], code_right[odd], strict=True)
    ]
    return levels


def contradicts(prepared: Prepared, left: Ints, right: Ints) -> npt.NDArray[np.bool_]:
    """Pairs of sound NIKs that tell another birth date or sex, and not by a single slip."""
    sound = prepared.is_nik_sound[left] & prepared.is_nik_sound[right]
    at = np.flatnonzero(sound)
    one, other = prepared.nik.codes[left[at]], prepared.nik.codes[right[at]]
    digits = prepared.nik_digits
    differs = (digits[one, BIRTH] != digits[other, BIRTH]).any(axis=1)
    at, one, other = at[differs], one[differs], other[differs]
    found = np.zeros(len(left), bool)
    found[at[~_is_one_slip(digits[one], digits[other])]] = True
    return found


def _compare_whole(
    left: npt.NDArray[np.uint8], right: npt.NDArray[np.uint8], level: dict[str, int]
) -> npt.NDArray[np.int8]:
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
        ((wrong == 0) & (gap == 0), level["exact"]),
        (wrong == 0, level["cut"]),
        (one_slip, level["one_digit"]),
        (wrong_before_serial == 0, level["serial"]),
        (same_birth, level["same_birth"]),
    ]
    chosen = np.select([case for case, _ in cases], [number for _, number in cases], level["different"])
    return chosen.astype(np.int8) if len(left) else np.empty(0, np.int8)


def _is_one_slip(left: npt.NDArray[np.uint8], right: npt.NDArray[np.uint8]) -> npt.NDArray[np.bool_]:
    """One digit is wrong, or two neighbours are swapped; (pairs, 16) digits, unknown ones are no slip."""
    differs = (left != right) & (left != UNKNOWN_DIGIT) & (right != UNKNOWN_DIGIT)
    wrong = differs.sum(axis=1)
    crossed = (left[:, :-1] == right[:, 1:]) & (left[:, 1:] == right[:, :-1])
    swapped = (crossed & differs[:, :-1] & differs[:, 1:]).any(axis=1)
    one_slip: npt.NDArray[np.bool_] = (wrong == 1) | ((wrong == 2) & swapped)
    return one_slip


def _compare_odd(left: str, right: str) -> str:
    """Numbers of which one lost or gained a digit."""
    if left == right:
        return "exact"
    return "one_digit" if OSA.distance(left, right, score_cutoff=1) <= 1 else "different"
