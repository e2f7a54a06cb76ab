"""Sheets: entries laid out as an office would, and where each entry came to stand."""

from dataclasses import dataclass, field
from itertools import pairwise

from benchmarks.synthetic.dice import Dice
from benchmarks.synthetic.entries import Cell, Entry
from benchmarks.synthetic.hand import FIELDS, Hand
from benchmarks.synthetic.villages import Village

Box = tuple[int, int, int, int]
"""First row, first column, last row, last column of a merged range, from 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How an office arranges a list.

    Attributes:
        columns: Field and header of each column; `Group|Header` makes a two-row header with merged cells.
        titles: Rows above, with `{village}`, `{district}`, `{year}`; an empty one is a blank row.
        number_row: A row `(1) (2) (3)` below the header, as official forms have.
        header_every: The header again after so many rows, as on every printed page.
        grouped: Village and district only on the first row of each group, merged downwards.
        total: A row `JUMLAH` below.
        signed: Place, date, office and name of the signing officer below.
        margin: Blank columns on the left.
    """

    columns: tuple[tuple[str, str], ...]
    titles: tuple[str, ...] = ()
    number_row: bool = False
    header_every: int = 0
    grouped: bool = False
    total: bool = False
    signed: bool = False
    margin: int = 0


@dataclass(slots=True)
class Sheet:
    """One sheet: its cells, and the entry that stands in each row that has one.

    Attributes:
        places: Row number as Excel shows it, from 1, and the entry.
        layout: How it was laid out.
    """

    name: str
    rows: list[list[Cell]] = field(default_factory=list)
    merges: list[Box] = field(default_factory=list)
    places: list[tuple[int, Entry]] = field(default_factory=list)
    is_hidden: bool = False
    layout: Layout = Layout(columns=())


def lay_out(sheet: Sheet, entries: list[Entry], layout: Layout, hand: Hand, dice: Dice) -> Sheet:
    """Fill `sheet` with `entries`, which are from one village or sorted by village.

    The place and year in the titles are those of the first entry; the year is that of its extras' `year`.
    """
    sheet.layout = layout
    _titles(sheet, layout, entries[0])
    _header(sheet, layout)
    if layout.number_row:
        sheet.rows.append(_pad(layout, [f"({place})" for place in range(1, len(layout.columns) + 1)]))
    above: Village | None = None
    for number, entry in enumerate(entries, start=1):
        if layout.header_every and number > 1 and number % layout.header_every == 1:
            _header(sheet, layout)
            above = None
        cells = _cells(entry, layout, hand, dice, number)
        if layout.grouped:
            _blank_as_above(cells, layout, entry.home.village, above)
            above = entry.home.village
        sheet.rows.append(cells)
        sheet.places.append((len(sheet.rows), entry))
    if layout.grouped:
        _merge_groups(sheet, layout)
    _footer(sheet, layout, entries)
    return sheet


def _titles(sheet: Sheet, layout: Layout, entry: Entry) -> None:
    village = entry.home.village
    for title in layout.titles:
        text = title.format(
            village=village.name.upper(),
            district=village.district.upper(),
            year=entry.extras.get("year", 2020),
            kind="KELURAHAN" if village.is_town else "DESA",
        )
        sheet.rows.append(_pad(layout, [text or None]))
        if text:
            row, last = len(sheet.rows) - 1, layout.margin + len(layout.columns) - 1
            sheet.merges.append((row, layout.margin, row, last))


def _header(sheet: Sheet, layout: Layout) -> None:
    """One row, or two where a header has a group above it."""
    headers = [header for _, header in layout.columns]
    if not any("|" in header for header in headers):
        sheet.rows.append(_pad(layout, list(headers)))
        return
    top = [header.split("|", maxsplit=1)[0] for header in headers]
    below = [header.split("|")[1] if "|" in header else None for header in headers]
    row = len(sheet.rows)
    first = 0
    shown: list[Cell] = []
    for place, text in enumerate(top):
        if place and below[place] and text == top[place - 1]:
            shown.append(None)
            continue
        first = place
        shown.append(text)
        last = max(end for end in range(first, len(top)) if top[first : end + 1] == [text] * (end + 1 - first))
        left, right = layout.margin + first, layout.margin + last
        sheet.merges.append((row, left, row, right) if below[place] else (row, left, row + 1, left))
    sheet.rows += [_pad(layout, shown), _pad(layout, below)]


def _cells(entry: Entry, layout: Layout, hand: Hand, dice: Dice, number: int) -> list[Cell]:
    cells: list[Cell] = [None] * layout.margin
    for name, _ in layout.columns:
        write = FIELDS.get(name)
        if write:
            cells.append(write(entry, hand, dice))
        else:
            cells.append(number if name == "number" else entry.extras.get(name))
    return cells


def _blank_as_above(cells: list[Cell], layout: Layout, village: Village, above: Village | None) -> None:
    if above is None:
        return
    for place, (name, _) in enumerate(layout.columns, start=layout.margin):
        if (name == "village" and village == above) or (name == "district" and village.district == above.district):
            cells[place] = None


def _merge_groups(sheet: Sheet, layout: Layout) -> None:
    """Merge each village or district cell with the blank ones below it, as far as entries reach."""
    rows = [row - 1 for row, _ in sheet.places]
    for place, (name, _) in enumerate(layout.columns, start=layout.margin):
        if name not in {"village", "district"}:
            continue
        starts = [row for row in rows if sheet.rows[row][place] is not None] + [rows[-1] + 1]
        for start, stop in pairwise(starts):
            last = max(row for row in rows if row < stop)
            if last > start:
                sheet.merges.append((start, place, last, place))


def _footer(sheet: Sheet, layout: Layout, entries: list[Entry]) -> None:
    if layout.total:
        sheet.rows.append(_pad(layout, ["JUMLAH", None, f"{len(entries)} orang"]))
    if layout.signed:
        village, year = entries[0].home.village, entries[0].extras.get("year", 2020)
        head = f"Lurah {village.name}" if village.is_town else f"Kepala Desa {village.name}"
        lines = (None, f"{village.name}, 14 September {year}", "Mengetahui,", head, None, None, "( ................ )")
        right = max(len(layout.columns) - 3, 1)
        sheet.rows += [_pad(layout, [*[None] * right, line]) for line in lines]


def _pad(layout: Layout, cells: list[Cell] | list[str] | list[str | None]) -> list[Cell]:
    return [*[None] * layout.margin, *cells, *[None] * (len(layout.columns) - len(cells))]
