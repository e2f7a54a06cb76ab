"""How a NIK or a phone goes wrong. Each function takes the right digits and gives wrong ones."""

from collections.abc import Callable

from benchmarks.synthetic.dice import Dice

_MARK = 12
"""Place of the 9 that keeps an invented NIK from being a living person's; no damage may touch it. Phones, which are
damaged behind their network, never reach so far."""

Damage = Callable[[Dice, str], str]


def wrong_digit(dice: Dice, digits: str) -> str:
    """One digit is another."""
    place = dice.pick([place for place in range(len(digits)) if place != _MARK])
    digit = str((int(digits[place]) + dice.between(1, 9)) % 10)
    return digits[:place] + digit + digits[place + 1 :]


def swapped_digits(dice: Dice, digits: str) -> str:
    """Two neighbouring digits that differ have changed places."""
    pairs = [place for place in range(len(digits) - 1) if _MARK not in {place, place + 1}]
    place = dice.pick([place for place in pairs if digits[place] != digits[place + 1]])
    return digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]


def lost_digit(dice: Dice, digits: str) -> str:
    """One digit is missing."""
    place = dice.below(len(digits))
    return digits[:place] + digits[place + 1 :]


def doubled_digit(dice: Dice, digits: str) -> str:
    """One digit was typed twice."""
    place = dice.below(len(digits))
    return digits[:place] + digits[place] + digits[place:]


def cut_by_excel(_dice: Dice, digits: str) -> str:
    """Typed into a number cell: Excel keeps fifteen digits, the sixteenth becomes 0."""
    return digits[:15] + "0"


def scientific(_dice: Dice, digits: str) -> str:
    """Saved as text by Excel: six digits and a power of ten."""
    return f"{digits[0]},{digits[1:6]}E+15"


def missing(_dice: Dice, _digits: str) -> str:
    """Not there."""
    return ""
