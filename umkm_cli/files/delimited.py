"""delimited: CSV and its kin, as offices and programs really write them."""

import csv
import re
from collections.abc import Sequence

from umkm_cli.errors import UnreadableFileError
from umkm_cli.files.aligned import cut, find_columns
from umkm_cli.files.cells import rows_of_texts
from umkm_cli.files.dialect import (
    NO_DELIMITER,
    Sample,
    agreement,
    find_dialect,
    is_escaped,
    sample_of,
    usual_width,
    widths_of,
)
from umkm_cli.files.encoding import decode, is_text
from umkm_cli.files.fields import Dialect, is_balanced, is_row, split_in, unwrap_line
from umkm_cli.files.mend import Line, mend
from umkm_cli.schema import RawSheet

_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?;*,*\n', re.IGNORECASE)
_CLEAR_AGREEMENT = 0.6
"""When so many lines agree on a delimiter, spaces are not asked."""

_MOST_LINES_IN_A_CELL = 40
_MOST_STRAY_QUOTES = 100
"""After so many quotes one after the other that no line below closes, quotes are taken for text."""


def read_delimited(data: bytes, *, format: str, source_file: str, max_bytes: int) -> list[RawSheet]:  # noqa: A002, ARG001 - as all readers
    """The one sheet of a delimited text.

    Row numbers are those a spreadsheet shows: blank lines count, a line break inside quotes does not, nor does a
    first line `sep=;`.

    Raises:
        UnreadableFileError: With reason not_a_table (binary) or too_large.
    """
    text = decode(data)
    if not is_text(text):
        raise UnreadableFileError(file=source_file, reason="not_a_table")
    delimiter, rows = split_rows(text)
    table = rows_of_texts(rows, source_file=source_file)
    return [RawSheet(source_file, "", "tsv" if delimiter == "\t" else "csv", is_hidden=False, rows=table)]


def split_rows(text: str) -> tuple[str, list[list[str]]]:
    """The delimiter of a text, found by what most lines agree on, and its fields row by row.

    A text whose lines all have the same number of fields is read in one go; the lines of any other are looked at one
    by one (`mend`). No character that shows is lost, save delimiters and quotes that are such.
    """
    told = _SEPARATOR_LINE.match(text)
    body = text[told.end() :] if told else text
    lines = body.removesuffix("\n").split("\n") if body else []
    sample = sample_of(lines)
    dialect = find_dialect(sample, told[1] if told else None)
    if dialect.delimiter == NO_DELIMITER:
        lines = _unwrapped(lines)
        sample = sample_of(lines)
        dialect = find_dialect(sample)
    starts = find_columns(sample.lines) if agreement(sample, dialect.delimiter) < _CLEAR_AGREEMENT else []
    if starts:
        return NO_DELIMITER, [cut(line, starts) for line in lines]
    dialect = dialect._replace(is_escaped=is_escaped(body, dialect.delimiter, dialect.quote))
    rows = _in_one_go(lines, body, dialect)
    if rows is None or not _is_regular(rows):
        read = map(Line, lines, rows) if rows is not None else _line_by_line(lines, sample, dialect)
        rows = mend(list(read), dialect)
    if '="' in body:
        rows = [[_unwrap(field) for field in row] for row in rows]
    return dialect.delimiter, rows


def _is_regular(rows: Sequence[Sequence[str]]) -> bool:
    """Have all rows that are not blank the same number of fields?"""
    widths = set(map(len, rows))
    return len(widths) == 1 or len({len(row) for row in rows if any(row)}) == 1


def _unwrapped(lines: list[str]) -> list[str]:
    """The lines without the quotes around each of them, if there are such."""
    inside = [unwrap_line(line, '"') for line in lines]
    return [text or line for text, line in zip(inside, lines, strict=True)] if sum(map(bool, inside)) > 1 else lines


def _in_one_go(lines: list[str], text: str, dialect: Dialect) -> list[list[str]] | None:
    """The rows of lines whose quotes are as they should be, one for each line; None for others."""
    delimiter, quote, is_escaped = dialect
    if quote not in text:
        return [line.split(delimiter) for line in lines]
    is_spaced = f"{delimiter} {quote}" in text or f"\n {quote}" in text or text.startswith(f" {quote}")
    if is_spaced or is_escaped or len(delimiter) > 1 or delimiter == " ":
        return None
    try:
        rows = list(csv.reader(lines, delimiter=delimiter, quotechar=quote, strict=True))
    except csv.Error:
        return None
    return rows if len(rows) == len(lines) else None


def _line_by_line(lines: list[str], sample: Sample, dialect: Dialect) -> list[Line]:
    usual = usual_width(widths_of(sample, dialect.delimiter))
    rows: list[Line] = []
    position = stray = 0
    while position < len(lines):
        fields, is_open = split_in(lines[position], dialect)
        taken = 1
        if is_open and stray < _MOST_STRAY_QUOTES and not is_balanced(lines[position], dialect.quote):
            fields, taken = _close(lines, position, dialect, usual)
            stray = stray + 1 if taken == 1 else 0
        rows.append(Line("\n".join(lines[position : position + taken]), fields))
        position += taken
    return rows


def _close(lines: list[str], position: int, dialect: Dialect, usual: int) -> tuple[list[str], int]:
    """The row of a line with an unclosed quote, and how many lines it takes.

    The quote guard: a quote that would swallow lines which are regular rows by themselves is a stray character.
    """
    for end in range(position + 1, min(position + _MOST_LINES_IN_A_CELL, len(lines))):
        if usual > 1 and is_row(lines[end], dialect, usual):
            break
        if dialect.quote in lines[end]:
            fields, is_open = split_in("\n".join(lines[position : end + 1]), dialect)
            if not is_open:
                return fields, end + 1 - position
    return split_in(lines[position], dialect)[0], 1


def _unwrap(field: str) -> str:
    """The text of a field that was written as a formula to save it from Excel: `="3325..."`."""
    return field[2:-1] if field.startswith('="') and field.endswith('"') and len(field) > 3 else field
