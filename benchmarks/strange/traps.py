"""What is easily taken for something else."""

from benchmarks.strange.crowd import Crowd
from benchmarks.strange.page import Book, Columns, Page
from benchmarks.strange.values import plain
from benchmarks.synthetic.dice import Dice

_START: Columns = (("NO", "number"), ("NAMA", "name"))
_PLAIN: Columns = (*_START, ("NIK", "nik"), ("ALAMAT", "address"), ("HP", "phone"))

SHAPES: dict[str, Columns] = {
    "two_addresses": (*_START, ("NIK", "nik"), ("ALAMAT USAHA", "address.elsewhere"), ("ALAMAT SESUAI KTP", "address"),
                      ("HP", "phone")),
    "two_niks": (*_START, ("NIK Pemohon", "nik"), ("NIK Pasangan", "nik.kin"), ("ALAMAT", "address"), ("HP", "phone")),
    "rw_first": (*_START, ("NIK", "nik"), ("DUKUH", "hamlet"), ("RW/RT", "rw_rt"), ("HP", "phone")),
    "saved_by_pandas": (("", "number"), ("nama", "name"), ("nik", "nik.float"), ("tgl_lahir", "born.midnight"),
                        ("rt", "rt.float"), ("rw", "rw.float"), ("desa", "village"), ("no_hp", "phone.float")),
    "english": (("No", "number"), ("Full Name", "name.title"), ("ID Number", "nik"), ("Gender", "sex.mf"),
                ("Date of Birth", "born.american"), ("Address", "address"), ("Village", "village"),
                ("District", "district"), ("Phone Number", "phone.plus")),
    "shortened": (("No", "number"), ("Nm Pemilik", "name"), ("No KTP", "nik"), ("Tgl Lhr", "born.two_digits"),
                  ("Almt", "address.comma"), ("Kel/Ds", "village.short"), ("Kec", "district"), ("Tlp", "phone"),
                  ("Jns Ush", "product")),
    "village_with_district": (*_START, ("NIK", "nik"), ("Asal", "village.in_district"), ("RT/RW", "rt_rw")),
    "address_in_lines": (*_START, ("NIK", "nik"), ("ALAMAT", "address.lines"), ("HP", "phone")),
    "backwards": (*_START, ("TGL LAHIR", "born.backwards"), ("JK", "sex.lkpr"), ("ALAMAT", "address"), ("HP", "phone")),
}  # fmt: skip


def after_the_signature(crowd: Crowd, dice: Dice, path: str, kind: str, name: str) -> Book:
    """The list was signed; then more came and were typed below."""
    village = crowd.village(name)
    page, told = Page("Sheet1"), {"village_code": village.code}
    page.title(f"USULAN BPUM DESA {name.upper()} KECAMATAN {village.district.upper()}", 5)
    page.header(_PLAIN)
    page.owners(_PLAIN, crowd.take(8, name), dice, told)
    page.line()
    page.line(None, None, None, f"{name}, 7 September 2020")
    page.line(None, None, None, f"Kepala Desa {name}")
    page.line()
    page.line(None, None, None, "M. TOHIR")
    page.line()
    page.line("DATA SUSULAN")
    for number, person in enumerate(crowd.take(4, name), start=9):
        page.owner(_PLAIN, person, number, dice, told)
    return Book(path, kind, [page])


def signed_only(crowd: Crowd, dice: Dice, path: str, name: str) -> Book:
    """Nothing but who signed says which desa."""
    page = Page("Sheet1")
    page.header(_PLAIN)
    page.owners(_PLAIN, crowd.take(8, name), dice, {"village_code": crowd.village(name).code})
    page.line()
    page.line(None, None, None, f"Kepala Desa {name}")
    page.line(None, None, None, "( SUTARNO )")
    return Book(path, "xlsx", [page])


def one_neighbourhood(crowd: Crowd, dice: Dice, path: str, kind: str, name: str) -> Book:
    """The title says where everybody lives, down to RT and RW."""
    columns: Columns = (*_START, ("NIK", "nik"), ("USAHA", "product"), ("HP", "phone"))
    village = crowd.village(name)
    page = Page("Sheet1")
    page.line("DATA PELAKU USAHA MIKRO")
    page.line(f"DESA : {name.upper()}   KECAMATAN : {village.district.upper()}")
    page.line("RT : 03   RW : 02")
    page.header(columns)
    page.owners(columns, crowd.take(9, name), dice, {"village_code": village.code, "rt": "3", "rw": "2"})
    return Book(path, kind, [page])


