"""Workbooks with sheets beside the list, forms, archives, and places told by names alone."""

from copy import deepcopy
from datetime import datetime, timedelta

from benchmarks.strange.crowd import Crowd
from benchmarks.strange.page import Book, Columns, Page
from benchmarks.synthetic.dice import Dice

_COLUMNS: Columns = (
    ("No.", "number"), ("Nama Usaha", "shop"), ("Nama Pemilik", "name"), ("NIK", "nik"), ("Alamat", "address"),
    ("Telepon", "phone"), ("Jenis Produksi", "product"),
)  # fmt: skip


def with_backups(crowd: Crowd, dice: Dice, path: str, kind: str, name: str) -> Book:
    """How to fill it in, a summary, the list, and what was saved of it: all, and, hidden, its first half."""
    people = crowd.take(14, name)
    village = people[0].home.village
    page = Page("UKM 2020")
    page.title(f"DATA UKM DESA {name.upper()} KEC. {village.district.upper()} TAHUN 2020")
    page.header(_COLUMNS)
    page.owners(_COLUMNS, people, dice, {"village_code": village.code})
    whole, half = deepcopy(page), deepcopy(page)
    whole.name, half.name, half.is_hidden = "BACKUP UKM 2020 (filtered)", "Sheet3", True
    half.cells = {place: cell for place, cell in page.cells.items() if place[0] <= 9}
    half.row = 9
    whole.answers, half.answers = [], []
    return Book(path, kind, [_instructions(), _summary(village.district), page, whole, half])


def _instructions() -> Page:
    page = Page("PETUNJUK")
    page.line("PETUNJUK PENGISIAN DATA UMKM")
    page.line("No", "Kolom", "Keterangan", "Contoh")
    page.line(1, "Nama Pemilik", "Diisi nama sesuai KTP, tanpa gelar", "SITI AMINAH")
    page.line(2, "NIK", "Diisi 16 digit, format sel: Text", "3325XXXXXXXXXXXX")
    page.line(3, "Alamat", "Dukuh, RT dan RW", "Dk. Krajan RT 01 RW 02")
    page.line(4, "Telepon", "Nomor yang dapat dihubungi", "08XXXXXXXXXX")
    page.line("Data dikirim paling lambat tanggal 15 tiap bulan ke Dinas.")
    return page


def _summary(district: str) -> Page:
    page = Page("REKAP")
    page.line(f"REKAPITULASI USULAN BPUM KECAMATAN {district.upper()}")
    page.line("NO", "DESA", "JUMLAH USULAN", "VALID", "TIDAK VALID")
    for number, (name, count) in enumerate((("CLAPAR", 40), ("JATISARI", 35), ("KURIPAN", 28)), start=1):
        page.line(number, name, count, count - 3, 3)
    page.line(None, "JUMLAH", 103, 94, 9)
    return page


def with_hidden(crowd: Crowd, dice: Dice, path: str, kind: str, name: str) -> Book:
    """Some rows are filtered away, the NIK column is hidden, and a hidden sheet holds the late ones."""
    people = crowd.take(16, name)
    village = people[0].home.village
    page, late = Page("Usulan"), Page("susulan", is_hidden=True)
    for each, some in ((page, people[:11]), (late, people[11:])):
        each.title(f"USULAN BPUM KELURAHAN/DESA {name.upper()} KEC {village.district.upper()}")
        each.header(_COLUMNS)
        each.owners(_COLUMNS, some, dice, {"village_code": village.code})
    page.hidden_rows = {5, 6, 10}
    page.hidden_columns = {3}
    return Book(path, kind, [page, late])


