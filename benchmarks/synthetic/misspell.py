"""How a name comes out of the keyboard: spelling families, slips, words lost, shortened or out of order.

Each function takes a name in capitals without titles and gives another one, or the same where it does not apply.
"""

import re
from collections.abc import Callable, Sequence

from benchmarks.synthetic.dice import Bag, Dice

Damage = Callable[[Dice, str], str]
Rule = tuple[re.Pattern[str], str]
"""What is looked for in a word, and what is put in its place."""

_FAMILIES_TEXT = (
    "MUHAMMAD MUHAMAD MOHAMMAD MOHAMAD MOCHAMAD MOCHAMMAD MUCHAMAD MUKHAMAD MOKHAMAD MOH. MOCH. M. MUH. MHD",
    "AHMAD ACHMAD AKHMAD AHMAT ACH. AKH.",
    "ABDUL ABD. ABD ABDOEL",
    "SITI ST. SITTI ST",
    "NUR NOER NOR",
    "SRI SRIE",
    "DWI DWIE",
    "EKO EKA",
    "HADI HADY",
    "YUSUF YUSUP JUSUF",
)
_FAMILY: dict[str, tuple[str, ...]] = {
    word: tuple(other for other in family.split() if other != word)
    for family in _FAMILIES_TEXT
    for word in family.split()
}
_RULES: tuple[Rule, ...] = tuple(
    (re.compile(before), after)
    for before, after in (
        ("KH", "CH"), ("KH", "H"), ("KH", "K"), ("CH", "KH"), ("SY", "S"), ("SH", "S"), ("TH", "T"), ("DH", "D"),
        ("Z", "J"), ("J", "Z"), ("F", "P"), ("V", "F"), ("Q", "K"), ("(?<=[AIUO])Y(?=[AO])", "I"), ("IY", "Y"),
        ("I(?=[AO])", "IY"), ("U", "OE"), ("OE", "U"), ("J", "DJ"), ("AE", "AI"), ("AU", "O"), ("(.)\\1", "\\1"),
        ("([MNLT])(?=A)", "\\1\\1"), ("O$", "A"), ("AH$", "OH"), ("OH$", "AH"), ("AH$", "A"), ("OH$", "O"),
        ("(?<=[AEIOU])H(?=[AO])", "KH"),
        ("IN$", "EN"), ("I$", "IE"), ("D$", "T"), ("ING", "EN"), ("NI", "NY"), ("O(?=[RH])", "U"),
    )
)  # fmt: skip
_NEIGHBOURS_TEXT = (
    "QWA WQES EWRD RETF TRYG YTUH UYIJ IUOK OIPL POL AQSZ SADW DSFE FDGR GFHT HGJY JHKU KJLI LKO ZAX XZC CXV VCB BVN "
    "NBM MNK"
)
_NEIGHBOURS = {letters[0]: letters[1:] for letters in _NEIGHBOURS_TEXT.split()}


def respell(dice: Dice, name: str) -> str:
    """One word in another of the spellings it has."""
    words = name.split()
    place = dice.below(len(words))
    if words[place] in _FAMILY and dice.chance(0.75):
        words[place] = dice.pick(_FAMILY[words[place]])
    else:
        words[place] = by_rule(dice, words[place], _RULES)
    return " ".join(words)


def by_rule(dice: Dice, word: str, rules: Sequence[Rule]) -> str:
    """The word changed by one of the rules that fit it."""
    fitting = [rule for rule in rules if rule[0].search(word)]
    if not fitting:
        return word
    pattern, after = dice.pick(fitting)
    return pattern.sub(after, word, count=1)


def mistype(dice: Dice, name: str) -> str:
    """One slip of the finger: a neighbouring key, a letter lost, doubled, or two letters swapped."""
    places = [place for place, letter in enumerate(name) if place > 0 and letter in _NEIGHBOURS]
    if len(places) < 4:
        return name
    place = dice.pick(places)
    before, letter, after = name[:place], name[place], name[place + 1 :]
    slip = dice.below(4)
    if slip == 0:
        return before + dice.pick(_NEIGHBOURS[letter]) + after
    if slip == 1:
        return before + after
    if slip == 2 or not after or after[0] == " ":
        return before + letter + letter + after
    return before + after[0] + letter + after[1:]


def drop_word(dice: Dice, name: str) -> str:
    """The last word left out; the first one if it is a frequent first word."""
    words = name.split()
    if len(words) < 2:
        return name
    if words[0] in {"MUHAMMAD", "MOHAMAD", "AHMAD", "SITI", "NUR"} and dice.chance(0.4):
        return " ".join(words[1:])
    return " ".join(words[:-1]) if words[0] not in {"SITI", "NUR", "SRI", "ABDUL"} or len(words) > 2 else name


def shorten_word(dice: Dice, name: str) -> str:
    """One word, mostly the last, as an initial."""
    words = name.split()
    if len(words) < 2:
        return name
    place = len(words) - 1 if dice.chance(0.75) else 0
    words[place] = words[place][0] + dice.pick((".", ""))
    return " ".join(words)


def swap_words(dice: Dice, name: str) -> str:
    """Two words in the other order."""
    words = name.split()
    if len(words) < 2:
        return name
    place = dice.below(len(words) - 1)
    words[place : place + 2] = [words[place + 1], words[place]]
    return " ".join(words)


def join_words(dice: Dice, name: str) -> str:
    """Two words written as one, or a long one as two."""
    words = name.split()
    if len(words) > 1:
        place = dice.below(len(words) - 1)
        words[place : place + 2] = [words[place] + words[place + 1]]
        return " ".join(words)
    return re.sub("^(NUR|SRI|TRI|SITI|ABDUL)(?=.{4})", "\\1 ", name)


def add_alias(dice: Dice, name: str) -> str:
    """The name people use added to the one on the card."""
    first = name.split(maxsplit=1)[0]
    short = first[len(first) // 2 :] if len(first) > 5 else first
    return f"{name} {dice.pick(('ALIAS', 'AL.', 'als'))} {short.capitalize()}"


WAYS: Bag[Damage] = Bag(
    (respell, mistype, drop_word, shorten_word, swap_words, join_words, add_alias),
    (0.50, 0.22, 0.09, 0.07, 0.03, 0.06, 0.03),
)
"""What happens to a name that does not come out as on the card."""


def misspell(dice: Dice, name: str) -> str:
    """A name as somebody else would type it; one in six is damaged twice."""
    other = dice.of(WAYS)(dice, name)
    return dice.of(WAYS)(dice, other) if dice.chance(0.17) and "AL" not in other else other
