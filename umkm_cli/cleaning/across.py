"""across: flags that depend on other rows, over all records of a workspace."""

from collections.abc import Iterator
from functools import cache

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from rapidfuzz import fuzz

from umkm_cli.cleaning.flags import flag_lists
from umkm_cli.knowledge.sounds import skeleton

ACROSS = ("nik_of_another_name", "phone_shared", "proposed_twice")
"""The flags set here; those that stand in the table are taken out first, so that records may come and go."""

MOST_OWNERS = 3
"""Owners that one phone may have; more, and it tells nothing of who they are."""

SAME_NAME = 80
"""Percent of letters from which two names may be of one person who writes it in two ways, or leaves words out."""

Mask = npt.NDArray[np.bool_]
Groups = npt.NDArray[np.int64]


def across(records: pa.Table) -> pa.Table:
    """Set the flags that only all rows together can tell.

    A NIK counts when all of its digits are known and it holds together. It is compared within one list: who was
    proposed in 2020 and again in 2021, or proposed and later visited, is no doubtful case.

    Args:
        records: `RECORDS`, n rows in any order.

    Returns:
        The same rows, only `flags` changed. Doing it twice changes nothing.
    """
    count = records.num_rows
    masks = {name: np.zeros(count, bool) for name in ACROSS}
    masks["phone_shared"] = _shared_phones(records)
    names = records["name_key"].fill_null("").to_pylist()
    differ = cache(_differ)
    for rows, is_one_proposal in _same_nik(records):
        for row in rows:
            told = {differ(*sorted((names[row], names[other]))) for other in rows if other != row}
            masks["nik_of_another_name"][row] = True in told
            masks["proposed_twice"][row] = is_one_proposal and False in told
    return records.set_column(records.column_names.index("flags"), "flags", _with_flags(records["flags"], masks))


def _same_nik(records: pa.Table) -> Iterator[tuple[list[int], bool]]:
    """Rows of one sound NIK in one list and year, two or more; and whether that is the list of proposals of a year."""
    nik = pc.if_else(pc.equal(records["nik_status"], "ok"), records["nik"], None)
    year = pc.fill_null(records["year"], 0)
    is_bpum = pc.equal(records["list"], "bpum").to_numpy()
    years = year.to_numpy()
    for rows in _groups(_numbered(nik, year, records["list"])):
        yield rows.tolist(), bool(is_bpum[rows[0]] and years[rows[0]])


def _numbered(first: pa.ChunkedArray, *others: pa.ChunkedArray) -> Groups:
    """For each row a number of what it holds in these columns; -1 where the first holds nothing."""
    codes = _codes(first)
    missing = codes < 0
    for column in others:
        more = _codes(column)
        codes = codes * (more.max(initial=0) + 2) + more + 1
    codes[missing] = -1
    return codes


def _codes(column: pa.ChunkedArray) -> Groups:
    indices = column.combine_chunks().dictionary_encode().indices
    return np.asarray(pc.fill_null(indices, -1).to_numpy(), np.int64)


def _groups(codes: Groups) -> list[npt.NDArray[np.int64]]:
    """Places of equal codes, of those that come twice or more; -1 is none."""
    order = np.argsort(codes, kind="stable")
    order = order[codes[order] >= 0]
    cuts = np.flatnonzero(np.diff(codes[order])) + 1
    bounds = np.concatenate([[0], cuts, [len(order)]])
    return [order[bounds[at] : bounds[at + 1]] for at in np.flatnonzero(np.diff(bounds) > 1)]


def _shared_phones(records: pa.Table) -> Mask:
    """Rows whose phone has more owners than it may, counted by their names and by their NIK alike."""
    phone = _codes(records["phone"])
    often = np.bincount(phone + 1)[1:] > MOST_OWNERS
    rows = np.flatnonzero(_of(often, phone))
    told = records.select(["nik", "name_key"]).take(pa.array(rows))
    names = _owners_of(phone[rows], _codes(told["name_key"]))
    numbers = _owners_of(phone[rows], _codes(pc.coalesce(told["nik"], told["name_key"])))
    often[: len(names)] &= np.minimum(names, numbers) > MOST_OWNERS
    return _of(often, phone)


def _of(told: Mask, codes: Groups) -> Mask:
    """What is told of the code of each row; false for -1, which takes the last one."""
    return np.append(told, False)[codes]


def _owners_of(phone: Groups, owner: Groups) -> Groups:
    """For each phone the number of different owners; unknown owners do not count."""
    known = owner >= 0
    owners = int(owner.max(initial=0)) + 1
    pairs = np.unique(phone[known] * owners + owner[known])
    return np.bincount(pairs // owners, minlength=int(phone.max(initial=-1)) + 1)


def _differ(one: str, other: str) -> bool:
    """Are two name keys clearly two names? A missing one may be any."""
    if not one or not other or one == other:
        return False
    left, right = _sound(one), _sound(other)
    joined = fuzz.ratio(left.replace(" ", ""), right.replace(" ", ""))
    return max(joined, fuzz.token_set_ratio(left, right)) < SAME_NAME


@cache
def _sound(key: str) -> str:
    return " ".join(map(skeleton, key.split()))


def _with_flags(column: pa.ChunkedArray, masks: dict[str, Mask]) -> pa.Array:
    """The flags of the column but those of `ACROSS`, and the new ones."""
    lists = column.combine_chunks()
    rows = pc.list_parent_indices(lists).to_numpy()
    flags = lists.flatten().dictionary_encode()
    which = flags.indices.to_numpy()
    kept = {
        name: _rows_with(rows[which == at], len(lists))
        for at, name in enumerate(flags.dictionary.to_pylist())
        if name not in ACROSS
    }
    return flag_lists({**kept, **masks}, len(lists))


def _rows_with(rows: npt.NDArray[np.int64], count: int) -> Mask:
    mask = np.zeros(count, bool)
    mask[rows] = True
    return mask
