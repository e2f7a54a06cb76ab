"""What the values of a column look like, whatever its title says."""

import re
from functools import cached_property

from umkm_cli.cleaning.values import read_gender

SAMPLE = 48
"""Cells looked at per column; enough to tell shares of a fifth from shares of a half."""

LONGEST_GENDER = 10

_LONG_NUMBER = re.compile(r"^(?:NIK|KK|NO)?[^\w]{0,4}(?:\d[\s.\-]{0,2}){15,17}\D?$", re.IGNORECASE)
_SCIENTIFIC = re.compile(r"^\d[.,]\d{2,}E\+?1[456]$", re.IGNORECASE)
_PHONE = re.compile(r"^\D{0,3}(?:0|62|8)(?:[\s.\-]{0,2}\d){8,12}\D*")
_DATE = re.compile(r"^(?:\d{1,2}\s*[\s./-]\s*[^\W_]{1,9}\s*[\s./-]\s*\d{2,4}|\d{4}-\d\d-\d\d)(?:[ T]00:00:00)?$")
_DIGIT = re.compile(r"\d")
_LETTERS = re.compile(r"^[^\W\d_][^\d@:/]*$")
_WOMAN_DAY = re.compile(r"^\d{6}(?:4[1-9]|[56]\d|7[01])")
_BIRTH_DATE = re.compile(r"^\d{6}(?:0[1-9]|[12456]\d|3[01]|7[01])(?:0[1-9]|1[0-2])\d{2}")


class Profile:
    """Shares, in [0..1], of a column's filled cells in a sample; each is counted when it is asked for.

    Attributes:
        filled: Cells that were looked at.
    """

    def __init__(self, sample: list[str]) -> None:
        self.filled = len(sample)
        self._count = len(sample) or 1
        self._letters = [text for text in sample if _LETTERS.match(text)]
        self._others = [text for text in sample if not _LETTERS.match(text)] if len(self._letters) < self.filled else []

    @cached_property
    def long(self) -> float:
        """Look like a NIK or KK: 15 to 17 digits, or such a number in scientific notation."""
        scientific = sum(bool(_SCIENTIFIC.match(text)) for text in self._others)
        return (len(self._numbers) + scientific) / self._count

    @cached_property
    def dated(self) -> float:
        """Long numbers whose digits 7 to 12 can be a day, as in every NIK and KK."""
        return sum(bool(_BIRTH_DATE.match(number)) for number in self._numbers) / (len(self._numbers) or 1)

    @cached_property
    def woman(self) -> float:
        """Long numbers with a day above 40, as women have in a NIK and nobody in a KK."""
        return sum(bool(_WOMAN_DAY.match(number)) for number in self._numbers) / (len(self._numbers) or 1)

    @cached_property
    def phone(self) -> float:
        """Look like a phone."""
        return sum(bool(_PHONE.match(text)) for text in self._others) / self._count

    @cached_property
    def words(self) -> float:
        """Are words without digits."""
        return sum(len(text) > 1 for text in self._letters) / self._count

    @cached_property
    def phrases(self) -> float:
        """Are two or more words without digits."""
        return sum(" " in text for text in self._letters if len(text) > 1) / self._count

    @cached_property
    def gender(self) -> float:
        """Name a sex."""
        short = (text for text in self._letters if len(text) <= LONGEST_GENDER)
        return sum(read_gender(text) is not None for text in short) / self._count

    @cached_property
    def dates(self) -> float:
        """Have the form of a date."""
        return sum(bool(_DATE.match(text)) for text in self._others) / self._count

    @cached_property
    def _numbers(self) -> list[str]:
        return ["".join(_DIGIT.findall(text)) for text in self._others if _LONG_NUMBER.match(text)]


def look_at(texts: list[str]) -> Profile:
    """The profile of a column's texts; blank ones are left out."""
    filled = [text for text in texts if text]
    if len(filled) > SAMPLE:
        filled = filled[:: len(filled) // SAMPLE][:SAMPLE]
    return Profile(filled)


def has_long_number(text: str) -> bool:
    """Does the cell hold what can be a NIK, damaged or not: eight digits or more, or scientific notation?"""
    return len(_DIGIT.findall(text)) >= 8 or bool(_SCIENTIFIC.match(text))
