"""Phone numbers as typed into lists, to E.164. No digit is ever invented."""

import re
from dataclasses import dataclass

MOBILE_STARTS = ("81", "82", "83", "85", "87", "88", "89")
"""First digits of Indonesian mobile numbers, without the leading zero."""

MOBILE_LENGTHS = range(9, 13)
"""Digits of a mobile number without its leading zero."""

LONG_AREAS_LENGTHS, SHORT_AREAS_LENGTHS = range(9, 12), range(8, 11)
"""Digits of a landline without its leading zero: area code of three (285 Batang) or two (24 Semarang) digits."""

SHORT_AREAS = ("21", "22", "24", "31", "61")
"""Area codes of two digits."""

LOOKALIKES = str.maketrans("OoIilL|SsB", "0011111558")

_COUNTING = "012345678901234567890"
_BREAK = re.compile(r"[/,;&|\n\r\t\\]+|\b(?:atau|dan|or|and)\b", re.IGNORECASE)
_BLANK_BEFORE_START = re.compile(r"\s+(?=\+?(?:62|0)[\s-]?8)")
_LETTERS = r"(?=[^\W\d_]{2})[^\W\d_]*[^\W\d_OoIilLSsB][^\W\d_]*"  # one of them is typed for no digit: a word
_WORD = re.compile(
    rf"(?<![0-9]){_LETTERS}|{_LETTERS}(?![0-9])"  # between two digits it is a slip, and the number is unreadable
    r"|(?<![0-9])[^\W\d_]{2,}(?![0-9])"
)
_NOISE = re.compile(r"[\s.()'\"‘’`´_:=*#\-‐‑‒–—\u00ad\u2212\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")
_SCIENTIFIC = re.compile(r"\s*[0-9][.,][0-9]+\s*E\s*\+?\s*[0-9]+\s*", re.IGNORECASE)
_SECOND_START = re.compile(r"(?<=\d{9})08")
_DECIMALS = re.compile(r"(?<=[0-9]{7})[.,]0$")
_PLAIN_MOBILE = re.compile(r"08[1-35789][0-9]{7,10}")


@dataclass(frozen=True, slots=True)
class Phones:
    """The numbers of one cell, in E.164; `status` is `ok`, `missing`, `placeholder` or `bad`."""

    first: str | None
    second: str | None
    status: str


def read_phones(text: str) -> Phones:
    """Read a phone cell that may hold two numbers.

    >>> read_phones("081234567001 / 85712345002")
    Phones(first='+6281234567001', second='+6285712345002', status='ok')
    """
    if _PLAIN_MOBILE.fullmatch(text) and not _is_made_up(text):
        return Phones(f"+62{text[1:]}", None, "ok")
    if _SCIENTIFIC.fullmatch(text):
        text = _write_out(text)
        if not text:
            return Phones(None, None, "bad")
    pieces = [digits for piece in _split(text) if (digits := _read_digits(piece))]
    numbers = [number for piece in pieces if (number := _to_e164(piece))] or _split_joined(pieces)
    if not numbers:
        return Phones(None, None, _why_none(text, pieces))
    different = list(dict.fromkeys(numbers))
    return Phones(different[0], different[1] if len(different) > 1 else None, "ok")


def _split(text: str) -> list[str]:
    """The cell cut into numbers: at marks, and at blanks where both sides are numbers of their own.

    `0285/391234` is one number: what stands before the mark is none by itself.
    """
    text = _DECIMALS.sub("", text.strip())
    pieces = _BREAK.split(text)
    if len(pieces) > 1 and not any(_to_e164(_read_digits(piece)) for piece in pieces):
        pieces = ["".join(pieces), *pieces]
    starts = _BLANK_BEFORE_START.split(text)
    if len(pieces) == 1 and all(_to_e164(_read_digits(start)) for start in starts):
        return starts
    return pieces


def _write_out(text: str) -> str:
    """Digits of a number in scientific notation if all are shown (`8.1234567001E+10`), else nothing."""
    first, _, power = text.strip().upper().replace(",", ".").partition("E")
    whole, _, rest = first.strip().partition(".")
    places = int(power.strip().lstrip("+"))
    return whole + rest if len(rest) == places else ""


def _split_joined(pieces: list[str]) -> list[str]:
    """Two mobile numbers without anything between them, if there is only one way to part them."""
    ways = [
        (one, other)
        for piece in pieces
        for found in _SECOND_START.finditer(piece)
        if (one := _to_e164(piece[: found.start()])) and (other := _to_e164(piece[found.start() :]))
    ]
    return list(ways[0]) if len(ways) == 1 else []


def _read_digits(piece: str) -> str:
    """Digits of a piece, words and separators off; empty when a character is left that is no digit."""
    compact = _NOISE.sub("", _WORD.sub("", piece)).translate(LOOKALIKES)
    compact = compact.removeprefix("+")
    return compact if compact.isascii() and compact.isdecimal() else ""


def _to_e164(digits: str) -> str | None:
    national = _drop_prefix(digits)
    if national is None or _is_made_up(f"0{national}"):
        return None
    return f"+62{national}" if _is_mobile(national) or _is_landline(national, digits) else None


def _drop_prefix(digits: str) -> str | None:
    """The number without country code and leading zeros; `None` when it begins like no number."""
    if digits.startswith(("62", "0062")):
        return digits.lstrip("0")[2:].lstrip("0")
    if digits.startswith("0"):
        return digits[1:]
    return digits if digits.startswith("8") else None


def _is_mobile(national: str) -> bool:
    return national.startswith(MOBILE_STARTS) and len(national) in MOBILE_LENGTHS


def _is_landline(national: str, digits: str) -> bool:
    """A landline begins with its area code, which begins with 2-7 or 9; a number without its 0 is not taken for one."""
    if not national or national[0] in "018" or not digits.startswith(("0", "62")):
        return False
    return len(national) in (SHORT_AREAS_LENGTHS if national.startswith(SHORT_AREAS) else LONG_AREAS_LENGTHS)


def _is_made_up(number: str) -> bool:
    """Is `number`, which begins with 0, `0812345678...` or one digit repeated behind the 08?"""
    return len(set(number[2:])) <= 1 or _COUNTING[1:].startswith(number[2:])


def _why_none(text: str, pieces: list[str]) -> str:
    if not re.search(r"[0-9]", text):
        return "missing"
    is_made_up = bool(pieces) and all(_is_filler(piece) for piece in pieces)
    return "placeholder" if is_made_up else "bad"


def _is_filler(digits: str) -> bool:
    national = _drop_prefix(digits)
    return len(set(digits)) == 1 or digits in _COUNTING or (national is not None and _is_made_up(f"0{national}"))
