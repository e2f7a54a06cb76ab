"""mend: the lines of a text that are not like the others, read as they were meant."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from umkm_cli.files.dialect import DELIMITERS, agreement, common_widths, find_dialect, usual_width, widths_of
from umkm_cli.files.fields import Dialect, other_readings, split_in
from umkm_cli.files.shapes import Columns, fits, learn, only_blank_dropped, put_right

_RUN_AGREEMENT = 0.5
"""So well must lines under each other agree on a delimiter of their own."""


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
    mender = _Mender(dialect, regular, [line.fields for line in lines])
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
            rows.extend(mender.odd_rows(lines[position:end]))
        position = end
    return rows


class _Mender:
    """What is known of the regular rows of a text."""

    def __init__(self, dialect: Dialect, regular: frozenset[int], rows: Sequence[Sequence[str]]) -> None:
        self._dialect = dialect
        self._regular = regular
        self._usual = usual_width({width: sum(len(row) == width for row in rows) for width in regular})
        self._columns = learn(rows, self._usual)

    def odd_rows(self, lines: Sequence[Line]) -> Iterator[list[str]]:
        """The rows of lines under each other that are not regular."""
        own = self._own_dialect([line.text for line in lines])
        width = usual_width(widths_of([line.text for line in lines], own.delimiter)) if own else 0
        for line in lines:
            fields = split_in(line.text, own)[0] if own else []
            yield fields if own and len(fields) == width else self._mended(line)

    def _own_dialect(self, texts: Sequence[str]) -> Dialect | None:
        if len(texts) < 2 or self._usual < 2:
            return None
        best = max(DELIMITERS, key=lambda delimiter: agreement(texts, delimiter))
        is_better = agreement(texts, best) >= _RUN_AGREEMENT and best != self._dialect.delimiter
        return find_dialect(texts, best) if is_better and usual_width(widths_of(texts, best)) > 2 else None

    def _mended(self, line: Line) -> list[str]:
        if "\n" in line.text:
            return line.fields
        return self._read_otherwise(line.text) or self._put_right(line.fields) or line.fields

    def _read_otherwise(self, text: str) -> list[str] | None:
        for fields in other_readings(text, self._dialect):
            if len(fields) in self._regular:
                return fields
        for delimiter in (*DELIMITERS, " "):
            fields = split_in(text, self._dialect._replace(delimiter=delimiter))[0]
            if len(fields) in self._regular and self._is_row(text, fields, delimiter):
                return fields
        return None

    def _is_row(self, text: str, fields: Sequence[str], delimiter: str) -> bool:
        """Spaces and commas stand in sentences too: what they part must look like a row."""
        if delimiter not in " ,":
            return True
        is_usual = len(fields) == self._usual
        return is_usual and (fits(fields, self._columns) or (delimiter == "," and ", " not in text))

    def _put_right(self, fields: list[str]) -> list[str] | None:
        if abs(len(fields) - self._usual) != 1:
            return None
        found = put_right(fields, self._columns, self._dialect.delimiter)
        if found is None and len(fields) > self._usual:
            found = only_blank_dropped(fields)
        return found
