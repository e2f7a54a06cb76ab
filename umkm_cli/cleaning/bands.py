"""Header bands: the one to three rows that give a table's columns their titles, wherever they stand."""

import re
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pyarrow.compute as pc

from umkm_cli.cleaning.context import read_title
from umkm_cli.cleaning.grid import Grid
from umkm_cli.cleaning.labels import Label, guess_label, sex_of_title
from umkm_cli.knowledge.headers import fold_header, guess_field, is_spelling
from umkm_cli.knowledge.regions import Regions

LOOK = 80
"""Rows searched for the first header; titles of real lists take at most six."""

DEEPEST = 3
GROUP_WORDS = frozenset(
    {
        "DATA", "IDENTITAS", "PEMILIK", "USAHA", "UMKM", "PELAKU", "PENERIMA", "ALAMAT", "TEMPAT", "LEGALITAS",
        "PERIZINAN",
    }
)  # fmt: skip
"""Words of group titles that stand over the titles of columns."""

PLACE_FIELDS = frozenset({"village", "district", "hamlet", "address"})
"""Fields whose titles stand before a name as well: `DESA : Clapar`."""

MOST_OF_A_PLACE = 6
"""Cells with letters a row may have that names a place and no more."""

_SEVEN_DIGITS = re.compile(r"(?:\d[\s.\-]?){7}")
_TITLE_OF_PEOPLE = r"^(?i)\W*(?:nama|nik|n i k|name|(?:no|nomor)\W*(?:ktp|nik|induk)|pemilik|ukm_)\b"
_COLUMN_NUMBER = re.compile(r"^\(?(\d{1,2}|[a-zA-Z])\)?\.?$")


@dataclass(frozen=True, slots=True)
class Band:
    """A header.

    Attributes:
        first: Its first row.
        stop: The row after its last, the row of column numbers included.
        labels: Titles of each column, from top to bottom.
    """

    first: int
    stop: int
    labels: list[Label]


def find_band(grid: Grid, regions: Regions, start: int = 0) -> Band | None:
    """The first header at or below `start`, or None when there is none near."""
    for row in grid.filled_rows(start).tolist()[:LOOK]:
        if is_header(grid.row(row), regions):
            return band_at(grid, row, regions, lowest=start)
    return _far_band(grid, regions, start)


