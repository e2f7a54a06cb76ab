"""Households: who lives under one roof, and who might be taken for whom."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from benchmarks.synthetic.dice import Bag, Dice
from benchmarks.synthetic.people import Home, Kin, Person, Wanted, draw_person
from benchmarks.synthetic.register import Register

Household = list[Person]


def alone(dice: Dice, register: Register, home: Home) -> Household:
    """One owner; nobody near is easily mixed up with them."""
    return [draw_person(dice, register, home)]


def couple(dice: Dice, register: Register, home: Home) -> Household:
    """Both own a business; half of them share a phone."""
    man = draw_person(dice, register, home, Wanted(sex="L"))
    phone = man.phone if dice.chance(0.5) else None
    wanted = Wanted(sex="P", near_year=man.birth.year + 3, no_kk=man.no_kk, phone=phone)
    return _related(man, draw_person(dice, register, home, wanted), "spouse_same_phone" if phone else "spouse")


def siblings(dice: Dice, register: Register, home: Home) -> Household:
    """Born within a few years; some share a last word, a card, a phone."""
    one = draw_person(dice, register, home)
    last = one.name.split()[-1] if " " in one.name and dice.chance(0.4) else None
    wanted = Wanted(
        sex=one.sex,
        near_year=one.birth.year + 4,
        last=last,
        no_kk=one.no_kk if dice.chance(0.5) else None,
        phone=one.phone if dice.chance(0.25) else None,
    )
    return _related(one, draw_person(dice, register, home, wanted), "siblings")


def father_son(dice: Dice, register: Register, home: Home) -> Household:
    """The son's last word is his father's only or last one."""
    year = dice.between(1945, 1968)
    father = draw_person(dice, register, home, Wanted(sex="L", near_year=year))
    wanted = Wanted(
        sex="L",
        near_year=father.birth.year + 26,
        last=father.name.split()[-1],
        no_kk=father.no_kk if dice.chance(0.5) else None,
        phone=father.phone if dice.chance(0.3) else None,
    )
    return _related(father, draw_person(dice, register, home, wanted), "father_son")


def mother_daughter(dice: Dice, register: Register, home: Home) -> Household:
    """One card, no name in common."""
    mother = draw_person(dice, register, home, Wanted(sex="P", near_year=dice.between(1945, 1968)))
    phone = mother.phone if dice.chance(0.4) else None
    wanted = Wanted(sex="P", near_year=mother.birth.year + 25, no_kk=mother.no_kk, phone=phone)
    return _related(mother, draw_person(dice, register, home, wanted), "mother_daughter")


def twins(dice: Dice, register: Register, home: Home) -> Household:
    """Same day, neighbouring serials, one word of the name apart."""
    sex = dice.pick("LP")
    day = dice.day(date(1968, 1, 1), date(1996, 12, 31))
    one = draw_person(dice, register, home, Wanted(sex=sex, birth=day, region=home.village.region))
    other_name = f"{register.names.draw(dice, sex, day.year).split()[0]} {one.name.split()[-1]}"
    if other_name == one.name:
        other_name = f"{one.name} KEMBAR"
    wanted = Wanted(
        sex=sex, birth=day, name=other_name, no_kk=one.no_kk, region=home.village.region,
        phone=one.phone if dice.chance(0.3) else None,
    )  # fmt: skip
    return _related(one, draw_person(dice, register, home, wanted), "twins")


def namesakes(dice: Dice, register: Register, home: Home) -> Household:
    """Two families, one RT, one name."""
    one = draw_person(dice, register, home)
    wanted = Wanted(sex=one.sex, near_year=one.birth.year + dice.between(-12, 12), name=one.name)
    other = draw_person(dice, register, home, wanted)
    return [replace(person, traps=("namesake_same_rt",)) for person in (one, other)]


def _related(one: Person, other: Person, trap: str) -> Household:
    """Both, each knowing the other as the relative whose papers get mixed up."""
    return [
        replace(one, kin=Kin(other.name, other.nik), traps=(trap,)),
        replace(other, kin=Kin(one.name, one.nik), traps=(trap,)),
    ]


Shape = Callable[[Dice, Register, Home], Household]
KINDS: Bag[Shape] = Bag(
    (alone, couple, siblings, father_son, mother_daughter, twins, namesakes),
    (0.83, 0.08, 0.03, 0.025, 0.015, 0.004, 0.012),
)
"""Kinds of households and how common they are among households with an owner."""
