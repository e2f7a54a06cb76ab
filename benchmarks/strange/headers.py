"""Headers nobody would print in a text book."""

from benchmarks.strange.crowd import Crowd
from benchmarks.strange.page import Book, Columns, Page
from benchmarks.synthetic.dice import Dice


def _told(crowd: Crowd, name: str, district: str = "") -> dict[str, str]:
    return {"village_code": crowd.village(name, district).code}


def three_rows(crowd: Crowd, dice: Dice, path: str, kind: str, name: str) -> Book:
    """Group, sub-group and title, then a row of numbers."""
    columns: Columns = (
        ("", "number"), ("", "nik"), ("", "name"), ("", "sex.l"), ("", "sex.p"), ("", "birth_place"), ("", "born.dots"),
        ("", "hamlet"), ("", "rt.text"), ("", "rw.text"), ("", "product"), ("", "phone.any"),
    )  # fmt: skip
    village = crowd.village(name)
    page = Page("Form A")
    page.title(f"FORM A. DATA USAHA MIKRO DESA {village.name.upper()} KECAMATAN {village.district.upper()}", 12)
    page.line()
    page.line("NO", "IDENTITAS PELAKU USAHA", *[None] * 5, "TEMPAT TINGGAL", None, None, "USAHA", None)
    page.line(None, "NIK", "NAMA", "JENIS KELAMIN", None, "LAHIR", None, "DUKUH", "RT / RW", None, "JENIS", "NO. HP/WA")
    page.line(None, None, None, "L", "P", "TEMPAT", "TANGGAL", None, "RT", "RW", None, None)
    page.merges += [
        (3, 0, 5, 0), (3, 1, 3, 6), (3, 7, 3, 9), (3, 10, 3, 11), (4, 1, 5, 1), (4, 2, 5, 2), (4, 3, 4, 4),
        (4, 5, 4, 6), (4, 7, 5, 7), (4, 8, 4, 9), (4, 10, 5, 10), (4, 11, 5, 11),
    ]  # fmt: skip
    page.line(*range(1, 13))
    page.owners(columns, crowd.take(12, name), dice, _told(crowd, name))
    return Book(path, kind, [page])


def glued_title(crowd: Crowd, dice: Dice, path: str, kind: str, name: str) -> Book:
    """Place and year stand right above the header, word, colon and value in cells of their own."""
    columns: Columns = (
        ("No.", "number"), ("Nama Pemilik", "name.title"), ("NIK Pemilik", "nik.dashes"), ("Alamat", "address.comma"),
        ("Telepon", "phone.plus"), ("Nama Usaha", "shop"), ("Omset", "turnover"),
    )  # fmt: skip
    village = crowd.village(name)
    page = Page("Sheet1")
    page.line("KABUPATEN", None, ":", "BATANG")
    page.line("KECAMATAN", None, ":", village.district.upper())
    page.line("DESA", None, ":", village.name.upper())
    page.header(columns)
    page.owners(columns, crowd.take(11, name), dice, _told(crowd, name))
    return Book(path, kind, [page])


def far_down(crowd: Crowd, dice: Dice, path: str, name: str) -> Book:
    """The table begins in column D below a letterhead, and has a blank column in the middle."""
    columns: Columns = (
        ("No", "number"), ("NIK", "nik"), ("NAMA", "name.titles"), ("TTL", "born.place_words"), ("ALAMAT", "address"),
        ("NO. HP", "phone.any"),
    )  # fmt: skip
    village = crowd.village(name)
    page = Page("Lampiran")
    page.line("PEMERINTAH KABUPATEN BATANG", left=4)
    page.line(f"KECAMATAN {village.district.upper()}", left=4)
    page.line(f"KANTOR KEPALA DESA {village.name.upper()}", left=4)
    page.line("Jl. Raya No. 1 Telp. (0285) 390000", left=4)
    for _ in range(4):
        page.line()
    page.line("Lampiran Surat Nomor : 518/12/IX/2020", left=3)
    page.line("Tanggal : 14 September 2020", left=3)
    page.line()
    left, right = columns[:3], columns[3:]
    page.header(left, left=3)
    for place, (title, _) in enumerate(right):
        page.put(page.row, 7 + place, title)
    for number, person in enumerate(crowd.take(11, name), start=1):
        row = page.owner(left, person, number, dice, left=3)
        _, known = page.answers.pop()
        page.owner_at(row, 7, right, (person, number), dice, known | {"village_code": village.code})
    return Book(path, "xlsx", [page])


