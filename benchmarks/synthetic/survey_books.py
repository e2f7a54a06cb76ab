"""The lists of a survey: one round of visits with a file for each district, or a campaign in waves."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from benchmarks.synthetic.books import Book
from benchmarks.synthetic.campaign import Survey, campaign_of, wave_of
from benchmarks.synthetic.clerk import Clerk
from benchmarks.synthetic.dice import Dice
from benchmarks.synthetic.entries import Entry, Rates
from benchmarks.synthetic.proposals import ListPlan
from benchmarks.synthetic.sample_lists import SURVEY, SURVEY_FULL, SURVEY_LATE
from benchmarks.synthetic.sheets import Sheet, lay_out
from benchmarks.synthetic.survey import visit
from benchmarks.synthetic.villages import VILLAGES
from benchmarks.synthetic.world import World

Surveyors = Callable[[World, int, Clerk, Dice, Rates], Iterable[Book]]
"""Visits so many owners of a world, and hands in the lists."""
_DISTRICTS = tuple(dict.fromkeys(village.district for village in VILLAGES))


def at_once(world: World, visits: int, clerk: Clerk, dice: Dice, rates: Rates) -> Iterable[Book]:
    """Everybody is visited once; one file per district."""
    entries = visit(dice.shuffled(world.owners)[:visits], clerk, dice, rates)
    for district in _DISTRICTS:
        chosen = [entry for entry in entries if entry.home.village.district == district]
        yield from _book(replace(SURVEY, path=f"Survei 2026/Survei UMKM Kec {district}.xlsx"), chosen, dice)


def in_waves(world: World, visits: int, clerk: Clerk, dice: Dice, rates: Rates) -> Iterable[Book]:
    """A campaign of so many rows: one file per district and wave, some with more questions; and one of late rows."""
    entries = Survey(clerk, world.register, dice, rates).run(campaign_of(visits), world.owners)
    for wave in (1, 2, 3):
        for place, district in enumerate(_DISTRICTS):
            plan = SURVEY_FULL if (place + wave) % 2 else SURVEY
            path = f"Survei 2026/Tahap {wave}/Survei UMKM Kec {district}.xlsx"
            yield from _book(replace(plan, path=path), _chosen(entries, wave, district), dice)
    yield from _book(SURVEY_LATE, _chosen(entries, 0, ""), dice)


def _chosen(entries: Sequence[Entry], wave: int, district: str) -> list[Entry]:
    return [
        entry for entry in entries if wave_of(entry) == wave and (not wave or entry.home.village.district == district)
    ]


def _book(plan: ListPlan, entries: list[Entry], dice: Dice) -> Iterable[Book]:
    if entries:
        yield Book(plan.path, plan.kind, [lay_out(Sheet(plan.sheet), entries, plan.layout, plan.hand, dice)])
