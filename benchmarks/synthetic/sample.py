"""The sample preset: a few villages whose lists show every shape an office sends, and a survey of 2026."""

from pathlib import Path

from benchmarks.synthetic import sample_lists as lists
from benchmarks.synthetic.books import Book, write_books
from benchmarks.synthetic.clerk import Clerk
from benchmarks.synthetic.dice import Dice
from benchmarks.synthetic.extras import add_extras
from benchmarks.synthetic.people import Person
from benchmarks.synthetic.proposals import Habits, ListPlan, Proposals, build_book
from benchmarks.synthetic.sample_text import EMPTY_TEMPLATE, README, SETTINGS, summary
from benchmarks.synthetic.sheets import Sheet, lay_out
from benchmarks.synthetic.survey import visit
from benchmarks.synthetic.villages import Village, villages_of
from benchmarks.synthetic.world import World, populate

SEED = 3325
COUNTS: dict[tuple[str, str], int] = {
    ("Subah", "Subah"): 120, ("Subah", "Kalimanggis"): 72, ("Subah", "Sengon"): 76, ("Subah", "Clapar"): 50,
    ("Subah", "Jatisari"): 45, ("Subah", "Gondang"): 45, ("Limpung", "Limpung"): 70, ("Limpung", "Sempu"): 45,
    ("Limpung", "Kalisalak"): 45, ("Batang", "Kauman"): 95, ("Batang", "Sambong"): 35,
    ("Batang", "Proyonanggan Utara"): 30, ("Bandar", "Wonokerto"): 36, ("Bandar", "Wonomerto"): 36,
    ("Bawang", "Bawang"): 35, ("Bawang", "Candirejo"): 25, ("Blado", "Bawang"): 20, ("Warungasem", "Kalibeluk"): 30,
}  # fmt: skip
"""Owners per village. Gondang and Bawang are village names of two districts each; Wonokerto and Wonomerto differ by
one letter."""
HABITS = Habits(first_year=0.62, same_year=0.06, next_year=0.28)
_UNLISTED = 0.07
"""Share of owners no list ever named; the survey meets them."""
_VISITS = 275


def write_sample(folder: Path) -> None:
    """Write `lists/`, `truth.csv`, `README.md` and `umkm.toml` into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    write_books(sample_books(SEED), folder)
    (folder / "README.md").write_text(README, encoding="utf-8")
    (folder / "umkm.toml").write_text(SETTINGS, encoding="utf-8")


def sample_books(seed: int) -> list[Book]:
    """Every file of the sample."""
    world = populate(Dice(f"sample people {seed}"), {_village(*place): count for place, count in COUNTS.items()})
    dice = Dice(f"sample lists {seed}")
    listed = [person for person in world.owners if not dice.chance(_UNLISTED)]
    clerk = Clerk(dice, _officers(world, dice), [person.home for person in world.owners])
    proposals = Proposals(clerk, route, HABITS, dice)
    proposals.propose(listed)
    for entries in proposals.entries.values():
        add_extras(entries, dice)
    books = {path: build_book(plan, proposals.entries[path], dice) for path, plan in proposals.plans.items()}
    books |= {book.path: book for book in _survey(world, listed, clerk, dice)}
    _add_oddities(books)
    return sorted(books.values(), key=lambda book: book.path)


def route(year: int, village: Village, is_late: bool) -> ListPlan:  # noqa: FBT001 - a `proposals.Route`
    """The list that takes a proposal."""
    if is_late:
        return lists.OTHERWISE[year]
    own = lists.OWN_LIST.get((year, village.district, village.name))
    return own or lists.BY_PLACE.get((year, village.district), lists.OTHERWISE[year])


def _village(district: str, name: str) -> Village:
    return next(village for village in villages_of(district) if village.name == name)


def _officers(world: World, dice: Dice) -> dict[Village, str]:
    """Two villages whose officer lent his phone."""
    return {_village(*place): world.register.phone(dice) for place in (("Subah", "Subah"), ("Limpung", "Sempu"))}


def _survey(world: World, listed: list[Person], clerk: Clerk, dice: Dice) -> list[Book]:
    """Two survey files; everybody unlisted was met, and four were visited twice."""
    known = set(listed)
    unlisted = [person for person in world.owners if person not in known]
    visited = unlisted + dice.shuffled(listed)[: _VISITS - len(unlisted) - 4]
    entries = visit([*visited, *visited[-4:]], clerk, dice)
    books = []
    for plan, is_town in ((lists.SURVEY, False), (lists.SURVEY_TOWN, True)):
        chosen = [entry for entry in entries if (entry.home.village.district == "Batang") == is_town]
        books.append(Book(plan.path, plan.kind, [lay_out(Sheet(plan.sheet), chosen, plan.layout, plan.hand, dice)]))
    return books


def _add_oddities(books: dict[str, Book]) -> None:
    """Copies, backups and sheets that are no lists."""
    stage = books[lists.STAGE_3.path]
    stage.sheets = [summary(stage.sheets), *stage.sheets, EMPTY_TEMPLATE]
    limpung = books[lists.LIMPUNG.path]
    shown = limpung.sheets[0]
    rows = shown.places[49][0]
    backup = Sheet("BACKUP USULAN", shown.rows[:rows], is_hidden=True)
    backup.places = [place for place in shown.places if place[0] <= rows]
    backup.merges = [box for box in shown.merges if box[2] < rows]
    limpung.sheets.append(backup)
    resaved = "BPUM 2020/Kec Limpung/usulan bpum kec limpung.csv"
    books[resaved] = Book(resaved, "csv", [shown])
    first = books[lists.KALIMANGGIS.path]
    twin = "BPUM 2020/Kec Subah/Copy of Desa Kalimanggis.xlsx"
    books[twin] = Book(twin, "xlsx", first.sheets, twin_of=first.path)