def untitled(crowd: Crowd, dice: Dice, path: str, name: str) -> Book:
    """Two columns lost their titles."""
    columns: Columns = (
        ("NO", "number"), ("NAMA", "name"), ("", "nik"), ("", "born.slashes"), ("ALAMAT", "address"), ("HP", "phone"),
    )  # fmt: skip
    page = Page("Sheet1")
    page.title(f"DATA UMKM DESA {name.upper()} KEC. {crowd.village(name).district.upper()}", 6)
    page.header([(title, how) for title, how in columns])
    page.owners(columns, crowd.take(11, name), dice, _told(crowd, name))
    return Book(path, "xlsx", [page])


def none_at_all(crowd: Crowd, dice: Dice, path: str, kind: str) -> Book:
    """Rows only; the office's program writes no header."""
    columns: Columns = (
        ("", "number"), ("", "nik"), ("", "name"), ("", "sex"), ("", "born.iso"), ("", "address"), ("", "village"),
        ("", "district"), ("", "phone"),
    )  # fmt: skip
    page = Page()
    page.owners(columns, crowd.take(12, "Tumbrep"), dice)
    return Book(path, kind, [page])


def swapped(crowd: Crowd, dice: Dice, path: str, kind: str, name: str) -> Book:
    """NIK and family card stand under each other's title."""
    columns: Columns = (
        ("NO", "number"), ("NAMA", "name"), ("NIK", "kk"), ("NO KK", "nik"), ("ALAMAT", "address"), ("NO HP", "phone"),
    )  # fmt: skip
    page = Page("2021", year=2021)
    page.title(f"USULAN BPUM 2021 DESA {name.upper()} KEC. {crowd.village(name).district.upper()}", 6)
    page.header(columns)
    page.owners(columns, crowd.take(12, name), dice, _told(crowd, name))
    return Book(path, kind, [page])


def wordy(crowd: Crowd, dice: Dice, path: str, name: str) -> Book:
    """Titles with line breaks, hints, stars and what is allowed."""
    columns: Columns = (
        ("NO\nURUT", "number"), ("NAMA LENGKAP *)\n(sesuai KTP, huruf balok)", "name"),
        ("NOMOR INDUK\nKEPENDUDUKAN\n(16 digit, wajib diisi)", "nik.blanks"),
        ('Jenis Kelamin\n("laki-laki", "perempuan")', "sex.word"),
        ("Tanggal Lahir\n(contoh: 31/12/1980)", "born.slashes"),
        ("ALAMAT TEMPAT TINGGAL\n(Dukuh, RT/RW)", "address"), ("No. HP / WA\n(yang aktif)", "phone"),
        ('NIB ("V", "X")', "nib"),
    )  # fmt: skip
    page = Page("Worksheet")
    page.header(columns)
    page.owners(columns, crowd.take(11, name), dice, _told(crowd, name))
    return Book(path, "xlsx", [page])


def ticks(crowd: Crowd, dice: Dice, path: str, kind: str, name: str) -> Book:
    """Sex is ticked, the day of birth stands in three columns."""
    columns: Columns = (
        ("", "number"), ("", "name"), ("", "sex.one_l"), ("", "sex.one_p"), ("", "born.day"), ("", "born.month"),
        ("", "born.year"), ("", "nik"), ("", "rt_rw"), ("", "phone"),
    )  # fmt: skip
    village = crowd.village(name)
    page = Page("Isian")
    page.line(f"DESA/KEL : {village.name}", None, None, None, None, f"KEC : {village.district}")
    page.line("NO", "NAMA", "JENIS KELAMIN", None, "TANGGAL LAHIR", None, None, "NO. KTP", "RT/RW", "HP")
    page.line(None, None, "L", "P", "TGL", "BLN", "THN", None, None, None)
    page.merges += [(2, 0, 3, 0), (2, 1, 3, 1), (2, 2, 2, 3), (2, 4, 2, 6), (2, 7, 3, 7), (2, 8, 3, 8), (2, 9, 3, 9)]
    page.owners(columns, crowd.take(11, name), dice, {"village_code": village.code})
    return Book(path, kind, [page])


