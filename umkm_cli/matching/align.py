"""align: which words of two names go together, for a million pairs of names at once.

Words of equal sound go together first, then words that a typing error parts, then words shortened to a letter.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from umkm_cli.matching.columns import Codes, Flags, Ints
from umkm_cli.matching.packed import pack_either_way, unpack
from umkm_cli.matching.words import Names, Vocabulary

FREE, EQUAL, TYPED, INITIAL = 0, 1, 2, 3
"""What became of a word."""

ROOM_FOR_A_SLIP = 4  # letters; a shorter word with a slip is another word
ROOM_FOR_TWO = 8


@dataclass(frozen=True, slots=True)
class Aligned:
    """Pairs of names, the one with fewer words first.

    Attributes:
        short, long: (pairs,) the names.
        words, others: (pairs, words) their words, -1 for none.
        state: (pairs, words) what became of each word of the shorter name: `FREE` found no partner.
        is_free: (pairs, words) words of the longer name without a partner.
    """

    short: Ints
    long: Ints
    words: Codes
    others: Codes
    state: npt.NDArray[np.int8]
    is_free: Flags

    def count(self, *states: int) -> Ints:
        """Words of the shorter name that came out so."""
        counted: Ints = (np.isin(self.state, states) & (self.words >= 0)).sum(axis=1)
        return counted


def align(names: Names, left: Ints, right: Ints) -> Aligned:
    """Pair the words of two distinct names, for all pairs."""
    counts = names.word_counts
    swap = counts[left] > counts[right]
    short, long = np.where(swap, right, left), np.where(swap, left, right)
    width = max(1, int(counts[long].max(initial=1)))
    aligned = Aligned(
        short=short,
        long=long,
        words=names.words[short, :width],
        others=names.words[long, :width],
        state=np.zeros((len(short), width), np.int8),
        is_free=names.words[long, :width] >= 0,
    )
    _pair_equal(names, aligned)
    _pair_typed(names, aligned)
    _pair_initials(names, aligned)
    return aligned


def _take(aligned: Aligned, at: Ints, word: int, other: int, state: int | npt.NDArray[np.int8]) -> None:
    aligned.state[at, word] = state
    aligned.is_free[at, other] = False


def _pair_equal(names: Names, aligned: Aligned) -> None:
    """Words of one sound; a single letter is an initial."""
    width = aligned.words.shape[1]
    sounds, other_sounds = names.sounds[aligned.short, :width], names.sounds[aligned.long, :width]
    lengths = np.append(names.vocabulary.lengths, 0)
    for word in range(width):
        for other in range(width):
            same = (sounds[:, word] == other_sounds[:, other]) & (aligned.words[:, word] >= 0)
            at = np.flatnonzero(same & aligned.is_free[:, other] & (aligned.state[:, word] == FREE))
            is_initial = lengths[aligned.words[at, word]] == 1
            _take(aligned, at, word, other, np.where(is_initial, INITIAL, EQUAL).astype(np.int8))


def _left_over(aligned: Aligned) -> tuple[Ints, Ints, Ints]:
    """Pair, word and other word wherever both have no partner yet; in order."""
    rows = np.flatnonzero(((aligned.state == FREE) & (aligned.words >= 0)).any(axis=1))
    open_word = (aligned.state[rows] == FREE) & (aligned.words[rows] >= 0)
    both = open_word[:, :, None] & aligned.is_free[rows][:, None, :]
    place, word, other = np.nonzero(both)
    return rows[place], word, other


def _pair_typed(names: Names, aligned: Aligned) -> None:
    at, word, other = _left_over(aligned)
    one, two = aligned.words[at, word], aligned.others[at, other]
    fits = is_typing_error(names.vocabulary, one, two)
    _take_in_turn(aligned, at[fits], word[fits], other[fits], TYPED)


def _pair_initials(names: Names, aligned: Aligned) -> None:
    at, word, other = _left_over(aligned)
    one, two = aligned.words[at, word], aligned.others[at, other]
    vocabulary = names.vocabulary
    fits = np.minimum(vocabulary.lengths[one], vocabulary.lengths[two]) == 1
    fits &= vocabulary.firsts[one] == vocabulary.firsts[two]
    _take_in_turn(aligned, at[fits], word[fits], other[fits], INITIAL)


def _take_in_turn(aligned: Aligned, at: Ints, word: Ints, other: Ints, state: int) -> None:
    """Take the pairs of words one place after another, so that no word is taken twice."""
    width = aligned.words.shape[1]
    turn = word * width + other
    for number in np.unique(turn).tolist():
        mine = at[turn == number]
        w, o = divmod(number, width)
        _take(aligned, mine[(aligned.state[mine, w] == FREE) & aligned.is_free[mine, o]], w, o, state)


def is_typing_error(vocabulary: Vocabulary, one: Codes, other: Codes) -> Flags:
    """One slip in words of four to seven letters, two in longer ones; a short word has no room for any."""
    shorter = np.minimum(vocabulary.lengths[one], vocabulary.lengths[other])
    gap = np.abs(vocabulary.lengths[one] - vocabulary.lengths[other])
    allowed = np.where(shorter < ROOM_FOR_TWO, 1, 2)
    same_first = vocabulary.firsts[one] == vocabulary.firsts[other]
    likely = (shorter >= ROOM_FOR_A_SLIP) & (gap <= allowed) & ((shorter > ROOM_FOR_A_SLIP) | same_first)
    at = np.flatnonzero(likely)
    letters = np.bitwise_count(vocabulary.signatures[one[at]] ^ vocabulary.signatures[other[at]])
    at = at[letters <= 2 * allowed[at]]
    slips = distinct_distances(vocabulary, one[at], other[at])
    is_slip = np.zeros(len(one), bool)
    is_slip[at] = slips <= allowed[at]
    return is_slip


def distinct_distances(vocabulary: Vocabulary, one: Codes, other: Codes) -> Ints:
    """Typing errors (optimal string alignment) between two words each, at most 3; each two words compared once."""
    pairs, place = np.unique(pack_either_way(one, other), return_inverse=True)
    left, right = unpack(pairs)
    words = vocabulary.values
    found = cpdist(words[left], words[right], scorer=OSA.distance, score_cutoff=2, dtype=np.int32)
    distances: Ints = found.astype(np.int64)[place]
    return distances
