"""Names of sheets that Excel and LibreOffice take."""

import re

from umkm_cli.messages import safe

LONGEST = 31
_UNFIT = re.compile(r"[\[\]:*?/\\]")
_RESERVED = frozenset({"history", "riwayat", ""})


def tab_name(text: str, taken: set[str]) -> str:
    """A name like `text` that no other sheet of the book has.

    >>> taken = set()
    >>> tab_name("Karanganyar/Kidul", taken), tab_name("KARANGANYAR Kidul", taken), tab_name("'history'", taken)
    ('Karanganyar Kidul', 'KARANGANYAR Kidul (2)', 'history_')

    Args:
        text: What the sheet is about.
        taken: The names given so far, in small letters; this one is added.
    """
    plain = " ".join(_UNFIT.sub(" ", safe(text)).split()).strip("' ")[:LONGEST].strip("' ")
    if plain.lower() in _RESERVED:
        plain += "_"
    name, number = plain, 1
    while name.lower() in taken:
        number += 1
        ending = f" ({number})"
        name = plain[: LONGEST - len(ending)] + ending
    taken.add(name.lower())
    return name
