"""A span on a scale from 0 to 1: where a share may lie, where it was found, and where it was said to lie."""

from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.segment import Segment

SAID, SAID_ASCII = "│", "|"
"""The mark of what was said."""


@dataclass(frozen=True, slots=True)
class Span:
    """One line of a scale.

    Attributes:
        said: Marked by itself.
        found: Marked by itself, over `said` where both fall together.
        low, high: Ends of the span around `found`.
        width: Cells of the whole scale.
    """

    said: float
    found: float
    low: float
    high: float
    width: int = 24

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Draw the scale light, the span heavy; shapes tell them apart without colour."""
        light, heavy, point, bar = (".", "=", "o", SAID_ASCII) if options.ascii_only else ("─", "━", "●", SAID)
        cells = [light] * self.width
        for place in range(self._place(self.low), self._place(self.high) + 1):
            cells[place] = heavy
        cells[self._place(self.said)] = bar
        cells[self._place(self.found)] = point
        yield Segment("".join(cells))

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """Always as wide as asked for: a scale cut off would tell another value."""
        return Measurement(self.width, self.width)

    def _place(self, share: float) -> int:
        return min(int(max(share, 0.0) * self.width), self.width - 1)
