"""Entries: what is typed for one owner, and how often each thing goes wrong."""

from dataclasses import dataclass, field
from datetime import date, datetime

from benchmarks.synthetic.people import Home, Person

Cell = str | int | float | date | datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """How often each thing goes wrong, per row.

    Attributes:
        name: The name is not as on the card.
        husband: A wife is listed as `BU` with her husband's name.
        titles: Titles that exist are written.
        nik: NIK damage by kind; a relative's NIK is `nik_relative`, Excel's cut `nik_excel`.
        phone_other: Another number of the same person; phones change.
        phone_officer: The number of the village officer who registered half the hamlet.
        moved: Another desa than before.
    """

    name: float = 0.08
    husband: float = 0.004
    titles: float = 0.6
    nik: tuple[tuple[str, float], ...] = (
        ("nik_wrong_digit", 0.045),
        ("nik_swapped", 0.012),
        ("nik_short", 0.010),
        ("nik_long", 0.003),
        ("nik_missing", 0.030),
        ("nik_relative", 0.006),
        ("nik_excel", 0.020),
        ("nik_scientific", 0.002),
    )
    phone_other: float = 0.02
    phone_typo: float = 0.015
    phone_missing: float = 0.06
    phone_officer: float = 0.02
    village_missing: float = 0.02
    moved: float = 0.003
    rt_missing: float = 0.05
    rt_wrong: float = 0.015
    hamlet_missing: float = 0.15
    birth_wrong: float = 0.012
    other_business: float = 0.05


@dataclass(slots=True)
class Entry:
    """What was typed for one owner: the same facts as `Person`, damaged, and what happened to them.

    Attributes:
        owner: The truth.
        nik: Digits, maybe too few or too many; empty if missing.
        is_cut: The NIK was lost to a number cell and must be written as a number.
        cases: What makes this row hard; empty for a plain one.
        extras: Cells by field that have nothing to do with who it is: a timestamp, a remark, what a survey found.
    """

    owner: Person
    name: str
    titles: tuple[str, str]
    nik: str
    is_cut: bool
    no_kk: str
    phone: str
    birth: date
    home: Home
    line: str
    product: str
    sign: str
    has_rt: bool = True
    has_village: bool = True
    cases: list[str] = field(default_factory=list)
    extras: dict[str, Cell] = field(default_factory=dict)


def copy_card(person: Person) -> Entry:
    """An entry without a mistake."""
    job = person.business
    return Entry(
        owner=person,
        name=person.name,
        titles=person.titles,
        nik=person.nik,
        is_cut=False,
        no_kk=person.no_kk,
        phone=person.phone,
        birth=person.birth,
        home=person.home,
        line=job.line,
        product=job.product,
        sign=job.sign,
    )
