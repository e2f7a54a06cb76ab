"""Cells whose meaning is decided in cleaning: sex, hamlet, licence number, free text."""

from dataclasses import dataclass

from umkm_cli.knowledge.addresses import read_address
from umkm_cli.knowledge.text import fold, is_null_word, squeeze

GENDERS: dict[str, str] = {
    "L": "L", "LK": "L", "LAKI": "L", "LAKI LAKI": "L", "LAKILAKI": "L", "PRIA": "L", "COWOK": "L", "MALE": "L",
    "M": "L", "LAKI2": "L", "L K": "L", "1": "L",
    "P": "P", "PR": "P", "PEREMPUAN": "P", "PRP": "P", "PEREMP": "P", "WANITA": "P", "W": "P", "FEMALE": "P",
    "F": "P", "CEWEK": "P", "2": "P",
}  # fmt: skip
"""Words for the sexes; 1 and 2 as in the forms of BPS."""

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
    """
    return GENDERS.get(fold(text))


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
