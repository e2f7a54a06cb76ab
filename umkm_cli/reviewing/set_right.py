"""set_right: a value that a person gives a golden record -> what the columns hold then, as text, in the house's forms.

A value is read as a cell of a list is, but must be understood whole: nothing is half known because a person typed it.
"""

import difflib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeGuard

from umkm_cli.cleaning.answers import birth_day, unless_bad, visit_day, yearly
from umkm_cli.cleaning.values import read_gender, read_hamlet, read_nib, read_text
from umkm_cli.errors import BadCorrectionError
from umkm_cli.knowledge.addresses import read_address
from umkm_cli.knowledge.amounts import read_amount
from umkm_cli.knowledge.digits import LENGTH
from umkm_cli.knowledge.names import Name, read_name
from umkm_cli.knowledge.nik import read_kk, read_nik
from umkm_cli.knowledge.phones import read_phones
from umkm_cli.knowledge.regions import Place, Regions
from umkm_cli.knowledge.rt_rw import read_number
from umkm_cli.knowledge.statuses import read_status
from umkm_cli.knowledge.text import squeeze
from umkm_cli.knowledge.trades import PRODUCTS, read_trade


@dataclass(frozen=True, slots=True)
class Around:
    """What reading a value looks at besides.

    Attributes:
        regions: The regency.
        data_year: Year of the lists.
        district_code: Where the owner lives, as far as it is known; of several desa of a name the one there is meant.
    """

    regions: Regions
    data_year: int
    district_code: str | None = None


Values = dict[str, str]
"""What columns hold; an empty text for a value that nobody knows."""

_Read = Callable[[str, Around], Values | None]


def read_corrections(
    asked: Mapping[str, str], *, columns: Sequence[str], around: Around | None
) -> dict[str, tuple[str, str]]:
    """What columns hold once several values are set.

    Args:
        asked: Column -> text as typed; empty for a value that nobody knows.
        columns: Those of the golden record.
        around: What else has to be known; None for lists from elsewhere, whose values are taken as typed.

    Returns:
        Column -> its value and the column it was asked for by. What was asked for goes before what goes with it.

    Raises:
        BadCorrectionError: There is no such column, or no such value.
    """
    meant = {known_column(column, columns): text for column, text in asked.items()}
    told: dict[str, tuple[str, str]] = {}
    district = None
    for column in sorted(meant, key=lambda column: not column.startswith("district")):
        values = read_correction(column, meant[column], around) if around else {column: squeeze(meant[column])}
        if around and "district_code" in values:  # a desa is looked for there, and nowhere else if it was asked for
            if district not in {None, values["district_code"]}:
                raise BadCorrectionError(asked=f"{column}={meant[column]}", reason=_READERS[column][0])
            district = values["district_code"]
            around = replace(around, district_code=district)
        told |= {name: (value, column) for name, value in values.items() if name == column or name not in meant}
    return {column: value for column, value in told.items() if column in columns}


def read_correction(column: str, text: str, around: Around) -> Values:
    """What columns hold once a value is set: the column itself, and those that go with it.

    Args:
        column: Of the golden record of lists of `umkm ingest`.
        text: As typed; empty for a value that nobody knows.
        around: What else has to be known.

    Raises:
        BadCorrectionError: The text is no value of the column, or the column follows from another.

    >>> from umkm_cli.knowledge.regions import load_regions
    >>> around = Around(load_regions("33.25"), 2021, "33.25.08")
    >>> read_correction("phone", "0812-3456-7001", around)
    {'phone': '+6281234567001'}
    >>> read_correction("village", "kalisalak", around)["district"]
    'Limpung'
    """
    if column == "nik_status":
        raise BadCorrectionError(asked=column, reason="follows")
    if not text.strip():
        return dict.fromkeys((column, *_WITH.get(column, ())), "") | _UNKNOWN.get(column, {})
    expected, read = _READERS.get(column) or ("text", _one(column, read_text))
    told = read(text, around)
    if not told:
        raise BadCorrectionError(asked=f"{column}={text}", reason=expected)
    return told


def known_column(column: str, columns: Sequence[str]) -> str:
    """The column that is meant.

    Args:
        column: As typed.
        columns: Those of the golden record.

    Raises:
        BadCorrectionError: There is no such column; told is the most similar one.
    """
    asked = column.strip().lower()
    if asked in columns:
        return asked
    close = difflib.get_close_matches(asked, columns, n=1, cutoff=0)[0]
    raise BadCorrectionError(asked=column, reason="column", close=close, columns=", ".join(columns))


def _one(column: str, read: Callable[[str], object]) -> _Read:
    """A reader of a column that nothing goes with."""

    def told(text: str, _: Around) -> Values | None:
        value = read(text)
        return None if value is None else {column: str(value)}

    return told


