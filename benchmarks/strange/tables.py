"""Several tables on a sheet, and one table over several sheets."""

from benchmarks.strange.crowd import Crowd
from benchmarks.strange.page import Book, Columns, Page
from benchmarks.synthetic.dice import Dice

_ONE: Columns = (("NO", "number"), ("NAMA", "name"), ("NIK", "nik"), ("ALAMAT", "address"), ("NO HP", "phone"))
_OTHER: Columns = (
    ("No", "number.dot"), ("No. KTP", "nik.fours"), ("Nama Pemilik Usaha", "name.title"), ("L/P", "sex"),
    ("Telp", "phone.spaced"), ("Jenis Usaha", "product"), ("RT", "rt"), ("RW", "rw"),
)  # fmt: skip


def below_each_other(crowd: Crowd, dice: Dice, path: str, kind: str, names: tuple[str, str]) -> Book:
    """Two desa in one sheet, each with its title, its columns and their order."""
    page = Page("BPUM")
    page.title("USULAN PENERIMA BPUM TAHUN 2020", 6)
    page.line()
    for name, columns in zip(names, (_ONE, _OTHER), strict=True):
        people = crowd.take(8, name)
        page.title(f"DESA {name.upper()}", 5)
        page.header(columns)
        page.owners(columns, people, dice, {"village_code": people[0].home.village.code})
        page.line(None, "JUMLAH", len(people))
        page.line()
    return Book(path, kind, [page])


def without_a_gap(crowd: Crowd, dice: Dice, path: str, kind: str) -> Book:
    """A list pasted right below another, with its own header."""
    page = Page()
    for name, columns in (("Kuripan", (*_ONE, ("DESA", "village"))), ("Menjangan", (*_OTHER, ("Ds", "village.named")))):
        page.header(columns)
        page.owners(columns, crowd.take(7, name), dice)
    return Book(path, kind, [page])


def side_by_side(crowd: Crowd, dice: Dice, path: str, kind: str) -> Book:
    """Two desa beside each other, to save paper; the right one is shorter."""
    page = Page("Data")
    page.title("DAFTAR CALON PENERIMA BPUM KECAMATAN LIMPUNG", 11)
    columns: Columns = (("No", "number"), ("Nama", "name"), ("NIK", "nik"), ("RT/RW", "rt_rw"), ("HP", "phone"))
    sides = [(0, crowd.take(9, "Tembok")), (6, crowd.take(6, "Babadan"))]
    for left, people in sides:
        page.put(2, left, f"DESA {people[0].home.village.name.upper()}")
        for place, (title, _) in enumerate(columns):
            page.put(3, left + place, title)
        for number, person in enumerate(people, start=1):
            told = {"village_code": person.home.village.code}
            page.owner_at(3 + number, left, columns, (person, number), dice, told)
    return Book(path, kind, [page])


def neighbourhoods_side_by_side(crowd: Crowd, dice: Dice, path: str) -> Book:
    """Two RT of a desa beside each other; where they live stands above."""
    page = Page("Sempu")
    page.title("DATA PELAKU UMKM DESA SEMPU KECAMATAN LIMPUNG", 9)
    columns: Columns = (("NO", "number"), ("NAMA", "name"), ("NIK", "nik"), ("USAHA", "product"))
    for place, left in enumerate((0, 5)):
        rt, people = place + 1, crowd.take(6, "Sempu")
        page.put(3, left, f"RT {rt:02d} RW 02")
        for column, (title, _) in enumerate(columns):
            page.put(4, left + column, title)
        for number, person in enumerate(people, start=1):
            told = {"village_code": person.home.village.code, "rt": str(rt), "rw": "2"}
            page.owner_at(4 + number, left, columns, (person, number), dice, told)
    return Book(path, "xlsx", [page])


def continued(crowd: Crowd, dice: Dice, path: str, kind: str) -> Book:
    """The second sheet goes on where the first ended, without a header."""
    people = crowd.take(14, "Plumbon")
    told = {"village_code": people[0].home.village.code}
    first, second = Page("Hal 1"), Page("Hal 2")
    first.title("DAFTAR USULAN BPUM DESA PLUMBON KEC. LIMPUNG", 5)
    first.header(_ONE)
    for number, person in enumerate(people, start=1):
        (first if number <= 8 else second).owner(_ONE, person, number, dice, told)
    return Book(path, kind, [first, second])


def list_below_a_summary(crowd: Crowd, dice: Dice, path: str) -> Book:
    """The sheet begins with a table of totals, the list comes below and further to the right."""
    page = Page("Lap")
    page.title("REKAPITULASI UMKM PER KELOMPOK", 4)
    page.line("No", "Kelompok", "Jumlah", "Ket")
    for number, name in enumerate(("Makanan", "Kerajinan", "Jasa"), start=1):
        page.line(number, name, dice.between(3, 40), None)
    page.line(None, "Total", 61)
    page.line()
    people = crowd.take(10, "Gemuh")
    page.line(None, "Lampiran : Daftar nama UMKM Desa Gemuh Kec. Pecalungan", left=1)
    page.header(_OTHER, left=2)
    for number, person in enumerate(people, start=1):
        page.owner(_OTHER, person, number, dice, {"village_code": person.home.village.code}, left=2)
    return Book(path, "xlsx", [page])


def books(crowd: Crowd, dice: Dice) -> list[Book]:
    """All of them."""
    return [
        below_each_other(crowd, dice, "Kec Subah/Clapar dan Jatisari.xlsx", "xlsx", ("Clapar", "Jatisari")),
        below_each_other(crowd, dice, "Kec Tulis/BPUM beji posong.xls", "xls", ("Beji", "Posong")),
        below_each_other(crowd, dice, "Kec Banyuputih/gabungan.ods", "ods", ("Sembung", "Kedawung")),
        without_a_gap(crowd, dice, "Kec Subah/gabung 2 desa.csv", "csv"),
        without_a_gap(crowd, dice, "Kec Subah/gabung lagi.xlsx", "xlsx"),
        side_by_side(crowd, dice, "Kec Limpung/limpung cetak.xlsx", "xlsx"),
        side_by_side(crowd, dice, "Kec Limpung/limpung cetak (web).xls", "html"),
        neighbourhoods_side_by_side(crowd, dice, "Kec Limpung/data RT sempu.xlsx"),
        continued(crowd, dice, "Kec Limpung/plumbon 2 hal.xlsx", "xlsx"),
        continued(crowd, dice, "Kec Limpung/plumbon tahap 2.xls", "xls"),
        list_below_a_summary(crowd, dice, "Kec Pecalungan/laporan umkm gemuh.xlsx"),
    ]
