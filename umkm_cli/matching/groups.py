"""groups: columns of values as numbers, by which rows are grouped."""

from collections.abc import Callable

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from umkm_cli.matching.columns import Ints, encode, flat


def numbered(column: pa.ChunkedArray | pa.Array) -> tuple[pa.Array, Ints]:
    """The distinct values in order, and for each row the place of its value there, -1 for none."""
    codes, values = encode(column)
    return values, codes.astype(np.int64)


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


def places_of_both(left: pa.ChunkedArray | pa.Array, right: pa.ChunkedArray | pa.Array, among: pa.Array) -> Ints:
    """(2, values) the same for two columns of one length: making the table to look up in is what takes the time."""
    return places_of(pa.concat_arrays([flat(left), flat(right)]), among).reshape(2, -1)


def distinct(values: Ints) -> Ints:
    """The values in order, each once; sorting beats the hashing of np.unique here."""
    ordered = np.sort(values)
    once: Ints = ordered[np.diff(ordered, prepend=ordered[:1] - 1) != 0]
    return once
