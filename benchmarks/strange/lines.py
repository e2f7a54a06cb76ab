"""Owners who take more or less than a line."""

from benchmarks.strange.columns import WRITE
from benchmarks.strange.crowd import Crowd
from benchmarks.strange.page import Book, Columns, Page
from benchmarks.synthetic.dice import Dice
from benchmarks.synthetic.people import Person


def _titled(crowd: Crowd, name: str, sheet: str = "Sheet1") -> tuple[Page, dict[str, str]]:
    """A page whose title names the desa, and what that tells."""
    village = crowd.village(name)
    page = Page(sheet)
    page.title(f"DAFTAR CALON PENERIMA BPUM DESA {village.name.upper()} KEC. {village.district.upper()}")
    page.line()
    return page, {"village_code": village.code}


def second_line(crowd: Crowd, dice: Dice, path: str, kind: str, name: str) -> Book:
    """RT and RW did not fit and stand alone in the row below."""
    columns: Columns = (("NO", "number"), ("NIK", "nik"), ("NAMA", "name"), ("ALAMAT", "street"), ("HP", "phone"))
    page, told = _titled(crowd, name)
    page.header(columns)
    for number, person in enumerate(crowd.take(10, name), start=1):
        below = {"rt": str(person.home.rt), "rw": str(person.home.rw)}
        page.owner(columns, person, number, dice, told | below)
        page.line(None, None, None, f"RT {person.home.rt:02d} RW {person.home.rw:02d}")
    return Book(path, kind, [page])


def blocks(crowd: Crowd, dice: Dice, path: str, kind: str, name: str) -> Book:
    """A block of `label : value` lines for each; the owner is said to stand in its first line."""
    labels: Columns = (
        ("Nama Lengkap", "name"), ("NIK", "nik"), ("Tempat, Tgl Lahir", "born.place_words"),
        ("Alamat", "address.whole"), ("No. HP", "phone"), ("Jenis Usaha", "product"),
    )  # fmt: skip
    page, told = _titled(crowd, name, "Formulir")
    for number, person in enumerate(crowd.take(6, name), start=1):
        page.line(f"{number}. DATA PELAKU USAHA")
        first, known = page.row + 1, dict(told)
        for label, how in labels:
            cell, says = WRITE[how](person, dice)
            page.line(label, ":", cell)
            known |= says
        page.line()
        page.knows(first, known)
    return Book(path, kind, [page])


def double_spaced(crowd: Crowd, dice: Dice, path: str, kind: str, name: str) -> Book:
    """A blank row after each."""
    columns: Columns = (
        ("No", "number.dot"), ("Nama", "name.title"), ("L/P", "sex.lkpr"), ("NIK", "nik.named"), ("Alamat", "address"),
        ("HP", "phone.no_zero"),
    )  # fmt: skip
    page, told = _titled(crowd, name)
    page.header(columns)
    for number, person in enumerate(crowd.take(10, name), start=1):
        page.line()
        page.owner(columns, person, number, dice, told)
    return Book(path, kind, [page])


def nik_below_name(crowd: Crowd, dice: Dice, path: str, name: str) -> Book:
    """Two rows each, the other cells merged: the name above the NIK."""
    columns: Columns = (("NO", "number"), ("NAMA / NIK", "name"), ("ALAMAT", "address"), ("NO. HP", "phone"))
    page, told = _titled(crowd, name)
    page.header(columns)
    for number, person in enumerate(crowd.take(8, name), start=1):
        row = page.owner(columns, person, number, dice, told | {"nik": person.nik})
        page.line(None, person.nik)
        page.merges += [(row, column, row + 1, column) for column in (0, 2, 3)]
    return Book(path, "xlsx", [page])


def two_in_a_cell(crowd: Crowd, dice: Dice, path: str, kind: str, name: str) -> Book:
    """Name and NIK in one cell, on two lines of it."""
    columns: Columns = (("NO", "number"), ("NAMA DAN NIK", "name"), ("ALAMAT", "address"), ("NO. HP", "phone"))
    page, told = _titled(crowd, name)
    page.header(columns)
    for number, person in enumerate(crowd.take(8, name), start=1):
        row = page.owner(columns, person, number, dice, told | {"nik": person.nik})
        page.put(row, 1, f"{person.name}\n{person.nik}")
    return Book(path, kind, [page])


