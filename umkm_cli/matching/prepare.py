"""prepare: records -> columns of numbers that can be blocked and compared a million at a time."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import prod

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from umkm_cli.knowledge.names import skeleton

Ints = npt.NDArray[np.int64]
Digits = npt.NDArray[np.uint8]

UNKNOWN_DIGIT = 10
NIK_LENGTH = 16


@dataclass(frozen=True, slots=True)
class Coded:
    """A text column as numbers: `codes[row]` is the place of its value in `values`, -1 for none."""

    codes: Ints
    values: list[str]

    def counts(self) -> Ints:
        """How many rows hold each value."""
        return np.bincount(self.codes[self.codes >= 0], minlength=len(self.values))


@dataclass(frozen=True, slots=True)
class Names:
    """The name column, and for each distinct name what comparing needs.

    Attributes:
        key: Names in comparable form, one code per record.
        tokens: Words of each distinct name.
        sounds: Their phonetic keys, in the same order.
        sound_code: Code of the sorted phonetic keys: the name whatever the order of its words.
        joined_code: Code of the name without blanks.
        token_counts: In how many records each phonetic key stands.
        sound_counts: How many records have each `sound_code`.
        joined: Each distinct name without blanks.
        size: How many records have a name, at least 1.
        expected: For each distinct name, the share of records that would bear it were its words drawn one by one.
    """

    key: Coded
    tokens: list[tuple[str, ...]]
    sounds: list[tuple[str, ...]]
    sound_code: Ints
    joined_code: Ints
    token_counts: Counter[str]
    sound_counts: Ints
    joined: npt.NDArray[np.object_]
    size: int
    expected: npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Prepared:
    """Records ready to be matched, in order of `record_id`. All arrays have one entry per record.

    Attributes:
        record_id: The identifiers.
        names: The names.
        nik: Resident number, code per record.
        nik_digits: For each distinct NIK its digits, `UNKNOWN_DIGIT` for `?`; only those of 16 places.
        nik_length: Places of each distinct NIK.
        birth_date: Days since 1970, `NO_DAY` for none.
        nik_birth: Birth date as in the NIK (yymmdd as a number), -1 for none.
        gender: 1 for L, 2 for P, 0 for none.
        nik_gender: The same as in the NIK.
        village, district, hamlet, phone, no_kk: Codes.
        rt, rw: Numbers, -1 for none.
        year: Year of the list, -1 for none.
        is_nik_sound: Birth date and sex in the NIK can be relied on (`SOUND_NIKS`), so that it can contradict another.
    """

    record_id: pa.Array
    names: Names
    nik: Coded
    nik_digits: Digits
    nik_length: Ints
    birth_date: Ints
    nik_birth: Ints
    gender: Ints
    nik_gender: Ints
    village: Coded
    district: Coded
    hamlet: Coded
    phone: Coded
    no_kk: Coded
    rt: Ints
    rw: Ints
    year: Ints
    is_nik_sound: npt.NDArray[np.bool_]

    @property
    def size(self) -> int:
        """Number of records."""
        return len(self.record_id)


NO_DAY = -(2**31)

SOUND_NIKS = ("ok", "cut_by_excel", "serial_0000")
"""States of a NIK whose first twelve digits stand as they were typed."""


def prepare(records: pa.Table) -> Prepared:
    """Turn `RECORDS` (any order) into `Prepared`, in the same order."""
    nik = _code(records["nik"])
    digits, length = _nik_digits(nik.values)
    birth, gender = _nik_person(digits)
    known = nik.codes >= 0
    pick = np.where(known, nik.codes, 0)
    return Prepared(
        record_id=records["record_id"].combine_chunks(),
        names=_names(_code(records["name_key"])),
        nik=nik,
        nik_digits=digits,
        nik_length=length,
        birth_date=_whole(records["birth_date"], NO_DAY),
        nik_birth=np.where(known, birth[pick], -1) if len(birth) else np.full(len(known), -1),
        gender=_gender(records["gender"]),
        nik_gender=np.where(known, gender[pick], 0) if len(gender) else np.zeros(len(known), np.int64),
        village=_code(records["village_code"]),
        district=_code(records["district_code"]),
        hamlet=_code(_hamlet_sounds(records["hamlet"])),
        phone=_code(records["phone"]),
        no_kk=_code(_sound_numbers(records["no_kk"])),
        rt=_whole(records["rt"], -1),
        rw=_whole(records["rw"], -1),
        year=_whole(records["year"], -1),
        is_nik_sound=_array(pc.is_in(records["nik_status"], value_set=pa.array(SOUND_NIKS))).astype(bool),
    )


def _array(column: pa.ChunkedArray | pa.Array) -> npt.NDArray[np.generic]:
    flat = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    values: npt.NDArray[np.generic] = flat.to_numpy(zero_copy_only=False)
    return values


def _code(column: pa.ChunkedArray | pa.Array) -> Coded:
    """Codes by order of the value, so that they do not depend on the order of the rows."""
    flat = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    encoded = flat.dictionary_encode()
    values = encoded.dictionary.to_pylist()
    order = sorted(range(len(values)), key=values.__getitem__)
    rank = np.empty(len(values) + 1, np.int64)
    rank[order] = np.arange(len(values))
    rank[-1] = -1
    codes = _array(pc.fill_null(encoded.indices, len(values))).astype(np.int64)
    return Coded(rank[codes], [values[place] for place in order])


def _whole(column: pa.ChunkedArray, missing: int) -> Ints:
    return _array(pc.fill_null(pc.cast(pc.cast(column, pa.int32()), pa.int64()), missing)).astype(np.int64)


def _gender(column: pa.ChunkedArray) -> Ints:
    found = pc.index_in(column, value_set=pa.array(["L", "P"]))
    return _array(pc.fill_null(found, -1)).astype(np.int64) + 1


def _sound_numbers(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Family card numbers that are whole: 16 known digits."""
    return pc.if_else(pc.match_substring_regex(column, r"^\d{16}$"), column, None)


