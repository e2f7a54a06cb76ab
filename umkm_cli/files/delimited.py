"""delimited: CSV and its kin, as offices and programs really write them."""

import csv
import re
from collections import Counter
from collections.abc import Sequence

from umkm_cli.errors import UnreadableFileError
from umkm_cli.files.cells import rows_of_texts
from umkm_cli.files.encoding import decode, is_text
from umkm_cli.schema import RawSheet

DELIMITERS = (";", ",", "\t", "|")
"""What may stand between fields; at a tie the first wins."""

_NONE = "\x1f"
"""A delimiter no text has: each line is one cell."""

_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?;*,*\n', re.IGNORECASE)
_SAMPLE_LINES = 2_000
_LEAST_AGREEMENT = 0.1
"""Below this share of agreeing lines a text is no table, and commas are only commas."""

_MOST_LINES_IN_A_CELL = 40


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
    """The delimiter of a text, found by what most lines agree on, and its fields row by row."""
    told = _SEPARATOR_LINE.match(text)
    lines = (text[told.end() :] if told else text).split("\n")
    if lines and not lines[-1]:
        lines.pop()
    sample = _sample(lines)
    delimiter = told[1] if told else _find_delimiter(sample)
    return delimiter, _join_and_split(lines, delimiter, _usual_width(sample, delimiter))


def _sample(lines: Sequence[str]) -> list[str]:
    """Lines from all over the text: titles at the top are padded with delimiters of their own."""
    filled = [line for line in lines if line]
    return filled[:: len(filled) // _SAMPLE_LINES + 1]


def _find_delimiter(sample: Sequence[str]) -> str:
    agreement = {delimiter: _agreement(sample, delimiter) for delimiter in DELIMITERS}
    best = max(DELIMITERS, key=lambda delimiter: agreement[delimiter])
    return best if agreement[best] >= _LEAST_AGREEMENT else _NONE


def _agreement(sample: Sequence[str], delimiter: str) -> float:
    """Share of lines with the usual number of fields, weighted so that many agreeing fields beat two.

    Commas count less: they stand in money, titles and addresses too, there mostly before a blank.
    """
    widths = Counter(len(split_line(line, delimiter)[0]) for line in sample)
    agreeing = max((count * (1 - 1 / width) for width, count in widths.items()), default=0) / max(len(sample), 1)
    if delimiter != ",":
        return agreeing
    commas, before_blanks = (sum(line.count(text) for line in sample) for text in (",", ", "))
    return agreeing * 0.8 * (1 - before_blanks / max(commas, 1) / 2)


def _usual_width(sample: Sequence[str], delimiter: str) -> int:
    widths = Counter(len(split_line(line, delimiter)[0]) for line in sample)
    return max(widths, key=lambda width: widths[width] * (1 - 1 / width), default=1)


def _join_and_split(lines: list[str], delimiter: str, usual: int) -> list[list[str]]:
    rows: list[list[str]] = []
    position = 0
    while position < len(lines):
        fields, is_open = split_line(lines[position], delimiter)
        taken = 1
        if is_open:
            fields, taken = _close(lines, position, delimiter, usual)
        rows.append([_unwrap(field) for field in fields] if '="' in lines[position] else fields)
        position += taken
    return rows


def _close(lines: list[str], position: int, delimiter: str, usual: int) -> tuple[list[str], int]:
    """The row of a line with an unclosed quote, and how many lines it takes.

    The quote guard: a quote that would swallow lines which are regular rows by themselves is a stray character.
    """
    for end in range(position + 1, min(position + _MOST_LINES_IN_A_CELL, len(lines))):
        fields, is_open = split_line("\n".join(lines[position : end + 1]), delimiter)
        is_regular = usual > 1 and len(split_line(lines[end], delimiter)[0]) == usual
        if not is_open and (len(fields) == usual or not is_regular):
            return fields, end + 1 - position
        if is_regular or not is_open:
            break
    return split_line(lines[position], delimiter)[0], 1


def split_line(line: str, delimiter: str) -> tuple[list[str], bool]:
    """The fields of a line, and whether a quote was left open (its field is then given as it stands).

    >>> split_line('1;"Toko ""Maju""; Jaya";x', ";")
    (['1', 'Toko "Maju"; Jaya', 'x'], False)
    >>> split_line('1;"Toko Maju;x', ";")
    (['1', '"Toko Maju', 'x'], True)
    """
    if '"' not in line:
        return line.split(delimiter), False
    if f'{delimiter} "' not in line and not line.startswith(" "):
        try:
            return next(csv.reader([line], delimiter=delimiter, strict=True)), False
        except csv.Error:
            pass  # quotes are not what they should be: read them with patience
    return _split_patiently(line, delimiter)


def _split_patiently(line: str, delimiter: str) -> tuple[list[str], bool]:
    fields: list[str] = []
    is_open, position = False, 0
    while position <= len(line):
        start = _skip_spaces(line, position)
        is_quoted = line.startswith('"', start)
        closing = _closing_quote(line, start, delimiter) if is_quoted else None
        end = line.find(delimiter, position if closing is None else closing)
        end = len(line) if end < 0 else end
        fields.append(line[position:end] if closing is None else line[start + 1 : closing].replace('""', '"'))
        is_open |= is_quoted and closing is None
        position = end + 1
    return fields, is_open


def _closing_quote(line: str, opening: int, delimiter: str) -> int | None:
    """Where the quote that closes the field stands: before a delimiter or the end, and not doubled."""
    position = line.find('"', opening + 1)
    while position >= 0:
        if line.startswith('""', position):
            position = line.find('"', position + 2)
            continue
        after = _skip_spaces(line, position + 1)
        if after == len(line) or line.startswith(delimiter, after):
            return position
        position = line.find('"', position + 1)
    return None


def _skip_spaces(line: str, position: int) -> int:
    while line.startswith(" ", position):
        position += 1
    return position


def _unwrap(field: str) -> str:
    """The text of a field that was written as a formula to save it from Excel: `="3325..."`."""
    return field[2:-1] if field.startswith('="') and field.endswith('"') and len(field) > 3 else field