def numbered_ahead(crowd: Crowd, dice: Dice, path: str, kind: str, name: str) -> Book:
    """Forty numbers were there before anybody was; notes stand to the right and below, two sign."""
    columns: Columns = (
        ("NO", "number.bracket"), ("NAMA", "name"), ("NIK", "nik.tick"), ("ALAMAT", "address"), ("NO HP", "phone.any"),
        ("KET", "note"),
    )  # fmt: skip
    page, told = _titled(crowd, name)
    top = page.header(columns)
    page.put(top + 1, 8, "NB: yang kuning belum verifikasi")
    page.put(top + 2, 8, "Nama dan NIK harus sama dengan KTP")
    people = crowd.take(12, name)
    for number in range(1, 41):
        if number <= len(people):
            page.owner(columns, people[number - 1], number, dice, told)
        else:
            page.line(f"{number})")
    _sign(page, people[0])
    return Book(path, kind, [page])


def _sign(page: Page, person: Person) -> None:
    village = person.home.village
    page.line()
    page.line(None, "Mengetahui,", None, f"{village.name}, 14 September 2020")
    page.line(None, f"Camat {village.district}", None, f"Kepala Desa {village.name}")
    page.line()
    page.line()
    page.line(None, "SUGENG RIYADI, S.Sos", None, "H. MUSTOFA")
    page.line(None, "NIP. 19700101 199003 1 001")
    page.line("Catatan :")
    page.line("1. Lampirkan fotokopi KTP dan KK")
    page.line("2. Satu orang satu usaha")


def pasted_lines(crowd: Crowd, dice: Dice, path: str, delimiter: str, name: str) -> Book:
    """A CSV opened with the wrong settings and saved as a workbook: whole lines in column A."""
    columns: Columns = (
        ("No", "number"), ("NIK", "nik"), ("Nama", "name"), ("Alamat", "address"), ("Desa", "village"), ("HP", "phone"),
    )  # fmt: skip
    page = Page("bpum")
    page.line(delimiter.join(title for title, _ in columns))
    for number, person in enumerate(crowd.take(10, name), start=1):
        row = page.owner(columns, person, number, dice)
        text = delimiter.join(str(page.cells.pop((row, column))) for column in range(len(columns)))
        page.put(row, 0, text)
    return Book(path, "xlsx", [page])


def books(crowd: Crowd, dice: Dice) -> list[Book]:
    """All of them."""
    return [
        second_line(crowd, dice, "Kec Reban/dua baris.xlsx", "xlsx", "Pacet"),
        second_line(crowd, dice, "Kec Bawang/dua baris pranten.csv", "csv_comma", "Pranten"),
        blocks(crowd, dice, "Kec Subah/formulir jatisari.xlsx", "xlsx", "Jatisari"),
        blocks(crowd, dice, "Kec Subah/formulir clapar.csv", "csv", "Clapar"),
        double_spaced(crowd, dice, "Kec Batang/rowobelang.xlsx", "xlsx", "Rowobelang"),
        double_spaced(crowd, dice, "Kec Bandar/candi.xls", "xml", "Candi"),
        nik_below_name(crowd, dice, "Kec Subah/menjangan cetak.xlsx", "Menjangan"),
        two_in_a_cell(crowd, dice, "Kec Subah/sengon.xlsx", "xlsx", "Sengon"),
        two_in_a_cell(crowd, dice, "Kec Banyuputih/kedawung web.xls", "html", "Kedawung"),
        numbered_ahead(crowd, dice, "Kec Banyuputih/sembung 40.xlsx", "xlsx", "Sembung"),
        numbered_ahead(crowd, dice, "Kec Pecalungan/gemuh 40.xls", "xls", "Gemuh"),
        pasted_lines(crowd, dice, "Kec Bandar/bpum salah buka.xlsx", ";", "Wonokerto"),
        pasted_lines(crowd, dice, "Kec Tulis/bpum salah buka.xlsx", ",", "Beji"),
    ]
