"""Flavours: what sets the worlds that are learnt from apart from those that measure.

Both are regencies of the same villages and the same office work. They share neither seeds, nor the names of people,
hamlets and streets, nor families, nor the ways names are misspelt, nor how often each thing goes wrong.
"""

from dataclasses import dataclass

from benchmarks.synthetic.entries import Rates
from benchmarks.synthetic.families import FAMILIES
from benchmarks.synthetic.measure_names import HAMLETS, MEASURED, STREETS
from benchmarks.synthetic.mishear import mishear
from benchmarks.synthetic.misspell import Damage, misspell
from benchmarks.synthetic.proposals import Habits
from benchmarks.synthetic.survey import AT_THE_DOOR
from benchmarks.synthetic.survey_books import Surveyors, at_once, in_waves
from benchmarks.synthetic.world import NORTH, Customs


@dataclass(frozen=True, slots=True, kw_only=True)
class Flavour:
    """A kind of regency.

    Attributes:
        name: It is part of the seed.
        customs: Names and families.
        habits: Who is proposed how often, and what goes wrong then.
        survey: How owners are visited.
        at_the_door: What goes wrong then.
        misspell: What becomes of names.
        officers: Share of villages whose officer lent a phone.
        slipped: Share of lists in which the NIKs of some rows slipped to their neighbours.
    """

    name: str
    customs: Customs = NORTH
    habits: Habits = Habits()  # noqa: RUF009 - frozen
    survey: Surveyors = in_waves
    at_the_door: Rates = AT_THE_DOOR
    misspell: Damage = misspell
    officers: float = 0.25
    slipped: float = 0.0


_FIRST = Rates(
    name=0.11,
    husband=0.006,
    titles=0.5,
    nik=(
        ("nik_wrong_digit", 0.055),
        ("nik_swapped", 0.014),
        ("nik_short", 0.012),
        ("nik_long", 0.005),
        ("nik_missing", 0.040),
        ("nik_relative", 0.009),
        ("nik_excel", 0.025),
        ("nik_scientific", 0.003),
    ),
    phone_other=0.03,
    phone_typo=0.02,
    phone_missing=0.08,
    phone_officer=0.05,
    village_missing=0.015,
    moved=0.004,
    rt_missing=0.07,
    rt_wrong=0.02,
    hamlet_missing=0.2,
    birth_wrong=0.015,
    other_business=0.08,
)
_AGAIN = Rates(
    name=0.28,
    husband=0.012,
    titles=0.5,
    nik=_FIRST.nik,
    phone_other=0.12,
    phone_typo=0.02,
    phone_missing=0.08,
    phone_officer=0.05,
    village_missing=0.015,
    moved=0.035,
    rt_missing=0.07,
    rt_wrong=0.03,
    hamlet_missing=0.2,
    birth_wrong=0.015,
    other_business=0.2,
)
_DOOR = Rates(
    name=0.24,
    titles=0.2,
    husband=0.015,
    nik=(("nik_missing", 0.55), ("nik_wrong_digit", 0.03), ("nik_relative", 0.01)),
    phone_other=0.12,
    phone_missing=0.15,
    phone_officer=0.0,
    village_missing=0.005,
    rt_missing=0.05,
    moved=0.015,
    other_business=0.0,
)
TUNING = Flavour(name="regency")
MEASURING = Flavour(
    name="measure",
    customs=Customs(names=MEASURED, hamlets=HAMLETS, streets=STREETS, households=FAMILIES),
    habits=Habits(first_year=0.55, same_year=0.041, next_year=0.16, first=_FIRST, again=_AGAIN),
    survey=at_once,
    at_the_door=_DOOR,
    misspell=mishear,
    officers=0.35,
    slipped=0.06,
)
