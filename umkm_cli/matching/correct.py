"""correct: golden records with the values that people set right, each named in `origin` by its correction."""

from collections.abc import Iterable

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from umkm_cli.errors import BadCorrectionError
from umkm_cli.matching.columns import Ints, flat
from umkm_cli.matching.groups import places_of
from umkm_cli.messages import Id

CORRECTION = "correction:"
"""What goes before the name of a correction in `origin`, where else the record stands that a value was taken from."""


def correct(owners: pa.Table, corrected: pa.Table) -> pa.Table:
    """Put corrections into golden records.

    A correction hangs on a record, and so belongs to whoever has that record now. Where two corrections of a column
    meet in one owner, the later one holds. What is about a record or a column that is not there is left out.

    Args:
        owners: `owners_table`.
        corrected: `CORRECTED`, oldest first.

    Raises:
        BadCorrectionError: A value is of another type than its column.
    """
    origins: dict[int, dict[str, str]] = {}
    for column, by_owner in _latest(owners, corrected).items():
        values = [typed(value, owners.schema.field(column).type, column, name) for name, value in by_owner.values()]
        owners = _put(owners, column, by_owner, pa.array(values, owners.schema.field(column).type))
        for place, (name, _) in by_owner.items():
            origins.setdefault(place, {})[column] = f"{CORRECTION}{name}"
    if not origins:
        return owners
    before = owners["origin"].take(pa.array(list(origins))).to_pylist()
    maps = [list((dict(old) | new).items()) for old, new in zip(before, origins.values(), strict=True)]
    return _put(owners, "origin", origins, pa.array(maps, owners.schema.field("origin").type))


def unfollowed(owners: pa.Table, corrected: pa.Table) -> int:
    """How many corrections golden records do not hold yet, or hold though they no longer should.

    Args:
        owners: `owners_table`.
        corrected: `CORRECTED` of today, oldest first.
    """
    due = {name for by_owner in _latest(owners, corrected).values() for name, _ in by_owner.values()}
    origins = flat(owners["origin"]).items
    held = origins.filter(pc.starts_with(origins, CORRECTION)).to_pylist()
    return len(due ^ {name.removeprefix(CORRECTION) for name in held})


def _latest(owners: pa.Table, corrected: pa.Table) -> dict[str, dict[int, tuple[str, str | None]]]:
    """For each column and each row of `owners` the correction that holds: its name and value."""
    owner = _owners_of(owners, corrected["record_id"])
    told: dict[str, dict[int, tuple[str, str | None]]] = {}
    for place, row in zip(owner.tolist(), corrected.to_pylist(), strict=True):
        if place >= 0 and row["column"] in owners.column_names:
            told.setdefault(row["column"], {})[place] = row["correction_id"], row["value"]
    return told


def typed(value: str | None, kind: pa.DataType, column: str, name: str = "") -> object:
    """A value as the column holds it.

    Args:
        value: As in the log.
        kind: Type of the column.
        column: Its name.
        name: The correction; empty for one that is not in the log yet.

    Raises:
        BadCorrectionError: It is of another type.
    """
    try:
        return pa.scalar(value).cast(kind).as_py() if value is not None else None
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as error:
        raise BadCorrectionError(asked=f"{column}={value}", reason="type", correction=Id(name)) from error


def _owners_of(owners: pa.Table, record_id: pa.ChunkedArray) -> Ints:
    """Row of the owner that has each record, -1 where nobody has."""
    listed = flat(owners["record_ids"])
    place = places_of(record_id, listed.flatten())
    owner = np.append(pc.list_parent_indices(listed).to_numpy(), -1)
    found: Ints = owner[place]
    return found


def _put(owners: pa.Table, column: str, places: Iterable[int], values: pa.Array) -> pa.Table:
    """The table with other values at some places of a column."""
    at = np.arange(owners.num_rows)
    at[list(places)] = owners.num_rows + np.arange(len(values))
    both = pa.concat_arrays([flat(owners[column]), values])
    return owners.set_column(owners.column_names.index(column), owners.schema.field(column), both.take(pa.array(at)))
