"""Names as words: for each distinct name what comparing needs, a million names at a time."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from umkm_cli.knowledge.names import skeleton
from umkm_cli.matching.columns import Coded, Codes, Ints, encode, lengths_of, letters_of
from umkm_cli.matching.model import Floats

MOST_WORDS = 8
"""Words of a name that are looked at; what comes after them is one word with the last."""

RAREST = 0.05
"""How many bearers of a name a list is taken to lack at least: nothing rarer can be read off it."""

Signatures = npt.NDArray[np.uint32]


@dataclass(frozen=True)
class Vocabulary:
    """The distinct words (or names written as one word) of a list.

    Attributes:
        values: The words.
        lengths: Letters of each.
        firsts: First byte of each.
        signatures: Which letters stand in each, a bit a letter: words with few typing errors differ in few bits.
    """

    values: npt.NDArray[np.object_]
    lengths: npt.NDArray[np.int16]
    firsts: npt.NDArray[np.int16]
    signatures: Signatures

    @classmethod
    def of(cls, words: pa.Array) -> "Vocabulary":
        """Describe these words; none is empty."""
        letters, starts = letters_of(words)
        bits = np.uint32(1) << (letters & 31).astype(np.uint32)
        return cls(
            values=words.to_numpy(zero_copy_only=False),
            lengths=lengths_of(words).astype(np.int16),
            firsts=letters[starts[:-1]].astype(np.int16),
            signatures=np.bitwise_or.reduceat(bits, starts[:-1]) if len(words) else np.empty(0, np.uint32),
        )


@dataclass(frozen=True)
class Names(Coded):
    """A column of names.

    Attributes of each distinct name; words are numbered in `vocabulary`, sounds (phonetic keys) on their own:
        words, sounds: (names, words) numbers in order, -1 where there is none.
        sound_code: Code of the sorted sounds: the name whatever the order of its words.
        joined_code: Code of the name without blanks, in `joined`.
    """

    words: Codes
    sounds: Codes
    sound_code: Codes
    joined_code: Codes
    vocabulary: Vocabulary
    joined: Vocabulary
    sound_values: list[str]

    @cached_property
    def word_counts(self) -> Ints:
        """Words of each name."""
        counts: Ints = (self.words >= 0).sum(axis=1)
        return counts

    @cached_property
    def sound_records(self) -> Ints:
        """In how many records each sound stands."""
        names, columns = np.nonzero(self._is_first)
        weights = self.counts[names]
        return np.bincount(self.sounds[names, columns], weights, minlength=len(self.sound_values)).astype(np.int64)

    @cached_property
    def sound_counts(self) -> Ints:
        """How many records have each `sound_code`."""
        return np.bincount(self.sound_code, self.counts, minlength=1).astype(np.int64)

    @cached_property
    def expected(self) -> Floats:
        """Share of records that would bear each name, were its words drawn one by one from all words of the list.

        One bearer of each word is left out: a word that only one person has is rarer than it looks.
        """
        shares = np.maximum(self.sound_records - 1, 1) / max(1, int(self.sound_records.sum()))
        product: Floats = np.where(self.sounds >= 0, shares[self.sounds], 1.0).prod(axis=1)
        return np.maximum(product, RAREST / self.size)

    @cached_property
    def _is_first(self) -> npt.NDArray[np.bool_]:
        """A sound that stands twice in a name counts once."""
        is_first = self.sounds >= 0
        for column in range(1, self.sounds.shape[1]):
            is_first[:, column] &= (self.sounds[:, :column] != self.sounds[:, column : column + 1]).all(axis=1)
        return is_first


def names_of(codes: Codes, texts: pa.Array) -> Names:
    """Describe a column of names: upper-case words with single blanks between them."""
    lists = pc.split_pattern(texts, " ", max_splits=MOST_WORDS - 1)
    counts = pc.list_value_length(lists).to_numpy(zero_copy_only=False).astype(np.int64)
    word_codes, vocabulary = encode(pc.replace_substring(lists.flatten(), " ", ""))
    words = np.full((len(texts), int(counts.max(initial=1))), -1, np.int32)
    words[np.arange(words.shape[1]) < counts[:, None]] = word_codes
    sound_of, sounds = encode(pa.array([skeleton(word) or word for word in vocabulary.to_pylist()], pa.string()))
    sound_matrix = np.append(sound_of, np.int32(-1))[words]
    joined_code, joined = encode(pc.replace_substring(texts, " ", ""))
    return Names(
        codes=codes,
        texts=texts,
        words=words,
        sounds=sound_matrix,
        sound_code=_rows_as_codes(np.sort(sound_matrix, axis=1)),
        joined_code=joined_code,
        vocabulary=Vocabulary.of(vocabulary),
        joined=Vocabulary.of(joined),
        sound_values=sounds.to_pylist(),
    )


def _rows_as_codes(rows: Codes) -> Codes:
    """One number for each distinct row."""
    order = np.lexsort(rows.T)
    ordered = rows[order]
    is_new = np.ones(len(rows), np.int32)
    is_new[1:] = (ordered[1:] != ordered[:-1]).any(axis=1)
    codes = np.empty(len(rows), np.int32)
    codes[order] = np.cumsum(is_new) - 1
    return codes
