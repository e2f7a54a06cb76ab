"""What titles, sheet names and file names say about all rows below: place, year and stage of the list."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from functools import lru_cache

from umkm_cli.knowledge.dates import read_year
from umkm_cli.knowledge.proposers import find_proposer
from umkm_cli.knowledge.regions import Regions
from umkm_cli.knowledge.text import fold

LEVELS: dict[str, str] = {
    "DESA": "village", "DS": "village", "KELURAHAN": "village", "KEL": "village",
    "KECAMATAN": "district", "KEC": "district",
    "DUSUN": "hamlet", "DSN": "hamlet", "DUKUH": "hamlet", "DK": "hamlet", "DKH": "hamlet", "LINGKUNGAN": "hamlet",
    "RT": "rt_rw", "RW": "rt_rw",
}  # fmt: skip
"""Words that say of which level the name after them is."""

ENDS = frozenset(
    {
        "KABUPATEN", "KAB", "KOTA", "PROVINSI", "PROV", "TAHUN", "THN", "TH", "TA", "TAHAP", "PERIODE", "BULAN",
        "GELOMBANG", "TANGGAL", "SE", "DAN", "YANG", "UNTUK", "DI", "FIX", "REVISI", "FINAL", "COPY", "XLSX", "XLS",
        "CSV", "ODS", "JUMLAH", "JML", "TOTAL", "SEBANYAK", "UMKM", "ORANG",
    }
)  # fmt: skip
"""Words that end a name."""

_WRITTEN_OUT = frozenset({"DESA", "KELURAHAN", "KECAMATAN"})
"""Level words that are believed with a name nobody knows; `KEL. TANI MAKMUR` is a group of farmers."""

SMALL = frozenset({"hamlet", "rt_rw"})
"""Levels that only a title that begins with them tells: `RT 01 RW 02`; in a letterhead they are the office's own."""

_OFFICE = re.compile(r"\b(KEPALA DESA|KADES|KEPALA KELURAHAN|LURAH|CAMAT) (\D+)")
_DIGIT = re.compile(r"\d")
_STAGE = re.compile(r"\b(?:TAHAP|THP|GELOMBANG|TERMIN|BATCH)\s*(?:KE\s*)?(\d{1,2}|I{1,3}|IV|VI{0,3}|IX|X)\b")
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10}
_GLUED = re.compile(r"(?<=[A-Z])(?=\d)|(?<=\d)(?=[A-Z])")
_BRACKETS = re.compile(r"^([^()]+)\(([^()]+)\)\s*$")
_EXTENSION = re.compile(r"\.[A-Za-z]{2,5}$")
LONGEST_NAME = 3
SHARE_OF = 60
"""Texts that are looked at for shares of names."""

_NO_WORDS: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """What is said about rows from outside; texts as written, None where nothing is said."""

    village: str | None = None
    district: str | None = None
    year: int | None = None
    stage: int | None = None
    hamlet: str | None = None
    rt_rw: str | None = None
    proposer: str | None = None

    def over(self, other: "Context") -> "Context":
        """This context, its gaps filled from one that counts less.

        A place named here hides the smaller places of the other: below `DESA ADINUSO` the last `DUSUN` is over.
        """
        missing = {
            field.name: getattr(other, field.name) for field in fields(self) if getattr(self, field.name) is None
        }
        for larger, smaller in _HIDES.items():
            if getattr(self, larger) is not None:
                missing |= {name: None for name in smaller if name in missing}
        return replace(self, **missing)

    def is_place(self) -> bool:
        """Does it name a place?"""
        return any((self.village, self.district, self.hamlet, self.rt_rw))


_HIDES = {"district": ("village", "hamlet", "rt_rw"), "village": ("hamlet", "rt_rw"), "hamlet": ("rt_rw",)}

NOTHING = Context()


