"""Rows whose cells slipped into the next column, or whose name and NIK were written the other way round."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pyarrow as pa

from umkm_cli.cleaning.grid import Grid

_NIK = re.compile(r"\W*(?:\d[\s.\-]?){15,17}\W*")
_NAME = re.compile(r"[^\W\d_]{2}[^\d:/]*")


def find_turn(cells: Sequence[str], name: int | None, nik: int | None) -> list[int] | None:
    """Where the cells of a row stand that has no name under `name`, but elsewhere name and NIK as they should be.

    >>> find_turn(["", "1", "SITI", "3325096503809001"], 1, 2)
    [1, 2, 3, -1]
    >>> find_turn(["1", "3325096503809001", "SITI"], 1, 2)
    [0, 2, 1]
    """
    if name is None or nik is None or _NAME.fullmatch(cells[name]):
        return None
    places = list(range(len(cells)))
    for slip, lost in ((1, cells[0]), (-1, cells[-1])):
        if not lost and _fits(cells, name + slip, nik + slip):
            return [at + slip if 0 <= at + slip < len(cells) else -1 for at in places]
    if _fits(cells, nik, name):
        places[name], places[nik] = nik, name
        return places
    return None


def _fits(cells: Sequence[str], name: int, nik: int) -> bool:
    if not (0 <= name < len(cells) and 0 <= nik < len(cells)):
        return False
    return _NAME.fullmatch(cells[name]) is not None and _NIK.fullmatch(cells[nik]) is not None


def turn(grid: Grid, turned: Mapping[int, Sequence[int]]) -> Grid:
    """The grid with the cells of these rows where they should be."""
    if not turned:
        return grid
    source = np.arange(len(grid.texts)).reshape(grid.height, grid.width)
    is_gone = np.zeros(source.shape, bool)
    for row, places in turned.items():
        is_gone[row] = [at < 0 for at in places]
        source[row] = [row * grid.width + max(at, 0) for at in places]
    taken = pa.array(source.ravel(), mask=is_gone.ravel())
    return replace(
        grid,
        texts=grid.texts.take(taken).fill_null(""),
        numbers=grid.numbers.take(taken).fill_null(False),  # noqa: FBT003 - the value, not a switch
        filled=grid.filled.ravel()[source] & ~is_gone,
    )
