"""Values as Excel, phones and tired people leave them."""

from benchmarks.strange.crowd import Crowd
from benchmarks.strange.page import Book, Columns, Page
from benchmarks.synthetic.dice import Dice
from benchmarks.synthetic.people import Person

_START: Columns = (("NO", "number"), ("NAMA", "name"))

SHAPES: dict[str, Columns] = {
    "nik_saved_as_csv": (*_START, ("NIK", "nik.scientific"), ("TGL LAHIR", "born.slashes"), ("L/P", "sex"),
                         ("ALAMAT", "address"), ("HP", "phone")),
    "nik_cut": (*_START, ("NIK", "nik.cut"), ("ALAMAT", "address.glued"), ("HP", "phone.number")),
    "nik_number": (*_START, ("No KTP", "nik.number"), ("No KK", "kk.number"),
                   ("RT/RW", "rt_rw.dash"), ("HP", "phone.62")),
    "nik_dots": (*_START, ("N I K", "nik.dots"), ("JK", "sex.laki2"), ("ALAMAT", "address.roman"),
                 ("HP", "phone.word")),
    "nik_letters": (*_START, ("NIK", "nik.letters"), ("ALAMAT", "address.no_rw"), ("HP", "phone.letter")),
    "nik_decimal": (*_START, ("NIK", "nik.decimal"), ("ALAMAT", "address"), ("HP", "phone.lost")),
    "nik_masked": (*_START, ("NIK", "nik.masked"), ("Tgl Lahir", "born.local_short"), ("Alamat", "address.comma")),
    "nik_formula": (*_START, ("NIK", "nik.formula"), ("No KK", "kk"), ("ALAMAT", "address"), ("HP", "phone")),
    "rt_dates": (*_START, ("NIK", "nik"), ("DUKUH", "hamlet"), ("RT/RW", "rt_rw.date"), ("HP", "phone")),
    "rt_days": (*_START, ("NIK", "nik"), ("DUKUH", "hamlet"), ("RT/RW", "rt_rw.day"), ("HP", "phone")),
    "rt_roman": (*_START, ("NIK", "nik"), ("RT / RW", "rt_rw.roman"), ("USAHA", "product"), ("HP", "phone.two")),
    "born_english": (*_START, ("NIK", "nik.fours"), ("Tanggal Lahir", "born.english"),
                     ("Alamat", "address"), ("HP", "phone")),
    "born_american": (*_START, ("Date of birth", "born.american"), ("NIK", "nik"), ("RT", "rt"), ("RW", "rw")),
    "born_short": (*_START, ("NIK", "nik.cut"), ("Tgl Lahir", "born.short"), ("L/P", "sex.lkpr"), ("RT/RW", "rt_rw")),
    "born_serial": (*_START, ("TANGGAL LAHIR", "born.serial"), ("NIK", "nik"), ("ALAMAT", "address"), ("HP", "phone")),
    "born_digits": (*_START, ("TTL", "born.digits"), ("NIK", "nik"), ("ALAMAT", "address"), ("HP", "phone.plus")),
    "born_place": (*_START, ("Tempat/Tgl Lahir", "born.place"), ("NIK", "nik.dashes"), ("Alamat", "address"),
                   ("HP", "phone.landline")),
    "whole_address": (*_START, ("NIK", "nik"), ("ALAMAT LENGKAP", "address.whole"), ("HP", "phone.any")),
    "village_slips": (*_START, ("NIK", "nik"), ("Desa", "village.slip"), ("Kecamatan", "district"), ("HP", "phone")),
    "village_joined": (*_START, ("NIK", "nik"), ("KEL", "village.joined"), ("KEC", "district"), ("RT", "rt.named"),
                       ("RW", "rw.named")),
    "village_codes": (*_START, ("NIK", "nik"), ("KODE DESA", "village.code"), ("ALAMAT", "address"), ("HP", "phone")),
    "village_and_district": (*_START, ("NIK", "nik"), ("Desa - Kecamatan", "village.and_district"), ("HP", "phone")),
}  # fmt: skip


