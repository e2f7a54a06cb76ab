"""keys: what records can be blocked on, written `column` or `column.transform` in a model.

A transform gives keys to the distinct values of a column: none, one, or several, such as one for each word of a name.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from umkm_cli.matching.columns import NIK_LENGTH, UNKNOWN_DIGIT, Coded, Codes, Dates, Digits, Flags, Ints, Niks, as_kind
from umkm_cli.matching.packed import Hashes, mix
from umkm_cli.matching.prepare import Prepared
from umkm_cli.matching.words import Names

ValueKeys = tuple[Ints, Hashes]
"""Places of values and the key of each, in order of the place."""

RARE = 40
"""A word that no more records than this have is rare."""


@dataclass(frozen=True, slots=True)
class Single:
    """At most one key per record: `keys[row]` where `known[row]`."""

    keys: Hashes
    known: Flags


@dataclass(frozen=True, slots=True)
class Multiple:
    """Any number of keys per record: `keys[n]` is one of row `rows[n]`."""

    rows: Codes
    keys: Hashes


Keyed = Single | Multiple


def keys_of(prepared: Prepared, key: str) -> Keyed:
    """The keys of all records.

    Args:
        prepared: The records.
        key: `column` or `column.transform`.
    """
    column, _, transform = key.partition(".")
    coded = prepared.columns[column]
    if not transform:
        return Single(coded.codes.astype(np.uint64), coded.codes >= 0)
    if transform.startswith("first"):
        return _spread(coded, _one_each(coded, _beginnings(coded, int(transform.removeprefix("first")))))
    return _spread(coded, TRANSFORMS[transform](coded))


def join(one: Keyed, other: Keyed) -> Keyed:
    """Every key of a record with every other key of the same record; a record without one of them stays out."""
    if isinstance(one, Single) and isinstance(other, Single):
        return Single(mix(one.keys, other.keys), one.known & other.known)
    if isinstance(one, Multiple) and isinstance(other, Single):
        rows = one.rows[known := other.known[one.rows]]
        return Multiple(rows, mix(one.keys[known], other.keys[rows]))
    if isinstance(one, Single) and isinstance(other, Multiple):
        rows = other.rows[known := one.known[other.rows]]
        return Multiple(rows, mix(one.keys[rows], other.keys[known]))
    return _join_multiples(flat(one), flat(other))


def flat(keyed: Keyed) -> Multiple:
    """The same keys, one entry each."""
    if isinstance(keyed, Multiple):
        return keyed
    rows = np.flatnonzero(keyed.known)
    return Multiple(rows.astype(np.int32), keyed.keys[rows])


def _join_multiples(one: Multiple, other: Multiple) -> Multiple:
    order = np.argsort(other.rows, kind="stable")
    size = int(max(one.rows.max(initial=-1), other.rows.max(initial=-1))) + 1
    count_of = np.bincount(other.rows, minlength=size)
    at, within = _repeat(count_of[one.rows])
    starts = np.cumsum(count_of) - count_of
    rows = one.rows[at]
    return Multiple(rows, mix(one.keys[at], other.keys[order][starts[rows] + within]))


def _repeat(counts: Ints) -> tuple[Ints, Ints]:
    """Each place as often as `counts` says, and the running number within."""
    at = np.repeat(np.arange(len(counts)), counts)
    return at, np.arange(len(at)) - np.repeat(np.cumsum(counts) - counts, counts)


def _spread(coded: Coded, value_keys: ValueKeys) -> Keyed:
    """Keys of distinct values, spread over the records that hold them."""
    places, keys = value_keys
    count_of = np.bincount(places, minlength=len(coded.values) + 1)
    if count_of.max(initial=0) <= 1:
        of_value = np.zeros(len(count_of), np.uint64)
        of_value[places] = keys
        return Single(of_value[coded.codes], count_of[coded.codes] > 0)
    rows = np.flatnonzero(coded.codes >= 0)
    codes = coded.codes[rows]
    at, within = _repeat(count_of[codes])
    starts = np.cumsum(count_of) - count_of
    return Multiple(rows[at].astype(np.int32), keys[starts[codes[at]] + within])


def _one_each(coded: Coded, texts: Iterable[str]) -> ValueKeys:
    """A key for each value that has a text."""
    numbers: dict[str, int] = {}
    keys = np.array([numbers.setdefault(text, len(numbers)) if text else -1 for text in texts], np.int64)
    known = np.flatnonzero(keys[: len(coded.values)] >= 0)
    return known, keys[known].astype(np.uint64)


def _beginnings(coded: Coded, letters: int) -> list[str]:
    return [value[:letters] if len(value) >= letters else "" for value in coded.values]


def _chosen_sounds(names: Names, chosen: Flags) -> ValueKeys:
    places, columns = np.nonzero(chosen)
    return places, names.sounds[places, columns].astype(np.uint64)


def _is_word(names: Names) -> Flags:
    """Sounds of more than a letter."""
    long = np.array([len(sound) > 1 for sound in names.sound_values] + [False])
    is_word: Flags = long[names.sounds]
    return is_word


def _words(coded: Coded) -> ValueKeys:
    names = as_kind(coded, Names)
    return _chosen_sounds(names, _is_word(names))


def _rare_words(coded: Coded) -> ValueKeys:
    names = as_kind(coded, Names)
    rare = np.append(names.sound_records <= RARE, np.False_)
    return _chosen_sounds(names, _is_word(names) & rare[names.sounds])


def _rarest_word(coded: Coded) -> ValueKeys:
    names = as_kind(coded, Names)
    counts = np.append(names.sound_records, np.iinfo(np.int64).max)[names.sounds]
    rarest = np.argmin(counts, axis=1)
    places = np.flatnonzero(names.sounds[:, 0] >= 0)
    return places, names.sounds[places, rarest[places]].astype(np.uint64)


def _initials(coded: Coded) -> ValueKeys:
    names = as_kind(coded, Names)
    first = np.array([ord(sound[0]) for sound in names.sound_values] + [0], np.uint64)
    places, columns = np.nonzero(names.sounds >= 0)
    return places, first[names.sounds[places, columns]]


def _sorted_sounds(coded: Coded) -> ValueKeys:
    names = as_kind(coded, Names)
    return np.arange(len(names.values)), names.sound_code.astype(np.uint64)


def _joined(coded: Coded) -> ValueKeys:
    names = as_kind(coded, Names)
    return np.arange(len(names.values)), names.joined_code.astype(np.uint64)


def _year(coded: Coded) -> ValueKeys:
    years = as_kind(coded, Dates).parts[0]
    return np.arange(len(years)), years.astype(np.uint64)


def _less_a_letter(coded: Coded) -> ValueKeys:
    """Each text without each of its letters in turn, and whole: two share one when a single slip parts them."""
    numbers: dict[str, int] = {}
    places: list[int] = []
    keys: list[int] = []
    for place, value in enumerate(coded.values):
        near = {value, *(value[:at] + value[at + 1 :] for at in range(len(value)))}
        keys += [numbers.setdefault(text, len(numbers)) for text in near if text]
        places += [place] * (len(keys) - len(places))
    return np.array(places, np.int64), np.array(keys, np.uint64)


def _number_of(digits: Digits) -> Hashes:
    """Rows of digits as whole numbers."""
    power = 10 ** np.arange(digits.shape[1] - 1, -1, -1, dtype=np.uint64)
    numbers: Hashes = digits @ power
    return numbers


def _cut(coded: Coded) -> ValueKeys:
    """All digits but the last."""
    digits = as_kind(coded, Niks).digits[:, : NIK_LENGTH - 1]
    known = np.flatnonzero((digits != UNKNOWN_DIGIT).all(axis=1))
    return known, _number_of(digits[known])


def _less_a_digit(coded: Coded) -> ValueKeys:
    """The number without each of its digits in turn: two numbers share one when a single typing error parts them."""
    niks = as_kind(coded, Niks)
    whole = np.flatnonzero((niks.digits != UNKNOWN_DIGIT).all(axis=1))
    number = _number_of(niks.digits[whole])
    keys = np.empty((len(whole), NIK_LENGTH + 1), np.uint64)
    for left_out in range(NIK_LENGTH):
        low = np.uint64(10**left_out)
        keys[:, left_out] = number // (low * np.uint64(10)) * low + number % low
    keys[:, NIK_LENGTH] = number
    places, near = [np.repeat(whole, NIK_LENGTH + 1)], [keys.ravel()]
    odd = np.flatnonzero(np.abs(niks.lengths - NIK_LENGTH) == 1)
    for place, text in zip(odd.tolist(), niks.texts.take(pa.array(odd)).to_pylist(), strict=True):
        texts = [text] if len(text) < NIK_LENGTH else [text[:at] + text[at + 1 :] for at in range(len(text))]
        near.append(np.array(sorted({int(one) for one in texts if one.isdigit()}), np.uint64))
        places.append(np.full(len(near[-1]), place))
    all_places, all_keys = np.concatenate(places), np.concatenate(near)
    order = np.argsort(all_places, kind="stable")
    return all_places[order], all_keys[order]


TRANSFORMS: dict[str, Callable[[Coded], ValueKeys]] = {
    "words": _words,
    "rare_words": _rare_words,
    "rarest_word": _rarest_word,
    "initials": _initials,
    "sounds": _sorted_sounds,
    "joined": _joined,
    "year": _year,
    "cut": _cut,
    "less_a_digit": _less_a_digit,
    "less_a_letter": _less_a_letter,
}
"""What can be made of a column, beside `firstN`: its first N letters."""

SEVERAL = frozenset({"words", "rare_words", "initials", "less_a_digit", "less_a_letter"})
"""Transforms that may give a record more keys than one."""
