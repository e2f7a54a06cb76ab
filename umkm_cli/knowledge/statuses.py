"""Production status of a business, as the business register of BPS counts it."""

import re
from functools import cache

from rapidfuzz import fuzz, process

from umkm_cli.knowledge.tables import read_table
from umkm_cli.knowledge.text import fold

STATUSES: dict[int, str] = {
    1: "Aktif",
    2: "Tutup Sementara",
    3: "Belum Beroperasi/Berproduksi",
    4: "Tutup",
    5: "Alih Usaha",
    6: "Tidak Ditemukan",
    7: "Aktif Pindah",
    8: "Aktif Nonrespon",
    9: "Duplikat",
    10: "Salah Kode Wilayah",
}
"""Codes of the register and their terms. Source: BPS business register."""

PRODUCING = frozenset({1, 7, 8})
"""Codes of businesses that still produce."""

_CODE = re.compile(r"^(10|[1-9])(?:\.0+)?(?:\s*[.):=\-]\s*\D.*|\s*[.)]?)$")
_SHORT = {
    "TDK": "TIDAK", "TAK": "TIDAK", "GAK": "TIDAK", "GA": "TIDAK", "NGGAK": "TIDAK", "ENGGAK": "TIDAK", "ORA": "TIDAK",
    "SDH": "SUDAH", "UDAH": "SUDAH", "MSH": "MASIH", "BLM": "BELUM", "SMTR": "SEMENTARA", "SEMENTRA": "SEMENTARA",
    "PROD": "PRODUKSI", "BERPRODUKSI": "PRODUKSI", "MEMPRODUKSI": "PRODUKSI", "OPERASI": "BEROPERASI",
}  # fmt: skip
_ALIKE = 80
"""Percent of letters that a misspelt word shares with a listed one: `aktip` and `tutp` pass, `pinjam` does not."""


def read_status(text: str) -> int | None:
    """The code a status cell tells; None when it tells none.

    A code counts when it stands alone or before its term. Words are looked for in the order of the table, so that
    `sementara tutup` and `tidak aktif` win over the words in them. A plain yes means producing (1), a plain no closed
    (4), moved without more means active elsewhere (7).

    >>> [read_status(text) for text in ("1. Aktif", "sdh tdk produksi", "libur", "ya", "-")]
    [1, 4, 2, 1, None]
    """
    code = _CODE.match(text.strip())
    if code:
        return int(code[1])
    words = [_SHORT.get(word, word) for word in _words(text)]
    if not words:
        return None
    whole = " ".join(words)
    if whole in _alone():
        return _alone()[whole]
    return _contained(whole) or _contained(" ".join(_mended(word) for word in words))


def _words(text: str) -> list[str]:
    if text.strip() in {"√", "✓", "✔", "☑"}:
        return ["V"]
    return fold(text).split()


def _contained(whole: str) -> int | None:
    padded = f" {whole} "
    return next((code for phrase, code in _phrases() if phrase in padded), None)


def _mended(word: str) -> str:
    """The listed word that a misspelt one is nearest to."""
    if len(word) < 4:
        return word
    found = process.extractOne(
        word, _vocabulary(), scorer=fuzz.ratio, score_cutoff=_ALIKE - (8 if len(word) < 6 else 0)
    )
    return found[0] if found else word


@cache
def _alone() -> dict[str, int]:
    """Texts that tell a status only when nothing else is written."""
    return {row["phrase"]: int(row["code"]) for row in read_table("statuses") if row["where"] == "alone"}


@cache
def _phrases() -> tuple[tuple[str, int], ...]:
    return tuple((f" {row['phrase']} ", int(row["code"])) for row in read_table("statuses") if row["where"] == "within")


@cache
def _vocabulary() -> tuple[str, ...]:
    words = {word for phrase, _ in _phrases() for word in phrase.split() if len(word) > 3}
    return tuple(sorted(words))
