"""fields: one line of delimited text as its fields, with the patience that broken quotes need."""

import csv
from collections.abc import Iterator
from typing import NamedTuple

HIDDEN_QUOTE = "\x1e"
"""Stands for an escaped quote while a line is split; a control character that no text file holds."""


class Dialect(NamedTuple):
    """How the fields of a text are set apart.

    Attributes:
        delimiter: What stands between fields; mostly one character.
        quote: What stands around a field that holds a delimiter.
        is_escaped: A quote inside a quoted field has a backslash before it.
    """

    delimiter: str
    quote: str = '"'
    is_escaped: bool = False


def split_line(line: str, delimiter: str, quote: str = '"') -> tuple[list[str], bool]:
    """The fields of a line, and whether a quote was left open (its field is then given as it stands).

    >>> split_line('1;"Toko ""Maju""; Jaya";x', ";")
    (['1', 'Toko "Maju"; Jaya', 'x'], False)
    >>> split_line('1;"Toko Maju;x', ";")
    (['1', '"Toko Maju', 'x'], True)
    """
    if quote not in line:
        return line.split(delimiter), False
    if len(delimiter) == 1 and delimiter != " " and f"{delimiter} {quote}" not in line and not line.startswith(" "):
        try:
            return next(csv.reader([line], delimiter=delimiter, quotechar=quote, strict=True)), False
        except csv.Error:
            pass  # quotes are not what they should be: read them with patience
    return _split_patiently(line, Dialect(delimiter, quote))


def split_in(line: str, dialect: Dialect) -> tuple[list[str], bool]:
    """`split_line` in a dialect: backslashes before quotes are taken away where the dialect has them."""
    escaped = f"\\{dialect.quote}"
    if not (dialect.is_escaped and escaped in line):
        return split_line(line, dialect.delimiter, dialect.quote)
    fields, is_open = split_line(line.replace(escaped, HIDDEN_QUOTE), dialect.delimiter, dialect.quote)
    if is_open:  # a backslash at the end of a field escapes nothing
        return split_line(line, dialect.delimiter, dialect.quote)
    return [field.replace(HIDDEN_QUOTE, dialect.quote) for field in fields], False


def other_readings(line: str, dialect: Dialect) -> Iterator[list[str]]:
    """Other ways to read the quotes of a line that has not the usual number of fields, the likeliest first."""
    delimiter, quote, _ = dialect
    if quote in line:
        yield from _without_a_stray_quote(line, dialect)
        yield _split_patiently(line, dialect, is_eager=True)[0]
        yield split_in(line, dialect._replace(is_escaped=not dialect.is_escaped))[0]
        inside = unwrap_line(line, quote)
        if inside:
            yield split_in(inside, dialect)[0]
    other = "'" if quote == '"' else '"'
    if other in line:
        yield split_line(line, delimiter, other)[0]


def unwrap_line(line: str, quote: str) -> str:
    """What stands in a line that is quoted as a whole, as Excel does when it took a row for one cell; else empty."""
    if not (line.startswith(quote) and line.rstrip(";,").endswith(quote) and len(line) > 2):
        return ""
    return line.rstrip(";,")[1:-1].replace(quote * 2, quote)


def _without_a_stray_quote(line: str, dialect: Dialect) -> Iterator[list[str]]:
    """The line read with one opening quote after the other taken for a plain character."""
    delimiter, quote, _ = dialect
    position = line.find(quote)
    while position >= 0:
        if not line[:position].strip(" ") or line[:position].rstrip(" ").endswith(delimiter):
            fields, is_open = _split_patiently(
                line[:position] + HIDDEN_QUOTE + line[position + 1 :], dialect
            )
            if not is_open:
                yield [field.replace(HIDDEN_QUOTE, quote) for field in fields]
        position = line.find(quote, position + 1)


def _split_patiently(line: str, dialect: Dialect, *, is_eager: bool = False) -> tuple[list[str], bool]:
    delimiter, quote, _ = dialect
    fields: list[str] = []
    is_open, position = False, 0
    while position <= len(line):
        start = _skip_spaces(line, position) if delimiter != " " else position
        is_quoted = line.startswith(quote, start)
        closing = _closing_quote(line, start, dialect, is_eager=is_eager) if is_quoted else None
        end = line.find(delimiter, position if closing is None else closing + 1)
        end = len(line) if end < 0 else end
        fields.append(line[position:end] if closing is None else line[start + 1 : closing].replace(quote * 2, quote))
        is_open |= is_quoted and closing is None
        position = end + len(delimiter)
    return fields, is_open


def _closing_quote(line: str, opening: int, dialect: Dialect, *, is_eager: bool) -> int | None:
    """Where the quote that closes the field stands: before a delimiter or the end, and not doubled.

    Args:
        line: The line.
        opening: Where the opening quote stands.
        dialect: Of the line.
        is_eager: Nothing is doubled in this line: of two quotes before a delimiter the second closes.
    """
    delimiter, quote, _ = dialect
    position = line.find(quote, opening + 1)
    while position >= 0:
        if line.startswith(quote * 2, position) and not is_eager:
            position = line.find(quote, position + 2)
            continue
        after = _skip_spaces(line, position + 1) if delimiter != " " else position + 1
        if after == len(line) or line.startswith(delimiter, after):
            return position
        position = line.find(quote, position + 1)
    return None


def _skip_spaces(line: str, position: int) -> int:
    while line.startswith(" ", position):
        position += 1
    return position
