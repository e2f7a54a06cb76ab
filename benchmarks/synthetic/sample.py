"""The sample preset: a few villages whose lists show every shape an office sends, and a survey of 2026."""

from pathlib import Path

from benchmarks.synthetic import sample_lists as lists
from benchmarks.synthetic.books import Book, write_books
from benchmarks.synthetic.campaign import Campaign, Survey, wave_of
from benchmarks.synthetic.clerk import Clerk
from benchmarks.synthetic.dice import Dice
from benchmarks.synthetic.entries import Entry
from benchmarks.synthetic.extras import add_extras
from benchmarks.synthetic.people import Person
from benchmarks.synthetic.proposals import Habits, ListPlan, Proposals, build_book
from benchmarks.synthetic.sample_text import EMPTY_TEMPLATE, README, SETTINGS, summary
from benchmarks.synthetic.sheets import Sheet, lay_out
from benchmarks.synthetic.strays import Slips
from benchmarks.synthetic.survey import AT_THE_DOOR
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
_VISITS = 440
_SLIPS = Slips(ahead=0.012, undated=0.012, unheard=0.015)
_SURVEYS = (lists.SURVEY, lists.SURVEY_TOWN, lists.SURVEY_SUBAH, lists.SURVEY_LATE)


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
    """Four survey files; everybody unlisted was met."""
    known = set(listed)
    unlisted = [person for person in world.owners if person not in known]
    campaign = Campaign(
        rows=_VISITS, strangers=len(unlisted), again=14, corrected=9, foreign=2, nowhere=2, slips=_SLIPS
    )
    by_plan: dict[str, list[Entry]] = {plan.path: [] for plan in _SURVEYS}
    for entry in Survey(clerk, world.register, dice, AT_THE_DOOR).run(campaign, listed, unlisted):
        by_plan[_survey_of(entry).path].append(entry)
    return [
        Book(plan.path, plan.kind, [lay_out(Sheet(plan.sheet), by_plan[plan.path], plan.layout, plan.hand, dice)])
        for plan in _SURVEYS
    ]


def _survey_of(entry: Entry) -> ListPlan:
    if not wave_of(entry):
        return lists.SURVEY_LATE
    by_district = {"Batang": lists.SURVEY_TOWN, "Subah": lists.SURVEY_SUBAH}
    return by_district.get(entry.home.village.district, lists.SURVEY)


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
