"""row_codes: what stands in the last cell of each row of a review workbook, so that the row says itself what it is.

A row may be sorted, copied into another workbook, or come back without the sheet that was hidden. Its code names the
two records, and holds a check of every other cell, so that a row is known again and one that was changed is found.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote, unquote

BOOK_SHEET = "_umkm"
"""The hidden sheet of a review workbook, which says what the workbook is."""

BOOK_FORMAT = "1"
"""Number of its form; another one cannot be read."""

_VERSION = f"u{BOOK_FORMAT}"
_BETWEEN, _PARTS = "|", 7
_TITLE, _CELL = 3, 3
"""Characters of the checks of a title and of what stands under it."""

_OURS = re.compile(r"[0-9a-f]{16}")

_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"
"""None that is taken for another."""


@dataclass(frozen=True, slots=True)
class RowCode:
    """What a row of a review workbook is about.

    Attributes:
        left, right: The records, as `coded` names them.
        batch: The workbook, or the sample, that asks.
        is_conflict: People contradict each other here, and the answer settles it.
        checks: Check of the title -> check of the cell under it.
    """

    left: str
    right: str
    batch: str
    is_conflict: bool
    checks: Mapping[str, str]

    def altered(self, cells: Mapping[str, str]) -> list[str]:
        """Titles of the cells that are not as they were written; columns that were not there then do not count."""
        return [
            title
            for title, text in cells.items()
            if (check := self.checks.get(_check(title, _TITLE))) is not None and check != _cell_check(title, text)
        ]


def make_code(left: str, right: str, batch: str, cells: Mapping[str, str], *, is_conflict: bool = False) -> str:
    """The code of a row; `read_code` reads it.

    Args:
        left: One record, by its `record_id`.
        right: The other one.
        batch: The workbook, or the sample, that asks.
        cells: What stands in the row, by title.
        is_conflict: People contradict each other here.
    """
    checks = "".join(_check(title, _TITLE) + _cell_check(title, text) for title, text in cells.items())
    names = (quote(batch, safe=" .:-/_"), coded(left), coded(right))
    return _sealed((_VERSION, "c" if is_conflict else "q", *names, checks))


def coded(record_id: str) -> str:
    """A record as a code names it: as it is, or hidden where a list from elsewhere may call it by a personal number.

    >>> coded("c07a555bab82d5a8"), coded("3325110505809001")
    ('c07a555bab82d5a8', '~vm937fcch3ft')
    """
    is_ours = _OURS.fullmatch(record_id) and not record_id.isdigit()
    return record_id if is_ours else f"~{_check(record_id, 12)}"


def read_code(text: str) -> RowCode | None:
    """What a code says; None for anything else, and for one that is not whole.

    >>> code = make_code("a1", "b2", "book", {"Name": "Siti Sitti"})
    >>> read_code(code).batch, read_code(code).altered({"Name": "Siti  Sitti "}), read_code(code[:-1])
    ('book', [], None)
    >>> read_code(code).altered({"Name": "Sitti Sitti", "Mine": "x"})
    ['Name']
    """
    parts = text.strip().split(_BETWEEN)
    if parts[0] != _VERSION or len(parts) != _PARTS or _sealed(parts[:-1]) != _BETWEEN.join(parts):
        return None
    kind, checks = parts[1], parts[5]
    batch, left, right = unquote(parts[2]), *parts[3:5]
    size = _TITLE + _CELL
    pieces = [checks[place : place + size] for place in range(0, len(checks), size)]
    return RowCode(left, right, batch, kind == "c", {piece[:_TITLE]: piece[_TITLE:] for piece in pieces})


def _sealed(parts: Sequence[str]) -> str:
    told = _BETWEEN.join(parts)
    return f"{told}{_BETWEEN}{_check(told, 6)}"


def _cell_check(title: str, text: str) -> str:
    # Programs end lines in other ways, and some lose blanks at the ends of coloured pieces.
    return _check(f"{title}\0{''.join(text.split())}", _CELL)


def _check(text: str, length: int) -> str:
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=length).digest()
    return "".join(_LETTERS[byte % len(_LETTERS)] for byte in digest)
