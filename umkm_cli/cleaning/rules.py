"""RULES: for every column of a list, how its cells are read and what records get from that."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter, itemgetter
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from umkm_cli.cleaning.distinct import Distinct, map_distinct, mask_of, with_mark
from umkm_cli.cleaning.quick import QUICK
from umkm_cli.cleaning.values import read_gender, read_hamlet, read_nib, read_text
from umkm_cli.knowledge.addresses import read_address, read_number, read_rt_rw
from umkm_cli.knowledge.amounts import Amount, read_amount, read_count
from umkm_cli.knowledge.dates import read_birth, read_birth_year, read_date
from umkm_cli.knowledge.eligibility import is_barred, read_credit, read_remark
from umkm_cli.knowledge.names import read_name
from umkm_cli.knowledge.nik import Nik, read_kk, read_nik
from umkm_cli.knowledge.phones import Phones, read_phones
from umkm_cli.knowledge.statuses import read_status
from umkm_cli.knowledge.text import is_null_word
from umkm_cli.knowledge.trades import read_trade

TEXT, SMALL, MONEY, DAY = pa.string(), pa.int16(), pa.int64(), pa.date32()
Columns = dict[str, pa.Array]
Masks = dict[str, npt.NDArray[np.bool_]]

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


@dataclass(frozen=True, slots=True)
class Gives:
    """A column made of what was understood: its type and how it is taken; `take` None takes the answer itself."""

    kind: pa.DataType
    take: Callable[[Any], Any] | None


@dataclass(frozen=True, slots=True)
class Rule:
    """One column of a list.

    Attributes:
        field: Key of `schema.FIELDS`; the column `raw_<field>` is read.
        read: What a cell says, called once per distinct text.
        gives: The columns made of it. A name with a dot (`address.hamlet`) is a draft that `derive` decides upon.
        flags: The flags an answer earns; None for a column that earns none.
        is_number: The column that tells number cells apart, if that matters.
    """

    field: str
    read: Read
    gives: Mapping[str, Gives]
    flags: Callable[[Any], Collection[str]] | None = None
    is_number: str | None = None


def _text(name: str) -> Gives:
    return Gives(TEXT, attrgetter(name))


def _number(name: str) -> Gives:
    return Gives(SMALL, lambda answer: _small(getattr(answer, name)))


def _small(number: int | None) -> int | None:
    """RT, RW and codes have three digits at most; more is no number of that kind."""
    return number if number is not None and 0 < number < 1000 else None


def _itself(kind: pa.DataType) -> Gives:
    return Gives(kind, None)


def _plain(read: Callable[[str], Any]) -> Read:
    return lambda text, _: read(text)


def _again(read: Callable[[str], Any]) -> Read:
    """For columns whose texts come back in other sheets: names, addresses, trades."""
    return _plain(lru_cache(maxsize=REMEMBERED)(read))


def _by_status(prefix: str, quiet: Collection[str]) -> Callable[[Any], Collection[str]]:
    """The flag of an answer's status, unless it is a quiet one."""
    return lambda answer: () if answer.status in quiet else (f"{prefix}_{answer.status}",)


def _if_bad(flag: str) -> Callable[[Any], Collection[str]]:
    """A flag for a cell in which something stands that could not be read."""
    return lambda answer: (flag,) if answer == BAD else ()


def _nik_flags(nik: Nik) -> Collection[str]:
    status = () if nik.status in {"ok", "missing"} else (f"nik_{nik.status}",)
    return (*status, "two_niks") if nik.has_second else status


def _birth_flags(answer: Any) -> Collection[str]:  # noqa: ANN401 - a date, or BAD, or PARTIAL, or None
    return (f"birth_date_{answer}",) if answer in (BAD, PARTIAL) else ()


def _remark_flags(text: str | None) -> Collection[str]:
    return read_remark(text) if text else ()


def _amount_flags(amount: Amount) -> Collection[str]:
    return {"bad": ("amount_bad",), "range": ("amount_is_range",)}.get(amount.status, ())


def _occupation(text: str) -> tuple[str | None, bool]:
    """The occupation, and whether it bars its owner from the grant."""
    return read_text(text), is_barred(text)


