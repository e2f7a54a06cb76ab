"""How names of the measuring worlds come out: spelling by ear, and all that neighbours add to a name.

Other rules and other rates than `misspell`, on which the shipped model was tuned; only slips of the finger are shared.
"""

import re

from benchmarks.synthetic.dice import Bag, Dice
from benchmarks.synthetic.measure_names import MEASURED
from benchmarks.synthetic.misspell import (
    Damage,
    Rule,
    add_alias,
    by_rule,
    drop_word,
    join_words,
    mistype,
    shorten_word,
    swap_words,
)

_SHORT: dict[str, tuple[str, ...]] = {
    "MUHAMMAD": ("MOH.", "M.", "MUH", "MUHAMAD", "MHD.", "MOCH", "MOHAMMAD"),
    "MUHAMAD": ("MUH.", "MOH", "M", "MUHAMMAD", "MOKHAMAD", "MD."),
    "AHMAD": ("A.", "AKHMAD", "ACHMAD", "AHMED", "ACH"),
    "AKHMAD": ("AHMAD", "ACHMAD", "AKH."),
    "ABDUL": ("ABD.", "A.", "ABDOL", "ABDL"),
    "SITI": ("ST.", "S.", "SITTI", "SITTY"),
    "NUR": ("NOER", "N.", "NOOR"),
    "NURUL": ("N.", "NOERUL", "NURIL"),
    "SRI": ("SERI", "SRIE", "S."),
    "DWI": ("DUWI", "DWIE"),
    "TRI": ("TERI", "TRIE"),
    "SETYO": ("SETIO", "STYO"),
}
_RULES: tuple[Rule, ...] = tuple(
    (re.compile(before), after)
    for before, after in (
        ("(?<=[BDGKLMNPRST])I(?=[BDGKLMNPRST])", "E"), ("E(?=[BDGKLMNPRST])", "I"), ("U(?=[NRKT])", "O"),
        ("O(?=[NRKT])", "U"), ("O$", "U"), ("KH", "Q"), ("KH", "KK"), ("H(?=[AIU])", ""), ("SY", "SI"),
        ("S(?=[IU])", "Z"), ("Z", "S"), ("Z", "DZ"), ("F", "V"), ("V", "P"), ("P(?=[AI])", "F"), ("NG", "N"),
        ("Y$", "I"), ("I$", "Y"), ("TI$", "TIE"), ("W", "V"), ("C", "TJ"), ("J", "DJ"),
        ("(?<=[AIU])Y(?=[AO])", "J"), ("UH$", "OH"), ("IH$", "EH"), ("AI", "EI"), ("AE", "E"), ("TR", "TER"),
        ("PR", "PER"), ("ST", "T"), ("RR", "R"), ("K$", "Q"), ("K$", "G"), ("D$", "DH"), ("T(?=[AU])", "TH"),
        ("D(?=[AU])", "DH"), ("L(?=[AIU])", "LL"), ("A$", "O"), ("A$", "AH"), ("AH$", "A"), ("IYAH$", "EYAH"),
        ("IYAH$", "IAH"), ("NINGSIH$", "NENGSIH"), ("ATUN$", "AHTUN"), ("YANTO$", "IANTO"),
    )
)  # fmt: skip
_WOMEN = frozenset(name for bag in MEASURED.first["P"] for name in bag.items)
_TRADES = ("BAKSO", "JAMU", "TEMPE", "SAYUR", "JAHIT", "BENGKEL", "WARUNG", "KERUPUK", "IKAN", "ES")


def by_ear(dice: Dice, name: str) -> str:
    """One word as it sounds, or as short as it is mostly written."""
    words = name.split()
    place = dice.below(len(words))
    if words[place] in _SHORT and len(words) > 1 and dice.chance(0.7):
        words[place] = dice.pick(_SHORT[words[place]])
    else:
        words[place] = by_rule(dice, words[place], _RULES)
    return " ".join(words)


def add_father(dice: Dice, name: str) -> str:
    """The father's name behind one's own, as on a marriage certificate."""
    father = dice.of(MEASURED.first["L"][0])
    mark = ("BINTI", "BT.") if name.split(maxsplit=1)[0] in _WOMEN else ("BIN", "B.")
    return f"{name} {dice.pick(mark)} {father}"


def add_trade(dice: Dice, name: str) -> str:
    """What somebody sells behind the first word, as the neighbours say it."""
    return f"{name.split(maxsplit=1)[0]} {dice.pick(_TRADES)}"


def address(dice: Dice, name: str) -> str:
    """A form of address before the name."""
    is_woman = name.split(maxsplit=1)[0] in _WOMEN
    return (
        f"{dice.pick(('BU', 'MBAK', 'NY.', 'MBOK')) if is_woman else dice.pick(('PAK', 'BPK.', 'MAS', 'MBAH'))} {name}"
    )


WAYS: Bag[Damage] = Bag(
    (by_ear, mistype, drop_word, shorten_word, swap_words, join_words, add_alias, add_father, add_trade, address),
    (0.38, 0.24, 0.10, 0.08, 0.05, 0.05, 0.03, 0.02, 0.02, 0.03),
)
"""What happens to a name that does not come out as on the card."""
_PLAIN = frozenset((by_ear, mistype, swap_words, join_words))


def mishear(dice: Dice, name: str) -> str:
    """A name as somebody else would write it down; one in five is damaged twice."""
    way = dice.of(WAYS)
    other = way(dice, name)
    return dice.of(WAYS)(dice, other) if way in _PLAIN and dice.chance(0.2) else other
