"""Office: pollutions that the Pollock benchmark has not, but the lists that offices send and paste together do."""

import codecs
from collections.abc import Callable
from dataclasses import replace

from benchmarks.pollution.kinds import TITLE, header_rows, line_end, styled
from benchmarks.pollution.sheet import Pollute, Sheet, Style
from benchmarks.pollution.tables import Row
from benchmarks.synthetic.dice import Dice


def by_blocks(*delimiters: str) -> Pollute:
    """Exports pasted under each other, each with a delimiter of its own."""

    def pollute(sheet: Sheet, _dice: Dice) -> None:
        size = len(sheet.lines) // len(delimiters) + 1
        rows = [*sheet.header, *sheet.records]
        styles = [replace(sheet.style, delimiter=delimiter) for delimiter in delimiters]
        sheet.lines = [styles[place // size].text(row) for place, row in enumerate(rows)]

    return pollute


def other_export(sheet: Sheet, _dice: Dice) -> None:
    """Under a `;` list another one, narrower and with `,`."""
    rewritten_by(sheet, ";")
    rows = [row[1:-1] for row in [*sheet.header, *sheet.records]]
    sheet.records = [*sheet.records, *rows]
    sheet.lines += [replace(sheet.style, delimiter=",").text(row) for row in rows]


def alternating(sheet: Sheet, _dice: Dice) -> None:
    """`;` and `,` line by line."""
    styles = [replace(sheet.style, delimiter=delimiter) for delimiter in ";,"]
    sheet.lines = [styles[place % 2].text(row) for place, row in enumerate([*sheet.header, *sheet.records])]


def header_by(header: str, body: str) -> Pollute:
    """A header with one delimiter over a body with another."""

    def pollute(sheet: Sheet, _dice: Dice) -> None:
        rewritten_by(sheet, body)
        sheet.lines[0] = replace(sheet.style, delimiter=header).text(sheet.header[0])

    return pollute


def rewritten_by(sheet: Sheet, delimiter: str) -> None:
    """All rows by this delimiter."""
    sheet.style = replace(sheet.style, delimiter=delimiter)
    sheet.lines = [sheet.style.text(row) for row in [*sheet.titles, *sheet.header, *sheet.records]]


def encoded(encoding: str, mark: bytes = b"") -> Pollute:
    """Another encoding, with or without a byte order mark."""

    def pollute(sheet: Sheet, _dice: Dice) -> bytes:
        _accent(sheet)
        return mark + sheet.data(encoding)

    return pollute


def two_encodings(sheet: Sheet, _dice: Dice) -> bytes:
    """The upper half in UTF-8, the lower in cp1252."""
    _accent(sheet)
    half = len(sheet.lines) // 2
    upper, lower = replace(sheet, lines=sheet.lines[:half]), replace(sheet, lines=sheet.lines[half:])
    return upper.data() + lower.data("cp1252")


def _accent(sheet: Sheet) -> None:
    """Letters beyond ASCII in every third record."""
    sheet.records = [
        tuple(cell.replace("a", "é").replace("SUBAH", "SÜBAH") for cell in row) if place % 3 == 0 else row
        for place, row in enumerate(sheet.records)
    ]
    sheet.lines = [sheet.style.text(row) for row in [*sheet.header, *sheet.records]]


def mixed_ends(sheet: Sheet, dice: Dice) -> bytes:
    """Every kind of line end in one file."""
    return "".join(line + dice.pick(("\r\n", "\n", "\r", "\r\r\n")) for line in sheet.lines).encode()


def padded(before: bytes, after: bytes) -> Pollute:
    """Bytes that are no text before and after."""

    def pollute(sheet: Sheet, _dice: Dice) -> bytes:
        return before + sheet.data() + after

    return pollute


def nuls_inside(sheet: Sheet, dice: Dice) -> bytes:
    """NUL bytes strewn in."""
    return b"".join(b"\0" * dice.chance(0.02) + bytes([byte]) for byte in sheet.data())


def told(delimiter: str) -> Pollute:
    """A first line that tells Excel the delimiter."""

    def pollute(sheet: Sheet, _dice: Dice) -> bytes:
        rewritten_by(sheet, delimiter)
        return f"sep={delimiter}\r\n".encode() + sheet.data()

    return pollute


def formulas(sheet: Sheet, _dice: Dice) -> None:
    """Long numbers as formulas, so that Excel keeps their digits."""
    rows = [*sheet.header, *sheet.records]
    sheet.lines = [
        sheet.style.delimiter.join(
            f'="{cell}"' if cell.isdecimal() and len(cell) > 9 else sheet.style.text((cell,)) for cell in row
        )
        for row in rows
    ]


def titles(sheet: Sheet, _dice: Dice) -> None:
    """Title rows with commas, padded with semicolons, over a `;` list; a note below."""
    rewritten_by(sheet, ";")
    width = len(sheet.header[0])
    heads = [(TITLE, *[""] * (width - 1)), ("KECAMATAN SUBAH, KABUPATEN BATANG, JAWA TENGAH", *[""] * (width - 1))]
    sheet.titles = heads
    sheet.lines[:0] = [sheet.style.text(row) for row in heads]
    foot: Row = ("", "", "Mengetahui, Kepala Desa")
    sheet.records = [*sheet.records, foot]
    sheet.lines += ["", sheet.style.text(foot)]


def comments(sheet: Sheet, _dice: Dice) -> None:
    """Lines of a program above, that begin with #."""
    sheet.titles = [("# diekspor: 2021-04-05",), ("# sumber: dinas",)]
    sheet.lines[:0] = [row[0] for row in sheet.titles]


def trailing(sheet: Sheet, _dice: Dice) -> None:
    """Delimiters to spare at the end of each line, of no fixed number."""
    sheet.lines = [line + sheet.style.delimiter * (1 + place % 3) for place, line in enumerate(sheet.lines)]


def ragged(sheet: Sheet, dice: Dice) -> None:
    """Rows that end where nothing more was filled in."""
    for place, row in enumerate(sheet.records):
        if dice.chance(0.3):
            kept = dice.between(3, len(row))
            sheet.records[place] = row[:kept]
            sheet.lines[place + 1] = sheet.style.text(row[:kept])


def multi_line(sheet: Sheet, dice: Dice) -> None:
    """Cells with a line break."""
    for place, row in enumerate(sheet.records):
        if dice.chance(0.2):
            column = dice.between(1, len(row) - 1)
            changed = (*row[:column], f"{row[column]}\nRT 1, RW 2\nlagi", *row[column + 1 :])
            sheet.records[place] = changed
            sheet.lines[place + 1] = sheet.style.text(changed)


def long_field(sheet: Sheet, dice: Dice) -> None:
    """A cell of 200,000 characters, quoted."""
    place = dice.below(len(sheet.records))
    changed = (*sheet.records[place][:-1], "panjang, sekali " * 12_500)
    sheet.records[place] = changed
    sheet.lines[place + 1] = sheet.style.text(changed)


def blank_lines(sheet: Sheet, dice: Dice) -> None:
    """Empty lines between the records."""
    sheet.lines = [text for line in sheet.lines for text in ([line, ""] if dice.chance(0.3) else [line])]


def stray_quotes(count: int) -> Pollute:
    """Quotes before cells in several rows, which would swallow all between them."""

    def pollute(sheet: Sheet, dice: Dice) -> None:
        plain = [place for place, line in enumerate(sheet.lines) if place and '"' not in line]
        for place in sorted({dice.pick(plain) for _ in range(count)} if plain else ()):
            row = sheet.records[place - 1]
            column = dice.between(1, len(row) - 1)
            sheet.records[place - 1] = (*row[:column], '"' + row[column], *row[column + 1 :])
            sheet.lines[place] = sheet.style.delimiter.join(sheet.records[place - 1])

    return pollute


def wrapped(sheet: Sheet, _dice: Dice) -> None:
    """Each line as one quoted cell, as Excel saves rows it took for one cell."""
    sheet.lines = ['"' + line.replace('"', '""') + '"' for line in sheet.lines]


def apostrophe_row(sheet: Sheet, dice: Dice) -> None:
    """One row whose quotes are apostrophes."""
    place = dice.between(1, len(sheet.lines) - 1)
    row = sheet.records[place - 1]
    sheet.lines[place] = replace(sheet.style, quote="'", escape="'").text(row)


def bare_commas(sheet: Sheet, _dice: Dice) -> None:
    """Every tenth row typed by hand, its commas not quoted."""
    for place in range(3, len(sheet.records), 10):
        sheet.lines[place + 1] = ",".join(sheet.records[place])


def aligned(sheet: Sheet, _dice: Dice) -> None:
    """Columns set apart by spaces, as a program prints them."""
    rows = [*sheet.header, *sheet.records]
    widths = [max(map(len, column)) + 2 for column in zip(*rows, strict=True)]
    sheet.lines = ["".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]


def empty_columns(sheet: Sheet, _dice: Dice) -> None:
    """Blank columns at both sides, as a sheet whose list begins in column C is saved."""
    sheet.lines = [
        ";;" + replace(sheet.style, delimiter=";").text(row) + ";;" for row in [*sheet.header, *sheet.records]
    ]
    sheet.header = [("", "", *row) for row in sheet.header]
    sheet.records = [("", "", *row) for row in sheet.records]
    sheet.style = Style(";", always=sheet.style.always)


OFFICE: dict[str, Callable[[Sheet, Dice], bytes | None]] = {
    "blocks by ; and ,": by_blocks(";", ","),
    "blocks by tab | ; ,": by_blocks("\t", "|", ";", ","),
    "another export below": other_export,
    "; and , line by line": alternating,
    "header ; body ,": header_by(";", ","),
    "header , body ;": header_by(",", ";"),
    "bar": styled(delimiter="|"),
    "two semicolons": styled(delimiter=";;"),
    "two tabs": styled(delimiter="\t\t"),
    "numbered columns": header_rows(2),
    "UTF-8 with mark": encoded("utf-8", codecs.BOM_UTF8),
    "UTF-16 LE with mark": encoded("utf-16-le", codecs.BOM_UTF16_LE),
    "UTF-16 BE with mark": encoded("utf-16-be", codecs.BOM_UTF16_BE),
    "UTF-16 LE": encoded("utf-16-le"),
    "UTF-16 BE": encoded("utf-16-be"),
    "cp1252": encoded("cp1252"),
    "UTF-8, then cp1252": two_encodings,
    "lines end in CR CR LF": line_end("\r\r\n"),
    "mixed line ends": mixed_ends,
    "NUL padding": padded(b"", b"\0" * 512),
    "NULs inside": nuls_inside,
    "Ctrl-Z": padded(b"", b"\x1a"),
    "sep=;": told(";"),
    "sep=^": told("^"),
    "numbers as formulas": formulas,
    "padded titles": titles,
    "comments above": comments,
    "trailing delimiters": trailing,
    "ragged rows": ragged,
    "line breaks in cells": multi_line,
    "a very long cell": long_field,
    "blank lines": blank_lines,
    "one stray quote": stray_quotes(1),
    "three stray quotes": stray_quotes(3),
    "lines quoted whole": wrapped,
    "one row by apostrophes": apostrophe_row,
    "commas not quoted": bare_commas,
    "aligned by spaces": aligned,
    "blank columns around": empty_columns,
}
