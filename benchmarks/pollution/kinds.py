"""Kinds: the pollutions that the Pollock benchmark lists, each a function on a sheet.

Sources: docs/sources.md. The weights are how many of the files surveyed there were polluted so.
"""

from collections.abc import Callable
from dataclasses import replace

from benchmarks.pollution.sheet import Pollute, Sheet, rewritten
from benchmarks.pollution.tables import Row
from benchmarks.synthetic.dice import Dice

TITLE = "DAFTAR USULAN PENERIMA BANTUAN USAHA MIKRO TAHUN 2021"


def no_payload(sheet: Sheet, _dice: Dice) -> bytes:
    """A file of no bytes."""
    sheet.header, sheet.records = [], []
    return b""


def last_end(text: str) -> Pollute:
    """Another end after the last line."""

    def pollute(sheet: Sheet, _dice: Dice) -> None:
        sheet.after = text

    return pollute


def no_header(sheet: Sheet, _dice: Dice) -> None:
    """Records only."""
    sheet.header = []
    del sheet.lines[0]


def header_rows(count: int) -> Pollute:
    """A header of several rows."""

    def pollute(sheet: Sheet, _dice: Dice) -> None:
        more = [tuple(f"({number})" for number, _ in enumerate(sheet.header[0], 1))] * (count - 1)
        sheet.header += more
        sheet.lines[1:1] = [sheet.style.text(row) for row in more]

    return pollute


def preamble(sheet: Sheet, _dice: Dice) -> None:
    """A title and an empty row, both padded with delimiters."""
    blanks = ("",) * (len(sheet.header[0]) - 1)
    sheet.titles = [(TITLE, *blanks)]
    sheet.lines[:0] = [sheet.style.text((TITLE, *blanks)), sheet.style.text(("", *blanks))]


def second_table(change: int) -> Pollute:
    """A second table under the first, wider or narrower by `change` columns."""

    def pollute(sheet: Sheet, _dice: Dice) -> None:
        rows = [_resized(row, change) for row in [*sheet.header, *sheet.records]]
        sheet.records = [*sheet.records, *rows]
        sheet.lines += [sheet.style.text(row) for row in rows]

    return pollute


def _resized(row: Row, change: int) -> Row:
    return row[:change] if change < 0 else row + row[1 : 1 + change]


def only_records(count: int) -> Pollute:
    """No more than `count` records."""

    def pollute(sheet: Sheet, _dice: Dice) -> None:
        del sheet.records[count:], sheet.lines[1 + count :]

    return pollute


def line_end(text: str) -> Pollute:
    """Lines that end otherwise."""

    def pollute(sheet: Sheet, _dice: Dice) -> None:
        sheet.end = text

    return pollute


def styled(**change: str) -> Pollute:
    """All rows in another dialect."""

    def pollute(sheet: Sheet, _dice: Dice) -> None:
        rewritten(sheet, replace(sheet.style, **change))  # type: ignore[arg-type]

    return pollute


def _any_row(sheet: Sheet, dice: Dice) -> tuple[int, Row]:
    """Some line of the table, the header too, and its cells."""
    place = dice.below(len(sheet.lines))
    return place, [*sheet.header, *sheet.records][place]


def one_less(sheet: Sheet, dice: Dice) -> None:
    """A row without one of its delimiters."""
    place, row = _any_row(sheet, dice)
    cut = dice.between(1, len(row) - 1)
    style = sheet.style
    right = replace(style, always=frozenset(position - cut for position in style.always if position >= cut))
    sheet.lines[place] = style.text(row[:cut]) + right.text(row[cut:])


def one_more(sheet: Sheet, dice: Dice) -> None:
    """A row with one delimiter more."""
    place, row = _any_row(sheet, dice)
    cut = dice.below(len(row))
    style = sheet.style
    right = replace(style, always=frozenset(position - cut for position in style.always if position >= cut))
    sheet.lines[place] = style.text((*row[:cut], "")) + style.delimiter + right.text(row[cut:])


def extra_quote(sheet: Sheet, dice: Dice) -> None:
    """A cell with a quote before it that belongs to nothing."""
    place, row = _any_row(sheet, dice)
    column = dice.below(len(row))
    fields = [
        replace(sheet.style, always=frozenset({0} if position in sheet.style.always else ())).text((cell,))
        for position, cell in enumerate(row)
    ]
    fields[column] = '"' + fields[column]
    sheet.lines[place] = sheet.style.delimiter.join(fields)
    changed = (*row[:column], '"' + row[column], *row[column + 1 :])
    if place < len(sheet.header):
        sheet.header[place] = changed
    else:
        sheet.records[place - len(sheet.header)] = changed


def one_row_by(delimiter: str) -> Pollute:
    """A row with another delimiter."""

    def pollute(sheet: Sheet, dice: Dice) -> None:
        place, row = _any_row(sheet, dice)
        sheet.lines[place] = replace(sheet.style, delimiter=delimiter).text(row)

    return pollute


POLLOCK: dict[str, tuple[Callable[[Sheet, Dice], bytes | None], float]] = {
    "as it should be": (lambda _sheet, _dice: None, 1),
    "no payload": (no_payload, 15),
    "no last line end": (last_end(""), 184),
    "two last line ends": (last_end("\r\n\r\n"), 5),
    "no header": (no_header, 470),
    "header of 2 rows": (header_rows(2), 47),
    "header of 3 rows": (header_rows(3), 47),
    "preamble": (preamble, 282),
    "second table, same width": (second_table(0), 63),
    "second table, wider": (second_table(1), 63),
    "second table, narrower": (second_table(-1), 63),
    "header only": (only_records(0), 3),
    "one record": (only_records(1), 4),
    "lines end in CR": (line_end("\r"), 7),
    "lines end in LF": (line_end("\n"), 1691),
    "tab": (styled(delimiter="\t"), 4),
    "semicolon": (styled(delimiter=";"), 834),
    "space": (styled(delimiter=" "), 4),
    "comma and space": (styled(delimiter=", "), 101),
    "apostrophes for quotes": (styled(quote="'", escape="'"), 11),
    "backslash before quotes": (styled(escape="\\"), 1),
    "quotes not escaped": (styled(escape=""), 7),
    "a delimiter less": (one_less, 304),
    "a delimiter more": (one_more, 338),
    "an extra quote": (extra_quote, 8.5),
    "one row by spaces": (one_row_by(" "), 1),
}
"""Each kind and its weight. The last four are of single rows, of which the benchmark has most files."""

ROW_KINDS = frozenset({"a delimiter less", "a delimiter more", "an extra quote", "one row by spaces"})
