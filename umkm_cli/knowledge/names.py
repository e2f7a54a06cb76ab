"""Names of people: what is shown, what is compared, and what only stood beside the name."""

import re
from dataclasses import dataclass

from umkm_cli.knowledge.name_marks import Marked, has_mark, split_marks
from umkm_cli.knowledge.sounds import skeleton
from umkm_cli.knowledge.spelling import spell, spell_first
from umkm_cli.knowledge.text import NULL_WORDS, fold, is_null_word, squeeze
from umkm_cli.knowledge.titles import may_be_title, split_titles

__all__ = ["FLAGS", "SHORTEST_PLAIN", "Name", "PlainWord", "read_name", "read_plain_word", "skeleton"]

FLAGS = ("deceased", "name_has_digits", "name_of_business", "name_too_short", "two_names")
"""What may be doubtful about a name."""

SHORTEST_PLAIN = 4
"""Letters and blanks from which a name of plain words cannot be doubted for being short."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart.

    Attributes:
        display: The name without titles, readable; None when nothing was named.
        key: Upper-case words in their usual spelling, for matching.
        titles: Titles and forms of address in order, in their usual writing.
        alias: Second name after `alias`, `als`, a stroke or in brackets.
        parent: Father's name after `bin` or `binti`.
        gender: `L` or `P` as titles, bin or binti hint; None when they do not.
        flags: Of `FLAGS`, sorted.
    """

    display: str | None
    key: str | None
    titles: str | None
    alias: str | None
    parent: str | None
    gender: str | None
    flags: tuple[str, ...]


BUSINESS_WORDS = frozenset(
    {
        "PT", "CV", "UD", "PD", "FA", "TOKO", "WARUNG", "KIOS", "KOPERASI", "KUBE", "KWT", "KELOMPOK", "BUMDES", "UMKM",
        "PAGUYUBAN",
    }
)  # fmt: skip
"""Words that begin the name of a business or a group, not of a person."""

ROMAN = frozenset({"II", "III", "IV", "VI", "VII", "VIII"})
"""Numbers behind a name that tell namesakes apart; written in capitals."""

_OF_THE_DEAD = frozenset({"Alm.", "Almh."})
_WIDOWED = frozenset({"Istri", "Janda", "Duda"})


@dataclass(frozen=True, slots=True)
class PlainWord:
    """A word of a name: as shown, as compared, and as compared when it is the first of several."""

    display: str
    key: str
    first_key: str


_APOSTROPHES = re.compile(r"['`´‘’ʻʼ\"]+")
_HAS_DIGIT = re.compile(r"\d")
_NOT_PLAIN = BUSINESS_WORDS | {"HM"} | {word for phrase in NULL_WORDS for word in phrase.split()}
_LIKE_LETTERS = str.maketrans("01345", "OIEAS")


def read_name(text: str) -> Name:
    """Take the name cell of one person apart.

    >>> read_name("HJ. SITI AMINAH, S.Pd alias Minah").display
    'Siti Aminah'
    >>> read_name("Moch. Djoko B").key
    'MUHAMMAD JOKO B'
    """
    clean = squeeze(text)
    if is_null_word(clean):
        return Name(None, None, None, None, None, None, ())
    marked = split_marks(clean)
    titled = split_titles(marked.main)
    words = [word for word in titled.words if _has_letter(word)]
    key = _key(words)
    return Name(
        display=" ".join(_cased(word) for word in words) if key else None,
        key=key,
        titles=" ".join(titled.titles) or None,
        alias=_readable(marked.alias),
        parent=_readable(marked.parent),
        gender=marked.gender or titled.gender,
        flags=_flags(marked, key, titled.titles),
    )


def read_plain_word(word: str) -> PlainWord | None:
    """What a word becomes in every name that is made of such words; None for one that may be a title, a mark, or none.

    A name of `SHORTEST_PLAIN` characters, plain words with single blanks between them, is what `read_name` makes of it
    when its words are put together. Most names are, and there are far fewer words than names.

    >>> read_plain_word("MOCH")
    PlainWord(display='Moch', key='MUHAMMAD', first_key='MUHAMMAD')
    >>> read_plain_word("Hj"), read_plain_word("alias"), read_plain_word("belum")
    (None, None, None)
    """
    if not (word.isascii() and word.isalpha()) or has_mark(word) or may_be_title(word):
        return None
    upper = _plain(word)
    return None if upper in _NOT_PLAIN else PlainWord(_cased(word), spell(upper), spell_first(upper))


def _has_letter(word: str) -> bool:
    return word.isalpha() or any(char.isalpha() for char in word)


def _key(words: list[str]) -> str | None:
    folded = " ".join([_plain(word) for word in words]).split()
    if not folded:
        return None
    first = spell_first(folded[0]) if len(folded) > 1 else spell(folded[0])
    return " ".join([first, *(spell(word) for word in folded[1:])])


def _plain(word: str) -> str:
    """Upper-case letters of a word; digits typed for letters are put right in words that are mostly letters."""
    if word.isalpha() and word.isascii():
        return word.upper()
    folded = fold(_APOSTROPHES.sub("", word))
    if not _HAS_DIGIT.search(folded):
        return folded
    letters = sum(char.isalpha() for char in folded)
    if letters * 2 > len(folded) and not folded[-1].isdigit():
        folded = folded.translate(_LIKE_LETTERS)
    return re.sub(r"\d+", "", folded)


def _cased(word: str) -> str:
    if word.isalpha():
        return word.capitalize() if word.upper() not in ROMAN else word.upper()
    return "-".join(part[:1].upper() + part[1:].lower() for part in word.strip("-'`\"").split("-"))


def _readable(text: str | None) -> str | None:
    if not text:
        return None
    words = [word for word in split_titles(text).words if _has_letter(word)]
    return " ".join(_cased(word) for word in words) or None


def _flags(marked: Marked, key: str | None, titles: list[str]) -> tuple[str, ...]:
    found = []
    if titles and not _OF_THE_DEAD.isdisjoint(titles) and marked.gender is None and _WIDOWED.isdisjoint(titles):
        found.append("deceased")
    if _HAS_DIGIT.search(marked.main):
        found.append("name_has_digits")
    if key is not None and " " in key and key[: key.index(" ")] in BUSINESS_WORDS:
        found.append("name_of_business")
    if key is not None and len(key.replace(" ", "")) < 2:
        found.append("name_too_short")
    if marked.has_second:
        found.append("two_names")
    return tuple(found)
