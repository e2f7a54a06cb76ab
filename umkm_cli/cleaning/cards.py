"""Cards: forms with one line for each field, `Nama : SITI AMINAH`, one block of lines for each person."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from umkm_cli.cleaning.columns import Columns
from umkm_cli.cleaning.division import Block, Division
from umkm_cli.cleaning.grid import Grid
from umkm_cli.cleaning.kinds import kind_by_words
from umkm_cli.cleaning.labels import read_labels
from umkm_cli.cleaning.profile import has_long_number
from umkm_cli.knowledge.headers import guess_field

MOST_CELLS = 4
"""Filled cells a line of a form has at most: number, label, colon and value."""

_NUMBERING = re.compile(r"^\d{1,2}[.)]\s*")

LEAST_FIELDS = 3
"""Lines of a card that something is understood of; a title of `DESA : X` and `KECAMATAN : Y` has two."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a form: its row, its label, and the cell of its value with the text of that."""

    row: int
    label: str
    field: str
    column: int
    value: str


def find_cards(grid: Grid) -> Division | None:
    """The sheet as one record for each card, or None when it is no such form.

    Every field of the first card begins a column of its own; all lines but the first are the record's second lines.
    """
    rows = grid.filled_rows().tolist()
    lines = [line for row in rows for line in _lines(row, grid.row(row))]
    cards = [card for card in _cards(lines) if _is_person(card)]
    if not cards or 2 * len({line.row for card in cards for line in card}) < len(rows):
        return None
    labels = list(dict.fromkeys(line.label for card in cards for line in card))
    division = Division(_laid_out(grid, cards, labels))
    columns = Columns(tuple(read_labels([(label,) for label in labels])))
    block = Block(columns, None, records=[card[0].row for card in cards])
    division.blocks.append(block)
    held = {line.row for card in cards for line in card}
    for row in rows:
        if row in held and row not in block.records:
            division.others[row] = ("note", "continuation")
        elif row not in held:
            told = kind_by_words(grid.row(row))
            division.others[row] = told if told and row > block.records[-1] else ("title", "title")
    return division


def _lines(row: int, cells: Sequence[str]) -> list[Line]:
    """The lines of a form in a row: one or two, each in one cell or in several, with a colon or without."""
    filled = [(at, cell) for at, cell in enumerate(cells) if cell]
    colons = [at for at, (_, cell) in enumerate(filled) if cell.startswith(":")]
    is_pair = len(colons) == 2 and colons[1] > 1
    halves = (filled[: colons[1] - 1], filled[colons[1] - 1 :]) if is_pair else (filled,)
    return [line for half in halves if (line := _line(row, half))]


def _line(row: int, filled: list[tuple[int, str]]) -> Line | None:
    if not 1 <= len(filled) <= MOST_CELLS:
        return None
    if len(filled) > 1 and filled[0][1].strip(".) ").isdecimal():
        filled = filled[1:]
    at, label = filled[0]
    label, colon, value = _NUMBERING.sub("", label).partition(":")
    guess = guess_field(label.strip())
    if guess is None or guess.field is None or (guess.how != "synonym" and not colon and len(filled) < 3):
        return None
    behind = [(at, value.strip())] if value.strip() else []
    behind += [(at, text) for at, cell in filled[1:] if (text := cell.lstrip(": "))]
    return Line(row, label.strip(), guess.field, *(behind[0] if behind else (at, "")))


def _cards(lines: list[Line]) -> list[list[Line]]:
    """The lines parted where a field comes again."""
    cards: list[list[Line]] = []
    seen: set[str] = set()
    for line in lines:
        if not cards or line.field in seen:
            cards.append([])
            seen = set()
        cards[-1].append(line)
        seen.add(line.field)
    return cards


def _is_person(card: list[Line]) -> bool:
    values = {line.field: line.value for line in card if line.value}
    return len(values) >= LEAST_FIELDS and "name" in values and has_long_number(values.get("nik", "00000000"))


def _laid_out(grid: Grid, cards: list[list[Line]], labels: list[str]) -> Grid:
    """The grid with a column for each label; the rows of the cards' first lines hold their values."""
    texts = [[""] * len(labels) for _ in range(grid.height)]
    numbers = np.zeros((grid.height, len(labels)), bool)
    stored = grid.numbers.to_numpy(zero_copy_only=False).reshape(grid.height, grid.width)
    for card in cards:
        for line in card:
            at = labels.index(line.label)
            texts[card[0].row][at] = line.value
            numbers[card[0].row, at] = stored[line.row, line.column]
    return replace(grid.rewritten(texts, numbers), left=0)
