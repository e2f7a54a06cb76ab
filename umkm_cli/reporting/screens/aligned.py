"""Tables as one text, drawn once and in a moment, for a screen that answers to keys."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from io import StringIO

from rich.console import Console, RenderableType
from rich.text import Text


@dataclass(frozen=True, slots=True)
class Cut:
    """What stands in a column, in so many lines at most; what is left out is told by dots."""

    content: Text
    lines: int = 1


def aligned(rows: Iterable[Sequence[Cut]], widths: Sequence[int]) -> Text:
    """The rows under each other, one blank between columns; columns that a row lacks stay empty."""
    drawn = Text()
    for number, row in enumerate(rows):
        columns = [_lines(cell, width) for cell, width in zip(row, widths, strict=False)]
        for line in range(max(map(len, columns), default=1)):
            if number or line:
                drawn.append("\n")
            for cells, width in zip(columns, widths, strict=False):
                piece = cells[line] if line < len(cells) else Text()
                drawn.append_text(piece).append(" " * (width - piece.cell_len + 1))
    return drawn


def flat(content: RenderableType, width: int) -> Text:
    """Whatever Rich can draw, drawn so many cells wide: who shows it need not draw it again to know its height."""
    lines = _console().render_lines(content, _console().options.update(width=width), pad=False)
    return Text("\n").join(Text.assemble(*((part.text, part.style or "") for part in line)) for line in lines)


def _lines(cell: Cut, width: int) -> Sequence[Text]:
    if cell.content.cell_len <= width:
        return (cell.content,)
    lines = list(cell.content.wrap(_console(), width, overflow="fold"))
    shown = lines[: cell.lines]
    if len(lines) > cell.lines:
        shown[-1].rstrip()
        shown[-1].truncate(width - 1)
        shown[-1].append("…")
    return shown


@cache
def _console() -> Console:
    """Rich wraps and draws by way of a console, whichever."""
    return Console(file=StringIO(), legacy_windows=False, markup=False, highlight=False, emoji=False)