def compiled(crowd: Crowd, dice: Dice, path: str, kind: str) -> Book:
    """The wide compilation of an office: everything it ever asked."""
    columns: Columns = (
        ("NO.", "number"), ("NAMA UKM / NAMA PRODUK", "shop"), ("NAMA PEMILIK", "name"),
        ("TEMPAT LAHIR", "birth_place"), ("TANGGAL LAHIR", "born.local"), ("UMUR", "age"),
        ("NIK", "nik"), ("NO. KK", "kk"), ("ALAMAT", "street"), ("RT", "rt.named"), ("RW", "rw.named"),
        ("KECAMATAN", "district.named"), ("KELURAHAN", "village.named"),
        ("NO. TELP", "phone.any"), ("EMAIL", "email"), ("JENIS KELAMIN", "sex.pria"), ("PEKERJAAN", "job"),
        ("JENIS PRODUK", "product"), ("NO. TDP / NIB / IUMK", "nib"), ("JUMLAH TENAGA KERJA", "workers"),
        ("modal", "capital"), ("TOTAL OMZET PER UKM / TAHUN", "turnover"), ("No. Rekening Bank", "account"),
    )  # fmt: skip
    page = Page("KOMPILASI DATA")
    page.title("KOMPILASI DATA UKM SEMUA SENTRA", 12)
    page.line()
    page.line()
    page.header(columns)
    people = [*crowd.take(6, "Kauman"), *crowd.take(6, "Gapuro"), *crowd.take(5, "Kalisalak", "Limpung")]
    page.owners(columns, people, dice)
    return Book(path, kind, [page])


def exported(crowd: Crowd, dice: Dice, path: str, kind: str) -> Book:
    """Out of a data base: names of its columns, codes of places."""
    columns: Columns = (
        ("ukm_id", "number"), ("ukm_nama", "shop"), ("ukm_nik", "nik"), ("ukm_pemilik", "name"),
        ("ukm_kelamin", "sex.code"), ("ukm_tgl_lahir", "born.iso"), ("ukm_alamat", "address"),
        ("ukm_klh_id", "village.digits"), ("nama_kecamatan", "district"), ("ukm_phone", "phone.62"),
        ("ukm_nama_produk", "product"),
    )  # fmt: skip
    page = Page("data-1625837993801")
    page.header(columns)
    page.owners(columns, [*crowd.take(6, "Sengon"), *crowd.take(6, "Subah")], dice)
    return Book(path, kind, [page])


def books(crowd: Crowd, dice: Dice) -> list[Book]:
    """All of them."""
    return [
        three_rows(crowd, dice, "Kec Warungasem/FORM A kalibeluk.xlsx", "xlsx", "Kalibeluk"),
        three_rows(crowd, dice, "Kec Warungasem/FORM A gapuro.ods", "ods", "Gapuro"),
        glued_title(crowd, dice, "Kec Reban/pacet.xlsx", "xlsx", "Pacet"),
        glued_title(crowd, dice, "Kec Bawang/pranten.xls", "xls", "Pranten"),
        far_down(crowd, dice, "Kec Kandeman/lampiran surat.xlsx", "Depok"),
        untitled(crowd, dice, "Kec Kandeman/data tragung.xlsx", "Tragung"),
        none_at_all(crowd, dice, "Kec Bandar/dump.csv", "csv_pipe"),
        none_at_all(crowd, dice, "Kec Bandar/dump.xlsx", "xlsx"),
        swapped(crowd, dice, "2021/Kec Tulis/beji.xlsx", "xlsx", "Beji"),
        swapped(crowd, dice, "2021/Kec Subah/kuripan.csv", "csv_comma", "Kuripan"),
        wordy(crowd, dice, "Kec Bandar/Desa Candi.xlsx", "Candi"),
        ticks(crowd, dice, "Kec Tulis/isian posong.xlsx", "xlsx", "Posong"),
        ticks(crowd, dice, "Kec Gringsing/isian plelen.xls", "xls", "Plelen"),
        compiled(crowd, dice, "kompilasi sentra.xlsx", "xlsx"),
        compiled(crowd, dice, "kompilasi sentra 2.csv", "csv"),
        exported(crowd, dice, "Kec Subah/data-1625837993801.xls", "html"),
        exported(crowd, dice, "Kec Subah/data-1625837993802.csv", "csv_comma"),
    ]
