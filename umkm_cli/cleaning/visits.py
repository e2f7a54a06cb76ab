"""Work lists that come back: rows in which nobody wrote down a visit are no survey rows."""

import numpy as np
import pyarrow.compute as pc

from umkm_cli.cleaning.division import Block
from umkm_cli.cleaning.grid import Grid, Rows

OWNER_ID = r"^O[0-9a-f]{16}$"
"""What a work list of `umkm report` has in its last column, and nobody else in any."""

_WRITTEN = ("visited_on", "production_status", "product")
"""Fields of which a visitor fills in at least one."""

_LOOKED_AT = 50
"""Rows in which an owner is looked for; some may have been added by hand."""


def take_out_unvisited(grid: Grid, block: Block) -> list[int]:
    """Take the rows without a visit out of a block of a work list; gives those rows.

    In any other list they stay: a survey typed by hand may have no column for what was found.
    """
    rows = np.array(block.records, np.int64)
    columns = block.columns
    written = [columns.by_field[field] for field in _WRITTEN if field in columns.by_field]
    left = [at for at, column in enumerate(columns.understood) if column.field is None]
    if not len(rows) or not written or not any(_holds_owners(grid, at, rows[:_LOOKED_AT]) for at in left):
        return []
    is_visited = grid.filled[rows][:, written].any(axis=1)
    unvisited: list[int] = rows[~is_visited].tolist()
    block.records = rows[is_visited].tolist()
    return unvisited


def _holds_owners(grid: Grid, position: int, rows: Rows) -> bool:
    found = pc.match_substring_regex(grid.column(position, rows), OWNER_ID)
    return bool(pc.any(found).as_py())
