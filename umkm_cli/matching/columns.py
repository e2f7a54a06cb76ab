"""Columns of a list as numbers: every kind of column is codes of its distinct values, and what those values let see."""

from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Ints = npt.NDArray[np.int64]
Codes = npt.NDArray[np.int32]
Digits = npt.NDArray[np.uint8]
Packed = npt.NDArray[np.uint64]
Flags = npt.NDArray[np.bool_]
Levels = npt.NDArray[np.int8]

UNKNOWN_DIGIT = 10
NIK_LENGTH = 16
WOMANS_DAY = 40  # added to the day of birth of a woman


@dataclass(frozen=True)
class Coded:
    """A column as numbers.

    Attributes:
        codes: (records,) place of the value in `texts`, -1 for none. By order of the value, so that they do not depend
            on the order of the rows.
        texts: The distinct values, sorted.
    """

    codes: Codes
    texts: pa.Array

    @cached_property
    def values(self) -> list[str]:
        """The distinct values, sorted."""
        values: list[str] = self.texts.to_pylist()
        return values

    @cached_property
    def objects(self) -> npt.NDArray[np.object_]:
        """The values as an array that can be gathered from."""
        values: npt.NDArray[np.object_] = self.texts.to_numpy(zero_copy_only=False)
        return values

    @cached_property
    def letters(self) -> Digits:
        """(values, longest) bytes of each value, 0 where it has ended."""
        raw, starts = letters_of(self.texts)
        lengths = np.diff(starts)
        letters = np.zeros((len(lengths), int(lengths.max(initial=1))), np.uint8)
        letters[np.arange(letters.shape[1]) < lengths[:, None]] = raw
        return letters

    @cached_property
    def counts(self) -> Ints:
        """How many records hold each value."""
        return np.bincount(self.codes[self.codes >= 0], minlength=len(self.texts))

    @cached_property
    def size(self) -> int:
        """How many records have a value, at least 1."""
        return max(1, int(self.counts.sum()))


@dataclass(frozen=True)
class Dates(Coded):
    """Dates, as `yyyy-mm-dd`."""

    @cached_property
    def parts(self) -> tuple[Ints, Ints, Ints]:
        """Year, month and day of each value."""
        days = pc.cast(self.texts, pa.date32()).to_numpy(zero_copy_only=False).astype("datetime64[D]")
        months, years = days.astype("datetime64[M]"), days.astype("datetime64[Y]")
        return (
            years.astype(np.int64) + 1970,
            months.astype(np.int64) % 12 + 1,
            (days - months).astype(np.int64) + 1,
        )


@dataclass(frozen=True)
class Niks(Coded):
    """Resident numbers; `?` stands for a digit that is not known.

    Attributes:
        is_sound: (records,) birth date and sex in the number can be relied on, so that it can contradict another.
    """

    is_sound: Flags

    @cached_property
    def lengths(self) -> Ints:
        """Places of each value."""
        return lengths_of(self.texts)

    @cached_property
    def digits(self) -> Digits:
        """(values, 16) digits of the numbers of 16 places, `UNKNOWN_DIGIT` for `?`; others are left unknown."""
        digits = np.full((len(self.texts), NIK_LENGTH), UNKNOWN_DIGIT, np.uint8)
        raw, starts = letters_of(self.texts)
        whole = np.flatnonzero(np.diff(starts) == NIK_LENGTH)
        places = raw[starts[whole, None] + np.arange(NIK_LENGTH)]
        is_digit = (places >= ord("0")) & (places <= ord("9"))
        digits[whole] = np.where(is_digit, places - ord("0"), UNKNOWN_DIGIT)
        return digits

    @cached_property
    def packed(self) -> tuple[Packed, Packed]:
        """Each value as 16 digits of 4 bits, the first one uppermost; and a mask of ones where a digit is not known."""
        shifts = np.arange(4 * (NIK_LENGTH - 1), -1, -4, dtype=np.uint64)
        unknown = self.digits == UNKNOWN_DIGIT
        known = np.where(unknown, 0, self.digits).astype(np.uint64) << shifts
        return (
            np.bitwise_or.reduce(known, axis=1),
            np.bitwise_or.reduce(np.where(unknown, np.uint64(15), np.uint64(0)) << shifts, axis=1),
        )

    @cached_property
    def serial(self) -> Ints:
        """The last four digits of each value as a number, -1 where they are not all known."""
        part = self.digits[:, 12:].astype(np.int64)
        return np.where((part != UNKNOWN_DIGIT).all(axis=1), part @ np.array([1000, 100, 10, 1]), -1)

    @cached_property
    def birth(self) -> Ints:
        """Birth date in each value as the number yymmdd, -1 where its six digits are not all known."""
        part, known = self._birth_digits
        day = part[:, 0] * 10 + part[:, 1]
        day = np.where(day > WOMANS_DAY, day - WOMANS_DAY, day)
        date = (part[:, 4] * 10 + part[:, 5]) * 10_000 + (part[:, 2] * 10 + part[:, 3]) * 100 + day
        return np.where(known, date, -1)

    @cached_property
    def sex(self) -> npt.NDArray[np.str_]:
        """`L` (male) or `P` (female) in each value, empty where it is not known."""
        part, known = self._birth_digits
        return np.where(known, np.where(part[:, 0] * 10 + part[:, 1] > WOMANS_DAY, "P", "L"), "")

    @cached_property
    def _birth_digits(self) -> tuple[Ints, Flags]:
        part = self.digits[:, 6:12].astype(np.int64)
        return part, (part != UNKNOWN_DIGIT).all(axis=1)


Kind = TypeVar("Kind", bound=Coded)


def as_kind(coded: Coded, kind: type[Kind]) -> Kind:
    """A column that has to be of a kind; the model has been read so that it is."""
    if not isinstance(coded, kind):
        raise TypeError(type(coded))
    return coded


def flat(column: pa.ChunkedArray | pa.Array) -> pa.Array:
    """The column in one piece."""
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column


def encode(column: pa.ChunkedArray | pa.Array) -> tuple[Codes, pa.Array]:
    """Codes of a column of text, by order of the value, -1 for none; and the values."""
    encoded = flat(column).dictionary_encode()
    order = pc.sort_indices(encoded.dictionary)
    rank = np.full(len(order) + 1, -1, np.int32)
    rank[order.to_numpy()] = np.arange(len(order), dtype=np.int32)
    codes = pc.fill_null(encoded.indices, len(order)).to_numpy(zero_copy_only=False)
    return rank[codes], encoded.dictionary.take(order)


def letters_of(texts: pa.Array) -> tuple[npt.NDArray[np.uint8], Ints]:
    """The bytes of all texts one after another, and where each begins (and the last ends)."""
    whole = pa.concat_arrays([texts])  # an array of its own: a slice would keep the bytes before it
    starts = np.concatenate([[0], np.cumsum(pc.binary_length(whole).to_numpy(zero_copy_only=False))]).astype(np.int64)
    data = whole.buffers()[2]
    return np.frombuffer(data, np.uint8)[: starts[-1]] if data else np.empty(0, np.uint8), starts


def lengths_of(texts: pa.Array) -> Ints:
    """Letters of each text."""
    lengths: Ints = pc.utf8_length(texts).to_numpy(zero_copy_only=False).astype(np.int64)
    return lengths
