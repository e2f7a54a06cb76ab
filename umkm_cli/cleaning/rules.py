"""RULES: for every column of a list, how its cells are read and what records get from that."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from operator import attrgetter, itemgetter
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from umkm_cli.cleaning.answers import (
    NUMBER_MARK,
    Read,
    again,
    amount_flags,
    birth_day,
    birth_flags,
    by_status,
    day_in_birth_place,
    if_bad,
    kk_cell,
    nik_cell,
    nik_flags,
    occupation_cell,
    phone_flags,
    plainly,
    remark_flags,
    rt_cell,
    rw_cell,
    small,
    status_cell,
    unless_bad,
    visit_day,
    yearly,
    yearly_of_month,
)
from umkm_cli.cleaning.distinct import Distinct, map_distinct, mask_of, with_mark
from umkm_cli.cleaning.quick import QUICK
from umkm_cli.cleaning.values import read_gender, read_hamlet, read_nib, read_text
from umkm_cli.knowledge.addresses import read_address, read_rt_rw
from umkm_cli.knowledge.amounts import read_amount, read_count
from umkm_cli.knowledge.eligibility import read_credit
from umkm_cli.knowledge.names import read_name
from umkm_cli.knowledge.phones import read_phones
from umkm_cli.knowledge.trades import read_trade

TEXT, SMALL, MONEY, DAY = pa.string(), pa.int16(), pa.int64(), pa.date32()
Columns = dict[str, pa.Array]
Masks = dict[str, npt.NDArray[np.bool_]]


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
    return Gives(SMALL, lambda answer: small(getattr(answer, name)))


def _itself(kind: pa.DataType) -> Gives:
    return Gives(kind, None)


_PAIR = {"rt_rw.rt": Gives(SMALL, lambda pair: small(pair[0])), "rt_rw.rw": Gives(SMALL, lambda pair: small(pair[1]))}

RULES: tuple[Rule, ...] = (
    Rule(
        "nik",
        nik_cell,
        {
            "nik": _text("number"),
            "nik_status": _text("status"),
            "nik.gender": _text("gender"),
            "nik.birth_date": Gives(DAY, attrgetter("birth_date")),
            "nik.region": _text("region"),
        },
        nik_flags,
        is_number="is_nik_number",
    ),
    Rule(
        "no_kk",
        kk_cell,
        {"no_kk": _text("number")},
        by_status("kk", {"ok", "missing"}),
        is_number="is_kk_number",
    ),
    Rule(
        "name",
        again(read_name),
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
    Rule("gender", plainly(read_gender), {"gender.column": _itself(TEXT)}),
    Rule("birth_date", birth_day, {"birth_date.column": Gives(DAY, unless_bad)}, birth_flags),
    Rule("birth_place", day_in_birth_place, {"birth_place.day": _itself(DAY)}),
    Rule(
        "address",
        again(read_address),
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
    Rule("hamlet", again(read_hamlet), {"hamlet.column": _itself(TEXT)}),
    Rule(
        "rt",
        rt_cell,
        {"rt.column": Gives(SMALL, lambda pair: small(pair[0])), "rt.rw": Gives(SMALL, lambda pair: small(pair[1]))},
    ),
    Rule("rw", rw_cell, {"rw.column": Gives(SMALL, small)}),
    Rule("rt_rw", plainly(read_rt_rw), _PAIR),
    Rule("village", plainly(read_text), {"village.column": _itself(TEXT)}),
    Rule("district", plainly(read_text), {"district.column": _itself(TEXT)}),
    Rule(
        "phone",
        plainly(read_phones),
        {"phone": _text("first"), "other_phone": _text("second")},
        phone_flags,
    ),
    Rule("business_name", plainly(read_text), {"business_name": _itself(TEXT)}),
    Rule(
        "business",
        again(read_trade),
        {
            "business.display": _text("display"),
            "business.product": _text("product"),
            "business.sector": _text("sector"),
        },
    ),
    Rule(
        "product",
        again(read_trade),
        {
            "product.display": _text("display"),
            "product.product": _text("product"),
            "product.sector": _text("sector"),
        },
    ),
    Rule("nib", plainly(read_nib), {"nib": _text("number")}, lambda nib: ("nib_bad",) if nib.is_bad else ()),
    Rule("turnover", plainly(read_amount), {"turnover.column": Gives(MONEY, yearly)}, amount_flags),
    Rule("monthly_turnover", plainly(read_amount), {"turnover.month": Gives(MONEY, yearly_of_month)}, amount_flags),
    Rule("capital", plainly(read_amount), {"capital": Gives(MONEY, attrgetter("rupiah"))}, amount_flags),
    Rule("workers", plainly(read_count), {"workers": _itself(SMALL)}),
    Rule(
        "occupation",
        plainly(occupation_cell),
        {"occupation": Gives(TEXT, itemgetter(0))},
        lambda told: ("not_eligible_occupation",) if told[1] else (),
    ),
    Rule("credit", plainly(read_credit), {}, lambda credit: ("has_credit",) if credit else ()),
    Rule("grant_status", plainly(read_text), {"grant_status": _itself(TEXT)}, remark_flags),
    Rule("note", plainly(read_text), {}, remark_flags),
    Rule("visited_on", visit_day, {"visited_on": Gives(DAY, unless_bad)}, if_bad("visited_on_bad")),
    Rule("enumerator", plainly(read_text), {"enumerator": _itself(TEXT)}),
    Rule(
        "production_status",
        status_cell,
        {"production_status": Gives(SMALL, unless_bad)},
        if_bad("production_status_unknown"),
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
