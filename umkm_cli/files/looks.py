"""looks: what the cells of each column look like, so that it can be told which reading of an odd line is a row."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from math import log
from typing import NamedTuple

_LEARNED_ROWS = 300
_UNSEEN = 0.05
"""What a look that no cell of a column has counts for, in cells."""

_LEAST_COLUMNS = 6
"""In a row of so many columns one cell may look like none above and below it."""

_DIGITS = re.compile(r"[0-9]+")
_INCHES = re.compile(r'\d"[\s,]')
_DIGIT = re.compile(r"[0-9]")
_LETTERS = re.compile(r"[^\W\d_]+")
_LONGEST_CODE = 12
_LETTER = re.compile(r"[^\W\d_]")
_SEAM = re.compile(r"[^\W\d_][0-9]|[0-9][^\W\d_]|[).!?][^\W_]|[a-z][A-Z]")
"""Two characters between which two cells meet, more likely than not."""

_LONGEST_CELL = 200


class Columns(NamedTuple):
    """What is known of the columns of a text.

    Attributes:
        looks: For each column, in how many rows its cell looks how.
        values: For each column, in how many rows it holds what.
        rows: Rows that were looked at.
    """

    looks: list[Counter[str]]
    values: list[Counter[str]]
    rows: int

    def fits(self, row: Sequence[str]) -> bool:
        """Could this be a row under these columns: are there cells that look so in each, in wide tables but one?"""
        return len(row) == len(self.looks) and self.begins(row)

    def begins(self, row: Sequence[str], least: int = 0) -> bool:
        """Could a row begin so: have `least` cells a known look, and all of them, in wide tables all but one?"""
        seen = sum(looks[look(cell)] > 0 for cell, looks in zip(row, self.looks, strict=False))
        return seen >= max(least, min(len(row), len(self.looks)) - self.most_unseen)

    @property
    def most_unseen(self) -> int:
        """So many cells of a row may look like none of their column."""
        return int(len(self.looks) >= _LEAST_COLUMNS)

    def likelihood(self, row: Sequence[str]) -> float:
        """How well cells fit the first columns, as a logarithm; words that other rows have too speak for them."""
        return sum(
            log((looks[look(cell)] + _UNSEEN) / (self.rows + 1)) + log(1 + values[cell.strip()])
            for cell, looks, values in zip(row, self.looks, self.values, strict=False)
        )

    def blankness(self, first: int) -> float:
        """How likely all columns from this one on are blank in a row, as a logarithm."""
        return sum(log((looks[""] + _UNSEEN) / (self.rows + 1)) for looks in self.looks[first:])


@lru_cache(maxsize=4096)
def look(cell: str) -> str:
    """What a cell looks like: blank, a number (short, a phone's, or of so many digits), a date, a code, words.

    >>> look("3325110505809001"), look("17"), look("081234567890"), look("05/05/1980"), look("TK-17"), look(" ")
    ('16', 'n', 'p', '9/9/4', 'A-99', '')
    >>> look("SITI AMINAH"), look("Siti Aminah"), look("https://umkm.example/a")
    ('A', 'a', 'u')
    """
    text = cell.strip().strip("\"'")
    if text.isdecimal():
        return next((kind for most, kind in ((3, "n"), (8, "m"), (14, "p")) if len(text) <= most), str(len(text)))
    if _LETTER.search(text):
        return _look_of_words(text)
    return _DIGITS.sub(lambda run: "9" if len(run[0]) < 3 else str(min(len(run[0]), 5)), text)[:24]


def _look_of_words(text: str) -> str:
    if "://" in text or "@" in text:
        return "u"
    case = "A" if text.isupper() else "a"
    if len(text) <= _LONGEST_CODE and " " not in text and not text.isalpha():
        return _DIGIT.sub("9", _LETTERS.sub(case, text))
    return f"9{case}" if text[0].isdecimal() else case


def learn(rows: Sequence[Sequence[str]], width: int) -> Columns:
    """What the columns hold, from the rows of the usual width."""
    regular = [row for row in rows if len(row) == width]
    regular = regular[:: len(regular) // _LEARNED_ROWS + 1]
    columns = list(zip(*regular, strict=True))
    values = [Counter(filter(None, (cell.strip() for cell in column))) for column in columns]
    return Columns([Counter(map(look, column)) for column in columns], values, len(regular))


def strays(cell: str, delimiter: str) -> int:
    """How many signs there are that quotes and delimiters in a cell stood around cells.

    >>> strays('TOKO "BERKAH"', ","), strays('pipa 2"', ","), strays('"SITI', ","), strays('SITI,"SUBAH"', ",")
    (0, 1, 2, 3)
    """
    text = cell.strip()
    at_edges = text.startswith(delimiter) + text.endswith(delimiter)
    if '"' not in cell and "'" not in cell:
        return at_edges
    is_wrapped = len(text) > 1 and text[0] == text[-1] and text[0] in "\"'"
    is_glued = f'{delimiter}"' in text or bool(re.search(rf'"{re.escape(delimiter)}(?! )|\w"\w|""', text))
    is_odd = text.count('"') % 2 and not _INCHES.search(text)
    is_edge = text.startswith('"') or (text.endswith('"') and not text[-2:-1].isdecimal())
    return at_edges + is_odd * (1 + is_edge) + 2 * is_wrapped + 3 * is_glued


def narrower(row: Sequence[str], by: int, delimiter: str, line: str) -> Iterator[tuple[list[str], float]]:
    """A row with `by` fields less, and what speaks for it: a blank field fell out, or text was parted at a delimiter.

    Only what stands so in the line is joined. Before a space a delimiter is likelier to be part of the text; of several
    fields too many only such are joined.
    """
    for position, cell in enumerate(row):
        following = row[position + 1] if position + 1 < len(row) else ""
        shorter: list[list[str]] = []
        if by == 1 and not cell.strip():
            shorter.append([*row[:position], *row[position + 1 :]])
        joined = f"{cell}{delimiter}{following}"
        if cell.strip() and following.strip() and (by == 1 or following.startswith(" ")) and joined in line:
            shorter.append([*row[:position], joined, *row[position + 2 :]])
        for fields in shorter:
            speaks = 2.0 if following.startswith(" ") else 0.0
            if by == 1:
                yield fields, speaks
            else:
                yield from ((found, speaks + more) for found, more in narrower(fields, by - 1, delimiter, line))


def wider(row: Sequence[str], columns: Columns) -> Iterator[tuple[list[str], float]]:
    """A row with one of its fields cut in two, and what speaks for it; those before and after must fit as they are."""
    before = [0, *accumulate(not looks[look(cell)] for cell, looks in zip(row, columns.looks, strict=False))]
    after = [0, *accumulate(not looks[look(cell)] for cell, looks in zip(row[::-1], columns.looks[::-1], strict=False))]
    for position, cell in enumerate(row):
        if before[position] + after[len(row) - 1 - position] <= columns.most_unseen:
            for cut in range(min(len(cell), _LONGEST_CELL) + 1):
                speaks = 2.0 if cut and _SEAM.match(cell, cut - 1) else 0.0
                yield [*row[:position], cell[:cut], cell[cut:], *row[position + 1 :]], speaks