def by_district_and_village(crowd: Crowd, dice: Dice, path: str, kind: str) -> Book:
    """Rows across the table, one kind for districts, one for desa below them."""
    page = Page("Gabungan")
    page.title("REKAP NAMA PENERIMA BPUM KABUPATEN BATANG", 5)
    page.header(_PLAIN)
    for roman, names in (("I", ("Candi", "Wonomerto")), ("II", ("Gerlang", "Bawang")), ("III", ("Depok", "Tragung"))):
        district = "Blado" if roman == "II" else ""
        page.line(f"{roman}.", f"KECAMATAN {crowd.village(names[0], district).district.upper()}")
        for place, name in enumerate(names, start=1):
            page.line(None, f"{place}. Desa {name}")
            page.owners(
                _PLAIN, crowd.take(4, name, district), dice, {"village_code": crowd.village(name, district).code}
            )
    return Book(path, kind, [page])


def a_column_for_each_district(crowd: Crowd, dice: Dice, path: str) -> Book:
    """A form that asks for the desa in another question for each kecamatan; one of them is answered."""
    left: Columns = (("Timestamp", "photo"), ("Nama lengkap", "name.title"), ("NIK", "nik"), ("Kecamatan", "district"))
    right: Columns = (("Alamat (RT/RW)", "address"), ("No. WhatsApp", "phone"), ("Foto usaha", "photo"))
    districts = ("Subah", "Limpung", "Tulis")
    asked = [(f"Desa/Kelurahan (Kecamatan {district})", district) for district in districts]
    page = Page("Form Responses 1")
    page.line(*(title for title, _ in left), *(title for title, _ in asked), *(title for title, _ in right))
    people = [*crowd.take(6, "Sengon"), *crowd.take(6, "Tembok"), *crowd.take(6, "Kebumen")]
    for number, person in enumerate(dice.shuffled(people), start=1):
        village = person.home.village
        row = page.owner(left, person, number, dice, {"village_code": village.code})
        page.put(row, 0, f"2020/11/{1 + number} 8:{10 + number}:00")
        page.put(row, len(left) + districts.index(village.district), village.name)
        _, known = page.answers.pop()
        page.owner_at(row, len(left) + len(asked), right, (person, number), dice, known)
    return Book(path, "xlsx", [page])


def by_family_card(crowd: Crowd, dice: Dice, path: str, kind: str, name: str) -> Book:
    """Number, family card and address merged over those of one family."""
    columns: Columns = (
        ("NO", "number"), ("NO KK", "kk"), ("ALAMAT", "address"), ("NAMA", "name"), ("NIK", "nik"), ("HP", "phone"),
    )  # fmt: skip
    village = crowd.village(name)
    page, told = Page("Per KK"), {"village_code": village.code}
    page.title(f"PENDATAAN PER KK DESA {name.upper()} KECAMATAN {village.district.upper()}", 6)
    page.header(columns)
    families: dict[str, list[int]] = {}
    for person in sorted(crowd.take(14, name), key=lambda person: person.no_kk):
        is_first = person.no_kk not in families
        families.setdefault(person.no_kk, [])
        row = page.owner(columns, person, len(families), dice, told)
        families[person.no_kk].append(row)
        if not is_first:
            for column in range(3):
                del page.cells[row, column]
    page.merges += [
        (rows[0], column, rows[-1], column) for rows in families.values() if len(rows) > 1 for column in range(3)
    ]
    return Book(path, kind, [page])


