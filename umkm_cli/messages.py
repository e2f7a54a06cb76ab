"""Every sentence a user reads, by key and language. Personal numbers and control characters never get through."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib import resources

LANGUAGES = ("id", "en")

_LONG_NUMBER = re.compile(r"(?P<place>(?<!\d)\d\d\.\d\d\.\d\d\.\d{4}(?!\d))|\d(?:[\s.\-]?\d){8,}")
"""Nine or more digits, as a phone, NIK or KK number has, also when broken up by spaces, dots or dashes; the code of a
village, `33.25.11.2001`, is told apart."""

_MONTHS_ID = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip


class Id(str):
    """A name that umkm itself gave, such as a `record_id`: shown whole, however many digits it holds."""

    __slots__ = ()


def say(key: str, language: str, **facts: object) -> str:
    """The sentence of `key` in `language`, its placeholders filled.

    Numbers and dates are written as the language writes them, text is cleaned by `safe`.

    Raises:
        KeyError: No such message: a bug, and `tests/test_house_rules.py` looks for it.
    """
    template = catalogue(language)[key]
    return template.format_map({name: show(value, language) for name, value in facts.items()})


def has(key: str) -> bool:
    """Is there a message of this key?"""
    return key in catalogue("en")


@cache
def catalogue(language: str) -> Mapping[str, str]:
    """All messages of a language, keys joined by dots."""
    text = resources.files("umkm_cli").joinpath("locales", f"{language}.toml").read_text("utf-8")
    return {
        f"{section}.{name}": sentence
        for section, sentences in tomllib.loads(text).items()
        for name, sentence in sentences.items()
    }


def show(value: object, language: str) -> str:
    """A value as people of the language write it: 105.000 or 105,000."""
    if isinstance(value, bool) or value is None:
        return str(value)
    if isinstance(value, int):
        return _separate(f"{value:,}", language)
    if isinstance(value, float):
        return _separate(f"{value:,.1f}", language)
    if isinstance(value, date):
        month = _MONTHS_ID[value.month - 1] if language == "id" else f"{value:%B}"
        return f"{value.day} {month} {value.year}"
    return safe(value if isinstance(value, str) else str(value))


def percent(share: float | None, language: str) -> str:
    """A share in [0..1] as a percentage with one decimal; a dash when there is none."""
    return "–" if share is None else _separate(f"{share * 100:.1f}", language) + " %"


def safe(text: str) -> str:
    """Text from a cell or a file name, fit to be shown: no control characters, long numbers masked; an `Id` whole."""
    if isinstance(text, Id):
        return str(text)
    return _LONG_NUMBER.sub(lambda found: found["place"] or mask(found.group()), visible(text))


def visible(text: str) -> str:
    """Text with a blank for every character that moves the cursor, reverses the text or shows nothing."""
    if text.isprintable():
        return text
    return "".join(" " if unicodedata.category(char) in _UNSEEN else char for char in text)


_UNSEEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})
"""Unicode categories that `visible` takes out. `Cn` holds U+FFFF, which no workbook can hold."""


SHOWN = 4
"""Digits of a number that are not hidden."""


def mask(number: str) -> str:
    """A NIK, KK or phone number with all but its first four digits hidden.

    Four digits of a NIK tell the regency and no person; the last four would tell the serial.

    >>> mask("3325110505809001")
    '3325************'
    """
    digits = re.sub(r"\D", "", number)
    return digits[:SHOWN] + "*" * (len(digits) - SHOWN)


def mask_apart(left: str, right: str) -> tuple[str, str]:
    """Two numbers hidden as `mask` does, so that it can be seen where they differ.

    A hidden digit is `*` where both are equal, `#` where they differ, `?` where one of them is not known. Numbers of
    different lengths have no digits that stand for each other; all that is hidden is `*` then.

    >>> mask_apart("3325110505809001", "332511050580901?")
    ('3325*********#*?', '3325*********#*?')
    """
    one, other = (re.sub(r"[^\d?]", "", number) for number in (left, right))
    if len(one) != len(other):
        return mask(left), mask(right)
    marks = "".join(
        "?" if "?" in (a, b) else "*" if a == b else "#" for a, b in zip(one[SHOWN:], other[SHOWN:], strict=True)
    )
    return one[:SHOWN] + marks, other[:SHOWN] + marks


def _separate(number: str, language: str) -> str:
    return number.translate(str.maketrans(",.", ".,")) if language == "id" else number
