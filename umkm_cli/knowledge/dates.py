"""Days as people type them, and as Excel stores them: `12 Agt 80`, `27/09 /1968`, `44197`."""

import re
from datetime import date, timedelta

from umkm_cli.knowledge.text import is_null_word

ADULT_AGE = 17
"""An owner has an identity card, so is at least this old when the list is made (docs/sources.md)."""

OLDEST = 110
"""Years of age that nobody on a list has."""

SPAN_AFTER_LIST = 5
"""Years after the list in which a survey visit may fall; decides the century of a two-digit year."""

MONTHS = {
    "JAN": 1, "FEB": 2, "PEB": 2, "MAR": 3, "MRT": 3, "APR": 4, "MEI": 5, "MAY": 5, "JUN": 6, "JUL": 7,
    "AGU": 8, "AGS": 8, "AGT": 8, "AUG": 8, "SEP": 9, "OKT": 10, "OCT": 10, "NOV": 11, "NOP": 11, "DES": 12, "DEC": 12,
}  # fmt: skip
"""First three letters of a month's name, Indonesian or English."""

LEADING_WORDS = frozenset(
    {
        "SENIN", "SELASA", "RABU", "KAMIS", "JUMAT", "SABTU", "MINGGU", "AHAD", "TGL", "TANGGAL", "LAHIR", "HARI",
        "MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY",
        "MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN",
    }
)  # fmt: skip
"""Words that may stand in front of a date."""

LABELS = frozenset({"TGL", "TANGGAL", "BLN", "BULAN", "TH", "THN", "TAHUN", "ST", "ND", "RD"})
"""Words that may stand between the parts of a date."""

_LETTERED = re.compile(r"(?<=\d)[OoIl|](?=[\d\W]|$)|(?<![^\W_])[OoIl|](?=\d)")
"""A letter typed for a digit, with a digit beside it: `12-O5-198O`."""
_LIKE_DIGITS = str.maketrans("OoIl|", "00111")

_YEAR_ONLY = re.compile(
    r"\D{0,8}?(?:(?:0{1,2}[\s./-]+)?(?:0{1,2}|1[0-2]|0?[1-9]|[^\W\d_]{3,9})[\s./-]+)?((?:19|20)[0-9]{2})(?:\.0)?"
)
"""`1968`, `Mei 1968`, `05/1968`, `00-00-1968`."""

_TOKEN = re.compile(r"[0-9]+|[^\W\d_]+")
_SERIAL = re.compile(r"([1-5][0-9]{4})(?:[.,][0-9]+)?")
_SERIAL_ZERO = date(1899, 12, 30)
_PLACE_EDGE = " ,.;:/\\-–—_()'\"‘’"
_PLACE_LABEL = re.compile(r"[\s,.;:/-]+(?:tgl|tanggal)[\s.:]*$", re.IGNORECASE)
_YEAR = re.compile(r"(?<![0-9])20[0-9]{2}(?![0-9])")
_NAMED_YEAR = re.compile(r"(?:TAHUN|THN|TH|TA|T\.\s?A)[\s.:_-]*(20[0-9]{2})(?![0-9])", re.IGNORECASE)


def read_date(text: str, *, data_year: int = 2021) -> date | None:
    """The day that a cell stands for, day before month; a time behind it is ignored.

    A two-digit year is the latest that is at most a few years after the list: right for visits, and for births of
    everybody below 95.

    Args:
        text: The cell.
        data_year: Year of the list.

    Returns:
        The day, or `None` when there is none or it does not exist (31 February).

    >>> read_date("12 Agt 80"), read_date("27/09 /1968"), read_date("44197")
    (datetime.date(1980, 8, 12), datetime.date(1968, 9, 27), datetime.date(2021, 1, 1))
    """
    return _read_day(_mended(text), latest=data_year + SPAN_AFTER_LIST)


def read_birth(text: str, *, data_year: int = 2021) -> tuple[str | None, date | None]:
    """Place and date of birth out of a cell that may hold both, either or none.

    A two-digit year makes the owner an adult in `data_year`. A day after that year is no birth date.

    >>> read_birth("Batang, 12-05-04")
    ('Batang', datetime.date(2004, 5, 12))
    """
    text = _mended(text)
    digit = re.search(r"[0-9]", text)
    start = digit.start() if digit else len(text)
    place, day = text[:start], text[start:]
    if _month(place.strip(_PLACE_EDGE)) and day:
        place, day = "", text
    born = _read_day(day, latest=data_year - ADULT_AGE)
    place = " ".join(_PLACE_LABEL.sub("", place).strip(_PLACE_EDGE).split())
    is_place = bool(place) and place.upper() not in LEADING_WORDS and not is_null_word(place)
    return place if is_place else None, born if born and born.year <= data_year else None


