"""Which columns a person should look at, once for all tables with the same titles."""

from collections.abc import Iterator, Sequence

from rich.console import RenderableType

from umkm_cli.messages import percent, say, show
from umkm_cli.reporting.labels import Row
from umkm_cli.reporting.screens.layout import add, heading, table_of, text
from umkm_cli.shapes import SeenColumn, SeenShape, shapes_in

MOST_SHAPES = 10
"""How many shapes are shown; all of them stand in the file that `--map` writes."""

MOST_COLUMNS = 6
"""How many columns of a shape are named before the rest is only counted."""


def render_columns(sources: Sequence[Row], *, language: str) -> Iterator[RenderableType]:
    """The columns left unmapped or not surely understood, by shape; nothing when there are none.

    Args:
        sources: Rows of `SOURCES`.
        language: Of the words and numbers.
    """
    odd = [shape for shape in shapes_in(sources) if shape.odd_columns]
    if not odd:
        return
    yield heading("intake.columns", language)
    table = table_of(dict.fromkeys(("files", "records", "to_check")), left=("to_check",), language=language)
    for shape in odd[:MOST_SHAPES]:
        counts = (show(len(shape.files), language), show(shape.rows, language))
        add(table, *counts, text(_to_check(shape, language)))
    yield table
    more = len(odd) - MOST_SHAPES
    key = "intake.columns_more" if more > 0 else "intake.columns_map"
    yield text(say(key, language, count=more))


def _to_check(shape: SeenShape, language: str) -> str:
    """`KET, FOTO: not understood; ALAMAT: address (70 %)`, the unmapped ones first."""
    unmapped = [column for column in shape.odd_columns if column.is_unmapped]
    unsure = [column for column in shape.odd_columns if column.is_unsure]
    named = unmapped[:MOST_COLUMNS]
    told = [_unmapped(named, language)] if named else []
    told += [_unsure(column, language) for column in unsure[: MOST_COLUMNS - len(named)]]
    more = len(shape.odd_columns) - MOST_COLUMNS
    return "; ".join(told + ([say("intake.more", language, count=more)] if more > 0 else []))


def _unmapped(columns: Sequence[SeenColumn], language: str) -> str:
    return say("intake.not_understood", language, headers=", ".join(column.header for column in columns))


def _unsure(column: SeenColumn, language: str) -> str:
    facts = {"header": column.header or "–", "field": column.field, "share": percent(column.confidence, language)}
    return say("intake.unsure", language, **facts)
