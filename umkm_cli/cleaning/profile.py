"""What the values of a column look like, whatever its title says."""

import re
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Profile:
    """Shares, in [0..1], of a column's filled cells in a sample.

    Attributes:
        filled: Cells that were looked at.
        long: Look like a NIK or KK: 15 to 17 digits, or such a number in scientific notation.
        dated: Long numbers whose digits 7 to 12 can be a day, as in every NIK and KK.
        woman: Long numbers with a day above 40, as women have in a NIK and nobody in a KK.
        phone: Look like a phone.
        words: Are words without digits.
        phrases: Are two or more words without digits.
        gender: Name a sex.
        dates: Have the form of a date.
    """

    filled: int
    long: float
    dated: float
    woman: float
    phone: float
    words: float
    phrases: float
    gender: float
    dates: float


def look_at(texts: list[str]) -> Profile:
    """The profile of a column's texts; blank ones are left out."""
    filled = [text for text in texts if text]
    if len(filled) > SAMPLE:
        filled = filled[:: len(filled) // SAMPLE][:SAMPLE]
    count = len(filled) or 1
    letters = [text for text in filled if _LETTERS.match(text)]
    words = [text for text in letters if len(text) > 1]
    others = [text for text in filled if not _LETTERS.match(text)] if len(letters) < len(filled) else []
    numbers = ["".join(_DIGIT.findall(text)) for text in others if _LONG_NUMBER.match(text)]
    scientific = sum(bool(_SCIENTIFIC.match(text)) for text in others) if len(numbers) < len(others) else 0
    return Profile(
        filled=len(filled),
        long=(len(numbers) + scientific) / count,
        dated=sum(bool(_BIRTH_DATE.match(number)) for number in numbers) / (len(numbers) or 1),
        woman=sum(bool(_WOMAN_DAY.match(number)) for number in numbers) / (len(numbers) or 1),
        phone=sum(bool(_PHONE.match(text)) for text in others) / count,
        words=len(words) / count,
        phrases=sum(" " in text for text in words) / count,
        gender=sum(read_gender(text) is not None for text in letters if len(text) <= LONGEST_GENDER) / count,
        dates=sum(bool(_DATE.match(text)) for text in others) / count,
    )


def has_long_number(text: str) -> bool:
    """Does the cell hold what can be a NIK, damaged or not: eight digits or more, or scientific notation?"""
    return len(_DIGIT.findall(text)) >= 8 or bool(_SCIENTIFIC.match(text))
