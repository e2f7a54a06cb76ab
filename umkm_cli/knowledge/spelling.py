"""One spelling for names that are written in many: Muhammad and its kin, joined Abdul, and the spelling of before 1972.

Works on single words in upper case; the result is for the name key, not for show.
"""

import re
from functools import lru_cache

from umkm_cli.knowledge.tables import read_table

_ROWS = read_table("name_variants")
FAMILIES: dict[str, str] = {row["variant"]: row["name"] for row in _ROWS if row["where"] == "any"}
"""Spelling -> the name it stands for. A name that stands for itself is protected from the rules below."""

BEFORE_ANOTHER: dict[str, str] = {row["variant"]: row["name"] for row in _ROWS if row["where"] == "first"}
"""Abbreviations that mean a name only when another word follows: `M SLAMET`."""

_OLD = re.compile(r"OE|DJ|TJ|SJ|NJ")
_OI = re.compile(r"(?<=[KQ])OE(?=R)|(?<=[KC]H)OE(?=R)")
_OLD_Y = re.compile(r"(?<![DTNS])J")
_JOINED = re.compile(r"^ABDU(?:L(?=.{4})|([RSNTDZ])(?=\1)|(?=R))(.{4,})$")
_RECENT = (("DJ", "J"), ("TJ", "C"), ("SJ", "SY"), ("OE", "U"))


@lru_cache(maxsize=1 << 16)
def spell(word: str) -> str:
    """The usual spelling of a word of a name; two words where it was two joined ones.

    >>> [spell(word) for word in ("MOCHAMAD", "ABDULROHMAN", "SOEPRAPTO", "JOKO", "TJAHJONO")]
    ['MUHAMMAD', 'ABDUL ROHMAN', 'SUPRAPTO', 'JOKO', 'CAHYONO']
    """
    known = FAMILIES.get(word)
    if known:
        return known
    modern = _modern(word)
    known = FAMILIES.get(modern)
    if known:
        return known
    joined = _JOINED.match(modern)
    return f"ABDUL {joined[2]}" if joined else modern


def spell_first(word: str) -> str:
    """The usual spelling of the first of several words.

    >>> spell_first("M"), spell_first("ST"), spell_first("A")
    ('MUHAMMAD', 'SITI', 'A')
    """
    return BEFORE_ANOTHER.get(word) or spell(word)


def _modern(word: str) -> str:
    """Van Ophuijsen and Soewandi spelling to that of 1972.

    A lone J was the sound Y, and is read so only beside another old sign in the same word: JOKO stays, TJAHJONO not.
    NJ is common in modern words too (ANJANI): old only at the start or beside another sign. In KHOERUL the letters OE
    are OI.
    """
    if not _OLD.search(word):
        return word
    word = _OI.sub("OI", word)
    signs = set(_OLD.findall(word))
    if signs - {"NJ"} or word.startswith("NJ"):
        word = _OLD_Y.sub("Y", word).replace("NJ", "NY")
    for old, new in _RECENT:
        word = word.replace(old, new)
    return word
