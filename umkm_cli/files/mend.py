"""mend: the lines of a text that are not like the others, read as they were meant."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from math import log
from typing import NamedTuple

from umkm_cli.files.dialect import (
    DELIMITERS,
    NO_DELIMITER,
    Sample,
    agreement,
    common_widths,
    find_dialect,
    sample_of,
    usual_width,
    widths_of,
)
from umkm_cli.files.fields import LONGEST_LINE, Dialect, is_strict, other_readings, split_in
from umkm_cli.files.looks import learn, narrower, strays, wider

_RUN_AGREEMENT = 0.5
"""So well must lines under each other agree on a delimiter of their own."""

_MARGIN = log(4)
"""So much likelier than the next best must a row put right be; at less it stays as it was typed."""

_STRAY = 3.0
"""What each quote left at the edge of a cell speaks against a reading, as a logarithm."""

_TRUST = 2.0
"""What speaks for a row as it was read, as a logarithm: most are right."""

_RARE = 0.02
"""So often, in lines, a row ends early where no other does."""

_ASKED_LINES = 1000
_MOST_COLUMNS = 100
_MOST_READINGS = 1_000_000
"""What it takes to mend tens of thousands of lines; those left of a text that is all broken stay as they are."""

_MOST_TOO_MANY = 3
_LEAST_ROWS = 3


class Line(NamedTuple):
    """A row as it was read, and the text it was read from (line ends within included)."""

    text: str
    fields: list[str]


def mend(lines: Sequence[Line], dialect: Dialect) -> list[list[str]]:
    """The rows of a text whose lines do not all have the same number of fields.

    A line that is none of the regular ones is read by another delimiter or another use of quotes, when that makes it
    one; lines under each other that have another delimiter are read by it; a field too many or too few is put right
    where the columns leave no doubt. What remains is kept as it was read.
    """
    widths = [len(line.fields) if line.text.strip() else 0 for line in lines]
    regular = common_widths(widths)
    mender = _Mender(dialect, regular, lines)
    is_odd = [
        bool(width) and (width not in regular or mender.is_raw(line)) for width, line in zip(widths, lines, strict=True)
    ]
    rows: list[list[str]] = []
    mender.is_top = True
    for are_odd, numbers in groupby(range(len(lines)), is_odd.__getitem__):
        run = [lines[number] for number in numbers]
        rows.extend(mender.odd_rows(run) if are_odd else [line.fields for line in run])
        mender.is_top &= are_odd or not any(line.text.strip() for line in run)
    return rows


class _Mender:
    """What is known of the regular rows of a text.

    Attributes:
        is_top: The lines asked about stand above all regular rows: one of them may be the header.
    """

    def __init__(self, dialect: Dialect, regular: frozenset[int], lines: Sequence[Line]) -> None:
        self.is_top = False
        self._dialect = dialect
        self._regular = regular
        self._usual = usual_width(Counter(len(line.fields) for line in lines if len(line.fields) in regular))
        rows = [line.fields for line in lines if len(line.fields) == self._usual]
        rows = rows[:: len(rows) // _ASKED_LINES + 1]
        clean = [row for row in rows if not self._strays(row)]
        self._columns = learn(clean if len(clean) >= _LEAST_ROWS else rows, self._usual)
        self._is_known = self._columns.rows >= _LEAST_ROWS <= self._usual <= _MOST_COLUMNS
        self._readings_left = _MOST_READINGS
        self._has_header = not rows or not self._columns.fits(rows[0])
        asked = lines[:: len(lines) // _ASKED_LINES + 1]
        short = sum(self._usual > len(line.fields) > 1 for line in asked)
        self._ends_early = log((max(short - 1, 0) + _RARE) / (len(asked) + 1))

    def is_raw(self, line: Line) -> bool:
        """Has a line, not by the rules, fields that still stand in quotes or have quotes without a partner?"""
        has_quotes = '"' in line.text or "'" in line.text
        if not (has_quotes and self._dialect.is_plain and len(line.text) <= LONGEST_LINE):
            return False
        return self._strays(line.fields) > 0 and (
            not is_strict(line.text, self._dialect) or any(field[:1] == "'" == field[-1:] for field in line.fields)
        )

    def odd_rows(self, lines: Sequence[Line]) -> Iterator[list[str]]:
        """The rows of lines under each other that are not regular."""
        sample = sample_of([line.text for line in lines])
        own = self._own_dialect(sample)
        width = usual_width(widths_of(sample, own.delimiter)) if own else 0
        for line in lines:
            fields = split_in(line.text, own)[0] if own else []
            yield fields if own and len(fields) == width else self._mended(line)

    def _own_dialect(self, sample: Sample) -> Dialect | None:
        if len(sample.lines) < 2 or self._usual < 2:
            return None
        best = max(DELIMITERS, key=lambda delimiter: agreement(sample, delimiter))
        is_better = agreement(sample, best) >= _RUN_AGREEMENT and best != self._dialect.delimiter
        return find_dialect(sample, best) if is_better and usual_width(widths_of(sample, best)) > 2 else None

    def _mended(self, line: Line) -> list[str]:
        if "\n" in line.text or len(line.text) > LONGEST_LINE or self._readings_left <= 0:
            return line.fields
        found = self._likeliest(line) if self._is_known else None
        is_header = self.is_top and not self._columns.begins(line.fields, least=2)
        if found is None and (is_header or not self._is_known) and len(line.fields) not in self._regular:
            found = self._by_width(line.text)
        return found or line.fields

    def _likeliest(self, line: Line) -> list[str] | None:
        """The reading of a line that fits the columns best; None for that which was given."""
        found: dict[tuple[str, ...], float] = {}
        for fields, speaks in self._readings(line):
            self._readings_left -= 1
            if self._columns.fits(fields):
                likelihood = self._columns.likelihood(fields) + speaks - _STRAY * self._strays(fields)
                reading = tuple(fields)
                found[reading] = max(likelihood, found.get(reading, likelihood))
        as_it_is = self._as_it_is(line)
        found.pop(tuple(line.fields), None)
        best, second = [*sorted(found.values(), reverse=True), float("-inf"), float("-inf")][:2]
        if not best - max(second, as_it_is) >= _MARGIN:  # nor when both are no reading at all
            return None
        likeliest = max(found, key=found.__getitem__)
        return list(likeliest)

    def _as_it_is(self, line: Line) -> float:
        """How likely a row is as it was read: it may end early, or blank, or have blank cells to spare."""
        fields = line.fields
        if any(field.strip() for field in fields[self._usual :]):
            return float("-inf")
        missing = self._columns.blankness(len(fields))
        if 1 < len(fields) < self._usual:
            missing = max(missing, self._ends_early)
        count = 0 if is_strict(line.text, self._dialect) else self._strays(fields)
        return self._columns.likelihood(fields) + missing + (-_STRAY * count if count else _TRUST)

    def _readings(self, line: Line) -> Iterator[tuple[Sequence[str], float]]:
        for dialect in self._dialects():
            fields = split_in(line.text, dialect)[0]
            yield fields, _STRAY * self._strays(fields) if is_strict(line.text, dialect) else 0.0
        yield from ((fields, 0.0) for fields in other_readings(line.text, self._dialect))
        if 1 <= len(line.fields) - self._usual <= _MOST_TOO_MANY:
            yield from narrower(line.fields, len(line.fields) - self._usual, self._dialect.delimiter, line.text)
        if len(line.fields) == self._usual - 1:
            yield from wider(line.fields, self._columns)

    def _by_width(self, text: str) -> list[str] | None:
        """The reading of a line with a usual number of fields: all that can be asked of a header or a small table.

        Spaces and commas stand in sentences too: they only part a header, and a line without a comma before a space.
        """
        readings = list(other_readings(text, self._dialect))
        self._readings_left -= len(readings) + len(DELIMITERS)
        for dialect in self._dialects():
            is_prose = dialect.delimiter == "," and ", " in text
            is_header = self.is_top and not self._has_header and self._usual >= _LEAST_ROWS
            if not is_prose and (dialect.delimiter != " " or is_header):
                readings.append(split_in(text, dialect)[0])
        fields = split_in(text, self._dialect)[0]
        if len(fields) == self._usual + 1 and sum(not field.strip() for field in fields) == 1:
            readings.append([field for field in fields if field.strip()])
        readings = [fields for fields in readings if len(fields) in self._regular]
        return min(readings, key=lambda fields: (len(fields) != self._usual, self._strays(fields)), default=None)

    def _dialects(self) -> Iterator[Dialect]:
        return (self._dialect._replace(delimiter=delimiter) for delimiter in (*DELIMITERS, " "))

    def _strays(self, fields: Sequence[str]) -> int:
        delimiter = self._dialect.delimiter if self._dialect.is_plain else NO_DELIMITER
        return sum(strays(field, delimiter) for field in fields)