def sheet_context(
    titles: Sequence[str], *, signatures: Sequence[str] = (), sheet: str, file: str, regions: Regions
) -> Context:
    """The context of a sheet: its titles count most, then the sheet's name, the file's, and the folders' from within.

    What stands nearer to the rows was written for them: a file is copied and renamed more easily than its title is
    left wrong, and sheet names are often left at `Sheet1`. Levels are filled in one by one, so that the sheet may
    name the desa and the folder its kecamatan. Last are asked those who signed the list.
    """
    *folders, name = file.split("/")
    outside = [sheet, _EXTENSION.sub("", name), *reversed(folders)]
    said = [read_title(title, regions) for title in titles] + [read_file_name(text, regions) for text in outside]
    said += [read_signature(text, regions) for text in signatures]
    merged: dict[str, object] = {}
    for context in said:
        for field in ("village", "district", "year", "stage", "hamlet", "rt_rw"):
            value = getattr(context, field)
            if value is not None:
                merged.setdefault(field, value)
    return Context(**merged, proposer=find_proposer([*titles, *outside]))  # type: ignore[arg-type]


def _marked_places(words: list[str], regions: Regions) -> dict[str, str]:
    """Places that stand after their word, such as DESA or KEC, and that the regency has."""
    return {
        level: name
        for level, name in _marked(words).items()
        if level in {"village", "district"} and _is_place(name, level, regions)
    }


def place_shares(texts: Sequence[str], regions: Regions) -> tuple[float, float]:
    """Shares, in [0..1], of the filled texts that are the name of a desa, and of a kecamatan, of the regency."""
    filled = [_words(text) for text in texts if text][:SHARE_OF]
    names = [" ".join(words[1:] if words and words[0] in LEVELS else words) for words in filled]
    known = _names(regions)
    village, district = (sum(name in known[level] for name in names) for level in ("village", "district"))
    return village / (len(names) or 1), district / (len(names) or 1)


@lru_cache(maxsize=5_000)
def read_title(text: str, regions: Regions) -> Context:
    """What a title row says: places after their words, or a row that is nothing but a name."""
    words = _words(text)
    places = _marked_places(words, regions)
    if not places:
        places = _bare(words, regions) if len(words) <= LONGEST_NAME else {}
    if words and LEVELS.get(words[0]) in SMALL:
        small = {level: name for level, name in _marked(words).items() if level in SMALL}
        places |= {level: name for level, name in small.items() if level == "hamlet" or _DIGIT.search(name)}
    return replace(NOTHING, **places, year=read_year(text), stage=_stage(words))


@lru_cache(maxsize=5_000)
def read_signature(text: str, regions: Regions) -> Context:
    """What the office of a signer says: `Kepala Desa Clapar`, `Camat Subah`."""
    office = _OFFICE.search(fold(text))
    if not office:
        return NOTHING
    level, word = ("district", "KECAMATAN") if office[1] == "CAMAT" else ("village", "DESA")
    name = _marked([word, *office[2].split()]).get(level, "")
    if not name or not _is_place(name, level, regions):
        return NOTHING
    return replace(NOTHING, district=name) if level == "district" else replace(NOTHING, village=name)


@lru_cache(maxsize=5_000)
def read_file_name(text: str, regions: Regions) -> Context:
    """What the name of a sheet, file or folder says: places after their words, or bare names among its words."""
    words = _words(text)
    marked = _marked_places(words, regions)
    places = {**(_bracketed(text, regions) or _bare(words, regions)), **marked}
    return replace(NOTHING, **places, year=read_year(text), stage=_stage(words))


@lru_cache(maxsize=5_000)
def read_separator(text: str, regions: Regions) -> Context:
    """What a row between the rows of a table says: `II. DESA ADINUSO`, `Dusun Krajan RT 02`, or just `ADINUSO`.

    Anything before the first word of a level but a running number, and it is no separator.
    """
    words = _words(text)
    while words and (words[0].isdigit() or words[0] in _ROMAN or len(words[0]) == 1):
        words = words[1:]
    if not words or len(words) > 8:
        return NOTHING
    if words[0] not in LEVELS:
        return _said(_bare(words, regions, whole=True))
    surely = words[0] in _WRITTEN_OUT
    marked = _marked(words)
    for level in ("village", "district"):
        if level in marked and not surely and not _is_place(marked[level], level, regions):
            del marked[level]
    return _said(marked)


