"""groups: columns of values as numbers, by which rows are grouped."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


def flat(column: pa.ChunkedArray | pa.Array) -> pa.Array:
    """The column in one piece."""
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column


def numbered(column: pa.ChunkedArray | pa.Array) -> tuple[pa.Array, Ints]:
    """The distinct values in order, and for each row the place of its value there, -1 for none."""
    encoded = flat(column).dictionary_encode()
    order = pc.sort_indices(encoded.dictionary)
    rank = np.full(len(order) + 1, -1, np.int64)
    rank[order.to_numpy()] = np.arange(len(order))
    codes: Ints = pc.fill_null(encoded.indices, len(order)).to_numpy(zero_copy_only=False)
    return encoded.dictionary.take(order), rank[codes]


def codes_of(column: pa.ChunkedArray | pa.Array, read: Callable[[pa.Array], pa.Array] | None = None) -> Ints:
    """A number for each distinct value, in no order that means anything; -1 for none.

    Args:
        column: The values.
        read: What is made of each distinct value first: other values, or null for one that counts as none.
    """
    encoded = flat(column).dictionary_encode()
    codes: Ints = pc.fill_null(encoded.indices, -1).to_numpy(zero_copy_only=False).astype(np.int64)
    return codes if read is None else np.append(codes_of(read(encoded.dictionary)), -1)[codes]


def places_of(values: pa.ChunkedArray | pa.Array, among: pa.ChunkedArray | pa.Array) -> Ints:
    """For each value its place in `among`, where every value stands once; -1 for none."""
    asked, known = flat(values), flat(among)
    if asked.equals(known):  # mostly so, and then nothing has to be looked up
        return np.arange(len(asked))
    places: Ints = pc.fill_null(pc.index_in(asked, value_set=known), -1).to_numpy(zero_copy_only=False)
    return places.astype(np.int64)


def distinct(values: Ints) -> Ints:
    """The values in order, each once; sorting beats the hashing of np.unique here."""
    ordered = np.sort(values)
    once: Ints = ordered[np.diff(ordered, prepend=ordered[:1] - 1) != 0]
    return once
