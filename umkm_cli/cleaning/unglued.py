"""Lines of a text file that were opened as a workbook: every row whole in its first cell."""

import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pyarrow as pa

from umkm_cli.cleaning.grid import Grid

DELIMITERS = ";\t|,"
LEAST_CELLS = 4
"""Cells that a line has to have; a title with a comma, or an address, has fewer."""

MOSTLY = 0.8
"""Share of the lines that have to have equally many."""


def unglued(grid: Grid) -> Grid:
    """The grid with its only column parted into cells, if nearly all of its rows have the same delimiters."""
    if not grid.width or not grid.height or grid.filled[:, 1:].any():
        return grid
    rows = grid.filled_rows()
    texts = grid.column(0, rows).to_pylist()
    delimiter = next((mark for mark in DELIMITERS if _parts_evenly(texts, mark)), None)
    if delimiter is None:
        return grid
    parted = [[cell.strip() for cell in _part(text, delimiter)] for text in texts]
    width = max(map(len, parted))
    cells = [[""] * width for _ in range(grid.height)]
    for row, filled in zip(rows.tolist(), parted, strict=True):
        cells[row][: len(filled)] = filled
    made = grid.rewritten(cells, np.zeros((grid.height, width), bool))
    edges = pa.array(np.arange(grid.height + 1) * width, pa.int32())
    return replace(made, cells=pa.ListArray.from_arrays(edges, made.texts))


def _parts_evenly(texts: Sequence[str], delimiter: str) -> bool:
    marked = [text for text in texts if delimiter in text]
    counts = Counter(len(_part(text, delimiter)) for text in marked)
    if len(marked) < 2 or not counts:
        return False
    cells, times = counts.most_common(1)[0]
    return cells >= LEAST_CELLS and times >= MOSTLY * len(texts)


def _part(text: str, delimiter: str) -> list[str]:
    return next(csv.reader([text], delimiter=delimiter), [])
