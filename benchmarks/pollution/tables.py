"""Tables: clean lists of invented people and goods, which the pollution is then put on.

Serials of the NIK are 9000-9999, which the real register practically never reaches.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from benchmarks.synthetic.dice import Dice

_NAMES = (
    "SITI AMINAH", "SLAMET RIYADI", "M. KHOIRUL ANAM", "NUR HIDAYAH, S.Pd", "TURIPAH", "AHMAD FAUZI bin DAHLAN",
    "DRS. H. SUTRISNO, M.M.", "MA'RUF AMIN", "DEWI LESTARI", "WASTINAH", "R. BAMBANG \"EKO\" PRASETYO", "JUMI'ATI",
)  # fmt: skip
_STREETS = (
    "JL. MAWAR NO. {0}",
    "Dk. Krajan RT {0:02}/01",
    "Dukuh Silumut, RT {0} RW 2",
    "GG. MASJID, NO {0}",
    "PASAR BLOK B-{0}",
)
_VILLAGES = ("SUBAH", "KEMIRI TIMUR", "JATISARI", "Ds. Gondang", "KALIMANGGIS")
_TRADES = (
    "dagang kelontong", "Warung makan, minum", 'TOKO "BERKAH"', "batik tulis", "Jahit/bordir", "Ternak ayam (petelur)",
    "gorengan; es teh", "sayur keliling", "Warung \"Bu Sri\", nasi pecel",
)  # fmt: skip
_REMARKS = ("", "", "", "lama", "baru, belum NIB", "ikut suami", "sudah cair '20")
_GOODS = (
    "Beras Mentik 5kg", 'Pipa 1/2"', "Minyak goreng, curah", "Kain mori 90'", "Gula pasir", 'Paku 2", galvanis',
    "Telur ayam", "Malam batik \"carik\"", "Lilin & sumbu",
)  # fmt: skip
_UNITS = ("kg", "dus", "pcs", "m", "lusin")
_NOTES = (
    "", "Stok lama; jual dulu, jangan retur.", "Titipan Bu Rt, bayar belakangan", "ok", "Harga \"pasar\" naik",
    "Datang tiap Senin, Rabu, Jumat",
)  # fmt: skip

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A header and its records, all equally wide."""

    header: Row
    records: tuple[Row, ...]


def draw_owners(dice: Dice, rows: int) -> Table:
    """A list of proposed owners, as an office keeps it: some of its columns, not always in the same order."""
    columns = dict(_OWNER_COLUMNS)
    names = ["NO", "NIK", "NAMA LENGKAP", "ALAMAT"]
    names[1:3] = dice.pick((names[1:3], names[2:0:-1]))
    names += [name for name in columns if name not in names and dice.chance(0.75)]
    return _fill(dice, rows, {name: columns[name] for name in names})


def draw_goods(dice: Dice, rows: int) -> Table:
    """A stock book, which is like no list of owners: the reader must not know one only by its columns."""
    return _fill(dice, rows, dict(_GOODS_COLUMNS))


def draw_letters(dice: Dice, rows: int) -> Table:
    """A register of letters: text in most columns, two numbers."""
    return _fill(dice, rows, dict(_LETTER_COLUMNS))


def _fill(dice: Dice, rows: int, columns: dict[str, Callable[[Dice, int], str]]) -> Table:
    records = tuple(tuple(draw(dice, number) for draw in columns.values()) for number in range(1, rows + 1))
    return Table(tuple(columns), records)


def _day(dice: Dice, first: int, days: int) -> date:
    return date(first, 1, 1) + timedelta(dice.below(days))


def _nik(dice: Dice, _number: int) -> str:
    return f"3325{dice.between(1, 15):02}{_day(dice, 1955, 16_000):%d%m%y}{dice.between(9000, 9999)}"


def _money(dice: Dice, _number: int) -> str:
    return f"Rp {dice.between(1, 20)}.{dice.pick(('000', '500', '250'))}.000"


_OWNER_COLUMNS: tuple[tuple[str, Callable[[Dice, int], str]], ...] = (
    ("NO", lambda _dice, number: str(number)),
    ("NIK", _nik),
    ("NAMA LENGKAP", lambda dice, _: dice.pick(_NAMES)),
    ("ALAMAT", lambda dice, _: dice.pick(_STREETS).format(dice.between(1, 9))),
    ("DESA", lambda dice, _: dice.pick(_VILLAGES)),
    (
        "NO HP",
        lambda dice, _: f"08{dice.between(11, 99)}{dice.between(1_000_000, 99_999_999)}" if dice.chance(0.9) else "",
    ),
    ("TGL LAHIR", lambda dice, _: f"{_day(dice, 1955, 16_000):%d/%m/%Y}"),
    ("JENIS USAHA", lambda dice, _: dice.pick(_TRADES)),
    ("OMZET", _money),
    ("KETERANGAN", lambda dice, _: dice.pick(_REMARKS)),
)
_GOODS_COLUMNS: tuple[tuple[str, Callable[[Dice, int], str]], ...] = (
    ("TANGGAL", lambda _dice, number: f"{date(2021, 1, 1) + timedelta(number // 3):%d-%m-%Y}"),
    ("JAM", lambda dice, _: f"{dice.below(24):02}:{15 * dice.below(4):02}"),
    ("KODE", lambda dice, _: f"{dice.pick(('BR', 'MG', 'TK'))}-{dice.between(1000, 9999)}"),
    ("JML", lambda dice, _: str(dice.between(1, 40))),
    ("SATUAN", lambda dice, _: dice.pick(_UNITS)),
    ("HARGA", lambda dice, _: f"{dice.between(1, 999)}.{dice.between(0, 99):02}"),
    ("NAMA BARANG", lambda dice, _: dice.pick(_GOODS)),
    ("TAUTAN", lambda dice, _: f"https://toko.example/b/{dice.between(100, 999)}.html"),
    ("CATATAN", lambda dice, _: dice.pick(_NOTES)),
)
_SENDERS = ("Camat Bandar", "Dinas Koperasi, UKM", 'KSU "Makmur"', "Bp. Darto; RT 4", "Puskesmas I", "Kades Tulis")
_SUBJECTS = (
    "Undangan rapat, Senin", 'Data "usaha" baru', "Permohonan izin", "Laporan bulan lalu; susulan", "Salinan 2\" map",
    "Tindak lanjut, segera", "Jum'at bersih",
)  # fmt: skip
_LETTER_COLUMNS: tuple[tuple[str, Callable[[Dice, int], str]], ...] = (
    ("No. Agenda", lambda _dice, number: f"{number:03}"),
    ("Pengirim", lambda dice, _: dice.pick(_SENDERS)),
    ("Nomor Surat", lambda dice, _: f"{dice.between(10, 99)}/{dice.between(1, 300)}/{dice.pick(('IV', 'V', 'XI'))}"),
    ("Perihal", lambda dice, _: dice.pick(_SUBJECTS)),
    ("Diterima", lambda dice, _: f"{_day(dice, 2020, 700):%Y-%m-%d}"),
    ("Lampiran", lambda dice, _: dice.pick(("", "1 berkas", "2 lembar", "-"))),
    ("Paraf", lambda dice, _: dice.pick(("", "sudah", "belum"))),
)
