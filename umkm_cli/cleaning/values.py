"""Cells whose meaning is decided in cleaning: sex, hamlet, licence number, free text."""

from dataclasses import dataclass

from rapidfuzz import fuzz, process

from umkm_cli.knowledge.addresses import read_address
from umkm_cli.knowledge.text import fold, is_null_word, squeeze

GENDERS: dict[str, str] = {
    "L": "L", "LK": "L", "LAKI": "L", "LAKI LAKI": "L", "LAKILAKI": "L", "PRIA": "L", "COWOK": "L", "MALE": "L",
    "M": "L", "LAKI2": "L", "L K": "L", "1": "L",
    "P": "P", "PR": "P", "PEREMPUAN": "P", "PRP": "P", "PEREMP": "P", "WANITA": "P", "W": "P", "FEMALE": "P",
    "F": "P", "CEWEK": "P", "2": "P",
    **dict.fromkeys(("LELAKI", "LANANG", "TN", "TUAN", "BAPAK", "BPK", "SDR", "SAUDARA", "01", "LK LK", "LK2"), "L"),
    **dict.fromkeys(("NY", "NYONYA", "NN", "NONA", "IBU", "SDRI", "SAUDARI", "WADON", "02", "PRMPN"), "P"),
}  # fmt: skip
"""Words for the sexes and forms of address; 1 and 2 as in the forms of BPS."""

_SPELLINGS = tuple(word for word in GENDERS if len(word) > 4)
_ALIKE = 75
"""Percent of letters that a misspelt word shares with a listed one."""

_SIGNS = {"♂": "L", "♀": "P"}

MOST_WORDS = 3
"""Words that a cell has at most that tells a sex: `1. Laki-laki`, `P (Perempuan)`."""

SHORTEST_MISSPELT = 6

NIB_LENGTH = 13


@dataclass(frozen=True, slots=True)
class Nib:
    """A business licence number; None with `is_bad` for a cell that holds something else."""

    number: str | None
    is_bad: bool


def read_gender(text: str) -> str | None:
    """`L`, `P` or None.

    >>> read_gender("Laki-laki"), read_gender("perempuan"), read_gender("-")
    ('L', 'P', None)
    >>> read_gender("1. Laki-laki"), read_gender("Perempaun"), read_gender("L / P")
    ('L', 'P', None)
    """
    plain = fold(text)
    known = GENDERS.get(plain) or _SIGNS.get(text.strip())
    if known or not plain:
        return known
    words = plain.removeprefix("JENIS KELAMIN ").split()
    told = {GENDERS[word] for word in words if word in GENDERS and not word.isdecimal()}
    if len(told) == 1 and len(words) <= MOST_WORDS:
        return told.pop()
    near = (
        None
        if told or len(plain) < SHORTEST_MISSPELT
        else process.extractOne(plain, _SPELLINGS, scorer=fuzz.ratio, score_cutoff=_ALIKE)
    )
    return GENDERS[near[0]] if near else None


def read_text(text: str) -> str | None:
    """Free text, squeezed; None when it says that there is nothing.

    >>> read_text(" Budi  S "), read_text("tidak ada")
    ('Budi S', None)
    """
    return None if is_null_word(text) else squeeze(text)


def read_hamlet(text: str) -> str | None:
    """The name of a hamlet, without the word for it."""
    plain = read_text(text)
    if plain is None or plain.isdigit():
        return None
    return read_address(plain).hamlet or read_address(f"Dukuh {plain}").hamlet or plain.title()


def read_nib(text: str) -> Nib:
    """The 13 digits of a licence number.

    >>> read_nib("NIB 9120 0012 34567").number
    '9120001234567'
    """
    digits = "".join(char for char in text if char.isascii() and char.isdigit())
    if len(digits) == NIB_LENGTH:
        return Nib(digits, is_bad=False)
    return Nib(None, is_bad=not is_null_word(text) and len(digits) > 1)
