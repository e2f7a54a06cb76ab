"""What a comparison says: no to the left of a stroke, yes to the right of it, the longer the surer."""

from rich.text import Text

HALF = 5
"""Cells on each side of the stroke."""

_HALF_CELL = 1.2
"""Bits that half a cell stands for; the longest bar says so many or more."""

_LEAST = 0.05
"""Bits that say something."""


def vote(bits: float) -> Text:
    """The bar of so many bits; its side of the stroke tells its direction without colour.

    >>> vote(3.0).plain, vote(-30.0).plain, vote(0.0).plain
    ('     │━     ', '━━━━━│     ', '     │     ')
    """
    halves = min(max(round(abs(bits) / _HALF_CELL), 1), 2 * HALF) if abs(bits) >= _LEAST else 0
    whole, half = divmod(halves, 2)
    if bits > 0:
        return Text.assemble(" " * HALF, ("│", "dim"), (f"{'━' * whole + '╸' * half:<{HALF}}", "#87d787"))
    return Text.assemble((f"{'╺' * half + '━' * whole:>{HALF}}", "#ff8787"), ("│", "dim"), " " * HALF)
