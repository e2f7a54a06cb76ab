"""dialect: what stands between the fields of a text, found by what most of its lines agree on."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from umkm_cli.files.fields import Dialect, split_line

DELIMITERS = (";", ",", "\t", "|")
"""What may stand between fields; at a tie the first wins."""

NO_DELIMITER = "\x1f"
"""A delimiter no text has: each line is one cell."""

_FEW_LINES, _MANY_LINES = 48, 600
_CLEAR_SHARE = 0.95
"""When so many of a few lines have the same number of delimiters, no more lines are asked."""

_LEAST_AGREEMENT = 0.1
"""Below this share of agreeing lines a text is no table, and commas are only commas."""

_SPACE_AGREEMENT = 0.6
"""Words stand between spaces too: so many lines of a text must have the same number for a space to be a delimiter."""

_QUOTED = re.compile(r'"[^"\n]*"')


_LEAST_SURE = 20
"""Of more lines than this, each with as many commas as all others, the commas are delimiters."""


class Sample(NamedTuple):
    """Lines from all over a text: titles at the top are padded with delimiters of their own.

    Attributes:
        lines: The lines.
        bare: The same without what stands in quotes, as far as that can be told at a glance.
    """

    lines: list[str]
    bare: list[str]


def sample_of(lines: Sequence[str]) -> Sample:
    """As many lines as it takes to tell the dialect."""
    few = _sample(lines, _FEW_LINES)
    return few if len(lines) <= _FEW_LINES or _is_clear(few) else _sample(lines, _MANY_LINES)


def find_dialect(sample: Sample, delimiter: str | None = None) -> Dialect:
    """The dialect of a text.

    Args:
        sample: Lines from all over it.
        delimiter: What it says of itself (`sep=;`).
    """
    found = delimiter or _find_delimiter(sample)
    quote = _find_quote(sample, found)
    return Dialect(_doubled(sample, found), quote, is_escaped("\n".join(sample.lines), found, quote))


def is_escaped(text: str, delimiter: str, quote: str) -> bool:
    """Have quotes inside quotes a backslash before them? At the end of a field it is only a backslash."""
    return f"\\{quote}" in text and bool(re.search(rf"\\{quote}(?!{quote}|{re.escape(delimiter)}|\n|\Z)", text))


def agreement(sample: Sample, delimiter: str) -> float:
    """Share of lines with the usual number of fields, weighted so that many agreeing fields beat two.

    Commas count less: they stand in money, titles and addresses too, there mostly before a blank.
    """
    widths = widths_of(sample, delimiter)
    agreeing = max((count * (1 - 1 / width) for width, count in widths.items()), default=0) / max(len(sample.bare), 1)
    if delimiter != "," or not agreeing:
        return agreeing
    if widths[max(widths, key=widths.__getitem__)] == len(sample.bare) > _LEAST_SURE:  # prose is not so even
        return agreeing * 0.8
    commas, before_blanks = (sum(line.count(text) for line in sample.bare) for text in (",", ", "))
    return agreeing * 0.8 * (1 - before_blanks / commas / 2)


def widths_of(sample: Sample, delimiter: str) -> Counter[int]:
    """How many lines have how many fields."""
    return Counter([line.count(delimiter) + 1 for line in sample.bare])


def usual_width(widths: Counter[int]) -> int:
    """The number of fields of a regular row: what most rows have, a wider row counting more than a narrow one."""
    return max(widths, key=lambda width: widths[width] * (1 - 1 / width), default=1)


def common_widths(widths: Sequence[int]) -> frozenset[int]:
    """Numbers of fields that are no accident: the usual one, and those near it of three rows in a row."""
    usual = usual_width(Counter(filter(None, widths)))
    runs = ((width, sum(1 for _ in run)) for width, run in groupby(widths) if width * 2 > usual)
    return frozenset({usual, *(width for width, count in runs if count > 2)})


def _sample(lines: Sequence[str], count: int) -> Sample:
    filled = [line for line in lines[:: len(lines) // count + 1] if line] or [line for line in lines if line][:count]
    text = "\n".join(filled)
    return Sample(filled, _QUOTED.sub("", text).split("\n") if '"' in text else filled)


def _is_clear(sample: Sample) -> bool:
    least = _CLEAR_SHARE * len(sample.bare)
    widths = (widths_of(sample, delimiter) for delimiter in DELIMITERS)
    return any(count >= least for found in widths for width, count in found.items() if width > 1)


def _find_delimiter(sample: Sample) -> str:
    shares = {delimiter: agreement(sample, delimiter) for delimiter in DELIMITERS}
    best = max(DELIMITERS, key=lambda delimiter: shares[delimiter])
    if shares[best] < _SPACE_AGREEMENT and _is_spaced(sample, shares[best]):
        return " "
    return best if shares[best] >= _LEAST_AGREEMENT else NO_DELIMITER


def _is_spaced(sample: Sample, least: float) -> bool:
    """Are fields set apart by single spaces, those that hold a space being quoted?"""
    if not any(' "' in line or line.startswith('"') for line in sample.lines):
        return False
    found = agreement(sample, " ")
    return found >= _SPACE_AGREEMENT and found > least and usual_width(widths_of(sample, " ")) > 2


def _find_quote(sample: Sample, delimiter: str) -> str:
    """Apostrophes, where fields begin and end with one and none does with a quote; one before a number is no quote."""
    text = "\n".join(["", *sample.lines, ""])
    opening, closing = (
        sum(text.count(pair) for pair in pairs) for pairs in ((f"{delimiter}'", "\n'"), (f"'{delimiter}", "'\n"))
    )
    has_quotes = f'{delimiter}"' in text or '\n"' in text
    return "'" if opening > 1 and closing >= opening * 0.8 and not has_quotes else '"'


def _doubled(sample: Sample, delimiter: str) -> str:
    """The delimiter twice, when between any two of them stands nothing anywhere: `1;;SITI;;SUBAH`."""
    if not all(delimiter * 2 in line for line in sample.lines):
        return delimiter
    rows = [split_line(line, delimiter)[0] for line in sample.lines]
    is_twice = all(len(row) % 2 and len(row) > 4 and not any(row[1::2]) for row in rows)
    return delimiter * 2 if is_twice and any(row[2] or row[4] for row in rows) else delimiter
