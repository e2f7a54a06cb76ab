"""packed: two numbers in one, so that a pair can be sorted, looked up and counted like a number."""

import numpy as np
import numpy.typing as npt

from umkm_cli.matching.columns import Codes, Ints

Hashes = npt.NDArray[np.uint64]

_ODD = np.uint64(0x9E3779B97F4A7C15)  # golden ratio: spreads neighbouring codes over all 64 bits
_SHIFT = np.uint64(29)


def pack(left: Ints | Codes, right: Ints | Codes) -> Ints:
    """Two numbers below 2^31 in one: left << 32 | right."""
    packed: Ints = left.astype(np.int64) << 32 | right.astype(np.int64)
    return packed


def pack_either_way(one: Ints | Codes, other: Ints | Codes) -> Ints:
    """The same, the smaller number first."""
    return pack(np.minimum(one, other), np.maximum(one, other))


def unpack(packed: Ints) -> tuple[Ints, Ints]:
    """The two numbers of each."""
    return packed >> 32, packed & 0xFFFFFFFF


def mix(first: Hashes, second: Hashes | np.uint64) -> Hashes:
    """One key of two, spread over all 64 bits; unlike packed numbers it cannot be taken apart."""
    with np.errstate(over="ignore"):
        mixed = (first + np.uint64(1)) * _ODD
        mixed ^= mixed >> _SHIFT
        mixed = (mixed + second + np.uint64(1)) * _ODD
        return mixed ^ (mixed >> _SHIFT)
