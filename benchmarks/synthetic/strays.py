"""Strays: rows of a survey that fit nowhere, and cells that cannot be right."""

from dataclasses import dataclass
from datetime import date

from benchmarks.synthetic.dice import Dice
from benchmarks.synthetic.entries import Entry
from benchmarks.synthetic.villages import Village

FOREIGN = (
    Village("Wiradesa", "Wiradesa", "332616", is_town=False, code="33.26.16.2005"),
    Village("Rembun", "Siwalan", "332617", is_town=False, code="33.26.17.2007"),
    Village("Penyangkringan", "Weleri", "332412", is_town=False, code="33.24.12.2002"),
)
"""Villages of the regencies to the west and the east, Pekalongan and Kendal."""

NOWHERE = (
    Village("Sidomakmur", "Tanjungrejo Baru", "332511", is_town=False, code=""),
    Village("Sukamaju Indah", "33.25.99", "332509", is_town=False, code=""),
    Village("Padukuhan Lor", "kec. baru", "332502", is_town=False, code=""),
)
"""Places that do not exist, as an enumerator wrote them; one is a code that was never given."""

_UNHEARD = ("cek lagi besok", "lihat foto", "lupa tanya", "???", "kata tetangga", "11", "lihat lampiran")
"""Words nobody knows a status by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slips:
    """How often a cell of a survey cannot be right, per row.

    Attributes:
        ahead: The day has a year that is still to come.
        undated: No day.
        unheard: A status in words nobody knows.
    """

    ahead: float = 0.003
    undated: float = 0.010
    unheard: float = 0.008


def slip(entry: Entry, slips: Slips, dice: Dice) -> None:
    """Spoil some cells."""
    extras = entry.extras
    day = extras["visited_on"]
    if dice.chance(slips.ahead) and isinstance(day, date):
        extras["visited_on"] = day.replace(year=dice.pick((2027, 2062, 2206)))
    elif dice.chance(slips.undated):
        extras["visited_on"] = None
    if dice.chance(slips.unheard):
        extras |= {"status": dice.pick(_UNHEARD), "found": None}
