"""How alike two names are: level, and how common what they share is. Each pair of distinct names is compared once."""

from dataclasses import dataclass

import numpy as np
from rapidfuzz.distance import Indel
from rapidfuzz.process import cpdist

from umkm_cli.matching.align import EQUAL, FREE, INITIAL, TYPED, Aligned, align
from umkm_cli.matching.columns import Codes, Flags, Ints, Levels
from umkm_cli.matching.model import Comparison, Floats
from umkm_cli.matching.words import Names, Vocabulary

INITIAL_SHARE = 0.1  # share of names that begin with a given letter, roughly
JOINED_LIKENESS = 0.88  # of names written without blanks; below it, typing errors and other names mix
ALIKE = 0.75  # of whole names without blanks, no word of which agrees: more slips than one, or another name
ALIKE_WORD = 0.65  # likewise of the one word without a partner
LAST_WORD_LIKENESS = 0.8  # of the one word without a partner when all others agree


@dataclass(frozen=True, slots=True)
class Named:
    """Pairs of distinct names: level of each, and the share of records whose name would come out so (NaN: unknown)."""

    levels: Levels
    shares: Floats


def compare_names(names: Names, left: Ints, right: Ints, comparison: Comparison) -> Named:
    """Compare pairs of distinct names, `left` and `right` being their codes."""
    levels = np.zeros(len(left), np.int8)
    shares = np.full(len(left), np.nan)
    counts = names.counts
    equal = left == right
    levels[equal] = comparison.number("exact")
    shares[equal] = share_of_name(names, left[equal], counts[left[equal]] - 2)
    joined = ~equal & (names.joined_code[left] == names.joined_code[right])
    levels[joined] = comparison.number("variant", "close", "shared")
    shares[joined] = share_of_name(names, left[joined], counts[left[joined]] + counts[right[joined]] - 2)
    rest = np.flatnonzero(~equal & ~joined)
    found = _compare_words(names, align(names, left[rest], right[rest]), comparison)
    levels[rest], shares[rest] = found.levels, found.shares
    return Named(levels, shares)


def _compare_words(names: Names, aligned: Aligned, comparison: Comparison) -> Named:
    full, initials = aligned.count(EQUAL, TYPED), aligned.count(INITIAL)
    is_longer = names.word_counts[aligned.long] > names.word_counts[aligned.short]
    all_paired = (aligned.count(FREE) == 0) & (full > 0)
    is_whole = all_paired & ~is_longer & (initials == 0)
    is_close = ~all_paired & (
        _is_joined(names, aligned, is_longer) | _is_last_word_alike(names, aligned, full, LAST_WORD_LIKENESS)
    )
    is_alike = ~all_paired & ~is_close & _is_alike(names, aligned, full, comparison)
    cases = [
        (is_whole & (aligned.count(TYPED) == 0), comparison.number("variant", "close", "shared")),
        (is_whole | is_close, comparison.number("close", "shared")),
        (all_paired & (initials > 0), comparison.number("initial", "subset", "shared")),
        (all_paired & (full > 1), comparison.number("subset", "shared")),
        (all_paired, comparison.number("one_word", "shared")),
        (is_alike, comparison.number("alike", "shared")),
        (full > 1, comparison.number("several", "shared", "different")),
        (full > 0, comparison.number("shared", "different")),
    ]
    levels = np.select([case for case, _ in cases], [level for _, level in cases], comparison.number("different"))
    shares = np.full(len(levels), np.nan)
    common = is_whole | is_close | is_alike
    shares[common] = _commoner(names, aligned.short[common], aligned.long[common])
    part = (full > 0) & ~common
    shares[part] = _share_of_words(names, aligned)[part] * INITIAL_SHARE ** initials[part]
    return Named(levels.astype(np.int8), shares)


def _is_joined(names: Names, aligned: Aligned, is_longer: Flags) -> Flags:
    """Words written as one, with a typing error; with as many words on both sides, alignment has said all."""
    found = np.zeros(len(is_longer), bool)
    at = np.flatnonzero(is_longer)
    one, other = names.joined_code[aligned.short[at]], names.joined_code[aligned.long[at]]
    found[at] = _alike(names.joined, one, other, JOINED_LIKENESS)
    return found


