"""aligned: a text whose columns nothing but spaces set apart, as programs print them."""

from collections.abc import Sequence
from itertools import groupby

_LEAST_LINES, _LEAST_COLUMNS = 5, 4
_BLANK_SHARE = 0.95
"""So many lines must have a space where two columns meet; titles above have not."""

_LONGEST_LINE = 2_000


def find_columns(lines: Sequence[str]) -> list[int]:
    """Where each column begins, when at least two spaces stand before it in nearly all lines; else nothing."""
    width = max(map(len, lines), default=0)
    if len(lines) < _LEAST_LINES or width > _LONGEST_LINE or "\t" in "".join(lines):
        return []
    least = len(lines) * _BLANK_SHARE
    padded = [line.ljust(width) for line in lines]
    is_blank = [sum(line[place] == " " for line in padded) >= least for place in range(width)]
    starts = [0]
    for blank, run in groupby(range(width), is_blank.__getitem__):
        *_, last = places = list(run)
        if blank and len(places) > 1 and places[0] > 0 and last + 1 < width:
            starts.append(last + 1)
    return starts if len(starts) >= _LEAST_COLUMNS else []


def cut(line: str, starts: Sequence[int]) -> list[str]:
    """The cells of a line; one with letters where two columns meet is one cell.

    >>> cut("1   SITI   SUBAH", [0, 4, 11]), cut("DAFTAR PEMILIK", [0, 4, 11])
    (['1', 'SITI', 'SUBAH'], ['DAFTAR PEMILIK'])
    """
    if any(line[start - 2 : start].strip() for start in starts[1:]):
        return [line.strip()]
    ends = [*starts[1:], None]
    return [line[start:end].strip() for start, end in zip(starts, ends, strict=True)]
