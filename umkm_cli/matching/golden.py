"""golden: what a model file says of the golden record, and the table of owners that comes of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pyarrow as pa

from umkm_cli.schema import OWNERS, Column, Table, owners_table

NOT_CHOSEN = frozenset({"record_id", "source", "row", *owners_table(()).names})
"""Columns that say which row it is, not who; and those of the result."""


@dataclass(frozen=True, kw_only=True)
class Golden:
    """How the values of an owner are chosen from its records; all names are columns of the list.

    Attributes:
        columns: What the golden record has.
        together: Columns taken from one record as they stand: a village of one and an RT of another are no address.
        latest: Columns that change with time: the latest record speaks.
        first: Column and value; records that have it are later than all others.
        newest: Columns whose greater value is the later one, the weightiest first.
        sound: Column and value; where a group of `together` has the column, records with the value go first.
        count: New column -> column and value: how many of the owner's records have it.
        gather: New column -> column: all its values, sorted.
    """

    columns: tuple[str, ...]
    together: tuple[tuple[str, ...], ...] = ()
    latest: frozenset[str] = frozenset()
    first: Mapping[str, str] = field(default_factory=dict)
    newest: tuple[str, ...] = ()
    sound: Mapping[str, str] = field(default_factory=dict)
    count: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    gather: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def groups(self) -> tuple[tuple[str, ...], ...]:
        """All columns, those that are taken together in one group."""
        grouped = {column for group in self.together for column in group}
        return (*self.together, *((column,) for column in self.columns if column not in grouped))

    @property
    def needed(self) -> tuple[str, ...]:
        """Columns of the list that choosing reads."""
        grouped = [column for group in self.together for column in group]
        others = [*grouped, *sorted(self.latest), *self.first, *self.newest, *self.sound, *self.gather.values()]
        counted = [column for values in self.count.values() for column in values]
        return tuple(dict.fromkeys(name for name in (*self.columns, *others, *counted) if name))

    def table(self, records: pa.Schema) -> Table:
        """The `owners` table for a list with these columns."""
        known = {column.name: column for column in OWNERS.columns}
        columns = [Column(name, records.field(name).type, "The best supported value.") for name in self.columns]
        gathered = [
            Column(name, pa.list_(records.field(column).type), f"All values of {column}.")
            for name, column in self.gather.items()
        ]
        counted = [Column(name, pa.int32(), "How many of the rows are such.") for name in self.count]
        return owners_table(columns, [known.get(column.name, column) for column in (*counted, *gathered)])


def read_golden(parts: Mapping[str, Any], columns: Sequence[str]) -> Golden:
    """The `[golden]` part of a model file, for a list with these columns.

    Without `columns` every column of the list is chosen, one by one.
    """
    chosen = parts.get("columns", [name for name in columns if name not in NOT_CHOSEN])
    return Golden(
        columns=tuple(chosen),
        together=tuple(tuple(group) for group in parts.get("together", ())),
        latest=frozenset(parts.get("latest", ())),
        newest=tuple([newest] if isinstance(newest := parts.get("newest", ()), str) else newest),
        **{name: parts[name] for name in ("first", "sound", "count", "gather") if name in parts},
    )


def golden_columns(owners: Sequence[str]) -> tuple[str, ...]:
    """Which columns of an `owners` table are the golden record: they stand behind the id, before the counts."""
    first, last = owners.index("owner_id") + 1, owners.index("records")
    return tuple(owners[first:last])
