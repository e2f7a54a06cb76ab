"""Marks inside a name cell: alias, brackets, bin and binti, whose wife she is, a second owner."""

import re
from dataclasses import dataclass

from umkm_cli.knowledge.titles import is_title
from umkm_cli.knowledge.trades import is_trade


@dataclass(frozen=True, slots=True)
class Marked:
    """A name cell cut at its marks.

    Attributes:
        main: The name, titles still on it.
        alias: The other name.
        parent: The father's name.
        gender: `L` after bin, `P` after binti or when the cell tells whose wife she is.
        has_second: A second owner stood in the cell and was left out.
    """

    main: str
    alias: str | None = None
    parent: str | None = None
    gender: str | None = None
    has_second: bool = False


_SIGNS = re.compile(r"[()\[\]&+/;:,\"“\d-]|a\.k\.a", re.IGNORECASE)
_WORDS = frozenset(
    {
        "ALIAS", "ALS", "AKA", "BIN", "BINTI", "BINTE", "BT", "BTI", "DAN", "CS", "DKK",
        "ISTRI", "ISTERI", "SUAMI", "JANDA", "DUDA", "IBU", "ANAK",
        "RT", "RW", "DUKUH", "DKH", "DK", "DUSUN", "DSN", "DESA",
    }
)  # fmt: skip
"""Most cells hold none of these signs and words, and are done after one look."""

_NUMBERED = re.compile(r"^\d+\s*[.)]\s*")
_BRACKETS = re.compile(r"[(\[]([^)\]]*)[)\]]?|[\"“]([^\"”]{2,})[\"”]")
_PLACE_NOTE = re.compile(
    r"(?<=\w)[\s,.-]+(?:R\.?[TW]\b[\s.:]*\d|(?:dukuh|dkh|dk|dusun|dsn|desa)\b\.?\s*\w{3}).*$", re.IGNORECASE
)
"""`SLAMET RT 02`, `SLAMET DK. KRAJAN`: the place that tells namesakes apart."""

_PLACE = re.compile(r"^(?:R\.?[TW]\b|dukuh\b|dkh?\b|dusun\b|dsn\b|desa\b|ds\b|kec\b|jl\b|\D{0,4}\d)", re.IGNORECASE)
_SECOND = re.compile(r"\s*(?:[&+;]|\bdan\b)\s*", re.IGNORECASE)
_OTHERS = re.compile(r"[\s,]+(?:cs|dkk)\b\.?\s*$", re.IGNORECASE)
_ALIAS = re.compile(r"\s*(?:\b(?:alias|als|a\.k\.a|aka)\b\.?|/)\s*[:.]?\s*", re.IGNORECASE)
_PARENT = re.compile(r"(?<=\w)[\s.,]+(bin|binti|binte|bt|bti)\b[\s.]+(?=\w)", re.IGNORECASE)
_RELATION = re.compile(
    r"(?<=\w)[\s,.-]+(?:(istri|isteri|janda)|suami|duda|ibu\s+dari|anak(?:\s+dari)?|bapak\s+dari)\b.*$", re.IGNORECASE
)
_RELATED = re.compile(r"^(?:(istri|isteri|janda|ibu)|suami|duda|anak|bapak|bpk|almarhum|orang\s*tua)\b", re.IGNORECASE)


def has_mark(text: str) -> bool:
    """May there be more than a name in the text?"""
    return bool(_SIGNS.search(text)) or not _WORDS.isdisjoint(text.upper().replace(".", " ").split())


def split_marks(text: str) -> Marked:
    """Cut a squeezed name cell at its marks.

    >>> split_marks("SLAMET bin KASAN (MAMET)")
    Marked(main='SLAMET', alias='MAMET', parent='KASAN', gender='L', has_second=False)
    """
    if not has_mark(text):
        return Marked(text)
    text, alias, gender = _brackets(_NUMBERED.sub("", text))
    text, has_second = _first_owner(_PLACE_NOTE.sub("", text))
    text, alias = _alias(text, alias)
    text, parent, parent_gender = _parent(text)
    relation = _RELATION.search(text)
    if relation:
        gender = gender or ("P" if relation[1] else None)
        text = text[: relation.start()]
    return Marked(text.strip(), alias, parent, parent_gender or gender, has_second)


def _brackets(text: str) -> tuple[str, str | None, str | None]:
    """Text without its brackets, the alias in them, and the sex they tell; a title in them goes behind the name.

    A place or a trade in brackets tells namesakes apart and is no other name: `SLAMET (BENGKEL)`.
    """
    alias = gender = None
    for found in _BRACKETS.finditer(text):
        inside = (found[1] or found[2] or "").strip()
        related = _RELATED.match(inside)
        if is_title(inside):
            text = f"{text}, {inside}"
        elif related:
            gender = "P" if related[1] else gender
        elif inside and not _PLACE.match(inside) and not is_trade(inside):
            alias = alias or _ALIAS.sub("", inside)
    bare = _BRACKETS.sub(" ", text).strip(" )]")
    return (bare, alias, gender) if any(char.isalnum() for char in bare) else (alias or text, None, gender)


def _first_owner(text: str) -> tuple[str, bool]:
    """The first of several owners; `Bpk & Ibu Slamet` names only Slamet."""
    text, others = _OTHERS.subn("", text)
    parts = [part for part in _SECOND.split(text) if any(char.isalpha() for char in part)]
    if len(parts) < 2:
        return (parts[0] if parts else text), bool(others)
    return next((part for part in parts if not is_title(part)), parts[0]), True


def _alias(text: str, alias: str | None) -> tuple[str, str | None]:
    parts = [part for part in _ALIAS.split(text) if part.strip(" .,")]
    if len(parts) < 2:
        return (parts[0] if parts else text), alias
    if is_title(parts[1]):
        return f"{parts[0]}, {parts[1]}", alias
    if is_title(parts[0]):
        return f"{parts[0]} {parts[1]}", alias
    return parts[0], alias or parts[1]


def _parent(text: str) -> tuple[str, str | None, str | None]:
    parts = _PARENT.split(text, maxsplit=1)
    if len(parts) < 3:
        return text, None, None
    name, word, parent = parts
    grandparent = _PARENT.search(parent)
    if grandparent:
        parent = parent[: grandparent.start()]
    return name, parent, "L" if word.lower() == "bin" else "P"
