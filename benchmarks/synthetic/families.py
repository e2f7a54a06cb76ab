"""Families of the measuring worlds: more owners under one roof than elsewhere, and names that run closer together."""

from dataclasses import replace

from benchmarks.synthetic.dice import Bag, Dice
from benchmarks.synthetic.households import (
    Household,
    Shape,
    alone,
    couple,
    father_son,
    mother_daughter,
    namesakes,
    siblings,
    twins,
)
from benchmarks.synthetic.people import Home, Kin, Person, Wanted, draw_person
from benchmarks.synthetic.register import Register


def _family(dice: Dice, register: Register, home: Home) -> Household:
    """Parents and their grown children, each with a trade; many share card and phone, and last words run in some."""
    father = draw_person(dice, register, home, Wanted(sex="L", near_year=dice.between(1946, 1970)))
    phone = father.phone if dice.chance(0.45) else None
    wanted = Wanted(sex="P", near_year=father.birth.year + 4, no_kk=father.no_kk, phone=phone)
    trap = "spouse_same_phone" if phone else "spouse"
    members = [_trapped(father, trap), _trapped(draw_person(dice, register, home, wanted), trap)]
    last = father.name.split()[-1] if dice.chance(0.4) else None
    children = dice.between(1, 2)
    for place in range(children):
        wanted = Wanted(
            near_year=father.birth.year + 25 + 3 * place,
            last=last,
            no_kk=father.no_kk if dice.chance(0.6) else None,
            phone=phone if dice.chance(0.5) else None,
        )
        members.append(_trapped(draw_person(dice, register, home, wanted), "parent_child"))
    if children > 1:
        members[2:] = [_trapped(child, "siblings") for child in members[2:]]
    members[:2] = [_trapped(parent, "parent_child") for parent in members[:2]]
    father, mother, *_ = members
    return [_mixed_up(father, mother), *(_mixed_up(member, father) for member in members[1:])]


def _in_laws(dice: Dice, register: Register, home: Home) -> Household:
    """A woman and her husband's mother: one card, one kitchen, often one phone; no name in common."""
    mother = draw_person(dice, register, home, Wanted(sex="P", near_year=dice.between(1944, 1966)))
    phone = mother.phone if dice.chance(0.4) else None
    wanted = Wanted(sex="P", near_year=mother.birth.year + 26, no_kk=mother.no_kk, phone=phone)
    younger = draw_person(dice, register, home, wanted)
    return [_trapped(person, "in_laws") for person in (mother, younger)]


def _named_after(dice: Dice, register: Register, home: Home) -> Household:
    """A son whose first word is his father's name."""
    father = draw_person(dice, register, home, Wanted(sex="L", near_year=dice.between(1945, 1966)))
    son = register.names.draw(dice, "L", 1985).split()[-1]
    wanted = Wanted(
        sex="L",
        near_year=father.birth.year + 25,
        name=f"{father.name.split()[0]} {son}",
        no_kk=father.no_kk if dice.chance(0.5) else None,
        phone=father.phone if dice.chance(0.3) else None,
    )
    younger = draw_person(dice, register, home, wanted)
    return [_trapped(_mixed_up(father, younger), "father_son"), _trapped(_mixed_up(younger, father), "father_son")]


def _same_age_namesakes(dice: Dice, register: Register, home: Home) -> Household:
    """Two families, one RT, one name, born within a few years of each other."""
    one = draw_person(dice, register, home)
    other = draw_person(dice, register, home, Wanted(sex=one.sex, near_year=one.birth.year, name=one.name))
    return [_trapped(person, "namesake_same_rt") for person in (one, other)]


def _trapped(person: Person, trap: str) -> Person:
    return replace(person, traps=(*person.traps, trap))


def _mixed_up(person: Person, other: Person) -> Person:
    """The person, whose papers get mixed up with the other's."""
    return replace(person, kin=Kin(other.name, other.nik))


FAMILIES: Bag[Shape] = Bag(
    (
        alone, couple, siblings, father_son, mother_daughter, twins, namesakes, _family, _in_laws, _named_after,
        _same_age_namesakes,
    ),
    (0.77, 0.06, 0.03, 0.02, 0.015, 0.007, 0.012, 0.05, 0.012, 0.006, 0.008),
)  # fmt: skip
"""Kinds of households of the measuring worlds and how common they are."""
