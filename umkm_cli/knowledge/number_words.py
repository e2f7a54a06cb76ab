"""Numbers in Indonesian words: `dua juta lima ratus ribu`."""

from umkm_cli.knowledge.text import fold

_ONES = ("NOL", "SATU", "DUA", "TIGA", "EMPAT", "LIMA", "ENAM", "TUJUH", "DELAPAN", "SEMBILAN")
SMALL = {word: number for number, word in enumerate(_ONES)} | {"SE": 1, "SEPULUH": 10, "SEBELAS": 11, "SERATUS": 100}
TENS = {"PULUH": 10, "RATUS": 100}
LARGE = {"RIBU": 10**3, "JUTA": 10**6, "MILYAR": 10**9, "MILIAR": 10**9}
JOINED = {"SERIBU": ("SATU", "RIBU"), "SEJUTA": ("SATU", "JUTA"), "SEMILYAR": ("SATU", "MILYAR")}
IGNORED = frozenset({"RUPIAH", "ORANG", "SAJA"})


def read_number_words(text: str) -> int | None:
    """The number that a text spells out; None when one of its words is none of a number.

    >>> [read_number_words(text) for text in ("dua juta lima ratus ribu rupiah", "sebelas", "dua orang", "sendiri")]
    [2500000, 11, 2, None]
    """
    total, group, words = 0, 0, 0
    for word in (part for one in fold(text).split() for part in JOINED.get(one, (one,))):
        if word in SMALL:
            group += SMALL[word]
        elif word == "BELAS":
            group += 10
        elif word in TENS:
            group = group // 100 * 100 + group % 100 * TENS[word] if word == "PULUH" else group * TENS[word]
        elif word in LARGE:
            total, group = total + max(group, 1) * LARGE[word], 0
        elif word not in IGNORED:
            return None
        words += word not in IGNORED
    return total + group if words else None
