"""The pieces every screen is made of, so that all look alike.

Text reaches Rich only as `Text`, never as markup: a cell may hold `[/b]` or `[link=...]`.
"""

from collections.abc import Iterable, Mapping

from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from umkm_cli.messages import safe, say

Cell = str | RenderableType


def text(content: str, style: str = "") -> Text:
    """`content` as it stands, without markup and control characters, long numbers masked."""
    return Text(safe(content), style)


def heading(key: str, language: str, **facts: object) -> Text:
    """A section title with an empty line above."""
    return Text("\n" + say(key, language, **facts), "bold")


def grid(rows: Iterable[tuple[Cell, ...]], *, right: Iterable[int] = (1,)) -> Table:
    """Lines that stand under each other without a frame; the columns in `right` are numbers."""
    lines = [tuple(_drawn(cell) for cell in row) for row in rows]
    table = Table.grid(padding=(0, 2, 0, 0))
    for number in range(len(lines[0]) if lines else 0):
        table.add_column(justify="right" if number in right else "left", no_wrap=number in right)
    for line in lines:
        table.add_row(*line)
    return table


def table_of(columns: Mapping[str, Cell | None], *, left: Iterable[str], language: str) -> Table:
    """A table without rows yet.

    Args:
        columns: For each message key under `column.` the cell of the total row, or None where there is no total; the
            key may be empty for a column without a title.
        left: Columns of words; the others are numbers and stand to the right.
        language: Of the column titles.
    """
    has_total = any(total is not None for total in columns.values())
    table = Table(
        box=box.SIMPLE if has_total else box.SIMPLE_HEAD,
        show_edge=False,
        pad_edge=False,
        padding=(0, 1, 0, 0),
        show_footer=has_total,
        footer_style="bold",
    )
    words = set(left)
    for key, total in columns.items():
        is_word = key in words
        table.add_column(
            text(say(f"column.{key}", language) if key else ""),
            footer=_drawn(total or ""),
            justify="left" if is_word else "right",
            no_wrap=not is_word,
            overflow="fold",
        )
    return table


def add(table: Table, *cells: Cell) -> None:
    """Add a row; a plain string becomes `Text`."""
    table.add_row(*(_drawn(cell) for cell in cells))


def _drawn(cell: Cell) -> RenderableType:
    return text(cell) if isinstance(cell, str) else cell
