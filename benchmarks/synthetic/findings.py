"""Findings: what is found at the door, and what is asked there."""

from benchmarks.synthetic.dice import Bag, Dice
from benchmarks.synthetic.entries import Cell, Entry
from benchmarks.synthetic.survey import ENUMERATORS, REMARKS

WORDS: dict[int | None, tuple[str, ...]] = {
    1: ("masih produksi", "Masih berproduksi", "aktif", "AKTIF", "masih jalan", "jalan", "Ya", "ya", "1", "1. Aktif"),
    2: ("tutup sementara", "libur dulu", "Tutup sementara", "2", "vakum"),
    3: ("belum produksi", "belum mulai", "3. Belum berproduksi"),
    4: ("tutup", "sudah tutup", "TUTUP", "tidak produksi lagi", "berhenti", "Tidak", "bangkrut", "meninggal", "4"),
    5: ("ganti usaha", "alih usaha", "Alih Usaha"),
    6: ("tidak ditemukan", "tidak ketemu", "alamat tidak jelas"),
    7: ("pindah", "aktif, pindah", "7"),
    8: ("menolak", "tidak mau diwawancara", "aktif nonrespon"),
    9: ("duplikat", "sudah didata"),
    10: ("salah wilayah", "bukan warga sini"),
    None: ("-", ""),
}
"""Words for each code of the BPS business register; None: nothing is told."""
_FOUND: Bag[int | None] = Bag(tuple(WORDS), (59, 8, 3, 16, 3, 3, 2, 2, 1, 1, 2))
_GONE = frozenset({4, 5, 6, 9, 10})
_SALES = Bag((None, 6, 12, 18, 36, 60, 120, 300, 900, 2_400, 16_000), (30, 8, 14, 14, 14, 10, 6, 2.4, 1, 0.5, 0.1))
_CAPITAL = Bag((None, 0, 1, 2, 5, 10, 25, 60, 150, 1_500, 6_000), (25, 2, 14, 18, 18, 12, 7, 2.5, 1, 0.4, 0.1))
"""In millions of rupiah."""


def find(entry: Entry, dice: Dice) -> None:
    """Fill in what an enumerator writes down."""
    found = dice.of(_FOUND)
    if found in _GONE and dice.chance(0.7):
        entry.product = ""
    entry.extras |= {
        "found": found,
        "status": dice.pick(WORDS[found]) or None,
        "enumerator": dice.pick(ENUMERATORS),
        "remark": dice.of(REMARKS),
        "year": 2026,
        "nib": f"9120{dice.digits(9)}" if dice.chance(0.2) else dice.pick((None, "Proses", "-", "belum punya")),
        "sales": _rupiah(dice.of(_SALES), dice),
        "capital": _rupiah(dice.of(_CAPITAL), dice),
        "workers": dice.pick((None, 0, 1, 1, 2, 2, 3, 5)),
    }


def find_again(entry: Entry, dice: Dice, *, is_correction: bool) -> None:
    """What a later row says: mostly another status than the first, as that is why somebody went, or corrected it."""
    others = [code for code in (1, 2, 4, 5, 7) if code != entry.extras["found"]]
    if is_correction or dice.chance(0.6):
        found = dice.pick(others)
        entry.extras |= {"found": found, "status": dice.pick(WORDS[found])}
    entry.extras |= {
        "enumerator": dice.pick(ENUMERATORS),
        "remark": "ralat data" if is_correction else "kunjungan ulang",
    }


def _rupiah(millions: int | None, dice: Dice) -> Cell:
    """An amount as a number or in one of three ways to write it."""
    if millions is None:
        return dice.pick((None, None, "-"))
    full = millions * 1_000_000
    forms: tuple[Cell, ...] = (full, full, f"{full:,}".replace(",", "."), f"Rp {full:,}".replace(",", "."))
    return dice.pick((*forms, f"{millions} juta") if 0 < millions < 1_000 else forms)