def ends_place(text: str) -> bool:
    """Is this a place of birth with something behind it that parts it from a day, and no part of the day itself?

    >>> [ends_place(text) for text in ("Batang, ", "Mei ", "Batang", "Batang 12 ")]
    [True, False, False, False]
    """
    return (
        text.isascii()
        and text[-1:] in set(_PLACE_EDGE)
        and not any(map(str.isdigit, text))
        and not _month(text.strip(_PLACE_EDGE))
    )


def read_birth_year(text: str, *, data_year: int = 2021) -> int | None:
    """The year in a cell that tells no day: only the year, or the month and the year; an owner was born then.

    >>> [read_birth_year(text) for text in ("1968", "Mei 1968", "05/1968", "12-05-1968", "2020")]
    [1968, 1968, 1968, None, None]
    """
    found = _YEAR_ONLY.fullmatch(text.strip())
    year = int(found[1]) if found else 0
    return year if data_year - OLDEST < year <= data_year - ADULT_AGE else None


def read_year(text: str) -> int | None:
    """The year 2000-2099 that a title, sheet or file names; one behind `TAHUN` goes before any other.

    >>> read_year("SE 25/2019 DAFTAR USULAN BPUM TAHUN 2021")
    2021
    """
    found = _NAMED_YEAR.search(text)
    if found:
        return int(found.group(1))
    found = _YEAR.search(text)
    return int(found.group()) if found else None


def full_year(two_digits: int, *, latest: int) -> int:
    """The last year not after `latest` that ends in `two_digits`.

    >>> full_year(4, latest=2004), full_year(5, latest=2004)
    (2004, 1905)
    """
    return latest - (latest - two_digits) % 100


def day_of(year: int, month: int, day: int) -> date | None:
    """The day, or `None` when the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _mended(text: str) -> str:
    """The text with letters typed for digits put right."""
    if text.isascii() and text.replace("-", "").isdecimal():
        return text
    return _LETTERED.sub(lambda found: found[0].translate(_LIKE_DIGITS), text)


def _read_day(text: str, *, latest: int) -> date | None:
    tokens = _TOKEN.findall(text.upper())
    if len(tokens) < 3:
        return _run_together(text.strip(" '\"‘’`"), latest)
    if tokens[0] in LEADING_WORDS or not LABELS.isdisjoint(tokens):
        tokens = [token for token in tokens if token not in LEADING_WORDS and token not in LABELS]
    tokens += [""] * (3 - len(tokens))
    first, second, third = tokens[:3]
    if third in {"19", "20"} and len(tokens) > 3 and len(tokens[3]) == 2:
        third += tokens[3]  # `12-5-19 80`
    if first.isdecimal() and len(first) == 4:
        return _assemble(third, second, first, latest)
    if not first.isdecimal():
        first, second = second, first
    return _assemble(first, second, third, latest)


def _run_together(text: str, latest: int) -> date | None:
    """A day without separators: an Excel serial number, DDMMYYYY, YYYYMMDD or DDMMYY."""
    serial = _SERIAL.fullmatch(text)
    if serial:
        return _SERIAL_ZERO + timedelta(days=int(serial.group(1)))
    if not (text.isascii() and text.isdecimal()):
        return None
    if len(text) == 8:
        return _assemble(text[:2], text[2:4], text[4:], latest) or _assemble(text[6:], text[4:6], text[:4], latest)
    return _assemble(text[:2], text[2:4], text[4:], latest) if len(text) == 6 else None


def _assemble(day: str, month: str, year: str, latest: int) -> date | None:
    """Put three parts together; a month above 12 means that the month was written first."""
    month_number = _month(month)
    if not (day.isdecimal() and len(day) <= 2 and month_number and year.isdecimal() and len(year) in {2, 4}):
        return None
    number = int(year) if len(year) == 4 else full_year(int(year), latest=latest)
    if not 1900 <= number <= 2099:
        return None
    if month_number > 12:
        return day_of(number, int(day), month_number)
    return day_of(number, month_number, int(day))


def _month(text: str) -> int | None:
    """Number of a month written as a number or a name; a number above 12 is passed on."""
    if text.isdecimal():
        return int(text) if len(text) <= 2 else None
    return MONTHS.get(text[:3].upper()) if text.isalpha() else None
