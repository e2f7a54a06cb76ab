"""One step of a sum on a common scale: where it begins, where it ends, and where zero is."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.segment import Segment


@dataclass(frozen=True, slots=True)
class Step:
    """A bar that hangs between two sums.

    Attributes:
        start, end: Of the bar, on the scale.
        scale: Its smallest and largest value; zero lies within.
        width: Cells of the whole scale.
    """

    start: float
    end: float
    scale: tuple[float, float]
    width: int = 24

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Draw the bar heavy over the stroke of zero; the sign beside it tells its direction."""
        bar, zero = ("#", "|") if options.ascii_only else ("━", "│")
        cells = [" "] * self.width
        cells[self._place(0.0)] = zero
        low, high = sorted((self._place(self.start), self._place(self.end)))
        if self.start != self.end:
            cells[low : high + 1] = [bar] * (high + 1 - low)
        yield Segment("".join(cells))

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """Always as wide as asked for: bars of one sum share their scale."""
        return Measurement(self.width, self.width)

    def _place(self, value: float) -> int:
        low, high = self.scale
        return min(int((value - low) / (high - low) * self.width), self.width - 1)


def steps(parts: Sequence[float], *, width: int = 24) -> list[Step]:
    """One step for each part of a sum, and a last one from zero to the whole."""
    sums = [0.0]
    for part in parts:
        sums.append(sums[-1] + part)
    scale = (min(sums), max(*sums, min(sums) + 1.0))
    hung = [Step(start, end, scale, width) for start, end in pairwise(sums)]
    return [*hung, Step(0.0, sums[-1], scale, width)]