def form_answers(crowd: Crowd, dice: Dice, path: str, kind: str, *names: str) -> Book:
    """What Google Forms gives: the time first, questions as titles, answers as everybody likes."""
    columns: Columns = (
        ("Timestamp", "number"), ("Email Address", "email"), ("1. Siapa nama Bapak/Ibu (sesuai KTP)?", "name.title"),
        ("2. Nomor Induk Kependudukan (NIK) 16 digit", "nik"), ("3. Tanggal lahir", "born.slashes"),
        ("4. Jenis kelamin", "sex.word"), ("5. Alamat lengkap sesuai KTP (RT/RW)", "address"),
        ("6. Desa/Kelurahan", "village"), ("7. Kecamatan", "district.named"),
        ("8. Nomor WhatsApp yang aktif", "phone.any"), ("9. Usaha apa yang Bapak/Ibu jalankan?", "product"),
        ("10. Apakah punya NIB/SKU?", "nib"),
        ("Saya menyatakan data ini benar", "note"),
    )  # fmt: skip
    page = Page("Form Responses 1")
    page.header(columns)
    moment = datetime(2020, 11, 2, 7, 30)  # noqa: DTZ001 - a cell has no time zone
    for person in dice.shuffled([person for name in names for person in crowd.take(6, name)]):
        moment += timedelta(minutes=dice.between(2, 90), seconds=dice.below(60))
        row = page.owner(columns, person, 0, dice)
        page.put(row, 0, moment)
    return Book(path, kind, [page])


def sheets_by_village(crowd: Crowd, dice: Dice, path: str, kind: str, *names: str) -> Book:
    """A sheet for each desa; nothing but its name says which."""
    pages = []
    for number, name in enumerate(names):
        page = Page((f"Ds. {name}", f"{name.upper()} (2)", f"2. {name.lower()}")[number % 3])
        page.header(_COLUMNS)
        people = crowd.take(6, name)
        page.owners(_COLUMNS, people, dice, {"village_code": people[0].home.village.code})
        pages.append(page)
    return Book(path, kind, pages)


def named_file(crowd: Crowd, dice: Dice, path: str, kind: str, name: str, district: str = "") -> Book:
    """Nothing but the name of the file says which desa."""
    page = Page("Sheet1")
    page.header(_COLUMNS)
    people = crowd.take(8, name, district)
    page.owners(_COLUMNS, people, dice, {"village_code": people[0].home.village.code})
    return Book(path, kind, [page])


def archive(crowd: Crowd, dice: Dice, path: str) -> Book:
    """A whole folder sent as one file, with a lock file and a note in it."""
    inside = [
        named_file(crowd, dice, "kiriman/Ds Tembok.xlsx", "xlsx", "Tembok"),
        named_file(crowd, dice, "kiriman/ds_babadan.csv", "csv", "Babadan"),
    ]
    return Book(path, "zip", inside=inside)


def books(crowd: Crowd, dice: Dice) -> list[Book]:
    """All of them."""
    return [
        with_backups(crowd, dice, "Kec Subah/UKM clapar 2020.xlsx", "xlsx", "Clapar"),
        with_backups(crowd, dice, "Kec Subah/UKM kalimanggis 2020.xls", "xls", "Kalimanggis"),
        with_hidden(crowd, dice, "Kec Gringsing/plelen filter.xlsx", "xlsx", "Plelen"),
        form_answers(crowd, dice, "Pendaftaran BPUM (Responses).xlsx", "xlsx", "Kauman", "Gondang", "Sempu"),
        form_answers(crowd, dice, "Pendaftaran BPUM 2 (Responses).csv", "csv_comma", "Kebumen", "Wonomerto"),
        sheets_by_village(crowd, dice, "Kec Bandar/per desa.xlsx", "xlsx", "Wonokerto", "Tumbrep", "Candi"),
        sheets_by_village(crowd, dice, "Kec Subah/per desa.ods", "ods", "Menjangan", "Sengon", "Jatisari"),
        sheets_by_village(crowd, dice, "Kec Limpung/per desa.xls", "xml", "Plumbon", "Sempu"),
        named_file(crowd, dice, "Kec Banyuputih/Usulan_BPUM_ds.sembung_banyuputih.xlsx", "xlsx", "Sembung"),
        named_file(crowd, dice, "data ukm kel kauman kec batang th 2020.xls", "xls", "Kauman"),
        named_file(crowd, dice, "Kec Blado/bpum-bawang-blado-fix.csv", "csv_comma", "Bawang", "Blado"),
        named_file(crowd, dice, "Kec Reban/KALISARI REVISI (1).xlsx", "xlsx", "Kalisari", "Reban"),
        archive(crowd, dice, "kiriman limpung.zip"),
    ]
