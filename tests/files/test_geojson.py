"""Which outlines of a map file are of the regency, and what is said of a file that is of no use."""

import json

import pytest

from umkm_cli.errors import BrokenMapFileError
from umkm_cli.files import geojson
from umkm_cli.files.geojson import read_outlines
from umkm_cli.knowledge.regions import load_regions
from umkm_cli.messages import catalogue, has


@pytest.fixture(scope="module")
def regions():
    return load_regions("33.25")


def square(west=109.7, south=-7.0, side=0.1):
    east, north = west + side, south + side
    return [[[west, south], [east, south], [east, north], [west, north], [west, south]]]


def feature(properties, coordinates=None, kind="Polygon", **more):
    geometry = {"type": kind, "coordinates": coordinates or square()}
    return {"type": "Feature", "properties": properties, "geometry": geometry, **more}


def write(path, *features, bom=""):
    text = json.dumps({"type": "FeatureCollection", "features": list(features)})
    path.write_text(bom + text, "utf-8")
    return path


@pytest.mark.parametrize(
    ("properties", "code"),
    [
        ({"KDCPUM": "33.25.02"}, "33.25.02"),
        ({"kode": 332502}, "33.25.02"),
        ({"kode": 332502.0}, "33.25.02"),
        ({"kd_bps": "3325101"}, "33.25.13"),
        ({"WADMKC": "Bandar", "WADMKK": "Batang"}, "33.25.02"),
        ({"NAME_2": "Batang", "NAME_3": "Warung Asem"}, "33.25.12"),
        ({"nama": "Kec. Kandeman"}, "33.25.13"),
        ({"kecamatan": "PECALUNGAN", "penduduk": 31000, "luas": 36.18}, "33.25.14"),
        ({"KDPKAB": "33.25", "WADMKC": "Subah"}, "33.25.09"),
    ],
)
def test_a_kecamatan_is_known_by_code_or_name(tmp_path, regions, properties, code):
    found = read_outlines(write(tmp_path / "map.json", feature(properties)), regions)
    assert (found.level, list(found.rings), found.unknown) == ("district", [code], ())
    assert len(found.missing) == 14


@pytest.mark.parametrize(
    ("properties", "code"),
    [
        ({"KDEPUM": "33.25.11.2001", "WADMKC": "Batang"}, "33.25.11.2001"),
        ({"WADMKC": "Tersono", "WADMKD": "Kebumen"}, "33.25.06.2015"),
        ({"kecamatan": "Tulis", "desa": "Kebumen"}, "33.25.10.2025"),
    ],
)
def test_a_desa_is_known_by_code_or_by_its_name_within_the_kecamatan(tmp_path, regions, properties, code):
    found = read_outlines(write(tmp_path / "map.json", feature(properties)), regions)
    assert (found.level, list(found.rings)) == ("village", [code])


@pytest.mark.parametrize(
    "properties",
    [
        {"kode": "33.26.02", "kecamatan": "Bandar"},
        {"WADMKK": "Pacitan", "WADMKC": "Bandar"},
        {"kecamatan": "Atlantis"},
        {"kecamatan": None},
        {},
    ],
)
def test_a_feature_from_elsewhere_is_told_and_not_drawn(tmp_path, regions, properties):
    path = write(tmp_path / "map.json", feature({"kode": "33.25.01"}), feature(properties))
    found = read_outlines(path, regions)
    assert list(found.rings) == ["33.25.01"]
    assert len(found.unknown) == 1


def test_parts_of_a_place_are_put_together_and_lines_left_out(tmp_path, regions):
    parts = [square(), square(109.9)]
    path = write(
        tmp_path / "map.json",
        feature({"kode": "33.25.01"}, parts, "MultiPolygon"),
        feature({"kode": "33.25.01"}, square(110.0)),
        feature({"kode": "33.25.02"}, [[109.7, -7.0], [109.8, -7.0]], "LineString"),
        bom="\ufeff",
    )
    assert {code: len(rings) for code, rings in read_outlines(path, regions).rings.items()} == {"33.25.01": 3}


