"""snapshots: what earlier reports were counted from, as the workspace keeps it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

import pyarrow as pa

from umkm_cli.counting.changes.snapshot import KEPT, TABLES, snapshot
from umkm_cli.files.workspace import Workspace
from umkm_cli.schema import REPORT_SNAPSHOT


def days_of(space: Workspace) -> list[date]:
    """Days of which the workspace has a snapshot, the latest last."""
    return sorted(_days(space))


def _days(space: Workspace) -> Iterator[date]:
    beginning = f"{REPORT_SNAPSHOT.name}_"
    for name in space.names:
        if name.startswith(beginning):
            yield datetime.strptime(name.removeprefix(beginning), "%Y%m%d").date()  # noqa: DTZ007 - a day, no time


def name_of(day: date) -> str:
    """Name of the table."""
    return f"{REPORT_SNAPSHOT.name}_{day:%Y%m%d}"


def keep(space: Workspace, day: date, stored: Mapping[str, pa.Table]) -> None:
    """Keep what the report of this day is counted from, unless the latest snapshot is of the same owners.

    The last report of a day counts, and the last `KEPT` days are kept. Call it inside `lock`.

    Args:
        space: The workspace.
        day: Of the report.
        stored: Its tables as far as they have been read; what a snapshot needs beside that is read now.
    """
    days, run = days_of(space), str(space.run_of("owners"))
    if days and space.run_of(name_of(days[-1])) == run:
        return
    stale = [one for one in days if one != day][: -(KEPT - 1)]
    space.publish({name_of(day): make(space, stored)}, run=run, drop=[name_of(one) for one in stale])


def make(space: Workspace, stored: Mapping[str, pa.Table] | None = None) -> pa.Table:
    """`REPORT_SNAPSHOT` of the owners that the workspace has now; columns of `stored` are not read again."""
    known = stored or {}
    return snapshot({name: _completed(space, name, columns, known.get(name)) for name, columns in TABLES.items()})


def _completed(space: Workspace, name: str, columns: Sequence[str], known: pa.Table | None) -> pa.Table:
    """A table with these columns, of which only those not known are read."""
    if known is None:
        return space.read(name, *columns)
    missing = [column for column in columns if column not in known.column_names]
    if missing:
        more = space.read(name, *missing)
        for column in missing:
            known = known.append_column(column, more[column])
    return known
