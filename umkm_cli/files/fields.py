"""fields: one line of delimited text as its fields, with the patience that broken quotes need."""

import csv
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

HIDDEN_QUOTE = "\x1e"
"""Stands for an escaped quote while a line is split; a control character that no text file holds."""


LONGEST_LINE = 10_000
"""A longer line is not read in other ways: it would take too long."""

_MOST_QUOTES = 60


csv.field_size_limit(2**31 - 1)  # a cell may be longer than the 131,072 characters that csv takes by itself


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

    @property
    def is_plain(self) -> bool:
        """Is the delimiter one character, and none that stands in words too?"""
        return len(self.delimiter) == 1 and self.delimiter != " "


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


def is_strict(line: str, dialect: Dialect) -> bool:
    """Is a line written by the rules, so that there is only one way to read it?"""
    return bool(_rules_of(dialect).fullmatch(line))


@lru_cache(maxsize=16)
def _rules_of(dialect: Dialect) -> re.Pattern[str]:
    delimiter, quote = re.escape(dialect.delimiter), re.escape(dialect.quote)
    field = f"(?: ?{quote}(?:[^{quote}]|{quote}{quote})*+{quote} ?|[^{quote}{delimiter}]*+)"
    return re.compile(f"{field}(?:{delimiter}{field})*+", re.DOTALL)


def is_balanced(line: str, quote: str) -> bool:
    """Does every quote of a line have its partner in it? A cell that goes on in the next line leaves one open."""
    return line.count(quote) % 2 == 0


def is_row(line: str, dialect: Dialect, width: int) -> bool:
    """Has a line so many fields by itself, be its quotes doubled or not?

    In a line that ends a cell of the line before, the first quote closes that cell.
    """
    if is_balanced(line, dialect.quote):
        return len(split_in(line, dialect)[0]) == width
    before = line[: line.index(dialect.quote)].rstrip(" ")
    is_opening = not before or before.endswith(dialect.delimiter)
    return is_opening and any(
        not is_open and len(fields) == width
        for fields, is_open in (_split_patiently(line, dialect, patience) for patience in _LENIENT)
    )


def other_readings(line: str, dialect: Dialect) -> Iterator[list[str]]:
    """Other ways to read the quotes of a line that has not the usual number of fields; open ones are left out."""
    delimiter, quote, _ = dialect
    if len(line) > LONGEST_LINE:
        return
    if quote in line:
        for patience in _LENIENT:
            fields, is_open = _split_patiently(line, dialect, patience)
            if not is_open:
                yield fields
        yield from _with_a_quote_as_text(line, dialect)
        yield from _with_a_delimiter_put_in(line, dialect)
        yield split_in(line, dialect._replace(is_escaped=not dialect.is_escaped))[0]
    inside = unwrap_line(line, quote)
    if inside:
        yield split_in(inside, dialect)[0]
    other = "'" if quote == '"' else '"'
    if other in line:
        yield split_line(line, delimiter, other)[0]


def unwrap_line(line: str, quote: str) -> str:
    """What stands in a line that is quoted as a whole, as Excel does when it took a row for one cell; else empty."""
    bare = line.rstrip(";,")
    inside = bare[1:-1].replace(quote * 2, HIDDEN_QUOTE)
    is_whole = len(bare) > 2 and bare[0] == bare[-1] == quote and quote not in inside
    return inside.replace(HIDDEN_QUOTE, quote) if is_whole else ""


def _with_a_quote_as_text(line: str, dialect: Dialect) -> Iterator[list[str]]:
    """The line with one after the other of its quotes taken for a plain character."""
    for position in _quotes(line, dialect.quote):
        fields, is_open = _split_patiently(f"{line[:position]}{HIDDEN_QUOTE}{line[position + 1 :]}", dialect)
        if not is_open:
            yield [field.replace(HIDDEN_QUOTE, dialect.quote) for field in fields]


def _with_a_delimiter_put_in(line: str, dialect: Dialect) -> Iterator[list[str]]:
    """The line with a delimiter before or after one of its quotes, where two fields were written together."""
    blanks = split_in(line, dialect)[0].count("")
    for position in _quotes(line, dialect.quote):
        for cut in (position, position + 1):
            fields, is_open = split_in(f"{line[:cut]}{dialect.delimiter}{line[cut:]}", dialect)
            if not is_open and fields.count("") <= blanks:
                yield fields


def _quotes(line: str, quote: str) -> list[int]:
    return [position for position, char in enumerate(line) if char == quote][:_MOST_QUOTES]


class _Patience(NamedTuple):
    """How quotes that are not as they should be are read.

    Attributes:
        is_eager: Nothing is doubled: of two quotes before a delimiter the second closes.
        is_prose: A delimiter before a space is part of the text, and a quote before it closes nothing.
    """

    is_eager: bool = False
    is_prose: bool = False


_PLAIN = _Patience()
_LENIENT = (_Patience(is_eager=True), _Patience(is_prose=True), _Patience(is_eager=True, is_prose=True))


def _split_patiently(line: str, dialect: Dialect, patience: _Patience = _PLAIN) -> tuple[list[str], bool]:
    delimiter, quote, _ = dialect
    fields: list[str] = []
    is_open, position = False, 0
    while position <= len(line):
        start = position if delimiter == " " else _skip_spaces(line, position)
        is_quoted = line.startswith(quote, start)
        is_looked_for = is_quoted and not (is_open and len(line) > LONGEST_LINE)  # where one was lost, so are others
        closing = _closing_quote(line, start, dialect, patience) if is_looked_for else None
        end = line.find(delimiter, position if closing is None else closing + 1)
        end = len(line) if end < 0 else end
        fields.append(line[position:end] if closing is None else line[start + 1 : closing].replace(quote * 2, quote))
        is_open |= is_quoted and closing is None
        position = end + len(delimiter)
    return fields, is_open


def _closing_quote(line: str, opening: int, dialect: Dialect, patience: _Patience) -> int | None:
    """Where the quote that closes the field stands: before a delimiter or the end, and not doubled.

    Two quotes before a delimiter are a doubled one, unless quotes inside this field are not doubled.
    """
    is_bare = patience.is_eager
    position = line.find(dialect.quote, opening + 1)
    while position >= 0:
        is_doubled = line.startswith(dialect.quote, position + 1)
        if _closes(line, position + is_doubled, dialect, patience) and (is_bare or not is_doubled):
            return position + is_doubled
        is_bare |= not is_doubled
        position = line.find(dialect.quote, position + 1 + is_doubled)
    return None


def _closes(line: str, position: int, dialect: Dialect, patience: _Patience) -> bool:
    after = position + 1 if dialect.delimiter == " " else _skip_spaces(line, position + 1)
    if after == len(line):
        return True
    return line.startswith(dialect.delimiter, after) and not (
        patience.is_prose and line.startswith(" ", after + len(dialect.delimiter))
    )


def _skip_spaces(line: str, position: int) -> int:
    while line.startswith(" ", position):
        position += 1
    return position
