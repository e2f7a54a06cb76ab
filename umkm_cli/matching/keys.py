"""KEYS: what records can be blocked on. Each gives the rows that have the key and the key itself, as 64 bits.

A row may stand several times, once for each of its words or for each digit left out of its NIK.
"""

from collections.abc import Callable, Iterable

import numpy as np
import numpy.typing as npt

from umkm_cli.matching.prepare import NIK_LENGTH, NO_DAY, UNKNOWN_DIGIT, Coded, Ints, Prepared

Keys = npt.NDArray[np.uint64]
Keyed = tuple[Ints, Keys]

RARE = 40
"""A word that no more records than this have is rare."""


def _of(codes: Ints, missing: int = -1) -> Keyed:
    rows = np.flatnonzero(codes != missing)
    return rows, codes[rows].astype(np.uint64)


def _per_name(prepared: Prepared, values: Iterable[Iterable[int]]) -> Keyed:
    """Several keys for each distinct name, spread over the records that bear it."""
    lists = [np.fromiter(value, np.int64) for value in values]
    lengths = np.array([len(value) for value in lists], np.int64)
    flat = np.concatenate(lists) if lists else np.empty(0, np.int64)
    starts = np.concatenate([[0], np.cumsum(lengths)])
    rows = np.flatnonzero(prepared.names.key.codes >= 0)
    codes = prepared.names.key.codes[rows]
    repeated = np.repeat(rows, lengths[codes])
    within = np.arange(len(repeated)) - np.repeat(np.cumsum(lengths[codes]) - lengths[codes], lengths[codes])
    return repeated, flat[np.repeat(starts[codes], lengths[codes]) + within].astype(np.uint64)


def _sound_numbers(prepared: Prepared) -> dict[str, int]:
    return {sound: place for place, sound in enumerate(sorted(prepared.names.token_counts))}


def _any_token(prepared: Prepared) -> Keyed:
    number = _sound_numbers(prepared)
    return _per_name(
        prepared,
        ({number[sound] for sound in sounds if len(sound) > 1} for sounds in prepared.names.sounds),
    )


def _rare_token(prepared: Prepared) -> Keyed:
    number, counts = _sound_numbers(prepared), prepared.names.token_counts
    return _per_name(
        prepared,
        (
            {number[sound] for sound in sounds if len(sound) > 1 and counts[sound] <= RARE}
            for sounds in prepared.names.sounds
        ),
    )


def _rarest_token(prepared: Prepared) -> Keyed:
    number, counts = _sound_numbers(prepared), prepared.names.token_counts
    return _per_name(
        prepared,
        (
            [number[min(sounds, key=lambda sound: (counts[sound], sound))]] if sounds else []
            for sounds in prepared.names.sounds
        ),
    )


def _initial(prepared: Prepared) -> Keyed:
    return _per_name(prepared, ({ord(sound[0]) for sound in sounds} for sounds in prepared.names.sounds))


def _name_sound(prepared: Prepared) -> Keyed:
    return _per_name(prepared, ([code] for code in prepared.names.sound_code.tolist()))


def _rt_rw(prepared: Prepared) -> Keyed:
    both = (prepared.rt >= 0) & (prepared.rw >= 0)
    return _of(np.where(both, prepared.rt * 1000 + prepared.rw, -1))


def _birth_year(prepared: Prepared) -> Keyed:
    days = prepared.birth_date.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64)
    return _of(np.where(prepared.birth_date == NO_DAY, -(10**6), days + 1970), -(10**6))


def _number_of(digits: npt.NDArray[np.uint8]) -> Keys:
    """Rows of digits as whole numbers."""
    power = 10 ** np.arange(digits.shape[1] - 1, -1, -1, dtype=np.uint64)
    numbers: Keys = (digits.astype(np.uint64) * power).sum(axis=1, dtype=np.uint64)
    return numbers


def _by_value(coded: Coded, places: Ints, keys: Keys) -> Keyed:
    """Keys of distinct values, spread over the records that hold them."""
    order = np.argsort(places, kind="stable")
    places, keys = places[order], keys[order]
    rows = np.flatnonzero(coded.codes >= 0)
    codes = coded.codes[rows]
    first, last = np.searchsorted(places, codes, "left"), np.searchsorted(places, codes, "right")
    count = last - first
    within = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    return np.repeat(rows, count), keys[np.repeat(first, count) + within]


def _nik_prefix(prepared: Prepared) -> Keyed:
    digits = prepared.nik_digits[:, : NIK_LENGTH - 1]
    known = np.flatnonzero((digits != UNKNOWN_DIGIT).all(axis=1))
    return _by_value(prepared.nik, known, _number_of(digits[known]))


def _nik_less_a_digit(prepared: Prepared) -> Keyed:
    """The number without each of its digits in turn: two numbers share one when a single typing error parts them."""
    whole = np.flatnonzero((prepared.nik_digits != UNKNOWN_DIGIT).all(axis=1))
    number = _number_of(prepared.nik_digits[whole])
    places, keys = [whole], [number]
    for left_out in range(NIK_LENGTH):
        low = np.uint64(10**left_out)
        places.append(whole)
        keys.append(number // (low * np.uint64(10)) * low + number % low)
    for place in np.flatnonzero(np.abs(prepared.nik_length - NIK_LENGTH) == 1):
        text = prepared.nik.values[place]
        near = [text] if len(text) < NIK_LENGTH else [text[:at] + text[at + 1 :] for at in range(len(text))]
        keys.append(np.array(sorted({int(one) for one in near if one.isdigit()}), np.uint64))
        places.append(np.full(len(keys[-1]), place))
    return _by_value(prepared.nik, np.concatenate(places), np.concatenate(keys))


KEYS: dict[str, Callable[[Prepared], Keyed]] = {
    "nik": lambda prepared: _of(prepared.nik.codes),
    "nik_prefix": _nik_prefix,
    "nik_less_a_digit": _nik_less_a_digit,
    "phone": lambda prepared: _of(prepared.phone.codes),
    "no_kk": lambda prepared: _of(prepared.no_kk.codes),
    "birth_date": lambda prepared: _of(prepared.birth_date, NO_DAY),
    "birth_year": _birth_year,
    "village": lambda prepared: _of(prepared.village.codes),
    "district": lambda prepared: _of(prepared.district.codes),
    "hamlet": lambda prepared: _of(prepared.hamlet.codes),
    "rt_rw": _rt_rw,
    "name": lambda prepared: _of(prepared.names.key.codes),
    "name_sound": _name_sound,
    "any_token": _any_token,
    "rare_token": _rare_token,
    "rarest_token": _rarest_token,
    "initial": _initial,
}
