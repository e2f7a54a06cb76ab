"""The register: NIK, family card numbers and phones that nobody else has, and the names its region gives.

Serials are 9000-9999, which the real register practically never reaches, so no living person is met. As in the real
register most people are the first or second of their district, sex and day: two strangers' NIKs are often close.
"""

from datetime import date

from benchmarks.synthetic.dice import Bag, Dice
from benchmarks.synthetic.names import NORTH_COAST, Names

_ELSEWHERE = Bag(
    ("332601", "332605", "332614", "337501", "337503", "332401", "332408", "330411", "332703", "317503", "337401"),
    (12, 8, 8, 10, 8, 10, 6, 6, 5, 3, 3),
)
_BEFORE_THE_SPLIT = {"332513": "332510", "332514": "332509", "332515": "332508"}
"""Younger districts and the one whose number their older people carry."""
_NETWORKS = Bag(
    ("0812", "0813", "0821", "0822", "0823", "0852", "0853", "0856", "0857", "0858", "0815", "0816", "0877", "0878",
     "0838", "0895", "0896", "0882"),
    (6, 6, 4, 4, 7, 9, 5, 4, 9, 9, 4, 2, 5, 4, 5, 6, 3, 2),
)  # fmt: skip


class Register:
    """Numbers already given out.

    Args:
        names: What children are called.
    """

    def __init__(self, names: Names = NORTH_COAST) -> None:
        self.names = names
        self._given: set[str] = set()

    def region(self, dice: Dice, home: str) -> str:
        """Where somebody who lives in `home` was first recorded: one in ten elsewhere."""
        if dice.chance(0.10):
            return dice.of(_ELSEWHERE)
        return _BEFORE_THE_SPLIT[home] if home in _BEFORE_THE_SPLIT and dice.chance(0.6) else home

    def nik(self, dice: Dice, region: str, birth: date, sex: str) -> str:
        """A free NIK."""
        start = f"{region}{birth.day + (40 if sex == 'P' else 0):02d}{birth:%m%y}"
        return self._next(start, dice.waits(0.45))

    def no_kk(self, dice: Dice, region: str) -> str:
        """A free family card number; its date is that of issue."""
        return self._next(f"{region}{dice.day(date(2006, 1, 1), date(2020, 6, 30)):%d%m%y}", dice.waits(0.2))

    def phone(self, dice: Dice) -> str:
        """A free mobile number of 11 to 13 digits, with its leading 0."""
        while True:
            number = dice.of(_NETWORKS) + dice.pick("23456789") + dice.digits(dice.pick((6, 7, 7, 7, 7, 8)))
            if number not in self._given:
                self._given.add(number)
                return number

    def _next(self, start: str, skipped: int) -> str:
        serial = 9001 + min(skipped, 500)
        while f"{start}{serial}" in self._given:
            serial += 1
        self._given.add(f"{start}{serial}")
        return f"{start}{serial}"
