"""The survey: owners visited in 2026, named and placed by whoever stood at the door."""

from collections.abc import Iterable
from datetime import date

from benchmarks.synthetic.clerk import Clerk
from benchmarks.synthetic.dice import Bag, Dice
from benchmarks.synthetic.entries import Entry, Rates
from benchmarks.synthetic.people import Person

AT_THE_DOOR = Rates(
    name=0.25,
    titles=0.3,
    husband=0.01,
    nik=(("nik_missing", 0.35), ("nik_wrong_digit", 0.04)),
    phone_other=0.12,
    phone_missing=0.15,
    phone_officer=0.0,
    village_missing=0.01,
    rt_missing=0.08,
    moved=0.01,
    other_business=0.0,
)
_RUNNING = ("masih produksi", "Masih berproduksi", "aktif", "AKTIF", "masih jalan", "jalan", "Ya", "ya", "produksi")
_RESTING = ("tutup sementara", "libur dulu", "Tutup sementara", "produksi kalau ada pesanan", "belum produksi")
_STOPPED = ("tutup", "sudah tutup", "TUTUP", "tidak produksi lagi", "berhenti", "Tidak", "bangkrut")
_OTHER = ("ganti usaha", "pindah", "tidak ditemukan", "alamat tidak ketemu", "meninggal", "-")
STATUSES: Bag[tuple[str, tuple[str, ...]]] = Bag(
    (("running", _RUNNING), ("resting", _RESTING), ("stopped", _STOPPED), ("other", _OTHER)),
    (62, 10, 18, 10),
)
"""What is found at the door, and the words enumerators have for it."""
ENUMERATORS = ("Dian", "Rofiq", "Yuli A.", "Hendra", "Isti", "Bayu")
REMARKS = Bag((None, "ditemui suami", "ditemui anak", "pesanan lebaran saja", "pindah rumah", "perlu dikunjungi lagi"),
               (70, 8, 8, 5, 3, 6))  # fmt: skip


def visit(people: Iterable[Person], clerk: Clerk, dice: Dice, rates: Rates = AT_THE_DOOR) -> list[Entry]:
    """One entry per visit, by day."""
    entries = [_visit(person, clerk, dice, rates) for person in people]
    return sorted(entries, key=lambda entry: str(entry.extras["visited_on"]))


def _visit(person: Person, clerk: Clerk, dice: Dice, rates: Rates) -> Entry:
    entry = clerk.enter(person, rates, ("survey",))
    found, words = dice.of(STATUSES)
    if found in {"stopped", "other"} and dice.chance(0.7):
        entry.product = ""
    entry.extras |= {
        "visited_on": dice.day(date(2026, 2, 2), date(2026, 10, 30)),
        "enumerator": dice.pick(ENUMERATORS),
        "status": dice.pick(words),
        "remark": dice.of(REMARKS),
        "year": 2026,
    }
    return entry
