"""Rows in groups: what is said once holds for the rows below it."""

from itertools import pairwise

from benchmarks.strange.crowd import Crowd
from benchmarks.strange.page import Book, Columns, Page
from benchmarks.synthetic.dice import Dice
from benchmarks.synthetic.people import Person

_COLUMNS: Columns = (
    ("NO", "number"), ("NAMA LENGKAP", "name"), ("NIK", "nik"), ("ALAMAT", "address.glued"), ("JENIS USAHA", "product"),
    ("NO TELP", "phone"),
)  # fmt: skip
_PLACED: Columns = (("NO", "number"), ("KECAMATAN", "district"), ("DESA/KELURAHAN", "village"), *_COLUMNS[1:])


def _several(crowd: Crowd, count: int, *names: tuple[str, str]) -> list[list[Person]]:
    return [crowd.take(count, *name) for name in names]


def village_rows(crowd: Crowd, dice: Dice, path: str, kind: str, names: tuple[tuple[str, str], ...]) -> Book:
    """A row across the table names the desa; numbers begin anew below it."""
    page = Page("REKAP NAMA")
    district = crowd.village(*names[0]).district
    page.title(f"DAFTAR NAMA USULAN BPUM KECAMATAN {district.upper()}", 6)
    page.line()
    page.header(_COLUMNS)
    for number, people in enumerate(_several(crowd, 6, *names)):
        village = people[0].home.village
        label = f"KELURAHAN {village.name.upper()}" if village.is_town else f"DESA {village.name.upper()}"
        page.title(f"{'ABCDEF'[number]}. {label}", 6)
        page.owners(_COLUMNS, people, dice, {"village_code": village.code})
    return Book(path, kind, [page])


def merged_villages(crowd: Crowd, dice: Dice, path: str, kind: str, names: tuple[tuple[str, str], ...]) -> Book:
    """District and desa in cells merged over their group, the text in the upper one."""
    page = Page("Sheet2")
    page.header(_PLACED)
    number = 0
    starts: list[int] = []
    for people in _several(crowd, 5, *names):
        starts.append(page.row + 1)
        for person in people:
            number += 1
            page.owner(_PLACED, person, number, dice)
    starts.append(page.row + 1)
    for start, stop in pairwise(starts):
        page.merges.append((start, 2, stop - 1, 2))
        for row in range(start + 1, stop):
            del page.cells[row, 2]
    page.merges.append((starts[0], 1, page.row, 1))
    for row in range(starts[0] + 1, page.row + 1):
        del page.cells[row, 1]
    return Book(path, kind, [page])


def once_per_group(crowd: Crowd, dice: Dice, path: str, kind: str, names: tuple[tuple[str, str], ...]) -> Book:
    """The same without merging: the desa stands on the first row of its group, or a mark says "as above"."""
    page = Page("DATA")
    page.title("DATA UMKM TERDAMPAK COVID-19", 8)
    page.header(_PLACED)
    mark = '"' if kind == "xlsx" else None
    number = 0
    for people in _several(crowd, 6, *names):
        for place, person in enumerate(people):
            number += 1
            row = page.owner(_PLACED, person, number, dice)
            for column in (1, 2) if place else ():
                page.cells.pop((row, column))
                page.put(row, column, mark)
    return Book(path, kind, [page])


def neighbourhood_rows(crowd: Crowd, dice: Dice, path: str, kind: str) -> Book:
    """A row names RT and RW of those below it."""
    columns: Columns = (("No", "number"), ("Nama KK / Pelaku Usaha", "name"), ("NIK", "nik"), ("Usaha", "product"))
    page = Page("Klidang Lor")
    page.title("PENDATAAN UMKM DESA KLIDANG LOR", 4)
    page.title("KECAMATAN BATANG TAHUN 2020", 4)
    page.header(columns)
    for rt in (1, 2, 3):
        page.line(f"RT {rt:02d} / RW 01")
        for number, person in enumerate(crowd.take(4, "Klidang Lor"), start=1):
            told = {"village_code": person.home.village.code, "rt": str(rt), "rw": "1"}
            page.owner(columns, person, number, dice, told)
    return Book(path, kind, [page])


def printed_pages(crowd: Crowd, dice: Dice, path: str, kind: str, name: str) -> Book:
    """What was printed page by page: carried-over totals, page numbers and the header again."""
    people = crowd.take(16, name)
    village = people[0].home.village
    page = Page("Print")
    for number, person in enumerate(people, start=1):
        if number % 6 == 1:
            if number > 1:
                page.line(None, "Jumlah dipindahkan", None, None, number - 1)
                page.line(None, None, None, None, None, f"Halaman {number // 6}")
                page.line()
            page.title(f"DAFTAR USULAN BPUM DESA {village.name.upper()} KEC. {village.district.upper()}", 6)
            page.header(_COLUMNS)
            page.line(*range(1, len(_COLUMNS) + 1))
            if number > 1:
                page.line(None, "Jumlah pindahan", None, None, number - 1)
        page.owner(_COLUMNS, person, number, dice, {"village_code": village.code})
    page.line(None, "JUMLAH TOTAL", None, None, len(people))
    return Book(path, kind, [page])


def subtotals(crowd: Crowd, dice: Dice, path: str, names: tuple[tuple[str, str], ...]) -> Book:
    """A total after each desa, and one for all."""
    page = Page("Sheet1")
    page.header(_PLACED)
    for people in _several(crowd, 5, *names):
        page.owners(_PLACED, people, dice)
        page.line(None, None, f"{people[0].home.village.name} Total", len(people))
    page.line(None, None, "Grand Total", 5 * len(names))
    return Book(path, "xlsx", [page])


_BANDAR = (("Wonokerto", ""), ("Wonomerto", ""), ("Tumbrep", ""))
_TOWN = (("Kauman", ""), ("Karangasem Utara", ""), ("Rowobelang", ""))
_BLADO = (("Gerlang", ""), ("Kalisari", "Blado"), ("Bawang", "Blado"))


def books(crowd: Crowd, dice: Dice) -> list[Book]:
    """All of them."""
    return [
        village_rows(crowd, dice, "Kec Bandar/REKAP NAMA KEC BANDAR.xlsx", "xlsx", _BANDAR),
        village_rows(crowd, dice, "Kec Batang/rekap nama kota.xls", "xls", _TOWN),
        merged_villages(crowd, dice, "Kec Blado/blado.xlsx", "xlsx", _BLADO),
        merged_villages(crowd, dice, "Kec Batang/export batang.xls", "html_nbsp", _TOWN),
        merged_villages(crowd, dice, "Kec Bandar/bandar ods.ods", "ods", _BANDAR),
        once_per_group(crowd, dice, "Kec Bandar/umkm terdampak.xlsx", "xlsx", _BANDAR),
        once_per_group(crowd, dice, "Kec Blado/umkm terdampak.csv", "csv_cp1252", _BLADO),
        neighbourhood_rows(crowd, dice, "Kec Batang/pendataan per RT.xlsx", "xlsx"),
        neighbourhood_rows(crowd, dice, "Kec Batang/pendataan per RT (2).csv", "csv"),
        printed_pages(crowd, dice, "Kec Gringsing/cetak plelen.xlsx", "xlsx", "Plelen"),
        printed_pages(crowd, dice, "Kec Gringsing/cetak krengseng.xls", "xls", "Krengseng"),
        subtotals(crowd, dice, "Kec Kandeman/subtotal.xlsx", (("Depok", ""), ("Tragung", ""))),
    ]
