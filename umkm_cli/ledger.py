"""The log of a review, as the commands use it: read and settled, added to, merged with another reviewer's."""

import getpass
import secrets
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa

from umkm_cli.decisions import Entry, Succession
from umkm_cli.files.decision_log import LOG_NAME, append, read
from umkm_cli.reviewing.follow import renamed
from umkm_cli.reviewing.settle import Settled, settle
from umkm_cli.schema import CORRECTED

PROGRAM = "umkm"
"""Who wrote entries that no person made."""


def entries_of(workspace: Path) -> list[Entry]:
    """All entries of the log of a workspace; none where there is no log.

    Raises:
        BadDecisionsError: The log is broken.
    """
    return read(workspace / LOG_NAME)


def write_down(workspace: Path, entries: Sequence[Entry]) -> None:
    """Add entries to the log of a workspace; they are on the disk when this returns.

    Raises:
        CannotWriteError: They are not, or not all.
    """
    append(workspace / LOG_NAME, entries)


def settle_with(workspace: Path, records: pa.Table, before: pa.Table) -> Settled:
    """What holds of the decisions of a workspace, once those about rows that were corrected have followed them.

    Args:
        workspace: The folder of the workspace.
        records: `record_id` and, where the list has them, `TRACES`.
        before: `IDENTITIES` of the last run.
    """
    entries = entries_of(workspace)
    settled = settle(entries)
    moved = successions(renamed(settled.names, records, before))
    if not moved:
        return settled
    write_down(workspace, moved)
    return settle([*entries, *moved])


def successions(names: Mapping[str, str]) -> list[Succession]:
    """Entries that say how records are called now."""
    return [Succession(id=new_id(), by=PROGRAM, at=now(), old=old, new=new) for old, new in names.items()]


def corrected_table(settled: Settled) -> pa.Table:
    """`CORRECTED`: the corrections that hold."""
    rows: Iterable[dict[str, object]] = (
        {"correction_id": one.id, "record_id": one.record, "column": one.column, "value": one.value or None}
        for one in settled.corrections
    )
    return CORRECTED.from_rows(list(rows))


def reviewer_name(asked: str | None) -> str:
    """Who decides: as asked, else the name of whoever is logged in, else `?`."""
    if asked and asked.strip():
        return " ".join(asked.split())
    with suppress(OSError, KeyError, ImportError):
        return getpass.getuser()
    return "?"


def new_id() -> str:
    """A name for an entry or an act, that no other has."""
    return secrets.token_hex(8)


def now() -> str:
    """The moment, in UTC."""
    return datetime.now(UTC).isoformat(timespec="microseconds")
