"""What is left of a number of 16 digits (NIK, KK) after typing, Excel and CSV: see docs/sources.md."""

import re
import unicodedata
from dataclasses import dataclass, replace

LENGTH = 16
UNKNOWN = "?"

KEPT_LENGTHS = range(14, 19)
"""Lengths at which a wrong number is still worth keeping: one or two digits lost or typed twice."""

LOOKALIKES = str.maketrans("OoIiLl|SsB", "0011111558")
"""Letters that are typed for digits."""

MOST_LETTERS = 6
"""Letters that may stand for digits in one number."""

LEAST_KNOWN = 4
"""Digits of a number in scientific notation that tell at least the regency."""

MOST_UNREADABLE = 2
"""More characters than this that are no digit, and a text of 16 characters is no number."""

COUNTING = "0123456789" * 3
_QUOTES = "'\"‘’`"

_LABEL = re.compile(r"^\W*(?:(?:no|nomor|n\s*i\s*k|e|ktp|kk)(?=[\W_\d])[\W_]*)+", re.IGNORECASE)
_NOISE = re.compile(r"[\s.,'\"‘’“”‚„`´′″*#=:;()\-‐‑‒–—_\u00ad\u200b-\u200f\u2060\ufeff]+")
_DECIMALS = re.compile(r"(?P<whole>[0-9.]{13,}(?=,)|[0-9,]{13,}(?=\.))[.,]0{1,2}")
_SCIENTIFIC = re.compile(r"(?P<first>[1-9])(?:[.,](?P<rest>[0-9]+))?[Ee]\+?(?P<power>[0-9]{1,2})")
_ALONE = re.compile(r"(?<![0-9])[0-9]{16}(?![0-9])")
_GROUPED = re.compile(r"[0-9](?:\.[0-9]{3}){5}|[0-9](?:,[0-9]{3}){5}")
"""`3.325.110.505.809.000`: only a number cell is shown with such groups."""

_SEVERAL = re.compile(r"[0-9]{16}(?:[^0-9]{1,5}[0-9]{16})+|(?:[0-9]{16}){2,3}")
_MASKED = re.compile(r"(?=.{16}$)[0-9]{4,14}[X*•?.]{2,12}[0-9]{0,4}", re.IGNORECASE)
"""`332511050580****`, `3325********9001`: some digits were hidden before the list was passed on."""


@dataclass(frozen=True, slots=True)
class Digits:
    """A number as far as it can be read.

    Attributes:
        number: Digits, `?` for an unknown one; `None` when nothing usable was typed.
        status: `ok`, `missing`, `placeholder`, `letters`, `masked`, `wrong_length` or `scientific`.
        is_number: The digits went through a number cell, so the last one may have been lost.
        has_second: Another number stood in the cell and was left out.
    """

    number: str | None
    status: str
    is_number: bool
    has_second: bool = False


def read_digits(text: str, *, is_number: bool) -> Digits:
    """Read a cell that should hold 16 digits.

    Args:
        text: The cell.
        is_number: It was stored as a number, not as text.

    >>> read_digits("‘3325.1105.0580.900l", is_number=False)
    Digits(number='3325110505809001', status='letters', is_number=False, has_second=False)
    """
    if len(text) == LENGTH and text.isascii() and text.isdecimal():
        return _judge(text, "ok", is_number)
    plain = _LABEL.sub("", unicodedata.normalize("NFKC", text)).strip()
    bare = plain.strip(_QUOTES)
    decimals = _DECIMALS.fullmatch(bare)
    if decimals:
        plain, is_number = decimals["whole"], True
    elif _GROUPED.fullmatch(bare):
        is_number = True
    return _read_odd(plain, is_number) or _judge(*_repair(_NOISE.sub("", plain)), is_number)


def _read_odd(plain: str, is_number: bool) -> Digits | None:  # noqa: FBT001 - handed through
    """Scientific notation, several numbers in one cell, or a number with hidden digits."""
    compact = "".join(plain.split()).strip(_QUOTES)
    scientific = _SCIENTIFIC.fullmatch(compact)
    if scientific:
        return _read_scientific(scientific)
    several = _SEVERAL.search(plain)
    if several:
        first, others = several[0][:LENGTH], set(re.findall(r"[0-9]{16}", several[0][LENGTH:]))
        return replace(_judge(first, "ok", is_number), has_second=bool(others - {first}))
    if _MASKED.fullmatch(compact):
        return Digits(re.sub(r"[^0-9]", UNKNOWN, compact), "masked", is_number)
    return None


def is_placeholder(digits: str) -> bool:
    """Was the number made up to fill the cell: one digit repeated, counting up, nothing behind the region?

    Looks at 15 digits, as Excel turns a sixteenth into 0.
    """
    seen = digits[:15]
    if len(set(seen)) == 1 or (len(seen) > 5 and seen in COUNTING):
        return True
    if len(digits) < LENGTH:
        return False
    return seen.startswith(("9999", "1234567")) or seen[6:] == seen[6] * 9 or seen[2:] == seen[:13]


def _read_scientific(found: re.Match[str]) -> Digits:
    """`3,32511E+15`. What is shown was rounded: unless all 16 digits are there, the last one is unknown too.

    Behind a rounded 0 the digit before may have been rounded up: 3325110 may come from 3325109.
    """
    shown = found["first"] + (found["rest"] or "")
    if int(found["power"]) != LENGTH - 1 or len(shown) > LENGTH:
        return Digits(None, "scientific", is_number=True)
    if len(shown) == LENGTH:
        return _judge(shown, "ok", is_number=True)
    known = shown.rstrip("0")[:-1]
    return Digits(known.ljust(LENGTH, UNKNOWN) if len(known) >= LEAST_KNOWN else None, "scientific", is_number=True)


def _repair(compact: str) -> tuple[str, str]:
    """Digits of a text without separators, and `ok` or `letters`."""
    if compact.isascii() and compact.isdecimal():
        return compact, "ok"
    alone = _ALONE.search(compact)
    if alone:
        return alone.group(), "ok"
    digits = re.sub(r"[^0-9]", "", compact)
    likely = compact.translate(LOOKALIKES)
    if len(digits) >= LENGTH - MOST_LETTERS and re.fullmatch(r"[0-9]+", likely):
        return likely, "letters"
    if len(compact) == LENGTH and len(digits) >= LENGTH - MOST_UNREADABLE:
        return re.sub(r"[^0-9]", UNKNOWN, likely), "letters"
    return digits, "ok"


def _judge(number: str, status: str, is_number: bool) -> Digits:  # noqa: FBT001 - handed through
    if not number:
        return Digits(None, "missing", is_number)
    if is_placeholder(number):
        return Digits(None, "placeholder", is_number)
    if len(number) != LENGTH:
        return Digits(number if len(number) in KEPT_LENGTHS else None, "wrong_length", is_number)
    return Digits(number, status, is_number)
