"""Names of places of one level: which words of a cell are the name, and which place a name stands for."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from umkm_cli.knowledge.text import fold

DISTRICT_WORDS = frozenset({"KECAMATAN", "KEC", "KCMT", "KCM", "DISTRIK", "KAPANEWON", "KEMANTREN"})
VILLAGE_WORDS = frozenset({"DESA", "DS", "KELURAHAN", "KALURAHAN", "KLURAHAN", "KEL"})
UPPER_WORDS = frozenset({"KABUPATEN", "KAB", "PROVINSI", "PROV", "PROPINSI"})
NOT_A_NAME = frozenset({"RT", "RW", "RK"})
"""Words in front of a name, and words after which no name of that level follows."""

ABBREVIATIONS = {
    "UTR": "UTARA", "SLT": "SELATAN", "SEL": "SELATAN", "TMR": "TIMUR", "BRT": "BARAT", "TGH": "TENGAH",
    "TENG": "TENGAH", "KR": "KARANG", "KD": "KEDUNG", "KDG": "KEDUNG", "KL": "KALI",
    "WR": "WARUNG", "WRG": "WARUNG",
}  # fmt: skip
"""Short forms inside names."""

SHORTEST_ABBREVIATION = 3

TWO_EDITS_FROM, ONE_EDIT_FROM = 12, 5
"""Letters a name has to have for two slips or one to be forgiven: Pekalongan is two slips from Pecalungan."""

MARGIN = 2
"""The next name must need so many slips more: Batang and Bawang, Wonokerto and Wonomerto are never guessed."""


class NameIndex:
    """Places of one level by name.

    Args:
        names: Name by code.
        one_edit_from: A name of fewer letters has to be right.
    """

    def __init__(self, names: Mapping[str, str], *, one_edit_from: int = ONE_EDIT_FROM) -> None:
        self._one_edit_from = one_edit_from
        self._codes: dict[str, list[str]] = defaultdict(list)
        self._words: dict[str, list[str]] = {}
        for code, name in names.items():
            words = fold(name).split()
            self._codes[_key(words)].append(code)
            self._words[code] = words
        self._keys = list(self._codes)

    def has(self, words: Sequence[str]) -> bool:
        """Does any place have this name, joined or split as it may be?"""
        return _key(words) in self._codes

    def exact(self, words: Sequence[str]) -> str | None:
        """Code of the only place of this name."""
        return _only(self._codes.get(_key(words), ()))

    def find(self, words: Sequence[str]) -> tuple[str, float] | None:
        """Code of the place that is meant, and how sure that is; `None` when there is none or two would do."""
        if self.has(words):
            code = self.exact(words)
            return (code, 1.0) if code else None
        return self._abbreviated(words) or self._misspelt(_key(words))

    def _abbreviated(self, words: Sequence[str]) -> tuple[str, float] | None:
        """`PRO TENGAH`: every word begins one of the name, and no other name begins so."""
        if len(words) < 2 or min(map(len, words)) < SHORTEST_ABBREVIATION:
            return None
        code = _only([code for code, full in self._words.items() if _begins(words, full)])
        return (code, 0.9) if code else None

    def _misspelt(self, key: str) -> tuple[str, float] | None:
        if len(key) < self._one_edit_from:
            return None
        allowed = 2 if len(key) >= TWO_EDITS_FROM else 1
        near = process.extract(key, self._keys, scorer=OSA.distance, score_cutoff=allowed + MARGIN - 1, limit=2)
        if not near or near[0][1] > allowed or (len(near) > 1 and near[1][1] < near[0][1] + MARGIN):
            return None
        code = _only(self._codes[near[0][0]])
        return (code, 1 - near[0][1] / len(key)) if code else None


def district_words(text: str) -> list[str]:
    """The words of a cell that name a kecamatan; all digits when the cell is a code."""
    words = fold(text).split()
    start = _after_last(words, DISTRICT_WORDS)
    return _without_numbers(_until(words[start:], UPPER_WORDS))


def village_words(text: str) -> tuple[list[str], str]:
    """The words of a cell that name a desa, and the text of a kecamatan named behind it."""
    words = fold(text).split()
    district = _after_last(words, DISTRICT_WORDS)
    behind = " ".join(words[district:]) if district else ""
    words = _until(words, DISTRICT_WORDS | UPPER_WORDS | NOT_A_NAME)
    return _without_numbers(words[_after_last(words, VILLAGE_WORDS) :]), behind


def _after_last(words: Sequence[str], labels: frozenset[str]) -> int:
    """Place behind the last of the labels that something follows; 0 without one."""
    return max((place + 1 for place, word in enumerate(words[:-1]) if word in labels), default=0)


def _until(words: Sequence[str], ends: frozenset[str]) -> list[str]:
    """The words before the first of `ends`, `RT01` counting as `RT`."""
    place = next((place for place, word in enumerate(words) if word.rstrip("0123456789") in ends), len(words))
    return list(words[:place])


def _without_numbers(words: Sequence[str]) -> list[str]:
    """`09. SUBAH` without its number; a cell of nothing but numbers stays."""
    named = [word for word in words if not word.isdecimal()]
    return named or list(words)


def _key(words: Sequence[str]) -> str:
    return "".join(ABBREVIATIONS.get(word, word) for word in words)


def _begins(words: Sequence[str], full: Sequence[str]) -> bool:
    return len(words) == len(full) and all(map(str.startswith, full, words))


def _only(codes: Sequence[str]) -> str | None:
    return codes[0] if len(codes) == 1 else None
