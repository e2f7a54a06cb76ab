"""mend: the lines of a text that are not like the others, read as they were meant."""

from collections import Counter
from collections.abc import Iterator, Sequence
from math import log
from typing import NamedTuple

from umkm_cli.files.dialect import (
    DELIMITERS,
    Sample,
    agreement,
    common_widths,
    find_dialect,
    sample_of,
    usual_width,
    widths_of,
)
from umkm_cli.files.fields import Dialect, other_readings, split_in
from umkm_cli.files.shapes import learn, narrower, wider

_RUN_AGREEMENT = 0.5
"""So well must lines under each other agree on a delimiter of their own."""

_MARGIN = log(4)
"""So much likelier than the next best must a row put right be; at less it stays as it was typed."""

_STRAY = 3.0
"""What each quote left at the edge of a cell speaks against a reading, as a logarithm."""

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
    rows: list[list[str]] = []
    position = 0
    while position < len(lines):
        end = position
        while end < len(lines) and widths[end] not in regular and widths[end]:
            end += 1
        if end == position:
            rows.append(lines[position].fields)
            end += 1
        else:
            mender.is_top = not any(width in regular for width in widths[:position])
            rows.extend(mender.odd_rows(lines[position:end]))
        position = end
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
        self._columns = learn(rows, self._usual)
        self._has_header = not rows or not self._columns.fits(rows[0])

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
        if "\n" in line.text or self._is_complete(line.fields):
            return line.fields
        return self._likeliest(line) or self._by_width(line.text) or line.fields

    def _is_complete(self, fields: Sequence[str]) -> bool:
        """Does a row only lack blank cells at its end, or have more of them than it needs?"""
        if not any(field.strip() for field in fields[self._usual :]):
            padded = [*fields[: self._usual], *[""] * (self._usual - len(fields))]
            return len(fields) > self._usual or self._columns.fits(padded)
        return False

    def _likeliest(self, line: Line) -> list[str] | None:
        """The reading of a line that fits the columns best."""
        if self._columns.rows < _LEAST_ROWS or self._usual < _LEAST_ROWS:
            return None
        found: dict[tuple[str, ...], float] = {}
        for fields, speaks in self._readings(line):
            if self._columns.fits(fields):
                likelihood = self._columns.likelihood(fields) + speaks - _STRAY * self._strays(fields)
                reading = tuple(fields)
                found[reading] = max(likelihood, found.get(reading, likelihood))
        best, second = [*sorted(found.values(), reverse=True), float("-inf"), float("-inf")][:2]
        if not best - second >= _MARGIN:  # nor when both are no reading at all
            return None
        likeliest = max(found, key=found.__getitem__)
        return list(likeliest)

    def _readings(self, line: Line) -> Iterator[tuple[Sequence[str], float]]:
        for dialect in self._dialects():
            yield from ((fields, 0.0) for fields in (split_in(line.text, dialect)[0],))
        yield from ((fields, 0.0) for fields in other_readings(line.text, self._dialect))
        if 1 <= len(line.fields) - self._usual <= _MOST_TOO_MANY:
            yield from narrower(line.fields, len(line.fields) - self._usual, self._dialect.delimiter)
        if len(line.fields) == self._usual - 1:
            yield from wider(line.fields)

    def _by_width(self, text: str) -> list[str] | None:
        """The reading of a line with a usual number of fields: all that can be asked of a header or a small table.

        Spaces and commas stand in sentences too: they only part a header, and a line without a comma before a space.
        """
        readings = list(other_readings(text, self._dialect))
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
        quote = self._dialect.quote
        return sum(field.startswith(quote) or field.endswith(quote) for field in map(str.strip, fields))