def _is_alike(names: Names, aligned: Aligned, full: Ints, comparison: Comparison) -> Flags:
    """More slips than a typing error: in the one word that is left, or in names of which no word agrees."""
    if "alike" not in comparison.level_names:
        return np.zeros(len(full), bool)
    found = _is_last_word_alike(names, aligned, full, ALIKE_WORD)
    at = np.flatnonzero(full == 0)
    found[at] = _alike(names.joined, names.joined_code[aligned.short[at]], names.joined_code[aligned.long[at]], ALIKE)
    return found


def _is_last_word_alike(names: Names, aligned: Aligned, full: Ints, at_least: float) -> Flags:
    """All words agree but one, and that one only in part: more slips than a typing error."""
    open_word = (aligned.state == FREE) & (aligned.words >= 0)
    at = np.flatnonzero((full > 0) & (open_word.sum(axis=1) == 1) & (aligned.is_free.sum(axis=1) == 1))
    one = aligned.words[at, open_word[at].argmax(axis=1)]
    other = aligned.others[at, aligned.is_free[at].argmax(axis=1)]
    same_first = names.vocabulary.firsts[one] == names.vocabulary.firsts[other]
    at, one, other = at[same_first], one[same_first], other[same_first]
    found = np.zeros(len(full), bool)
    found[at] = _alike(names.vocabulary, one, other, at_least)
    return found


def _alike(vocabulary: Vocabulary, one: Codes, other: Codes, at_least: float) -> Flags:
    """Are two words alike (Indel similarity)? Those whose lengths or letters rule it out are not compared."""
    lengths = vocabulary.lengths
    allowed = (1 - at_least) * (lengths[one].astype(np.float64) + lengths[other])
    letters = np.bitwise_count(vocabulary.signatures[one] ^ vocabulary.signatures[other])
    at = np.flatnonzero((np.abs(lengths[one] - lengths[other]) <= allowed) & (letters <= allowed))
    words = vocabulary.values
    likeness = cpdist(words[one[at]], words[other[at]], scorer=Indel.normalized_similarity, dtype=np.float64)
    found = np.zeros(len(one), bool)
    found[at] = likeness >= at_least
    return found


def _commoner(names: Names, left: Ints, right: Ints) -> Floats:
    """Share of records with either name, the commoner one."""
    others = names.sound_counts[names.sound_code] - 1
    commoner: Floats = np.maximum(share_of_name(names, left, others[left]), share_of_name(names, right, others[right]))
    return commoner


def share_of_name(names: Names, name: Ints, others: Ints) -> Floats:
    """How likely a stranger bears this name, when `others` records do beside the ones compared.

    The mean of a Gamma distribution that expects what the words of the name let expect, after seeing the list: a name
    nobody else bears is as rare as its words make it, a name many bear is as common as it is.
    """
    share: Floats = (1 + np.maximum(others, 0)) / (1 / names.expected[name] + names.size)
    return share


def _share_of_words(names: Names, aligned: Aligned) -> Floats:
    """Share of records that bear all the words in common, were words independent."""
    width = aligned.words.shape[1]
    share = np.append(names.sound_records / names.size, 1.0)
    in_common = (aligned.state == EQUAL) | (aligned.state == TYPED)
    product: Floats = share[np.where(in_common, names.sounds[aligned.short, :width], -1)].prod(axis=1)
    return product


def two_names(names: Names, groups: Codes) -> Ints:
    """Groups of records (numbers from 0, -1 for none) in which two names stand that share no word."""
    at = np.flatnonzero((groups >= 0) & (names.codes >= 0))
    at = at[np.lexsort((names.sound_code[names.codes[at]], groups[at]))]
    same = groups[at[1:]] == groups[at[:-1]]
    one, other = names.codes[at[:-1]][same], names.codes[at[1:]][same]
    sounds, others = names.sounds[one], names.sounds[other]
    shares_word = ((sounds[:, :, None] == others[:, None, :]) & (sounds[:, :, None] >= 0)).any(axis=(1, 2))
    shares_word |= names.joined_code[one] == names.joined_code[other]
    return np.unique(groups[at[1:]][same][~shares_word])
