"""Columns of few texts, each numbered once: grouping by numbers is many times as fast as by text."""

from collections.abc import Sequence
from typing import TypeAlias

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from umkm_cli.counting.arrays import Ints

Texts: TypeAlias = "pd.Categorical[str]"

UNKNOWN = ""
"""Code, product, gender, size ... of an owner of whom it is not known, while counting."""


def texts(column: pa.ChunkedArray) -> Texts:
    """A column of text; `UNKNOWN` where there is none."""
    encoded = pc.fill_null(column, UNKNOWN).combine_chunks().dictionary_encode()
    known: list[str] = encoded.dictionary.to_pylist()
    return numbered(encoded.indices.to_numpy(), known if UNKNOWN in known else [*known, UNKNOWN])


def numbered(codes: Ints, known: Sequence[str]) -> Texts:
    """The texts of `known` that the numbers stand for."""
    return pd.Categorical.from_codes(codes, pd.Index(list(known), dtype="str"))


def added_up(people: pd.DataFrame, keys: Sequence[str], counts: Sequence[str]) -> pd.DataFrame:
    """The sums of `counts` for what occurs of `keys`; the index is plain text, so that any text can be looked up."""
    sums = people.groupby(list(keys), observed=True)[list(counts)].sum()
    levels = [sums.index.get_level_values(key).astype("str") for key in keys]
    sums.index = pd.MultiIndex.from_arrays(levels, names=list(keys))
    return sums
