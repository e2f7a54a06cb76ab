"""geojson: outlines of kecamatan or desa out of a GeoJSON file, or in one line why there are none."""

import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from umkm_cli.errors import BrokenMapFileError
from umkm_cli.knowledge.regencies import short_name
from umkm_cli.knowledge.regions import Place, Regions
from umkm_cli.outlines import Outlines, Ring

MOST_MB = 200
"""Larger files are refused: all desa of Java take less."""
_MOST_BYTES = MOST_MB * 1024 * 1024

_OF_DISTRICT = re.compile(r"kec|wadmkc|name_?3|district", re.IGNORECASE)
_OF_VILLAGE = re.compile(r"desa|kel(?!ompok)|wadmkd|name_?4|village", re.IGNORECASE)
_OF_REGENCY = re.compile(r"kab|wadmkk|name_?2|regency", re.IGNORECASE)
_CODE = re.compile(r"ko?de?|code|pum$|bps", re.IGNORECASE)
_NAME = re.compile(r"nam|label|title", re.IGNORECASE)
_WITH_DIGITS = re.compile(r"\d[\d.]{5,12}")


def read_outlines(path: Path, regions: Regions) -> Outlines:
    """The outlines in a GeoJSON file that belong to a regency.

    A feature is known by a Kemendagri or BPS code in any of its properties, else by the names in those that speak of
    kecamatan or desa, else by any name. When features of both levels are found, the level with more of them is drawn.

    Args:
        path: A FeatureCollection (or one Feature) of polygons, in degrees.
        regions: The regency.

    Raises:
        BrokenMapFileError: It cannot be read, is no GeoJSON, is not in degrees, or holds no place of the regency.
    """
    found: dict[Place, list[Ring]] = defaultdict(list)
    unknown: list[str] = []
    for feature in _features(_content(path), path):
        rings = list(_rings(feature.get("geometry"), path))
        place = _place(_properties(feature), regions)
        if place is None:
            unknown.append(_called(_properties(feature)))
        elif rings:
            found[place] += rings
    if not found:
        raise BrokenMapFileError(file=path, reason="nothing_known")
    is_village = Counter(place.code != place.district_code for place in found).most_common(1)[0][0]
    wanted = regions.villages if is_village else regions.districts
    return Outlines(
        level="village" if is_village else "district",
        rings={place.code: tuple(found[place]) for place in wanted if place in found},
        unknown=tuple(sorted(set(unknown))),
        missing=tuple(place.name for place in wanted if place not in found),
    )


def _content(path: Path) -> Any:  # noqa: ANN401 - any JSON
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)  # no more: what is no plain file does not tell its size, or never ends
        if len(content) > _MOST_BYTES:
            raise BrokenMapFileError(file=path, reason="too_large")
        return json.loads(content.decode("utf-8-sig"))
    except OSError as error:
        raise BrokenMapFileError(file=path, reason="not_opened") from error
    except (ValueError, RecursionError) as error:
        raise BrokenMapFileError(file=path, reason="not_json") from error


def _features(content: Any, path: Path) -> Iterator[Mapping[str, Any]]:  # noqa: ANN401 - any JSON
    kind = content.get("type") if isinstance(content, dict) else None
    features = content.get("features") if kind == "FeatureCollection" else [content] if kind == "Feature" else None
    if not isinstance(features, list):
        raise BrokenMapFileError(file=path, reason="no_features")
    yield from (feature for feature in features if isinstance(feature, dict))


def _properties(feature: Mapping[str, Any]) -> dict[str, str]:
    """The feature's properties and its id, as text."""
    properties = feature.get("properties")
    told = {**(properties if isinstance(properties, dict) else {}), "id": feature.get("id")}
    return {str(key): _text(value) for key, value in told.items() if isinstance(value, str | int | float)}


def _text(value: str | float) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()


def _place(told: Mapping[str, str], regions: Regions) -> Place | None:
    """The place of a feature: the smallest that a code names, else that a name does."""
    coded = [place for value in told.values() if _WITH_DIGITS.fullmatch(value) for place in _by_code(value, regions)]
    if coded:
        return max(coded, key=lambda place: len(place.code))
    if _lies_elsewhere(told, regions):
        return None
    district = _named(told, _OF_DISTRICT, regions.find_district)
    within = district.code if district else None
    village = _named(told, _OF_VILLAGE, lambda text: regions.find_village(text, district_code=within))
    return village or district or _named(told, _NAME, regions.find_district)


def _by_code(number: str, regions: Regions) -> Iterator[Place]:
    for found in (regions.find_village(number), regions.find_district(number)):
        if found is not None and found.confidence == 1:
            yield found.place


def _lies_elsewhere(told: Mapping[str, str], regions: Regions) -> bool:
    """Is the feature of another regency, by a code that is none here or by the name of its regency?"""
    has_code = any(_CODE.search(key) and _WITH_DIGITS.fullmatch(value) for key, value in told.items())
    names = [value for key, value in told.items() if _OF_REGENCY.search(key) and any(map(str.isalpha, value))]
    here = short_name(regions.name)
    return has_code or any(short_name(name) != here for name in names)


def _named(told: Mapping[str, str], keys: re.Pattern[str], find: Any) -> Place | None:  # noqa: ANN401 - a method
    """The place that a property of such a key names for sure."""
    for key, value in told.items():
        if keys.search(key) and value:
            found = find(value)
            if found is not None and found.confidence == 1:
                place: Place = found.place
                return place
    return None


def _called(told: Mapping[str, str]) -> str:
    """What a feature that is not known can be told by."""
    names = [value for key, value in told.items() if _NAME.search(key) and value]
    return (names or [value for value in told.values() if value] or ["?"])[0][:60]


def _rings(geometry: Any, path: Path) -> Iterator[Ring]:  # noqa: ANN401 - any JSON
    """The rings of a polygon or of several; other shapes have none."""
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in ("Polygon", "MultiPolygon"):
        return
    try:
        polygons = geometry["coordinates"] if kind == "MultiPolygon" else [geometry["coordinates"]]
        for ring in (ring for polygon in polygons for ring in polygon):
            points = tuple((float(point[0]), float(point[1])) for point in ring)
            if not _in_degrees(points):
                raise BrokenMapFileError(file=path, reason="not_degrees")
            yield points
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise BrokenMapFileError(file=path, reason="not_json") from error


def _in_degrees(points: Iterable[tuple[float, float]]) -> bool:
    return all(math.isfinite(x) and abs(x) <= 180 and math.isfinite(y) and abs(y) <= 90 for x, y in points)
