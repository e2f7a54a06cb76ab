"""Amounts of rupiah and counts as people type them: `20.000.000`, `Rp 2,5 jt`, `500rb - 1 juta`, `dua juta rupiah`."""

import re
from dataclasses import dataclass
from itertools import pairwise

from umkm_cli.knowledge.number_words import read_number_words
from umkm_cli.knowledge.text import is_null_word, squeeze

UNITS: dict[str, int] = {
    "RB": 10**3, "RIBU": 10**3, "RBU": 10**3, "K": 10**3,
    "JT": 10**6, "JUTA": 10**6, "JTA": 10**6, "JUT": 10**6,
    "M": 10**9, "MILYAR": 10**9, "MILIAR": 10**9, "MILYARD": 10**9, "MLR": 10**9,
}  # fmt: skip
"""What a word behind a number multiplies it by."""

PERIODS: dict[str, float] = {
    "HARI": 360, "HR": 360, "MINGGU": 52, "BULAN": 12, "BLN": 12, "TAHUN": 1, "THN": 1, "TH": 1,
}  # fmt: skip
"""How often in a year an amount comes back that is told for this time; a month is counted as 30 days."""

SMALLEST, LARGEST = 1_000, 10**13
"""Rupiah that an amount without a unit has to have, and that none exceeds."""

MOST_PEOPLE = 9_999


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of money.

    Attributes:
        rupiah: The amount; the lower end of a range. None when there is none.
        status: `ok`, `missing`, `range` or `bad` (digits that cannot be read).
        times_a_year: How often it comes back in a year, where the cell tells.
    """

    rupiah: int | None
    status: str
    times_a_year: float | None = None


_NUMBER = r"(?!0\d)\d+(?:[.,]\d+)*"
_UNIT = "|".join(sorted(UNITS, key=len, reverse=True))
_PART = re.compile(rf"(?<!\d)({_NUMBER})\s*(?:({_UNIT})(?:AN)?)?(?![^\W_])")
_GROUPED_BY_BLANKS = re.compile(r"(?<=\d)\s(?=\d{3}(?!\d))")
_BRACKETS = re.compile(r"\([^)]*\)?")
_NOISE = re.compile(
    r"\b(?:RP|IDR|RUPIAH|SEKITAR|KURANG LEBIH|KL|LEBIH DARI"
    r"|KURANG DARI|DI ?BAWAH|DI ?ATAS|MAKSIMAL|MINIMAL)\b\.?|[±+~=]"
)
_PERIOD = re.compile(rf"(?:/|\bPER\s*|\bSE)\s*({'|'.join(PERIODS)})\w{{0,2}}\b|\b({'|'.join(PERIODS)})AN\b")
_RANGE = re.compile(r"^\s*(?:-|–|S\s?[./]?\s?D|SAMPAI|HINGGA|TO)\.?\s*$")
_TAIL = re.compile(r"[\s.,:;\-–*]*")


def read_amount(text: str) -> Amount:
    """Read one cell of money.

    A number without a unit must be a thousand or more: `2,5` alone may mean millions, or nothing.

    >>> [read_amount(text).rupiah for text in ("2.000.000 ( dua juta rupiah )", "Rp 2,5 jt", "1-2 juta")]
    [2000000, 2500000, 1000000]
    """
    clean = squeeze(text).upper()
    if is_null_word(clean):
        return Amount(None, "missing")
    outside = _BRACKETS.sub(" ", clean)
    period = _PERIOD.search(outside)
    times = PERIODS[period[1] or period[2]] if period else None
    plain = _GROUPED_BY_BLANKS.sub("", _NOISE.sub(" ", _PERIOD.sub(" ", outside)).replace("RP", " "))
    parts = list(_PART.finditer(plain))
    if not parts:
        said = read_number_words(plain) or read_number_words(clean)
        if said and said >= SMALLEST:
            return Amount(said, "ok", times)
        return Amount(None, "bad" if said or re.search(r"\d", clean) else "missing")
    rupiah, status = _put_together(parts, plain)
    if rupiah is None or not SMALLEST <= rupiah <= LARGEST:
        return Amount(None, "missing" if rupiah == 0 else "bad")
    return Amount(rupiah, "range" if status == "ok" and re.search("[<>]", clean) else status, times)


def read_count(text: str) -> int | None:
    """How many people a cell names; the lower end of a range.

    >>> [read_count(text) for text in ("2 orang", "dua", "2-3", "-", "081234567001")]
    [2, 2, 2, None, None]
    """
    clean = squeeze(text).upper()
    if is_null_word(clean):
        return None
    numbers = re.findall(r"\d+", clean.removesuffix(".0"))
    if not numbers:
        return read_number_words(clean)
    is_range = len(numbers) == 2 and re.search(r"\d\s*(?:-|–|S/?D|SAMPAI)\s*\d", clean)
    if len(numbers) > 1 and not is_range:
        return None
    return int(numbers[0]) if len(numbers[0]) <= 4 and int(numbers[0]) <= MOST_PEOPLE else None


def _put_together(parts: list[re.Match[str]], text: str) -> tuple[int | None, str]:
    """The amount of one or two numbers with their units, and `ok`, `range` or `bad`."""
    between = [text[one.end() : other.start()] for one, other in pairwise(parts)]
    edges = text[: parts[0].start()], text[parts[-1].end() :]
    if len(parts) > 2 or not _TAIL.fullmatch(edges[1]) or re.search(r"[^\W\d]", edges[0]):
        return None, "bad"
    first, last = _value(parts[0]), _value(parts[-1])
    if len(parts) == 1:
        return first, "ok"
    if _RANGE.match(between[0]):
        unit = UNITS[parts[1][2]] if parts[1][2] and not parts[0][2] and first < SMALLEST else 1
        return first * unit, "range"
    is_sum = not between[0].strip() and parts[0][2] and parts[1][2] and UNITS[parts[0][2]] > UNITS[parts[1][2]]
    return (first + last, "ok") if is_sum else (None, "bad")


def _value(part: re.Match[str]) -> int:
    """The number of a part times its unit: marks before three digits group them, other ones begin the decimals."""
    digits, unit = part[1], UNITS[part[2]] if part[2] else 1
    groups = re.split(r"[.,]", digits)
    if len(groups) > 1 and len(groups[-1]) != 3:
        whole, rest = "".join(groups[:-1]), groups[-1]
    else:
        whole, rest = "".join(groups), "0"
    return int(whole) * unit + int(rest) * unit // int(10 ** len(rest))
