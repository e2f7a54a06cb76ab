"""shapes: what the cells of a column look like, so that a row with a field too many or too few can be put right."""

import re
from collections import Counter
from collections.abc import Sequence
from math import log
from typing import NamedTuple

_LEARNED_ROWS = 300
_MARGIN = log(4)
"""So much likelier than the next best must a reading be; at less, the row stays as it was typed."""

_LEAST_SHARE = 0.02
"""A cell that looks like fewer cells of its column than this does not belong there."""

_LAST_BLANK_JOIN = 2.0
_DIGITS = re.compile(r"[0-9]+")
_LETTER = re.compile(r"[^\W\d_]")


class Columns(NamedTuple):
    """The looks of the cells of each column.

    Attributes:
        looks: For each column, how many rows have a cell of which look.
        rows: Rows that were looked at.
    """

    looks: list[Counter[str]]
    rows: int


def look(cell: str) -> str:
    """What a cell looks like: blank, a number of so many digits, a date, words.

    >>> look("3325110505809001"), look("17"), look("05/05/1980"), look("SITI"), look(" ")
    ('16', 'n', '2/2/4', 'a', '')
    """
    text = cell.strip()
    if not text or text.isdecimal():
        return str(len(text)) if len(text) > 3 else "n" if text else ""
    if _LETTER.search(text):
        return "a" if not text[0].isdecimal() else "9a"
    return _DIGITS.sub(lambda digits: str(len(digits[0])), text)[:24]


def learn(rows: Sequence[Sequence[str]], width: int) -> Columns:
    """The looks of the columns, from the rows of the usual width."""
    regular = [row for row in rows if len(row) == width]
    regular = regular[:: len(regular) // _LEARNED_ROWS + 1]
    return Columns([Counter(map(look, column)) for column in zip(*regular, strict=True)], len(regular))


def fits(row: Sequence[str], columns: Columns) -> bool:
    """Could this be a row under these columns: is every cell of a look that its column has?"""
    return all(looks[look(cell)] >= columns.rows * _LEAST_SHARE for cell, looks in zip(row, columns.looks, strict=True))


def put_right(row: Sequence[str], columns: Columns, delimiter: str) -> list[str] | None:
    """A row with one field too many or too few as it was meant, when only one way fits the columns well.

    A field too many is a blank one that slipped in, or a delimiter inside a text that was not quoted; of one too few, two
    were written together. Nothing is lost: the same characters stand in the cells, save a delimiter that is one.

    Returns:
        The row, as wide as the columns; None when it cannot be told.
    """
    if columns.rows < 3 or len(columns.looks) < 3:
        return None
    candidates = _shorter(row, delimiter) if len(row) > len(columns.looks) else _longer(row)
    scored = sorted(
        ((_likelihood(cells, columns) + bonus, cells) for cells, bonus in candidates.items() if fits(cells, columns)),
        reverse=True,
    )
    if not scored or (len(scored) > 1 and scored[0][0] - scored[1][0] < _MARGIN):
        return None
    return list(scored[0][1])


def only_blank_dropped(row: Sequence[str]) -> list[str] | None:
    """A row without its blank field, when it has only one: a header with a field too many."""
    blanks = [position for position, cell in enumerate(row) if not cell.strip()]
    return [cell for position, cell in enumerate(row) if position not in blanks] if len(blanks) == 1 else None


def _likelihood(row: Sequence[str], columns: Columns) -> float:
    return sum(log(looks[look(cell)] / columns.rows) for cell, looks in zip(row, columns.looks, strict=True))


def _shorter(row: Sequence[str], delimiter: str) -> dict[tuple[str, ...], float]:
    """The row without one blank field, or with two neighbours joined; a delimiter before a space was likelier text."""
    found: dict[tuple[str, ...], float] = {}
    for position, cell in enumerate(row):
        if not cell.strip():
            found[*row[:position], *row[position + 1 :]] = 0.0
    for position, (left, right) in enumerate(zip(row, row[1:], strict=False)):
        if left.strip() and right.strip():
            bonus = _LAST_BLANK_JOIN if right.startswith(" ") else 0.0
            found[*row[:position], f"{left}{delimiter}{right}", *row[position + 2 :]] = bonus
    return found


def _longer(row: Sequence[str]) -> dict[tuple[str, ...], float]:
    """The row with one of its fields cut in two, anywhere."""
    return {
        (*row[:position], cell[:cut], cell[cut:], *row[position + 1 :]): 0.0
        for position, cell in enumerate(row)
        for cut in range(min(len(cell), 200) + 1)
    }
