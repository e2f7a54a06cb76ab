"""The campaign: the survey of 2026 as an office runs it, in three waves, fast in some districts and slow in others.

Some desa are never visited. Owners that no list has are met on the way, some are visited again, and some rows are
corrected weeks later. What is typed wrong in it is drawn by `strays`.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from benchmarks.synthetic.books import Answers, Book
from benchmarks.synthetic.clerk import Clerk
from benchmarks.synthetic.dice import Bag, Dice
from benchmarks.synthetic.entries import Entry, Rates
from benchmarks.synthetic.findings import find, find_again
from benchmarks.synthetic.people import Home, Person, draw_person
from benchmarks.synthetic.register import Register
from benchmarks.synthetic.strays import FOREIGN, NOWHERE, Slips, slip
from benchmarks.synthetic.villages import Village


@dataclass(frozen=True, slots=True)
class Wave:
    """A round of visits: its first and last day."""

    first: date
    last: date


WAVES = (
    Wave(date(2026, 2, 9), date(2026, 3, 27)),
    Wave(date(2026, 5, 18), date(2026, 7, 3)),
    Wave(date(2026, 9, 7), date(2026, 11, 13)),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign:
    """How large a survey, and what is unusual in it.

    Attributes:
        rows: Rows in all, those below included.
        strangers: Owners no list has.
        again: Second visits of an owner, in the same wave or a later one.
        corrected: Rows that correct an earlier one.
        foreign: Visits in another regency.
        nowhere: Visits in a kecamatan that does not exist.
        unvisited: Share of villages nobody goes to.
        slips: What is typed wrong.
    """

    rows: int
    strangers: int
    again: int
    corrected: int
    foreign: int
    nowhere: int
    unvisited: float = 0.06
    slips: Slips = Slips()  # noqa: RUF009 - frozen


def campaign_of(rows: int) -> Campaign:
    """A survey of so many rows, with the usual share of everything unusual."""
    return Campaign(
        rows=rows,
        strangers=rows * 6 // 100,
        again=rows * 4 // 100,
        corrected=rows * 2 // 100,
        foreign=math.ceil(rows / 2_000),
        nowhere=math.ceil(rows / 4_000),
    )


class Survey:
    """Visits owners.

    Args:
        clerk: Who writes down whom.
        register: Numbers of those whom no list has.
        dice: Where draws come from.
        rates: What goes wrong at the door.
    """

    def __init__(self, clerk: Clerk, register: Register, dice: Dice, rates: Rates) -> None:
        self._clerk, self._register, self._dice, self._rates = clerk, register, dice, rates
        self._people = 0

    def run(self, plan: Campaign, listed: Sequence[Person], unlisted: Sequence[Person] = ()) -> list[Entry]:
        """All rows, by day of entry; strangers are `unlisted` as far as they go, then newly drawn people."""
        self._people = len(listed) + len(unlisted)
        missing = max(plan.strangers - len(unlisted), 0)
        newcomers = [self._newcomer(self._dice.pick(listed).home) for _ in range(missing)]
        strangers = [*unlisted[: plan.strangers], *newcomers]
        once = plan.rows - plan.again - plan.corrected - plan.foreign - plan.nowhere
        paces = _Paces(self._dice, {person.home.village for person in listed}, plan.unvisited)
        visited = paces.choose(listed, once - len(strangers))
        entries = [self._visit(person, paces.day(person), ("survey",)) for person in [*visited, *strangers]]
        placed = self._dice.shuffled(entries)
        entries += [self._again(entry, later=True) for entry in placed[: plan.again]]
        entries += [self._again(entry, later=False) for entry in placed[plan.again : plan.again + plan.corrected]]
        entries += self._strays(plan)
        for entry in entries:
            slip(entry, plan.slips, self._dice)
        return sorted(entries, key=lambda entry: (str(entry.extras["entered"]), entry.owner.owner))

    def _newcomer(self, home: Home) -> Person:
        """Somebody no list has; the last one of the world so far, of a household of their own."""
        self._people += 1
        person = draw_person(self._dice, self._register, home)
        return replace(person, owner=f"P{self._people:05d}", household=self._people)

    def _strays(self, plan: Campaign) -> list[Entry]:
        """People of places that are not of the regency."""
        places = [self._dice.pick(FOREIGN) for _ in range(plan.foreign)]
        places += [self._dice.pick(NOWHERE) for _ in range(plan.nowhere)]
        rates = replace(self._rates, moved=0.0, village_missing=0.0)
        return [
            self._visit(
                self._newcomer(_home(self._dice, place)),
                self._dice.day(WAVES[-1].first, WAVES[-1].last),
                ("survey", "stray"),
                rates,
            )
            for place in places
        ]

    def _visit(self, person: Person, day: date, cases: tuple[str, ...], rates: Rates | None = None) -> Entry:
        entry = self._clerk.enter(person, rates or self._rates, cases)
        find(entry, self._dice)
        entry.extras |= {"visited_on": day, "entered": day, "is_late": "stray" in cases}
        return entry

    def _again(self, first: Entry, *, later: bool) -> Entry:
        """A second visit, or a correction: the same day and visit, entered weeks later into another list."""
        was = _day(first, "visited_on")
        entry = self._clerk.enter(first.owner, self._rates, ("survey", "repeat"))
        entry.extras = dict(first.extras)
        find_again(entry, self._dice, is_correction=not later)
        entered = min(was + timedelta(days=self._dice.between(8, 150)), WAVES[-1].last)
        entry.extras |= {"visited_on": entered if later else was, "entered": entered, "is_late": not later}
        return entry


class _Paces:
    """How fast each district is, wave by wave, and which villages nobody goes to."""

    def __init__(self, dice: Dice, villages: Iterable[Village], unvisited: float) -> None:
        self._dice = dice
        ordered = sorted(villages, key=lambda village: village.code)
        districts = dict.fromkeys(village.district for village in ordered)
        self._fast = {name: [dice.between(1, 12) for _ in WAVES] for name in districts}
        self._skipped = {village for village in ordered if dice.chance(unvisited)}
        self._waves = {name: Bag(WAVES, fast) for name, fast in self._fast.items()}

    def choose(self, people: Sequence[Person], count: int) -> list[Person]:
        """`count` of them, more where the office is faster; all who are left where that is too few."""
        order = []
        for person in people:
            home = person.home.village
            weight = sum(self._fast[home.district]) if home not in self._skipped else 0.001
            order.append((math.log(self._dice.between(1, 10**9) / 10**9) / weight, person))
        return [person for _, person in sorted(order, key=lambda pair: -pair[0])[:count]]

    def day(self, person: Person) -> date:
        """The day somebody is visited; nobody is on a Sunday."""
        wave = self._dice.of(self._waves[person.home.village.district])
        day = self._dice.day(wave.first, wave.last)
        return day - timedelta(days=1) if day.weekday() == 6 else day


def wave_of(entry: Entry) -> int:
    """The number of the wave a row was entered in; 0 for late rows."""
    if entry.extras["is_late"]:
        return 0
    day = _day(entry, "entered")
    return next(number for number, wave in enumerate(WAVES, start=1) if day <= wave.last)


def _day(entry: Entry, name: str) -> date:
    return date.fromisoformat(str(entry.extras[name]))


def _home(dice: Dice, village: Village) -> Home:
    return Home(village, "Krajan", dice.between(1, 5), dice.between(1, 4))


def _visit_rows(book: Book) -> Iterable[tuple[str | int, ...]]:
    for sheet in book.sheets:
        for row, entry in sheet.places:
            if "visited_on" in entry.extras:
                told = [entry.extras.get(name) for name in ("visited_on", "found")]
                day, found = ("" if value is None else str(value) for value in told)
                yield book.path, sheet.name, row, entry.owner.owner, day, found, entry.home.village.code


VISITS = Answers(
    "visits.csv",
    ("source_file", "source_sheet", "source_row", "owner", "visited_on", "production_status", "village_code"),
    _visit_rows,
)
"""What each row of a survey tells: the day as written, and the BPS code its words mean; empty where there is none."""
