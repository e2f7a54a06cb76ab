"""carry: which record of the last run a record continues.

A record is named after its content, so a corrected row is a new record. Most of it is as it was, though: the sheet, and
the NIK, the name or the phone, or at least the place between rows that did not change. Only rows that went and rows
that came are looked at, and each is used once, the surest ways first.
"""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from rapidfuzz import fuzz, process

from umkm_cli.matching.columns import Flags, Ints
from umkm_cli.matching.groups import codes_of, places_of

ALIKE = 75
"""Least likeness, in percent, of the names of two rows that have nothing in common but their place."""

WAYS: tuple[tuple[str, ...], ...] = (
    ("source_id", "nik", "name_key"),
    ("source_id", "nik"),
    ("source_id", "name_key"),
    ("source_id", "phone"),
    ("source_id", "anchor", "offset"),
    ("nik", "name_key"),  # the file has another name now
    ("name_key", "phone"),
    ("source_row", "name_key"),
)
"""What a row that went and a row that came have to share; the surest first."""

PERSON = ("nik", "name_key", "phone")
"""Columns of records that say who it is."""

TRACES = ("source_id", "source_row", *PERSON)
"""Columns of records by which a row is known again."""


def carry(before: pa.Table, now: pa.Table) -> Ints:
    """For each record of `now` the row of `before` that it is, or that was corrected into it; -1 for none.

    Args:
        before: `record_id` and `TRACES` of the records of the last run.
        now: The same of this run; both without `TRACES` for a list whose records have names of their own.
    """
    found = places_of(now["record_id"], before["record_id"])
    if "source_id" not in now.column_names:
        return found
    came = np.flatnonzero(found < 0)
    went = np.flatnonzero(~_used(found, before.num_rows))
    if not (len(came) and len(went)):
        return found
    continued = places_of(before["record_id"], now["record_id"])
    old = _placed(before, np.where(continued >= 0, np.arange(before.num_rows), -1)).take(pa.array(went))
    new = _placed(now, found).take(pa.array(came))
    for way in WAYS:
        is_free = found[came] < 0
        is_left = ~_used(found, before.num_rows)[went]
        if not (is_free.any() and is_left.any()):
            break
        at_old, at_new = _met(old.filter(pa.array(is_left)), new.filter(pa.array(is_free)), way)
        found[came[is_free][at_new]] = went[is_left][at_old]
    return found


def unaltered(before: pa.Table, now: pa.Table, found: Ints) -> Flags:
    """Which records say who it is as they did in the last run, wherever they stand; see `carry`."""
    same = found >= 0
    if "source_id" not in now.column_names:
        return same
    known = np.flatnonzero(same)
    old, new = before["record_id"].take(pa.array(found[known])), now["record_id"].take(pa.array(known))
    moved = known[pc.not_equal(old, new).to_numpy()]
    for column in PERSON:
        told = [table[column].take(pa.array(rows)) for table, rows in ((before, found[moved]), (now, moved))]
        code = codes_of(pa.chunked_array([chunk for side in told for chunk in side.chunks], now[column].type))
        same[moved] &= code[: len(moved)] == code[len(moved) :]
    return same


def _used(found: Ints, rows: int) -> Flags:
    """Which rows of the last run are continued by a record."""
    used = np.zeros(rows + 1, bool)
    used[found] = True
    return used[:-1]


def _placed(rows: pa.Table, known: Ints) -> pa.Table:
    """The rows with `anchor`, the nearest row above in the sheet that did not change, and `offset`, how far that is.

    Args:
        rows: `TRACES`.
        known: For each row its number among the rows that did not change, -1 when it did.
    """
    sheet = codes_of(rows["source_id"])
    order = np.lexsort((rows["source_row"].to_numpy(), sheet))
    sheet, known = sheet[order], known[order]
    place = np.arange(len(order))
    first = np.maximum.accumulate(np.where(np.diff(sheet, prepend=-1) != 0, place, 0))
    above = np.maximum(np.maximum.accumulate(np.where(known >= 0, place, 0)), first)
    back = np.empty_like(order)
    back[order] = place
    return rows.append_column("anchor", pa.array(known[above][back])).append_column(
        "offset", pa.array((place - above)[back])
    )


def _met(old: pa.Table, new: pa.Table, way: Sequence[str]) -> tuple[Ints, Ints]:
    """Rows of both that share all columns of `way`; where several do, one by one in the order of their rows."""
    code = np.zeros(old.num_rows + new.num_rows, np.int64)
    is_told = np.ones(len(code), bool)
    for column in way:
        number = codes_of(pa.chunked_array([*old[column].chunks, *new[column].chunks], new[column].type))
        is_told &= number >= 0
        code = np.unique(code * (number.max(initial=0) + 2) + number, return_inverse=True)[1]
    place = np.concatenate([table["source_row"].to_numpy() for table in (old, new)])
    at_old = _numbered(code[: old.num_rows], place[: old.num_rows])
    at_new = _numbered(code[old.num_rows :], place[old.num_rows :])
    at_old[~is_told[: old.num_rows]] = -1
    at_new[~is_told[old.num_rows :]] = -2
    _, left, right = np.intersect1d(at_old, at_new, return_indices=True)
    if "anchor" in way:
        names = [table["name_key"].take(pa.array(rows)).to_pylist() for table, rows in ((old, left), (new, right))]
        alike = process.cpdist(*[[name or "" for name in side] for side in names], scorer=fuzz.ratio, workers=1)
        left, right = left[alike >= ALIKE], right[alike >= ALIKE]
    return left, right


def _numbered(code: Ints, place: Ints) -> Ints:
    """A number for each row made of its code and of how many rows with this code stand before it."""
    order = np.lexsort((place, code))
    starts = np.flatnonzero(np.diff(code[order], prepend=-1))
    rank = np.arange(len(code)) - np.repeat(starts, np.diff(starts, append=len(code)))
    number = np.empty(len(code), np.int64)
    number[order] = code[order] << 32 | rank
    return number
