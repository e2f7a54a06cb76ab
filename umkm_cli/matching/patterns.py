"""patterns: candidate pairs -> how they come out, counted: there are far fewer patterns than pairs.

Pairs are compared in portions, and of each pair only the number of its pattern is kept: a list of a million records has
ten million pairs.
"""

from dataclasses import dataclass

import numpy as np

from umkm_cli.matching.columns import Codes, Flags, Ints
from umkm_cli.matching.compare import Comparer, Vectors, chunks
from umkm_cli.matching.model import MatchModel
from umkm_cli.matching.packed import Hashes, unpack
from umkm_cli.matching.prepare import Prepared
from umkm_cli.matching.rule_out import Ruling, never
from umkm_cli.spread import spread

_PRIME = np.uint64(0x100000001B3)


@dataclass(frozen=True, slots=True)
class Patterns:
    """Pairs that came out alike, counted.

    Attributes:
        vectors: One pair of each pattern.
        counts: How many pairs have it.
        never: Whether its pairs cannot be one owner, whatever speaks for it.
        keys: What the patterns are told apart by, ascending.
        pairs: The packed pairs that were compared.
        of_pair: (pairs,) the pattern of each.
    """

    vectors: Vectors
    counts: Ints
    never: Flags
    keys: Hashes
    pairs: Ints
    of_pair: Codes

    def vectors_of(self, at: Ints) -> Vectors:
        """The vectors of some of the pairs."""
        pattern = self.of_pair[at]
        return Vectors(*unpack(self.pairs[at]), self.vectors.levels[pattern], self.vectors.frequency[pattern])


def find_patterns(prepared: Prepared, pairs: Ints, *, model: MatchModel, is_random: bool = False) -> Patterns:
    """Compare packed pairs, without those that are ruled out, and count how they come out.

    Args:
        prepared: The records.
        pairs: Packed pairs.
        model: Names the comparisons.
        is_random: The pairs stand for all pairs of the list, so none is left out.
    """
    ruling, comparer = Ruling.of(prepared, model), Comparer.of(prepared, model)

    def compare_some(some: Ints) -> Patterns:
        cannot = never(prepared, *unpack(some), model=model)
        if not is_random:
            keep = ruling.keep(some, cannot)
            some, cannot = some[keep], cannot[keep]
        return _count(comparer.compare(some), cannot, some)

    return _together(spread(compare_some, chunks(pairs)))


def _count(vectors: Vectors, never: Flags, pairs: Ints) -> Patterns:
    """Count equal comparison vectors, those of pairs that cannot be one owner apart."""
    shares = np.where(np.isnan(vectors.frequency), np.float32(0), vectors.frequency).view(np.uint32)
    key = never.astype(np.uint64)
    with np.errstate(over="ignore"):
        for column in range(vectors.levels.shape[1]):
            for part in (vectors.levels[:, column], shares[:, column]):
                key = (key ^ part.astype(np.uint64)) * _PRIME
                key ^= key >> np.uint64(29)
    keys, first, of_pair, counts = np.unique(key, return_index=True, return_inverse=True, return_counts=True)
    return Patterns(vectors.take(first), counts, never[first], keys, pairs, of_pair.astype(np.int32))


def _together(parts: list[Patterns]) -> Patterns:
    """The patterns of all portions, each once."""
    keys, first, place = np.unique(
        np.concatenate([part.keys for part in parts]), return_index=True, return_inverse=True
    )
    starts = np.cumsum([0, *(len(part.keys) for part in parts)])
    return Patterns(
        vectors=Vectors.together([part.vectors for part in parts]).take(first),
        counts=np.bincount(place, np.concatenate([part.counts for part in parts]), minlength=len(keys)).astype(
            np.int64
        ),
        never=np.concatenate([part.never for part in parts])[first],
        keys=keys,
        pairs=np.concatenate([part.pairs for part in parts]),
        of_pair=np.concatenate(
            [place[start:][part.of_pair] for start, part in zip(starts.tolist(), parts, strict=False)]
        ).astype(np.int32),
    )
