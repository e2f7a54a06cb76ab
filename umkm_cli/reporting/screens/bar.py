"""A horizontal bar made of line characters, or of `#` where the screen knows no more."""

from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.segment import Segment
from rich.style import Style


@dataclass(frozen=True, slots=True)
class Bar:
    """A share of a fixed width.

    Attributes:
        share: How much is filled; below 0 counts as 0, above 1 as 1.
        width: Cells of a full bar.
        style: Rich style of the filled part.
    """

    share: float
    width: int
    style: str = "green"

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Draw the filled part, heavy, and what is left of the width, light: they differ without colour too."""
        width = min(self.width, options.max_width)
        filled = draw(self.share, width, is_ascii=options.ascii_only)
        track = ("." if options.ascii_only else "─") * (width - len(filled))
        yield Segment(filled, console.get_style(self.style))
        yield Segment(track, Style(dim=True))

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """As wide as asked for, narrower where there is no room."""
        return Measurement(min(4, self.width), min(self.width, options.max_width))


def draw(share: float, width: int, *, is_ascii: bool) -> str:
    """The filled part, to half a cell; anything above nothing shows at least that.

    >>> draw(0.5, 4, is_ascii=False), draw(0.001, 4, is_ascii=False), draw(2, 4, is_ascii=True)
    ('━━', '╸', '####')
    """
    halves = round(min(max(share, 0.0), 1.0) * width * 2)
    if share > 0:
        halves = max(halves, 1)
    if is_ascii:
        return "#" * -(-halves // 2)
    whole, half = divmod(halves, 2)
    return "━" * whole + "╸" * half
