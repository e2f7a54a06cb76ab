"""The course of the survey in a public report: days with few first visits are told together with later ones."""

from typing import Any

import pyarrow as pa


def hide_days(progress: pa.Table, *, is_told: bool, k: int) -> pa.Table:
    """Days put together until each tells of k owners at least.

    Args:
        progress: `coverage_progress`.
        is_told: The number of recorded owners is told at all.
        k: The smallest count that is no secret.

    Returns:
        The table with fewer rows: the last day of each group, with the owners of all its days. Where few owners have no
        day that counts, they cannot be told from those of the last group. Empty where too few have one.
    """
    rows = progress.to_pylist()
    dated = _together([row for row in rows if row["day"] is not None], k)
    undated = [row for row in rows if row["day"] is None]
    if not is_told or (rows and not dated):
        return progress.slice(0, 0)
    few = sum(row["recorded"] for row in undated)
    if 0 < few < k:
        dated[-1] |= {"recorded": None, "total": None}
        undated = [row | {"recorded": None} for row in undated]
    return pa.Table.from_pylist([*dated, *undated], schema=progress.schema)


def _together(rows: list[dict[str, Any]], k: int) -> list[dict[str, Any]]:
    """Each row with those before it that were too few; the rest with the last one."""
    told: list[dict[str, Any]] = []
    waiting = 0
    for row in rows:
        waiting += row["recorded"]
        if waiting >= k:
            told.append(row | {"recorded": waiting})
            waiting = 0
    if waiting and told:
        told[-1] = rows[-1] | {"recorded": told[-1]["recorded"] + waiting}
    return told
