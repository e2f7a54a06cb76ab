"""Names as words: for each distinct name what comparing needs, a million names at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from umkm_cli.knowledge.names import skeleton
from umkm_cli.matching.columns import Coded, Codes, Ints, number
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
        firsts: First letter of each, as its code point.
        signatures: Which letters stand in each, a bit a letter: words with few typing errors differ in few bits.
    """

    values: npt.NDArray[np.object_]
    lengths: npt.NDArray[np.int16]
    firsts: npt.NDArray[np.int32]
    signatures: Signatures

    @classmethod
    def of(cls, values: Sequence[str]) -> "Vocabulary":
        """Describe these words."""
        return cls(
            values=np.array([*values, None], dtype=object)[:-1],
            lengths=np.array([len(value) for value in values], np.int16),
            firsts=np.array([ord(value[0]) if value else 0 for value in values], np.int32),
            signatures=_signatures(values),
        )


def _signatures(values: Sequence[str]) -> Signatures:
    found = np.zeros(len(values), np.uint32)
    letters = [frozenset(value) for value in values]
    for letter in sorted(frozenset().union(*letters)) if letters else ():
        bit = np.uint32(1 << (ord(letter) & 31))
        found[[letter in one for one in letters]] |= bit
    return found


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


def names_of(codes: Codes, values: list[str]) -> Names:
    """Describe a column of names: upper-case words with single blanks between them."""
    split = [_words(value) for value in values]
    vocabulary = sorted({word for words in split for word in words})
    sounds = [skeleton(word) or word for word in vocabulary]
    sound_of_word, sound_values = number(sounds)
    place = {word: rank for rank, word in enumerate(vocabulary)}
    words = np.full((len(values), max(map(len, split), default=1)), -1, np.int32)
    for name, parts in enumerate(split):
        words[name, : len(parts)] = [place[word] for word in parts]
    sound_matrix = np.where(words >= 0, np.append(sound_of_word, -1)[words], -1).astype(np.int32)
    joined_code, joined = number(["".join(parts) for parts in split])
    return Names(
        codes=codes,
        values=values,
        words=words,
        sounds=sound_matrix,
        sound_code=_rows_as_codes(np.sort(sound_matrix, axis=1)),
        joined_code=joined_code,
        vocabulary=Vocabulary.of(vocabulary),
        joined=Vocabulary.of(joined),
        sound_values=sound_values,
    )


def _words(value: str) -> list[str]:
    words = value.split()
    return [*words[: MOST_WORDS - 1], "".join(words[MOST_WORDS - 1 :])] if len(words) > MOST_WORDS else words


def _rows_as_codes(rows: Codes) -> Codes:
    """One number for each distinct row."""
    if not len(rows):
        return np.empty(0, np.int32)
    _, codes = np.unique(rows, axis=0, return_inverse=True)
    return codes.reshape(-1).astype(np.int32)
