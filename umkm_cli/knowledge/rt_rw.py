"""RT and RW numbers in every way they are written: in an address, in a column of both, in a column of one."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from umkm_cli.knowledge.text import is_null_word, squeeze

_ROMAN = {
    "I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10,
    "XI": 11, "XII": 12, "XIII": 13, "XIV": 14, "XV": 15,
}  # fmt: skip

ROMAN_NUMBERS = frozenset(_ROMAN)
"""Roman numbers that RT, RW and hamlets are counted with."""

_LIKE_DIGITS = str.maketrans("OIL", "011")
_SAME_MARKS = str.maketrans("_–—‐‑", " ----")
"""Strokes of any kind are one, and a line below parts words as a blank does."""

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "JAN", "FEB PEB", "MAR", "APR", "MAY MEI", "JUN", "JUL", "AUG AGU AGT", "SEP", "OCT OKT", "NOV NOP",
            "DEC DES",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip

_NUMBER = r"(\d{1,3}(?!\d)|[IVX]+(?![^\W\d_]))"
_R = r"R(?<![^\W\d_]R)"
"""An R that begins a word; it stands before the look behind, for a search that can skip to each R is fast."""

_RT = rf"{_R}(?:(?:\.?\s?T|UKUN\s+TETANGGA)\b[\s.:;=\-]*(?:N[O0]\b[\s.:]*)?|T(?=\d))"
_RW = r"R(?:\.?\s?[WK]|UKUN\s+(?:WARGA|KAMPUNG))(?:\b[\s.:;=\-]*|(?=\d))"

_BOTH_NAMED = re.compile(rf"{_R}\.?\s?T\.?\s*[/\-.,&]?\s*R\.?\s?[WK]\b[\s.:;=]*{_NUMBER}(?:\s*[/\-.,\\ ]\s*{_NUMBER})?")
_RT_FIRST = re.compile(
    rf"{_RT}{_NUMBER}(?:\s*(?:DAN|&)\s*\d{{1,3}}(?=\D))?(?:[\s/,.\-]*{_RW}(?:{_NUMBER}|-)?|\s*[/\-.\\]\s*{_NUMBER}|\s+(0\d{{1,2}}(?!\d)))?"
)
_RW_ONLY = re.compile(rf"{_R}(?:(?:\.?\s?[WK]|UKUN\s+(?:WARGA|KAMPUNG))\b[\s.:;=]*|[WK](?=\d))(?:-?{_NUMBER}|-)")
_NUMBER_RW = re.compile(rf"(?<![\w/.\-])(\d{{1,3}})\s*[/.,\-]?\s*{_RW}{_NUMBER}")
"""`04 RW 01`."""

_EMPTY = re.compile(rf"{_R}\.?\s?[TWK]\b[\s./:]*(?:R\.?\s?[WK]\b[\s.:]*)?(?:-(?:\s*/\s*-)?|$)")
"""`RT. - RW. -`: prepared, and not filled in."""

_LETTERED = re.compile(
    r"(R\.?[TWK]\b[\s.:]*|R[TWK](?=O|[IL]\d))"
    r"((?=[\dI]*[OL]|\d+I|I+\d)(?=I*[OL]*\d|O[OIL])[\dOIL]{1,3}(?:\s*/\s*[\dOIL]{1,3})?)(?![^\W_])"
)
"""Letters typed for digits, behind RT or RW: `RT O1`, `RT 0l`."""

_BARE = re.compile(r"(?<![\d/.\-])(\d{1,3})\s*/\s*(\d{1,3})(?![\d/])")
_BARE_PADDED = re.compile(r"(?<![\d/.\-])(0\d{1,2})\s*/\s*(0\d{1,2})(?![\d/])")
_HOUSE = re.compile(r"\b(?:N[O0]|NOMOR|NMR|BLOK|BLOCK|KAV|KM)\b[\s.:]*[A-Z]?[\s.\-]*$")


@dataclass(frozen=True, slots=True)
class Located:
    """RT and RW found in a text, and where in it they stood (start and end of each piece)."""

    rt: int | None
    rw: int | None
    spans: tuple[tuple[int, int], ...]


def find_rt_rw(text: str, *, is_street: bool = False) -> Located:
    """RT and RW inside an address.

    Args:
        text: The address, in upper case.
        is_street: It names a street; then a bare `3/1` is a house number, and only `03/01` is RT and RW.
    """
    text = text.translate(_SAME_MARKS)
    both = _BOTH_NAMED.search(text)
    if both:
        return Located(_value(both[1]), _value(both[2]), (both.span(),))
    first = _RT_FIRST.search(text)
    if first:
        rw = _value(first[2] or first[3] or first[4])
        if rw is None:
            other = _RW_ONLY.search(text)
            if other and not first.start() <= other.start() < first.end():
                return Located(_value(first[1]), _value(other[1]), (first.span(), other.span()))
        return Located(_value(first[1]), rw, (first.span(),))
    before = None if is_street else _NUMBER_RW.search(text)
    if before:
        return Located(_value(before[1]), _value(before[2]), (before.span(),))
    only = _RW_ONLY.search(text)
    if only and only[1]:
        return Located(None, _value(only[1]), (only.span(),))
    empty = tuple(found.span() for found in _EMPTY.finditer(text))
    return Located(None, None, empty) if empty else _bare(text, is_street=is_street)


def mend_letters(text: str) -> str:
    """The upper-case text with letters typed for digits behind RT and RW put right.

    >>> mend_letters("DK KRAJAN RT O1 RW 0L")
    'DK KRAJAN RT 01 RW 01'
    """
    return _LETTERED.sub(lambda found: found[1] + found[2].translate(_LIKE_DIGITS), text)


def _bare(text: str, *, is_street: bool) -> Located:
    found = (_BARE_PADDED if is_street else _BARE).search(text)
    if found and not _HOUSE.search(text[: found.start()]):
        return Located(_value(found[1]), _value(found[2]), (found.span(),))
    return Located(None, None, ())


def read_rt_rw(text: str) -> tuple[int | None, int | None]:
    """A cell of a column that holds both.

    Excel takes `01/02` for the first of February; the day is then the RT and the month the RW, as typed.

    >>> [read_rt_rw(text) for text in ("001/002", "RT 02/III", "2021-02-01", "5", "-")]
    [(1, 2), (2, 3), (1, 2), (5, None), (None, None)]
    """
    clean = mend_letters(_bared(text))
    if is_null_word(clean):
        return None, None
    for pattern, read in _CELLS:
        found = pattern.fullmatch(clean)
        if found:
            return read(found)
    located = find_rt_rw(clean)
    return located.rt, located.rw


def read_number(text: str) -> int | None:
    """A cell of a column that holds RT or RW alone; the first number when there are more.

    >>> [read_number(text) for text in ("003", "RT 3", "III", "3.0", "-", "51211")]
    [3, 3, 3, 3, None, None]
    """
    if is_null_word(text):
        return None
    clean = _LABEL.sub("", _bared(text))
    if _MISTYPED.fullmatch(clean):
        clean = clean.translate(_LIKE_DIGITS)
    found = _FIRST.match(clean)
    return _value(found[1]) if found else None


def _bared(text: str) -> str:
    """A cell in upper case, without the apostrophe or bracket that keeps Excel from making a number or a date of it."""
    return squeeze(text).upper().translate(_SAME_MARKS).strip("'‘’`\"() ")


_LABEL = re.compile(
    r"^(?:R\.?\s?[TWK]\b|R[TWK](?=\d)|RUKUN\s+(?:TETANGGA|WARGA|KAMPUNG)\b|NO\b)[\s.:;/=\-]*(?:R\.?\s?[WK]\b[\s.:]*)?"
)
_MISTYPED = re.compile(r"(?=.*\d)[\dOIL]{1,3}")
_FIRST = re.compile(rf"{_NUMBER}(?!-\d\d-)")


def _value(written: str | None) -> int | None:
    """A number in digits or Roman; None for 0 or what is no number."""
    if not written:
        return None
    if written.isdigit():
        return int(written) or None
    return _ROMAN.get(written)


def _two(found: re.Match[str]) -> tuple[int | None, int | None]:
    return _value(found[1]), _value(found[2])


def _swapped(found: re.Match[str]) -> tuple[int | None, int | None]:
    return _value(found[2]), _value(found[1])


def _day_and_month(found: re.Match[str]) -> tuple[int | None, int | None]:
    month = _MONTHS.get(found[2][:3])
    return (_value(found[1]), month) if month else (None, None)


def _month_and_year(found: re.Match[str]) -> tuple[int | None, int | None]:
    """`Jan-20`: what was typed as 1/20 has no such day, so Excel took it for a year."""
    month = _MONTHS.get(found[1][:3])
    return (month, _value(found[2])) if month else (None, None)


def _serial(found: re.Match[str]) -> tuple[int | None, int | None]:
    """Days since the end of 1899, as Excel counts: a date that lost its format."""
    day = date(1899, 12, 30) + timedelta(days=int(found[1]))
    return day.day, day.month


_CELLS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], tuple[int | None, int | None]]], ...] = (
    (re.compile(rf"{_NUMBER}\s*[/\\.,\-|;:& ]{{1,2}}\s*{_NUMBER}"), _two),
    (re.compile(r"0{1,3}(\d{1,3})\s*[/\-]\s*0{1,3}(\d{1,3})"), _two),
    (re.compile(rf"{_NUMBER}\s*[/.,\-]?\s*{_RW}{_NUMBER}"), _two),
    (re.compile(r"\d{4}-(\d{2})-(\d{2})(?:[T ].*)?"), _swapped),
    (re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-]\d{2,4}"), _two),
    (re.compile(r"(\d{1,2})[\s\-/]([A-Z]{3,9})(?:[\s\-/]\d{2,4})?"), _day_and_month),
    (re.compile(r"([A-Z]{3,9})[\s\-/](\d{2})"), _month_and_year),
    (re.compile(rf"{_NUMBER}\s*[/\\|]\s*-?"), lambda found: (_value(found[1]), None)),
    (re.compile(rf"-?\s*[/\\|]\s*{_NUMBER}"), lambda found: (None, _value(found[1]))),
    (
        re.compile(r"(0\d)(0\d)|(0\d\d)(0\d\d)"),
        lambda found: (_value(found[1] or found[3]), _value(found[2] or found[4])),
    ),
    (re.compile(r"(4[2-6]\d{3})(?:\.0+)?"), _serial),
    (re.compile(rf"{_NUMBER}(?:\.0+)?"), lambda found: (_value(found[1]), None)),
)
"""Whole cells, first that fits."""
