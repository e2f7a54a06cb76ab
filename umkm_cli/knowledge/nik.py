"""NIK (resident number) and KK (family card number): what they tell, and what is wrong with them.

NIK: six digits of the district of first registration, birth day (women +40), month and year, four of a serial.
KK: the same, but with the day the card was recorded. Neither has a check digit.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from umkm_cli.knowledge.dates import ADULT_AGE, day_of, full_year
from umkm_cli.knowledge.digits import LENGTH, UNKNOWN, Digits, read_digits

NIK_STATUSES: dict[str, str] = {
    "ok": "The number holds together.",
    "missing": "Nothing was typed, or words such as `belum ada`.",
    "placeholder": "Typed only to fill the cell: zeros, 9999..., 1234...",
    "masked": "Some digits were hidden before the list was passed on; they are `?`.",
    "letters": "A letter stood for a digit (O for 0, l for 1); it was repaired, or is `?` where it could not be.",
    "wrong_length": "Not 16 digits: one was lost or typed twice. 14 to 18 digits are kept.",
    "bad_date": "The six digits of the birth date are no date.",
    "serial_0000": "The serial is 0000, which is never given out; the last digit is unknown.",
    "cut_by_excel": "Stored as a number, of which Excel keeps 15 digits; the last digit is unknown.",
    "scientific": "Saved as 3,32511E+15; only the first digits are known.",
    "unknown_region": "The number begins with no region of Indonesia.",
    "looks_like_kk": "Its date is one on which family cards were issued, and no adult's birth: a KK in the NIK column.",
}
"""What can be said of a NIK, one line each. Where several hold, the first in `_FAULTS` is told."""

KK_STATUSES: dict[str, str] = {key: line for key, line in NIK_STATUSES.items() if key != "looks_like_kk"} | {
    "bad_date": "The six digits of the day of issue are no date.",
    "looks_like_nik": "Its day is 41 to 71, as only the NIK of a woman has.",
}
"""The same for a family card number."""

PROVINCES = frozenset(
    {
        "11", "12", "13", "14", "15", "16", "17", "18", "19", "21", "31", "32", "33", "34", "35", "36",
        "51", "52", "53", "61", "62", "63", "64", "65", "71", "72", "73", "74", "75", "76", "81", "82",
        "91", "92", "93", "94", "95", "96",
    }
)  # fmt: skip
"""First two digits of the 38 provinces."""

WOMEN_DAY = 40
"""Added to the birth day of a woman."""

OLDEST = 100
"""Years of age from which a man's NIK is no owner's: two digits of a year that make him so old are also those of the
years in which family cards were issued, whose numbers have the day without 40, too."""

EXACT_NUMBERS = 2**53
"""Above this a number cell holds no longer every whole number: all NIK of Papua are."""


@dataclass(frozen=True, slots=True)
class Nik:
    """A NIK and what it tells.

    Attributes:
        number: Digits, `?` for an unknown one; `None` when nothing usable was typed.
        status: A key of `NIK_STATUSES`.
        birth_date: As in the number; may differ from the identity card after a correction.
        gender: `L` (male) or `P` (female).
        region: Kemendagri code of the district of first registration, `33.25.11`.
        has_second: Another number stood in the cell and was left out.
    """

    number: str | None
    status: str
    birth_date: date | None = None
    gender: str | None = None
    region: str | None = None
    has_second: bool = False


@dataclass(frozen=True, slots=True)
class Kk:
    """A family card number; `status` is a key of `KK_STATUSES`, unknown digits are `?`."""

    number: str | None
    status: str


def read_nik(text: str, *, is_number: bool = False, data_year: int = 2021) -> Nik:
    """Read a NIK cell; a bad one is told by its status.

    Args:
        text: The cell.
        is_number: It was stored as a number, so Excel may have cut it.
        data_year: Year of the list; owners are adults in it, which decides the century of birth.

    >>> read_nik("3325114505809001")  # doctest: +NORMALIZE_WHITESPACE
    Nik(number='3325114505809001', status='ok', birth_date=datetime.date(1980, 5, 5), gender='P',
        region='33.25.11', has_second=False)
    >>> read_nik("3325110505800000", is_number=True).number
    '332511050580000?'
    """
    digits = read_digits(text, is_number=is_number)
    number = digits.number
    if number is None:
        return Nik(None, digits.status)
    birth_date, gender = read_birth_digits(number[6:12], data_year=data_year)
    if digits.status == "wrong_length" and not (birth_date and _is_aligned(number)):
        return Nik(number, digits.status)
    district = number[:6]
    has_region = district.isdecimal() and _is_region(number)
    region = f"{district[:2]}.{district[2:4]}.{district[4:]}" if has_region else None
    status = _find_fault(digits, number)
    if birth_date and gender == "L" and birth_date.year <= data_year - OLDEST:
        birth_date, gender = None, None
        status = "looks_like_kk" if status == "ok" else status
    return Nik(_hide_lost_digit(digits, number), status, birth_date, gender, region, digits.has_second)


def read_kk(text: str, *, is_number: bool = False) -> Kk:
    """Read a family card cell; a bad one is told by its status.

    >>> read_kk("3325114505809001").status
    'looks_like_nik'
    """
    digits = read_digits(text, is_number=is_number)
    number = digits.number
    if number is None:
        return Kk(None, digits.status)
    status = _find_fault(digits, number)
    is_aligned = status not in {"wrong_length", "unknown_region", "scientific", "masked"}
    if is_aligned and read_birth_digits(number[6:12])[1] == "P":
        status = "looks_like_nik"
    return Kk(_hide_lost_digit(digits, number), status)


@lru_cache(maxsize=1 << 16)
def read_birth_digits(digits: str, *, data_year: int = 2021) -> tuple[date | None, str | None]:
    """Birth date and sex out of the six digits DDMMYY of a NIK; `None` twice when they are no date.

    >>> read_birth_digits("680299"), read_birth_digits("300299")
    ((datetime.date(1999, 2, 28), 'P'), (None, None))
    """
    if not (digits.isdecimal() and len(digits) == 6):
        return None, None
    day, month = int(digits[:2]), int(digits[2:4])
    is_woman = day > WOMEN_DAY
    year = full_year(int(digits[4:]), latest=data_year - ADULT_AGE)
    birth_date = day_of(year, month, day - WOMEN_DAY if is_woman else day)
    if birth_date is None:
        return None, None
    return birth_date, "P" if is_woman else "L"


def unknown_digits(number: str) -> int:
    """How many digits of a NIK or KK are not known."""
    return number.count(UNKNOWN)


def _is_region(number: str) -> bool:
    """Is it a province of today, with a regency and a district that are not 00?"""
    return number[:2] in PROVINCES and number[2:4] != "00" and number[4:6] != "00"


def _is_aligned(number: str) -> bool:
    """Does a number of the wrong length still have region and date in their places, and lacks part of its serial?"""
    return _is_region(number) and number[12:14] == "00"


def _is_cut(digits: Digits, number: str) -> bool:
    """Did a number cell lose the last digit? Excel makes it 0; a double loses it above 2**53."""
    if not digits.is_number or len(number) != LENGTH or not number.isdecimal():
        return False
    return number.endswith("0") or int(number) > EXACT_NUMBERS


def _is_serial_0000(_: Digits, number: str) -> bool:
    return number[12:] == "0000"


def _is_bad_date(_: Digits, number: str) -> bool:
    middle = number[6:12]
    return middle.isdecimal() and read_birth_digits(middle)[0] is None


_FAULTS: tuple[tuple[str, Callable[[Digits, str], bool]], ...] = (
    ("scientific", lambda digits, _: digits.status == "scientific"),
    ("masked", lambda digits, _: digits.status == "masked"),
    ("wrong_length", lambda digits, _: digits.status == "wrong_length"),
    ("unknown_region", lambda _, number: not _is_region(number)),
    ("bad_date", _is_bad_date),
    ("cut_by_excel", _is_cut),
    ("serial_0000", _is_serial_0000),
    ("letters", lambda digits, _: digits.status == "letters"),
)
"""What is looked for in a number that was typed, the gravest first."""


def _find_fault(digits: Digits, number: str) -> str:
    if _is_sound(digits, number):
        return "ok"
    return next((status for status, holds in _FAULTS if holds(digits, number)), "ok")


def _is_sound(digits: Digits, number: str) -> bool:
    """Can no fault hold? Asked first, as it is true of most; a 0 at the end or a 9 in front needs a closer look."""
    return (
        digits.status == "ok"
        and number[-1] != "0"
        and number[0] != "9"
        and _is_region(number)
        and read_birth_digits(number[6:12])[0] is not None
    )


def _hide_lost_digit(digits: Digits, number: str) -> str:
    is_lost = _is_cut(digits, number) or _is_serial_0000(digits, number)
    return number[:-1] + UNKNOWN if is_lost else number
