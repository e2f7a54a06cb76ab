"""Cells that are just as they should be, read as whole columns; what is odd in any way is left to `knowledge`.

Every function here is a shortcut: it answers some of the rows, and those as the function of `knowledge` would. A
property test holds each of them to that.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from umkm_cli.cleaning.fixed import Chars, Mask, Rows, Texts, days, is_digit, is_digits, number, pick, spread, texts_of
from umkm_cli.knowledge.dates import ADULT_AGE, ends_place, full_year
from umkm_cli.knowledge.digits import LENGTH
from umkm_cli.knowledge.names import SHORTEST_PLAIN, PlainWord, read_plain_word
from umkm_cli.knowledge.nik import EXACT_NUMBERS, OLDEST, PROVINCES, WOMEN_DAY
from umkm_cli.knowledge.phones import MOBILE_LENGTHS, MOBILE_STARTS

Columns = dict[str, pa.Array]

DAY_LENGTH = len("31/05/1980")

_PROVINCE = np.isin(np.arange(100), [int(code) for code in PROVINCES])
_MOBILE = np.isin(np.arange(100), [int(start) for start in MOBILE_STARTS])
_DAY_MARKS = np.frombuffer(b"/-.", np.uint8)
_COUNTING = np.frombuffer(b"12345678901", np.uint8)

_plain_word = lru_cache(maxsize=1 << 16)(read_plain_word)


@dataclass(frozen=True, slots=True)
class Quick:
    """Which rows were answered, and the columns of a rule with their answers; null in all other rows."""

    known: Mask
    columns: Columns


Reader = Callable[[pa.StringArray, Mask | None, int], Quick]
"""Cells of a column, which of them were stored as numbers, and the data year -> what could be answered."""


def _answers(rows: Rows, count: int, columns: Columns) -> Quick:
    known = np.zeros(count, bool)
    known[rows] = True
    return Quick(known, {name: spread(column, rows, count) for name, column in columns.items()})


def quick_nik(texts: pa.StringArray, is_number: Mask | None, data_year: int) -> Quick:
    """NIK of 16 digits that hold together: status `ok`."""
    texts = _bare(texts)
    rows, chars = _sound_numbers(texts, is_number)
    day, month = number(chars[:, 6:8]), number(chars[:, 8:10])
    is_woman = day > WOMEN_DAY
    year = _years(data_year)[number(chars[:, 10:12])]
    birth, is_day = days(year, month, day - WOMEN_DAY * is_woman)
    is_day &= is_woman | (year > data_year - OLDEST)  # else it may be a KK
    rows, chars, is_woman, birth = rows[is_day], pick(chars, is_day), is_woman[is_day], birth[is_day]
    regions = pa.array(number(chars[:, :6])).dictionary_encode()
    codes = [f"{code // 10_000:02}.{code // 100 % 100:02}.{code % 100:02}" for code in regions.dictionary.to_pylist()]
    columns = {
        "nik": texts.take(pa.array(rows)),
        "nik_status": pa.repeat(pa.scalar("ok"), len(rows)),
        "nik.gender": pa.array(["L", "P"]).take(pa.array(is_woman.astype(np.int8))),
        "nik.birth_date": pa.array(birth).cast(pa.date32()),
        "nik.region": pa.array(codes, pa.string()).take(regions.indices),
    }
    return _answers(rows, len(texts), columns)


def quick_kk(texts: pa.StringArray, is_number: Mask | None, data_year: int) -> Quick:
    """KK of 16 digits that hold together: status `ok`."""
    texts = _bare(texts)
    rows, chars = _sound_numbers(texts, is_number)
    _, is_day = days(_years(data_year)[number(chars[:, 10:12])], number(chars[:, 8:10]), number(chars[:, 6:8]))
    rows = rows[is_day]
    return _answers(rows, len(texts), {"no_kk": texts.take(pa.array(rows))})


def _bare(texts: pa.StringArray) -> pa.StringArray:
    """The texts without the blanks and apostrophes that keep Excel from making a number of them."""
    return _without(texts, (" ", "'", "‘"))


def _without(texts: pa.StringArray, marks: Iterable[str]) -> pa.StringArray:
    for mark in marks:
        texts = pc.replace_substring(texts, mark, "")
    return texts


def _sound_numbers(texts: pa.StringArray, is_number: Mask | None) -> tuple[Rows, Chars]:
    """The rows with 16 digits in which no fault is to be found, but for the six of the day."""
    held = Texts.of(texts)
    rows = np.flatnonzero(held.lengths == LENGTH)
    chars = held.matrix(rows, LENGTH)
    sound = is_digits(chars)
    rows, chars = rows[sound], pick(chars, sound)
    sound = _PROVINCE[number(chars[:, :2])] & (number(chars[:, 2:4]) > 0) & (number(chars[:, 4:6]) > 0)
    sound &= (number(chars[:, 12:]) > 0) & ~_is_made_up(chars[:, :15])
    if is_number is not None:
        sound &= ~is_number[rows] | ((chars[:, -1] != ord("0")) & (number(chars) <= EXACT_NUMBERS))
    return rows[sound], pick(chars, sound)


def _is_made_up(seen: Chars) -> Mask:
    """Numbers of 15 digits typed only to fill the cell, as `digits.is_placeholder` tells them."""
    counting = ((seen[:, 1:] - seen[:, :-1]) % 246 == 1).all(axis=1)  # 246: 0 behind 9 is -9, in a byte 247
    in_pairs = (seen[:, 2:] == seen[:, :-2]).all(axis=1)
    same_behind = (seen[:, 6:] == seen[:, 6:7]).all(axis=1)
    return np.asarray(counting | in_pairs | same_behind | (seen[:, :4] == ord("9")).all(axis=1), bool)


@lru_cache
def _years(data_year: int) -> Rows:
    """The year of birth that each number of two digits stands for."""
    return np.array([full_year(digits, latest=data_year - ADULT_AGE) for digits in range(100)], np.int64)


def quick_phones(texts: pa.StringArray, _: Mask | None, __: int) -> Quick:
    """One mobile number in digits, with or without 0, 62 or +62, parted by strokes and dots at most."""
    whole = pc.if_else(pc.ends_with(texts, ".0"), None, texts)  # `.0` may be the decimals of a number
    held = Texts.of(_without(whole, ("-", ".")))
    rows = np.flatnonzero(held.lengths >= MOBILE_LENGTHS.start)
    prefix = _prefix(held.matrix(rows, 4))
    lengths = held.lengths[rows] - prefix
    fits = (prefix >= 0) & (lengths >= MOBILE_LENGTHS.start) & (lengths < MOBILE_LENGTHS.stop)
    rows, prefix, lengths = rows[fits], prefix[fits], lengths[fits]
    chars = held.matrix(rows, MOBILE_LENGTHS.stop - 1, skip=prefix)
    behind = np.arange(chars.shape[1]) >= lengths[:, None]
    is_good = (is_digit(chars) | behind).all(axis=1) & is_digits(chars[:, :2])
    is_good &= _MOBILE[np.where(is_good, number(chars[:, :2]), 0)]  # letters make numbers that no table reaches
    same = ((chars[:, 1:] == chars[:, 1:2]) | behind[:, 1:]).all(axis=1)
    counting = ((chars[:, 1:] == _COUNTING) | behind[:, 1:]).all(axis=1)
    is_good &= ~(same | counting)
    rows, chars, lengths = rows[is_good], pick(chars, is_good), lengths[is_good]
    plus = np.broadcast_to(np.frombuffer(b"+62", np.uint8), (len(rows), 3))
    columns = {"phone": texts_of(np.hstack([plus, chars]), lengths + 3)}
    return _answers(rows, len(texts), columns)


def _prefix(start: Chars) -> Rows:
    """How many bytes stand before the 8 of a mobile number; -1 where it begins like none."""
    written = {b"+628": 3, b"628": 2, b"08": 1, b"8": 0}
    found = np.full(len(start), -1, np.int64)
    for text, length in written.items():
        found[(start[:, : len(text)] == np.frombuffer(text, np.uint8)).all(axis=1)] = length
    return found


def quick_births(texts: pa.StringArray, _: Mask | None, data_year: int) -> Quick:
    """Days as `1980-05-31`, `31/05/1980`, `31-05-1980` or `31.05.1980`, not after the data year."""
    held = Texts.of(texts)
    rows, made = _days_at(held, np.flatnonzero(held.lengths == DAY_LENGTH), data_year)
    return _answers(rows, len(texts), {"birth_date.column": made})


def quick_birth_places(texts: pa.StringArray, _: Mask | None, data_year: int) -> Quick:
    """A place and behind it such a day: `Batang, 31-05-1980`."""
    places = pc.utf8_slice_codeunits(texts, 0, -DAY_LENGTH).dictionary_encode()
    is_plain = np.array([ends_place(place) for place in places.dictionary.to_pylist()] or [False], bool)
    held = Texts.of(texts)
    rows = np.flatnonzero((held.lengths > DAY_LENGTH) & is_plain[pc.fill_null(places.indices, 0).to_numpy()])
    rows, made = _days_at(held, rows, data_year)
    return _answers(rows, len(texts), {"birth_place.day": made})


def _days_at(held: Texts, rows: Rows, data_year: int) -> tuple[Rows, pa.Array]:
    """Those of the rows that end with a day, and the days."""
    chars = held.matrix(rows, DAY_LENGTH, skip=held.lengths[rows] - DAY_LENGTH)
    is_iso = (chars[:, (4, 7)] == ord("-")).all(axis=1)
    is_local = np.isin(chars[:, 2], _DAY_MARKS) & (chars[:, 2] == chars[:, 5])
    chars = np.where(is_iso[:, None], chars[:, (8, 9, 5, 6, 0, 1, 2, 3)], chars[:, (0, 1, 3, 4, 6, 7, 8, 9)])
    year = number(chars[:, 4:])
    made, is_day = days(year, number(chars[:, 2:4]), number(chars[:, :2]))
    good = (is_iso | is_local) & is_digits(chars) & is_day & (year >= 1900) & (year <= data_year)
    return rows[good], pa.array(made[good]).cast(pa.date32())


def quick_names(texts: pa.StringArray, _: Mask | None, __: int) -> Quick:
    """Names of plain words only, parted by single blanks."""
    lists = pc.split_pattern(texts, " ")
    encoded = lists.flatten().dictionary_encode()
    words = [_plain_word(word) for word in encoded.dictionary.to_pylist()]
    bounds = lists.offsets.to_numpy().astype(np.int64)
    counts = np.diff(bounds)
    is_plain = np.array([word is not None for word in words] or [False], bool)
    which = encoded.indices.to_numpy()
    odd = np.concatenate([[0], np.cumsum(~is_plain[which])])
    long = Texts.of(texts).lengths >= SHORTEST_PLAIN
    rows = np.flatnonzero(long & (counts > 0) & (odd[bounds[1:]] == odd[bounds[:-1]]))
    return _answers(rows, len(texts), _joined(words, which, bounds, rows))


def _joined(words: list[PlainWord | None], which: Rows, bounds: Rows, rows: Rows) -> Columns:
    """`name` and `name_key` of these rows: what is known of each word, put together."""
    starts, counts = bounds[:-1][rows], np.diff(bounds)[rows]
    offsets = np.concatenate([[0], np.cumsum(counts)])
    taken = which[np.repeat(starts - offsets[:-1], counts) + np.arange(offsets[-1])]
    # Each word has a place in three tables laid end to end: as shown, as compared, as compared when others follow.
    displays = pa.array([word and word.display for word in words], pa.string())
    keys = pa.array([word and word.key for word in words] + [word and word.first_key for word in words], pa.string())
    keyed = taken.copy()
    keyed[offsets[:-1][counts > 1]] += len(words)
    laid = pa.array(offsets, pa.int32())
    return {
        name: pc.binary_join(pa.ListArray.from_arrays(laid, table.take(pa.array(places))), " ")
        for name, table, places in (("name", displays, taken), ("name_key", keys, keyed))
    }


QUICK: Mapping[str, Reader] = {
    "nik": quick_nik,
    "no_kk": quick_kk,
    "phone": quick_phones,
    "name": quick_names,
    "birth_date": quick_births,
    "birth_place": quick_birth_places,
}
"""The shortcut of each rule that has one."""
