"""block: which pairs of records are worth comparing.

Every pass is bounded: a block with too many records is split by further keys, and what is then still too large is
compared only between neighbours in the order of the rows. Nothing is skipped silently: what was cut is counted.
"""

from dataclasses import dataclass
from functools import partial

import numpy as np

from umkm_cli.matching.columns import Flags, Ints
from umkm_cli.matching.keys import Keyed, Multiple, Single, flat, join, keys_of
from umkm_cli.matching.model import MatchModel, Pass
from umkm_cli.matching.packed import Hashes, mix, pack
from umkm_cli.matching.prepare import Prepared
from umkm_cli.spread import spread

NEIGHBOURS = 4
"""In a block that no key splits, a record is compared with this part of `max_block` records after it."""


@dataclass(frozen=True, slots=True)
class Blocks:
    """Candidate pairs, and how many possible pairs of large blocks were left out.

    Attributes:
        pairs: Packed pairs (left << 32 | right), sorted, each once.
        cut: Pairs of oversized blocks that no refinement kept, summed over the passes.
    """

    pairs: Ints
    cut: int


def block(prepared: Prepared, *, model: MatchModel) -> Blocks:
    """Collect the candidate pairs of all passes of the model."""
    names = tuple(dict.fromkeys(key for one in model.passes for key in (*one.keys, *one.refine)))
    keyed = dict(zip(names, spread(partial(keys_of, prepared), names), strict=True))
    ran = spread(lambda one: _run_pass(prepared, one, keyed, model.max_block), model.passes)
    return Blocks(distinct([pairs for pairs, _ in ran]), sum(cut for _, cut in ran))


def distinct(found: list[Ints]) -> Ints:
    """The packed pairs of all parts, sorted, each once; sorting beats the hashing of np.unique here."""
    if not found:
        return np.empty(0, np.int64)
    packed = np.concatenate(found)
    packed.sort()
    once: Ints = packed[_is_new(packed)]
    return once


def _is_new(values: Ints | Hashes) -> Flags:
    """Where a sorted array changes."""
    is_new = np.ones(len(values), bool)
    np.not_equal(values[1:], values[:-1], out=is_new[1:])
    return is_new


def _run_pass(prepared: Prepared, blocking: Pass, keyed: dict[str, Keyed], max_block: int) -> tuple[Ints, int]:
    """Packed pairs of one pass, and the number of pairs cut."""
    joined = keyed[blocking.keys[0]]
    for key in blocking.keys[1:]:
        joined = join(joined, keyed[key])
    entries = _Entries.of(flat(joined), prepared.size)
    found: list[Ints] = []
    possible = 0
    for refinement in (*blocking.refine, None):
        large = entries.sizes > max_block
        found.append(entries.only(~large).pair_up(max_block))
        entries = entries.only(large)
        if not len(entries.packed):
            break
        possible = possible or entries.possible
        if refinement is None:
            found.append(entries.pair_up(max_block // NEIGHBOURS))
        else:
            entries = _Entries.of(_refine(entries.flat, keyed[refinement]), prepared.size)
    kept = sum(len(pairs) for pairs in found[1:])
    return np.concatenate(found), max(0, possible - kept)


def _refine(entries: Multiple, by: Keyed) -> Multiple:
    """Split blocks by a further key; records without it stay together."""
    if isinstance(by, Single):
        further = np.where(by.known[entries.rows], by.keys[entries.rows], np.uint64(2**63))
        return Multiple(entries.rows, mix(entries.keys, further))
    has_key = np.zeros(int(max(entries.rows.max(initial=-1), by.rows.max(initial=-1))) + 1, bool)
    has_key[by.rows] = True
    without = ~has_key[entries.rows]
    refined = flat(join(Multiple(entries.rows[~without], entries.keys[~without]), by))
    apart = mix(entries.keys[without], np.full(int(without.sum()), 2**63, np.uint64))
    return Multiple(np.concatenate([refined.rows, entries.rows[without]]), np.concatenate([refined.keys, apart]))


@dataclass(frozen=True, slots=True)
class _Entries:
    """Records in their blocks.

    Attributes:
        packed: The upper bits of a key and the row in the lower ones, sorted: blocks stand together, rows in order.
            Two keys that agree in their upper bits are one block; that costs a comparison, never a pair.
        bits: How many bits the row takes.
    """

    packed: Hashes
    bits: np.uint64

    @classmethod
    def of(cls, keyed: Multiple, size: int) -> "_Entries":
        bits = np.uint64(max(1, size.bit_length()))
        packed = mix(keyed.keys, np.zeros(1, np.uint64)) >> bits << bits
        packed |= keyed.rows.astype(np.uint64)
        packed.sort()
        return cls(packed[_is_new(packed)], bits)

    def only(self, chosen: Flags) -> "_Entries":
        """Some of them."""
        return _Entries(self.packed[chosen], self.bits)

    @property
    def flat(self) -> Multiple:
        mask = (np.uint64(1) << self.bits) - np.uint64(1)
        return Multiple((self.packed & mask).astype(np.int32), self.packed >> self.bits)

    @property
    def counts(self) -> Ints:
        """Records of each block."""
        starts = np.flatnonzero(_is_new(self.packed >> self.bits))
        return np.diff(np.append(starts, len(self.packed)))

    @property
    def sizes(self) -> Ints:
        """Size of the block of each entry."""
        counts = self.counts
        return np.repeat(counts, counts)

    @property
    def possible(self) -> int:
        """How many pairs the blocks hold."""
        counts = self.counts
        return int((counts * (counts - 1) // 2).sum())

    def pair_up(self, reach: int) -> Ints:
        """Packed pairs of rows that stand in one block, at most `reach` places apart."""
        entries = self.flat
        rows, keys = entries.rows.astype(np.int64), entries.keys
        found: list[Ints] = [np.empty(0, np.int64)]
        places = np.arange(len(keys))
        for distance in range(1, reach + 1):
            places = places[: np.searchsorted(places, len(keys) - distance)]
            places = places[keys[places] == keys[places + distance]]
            if not len(places):
                break
            found.append(pack(rows[places], rows[places + distance]))
        return np.concatenate(found)