def _hamlet_sounds(column: pa.ChunkedArray) -> pa.ChunkedArray:
    encoded = column.combine_chunks().dictionary_encode()
    sounds = [" ".join(skeleton(word) for word in name.upper().split()) for name in encoded.dictionary.to_pylist()]
    return pa.chunked_array([pa.array(sounds, pa.string()).take(encoded.indices)])


def _nik_digits(values: Sequence[str]) -> tuple[Digits, Ints]:
    """Digits of the numbers that have 16 places (others are left unknown) and how many places each has."""
    length = np.array([len(value) for value in values], np.int64)
    digits = np.full((len(values), NIK_LENGTH), UNKNOWN_DIGIT, np.uint8)
    whole = np.flatnonzero(length == NIK_LENGTH)
    if len(whole):
        text = "".join(values[place] for place in whole.tolist()).encode("ascii")
        raw = np.frombuffer(text, np.uint8).reshape(-1, NIK_LENGTH)
        digits[whole] = np.where(raw == ord("?"), UNKNOWN_DIGIT, raw - ord("0"))
    return digits, length


def _nik_person(digits: Digits) -> tuple[Ints, Ints]:
    """Birth date (yymmdd) and sex in each NIK; -1 and 0 where its six digits are not all known."""
    part = digits[:, 6:12].astype(np.int64)
    known = (part != UNKNOWN_DIGIT).all(axis=1)
    day = part[:, 0] * 10 + part[:, 1]
    month = part[:, 2] * 10 + part[:, 3]
    year = part[:, 4] * 10 + part[:, 5]
    is_woman = day > 40
    birth = year * 10_000 + month * 100 + np.where(is_woman, day - 40, day)
    return np.where(known, birth, -1), np.where(known, np.where(is_woman, 2, 1), 0)


def _names(key: Coded) -> Names:
    tokens = [tuple(value.split()) for value in key.values]
    sound_of = {word: skeleton(word) or word for words in tokens for word in words}
    sounds = [tuple(sound_of[word] for word in words) for words in tokens]
    sound_code, _ = _number([" ".join(sorted(name)) for name in sounds])
    joined = ["".join(words) for words in tokens]
    joined_code, _ = _number(joined)
    counts = key.counts()
    token_counts: Counter[str] = Counter()
    for name, count in zip(sounds, counts.tolist(), strict=True):
        for sound in set(name):
            token_counts[sound] += count
    return Names(
        key=key,
        tokens=tokens,
        sounds=sounds,
        sound_code=sound_code,
        joined_code=joined_code,
        token_counts=token_counts,
        sound_counts=np.bincount(sound_code, weights=counts, minlength=1).astype(np.int64),
        joined=np.array(joined, dtype=object),
        size=max(1, int(counts.sum())),
        expected=_expected(sounds, token_counts, int(counts.sum())),
    )


RAREST = 0.05
"""How many bearers of a name a list is taken to lack at least: nothing rarer can be read off it."""


def _expected(names: Sequence[Sequence[str]], token_counts: Counter[str], size: int) -> npt.NDArray[np.float64]:
    """Share of each name, were its words drawn one by one from all words of the list.

    One bearer of each word is left out: a word that only one person has is rarer than it looks.
    """
    words = max(1, token_counts.total())
    shares = [prod(max(token_counts[sound] - 1, 1) / words for sound in name) for name in names]
    expected: npt.NDArray[np.float64] = np.maximum(np.array(shares), RAREST / max(1, size))
    return expected


def _number(values: Sequence[str]) -> tuple[Ints, list[str]]:
    """Number equal texts alike, by their order."""
    distinct = sorted(set(values))
    place = {value: number for number, value in enumerate(distinct)}
    return np.array([place[value] for value in values], np.int64), distinct