def test_the_level_with_more_features_is_drawn(tmp_path, regions):
    desa = [feature({"kode": place.code}) for place in regions.villages[:2]]
    found = read_outlines(write(tmp_path / "map.json", feature({"kode": "33.25.01"}), *desa), regions)
    assert found.level == "village"
    assert len(found.rings) == 2


KNOWN = {"kode": "33.25.01"}
BROKEN = {
    "not_json": ["{", "", json.dumps(feature(KNOWN, [[["a", 1]]])), json.dumps(feature(KNOWN, [1])), "[" * 100_000],
    "no_features": ["[]", "{}", '{"type": "FeatureCollection", "features": 3}', '"text"', '{"type": "Topology"}'],
    "nothing_known": [
        '{"type": "FeatureCollection", "features": []}',
        '{"type": "FeatureCollection", "features": [1]}',
    ],
    "not_degrees": [
        json.dumps(feature(KNOWN, square(400_000, 9_200_000, 1000))),
        json.dumps(feature(KNOWN)).replace("109.7", "NaN", 1),
        json.dumps(feature(KNOWN)).replace("109.7", "1e999", 1),
    ],
}  # fmt: skip


@pytest.mark.parametrize(("reason", "text"), [(reason, text) for reason, texts in BROKEN.items() for text in texts])
def test_a_file_of_no_use_is_one_error(tmp_path, regions, reason, text):
    path = tmp_path / "map.json"
    path.write_text(text, "utf-8")
    with pytest.raises(BrokenMapFileError) as raised:
        read_outlines(path, regions)
    assert raised.value.facts["reason"] == reason


def test_a_file_that_cannot_be_opened_is_one_error(tmp_path, regions):
    for path in (tmp_path / "none.json", tmp_path):
        with pytest.raises(BrokenMapFileError) as raised:
            read_outlines(path, regions)
        assert raised.value.facts["reason"] == "not_opened"


def test_a_file_that_is_too_large_is_refused_unread(tmp_path, regions, monkeypatch):
    monkeypatch.setattr(geojson, "_MOST_BYTES", 10)
    with pytest.raises(BrokenMapFileError) as raised:
        read_outlines(write(tmp_path / "map.json", feature({"kode": "33.25.01"})), regions)
    assert raised.value.facts["reason"] == "too_large"


def test_every_reason_has_words_and_a_remedy():
    reasons = [key for key in catalogue("en") if key.startswith("outlines.")]
    assert len(reasons) == 6
    assert all(has(key.replace(".", "_remedy.")) for key in reasons)


def test_umkm_report_tells_of_a_broken_map_file_in_one_line(umkm, lists, tmp_path):
    umkm("ingest", lists)
    umkm("dedupe")
    (tmp_path / "map.json").write_text("{", "utf-8")
    ended = umkm("report", "--geojson", "map.json", "--format", "html")
    assert ended.status == 3
    assert ended.err.splitlines()[0] == "error: `map.json` is of no use as a map: it is no GeoJSON"
    write(tmp_path / "map.json", feature({"kode": "33.25.09"}))
    assert umkm("report", "--geojson", "map.json", "--format", "html").status == 0
    assert "<path d=" in (tmp_path / "umkm-data" / "report.html").read_text("utf-8")


def test_a_file_is_read_no_further_than_a_map_can_reach(tmp_path, regions, monkeypatch):
    path = write(tmp_path / "map.json", feature({"KDCPUM": "33.25.02"}))
    monkeypatch.setattr("umkm_cli.files.geojson._MOST_BYTES", 50)
    with pytest.raises(BrokenMapFileError) as raised:
        read_outlines(path, regions)
    assert raised.value.facts["reason"] == "too_large"
