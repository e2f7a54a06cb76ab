"""What a row says about the conditions of the grant: occupation, credit, and remarks of who checked the list."""

import re

from umkm_cli.knowledge.amounts import read_amount
from umkm_cli.knowledge.text import fold, is_null_word

BARRED = frozenset(
    {
        "ASN", "PNS", "CPNS", "PNSD", "PPPK", "P3K", "TNI", "POLRI", "POLISI", "TENTARA", "BRIMOB", "PRAJURIT",
        "BUMN", "BUMD",
    }
)  # fmt: skip
"""Those who may not have the grant. Source: PermenKUKM 6/2020 and 2/2021: neither ASN, TNI, Polri, BUMN nor BUMD."""

BARRED_PHRASES = re.compile(r"\bPEGAWAI NEGERI\b|\bAPARATUR SIPIL\b|\bANGKATAN (?:DARAT|LAUT|UDARA)\b")

NOT_HERSELF = frozenset(
    {
        "BUKAN", "TIDAK", "TDK", "NON", "PENSIUN", "PENSIUNAN", "PURNA", "PURNAWIRAWAN", "PURNAWIRAWATI", "EKS",
        "MANTAN", "ISTRI", "ISTERI", "SUAMI", "ANAK", "JANDA", "DUDA", "WARAKAWURI", "HONORER", "KANTIN", "WARUNG",
        "DAGANG",
    }
)  # fmt: skip
"""Words before which an occupation is no longer, or not, the owner's own."""

DEAD = frozenset({"MENINGGAL", "ALM", "ALMH", "ALMARHUM", "ALMARHUMAH", "WAFAT", "MENINGAL", "MENINGGALDUNIA"})
RELATIVES = frozenset({"SUAMI", "ISTRI", "ISTERI", "ANAK", "BAPAK", "AYAH", "IBU", "ORANGTUA", "TUA", "JANDA", "DUDA"})
"""Before these words another one died."""

BORROWING = frozenset(
    {"KUR", "KREDIT", "PINJAMAN", "PINJAM", "NASABAH", "DEBITUR", "CICILAN", "ANGSURAN", "HUTANG", "UTANG"}
)
BANKS = frozenset(
    {"BRI", "BNI", "BSI", "BTN", "MANDIRI", "BPR", "BKK", "PNM", "MEKAAR", "MEKAR", "BTPN", "JATENG", "BANK"}
)
YES = frozenset({"Y", "YA", "IYA", "YES", "V", "ADA", "PUNYA", "TRUE", "SEDANG", "MASIH", "MEMILIKI"})
NO = frozenset(
    {
        "T",
        "TIDAK",
        "TDK",
        "TAK",
        "TAKADA",
        "N",
        "NO",
        "FALSE",
        "BUKAN",
        "BELUM",
        "BLM",
        "TANPA",
        "BEBAS",
        "NON",
        "LUNAS",
        "PERNAH",
    }
)


def is_barred(text: str) -> bool:
    """Does an occupation bar its owner from the grant?

    >>> [is_barred(text) for text in ("PNS", "Guru (ASN)", "Pensiunan PNS", "istri TNI", "Wiraswasta", "karyawan BUMN")]
    [True, True, False, False, False, True]
    """
    plain = fold(text)
    words = plain.split()
    if not (any(word in BARRED for word in words) or BARRED_PHRASES.search(plain)):
        return False
    return NOT_HERSELF.isdisjoint(words)


def read_credit(text: str) -> bool | None:
    """Does the owner pay back a bank's credit? None when the cell does not tell.

    >>> [read_credit(text) for text in ("Ya", "KUR BRI 10 jt", "tidak ada", "sudah lunas", "-", "lainnya")]
    [True, True, False, False, None, None]
    """
    words = set(fold(text).split())
    if words & NO:
        return False
    if is_null_word(text):
        return None
    return True if words & (YES | BORROWING | BANKS) or read_amount(text).rupiah else None


def read_remark(text: str) -> frozenset[str]:
    """Flags that a note, or what became of the proposal, earns: `deceased`, `not_eligible_occupation`, `has_credit`.

    >>> [sorted(read_remark(text)) for text in ("meninggal dunia", "gagal, ASN", "suami meninggal")]
    [['deceased'], ['not_eligible_occupation'], []]
    """
    words = fold(text).split()
    flags = set()
    at = next((place for place, word in enumerate(words) if word in DEAD), None)
    if at is not None and RELATIVES.isdisjoint(words[:at]) and NO.isdisjoint(words[:at]):
        flags.add("deceased")
    if is_barred(text):
        flags.add("not_eligible_occupation")
    if "KUR" in words and NO.isdisjoint(words):
        flags.add("has_credit")
    return frozenset(flags)
