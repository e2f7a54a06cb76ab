"""Lines of business: the product category and KBLI section that free words such as `dagang klontong` mean."""

import re
from dataclasses import dataclass
from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from umkm_cli.knowledge.tables import read_table
from umkm_cli.knowledge.text import fold, is_null_word, squeeze

PRODUCTS: dict[str, str | None] = {
    "food": "I",
    "drinks": "I",
    "snacks": "C",
    "cakes": "C",
    "tofu_tempeh": "C",
    "crackers": "C",
    "sugar": "C",
    "coffee_tea": "C",
    "herbal": "C",
    "fish_products": "C",
    "batik": "C",
    "clothing": "C",
    "footwear": "C",
    "furniture": "C",
    "crafts": "C",
    "building_materials": "C",
    "metalwork": "C",
    "printing": "C",
    "grocery": "G",
    "vegetables": "G",
    "meat_fish": "G",
    "household_goods": "G",
    "fuel": "G",
    "phones": "G",
    "health_beauty": "G",
    "farm_supplies": "G",
    "scrap": "E",
    "crops": "A",
    "livestock": "A",
    "fishery": "A",
    "vehicle_repair": "G",
    "repairs": "S",
    "laundry": "S",
    "hair_beauty": "S",
    "massage": "S",
    "transport": "H",
    "construction": "F",
    "rental": "N",
    "services": "S",
    "other": None,
}
"""Product category -> its usual KBLI section. `other` is a trade that is told but not in the table."""


@dataclass(frozen=True, slots=True)
class Trade:
    """A line of business.

    Attributes:
        display: The text, readable; None when nothing was written.
        product: Category, a key of `PRODUCTS`; None when the text names no product, as `dagang` does.
        sector: KBLI section, one letter.
    """

    display: str | None
    product: str | None
    sector: str | None


@dataclass(frozen=True, slots=True)
class Keyword:
    """A word or phrase of the table and what it says.

    `role` is `thing` (what is made or sold), `place` (where: counts when no thing is named), `selling`, `making` (how:
    moves the section of things to G or C) or `empty` (says nothing).
    """

    phrase: str
    product: str | None
    sector: str | None
    role: str


_TWICE = re.compile(r"(?<![^\W\d_])([^\W\d_]{2,})[2²](?![\w²])")
_LONGEST = 4
_ACRONYMS = frozenset({"HP", "ATK", "LPG", "PKL", "BBM", "PDAM", "BRI", "TV", "AC", "UMKM", "UKM"})
_NO_TRADE = Trade(None, None, None)


def read_trade(text: str) -> Trade:
    """What a person trades in or makes.

    Things named win over places, a longer phrase over a shorter one, then the first. Who sells what others make is in
    trade (G), who makes it in manufacturing (C); a meal stays a meal. Misspelt words are matched to the nearest one.

    >>> read_trade("dagang klontong")
    Trade(display='Dagang klontong', product='grocery', sector='G')
    >>> read_trade("gado²").display
    'Gado-gado'
    """
    clean = squeeze(text)
    if is_null_word(clean) or not any(char.isalpha() for char in clean):
        return _NO_TRADE
    clean = _TWICE.sub(lambda found: "-".join([found[1]] * 2), clean)
    found = _find(tuple(fold(clean).split()))
    product, sector = _judge(found)
    return Trade(_readable(clean), product, sector)


def is_trade(text: str) -> bool:
    """Is every word of the text one of the table, rightly spelt, and is a trade told by them?

    >>> is_trade("PENJUAL BAKSO"), is_trade("MAMET")
    (True, False)
    """
    found = _find(tuple(fold(text).split()), forgiving=False)
    return None not in found and any(keyword and keyword.role != "empty" for keyword in found)


def _judge(found: list[Keyword | None]) -> tuple[str | None, str | None]:
    """Product and section of keywords in order; None stands for a word that is in no row of the table."""
    known = [keyword for keyword in found if keyword]
    things = [keyword for keyword in known if keyword.role == "thing"]
    places = [keyword for keyword in known if keyword.role == "place"]
    roles = {keyword.role for keyword in known}
    if not things and not places:
        product = "other" if None in found else None
        return product, "G" if "selling" in roles else "C" if "making" in roles else None
    best = max(things or places, key=lambda keyword: keyword.phrase.count(" "))
    sector = best.sector or PRODUCTS[best.product or "other"]
    return best.product, _sector(sector, roles)


def _sector(sector: str | None, roles: set[str]) -> str | None:
    if "selling" in roles and sector in {"A", "C"}:
        return "G"
    if "making" in roles and sector in {"A", "G", "I"}:
        return "C"
    return sector


def _find(words: tuple[str, ...], *, forgiving: bool = True) -> list[Keyword | None]:
    """Keywords in the words, longest phrases first; None for each word that is no part of one."""
    found: list[Keyword | None] = []
    start = 0
    while start < len(words):
        for length in range(min(_LONGEST, len(words) - start), 0, -1):
            keyword = _table().get(" ".join(words[start : start + length]))
            if keyword:
                found.append(keyword)
                start += length
                break
        else:
            found.append(_nearest(words[start]) if forgiving else None)
            start += 1
    return found


def _nearest(word: str) -> Keyword | None:
    """The single-word keyword one slip away, two in long words; in short words a slip makes another word."""
    if len(word) < 6 or not word.isalpha():
        return None
    slips = 1 if len(word) < 8 else 2
    found = process.extractOne(word, _single_words(), scorer=OSA.distance, score_cutoff=slips)
    return _table()[found[0]] if found else None


@cache
def _table() -> dict[str, Keyword]:
    return {
        row["keyword"]: Keyword(row["keyword"], row["product"] or None, row["sector"] or None, row["role"])
        for row in read_table("trades")
    }


@cache
def _single_words() -> tuple[str, ...]:
    return tuple(phrase for phrase in _table() if " " not in phrase and len(phrase) > 3)


def _readable(text: str) -> str:
    """The text in sentence case when it was all capitals or all small."""
    if not (text.isupper() or text.islower()):
        return text
    words = [word if word.upper() in _ACRONYMS else word.lower() for word in text.split()]
    plain = " ".join(word.upper() if word.upper() in _ACRONYMS else word for word in words)
    return plain[:1].upper() + plain[1:]
