"""What `umkm dedupe --changes` shows: what became of the owners since the run before."""

from collections.abc import Mapping, Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from umkm_cli.messages import safe, say, show
from umkm_cli.reporting.labels import Row, count_in
from umkm_cli.reporting.screens.layout import Cell, grid, heading, text

LISTED = 20
"""Owners that are named; the rest are counted."""

_NAMED = ("joined", "split", "left", "changed", "added")
"""Kinds in the order in which their owners are named: what an office has to look at comes first."""


def render_changes(changed: Mapping[str, int], owners: Sequence[Row], language: str) -> RenderableType:
    """The counts, and the owners behind them, as far as they fit.

    Args:
        changed: Owners by kind of change, `unchanged` included; empty when there was no run before.
        owners: Rows of `CHANGES`.
        language: Of the words and numbers.
    """
    if not changed:
        return text(say("changes.first", language))
    counts = grid((say(f"changes.{kind}", language), show(count, language)) for kind, count in changed.items() if count)
    if not owners:
        return Group(heading("changes.title", language), counts)
    told = _together(sorted(owners, key=lambda row: _NAMED.index(str(row["change"]))))
    lines = grid((_owner(row, language) for row in told[:LISTED]), right=(3,))
    more = [text(say("changes.more", language, count=len(told) - LISTED))] if len(told) > LISTED else []
    return Group(heading("changes.title", language), counts, text(""), lines, *more)


def _together(owners: Sequence[Row]) -> list[Row]:
    """The parts of an owner that was split as one, with the rows of all of them."""
    rows: dict[str, Row] = {}
    for row in owners:
        key = f"{row['change']} {row['old_ids']} {row['new_ids']}"
        rows[key] = {**row, "records": count_in(row, "records") + count_in(rows.get(key, {"records": 0}), "records")}
    return list(rows.values())


def _owner(row: Row, language: str) -> tuple[Cell, ...]:
    """What happened, who it was, who it is, and how many rows that were and are."""
    rows = f"{show(row['records_before'], language)} → {show(row['records'], language)}"
    return say(f"change.{row['change']}", language), _ids(row["old_ids"]), _ids(row["new_ids"], "→ "), rows


def _ids(ids: object, sign: str = "") -> Text:
    """Ids one under the other; text of its own, for joined to others an id would be taken for a number."""
    names = [safe(one) for one in ids] if isinstance(ids, list) else []
    return Text("\n".join(f"{sign}{name}" for name in names))
