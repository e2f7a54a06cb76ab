"""Cleaning of any cell text: what can be seen, whether it says anything, and a form for look-ups."""

import re
import unicodedata

_UNSEEN = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0)], " ") | dict.fromkeys(
    [0xAD, 0x61C, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF, 0xFFFC, 0xFFFD]
)
"""Control characters part words, zero-width and direction marks do not."""

_NO_WORD = re.compile(r"[\W_]+")
_NOT_PLAIN = re.compile(r"[^\x20-\x7e]")

NULL_WORDS = frozenset(
    {
        "", "0", "00", "000", "X", "XX", "XXX", "NA", "N A", "NULL", "NONE", "NAN", "NIL", "NIHIL", "KOSONG",
        "TIDAK ADA", "TIDAKADA", "TDK ADA", "TDKADA", "TAK ADA", "NDAADA", "NDA ADA", "NDAK ADA", "GAK ADA",
        "GA ADA", "GAADA", "NGGAK ADA", "ENGGAK ADA", "ORA ONO", "TIDAK PUNYA", "TDK PUNYA", "GAK PUNYA",
        "TIDAK MEMILIKI", "TIDAK TAHU", "TIDAK TERISI", "TIDAK DIISI", "TIDAK DIKETAHUI", "BELUM", "BELUM ADA",
        "BLM ADA", "BELUMADA", "BELUM PUNYA", "BLM PUNYA", "BELUM DIISI", "PROSES", "DALAM PROSES", "MASIH PROSES",
        "SEDANG PROSES", "MENYUSUL", "LUPA",
    }
)  # fmt: skip
"""Folded texts that say there is nothing. Source: office lists of other regencies, spellings widened."""


def squeeze(text: str) -> str:
    r"""The text as a person sees it: compatible forms unified, unseen characters out, single blanks, stripped.

    A raised 2 is kept: in `gado²` it means that the word is said twice.

    >>> squeeze("  Siti\u200b \t Aminah\xa0")
    'Siti Aminah'
    """
    if _NOT_PLAIN.search(text):
        kept = text.translate(_UNSEEN)
        text = "".join(char if char == "²" else unicodedata.normalize("NFKC", char) for char in _compose(kept))
    return " ".join(text.split())


def is_null_word(text: str) -> bool:
    """Does the cell say, in whatever words, that there is nothing to say?

    >>> [is_null_word(text) for text in ("-", "Ndaada", "#N/A", "0", "Nada")]
    [True, True, True, True, False]
    """
    return fold(text) in NULL_WORDS


def fold(text: str) -> str:
    """Upper case, accents off, punctuation to blanks, squeezed: equal for texts that differ only in dress.

    >>> fold(" Gado-gado,  Café ")
    'GADO GADO CAFE'
    """
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text.translate(_UNSEEN))
        text = "".join(char for char in decomposed if not unicodedata.combining(char))
    return _NO_WORD.sub(" ", text).strip().upper()


def _compose(text: str) -> str:
    """Letters and accents typed apart put together, so that what follows may look at one character at a time."""
    return unicodedata.normalize("NFC", text)
