"""What can be known of each row: the answer a careful reader of the cells as written would give, and no more.

The truth of a person is not always in the cells: a digit was lost, a village left out. A value that neither the cell
nor what stands around it tells is left empty here; an unknown digit of a NIK is `?`. Only the generator is asked, which
did the damage; nothing here reads a cell as the product does.
"""

import re
from collections.abc import Iterable
from datetime import date
from itertools import takewhile

from benchmarks.synthetic.books import NAMELESS, Answers, Book
from benchmarks.synthetic.entries import Cell, Entry
from benchmarks.synthetic.sheets import Sheet
from benchmarks.synthetic.villages import Village

KNOWN_COLUMNS = (
    "source_file", "source_sheet", "source_row", "village_code", "rt", "rw", "nik", "phone", "gender", "birth_date",
)  # fmt: skip
_YOUNGEST, _OLDEST = 17, 100
"""Ages an owner can have; they tell the century of a NIK's two digits of the year."""
_LENGTH = 16

Cells = dict[str, Cell]


def known_rows(book: Book) -> Iterable[tuple[str | int, ...]]:
    """One row for each row that holds an owner, in the order of the truth."""
    is_text = book.kind in NAMELESS
    for sheet in book.sheets:
        told = _told_around(book.path, sheet)
        above: Village | None = None
        for row, entry in sheet.places:
            cells = _cells(sheet, row)
            if cells.get("village"):
                above = entry.home.village
            reaching = above if sheet.layout.grouped else None
            village = _village(entry, cells, reaching) or told
            nik = _nik(entry, cells.get("nik"), is_text=is_text)
            born, sex = _read_nik(nik, int(str(entry.extras.get("year", 2020))))
            has_birth = bool({"birth", "place_and_birth"} & cells.keys())
            yield (
                book.path,
                "" if is_text else sheet.name,
                row,
                village.code if village else "",
                entry.home.rt if entry.has_rt else "",
                entry.home.rw if entry.has_rt else "",
                nik,
                f"+62{entry.phone[1:]}" if entry.phone and "phone" in cells else "",
                entry.owner.sex if "sex" in cells else sex,
                entry.birth.isoformat() if has_birth else born,
            )


KNOWN = Answers("known.csv", KNOWN_COLUMNS, known_rows)


def _cells(sheet: Sheet, row: int) -> Cells:
    fields = [name for name, _ in sheet.layout.columns]
    return dict(zip(fields, sheet.rows[row - 1][sheet.layout.margin :], strict=False))


def _told_around(path: str, sheet: Sheet) -> Village | None:
    """The village that titles, signature, the sheet's name or the file's name tell for every row of a sheet.

    A village that bears the name of its district is told only where it is called a desa or kelurahan. In a sheet of
    several villages nothing around a row tells its own, and who signed it least of all.
    """
    villages = {entry.home.village for _, entry in sheet.places}
    if len(villages) != 1:
        return None
    village = villages.pop()
    first, last = sheet.places[0][0], sheet.places[-1][0]
    around = [str(cell) for row in sheet.rows[: first - 1] + sheet.rows[last:] for cell in row if cell is not None]
    text = " ".join([path.rsplit("/", maxsplit=1)[-1], sheet.name, *around]).upper()
    if village.name == village.district:
        return village if re.search(rf"(DESA|KELURAHAN|LURAH) {village.name.upper()}\b", text) else None
    return village if village.name.upper() in text else None


def _village(entry: Entry, cells: Cells, reaching: Village | None) -> Village | None:
    """The village the row itself tells, in its column or its address, or by a merged cell that reaches down to it.

    Where a cell meant for other rows reaches down and the address says otherwise, nobody can tell.
    """
    if cells.get("village"):
        return entry.home.village
    named = entry.home.village if _names_village(entry, str(cells.get("address") or "")) else None
    return named if reaching in {None, named} else reaching if named is None else None


def _names_village(entry: Entry, address: str) -> bool:
    name, text = entry.home.village.name.upper(), address.upper()
    if not entry.has_village or name not in text:
        return False
    return not entry.home.hamlet or re.search(rf"\b(DESA|DS)\.? {name}", text) is not None


def _nik(entry: Entry, cell: Cell, *, is_text: bool) -> str:
    """The digits that are left; a number cell keeps fifteen of them, so a 0 at its end may have been any digit."""
    if not entry.nik or cell is None:
        return ""
    if "E" in entry.nik:
        return _digits_shown(entry.nik).ljust(_LENGTH, "?")
    digits = str(cell) if isinstance(cell, int) else entry.nik
    is_number = isinstance(cell, int) and not is_text
    if is_number and len(digits) > _LENGTH:
        return ""
    is_cut = is_number and len(digits) == _LENGTH and digits.endswith("0")
    return f"{digits[:-1]}?" if is_cut else digits


def _digits_shown(scientific: str) -> str:
    """The digits that `3,32510E+15` leaves no doubt of: the last one was rounded, and may have carried."""
    shown = int(scientific.partition("E")[0].replace(",", ""))
    bounds = zip(str(shown * 10 - 5), str(shown * 10 + 4), strict=True)
    return "".join(low for low, _ in takewhile(lambda pair: pair[0] == pair[1], bounds))


def _read_nik(nik: str, list_year: int) -> tuple[str, str]:
    """Birth date and sex in a NIK whose digits stand in their places; empty where they are no date of an adult."""
    middle = nik[6:12]
    if len(nik) != _LENGTH or not middle.isdecimal():
        return "", ""
    day, month, year = int(middle[:2]), int(middle[2:4]), int(middle[4:])
    sex, day = ("P", day - 40) if day > 40 else ("L", day)
    for century in (1900, 2000):
        if _YOUNGEST <= list_year - century - year <= _OLDEST:
            try:
                return date(century + year, month, day).isoformat(), sex
            except ValueError:
                return "", ""
    return "", ""
