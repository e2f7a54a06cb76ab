"""How the value of a cell is shown to the office that typed it.

The cell has to be recognised, and a file that goes from hand to hand should not hold whole resident numbers. So the
middle of a long number is hidden, everything else stands as it was typed: its length, and letters among the digits.
See docs/decisions/0005-values-in-check-workbooks.md.
"""

import re

from umkm_cli.messages import visible

NUMBERS = frozenset({"nik", "no_kk", "phone", "nib"})
"""Fields whose cell is one number, whatever stands between its digits; elsewhere only long numbers are hidden."""

FIRST, LAST, HIDDEN = 6, 4, 6
"""Digits shown of a NIK, and the least that is hidden: in a NIK these are the six of the birth date."""

LONGEST = 200
"""Characters of a value that are shown; a cell may hold 32,767."""

_DIGIT = re.compile(r"\d")
_LONG_NUMBER = re.compile(r"\d(?:[\s.\-]?\d){8,}")
_SHORT = 8
"""So many digits identify nobody."""


def shown(text: str | None, field: str | None, *, is_full: bool) -> str:
    """The value as it is written into a workbook: one line of visible characters.

    Args:
        text: The cell as found; None for a blank one.
        field: What its column holds, a key of `schema.FIELDS`; None for a whole row.
        is_full: Hide nothing.
    """
    plain = visible(text or "").strip()
    if not is_full:
        plain = hide_middle(plain) if field in NUMBERS else _LONG_NUMBER.sub(_hide_found, plain)
    return plain if len(plain) <= LONGEST else plain[: LONGEST - 1] + "…"


def hide_middle(text: str) -> str:
    """`text` with the middle of its digits hidden; what is no digit stands.

    >>> hide_middle("3325114505809001"), hide_middle("'33251145O5809001"), hide_middle("0812-9000-1234")
    ('332511******9001', "'332511**O****001", '0812-****-**34')
    >>> hide_middle("3,32511E+15")
    '3,32511E+15'
    """
    count = len(_DIGIT.findall(text))
    if count <= _SHORT:
        return text
    told = min(FIRST + LAST, count - HIDDEN)
    last = told * LAST // (FIRST + LAST)
    place = iter(range(count))
    return _DIGIT.sub(
        lambda found: found.group() if not told - last <= next(place) < count - last else "*",
        text,
    )


def _hide_found(found: re.Match[str]) -> str:
    return hide_middle(found.group())
