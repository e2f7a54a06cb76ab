"""The clerk: one owner typed into one list, with the mistakes of that day.

Mistakes are independent each time, so a repeat shares with the first entry what both got right. A careful human has
to be able to tell whom a row means, so an entry that lost too much is typed again.
"""

from dataclasses import replace
from datetime import date

from benchmarks.synthetic import misnumber
from benchmarks.synthetic.dice import Dice
from benchmarks.synthetic.entries import Entry, Rates, copy_card
from benchmarks.synthetic.misspell import Damage, misspell
from benchmarks.synthetic.people import Home, Person
from benchmarks.synthetic.villages import Village

_NIK_DAMAGE: dict[str, misnumber.Damage] = {
    "nik_wrong_digit": misnumber.wrong_digit,
    "nik_swapped": misnumber.swapped_digits,
    "nik_short": misnumber.lost_digit,
    "nik_long": misnumber.doubled_digit,
    "nik_missing": misnumber.missing,
    "nik_excel": misnumber.cut_by_excel,
    "nik_scientific": misnumber.scientific,
}
_SENSE = {"nik_missing": 0.0, "nik_relative": 0.0, "nik_scientific": 0.0, "nik_neighbour": 0.0}
"""What a damaged NIK still tells; other damage leaves 2 points of 3."""


class Clerk:
    """Types owners into lists.

    Args:
        dice: Where draws come from.
        officers: The officer's phone of each village, where one lent it.
        homes: Homes that people who moved may have gone to.
        misspell: What becomes of a name that does not come out as on the card.
    """

    def __init__(
        self, dice: Dice, officers: dict[Village, str], homes: list[Home], misspell: Damage = misspell
    ) -> None:
        self._dice = dice
        self._officers = officers
        self._homes = homes
        self._misspell = misspell

    def enter(self, person: Person, rates: Rates, cases: tuple[str, ...] = ()) -> Entry:
        """One entry; the one that says too little is typed again, at last without a mistake."""
        for _ in range(6):
            entry = self._enter(person, rates)
            if is_enough(entry):
                break
        else:
            entry = copy_card(person)
        entry.cases[:0] = [*cases, *person.traps]
        return entry

    def _enter(self, person: Person, rates: Rates) -> Entry:
        entry = copy_card(person)
        self._name(entry, rates)
        self._nik(entry, rates)
        self._phone(entry, rates)
        self._home(entry, rates)
        if self._dice.chance(rates.birth_wrong):
            entry.birth = _misread(entry.birth)
            entry.cases.append("birth_wrong")
        if self._dice.chance(rates.other_business):
            entry.line, entry.product = "Perdagangan", "dagang kecil"
        return entry

    def _name(self, entry: Entry, rates: Rates) -> None:
        dice, person = self._dice, entry.owner
        if not dice.chance(rates.titles):
            entry.titles = ("", "")
        if person.sex == "P" and dice.chance(rates.husband):
            entry.name, entry.titles = person.kin.name.split(maxsplit=1)[0], (dice.pick(("BU", "NY.", "IBU")), "")
            entry.cases.append("husband_name")
        elif dice.chance(rates.name):
            entry.name = self._misspell(dice, person.name)
            if entry.name != person.name:
                entry.cases.append("respelt")

    def _nik(self, entry: Entry, rates: Rates) -> None:
        draw, dice = self._dice.between(0, 999_999) / 1_000_000, self._dice
        for kind, rate in rates.nik:
            draw -= rate
            if draw < 0:
                entry.cases.append(kind)
                entry.is_cut = kind == "nik_excel"
                right = entry.owner.nik
                entry.nik = entry.owner.kin.nik if kind == "nik_relative" else _NIK_DAMAGE[kind](dice, right)
                return

    def _phone(self, entry: Entry, rates: Rates) -> None:
        dice, officer = self._dice, self._officers.get(entry.home.village, "")
        if dice.chance(rates.phone_missing):
            entry.phone = ""
            entry.cases.append("phone_missing")
        elif officer and dice.chance(rates.phone_officer):
            entry.phone = officer
            entry.cases.append("phone_officer")
        elif dice.chance(rates.phone_other):
            entry.phone = f"08{dice.pick(('12', '52', '57', '77', '95'))}{dice.pick('23456789')}{dice.digits(7)}"
            entry.cases.append("phone_changed")
        elif dice.chance(rates.phone_typo):
            entry.phone = entry.phone[:4] + misnumber.wrong_digit(dice, entry.phone[4:])
            entry.cases.append("phone_wrong_digit")

    def _home(self, entry: Entry, rates: Rates) -> None:
        dice = self._dice
        if dice.chance(rates.moved):
            entry.home = dice.pick(self._homes)
            if entry.home.village != entry.owner.home.village:
                entry.cases.append("moved")
        if dice.chance(rates.village_missing):
            entry.has_village = False
            entry.cases.append("village_missing")
        if dice.chance(rates.hamlet_missing):
            entry.home = replace(entry.home, hamlet="")
        if dice.chance(rates.rt_missing):
            entry.has_rt = False
        elif dice.chance(rates.rt_wrong):
            entry.home = replace(entry.home, rt=entry.home.rt + 1)
            entry.cases.append("rt_wrong")


def _misread(day: date) -> date:
    """Day and month the other way round where that is a date, else a year beside it."""
    if day.day <= 12 and day.day != day.month:
        return day.replace(month=day.day, day=day.month)
    return day.replace(year=day.year + 1, day=min(day.day, 28))


def is_enough(entry: Entry) -> bool:
    """Enough is left to tell whom the entry means: 3 points or more; right NIK 3, phone 2, name 2, RT 1.5 ..."""
    person = entry.owner
    damages = [case for case in entry.cases if case in _NIK_DAMAGE or case in _SENSE]
    points = min((_SENSE.get(damage, 2.0) for damage in damages), default=3.0)
    points += 2.0 if entry.phone == person.phone else 0.0
    points += 2.0 if entry.name == person.name else 1.5 if "husband_name" not in entry.cases else 0.0
    if entry.home.village == person.home.village:
        points += 1.5 if entry.has_rt and (entry.home.rt, entry.home.rw) == (person.home.rt, person.home.rw) else 0.75
    return points >= 3.0