def _said(places: dict[str, str]) -> Context:
    return Context(**{level: places.get(level) for level in ("village", "district", "hamlet", "rt_rw")})  # type: ignore[arg-type]


def _words(text: str) -> list[str]:
    return _GLUED.sub(" ", fold(text)).split()


def _marked(words: list[str]) -> dict[str, str]:
    """The name after each word of a level; for RT and RW the words themselves are kept."""
    found: dict[str, list[str]] = {}
    level = ""
    for word in words:
        if word in LEVELS:
            level = LEVELS[word]
            found.setdefault(level, []).extend([word] if level == "rt_rw" else _NO_WORDS)
        elif word in ENDS or (word.isdigit() and level != "rt_rw"):
            level = ""
        elif level and len(found[level]) < LONGEST_NAME + (level == "rt_rw"):
            found[level].append(word)
    return {level: " ".join(name) for level, name in found.items() if name}


def _is_place(name: str, level: str, regions: Regions) -> bool:
    """Is there a place of this name? `DESA WISATA` is none. Two desa of one name are told apart later."""
    if level == "district":
        return regions.find_district(name) is not None
    return name in _names(regions)["village"] or any(
        regions.find_village(name, district_code=district.code) for district in regions.districts
    )


def _bare(words: list[str], regions: Regions, *, whole: bool = False) -> dict[str, str]:
    """Names of a kecamatan or desa among words, without a word of level; a kecamatan hides the desa of its name.

    The regency's own name says nothing: `Batang` stands in every other file name. Nor do two names of one level.
    """
    found: dict[str, list[str]] = {}
    sizes = [len(words)] if whole else range(LONGEST_NAME, 0, -1)
    for size in sizes:
        for start in range(len(words) - size + 1):
            name = " ".join(words[start : start + size])
            for level in ("district", "village"):
                if name in _names(regions)[level] and name not in _names(regions)["own"]:
                    found.setdefault(level, []).append(name)
                    break
    once = {level: list(dict.fromkeys(names)) for level, names in found.items()}
    pair = once.get("district", ())
    told = {level: names[0] for level, names in once.items() if len(names) == 1}
    return told | (_village_and_district(pair, regions) if len(pair) == 2 else {})


def _village_and_district(pair: Sequence[str], regions: Regions) -> dict[str, str]:
    """`bawang blado`: of two names of kecamatan one is a desa of the other's; nothing when both are, or neither."""
    fits = [
        {"village": village, "district": district}
        for village, district in (pair, pair[::-1])
        if (found := regions.find_district(district))
        and (inner := regions.find_village(village, district_code=found.place.code))
        and inner.place.district_code == found.place.code
        and inner.confidence == 1
    ]
    return fits[0] if len(fits) == 1 else {}


def _bracketed(text: str, regions: Regions) -> dict[str, str]:
    """`Bawang (Blado)`: a desa, and in brackets its kecamatan."""
    match = _BRACKETS.match(text)
    if not match:
        return {}
    village, district = fold(match.group(1)), fold(match.group(2))
    found = regions.find_district(district) if district in _names(regions)["district"] else None
    if found is None or not regions.find_village(village, district_code=found.place.code):
        return {}
    return {"village": village, "district": district}


@lru_cache(maxsize=16)
def _names(regions: Regions) -> dict[str, frozenset[str]]:
    """Folded names by level, and the words of the regency's own name."""
    return {
        "village": frozenset(fold(place.name) for place in regions.villages),
        "district": frozenset(fold(place.name) for place in regions.districts),
        "own": frozenset(fold(regions.name).split()),
    }


def _stage(words: list[str]) -> int | None:
    found = _STAGE.search(" ".join(words))
    if not found:
        return None
    mark = found.group(1)
    return int(mark) if mark.isdigit() else _ROMAN[mark]
