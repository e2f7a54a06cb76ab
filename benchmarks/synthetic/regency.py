"""The regency: some 100,000 owners in 250 files, the truth, and what the cells let be known.

The matching is tuned on worlds of the flavour `TUNING` and measured on worlds of the flavour `MEASURING`, which share
neither names nor habits with them: never tune on those, on no seed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.synthetic.books import PEOPLE, TRUTH, Book, write_books
from benchmarks.synthetic.campaign import VISITS
from benchmarks.synthetic.clerk import Clerk
from benchmarks.synthetic.dice import Dice
from benchmarks.synthetic.extras import add_extras
from benchmarks.synthetic.flavours import TUNING, Flavour
from benchmarks.synthetic.known import KNOWN
from benchmarks.synthetic.offices import draw_offices
from benchmarks.synthetic.proposals import Proposals, build_book
from benchmarks.synthetic.slips import slip_niks
from benchmarks.synthetic.villages import VILLAGES, Village
from benchmarks.synthetic.world import populate


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How large a world.

    Attributes:
        owners: Owners on the lists.
        files: Lists, without those of the survey.
        visits: Rows of the survey of 2026; 0 means no survey.
    """

    owners: int = 105_000
    files: int = 250
    visits: int = 0


def write_regency(folder: Path, seed: int, size: Size, flavour: Flavour = TUNING) -> None:
    """Write `lists/`, `truth.csv`, `people.csv`, `known.csv` and `visits.csv` into `folder`."""
    write_books(regency_books(seed, size, flavour), folder, (TRUTH, PEOPLE, KNOWN, VISITS))


def regency_books(seed: int, size: Size, flavour: Flavour = TUNING) -> Iterable[Book]:
    """Every file, built when it is asked for."""
    dice = Dice(f"{flavour.name} lists {seed}")
    world = populate(Dice(f"{flavour.name} people {seed}"), _counts(dice, size.owners), flavour.customs)
    offices = draw_offices(dice, size.files)
    officers = {village: world.register.phone(dice) for village in VILLAGES if dice.chance(flavour.officers)}
    clerk = Clerk(dice, officers, [person.home for person in world.owners], flavour.misspell)
    proposals = Proposals(clerk, offices.route, flavour.habits, dice)
    proposals.propose(world.owners)
    for path, plan in proposals.plans.items():
        entries = proposals.entries.pop(path)
        add_extras(entries, dice)
        if flavour.slipped and dice.chance(flavour.slipped):
            slip_niks(entries, dice)
        yield build_book(plan, entries, dice)
    if size.visits:
        yield from flavour.survey(world, size.visits, clerk, dice, flavour.at_the_door)


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