def _name(text: str, _: Around) -> Values | None:
    """The name, and the titles and the second name where they were typed with it."""
    name = read_name(text)
    if name.display is None:
        return None
    return {column: value for column, value in _named(name).items() if value is not None}


def _named(name: Name) -> dict[str, str | None]:
    return {"name": name.display, "titles": name.titles, "alias": name.alias}


def _nik(text: str, around: Around) -> Values | None:
    nik = read_nik(text, data_year=around.data_year)
    return {"nik": nik.number, "nik_status": nik.status} if _is_whole(nik.number) else None


def _kk(text: str) -> str | None:
    number = read_kk(text).number
    return number if _is_whole(number) else None


def _is_whole(number: str | None) -> TypeGuard[str]:
    return number is not None and len(number) == LENGTH and number.isdecimal()


def _birth(text: str, around: Around) -> Values | None:
    day = unless_bad(birth_day(text, around.data_year))
    return {"birth_date": day.isoformat()} if day else None


def _visit(text: str, around: Around) -> Values | None:
    day = unless_bad(visit_day(text, around.data_year))
    return {"visited_on": day.isoformat()} if day else None


def _address(text: str, _: Around) -> Values | None:
    """The address, with the hamlet, RT and RW that it tells."""
    address = read_address(text)
    told = {"address": address.display, "hamlet": address.hamlet, "rt": address.rt, "rw": address.rw}
    return {column: str(value) for column, value in told.items() if value is not None}


def _village(text: str, around: Around) -> Values | None:
    found = around.regions.find_village(text, district_code=around.district_code)
    place = found.place if found else None
    return None if place is None else {"village": place.name, "village_code": place.code, **_within(place)}


def _district(text: str, around: Around) -> Values | None:
    """The kecamatan; a desa of another one is not known any more."""
    found = around.regions.find_district(text)
    if found is None:
        return None
    moved = found.place.code != around.district_code
    return _within(found.place) | ({"village": "", "village_code": ""} if moved else {})


def _within(place: Place) -> Values:
    return {"district": place.district, "district_code": place.district_code}


def _trade(text: str, _: Around) -> Values | None:
    """The line of business, with the product category and the KBLI section of a trade that is known."""
    trade = read_trade(text)
    told = {"business": trade.display, "product": trade.product, "sector": trade.sector}
    return {column: value for column, value in told.items() if value is not None}


def _product(text: str, around: Around) -> Values | None:
    """A product category by its name in the tables, or by a word for what is made or sold."""
    name = text.strip().lower()
    if name in PRODUCTS:
        return {"product": name, "sector": PRODUCTS[name] or ""}
    told = _trade(text, around) or {}
    product = told.get("product", "other")
    return None if product == "other" else {"product": product, "sector": told.get("sector", "")}


def _sector(text: str) -> str | None:
    letter = text.strip().upper()
    return letter if len(letter) == 1 and "A" <= letter <= _LAST_SECTION else None


_LAST_SECTION = "U"

_READERS: Mapping[str, tuple[str, _Read]] = {
    "name": ("name", _name),
    "titles": ("text", _one("titles", read_text)),
    "alias": ("name", _one("alias", lambda text: read_name(text).display)),
    "gender": ("gender", _one("gender", read_gender)),
    "birth_date": ("day", _birth),
    "nik": ("number_16", _nik),
    "no_kk": ("number_16", _one("no_kk", _kk)),
    "address": ("text", _address),
    "hamlet": ("text", _one("hamlet", read_hamlet)),
    "rt": ("small", _one("rt", read_number)),
    "rw": ("small", _one("rw", read_number)),
    "village": ("village", _village),
    "village_code": ("village", _village),
    "district": ("district", _district),
    "district_code": ("district", _district),
    "phone": ("phone", _one("phone", lambda text: read_phones(text).first)),
    "business_name": ("text", _one("business_name", read_text)),
    "business": ("text", _trade),
    "product": ("product", _product),
    "sector": ("section", _one("sector", _sector)),
    "nib": ("number_13", _one("nib", lambda text: read_nib(text).number)),
    "turnover": ("money", _one("turnover", lambda text: yearly(read_amount(text)))),
    "capital": ("money", _one("capital", lambda text: read_amount(text).rupiah)),
    "visited_on": ("day", _visit),
    "production_status": ("status", _one("production_status", read_status)),
}
"""For each column of the golden record what is expected there, a message key under `correction.`, and its reader."""

_WITH = {
    "village": ("village_code",),
    "village_code": ("village",),
    "district": ("district_code", "village", "village_code"),
    "district_code": ("district", "village", "village_code"),
    "product": ("sector",),
}
"""Columns that are unknown, too, when one is."""

_UNKNOWN: Mapping[str, Values] = {"nik": {"nik_status": "missing"}}
"""What is said of a value that nobody knows."""