def _yearly(amount: Amount) -> int | None:
    """What an amount comes to in a year, if the cell tells its time."""
    return amount.rupiah if amount.rupiah is None else round(amount.rupiah * (amount.times_a_year or 1))


def _yearly_of_month(amount: Amount) -> int | None:
    return amount.rupiah if amount.rupiah is None else round(amount.rupiah * (amount.times_a_year or 12))


def _phone_flags(phones: Phones) -> Collection[str]:
    second = ("two_phones",) if phones.second else ()
    return second if phones.status in {"ok", "missing"} else (*second, f"phone_{phones.status}")


def _nik(text: str, data_year: int) -> Any:  # noqa: ANN401 - a Nik
    is_number = text.startswith(NUMBER_MARK)
    return read_nik(text[1:] if is_number else text, is_number=is_number, data_year=data_year)


def _kk(text: str, _: int) -> Any:  # noqa: ANN401 - a Kk
    is_number = text.startswith(NUMBER_MARK)
    return read_kk(text[1:] if is_number else text, is_number=is_number)


@lru_cache(maxsize=REMEMBERED)
def _birth_day(text: str, data_year: int) -> Any:  # noqa: ANN401 - a date, or BAD, or None
    """The day in a birth date cell, in which the place may stand as well."""
    day = read_date(text, data_year=data_year)
    if day is None or day.year > data_year:
        day = read_birth(text, data_year=data_year)[1]
    if day or is_null_word(text):
        return day
    return PARTIAL if read_birth_year(text, data_year=data_year) else BAD


@lru_cache(maxsize=REMEMBERED)
def _day_in_birth_place(text: str, data_year: int) -> Any:  # noqa: ANN401 - a date or None
    return read_birth(text, data_year=data_year)[1]


@lru_cache(maxsize=REMEMBERED)
def _visit_day(text: str, data_year: int) -> Any:  # noqa: ANN401 - a date, or BAD, or None
    return read_date(text, data_year=data_year) or (None if is_null_word(text) else BAD)


def _unless_bad(answer: Any) -> Any:  # noqa: ANN401 - an answer of any kind
    return None if answer in (BAD, PARTIAL) else answer


def _status(text: str, _: int) -> Any:  # noqa: ANN401 - a code, or BAD, or None
    code = read_status(text)
    return code if code is not None else None if is_null_word(text) else BAD


def _rt(text: str, _: int) -> tuple[int | None, int | None]:
    """RT, and the RW that often stands in its column all the same."""
    rt, rw = read_rt_rw(text)
    return read_number(text) or rt, rw


_PAIR = {"rt_rw.rt": Gives(SMALL, lambda pair: _small(pair[0])), "rt_rw.rw": Gives(SMALL, lambda pair: _small(pair[1]))}

