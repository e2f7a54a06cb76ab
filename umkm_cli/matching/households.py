"""households: which owners live under one roof. Information beside the owners, never a reason to join them.

A household is what a family card, a phone that few share, a house, or a rare family name in one RT tie together. A
number of many people is that of an officer, and ties nobody.
"""

from collections.abc import Iterator, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from umkm_cli.matching.columns import Ints
from umkm_cli.matching.groups import codes_of, distinct, numbered, places_of
from umkm_cli.schema import HOUSEHOLDS, TEXTS

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
    ids, cluster = numbered(clusters["owner_id"])
    owner = cluster[places_of(records["record_id"], clusters["record_id"])]
    home: dict[int, int] = {}
    members: dict[int, list[int]] = {}
    ties: dict[int, set[str]] = {}
    for kind, group in _groups(records, owner):
        found = sorted({home.get(one, one) for one in group})
        together = sorted({mate for one in found for mate in members.get(one, (one,))})
        if len(together) > MOST:
            continue
        for one in found:
            members.pop(one, None)
        members[found[0]] = together
        home.update(dict.fromkeys(together, found[0]))
        for one in group:
            ties.setdefault(one, set()).add(kind)
    first = [home[one] for one in sorted(ties)]
    return HOUSEHOLDS.conform(
        pa.table(
            {
                "household_id": pc.binary_replace_slice(ids.take(pa.array(first, pa.int64())), 0, 1, "H"),
                "owner_id": ids.take(pa.array(sorted(ties), pa.int64())),
                "ties": pa.array([sorted(ties[one]) for one in sorted(ties)], TEXTS),
            }
        ).sort_by([("household_id", "ascending"), ("owner_id", "ascending")])
    )


def count_households(found: pa.Table) -> dict[str, int]:
    """How many households there are, and how many owners live in them."""
    return {"households": len(found["household_id"].unique()), "household_owners": found.num_rows}


def _groups(records: pa.Table, owner: Ints) -> Iterator[tuple[str, list[int]]]:
    """Owners that share a value, kind by kind, in order of the smallest owner."""
    village = codes_of(records["village_code"])
    neighbourhood = (village, codes_of(records["rt"]), codes_of(records["rw"]))
    phones = codes_of(pa.chunked_array([*records["phone"].chunks, *records["other_phone"].chunks]))
    house = codes_of(records["street"], lambda streets: _where(streets, r"\d"))
    values = {
        "family_card": _shared(owner, codes_of(records["no_kk"], lambda cards: _where(cards, r"^\d{16}$"))),
        "phone": _shared(np.tile(owner, 2), phones, np.tile(village, 2) + 1),
        "house": _shared(owner, *neighbourhood, house),
        "family_name": _shared(owner, *neighbourhood, _family_names(records["name_key"], neighbourhood, owner)),
    }
    for kind, most in TIES.items():
        yield from ((kind, group) for group in sorted(values[kind]) if len(group) <= most)


def _where(values: pa.Array, pattern: str) -> pa.Array:
    return pc.if_else(pc.match_substring_regex(values, pattern), values, None)


def _last_words(names: pa.Array) -> pa.Array:
    """The last word of names of several; null for a single word."""
    return pc.replace_substring_regex(_where(names, " "), r"^.* ", "")


def _family_names(names: pa.ChunkedArray, neighbourhood: Sequence[Ints], owner: Ints) -> Ints:
    """The last word of each name; -1 where others of that neighbourhood may well have it by chance."""
    last = codes_of(names, _last_words)
    bearers = np.bincount(last[last >= 0], minlength=1)
    at, place = _numbered(*neighbourhood)
    living = distinct(place << 32 | owner[at]) >> 32
    by_chance = bearers[last[at]] / max(1, len(last)) * np.bincount(living, minlength=1)[place]
    rare = np.full(len(last), -1)
    rare[at] = np.where(by_chance <= BY_CHANCE, last[at], -1)
    return rare


def _numbered(*codes: Ints) -> tuple[Ints, Ints]:
    """The rows in which no code is missing or stands alone, and a number for each combination of codes there."""
    at = np.flatnonzero(np.logical_and.reduce([np.append(np.bincount(one[one >= 0]), 0)[one] > 1 for one in codes]))
    number = np.zeros(len(at), np.int64)
    for one in codes:
        number = np.unique(number * (one.max(initial=0) + 1) + one[at], return_inverse=True)[1]
    return at, number


def _shared(owner: Ints, *codes: Ints) -> Iterator[list[int]]:
    """The owners of each combination of codes that several have."""
    at, value = _numbered(*codes)
    pairs = distinct(value << 32 | owner[at])
    starts = np.flatnonzero(np.diff(pairs >> 32, prepend=-1))
    sizes = np.diff(starts, append=len(pairs))
    owners = (pairs & 0xFFFFFFFF).tolist()
    for start, size in zip(starts[sizes > 1].tolist(), sizes[sizes > 1].tolist(), strict=True):
        yield owners[start : start + size]
