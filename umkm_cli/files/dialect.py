"""dialect: what stands between the fields of a text, found by what most of its lines agree on."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from umkm_cli.files.fields import Dialect, split_line

DELIMITERS = (";", ",", "\t", "|")
"""What may stand between fields; at a tie the first wins."""

NO_DELIMITER = "\x1f"
"""A delimiter no text has: each line is one cell."""

LEAST_AGREEMENT = 0.1
"""Below this share of agreeing lines a text is no table, and commas are only commas."""

_SAMPLE_LINES = 300
_SPACE_AGREEMENT = 0.6
"""Words stand between spaces too: so many lines of a text must have the same number for a space to be a delimiter."""

_GAP = re.compile(" {2,}")


def sample_of(lines: Sequence[str]) -> list[str]:
    """Lines from all over the text: titles at the top are padded with delimiters of their own."""
    filled = [line for line in lines if line]
    return filled[:: len(filled) // _SAMPLE_LINES + 1]


def find_dialect(sample: Sequence[str], delimiter: str | None = None) -> Dialect:
    """The dialect of a text.

    Args:
        sample: Lines from all over it.
        delimiter: What it says of itself (`sep=;`).
    """
    found = delimiter or _find_delimiter(sample)
    quote = _find_quote(sample, found)
    escaped = re.compile(rf"\\{quote}(?!{re.escape(found)}|$)")
    is_escaped = any("\\" in line and escaped.search(line) for line in sample)
    return Dialect(_doubled(sample, found), quote, is_escaped)


def agreement(sample: Sequence[str], delimiter: str) -> float:
    """Share of lines with the usual number of fields, weighted so that many agreeing fields beat two.

    Commas count less: they stand in money, titles and addresses too, there mostly before a blank.
    """
    widths = widths_of(sample, delimiter)
    agreeing = max((count * (1 - 1 / width) for width, count in widths.items()), default=0) / max(len(sample), 1)
    if delimiter != ",":
        return agreeing
    commas, before_blanks = (sum(line.count(text) for line in sample) for text in (",", ", "))
    return agreeing * 0.8 * (1 - before_blanks / max(commas, 1) / 2)


def widths_of(sample: Sequence[str], delimiter: str) -> Counter[int]:
    """How many lines have how many fields."""
    return Counter(
        len(split_line(line, delimiter)[0]) if '"' in line else line.count(delimiter) + 1 for line in sample
    )


def usual_width(widths: Counter[int]) -> int:
    """The number of fields of a regular row: what most rows have, a wider row counting more than a narrow one."""
    return max(widths, key=lambda width: widths[width] * (1 - 1 / width), default=1) if widths else 1


def common_widths(widths: Sequence[int]) -> frozenset[int]:
    """Numbers of fields that are no accident: the usual one, and those of three rows in a row."""
    runs = ((width, sum(1 for _ in run)) for width, run in groupby(widths) if width > 1)
    return frozenset({usual_width(Counter(width for width in widths if width))} | {w for w, count in runs if count > 2})


def _find_delimiter(sample: Sequence[str]) -> str:
    shares = {delimiter: agreement(sample, delimiter) for delimiter in DELIMITERS}
    best = max(DELIMITERS, key=lambda delimiter: shares[delimiter])
    if shares[best] < _SPACE_AGREEMENT and _is_spaced(sample, shares[best]):
        return " "
    return best if shares[best] >= LEAST_AGREEMENT else NO_DELIMITER


def _is_spaced(sample: Sequence[str], least: float) -> bool:
    """Are fields set apart by single spaces, those that hold a space being quoted?"""
    if not any(' "' in line or line.startswith('"') for line in sample):
        return False
    found = agreement(sample, " ")
    return found >= _SPACE_AGREEMENT and found > least and usual_width(widths_of(sample, " ")) > 2


def _find_quote(sample: Sequence[str], delimiter: str) -> str:
    """Apostrophes, where fields begin and end with one and none does with a quote; one before a number is no quote."""
    if not any("'" in line for line in sample):
        return '"'
    edges = Counter(mark for line in sample for field in line.split(delimiter) for mark in _edges(field.strip(" ")))
    is_used = edges["'", 0] > 1 and edges["'", 1] >= edges["'", 0] * 0.8
    return "'" if is_used and not edges['"', 0] else '"'


def _edges(field: str) -> tuple[tuple[str, int], tuple[str, int]]:
    return (field[:1], 0), (field[-1:] if len(field) > 1 else "", 1)


def _doubled(sample: Sequence[str], delimiter: str) -> str:
    """The delimiter twice, when between any two of them stands nothing anywhere: `1;;SITI;;SUBAH`."""
    if not all(delimiter * 2 in line for line in sample):
        return delimiter
    rows = [split_line(line, delimiter)[0] for line in sample]
    is_twice = all(len(row) % 2 and len(row) > 4 and not any(row[1::2]) for row in rows)
    return delimiter * 2 if is_twice and any(row[2] or row[4] for row in rows) else delimiter
