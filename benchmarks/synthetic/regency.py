"""The regency preset: the measuring world, 105,000 owners in 250 files, its truth and what its cells let be known.

Do not tune the matching on the seeds it is measured with (`make bench` uses 1): draw other seeds to learn from.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.synthetic.books import TRUTH, Book, write_books
from benchmarks.synthetic.clerk import Clerk
from benchmarks.synthetic.dice import Dice
from benchmarks.synthetic.extras import add_extras
from benchmarks.synthetic.known import KNOWN
from benchmarks.synthetic.offices import draw_offices
from benchmarks.synthetic.proposals import Habits, Proposals, build_book
from benchmarks.synthetic.sample_lists import SURVEY
from benchmarks.synthetic.sheets import Sheet, lay_out
from benchmarks.synthetic.survey import visit
from benchmarks.synthetic.villages import VILLAGES, Village
from benchmarks.synthetic.world import World, populate


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How large a world.

    Attributes:
        owners: Owners on the lists.
        files: Lists, without those of the survey.
        visits: Owners visited in 2026; 0 means no survey.
    """

    owners: int = 105_000
    files: int = 250
    visits: int = 0


def write_regency(folder: Path, seed: int, size: Size) -> None:
    """Write `lists/`, `truth.csv` and `known.csv` into `folder`."""
    write_books(regency_books(seed, size), folder, (TRUTH, KNOWN))


def regency_books(seed: int, size: Size) -> Iterable[Book]:
    """Every file, built when it is asked for."""
    dice = Dice(f"regency lists {seed}")
    world = populate(Dice(f"regency people {seed}"), _counts(dice, size.owners))
    offices = draw_offices(dice, size.files)
    officers = {village: world.register.phone(dice) for village in VILLAGES if dice.chance(0.25)}
    clerk = Clerk(dice, officers, [person.home for person in world.owners])
    proposals = Proposals(clerk, offices.route, Habits(), dice)
    proposals.propose(world.owners)
    for path, plan in proposals.plans.items():
        entries = proposals.entries.pop(path)
        add_extras(entries, dice)
        yield build_book(plan, entries, dice)
    yield from _survey(world, clerk, dice, size.visits)


def _counts(dice: Dice, owners: int) -> dict[Village, int]:
    """Owners per village: towns and large villages have several times those of small ones."""
    weights = {village: (0.4 + dice.below(1000) / 800) * (1.6 if village.is_town else 1.0) for village in VILLAGES}
    total = sum(weights.values())
    counts: dict[Village, int] = {}
    given, share = 0, 0.0
    for village, weight in weights.items():
        share += weight
        counts[village] = round(owners * share / total) - given
        given += counts[village]
    return counts


def _survey(world: World, clerk: Clerk, dice: Dice, visits: int) -> Iterable[Book]:
    """One file per district."""
    entries = visit(dice.shuffled(world.owners)[:visits], clerk, dice)
    for district in dict.fromkeys(village.district for village in VILLAGES):
        chosen = [entry for entry in entries if entry.home.village.district == district]
        if chosen:
            plan = replace(SURVEY, path=f"Survei 2026/Survei UMKM Kec {district}.xlsx")
            yield Book(plan.path, plan.kind, [lay_out(Sheet(plan.sheet), chosen, plan.layout, plan.hand, dice)])
