"""People: who they are before anybody has typed them."""

from dataclasses import dataclass
from datetime import date

from benchmarks.synthetic.businesses import Business, draw_business
from benchmarks.synthetic.dice import Bag, Dice
from benchmarks.synthetic.name_tables import TOWNS_OF_BIRTH
from benchmarks.synthetic.names import draw_titles
from benchmarks.synthetic.register import Register
from benchmarks.synthetic.villages import Village

_DECADES = Bag((1945, 1955, 1965, 1975, 1985, 1995), (7, 19, 28, 26, 16, 4))


@dataclass(frozen=True, slots=True)
class Home:
    """Where somebody lives. `street` is empty in the countryside, `hamlet` in town."""

    village: Village
    hamlet: str
    rt: int
    rw: int
    street: str = ""


@dataclass(frozen=True, slots=True)
class Kin:
    """The relative whose papers get mixed up with the owner's: a spouse, a parent, a sibling."""

    name: str
    nik: str


@dataclass(frozen=True, slots=True)
class Person:
    """An owner as the register and the neighbours know them.

    Attributes:
        owner: The truth's opaque id, empty until the person is counted as an owner.
        name: In capitals, without titles.
        titles: What stands before and after the name.
        sex: `L` or `P`.
        birth: Date of birth; it is also in the NIK.
        traps: Why somebody might take this person for another (`twins`, `father_son` ...).
        household: Number of the household in its world; namesakes who live in one RT count as one.
    """

    owner: str
    name: str
    titles: tuple[str, str]
    sex: str
    birth: date
    birth_place: str
    nik: str
    no_kk: str
    phone: str
    home: Home
    kin: Kin
    business: Business
    traps: tuple[str, ...] = ()
    household: int = 0


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a new person has to be; anything left None is drawn.

    Attributes:
        age_gap: Years after (before, if negative) `near_year` that the person was born, give or take three.
    """

    sex: str | None = None
    birth: date | None = None
    near_year: int | None = None
    name: str | None = None
    last: str | None = None
    no_kk: str | None = None
    phone: str | None = None
    region: str | None = None


def draw_person(dice: Dice, register: Register, home: Home, wanted: Wanted | None = None) -> Person:
    """A new person living at `home`."""
    wanted = wanted or Wanted()
    sex = wanted.sex or ("P" if dice.chance(0.57) else "L")
    birth = wanted.birth or _birth(dice, wanted.near_year)
    name = wanted.name or register.names.draw(dice, sex, birth.year, wanted.last)
    region = wanted.region or register.region(dice, home.village.region)
    return Person(
        owner="",
        name=name,
        titles=draw_titles(dice, sex, birth.year),
        sex=sex,
        birth=birth,
        birth_place=dice.of(TOWNS_OF_BIRTH),
        nik=register.nik(dice, region, birth, sex),
        no_kk=wanted.no_kk or register.no_kk(dice, home.village.region),
        phone=wanted.phone or register.phone(dice),
        home=home,
        kin=_kin(dice, register, sex, birth, region),
        business=draw_business(dice, name),
    )


def _birth(dice: Dice, near_year: int | None) -> date:
    year = dice.of(_DECADES) + dice.below(10) if near_year is None else near_year + dice.between(-3, 3)
    return dice.day(date(min(max(year, 1938), 2002), 1, 1), date(min(max(year, 1938), 2002), 12, 31))


def _kin(dice: Dice, register: Register, sex: str, birth: date, region: str) -> Kin:
    """A spouse who owns nothing."""
    other = "L" if sex == "P" else "P"
    born = _birth(dice, birth.year + (-3 if other == "L" else 3))
    return Kin(register.names.draw(dice, other, born.year), register.nik(dice, region, born, other))