def look_up_beside(crowd: Crowd, dice: Dice, path: str, kind: str, name: str) -> Book:
    """The choices of a drop-down stand far to the right: names of desa and kecamatan, and L and P."""
    columns: Columns = (*_PLAIN, ("JK", "sex"), ("DESA", "village"))
    page = Page("Input")
    page.header(columns)
    page.owners(columns, crowd.take(9, name), dice)
    choices = ("CLAPAR", "JATISARI", "KURIPAN", "SENGON", "SUBAH", "MENJANGAN", "GONDANG", "KALIMANGGIS")
    page.put(1, 12, "DAFTAR DESA")
    page.put(1, 13, "KECAMATAN")
    for row, choice in enumerate(choices, start=2):
        page.put(row, 12, choice)
        page.put(row, 13, "SUBAH")
    return Book(path, kind, [page])


def a_box_for_each_digit(crowd: Crowd, dice: Dice, path: str, name: str) -> Book:
    """An official form has sixteen boxes for the NIK."""
    village = crowd.village(name)
    page = Page("Kotak")
    page.title(f"FORMULIR USULAN DESA {name.upper()} KECAMATAN {village.district.upper()}", 20)
    page.line("NO", "NAMA", "NIK", *[None] * 15, "ALAMAT", "HP")
    page.merges.append((2, 2, 2, 17))
    right: Columns = (("ALAMAT", "address"), ("HP", "phone"))
    for number, person in enumerate(crowd.take(8, name), start=1):
        row = page.owner(_START, person, number, dice)
        for place, digit in enumerate(person.nik):
            page.put(row, 2 + place, int(digit))
        page.answers.pop()
        told = {"village_code": village.code, "nik": person.nik}
        page.owner_at(row, 18, right, (person, number), dice, told)
    return Book(path, "xlsx", [page])


def books(crowd: Crowd, dice: Dice) -> list[Book]:
    """All of them."""
    take = crowd.take
    shapes = {
        ("two_addresses", "Kec Kandeman/depok usaha.xlsx", "xlsx", True): take(9, "Depok"),
        ("two_niks", "Kec Kandeman/tragung pasangan.csv", "csv", True): take(9, "Tragung"),
        ("rw_first", "Kec Tulis/beji rw.xlsx", "xlsx", True): take(9, "Beji"),
        ("saved_by_pandas", "rapi_posong.csv", "csv_comma", False): take(9, "Posong"),
        ("english", "Kec Reban/grant list.xlsx", "xlsx", False): take(9, "Pacet"),
        ("shortened", "Kec Batang/singkatan.xls", "xls", False): take(9, "Proyonanggan Tengah"),
        ("village_with_district", "asal.csv", "csv_cp1252", False): [*take(5, "Kalibeluk"), *take(5, "Gapuro")],
        ("address_in_lines", "Kec Gringsing/alamat baris.csv", "csv_comma", False): take(9, "Krengseng"),
        ("backwards", "Kec Subah/jatisari tanpa NIK.ods", "ods", True): take(9, "Jatisari"),
    }
    return [
        *(
            plain(people, dice, path, kind, SHAPES[shape], told=told)
            for (shape, path, kind, told), people in shapes.items()
        ),
        after_the_signature(crowd, dice, "Kec Limpung/sempu susulan.xlsx", "xlsx", "Sempu"),
        after_the_signature(crowd, dice, "Kec Pecalungan/gemuh susulan.xls", "xls", "Gemuh"),
        signed_only(crowd, dice, "Kec Subah/Book1.xlsx", "Kalimanggis"),
        one_neighbourhood(crowd, dice, "Kec Limpung/babadan.xlsx", "xlsx", "Babadan"),
        one_neighbourhood(crowd, dice, "Kec Bawang/pranten rt 3.csv", "csv", "Pranten"),
        by_district_and_village(crowd, dice, "rekap nama kabupaten.xlsx", "xlsx"),
        by_district_and_village(crowd, dice, "rekap nama kabupaten web.xls", "html"),
        a_column_for_each_district(crowd, dice, "form per kecamatan.xlsx"),
        by_family_card(crowd, dice, "Kec Banyuputih/per KK.xlsx", "xlsx", "Kedawung"),
        by_family_card(crowd, dice, "Kec Batang/per KK.xls", "html_nbsp", "Klidang Lor"),
        look_up_beside(crowd, dice, "Kec Subah/input menjangan.xlsx", "xlsx", "Menjangan"),
        a_box_for_each_digit(crowd, dice, "Kec Banyuputih/kotak.xlsx", "Sembung"),
    ]
