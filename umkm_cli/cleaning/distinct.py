"""Columns at speed: a function of one value is called once per distinct value, its answers spread over the rows."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

T = TypeVar("T")
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Distinct(Generic[T]):
    """A column as its distinct answers.

    Attributes:
        answers: One per distinct value.
        indices: For each row the place of its answer; null for a null cell.
    """

    answers: list[T]
    indices: pa.Array

    def column(self, take: Callable[[T], object] | None, kind: pa.DataType) -> pa.Array:
        """A column of what `take` makes of each answer, or of the answers; null where answer or cell are missing."""
        if not self.answers:
            return pa.nulls(len(self.indices), kind)
        taken = self.answers if take is None else [None if answer is None else take(answer) for answer in self.answers]
        return pa.array(taken, kind).take(self.indices)

    def masks(self, flags_of: Callable[[T], Collection[str]]) -> dict[str, Mask]:
        """For each flag that any answer earns, the rows that have it."""
        earned: dict[str, list[int]] = {}
        for at, answer in enumerate(self.answers):
            for flag in flags_of(answer):
                earned.setdefault(flag, []).append(at)
        where = pc.fill_null(self.indices, -1).to_numpy()
        return {flag: np.isin(where, places) for flag, places in earned.items()}


def mask_of(told: pa.Array) -> Mask:
    """Where something holds; null, as a comparison with a missing value gives, does not."""
    return np.asarray(pc.fill_null(told, fill_value=False).to_numpy(zero_copy_only=False), bool)


def map_distinct(column: pa.Array, function: Callable[[str], T]) -> Distinct[T]:
    """Call `function` once for every distinct text of the column."""
    encoded = column.dictionary_encode()
    return Distinct([function(text) for text in encoded.dictionary.to_pylist()], encoded.indices)


def with_mark(column: pa.Array, marked: pa.Array, mark: str) -> pa.Array:
    """The column with `mark` put before the texts of marked rows, so that both can be told apart as one value."""
    return pc.if_else(pc.fill_null(marked, fill_value=False), pc.binary_join_element_wise(mark, column, ""), column)


def distinct_rows(columns: Sequence[pa.Array]) -> tuple[list[tuple[str | None, ...]], pa.Array]:
    """The different rows of some columns of text, and for each row which of them it is."""
    which = np.zeros(len(columns[0]), np.int32)
    for column in columns:
        if column.null_count == len(column):
            continue
        encoded = column.dictionary_encode()
        place = pc.fill_null(encoded.indices, len(encoded.dictionary)).to_numpy()
        # Numbered anew after each column, in the order of the rows, so that the product stays small.
        both = which.astype(np.int64) * (len(encoded.dictionary) + 1) + place
        which = pa.array(both).dictionary_encode().indices.to_numpy()
    first = pa.array(np.flatnonzero(np.diff(np.maximum.accumulate(which), prepend=-1)))
    rows = zip(*(column.take(first).to_pylist() for column in columns), strict=True)
    return list(rows), pa.array(which)
