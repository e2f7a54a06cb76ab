"""Proposals: who is proposed in which year, how often, and through which list."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from benchmarks.synthetic.books import Book
from benchmarks.synthetic.clerk import Clerk
from benchmarks.synthetic.dice import Dice
from benchmarks.synthetic.entries import Entry, Rates
from benchmarks.synthetic.hand import Hand
from benchmarks.synthetic.people import Person
from benchmarks.synthetic.sheets import Layout, Sheet, lay_out
from benchmarks.synthetic.villages import Village

AGAIN = Rates(name=0.32, phone_other=0.08, moved=0.03, rt_wrong=0.025, other_business=0.15, husband=0.008)
"""Typed anew for a later list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """How often owners are proposed.

    Attributes:
        first_year: Share of owners first proposed in 2020; the others in 2021.
        same_year: Share proposed again within a year.
        next_year: Share of those of 2020 proposed again in 2021.
        first: What goes wrong the first time.
        again: What goes wrong each further time.
    """

    first_year: float = 0.6
    same_year: float = 0.04
    next_year: float = 0.13
    first: Rates = Rates()  # noqa: RUF009 - frozen
    again: Rates = AGAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPlan:
    """One list an office keeps.

    Attributes:
        path: Where it is saved.
        kind: Key of `writers.WRITERS`.
        sheet: Name of its sheet; `{village}` gives each village a sheet of its own.
        nik_loss: NIK damage that happens to this file on top of the clerk's, by kind.
    """

    path: str
    kind: str
    layout: Layout
    hand: Hand
    sheet: str = "Sheet1"
    nik_loss: tuple[tuple[str, float], ...] = ()


Route = Callable[[int, Village, bool], ListPlan]
"""The list that takes a proposal: by year, village, and whether it is a repeat within the year."""


class Proposals:
    """Entries by list, in the order lists were first used."""

    def __init__(self, clerk: Clerk, route: Route, habits: Habits, dice: Dice) -> None:
        self.entries: dict[str, list[Entry]] = {}
        self.plans: dict[str, ListPlan] = {}
        self._clerk, self._route, self._habits, self._dice = clerk, route, habits, dice

    def propose(self, owners: Iterable[Person]) -> None:
        """Let every owner be proposed as often as habits say."""
        habits, dice = self._habits, self._dice
        for person in owners:
            year = 2020 if dice.chance(habits.first_year) else 2021
            self._enter(person, year, habits.first, "first")
            if dice.chance(habits.same_year):
                self._enter(person, year, habits.again, "same_year")
            if year == 2020 and dice.chance(habits.next_year):
                self._enter(person, 2021, habits.again, "next_year")

    def _enter(self, person: Person, year: int, rates: Rates, turn: str) -> None:
        is_repeat = turn == "same_year"
        plan = self._route(year, person.home.village, is_repeat)
        if plan.nik_loss:
            rates = replace(rates, nik=(*plan.nik_loss, *rates.nik))
        entry = self._clerk.enter(person, rates, () if turn == "first" else ("repeat", turn))
        entry.extras["year"] = year
        if entry.home.village != person.home.village:
            plan = self._route(year, entry.home.village, is_repeat)
        self.plans.setdefault(plan.path, plan)
        self.entries.setdefault(plan.path, []).append(entry)


def build_book(plan: ListPlan, entries: list[Entry], dice: Dice) -> Book:
    """Lay the entries of one list out: a form by time, others by village, families rarely together."""
    by_village: dict[Village, list[Entry]] = {}
    for entry in dice.shuffled(entries):
        by_village.setdefault(entry.home.village, []).append(entry)
    groups = sorted(by_village.items(), key=lambda item: (item[0].region, item[0].name))
    book = Book(plan.path, plan.kind)
    if any(name == "timestamp" for name, _ in plan.layout.columns):
        in_time = sorted(entries, key=lambda entry: str(entry.extras["timestamp"]))
        book.sheets.append(lay_out(Sheet(plan.sheet), in_time, plan.layout, plan.hand, dice))
    elif "{" in plan.sheet:
        for village, group in groups:
            name = plan.sheet.format(village=village.name, district=village.district)
            book.sheets.append(lay_out(Sheet(name), group, plan.layout, plan.hand, dice))
    else:
        everybody = [entry for _, group in groups for entry in group]
        book.sheets.append(lay_out(Sheet(plan.sheet), everybody, plan.layout, plan.hand, dice))
    return book
