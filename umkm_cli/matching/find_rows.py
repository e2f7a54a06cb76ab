"""find_rows: the record or owner somebody means, by its id, the beginning of it, or the place in its list."""

import difflib
from collections.abc import Iterable, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from umkm_cli.errors import UnknownRowError
from umkm_cli.matching.labelled import find_files
from umkm_cli.messages import Id

_SHOWN = 3
"""Names that are offered instead of one that is not there."""

_LOOKED_AT = 5_000
"""Ids that are searched for one alike."""


def find_record(asked: str, records: pa.Table) -> int:
    """Row number in `records` of the record that is meant.

    Args:
        asked: A `record_id`, a beginning that only one has, or FILE:SHEET:ROW (FILE:ROW for a CSV).
        records: `RECORDS`, or any table with a `record_id`.

    Raises:
        UnknownRowError: There is none, or more than one.
    """
    ids = records["record_id"].combine_chunks()
    place = _place_of(asked)
    if place and {"source_file", "source_sheet", "source_row"} <= set(records.column_names):
        return _at_place(asked, place, records)
    return find_id(asked, ids, called=name_of(records))


def find_owner(asked: str, owner_ids: pa.ChunkedArray, records: pa.Table, owners: pa.Array) -> str:
    """The owner that is meant.

    Args:
        asked: An `owner_id` or the beginning of one; or one of its records, as in `find_record`.
        owner_ids: The id of each owner.
        records: `RECORDS`, or any table with a `record_id`.
        owners: The owner of each record.

    Raises:
        UnknownRowError: There is none, or more than one.
    """
    if asked.startswith("O"):
        ids = owner_ids.combine_chunks()
        return str(ids[find_id(asked, ids, called=name_of(records))].as_py())
    return str(owners[find_record(asked, records)].as_py())


def name_of(records: pa.Table) -> type[str]:
    """What ids of these records are: umkm's own, or text of the list."""
    return Id if "source_file" in records.column_names else str


def find_id(asked: str, ids: pa.Array, *, called: type[str]) -> int:
    """Place of an id, or of the only one that begins so. `called`: see `name_of`.

    Raises:
        UnknownRowError: There is none, or more than one.
    """
    found = pc.index(ids, asked).as_py()
    if found >= 0:
        return int(found)
    alike = pc.indices_nonzero(pc.starts_with(ids, asked)).to_pylist() if asked else []
    if len(alike) == 1:
        return int(alike[0])
    if alike:
        some = ids.take(pa.array(alike[:_SHOWN])).to_pylist()
        raise UnknownRowError(asked=asked, reason="several", close=called(", ".join(some)))
    near = ids.filter(pc.starts_with(ids, asked[:2]))[:_LOOKED_AT].to_pylist() if asked else []
    close = difflib.get_close_matches(asked, near, n=_SHOWN)
    raise UnknownRowError(asked=asked, reason="unlike" if close else "unknown", close=called(", ".join(close)))


def _place_of(asked: str) -> tuple[str, str, int] | None:
    """File, sheet and row; None for what is no place."""
    file, _, row = asked.rpartition(":")
    if not file or not row.strip().isdecimal():
        return None
    file, _, sheet = file.partition(":")
    return file, sheet, int(row)


def _at_place(asked: str, place: tuple[str, str, int], records: pa.Table) -> int:
    file, sheet, row = place
    files = pc.unique(records["source_file"]).to_pylist()
    (known,) = find_files([file], files)
    if known is None:
        raise _refused(asked, "file", difflib.get_close_matches(file, _ends(file, files), n=_SHOWN, cutoff=0.4))
    in_file = pc.equal(records["source_file"], known)
    sheets = pc.unique(pc.fill_null(records["source_sheet"], "").filter(in_file)).to_pylist()
    if sheet not in sheets:
        raise _refused(asked, "sheet", [f"{file}:{other}:{row}" if other else f"{file}:{row}" for other in sheets])
    in_sheet = pc.and_(in_file, pc.equal(pc.fill_null(records["source_sheet"], ""), sheet))
    rows = records["source_row"].filter(in_sheet).to_pylist()
    if rows.count(row) != 1:
        near = sorted(set(rows) - {row}, key=lambda other: abs(other - row))[:_SHOWN]
        raise _refused(asked, "number" if row not in rows else "side_by_side", map(str, sorted(near)))
    return int(pc.indices_nonzero(pc.and_(in_sheet, pc.equal(records["source_row"], row)))[0].as_py())


def _ends(asked: str, files: Sequence[str]) -> list[str]:
    """The files, each by as many of its last folders as were named."""
    folders = asked.count("/") + 1
    return ["/".join(file.split("/")[-folders:]) for file in files]


def _refused(asked: str, reason: str, close: Iterable[str]) -> UnknownRowError:
    return UnknownRowError(asked=asked, reason=reason, close=", ".join(list(close)[:_SHOWN]) or "–")
