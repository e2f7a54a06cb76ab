"""A sheet divided: blocks of records, and rows that are something else."""

from dataclasses import dataclass, field

from umkm_cli.cleaning.columns import Columns
from umkm_cli.cleaning.context import Context
from umkm_cli.cleaning.grid import Grid


@dataclass(slots=True)
class Block:
    """Records under one header.

    Attributes:
        columns: What the columns are.
        first_row: First row of the header; None when the values alone told.
        records: Rows that are records, in order.
        marks: Rows that name a place for the rows below them, and what they say; in order.
        lines: Second lines of records, each with the row of its record.
        turned: Records whose cells stand in other columns: for each column where its cell is, -1 for nowhere.
    """

    columns: Columns
    first_row: int | None
    records: list[int] = field(default_factory=list)
    marks: list[tuple[int, Context]] = field(default_factory=list)
    lines: list[tuple[int, int]] = field(default_factory=list)
    turned: dict[int, list[int]] = field(default_factory=dict)


@dataclass(slots=True)
class Division:
    """A sheet, or one of the lists side by side on it: `blocks` of records, and kind and reason of all other rows."""

    grid: Grid
    blocks: list[Block] = field(default_factory=list)
    others: dict[int, tuple[str, str]] = field(default_factory=dict)