def plain(people: list[Person], dice: Dice, path: str, kind: str, columns: Columns, *, told: bool = True) -> Book:
    """A list without any trouble but that of its values; its title names the desa of the first unless not `told`."""
    village = people[0].home.village
    page = Page("Sheet1")
    if told:
        label = "KELURAHAN" if village.is_town else "DESA"
        page.line(f"DATA USULAN BPUM {label} {village.name.upper()} KECAMATAN {village.district.upper()} TAHUN 2020")
    page.header(columns)
    page.owners(columns, people, dice, {"village_code": village.code} if told else {})
    return Book(path, kind, [page])


def books(crowd: Crowd, dice: Dice) -> list[Book]:
    """All of them."""
    take = crowd.take
    far = [*take(4, "Kebumen"), *take(4, "Kalisari", "Reban"), *take(4, "Kalisalak", "Batang")]
    near = [*take(5, "Proyonanggan Tengah"), *take(4, "Karangasem Utara"), *take(4, "Kalimanggis")]
    joined = [*take(5, "Proyonanggan Tengah"), *take(5, "Klidang Lor"), *take(4, "Karangasem Utara")]
    coded = [*take(5, "Wonomerto"), *take(5, "Gondang"), *take(4, "Kalimanggis")]
    paired = [*take(4, "Bawang", "Blado"), *take(4, "Kalisari", "Blado"), *take(4, "Gondang")]
    return [
        plain(take(10, "Kauman"), dice, "Kec Batang/kauman disimpan ulang.csv", "csv", SHAPES["nik_saved_as_csv"]),
        plain(take(10, "Kauman"), dice, "Kec Batang/kauman angka.xlsx", "xlsx", SHAPES["nik_cut"]),
        plain(take(10, "Rowobelang"), dice, "Kec Batang/rowobelang angka.xls", "xls", SHAPES["nik_number"]),
        plain(take(9, "Sempu"), dice, "Kec Limpung/sempu titik.ods", "ods", SHAPES["nik_dots"]),
        plain(take(9, "Tembok"), dice, "Kec Limpung/tembok ketik.xlsx", "xlsx", SHAPES["nik_letters"]),
        plain(take(9, "Babadan"), dice, "Kec Limpung/babadan desimal.csv", "csv", SHAPES["nik_decimal"]),
        plain(take(9, "Plumbon"), dice, "Kec Limpung/plumbon sensor.xls", "html", SHAPES["nik_masked"]),
        plain(take(9, "Clapar"), dice, "Kec Subah/clapar rumus.csv", "csv_told", SHAPES["nik_formula"]),
        plain(take(12, "Jatisari"), dice, "Kec Subah/jatisari RT.xlsx", "xlsx", SHAPES["rt_dates"]),
        plain(take(12, "Kuripan"), dice, "Kec Subah/kuripan RT.csv", "csv", SHAPES["rt_days"]),
        plain(take(9, "Posong"), dice, "Kec Tulis/posong romawi.xlsx", "xlsx", SHAPES["rt_roman"]),
        plain(take(9, "Gerlang"), dice, "Kec Blado/gerlang.xlsx", "xlsx", SHAPES["born_english"]),
        plain(take(9, "Krengseng"), dice, "Kec Gringsing/krengseng.tsv", "tsv_utf16", SHAPES["born_american"]),
        plain(take(9, "Pacet"), dice, "Kec Reban/pacet lahir.xls", "xls", SHAPES["born_short"]),
        plain(take(9, "Tumbrep"), dice, "Kec Bandar/tumbrep serial.xlsx", "xlsx", SHAPES["born_serial"]),
        plain(take(9, "Pranten"), dice, "Kec Bawang/pranten.csv", "csv_mac", SHAPES["born_digits"]),
        plain(take(9, "Gapuro"), dice, "Kec Warungasem/gapuro telp.csv", "csv_doubled", SHAPES["born_place"]),
        plain(far, dice, "alamat lengkap.xlsx", "xlsx", SHAPES["whole_address"], told=False),
        plain(near, dice, "ejaan desa.xlsx", "xlsx", SHAPES["village_slips"], told=False),
        plain(joined, dice, "Kec Batang/kelurahan.ods", "ods", SHAPES["village_joined"], told=False),
        plain(coded, dice, "kode desa.xls", "xml", SHAPES["village_codes"], told=False),
        plain(paired, dice, "desa kecamatan.csv", "csv", SHAPES["village_and_district"], told=False),
    ]