RULES: tuple[Rule, ...] = (
    Rule(
        "nik",
        _nik,
        {
            "nik": _text("number"),
            "nik_status": _text("status"),
            "nik.gender": _text("gender"),
            "nik.birth_date": Gives(DAY, attrgetter("birth_date")),
            "nik.region": _text("region"),
        },
        _nik_flags,
        is_number="is_nik_number",
    ),
    Rule(
        "no_kk",
        _kk,
        {"no_kk": _text("number")},
        _by_status("kk", {"ok", "missing"}),
        is_number="is_kk_number",
    ),
    Rule(
        "name",
        _again(read_name),
        {
            "name": _text("display"),
            "name_key": _text("key"),
            "titles": _text("titles"),
            "alias": _text("alias"),
            "parent_name": _text("parent"),
            "name.gender": _text("gender"),
        },
        attrgetter("flags"),
    ),
    Rule("gender", _plain(read_gender), {"gender.column": _itself(TEXT)}),
    Rule("birth_date", _birth_day, {"birth_date.column": Gives(DAY, _unless_bad)}, _birth_flags),
    Rule("birth_place", _day_in_birth_place, {"birth_place.day": _itself(DAY)}),
    Rule(
        "address",
        _again(read_address),
        {
            "address": _text("display"),
            "street": _text("street"),
            "address.hamlet": _text("hamlet"),
            "address.rt": _number("rt"),
            "address.rw": _number("rw"),
            "address.village": _text("village"),
            "address.district": _text("district"),
        },
    ),
    Rule("hamlet", _again(read_hamlet), {"hamlet.column": _itself(TEXT)}),
    Rule(
        "rt",
        _rt,
        {"rt.column": Gives(SMALL, lambda pair: _small(pair[0])), "rt.rw": Gives(SMALL, lambda pair: _small(pair[1]))},
    ),
    Rule("rw", _plain(read_number), {"rw.column": Gives(SMALL, _small)}),
    Rule("rt_rw", _plain(read_rt_rw), _PAIR),
    Rule("village", _plain(read_text), {"village.column": _itself(TEXT)}),
    Rule("district", _plain(read_text), {"district.column": _itself(TEXT)}),
    Rule(
        "phone",
        _plain(read_phones),
        {"phone": _text("first"), "other_phone": _text("second")},
        _phone_flags,
    ),
    Rule("business_name", _plain(read_text), {"business_name": _itself(TEXT)}),
    Rule(
        "business",
        _again(read_trade),
        {
            "business.display": _text("display"),
            "business.product": _text("product"),
            "business.sector": _text("sector"),
        },
    ),
    Rule(
        "product",
        _again(read_trade),
        {
            "product.display": _text("display"),
            "product.product": _text("product"),
            "product.sector": _text("sector"),
        },
    ),
    Rule("nib", _plain(read_nib), {"nib": _text("number")}, lambda nib: ("nib_bad",) if nib.is_bad else ()),
    Rule("turnover", _plain(read_amount), {"turnover.column": Gives(MONEY, _yearly)}, _amount_flags),
    Rule("monthly_turnover", _plain(read_amount), {"turnover.month": Gives(MONEY, _yearly_of_month)}, _amount_flags),
    Rule("capital", _plain(read_amount), {"capital": Gives(MONEY, attrgetter("rupiah"))}, _amount_flags),
    Rule("workers", _plain(read_count), {"workers": _itself(SMALL)}),
    Rule(
        "occupation",
        _plain(_occupation),
        {"occupation": Gives(TEXT, itemgetter(0))},
        lambda told: ("not_eligible_occupation",) if told[1] else (),
    ),
    Rule("credit", _plain(read_credit), {}, lambda credit: ("has_credit",) if credit else ()),
    Rule("grant_status", _plain(read_text), {"grant_status": _itself(TEXT)}, _remark_flags),
    Rule("note", _plain(read_text), {}, _remark_flags),
    Rule("visited_on", _visit_day, {"visited_on": Gives(DAY, _unless_bad)}, _if_bad("visited_on_bad")),
    Rule("enumerator", _plain(read_text), {"enumerator": _itself(TEXT)}),
    Rule(
        "production_status",
        _status,
        {"production_status": Gives(SMALL, _unless_bad)},
        _if_bad("production_status_unknown"),
    ),
)
"""Every column that is cleaned, in the order of the list."""


def apply_rule(rule: Rule, texts: pa.Array, is_number: pa.Array | None, data_year: int) -> tuple[Columns, Masks]:
    """What one rule makes of a column.

    Args:
        rule: The rule.
        texts: Cells of its column, null for a blank one.
        is_number: For each cell whether it was stored as a number, for a rule that asks for it.
        data_year: Year of the lists.

    Returns:
        The columns the rule gives, and for each of its flags the rows that have it.
    """
    count = len(texts)
    if texts.null_count == count:
        return {name: pa.nulls(count, gives.kind) for name, gives in rule.gives.items()}, {}
    told = None if is_number is None else mask_of(is_number)
    quick = QUICK[rule.field](texts, told, data_year) if rule.field in QUICK else None
    left = pc.if_else(quick.known, None, texts) if quick else texts
    distinct: Distinct[Any] = map_distinct(_marked(left, is_number), lambda text: rule.read(text, data_year))
    columns = {name: distinct.column(gives.take, gives.kind) for name, gives in rule.gives.items()}
    if quick:
        columns |= {name: pc.coalesce(column, columns[name]) for name, column in quick.columns.items()}
    return columns, distinct.masks(rule.flags) if rule.flags else {}


def _marked(texts: pa.Array, is_number: pa.Array | None) -> pa.Array:
    return texts if is_number is None else with_mark(texts, is_number, NUMBER_MARK)
