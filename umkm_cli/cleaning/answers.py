"""Answers: how the cells of a column are read, one text at a time, and the flags that what was read earns."""

from collections.abc import Callable, Collection
from functools import lru_cache
from typing import Any

from umkm_cli.cleaning.values import read_text
from umkm_cli.knowledge.addresses import read_number, read_rt_rw
from umkm_cli.knowledge.amounts import Amount
from umkm_cli.knowledge.dates import read_birth, read_birth_year, read_date
from umkm_cli.knowledge.eligibility import is_barred, read_remark
from umkm_cli.knowledge.nik import Nik, read_kk, read_nik
from umkm_cli.knowledge.phones import Phones
from umkm_cli.knowledge.statuses import read_status
from umkm_cli.knowledge.text import is_null_word

REMEMBERED = 1 << 16
"""Distinct texts of a column that are kept in mind from sheet to sheet."""

BAD = "bad"
"""The answer of a reader to a cell in which something stands that is none of its kind."""

PARTIAL = "partial"
"""The answer to a birth date cell that tells the year and no day."""

NUMBER_MARK = "\x00"
"""Stands before the text of a cell that was stored as a number."""

Read = Callable[[str, int], Any]
"""Text of a cell and the data year -> what was understood."""


def plainly(read: Callable[[str], Any]) -> Read:
    """A reader that does not ask for the year."""
    return lambda text, _: read(text)


def again(read: Callable[[str], Any]) -> Read:
    """For columns whose texts come back in other sheets: names, addresses, trades."""
    return plainly(lru_cache(maxsize=REMEMBERED)(read))


def small(number: int | None) -> int | None:
    """RT, RW and codes have three digits at most; more is no number of that kind."""
    return number if number is not None and 0 < number < 1000 else None


def by_status(prefix: str, quiet: Collection[str]) -> Callable[[Any], Collection[str]]:
    """The flag of an answer's status, unless it is a quiet one."""
    return lambda answer: () if answer.status in quiet else (f"{prefix}_{answer.status}",)


def if_bad(flag: str) -> Callable[[Any], Collection[str]]:
    """A flag for a cell in which something stands that could not be read."""
    return lambda answer: (flag,) if answer == BAD else ()


def nik_flags(nik: Nik) -> Collection[str]:
    """The flag of its status, and of a second one in the cell."""
    status = () if nik.status in {"ok", "missing"} else (f"nik_{nik.status}",)
    return (*status, "two_niks") if nik.has_second else status


def birth_flags(answer: Any) -> Collection[str]:  # noqa: ANN401 - a date, or BAD, or PARTIAL, or None
    """The flag of a birth date that could not be read, or not whole."""
    return (f"birth_date_{answer}",) if answer in (BAD, PARTIAL) else ()


def remark_flags(text: str | None) -> Collection[str]:
    """What a remark tells of its owner."""
    return read_remark(text) if text else ()


def amount_flags(amount: Amount) -> Collection[str]:
    """The flag of an amount that could not be read, or is a range."""
    return {"bad": ("amount_bad",), "range": ("amount_is_range",)}.get(amount.status, ())


def occupation_cell(text: str) -> tuple[str | None, bool]:
    """The occupation, and whether it bars its owner from the grant."""
    return read_text(text), is_barred(text)


def yearly(amount: Amount) -> int | None:
    """What an amount comes to in a year, if the cell tells its time."""
    return amount.rupiah if amount.rupiah is None else round(amount.rupiah * (amount.times_a_year or 1))


def yearly_of_month(amount: Amount) -> int | None:
    """What an amount of a month comes to in a year, unless the cell tells another time."""
    return amount.rupiah if amount.rupiah is None else round(amount.rupiah * (amount.times_a_year or 12))


def phone_flags(phones: Phones) -> Collection[str]:
    """The flag of its status, and of a second one in the cell."""
    second = ("two_phones",) if phones.second else ()
    return second if phones.status in {"ok", "missing"} else (*second, f"phone_{phones.status}")


def nik_cell(text: str, data_year: int) -> Any:  # noqa: ANN401 - a Nik
    """The NIK of a cell, marked when it was stored as a number."""
    is_number = text.startswith(NUMBER_MARK)
    return read_nik(text[1:] if is_number else text, is_number=is_number, data_year=data_year)


def kk_cell(text: str, _: int) -> Any:  # noqa: ANN401 - a Kk
    """The KK of a cell, marked when it was stored as a number."""
    is_number = text.startswith(NUMBER_MARK)
    return read_kk(text[1:] if is_number else text, is_number=is_number)


@lru_cache(maxsize=REMEMBERED)
def birth_day(text: str, data_year: int) -> Any:  # noqa: ANN401 - a date, or BAD, or None
    """The day in a birth date cell, in which the place may stand as well."""
    day = read_date(text, data_year=data_year)
    if day is None or day.year > data_year:
        day = read_birth(text, data_year=data_year)[1]
    if day or is_null_word(text):
        return day
    return PARTIAL if read_birth_year(text, data_year=data_year) else BAD


@lru_cache(maxsize=REMEMBERED)
def day_in_birth_place(text: str, data_year: int) -> Any:  # noqa: ANN401 - a date or None
    """The day that stands behind the place."""
    return read_birth(text, data_year=data_year)[1]


@lru_cache(maxsize=REMEMBERED)
def visit_day(text: str, data_year: int) -> Any:  # noqa: ANN401 - a date, or BAD, or None
    """The day of a visit, of any year."""
    return read_date(text, data_year=data_year) or (None if is_null_word(text) else BAD)


def unless_bad(answer: Any) -> Any:  # noqa: ANN401 - an answer of any kind
    """The answer, when it is one."""
    return None if answer in (BAD, PARTIAL) else answer


def status_cell(text: str, _: int) -> Any:  # noqa: ANN401 - a code, or BAD, or None
    """Code of the production status."""
    code = read_status(text)
    return code if code is not None else None if is_null_word(text) else BAD


def rt_cell(text: str, _: int) -> tuple[int | None, int | None]:
    """RT, and the RW that often stands in its column all the same."""
    rt, rw = read_rt_rw(text)
    return rt if rw else read_number(text) or rt, rw


def rw_cell(text: str, _: int) -> int | None:
    """RW, also where the RT was written before it."""
    rt, rw = read_rt_rw(text)
    return rw if rt and rw else read_number(text) or rw
