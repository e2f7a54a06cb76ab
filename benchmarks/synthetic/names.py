"""Names: a given name for a sex and a year of birth, and the titles that may stand around it."""

from collections.abc import Mapping
from dataclasses import dataclass

from benchmarks.synthetic import name_tables as tables
from benchmarks.synthetic.dice import Bag, Dice

_NEVER_ALONE = frozenset(
    ("SITI", "NUR", "SRI", "TRI", "DWI", "EKA", "ABDUL", "MUHAMMAD", "AHMAD", "MOCHAMAD", "MOHAMAD", "NURUL", "UMI")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """The names a region gives its children.

    Attributes:
        first: First words by sex, for each generation.
        later: Further words by sex.
        words: How many words a name has, by generation.
    """

    first: Mapping[str, tuple[Bag[str], Bag[str], Bag[str]]]
    later: Mapping[str, Bag[str]]
    words: tuple[Bag[int], Bag[int], Bag[int]]

    def draw(self, dice: Dice, sex: str, year: int, last: str | None = None) -> str:
        """A name in capitals, as on the identity card.

        Args:
            dice: Where draws come from.
            sex: `L` or `P`.
            year: Year of birth.
            last: A last word that runs in the family, if there is one.
        """
        age = generation(year)
        words = [dice.of(self.first[sex][age])]
        count = dice.of(self.words[age])
        if words[0] in _NEVER_ALONE:
            count = max(count, 2)
        while len(words) < count - (last is not None):
            word = dice.of(self.later[sex])
            if word not in words:
                words.append(word)
        if last is not None and last not in words:
            words.append(last)
        return " ".join(words)


NORTH_COAST = Names(
    first={
        "L": (tables.OLD_MEN, tables.MIDDLE_MEN, tables.YOUNG_MEN),
        "P": (tables.OLD_WOMEN, tables.MIDDLE_WOMEN, tables.YOUNG_WOMEN),
    },
    later={"L": tables.LATER_MEN, "P": tables.LATER_WOMEN},
    words=(Bag((1, 2, 3), (66, 31, 3)), Bag((1, 2, 3), (30, 60, 10)), Bag((1, 2, 3), (4, 66, 30))),
)


def generation(year: int) -> int:
    """0 old, 1 middle, 2 young, by year of birth."""
    return (year >= 1962) + (year >= 1982)


def draw_titles(dice: Dice, sex: str, year: int) -> tuple[str, str]:
    """What stands before and after a name, mostly nothing; pilgrims are old, degrees are young."""
    before = after = ""
    if dice.chance((0.07, 0.04, 0.008)[generation(year)]):
        before = dice.of(tables.MEN_TITLES if sex == "L" else tables.WOMEN_TITLES)
    if dice.chance((0.003, 0.015, 0.03)[generation(year)]):
        after = dice.of(tables.DEGREES)
    return before, after