def _far_band(grid: Grid, regions: Regions, start: int) -> Band | None:
    """The first header further down, among the rows in which some cell is titled as one of people is."""
    rows = grid.filled_rows(start)[LOOK:]
    if not len(rows):
        return None
    titled = pc.match_substring_regex(grid.texts.slice(rows[0] * grid.width), _TITLE_OF_PEOPLE)
    cells = np.flatnonzero(titled.to_numpy(zero_copy_only=False))
    for row in np.unique(cells // grid.width + rows[0]).tolist()[:LOOK]:
        if is_header(grid.row(row), regions):
            return band_at(grid, row, regions, lowest=start)
    return None


def is_header(cells: list[str], regions: Regions) -> bool:
    """Is this row made of titles: two known spellings at least, two fifths known in all, and no long number?

    One known spelling will do where nearly all the others are misspelt ones. `DESA | Clapar | KECAMATAN | Subah` names
    a place, though two of its cells are titles.
    """
    filled = [cell for cell in cells if cell]
    if len(filled) < 2 or any(map(_SEVEN_DIGITS.search, filled)) or not any(map(is_spelling, filled)):
        return False
    guesses = [guess for guess in map(guess_field, filled) if guess]
    exact = {guess.field or id(guess) for guess in guesses if guess.how == "synonym"}
    if {guess.field for guess in guesses} - {None} <= PLACE_FIELDS and names_place(cells, regions):
        return False
    if len(exact) >= 2:
        return len(guesses) >= 0.4 * len(filled)
    return len(exact) == 1 and len(guesses) >= 3 and len(guesses) >= 0.7 * len(filled)


def starts_header(grid: Grid, row: int, cells: list[str], regions: Regions) -> bool:
    """Does a header start in this row, with titles of its own or with group titles over them?"""
    if is_header(cells, regions):
        return True
    below = row + 1 < grid.height and _is_group_row(grid, row, regions)
    return below and is_header(grid.row(row + 1), regions)


def band_at(grid: Grid, row: int, regions: Regions, *, lowest: int) -> Band:
    """The whole header of which `row` is the first row that was recognised; nothing above `lowest` is part of it."""
    first = row - 1 if row > lowest and _is_group_row(grid, row - 1, regions) else row
    rows = [first, row] if first < row else [row]
    below = row + 1
    while len(rows) < DEEPEST and below < grid.height:
        cells = grid.row(below)
        if not _is_below_header(cells, grid.row(rows[-1])) or names_place(cells, regions):
            break
        rows.append(below)
        below += 1
    after = next(iter(grid.filled_rows(below, below + 3).tolist()), None)
    stop = after + 1 if after is not None and is_column_numbers(grid.row(after)) else below
    return Band(first, stop, _labels([grid.row(row) for row in rows]))


def names_place(cells: list[str], regions: Regions) -> bool:
    """Does the row name a desa or kecamatan of the regency, as the titles above a list do?"""
    said = list(dict.fromkeys(cell for cell in cells if any(char.isalpha() for char in cell)))
    if not 0 < len(said) <= MOST_OF_A_PLACE:
        return False
    told = read_title(" ".join(said), regions)
    return bool(told.village or told.district)


def is_column_numbers(cells: list[str]) -> bool:
    """Is this the row `1 2 3 4` or `(a) (b) (c)` that offices put under a header?"""
    marks = []
    for cell in filter(None, cells):
        found = _COLUMN_NUMBER.match(cell)
        if found is None:
            return False
        marks.append(found[1])
    if len(marks) < 3:
        return False
    numbers = [int(mark) if mark.isdigit() else ord(mark.lower()) - ord("a") + 1 for mark in marks]
    return numbers[0] <= 2 and all(0 < right - left <= 3 for left, right in pairwise(numbers))


def _is_group_row(grid: Grid, row: int, regions: Regions) -> bool:
    """Is the row above a header one of group titles? A page title stands alone, or names a place."""
    cells = [cell for cell in grid.row(row) if cell]
    text = " ".join(cells)
    if len(set(cells)) < 2 or ":" in text or any(map(str.isdigit, text)):
        return False
    return any(GROUP_WORDS & set(fold_header(cell).split()) for cell in cells) and not names_place(cells, regions)


def _is_below_header(cells: list[str], above: list[str]) -> bool:
    """Does a row go on with the header of the row above it, as sub-titles or as the rest of its words?"""
    filled = [(cell, top) for cell, top in zip(cells, above, strict=True) if cell]
    if not filled or any(any(char.isdigit() for char in cell) for cell, _ in filled):
        return False
    sexes = {sex_of_title(cell) for cell, _ in filled} >= {"L", "P"}
    known = sum(guess_field(cell) is not None or (sexes and sex_of_title(cell) is not None) for cell, _ in filled)
    joined = sum(_is_better_joined(top, cell) for cell, top in filled)
    return max(known, joined) >= 0.5 * len(filled)


def _is_better_joined(top: str, cell: str) -> bool:
    whole = guess_label((top, cell)) if top else None
    return whole is not None and whole.how == "synonym"


def _labels(rows: list[list[str]]) -> list[Label]:
    """Titles column by column, group titles spread to the right over their sub-titles."""
    spread = [_spread(top, low) for top, low in pairwise(rows)] + rows[-1:]
    return [tuple(dict.fromkeys(text for text in column if text)) for column in zip(*spread, strict=True)]


def _spread(top: list[str], low: list[str]) -> list[str]:
    """A row of group titles, each also over the columns to its right as long as sub-titles go on there."""
    spread = list(top)
    for position in range(1, len(top)):
        if not top[position] and low[position] and low[position - 1]:
            spread[position] = spread[position - 1]
    return spread
