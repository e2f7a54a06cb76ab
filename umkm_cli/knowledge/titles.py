"""Titles and forms of address around a name: Drs. H. Slamet, S.Pd.I; Bu Siti; Almh. Sri."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from umkm_cli.knowledge.tables import read_table


@dataclass(frozen=True, slots=True)
class Title:
    """A title as usually written, and the sex of who bears it where it tells."""

    display: str
    gender: str | None


@dataclass(frozen=True, slots=True)
class Titled:
    """A name and what stood around it.

    Attributes:
        words: Words of the name as written, without dots and commas.
        titles: Titles in order, in their usual writing.
        gender: `L` or `P` when a title tells.
    """

    words: list[str]
    titles: list[str]
    gender: str | None


def _load(place: str) -> dict[str, Title]:
    return {
        row["title"]: Title(row["display"], row["gender"] or None)
        for row in read_table("titles")
        if row["place"] in (place, "both")
    }


FRONT = _load("front")
"""Titles before a name, by their letters in upper case."""

BACK = _load("back")
"""Titles behind a name, by their letters in upper case; dots and blanks left out."""

_ENDS = {title[start:] for title in BACK for start in range(len(title))} | FRONT.keys() | {"HM"}
"""What the last piece of a title can be; few names end so, and the others are done after one look."""

_PIECE = re.compile(r"([^\s.,;:_]+)([\s.,;:_]*)")
_LONGEST = 4

Pieces = list[tuple[str, str]]
"""Words with the blanks, dots and commas that follow each."""


def split_titles(text: str) -> Titled:
    """Part a name from its titles. The last remaining word is never a title.

    >>> split_titles("Drs. H. SLAMET,S.Pd")
    Titled(words=['SLAMET'], titles=['Drs.', 'H.', 'S.Pd.'], gender='L')
    """
    pieces: Pieces = _PIECE.findall(text)
    if len(pieces) > 1 and pieces[0][0].upper() == "HM":
        pieces[:1] = [("H", "."), ("M", ". ")]  # Haji Muhammad, run together
    before: list[Title] = []
    behind: list[Title] = []
    while taken := _at_front(pieces):
        title, count = taken
        before.append(title)
        pieces = pieces[count:]
    while taken := _at_back(pieces):
        title, count = taken
        behind.insert(0, title)
        pieces = pieces[:-count]
    titles = [*before, *behind]
    gender = next((title.gender for title in titles if title.gender), None)
    return Titled([word for word, _ in pieces], [title.display for title in titles], gender)


def is_title(text: str) -> bool:
    """Is the text nothing but one title?"""
    letters = "".join(char for char in text if char.isalpha()).upper()
    return letters in FRONT or letters in BACK


def may_be_title(word: str) -> bool:
    """Is a word a title, or the end of one, in any place of a name?"""
    return word.upper() in _ENDS


def _at_front(pieces: Pieces) -> tuple[Title, int] | None:
    """The title that the pieces begin with and how many pieces it has; a name must be left."""
    if len(pieces) < 2:
        return None
    (first, mark), (second, _) = pieces[:2]
    is_pair = (mark == "." and len(first) <= 2 and len(second) <= 2) or first.upper() == "RADEN"
    if is_pair and len(pieces) > 2:
        title = FRONT.get((first + second).upper())
        if title:
            return title, 2
    title = FRONT.get(first.upper())
    return (title, 1) if title and _is_name_left(pieces[1:]) else None


def _is_name_left(pieces: Pieces) -> bool:
    """Is there a word of two letters or more? `Mas A` is a name of two words."""
    return any(len(word) > 1 and word.upper() not in BACK for word, _ in pieces)


def _at_back(pieces: Pieces) -> tuple[Title, int] | None:
    """The title that the pieces end with and how many pieces it has; a name must be left."""
    if not pieces or pieces[-1][0].upper() not in _ENDS:
        return None
    for count in range(min(_LONGEST, len(pieces) - 1), 0, -1):
        last = pieces[-count:]
        is_parted = "," in pieces[-count - 1][1]
        title = _behind("".join(word for word, _ in last).upper(), FRONT if is_parted and count == 1 else {})
        if title and (is_parted or _reads_as_title(last)):
            return title, count
    return None


def _behind(letters: str, also: Mapping[str, Title]) -> Title | None:
    return BACK.get(letters) or also.get(letters)


def _reads_as_title(pieces: Pieces) -> bool:
    """Single letters are a title only with dots between them: `S.E`; `AGUS S E` are initials."""
    if any(len(word) > 1 for word, _ in pieces):
        return True
    return len(pieces) > 1 and all("." in mark for _, mark in pieces[:-1])
