"""How alike two names are: level and how common what they share is. Called once per distinct pair of names."""

from dataclasses import dataclass
from math import prod

from rapidfuzz.distance import OSA, Indel

from umkm_cli.matching.prepare import Names

INITIAL_SHARE = 0.1  # share of names that begin with a given letter, roughly
JOINED_LIKENESS = 0.88  # of names written without blanks; below it, typing errors and other names mix
LAST_WORD_LIKENESS = 0.8  # of the one word without a partner when all others agree


@dataclass(slots=True)
class Aligned:
    """Which words of two names go together.

    Attributes:
        equal: Sounds of the words that agree, spelling aside.
        typed: Sounds of the words that agree but for a typing error.
        initials: How many words agree only in being shortened to a letter.
        left_over: Words of the shorter name without a partner.
        spare: Words of the longer name without one.
        is_longer: One name has words to spare.
    """

    equal: list[str]
    typed: list[str]
    initials: int
    left_over: list[str]
    spare: list[str]
    is_longer: bool

    @property
    def full(self) -> int:
        """Words that agree in full."""
        return len(self.equal) + len(self.typed)


def align(names: Names, left: int, right: int) -> Aligned:
    """Pair the words of two distinct names: equal sounds first, then typing errors, then initials."""
    if len(names.tokens[left]) > len(names.tokens[right]):
        left, right = right, left
    sounds = list(names.sounds[right])
    words = list(names.tokens[right])
    aligned = Aligned([], [], 0, [], words, len(names.tokens[left]) < len(names.tokens[right]))
    rest: list[tuple[str, str]] = []
    for word, sound in zip(names.tokens[left], names.sounds[left], strict=True):
        if sound in sounds:
            place = sounds.index(sound)
            del words[place], sounds[place]
            if len(word) > 1:
                aligned.equal.append(sound)
            else:
                aligned.initials += 1
        else:
            rest.append((word, sound))
    for word, sound in rest:
        _partner(word, sound, words, sounds, aligned)
    return aligned


def _partner(word: str, sound: str, words: list[str], sounds: list[str], aligned: Aligned) -> None:
    """Find the word nearest to `word`, and take it out of `words`."""
    for place, other in enumerate(words):
        if _is_typing_error(word, other):
            aligned.typed.append(sound)
            del words[place], sounds[place]
            return
    for place, other in enumerate(words):
        if (len(word) == 1 or len(other) == 1) and word[0] == other[0]:
            aligned.initials += 1
            del words[place], sounds[place]
            return
    aligned.left_over.append(word)


def _is_typing_error(word: str, other: str) -> bool:
    """One slip in words of four to seven letters, two in longer ones; a short word has no room for any."""
    shorter = min(len(word), len(other))
    if shorter < 4 or (shorter == 4 and word[0] != other[0]):
        return False
    allowed = 1 if shorter < 8 else 2
    return OSA.distance(word, other, score_cutoff=allowed) <= allowed


def name_level(names: Names, left: int, right: int) -> tuple[str, float]:
    """Level of two different names, and the share of records whose name would come out so.

    The share is 0 for the levels `shared` and `different`, which say nothing of how common a name is.
    """
    aligned = align(names, left, right)
    if not aligned.left_over and aligned.full:
        return _of_words(names, aligned, left, right)
    if _is_joined(names, aligned, left, right) or _is_last_word_alike(aligned):
        return "close", _common(names, left, right)
    return ("shared", 0.0) if aligned.full else ("different", 0.0)


def _is_joined(names: Names, aligned: Aligned, left: int, right: int) -> bool:
    """Words written as one, with a typing error; with as many words on both sides, alignment has said all."""
    if not aligned.is_longer:
        return False
    likeness = Indel.normalized_similarity(names.joined[left], names.joined[right], score_cutoff=JOINED_LIKENESS)
    return likeness >= JOINED_LIKENESS


def _is_last_word_alike(aligned: Aligned) -> bool:
    """All words agree but one, and that one only in part: more slips than a typing error."""
    if not aligned.full or len(aligned.left_over) != 1 or len(aligned.spare) != 1:
        return False
    word, other = aligned.left_over[0], aligned.spare[0]
    return word[0] == other[0] and Indel.normalized_similarity(word, other) >= LAST_WORD_LIKENESS


def _of_words(names: Names, aligned: Aligned, left: int, right: int) -> tuple[str, float]:
    """Level when every word of the shorter name has a partner."""
    if not aligned.is_longer and not aligned.initials:
        return ("close" if aligned.typed else "variant"), _common(names, left, right)
    share = _share_of_words(names, aligned)
    if aligned.initials:
        return "initial", share * INITIAL_SHARE**aligned.initials
    return ("subset" if aligned.full > 1 else "one_word"), share


def _common(names: Names, left: int, right: int) -> float:
    """Share of records with either name, the commoner one."""
    return max(
        share_of_name(names, name, int(names.sound_counts[names.sound_code[name]]) - 1) for name in (left, right)
    )


def share_of_name(names: Names, name: int, others: int) -> float:
    """How likely a stranger bears this name, when `others` records do beside the ones compared.

    The mean of a Gamma distribution that expects what the words of the name let expect, after seeing the list: a name
    nobody else bears is as rare as its words make it, a name many bear is as common as it is.
    """
    return (1 + max(others, 0)) / (1 / float(names.expected[name]) + names.size)


def _share_of_words(names: Names, aligned: Aligned) -> float:
    """Share of records that bear all the words in common, were words independent."""
    return prod(names.token_counts[sound] / names.size for sound in (*aligned.equal, *aligned.typed))
