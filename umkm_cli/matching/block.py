"""block: which pairs of records are worth comparing.

Every pass is bounded: a block with too many records is split by further keys, and what is then still too large is
compared only between neighbours in order of the name. Nothing is skipped silently: what was cut is counted.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from umkm_cli.matching.keys import KEYS, Keyed, Keys
from umkm_cli.matching.model import MatchModel, Pass
from umkm_cli.matching.prepare import Ints, Prepared
from umkm_cli.schema import CANDIDATE_PAIRS

_ODD = np.uint64(0x9E3779B97F4A7C15)  # golden ratio: spreads neighbouring codes over all 64 bits
_SHIFT = np.uint64(29)


@dataclass(frozen=True, slots=True)
class Blocks:
    """Candidate pairs, and how many possible pairs of large blocks were left out.

    Attributes:
        pairs: `CANDIDATE_PAIRS`, sorted, each once.
        cut: Pairs of oversized blocks that no refinement kept, summed over the passes.
    """

    pairs: pa.Table
    cut: int


def block(prepared: Prepared, *, model: MatchModel) -> Blocks:
    """Collect the candidate pairs of all passes of the model."""
    keyed: dict[str, Keyed] = {}
    found: list[Ints] = []
    cut = 0
    for blocking in model.passes:
        for key in (*blocking.keys, *blocking.refine):
            keyed.setdefault(key, KEYS[key](prepared))
        pairs, left_out = _run_pass(prepared, blocking, keyed, model.max_block)
        found.append(pairs)
        cut += left_out
    packed = _distinct(found)
    left, right = (packed >> 32).astype(np.int32), (packed & 0xFFFFFFFF).astype(np.int32)
    table = pa.table({"left": left, "right": right})
    return Blocks(CANDIDATE_PAIRS.conform(table), cut)


def _run_pass(prepared: Prepared, blocking: Pass, keyed: dict[str, Keyed], max_block: int) -> tuple[Ints, int]:
    """Packed pairs (left << 32 | right) of one pass, and the number of pairs cut."""
    rows, keys = _combine([keyed[key] for key in blocking.keys], prepared.size)
    found: list[Ints] = []
    possible = kept = 0
    for refinement in (*blocking.refine, None):
        rows, keys = _sort(prepared, rows, keys)
        sizes = _block_sizes(keys)
        is_large = sizes > max_block
        found.append(_pair_up(rows[~is_large], keys[~is_large], max_block))
        rows, keys = rows[is_large], keys[is_large]
        if not len(rows):
            return np.concatenate(found), 0 if not possible else max(0, possible - kept)
        possible = possible or _possible(keys)
        if refinement is None:
            found.append(_pair_up(rows, keys, max_block // 4))
        else:
            rows, keys = _refine(rows, keys, keyed[refinement], prepared.size)
        kept = sum(len(pairs) for pairs in found[1:])
    return np.concatenate(found), max(0, possible - kept)


def _possible(keys: Keys) -> int:
    """How many pairs the blocks hold."""
    _, counts = np.unique(keys, return_counts=True)
    return int((counts * (counts - 1) // 2).sum())


def _mix(first: Keys, second: Keys) -> Keys:
    with np.errstate(over="ignore"):
        mixed = (first + np.uint64(1)) * _ODD
        mixed ^= mixed >> _SHIFT
        mixed = (mixed + second + np.uint64(1)) * _ODD
        return mixed ^ (mixed >> _SHIFT)


def _combine(parts: list[Keyed], size: int) -> Keyed:
    """Join the keys of a pass; a row without one of them stays out."""
    rows, keys = parts[0]
    for other_rows, other_keys in parts[1:]:
        rows, keys = _join(rows, keys, other_rows, other_keys, size)
    return rows, keys


def _join(rows: Ints, keys: Keys, other_rows: Ints, other_keys: Keys, size: int) -> Keyed:
    """Every key of a row with every other key of the same row."""
    order = np.argsort(other_rows, kind="stable")
    other_rows, other_keys = other_rows[order], other_keys[order]
    count_of = np.bincount(other_rows, minlength=size)
    start_of = np.cumsum(count_of) - count_of
    count = count_of[rows]
    within = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    others = other_keys[np.repeat(start_of[rows], count) + within]
    return np.repeat(rows, count), _mix(np.repeat(keys, count), others)


def _refine(rows: Ints, keys: Keys, by: Keyed, size: int) -> Keyed:
    """Split blocks by a further key; rows without it stay together."""
    has_key = np.zeros(size, bool)
    has_key[by[0]] = True
    without = ~has_key[rows]
    refined_rows, refined_keys = _join(rows[~without], keys[~without], *by, size)
    apart = _mix(keys[without], np.full(int(without.sum()), 2**63, np.uint64))
    return np.concatenate([refined_rows, rows[without]]), np.concatenate([refined_keys, apart])


def _sort(prepared: Prepared, rows: Ints, keys: Keys) -> Keyed:
    """Bring blocks together, within a block in order of the name."""
    order = np.lexsort((rows, prepared.names.key.codes[rows], keys))
    return rows[order], keys[order]


def _block_sizes(keys: Keys) -> Ints:
    """Size of the block of each row; `keys` are sorted."""
    if not len(keys):
        return np.empty(0, np.int64)
    starts = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]]))
    counts = np.diff(np.concatenate([starts, [len(keys)]]))
    return np.repeat(counts, counts)


def _pair_up(rows: Ints, keys: Keys, reach: int) -> Ints:
    """Packed pairs of rows that stand in one block, at most `reach` places apart; `keys` are sorted."""
    found: list[Ints] = []
    places = np.arange(len(keys))
    for distance in range(1, reach + 1):
        places = places[places + distance < len(keys)]
        places = places[keys[places] == keys[places + distance]]
        if not len(places):
            break
        one, other = rows[places], rows[places + distance]
        low, high = np.minimum(one, other), np.maximum(one, other)
        found.append((low << 32 | high)[low != high])
    return _distinct(found)


def _distinct(found: list[Ints]) -> Ints:
    """The packed pairs of all parts, sorted, each once; sorting beats the hashing of np.unique here."""
    if not found:
        return np.empty(0, np.int64)
    packed = np.sort(np.concatenate(found))
    return packed[np.concatenate([[True], packed[1:] != packed[:-1]])] if len(packed) else packed
