"""households: which owners live under one roof. Information beside the owners, never a reason to join them.

A household is what a family card, a phone that few share, a house, or a rare family name in one RT tie together. A
number of many people is that of an officer, and ties nobody.
"""

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from umkm_cli.matching.groups import Ints, codes_of, numbered, places_of
from umkm_cli.schema import HOUSEHOLDS

TIES: dict[str, int] = {"family_card": 8, "phone": 3, "house": 4, "family_name": 3}
"""What ties owners, the surest first, and how many owners may share one value of it; more share it by chance."""

MOST = 12
"""Owners of one household at most: a tie that would make a larger one is left out."""

BY_CHANCE = 0.03
"""A family name ties owners of one RT when at most so many of them would bear it by chance."""

COLUMNS = (
    "record_id", "no_kk", "phone", "other_phone", "village_code", "rt", "rw", "street", "name_key",
)  # fmt: skip
"""What is read of the records."""


def households(records: pa.Table, clusters: pa.Table) -> pa.Table:
    """Build `HOUSEHOLDS` from `COLUMNS` of the records and `CLUSTERS`, both in any order."""
    at = places_of(clusters["record_id"], records["record_id"])
    ids, owner = numbered(clusters["owner_id"])
    records = records.select(list(COLUMNS)).take(pa.array(at))
    home = list(range(len(ids)))
    members: dict[int, list[int]] = {}
    ties: dict[int, set[str]] = {}
    for kind, group in _groups(records, owner):
        found = sorted({home[one] for one in group})
        together = sorted({mate for one in found for mate in members.get(one, [one])})
        if len(together) > MOST:
            continue
        for one in found:
            members.pop(one, None)
        members[found[0]] = together
        for one in together:
            home[one] = found[0]
        for one in group:
            ties.setdefault(one, set()).add(kind)
    rows = [
        {"household_id": f"H{ids[first].as_py()[1:]}", "owner_id": ids[one].as_py(), "ties": sorted(ties[one])}
        for first in sorted(members)
        for one in members[first]
    ]
    return HOUSEHOLDS.from_rows(rows)


def count_households(found: pa.Table) -> dict[str, int]:
    """How many households there are, and how many owners live in them."""
    return {"households": len(found["household_id"].unique()), "household_owners": found.num_rows}


def _groups(records: pa.Table, owner: Ints) -> Iterator[tuple[str, list[int]]]:
    """Owners that share a value, kind by kind, in order of the smallest owner."""
    phones = pa.chunked_array([*records["phone"].chunks, *records["other_phone"].chunks])
    village = codes_of(records["village_code"])
    neighbourhood = _combined(village, codes_of(records["rt"]), codes_of(records["rw"]))
    values = {
        "family_card": (owner, codes_of(_where(records["no_kk"], r"^\d{16}$"))),
        "phone": (np.tile(owner, 2), _combined(codes_of(phones), np.tile(village, 2) + 1)),
        "house": (owner, _combined(neighbourhood, codes_of(_where(records["street"], r"\d")))),
        "family_name": (owner, _family_names(records["name_key"], neighbourhood, owner)),
    }
    for kind, most in TIES.items():
        yield from ((kind, group) for group in sorted(_sharing(*values[kind], most)))


def _where(column: pa.ChunkedArray, pattern: str) -> pa.ChunkedArray:
    return pc.if_else(pc.match_substring_regex(column, pattern), column, None)


def _combined(*codes: Ints) -> Ints:
    """A number for each combination of numbers; -1 where one of them is."""
    code = np.zeros(len(codes[0]), np.int64)
    for one in codes:
        code = code * (one.max(initial=0) + 2) + one + 1
    is_told = np.logical_and.reduce([one >= 0 for one in codes])
    number: Ints = np.unique(code, return_inverse=True)[1]
    return np.where(is_told, number, -1)


def _family_names(names: pa.ChunkedArray, neighbourhood: Ints, owner: Ints) -> Ints:
    """The last word of each name within its neighbourhood; -1 for a word too common there, and for a single word."""
    last = codes_of(pc.replace_substring_regex(_where(names, " "), r"^.* ", ""))
    bearers = np.bincount(last[last >= 0], minlength=last.max(initial=0) + 1)
    known = neighbourhood >= 0
    living = np.unique(neighbourhood[known] << 32 | owner[known]) >> 32
    neighbours = np.bincount(living, minlength=neighbourhood.max(initial=0) + 1)
    by_chance = bearers[last] / max(1, len(last)) * neighbours[neighbourhood]
    return np.where(by_chance <= BY_CHANCE, _combined(neighbourhood, last), -1)


def _sharing(owner: Ints, value: Ints, most: int) -> Iterator[list[int]]:
    """The owners of each value that two or more share, and not more than `most`."""
    told = value >= 0
    pairs = np.unique(value[told] << 32 | owner[told])
    starts = np.flatnonzero(np.diff(pairs >> 32, prepend=-1))
    sizes = np.diff(starts, append=len(pairs))
    owners = (pairs & 0xFFFFFFFF).tolist()
    for place in np.flatnonzero((sizes > 1) & (sizes <= most)).tolist():
        yield owners[starts[place] : starts[place] + sizes[place]]
