"""Columns of a list as numbers: every kind of column is codes of its distinct values, and what those values let see."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Ints = npt.NDArray[np.int64]
Codes = npt.NDArray[np.int32]
Digits = npt.NDArray[np.uint8]
Flags = npt.NDArray[np.bool_]

UNKNOWN_DIGIT = 10
NIK_LENGTH = 16
WOMANS_DAY = 40  # added to the day of birth of a woman


@dataclass(frozen=True)
class Coded:
    """A column as numbers.

    Attributes:
        codes: (records,) place of the value in `values`, -1 for none. By order of the value, so that they do not
            depend on the order of the rows.
        values: The distinct values, sorted.
    """

    codes: Codes
    values: list[str]

    @cached_property
    def counts(self) -> Ints:
        """How many records hold each value."""
        return np.bincount(self.codes[self.codes >= 0], minlength=len(self.values))

    @cached_property
    def size(self) -> int:
        """How many records have a value, at least 1."""
        return max(1, int(self.counts.sum()))

    @cached_property
    def objects(self) -> npt.NDArray[np.object_]:
        """The values as an array that can be gathered from."""
        return np.array([*self.values, None], dtype=object)[:-1]


@dataclass(frozen=True)
class Dates(Coded):
    """Dates, as `yyyy-mm-dd`."""

    @cached_property
    def parts(self) -> tuple[Ints, Ints, Ints]:
        """Year, month and day of each value."""
        days = np.array(self.values, "datetime64[D]")
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
        return np.array([len(value) for value in self.values], np.int64)

    @cached_property
    def digits(self) -> Digits:
        """(values, 16) digits of the numbers of 16 places, `UNKNOWN_DIGIT` for `?`; others are left unknown."""
        digits = np.full((len(self.values), NIK_LENGTH), UNKNOWN_DIGIT, np.uint8)
        whole = np.flatnonzero(self.lengths == NIK_LENGTH)
        text = "".join(self.values[place] for place in whole.tolist()).encode("ascii", "replace")
        raw = np.frombuffer(text, np.uint8).reshape(-1, NIK_LENGTH)
        is_digit = (raw >= ord("0")) & (raw <= ord("9"))
        digits[whole] = np.where(is_digit, raw - ord("0"), UNKNOWN_DIGIT)
        return digits

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


def encode(column: pa.ChunkedArray | pa.Array) -> tuple[Codes, list[str]]:
    """Codes of a column of text, by order of the value, and the values."""
    flat = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    encoded = flat.dictionary_encode()
    values = encoded.dictionary.to_pylist()
    order = sorted(range(len(values)), key=values.__getitem__)
    rank = np.empty(len(values) + 1, np.int32)
    rank[order] = np.arange(len(values), dtype=np.int32)
    rank[-1] = -1
    codes = pc.fill_null(encoded.indices, len(values)).to_numpy(zero_copy_only=False)
    return rank[codes], [values[place] for place in order]


def number(values: Sequence[str]) -> tuple[Codes, list[str]]:
    """Number equal texts alike, by their order."""
    distinct = sorted(set(values))
    place = {value: rank for rank, value in enumerate(distinct)}
    return np.array([place[value] for value in values], np.int32), distinct
