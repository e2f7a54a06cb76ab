import pickle
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from umkm_cli.errors import RegionDataMissingError, UnknownRegionError
from umkm_cli.knowledge.regions import Place, Regions, load_regions
from umkm_cli.knowledge.text import fold

BATANG = load_regions("33.25")

DISTRICT_CASES = [
    # text,                          code
    ("Subah",                        "33.25.09"),
    ("  SUBAH ",                     "33.25.09"),
    ("Kec. Subah",                   "33.25.09"),
    ("Kec.Subah",                    "33.25.09"),
    ("KECAMATAN SUBAH",              "33.25.09"),
    ("Kecamatan: Subah",             "33.25.09"),
    ("09. SUBAH",                    "33.25.09"),
    ("Subah, Batang",                "33.25.09"),
    ("Kec. Subah Kab. Batang",       "33.25.09"),
    ("Desa Kalimanggis Kec. Subah",  "33.25.09"),
    ("33.25.09",                     "33.25.09"),
    ("332509",                       "33.25.09"),
    ("3325090",                      "33.25.09"),
    ("3325091",                      "33.25.14"),
    ("3325101",                      "33.25.13"),
    ("33.25.11.2004",                "33.25.11"),
    ("Warung Asem",                  "33.25.12"),
    ("Kec. Wr. Asem",                "33.25.12"),
    ("3325010001",                   "33.25.01"),
    ("BANYU PUTIH",                  "33.25.15"),
    ("Pacalungan",                   "33.25.14"),
    ("Wonotungal",                   "33.25.01"),
    ("Limpug",                       "33.25.08"),
    ("Batang",                       "33.25.11"),
    ("Bawang",                       "33.25.05"),
    ("Kec. Batang Kab. Batang",      "33.25.11"),
    ("Kab. Batang",                  None),  # the regency, not its kecamatan of that name
    ("Batamg",                       None),  # Batang or Bawang
    ("Bayang",                       None),
    ("Pekalongan",                   None),  # the next regency, two slips from Pecalungan
    ("Weleri",                       None),
    ("332599",                       None),
    ("Suba",                         None),
    ("-",                            None),
    ("",                             None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "code"), DISTRICT_CASES)
def test_a_district_is_found_by_name_or_code_and_never_guessed(text, code):
    found = BATANG.find_district(text)
    assert (found.place.code if found else None) == code


VILLAGE_CASES = [
    # text,                                  within,      code
    ("Kalisalak",                            "33.25.11",  "33.25.11.2004"),
    ("KALISALAK",                            "33.25.08",  "33.25.08.2006"),
    ("Ds. Kalisalak",                        "33.25.11",  "33.25.11.2004"),
    ("Desa Kalisalak RT 01 RW 02",           "33.25.11",  "33.25.11.2004"),
    ("Kel. Kauman",                          None,        "33.25.11.1015"),
    ("Desa/Kel. Kauman",                     None,        "33.25.11.1015"),
    ("Dk Krajan Ds Kauman",                  None,        "33.25.11.1015"),
    ("Kauman Batang",                        None,        "33.25.11.1015"),
    ("33.25.11.2004",                        None,        "33.25.11.2004"),
    ("3325112004",                           "33.25.01",  "33.25.11.2004"),
    ("3325010001",                           None,        "33.25.01.2001"),  # BPS
    ("3325110005",                           "33.25.11",  "33.25.11.1015"),  # BPS: not the order of Kemendagri
    ("2004",                                 "33.25.11",  "33.25.11.2004"),
    ("2004",                                 None,        None),
    ("33.25.11.2004 Kalisalak",              None,        "33.25.11.2004"),
    ("Tegalsari",                            "33.25.10",  "33.25.13.2001"),  # Kandeman was part of Tulis
    ("Sendang",                              "33.25.01",  "33.25.01.2005"),
    ("Desa Sendang Kec. Wonotunggal",        None,        "33.25.01.2005"),
    ("Desa Sendang Kec. Wonotunggal",        "33.25.09",  "33.25.01.2005"),
    ("Sendang Wonotunggal",                  None,        "33.25.01.2005"),
    ("Desa Sendang Kec. Weleri",             "33.25.01",  None),  # it says itself that it lies elsewhere
    ("Sendang",                              None,        None),  # two kecamatan have one
    ("Karang Asem Utara",                    "33.25.11",  "33.25.11.1016"),
    ("Karangasem Utr",                       "33.25.11",  "33.25.11.1016"),
    ("PRO. TENGAH",                          "33.25.11",  "33.25.11.1014"),
    ("Proyonangan Utara",                    "33.25.11",  "33.25.11.1019"),
    ("Proyonanggan",                         "33.25.11",  None),  # three of them
    ("Pucanggading",                         None,        "33.25.02.2015"),
    ("Klidanglor",                           None,        "33.25.11.2007"),
    ("Wonokerto",                            "33.25.02",  "33.25.02.2011"),
    ("Wonomerto",                            "33.25.02",  "33.25.02.2002"),
    ("Wonoerto",                             "33.25.02",  None),
    ("Wonokrto",                             "33.25.02",  None),
    ("Wonomrto",                             "33.25.02",  None),
    ("Wonokerso",                            "33.25.02",  None),  # a slip, or a desa of another kecamatan
    ("Sidayyu",                              None,        None),  # too short to forgive anywhere
    ("Kab. Batang",                          None,        None),
    ("tidak ada",                            None,        None),
    ("",                                     None,        None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "within", "code"), VILLAGE_CASES)
def test_a_village_is_found_within_its_district_and_never_guessed(text, within, code):
    found = BATANG.find_village(text, district_code=within)
    assert (found.place.code if found else None) == code


def test_a_village_of_another_district_is_found_with_less_confidence():
    found = BATANG.find_village("Kauman", district_code="33.25.09")
    assert found.place == Place("33.25.11.1015", "Kauman", "33.25.11", "Batang")
    assert found.confidence < BATANG.find_village("Kauman", district_code="33.25.11").confidence == 1.0


def test_a_slip_lowers_the_confidence():
    assert BATANG.find_district("Subah").confidence == 1.0
    assert 0.8 < BATANG.find_district("Subbah").confidence < 1.0


def test_batang_is_whole():
    assert (BATANG.code, BATANG.name) == ("33.25", "Kabupaten Batang")
    assert (len(BATANG.districts), len(BATANG.villages)) == (15, 248)
    assert sum(village.code[9] == "1" for village in BATANG.villages) == 9
    assert BATANG.district("33.25.12") == Place("33.25.12", "Warungasem", "33.25.12", "Warungasem")
    assert BATANG.village("33.25.11.1015") == Place("33.25.11.1015", "Kauman", "33.25.11", "Batang")
    assert BATANG.village("33.25.12") is None
    assert BATANG.district("33.25.11.1015") is None


@pytest.mark.parametrize("dress", ["{}", "Kec. {}", "KECAMATAN {}", " {} "])
@pytest.mark.parametrize("district", BATANG.districts, ids=lambda place: place.name)
def test_every_district_is_found_under_its_own_name(district, dress):
    assert BATANG.find_district(dress.format(district.name)).place == district
    assert BATANG.find_district(district.code.replace(".", "")).place == district


@pytest.mark.parametrize("dress", ["{}", "Desa {}", "Ds. {}"])
def test_every_village_is_found_under_its_own_name(dress):
    wrong = [
        village
        for village in BATANG.villages
        if (found := BATANG.find_village(dress.format(village.name.upper()), district_code=village.district_code))
        is None
        or found.place != village
    ]
    assert wrong == []


@given(st.sampled_from(BATANG.villages), st.data())
def test_one_slip_never_leads_to_another_village_of_the_district(village, data):
    place = data.draw(st.integers(0, len(village.name) - 1))
    letter = data.draw(st.sampled_from(["", *"abcdefghijklmnopqrstuvwxyz"]))
    typed = village.name[:place] + letter + village.name[place + 1 :]
    found = BATANG.find_village(typed, district_code=village.district_code)
    named_so = [other for other in BATANG.villages if other.name.casefold() == typed.casefold()]
    assert found is None or found.place in {village, *named_so}


@given(st.text())
def test_any_text_is_a_place_or_none(text):
    for found in (BATANG.find_district(text), BATANG.find_village(text), BATANG.find_village(text, district_code="x")):
        assert found is None or 0 < found.confidence <= 1


def test_regions_can_be_sent_to_another_process():
    assert pickle.loads(pickle.dumps(BATANG)).find_district("Subah").place.code == "33.25.09"  # noqa: S301 - our own


@pytest.fixture(scope="module")
def regencies():
    from lokal import wilayah

    codes = [regency.code for province in wilayah.list_wilayah() for regency in wilayah.list_wilayah(province.code)]
    return [load_regions.__wrapped__(code) for code in codes]


def test_every_regency_of_indonesia_loads(regencies):
    held = [place.code for regency in regencies for place in (*regency.districts, *regency.villages)]
    assert len(regencies) == 514
    assert [regency.code for regency in regencies if not (regency.districts and regency.villages)] == []
    assert len(held) == len(set(held)) > 90_000


def test_a_regency_finds_its_own_places_by_code_and_by_name(regencies):
    lost = []
    for regency in regencies:
        for place in (*regency.districts, *regency.villages):
            lost += [
                (text, place)
                for text in (place.code, place.code.replace(".", ""))
                if find(regency, text, place) != place
            ]
            if find(regency, place.name, place) != place and not has_namesake(regency, place):
                lost.append((place.name, place))
    assert lost == []


def find(regency, text, place):
    """What is found for a text in the district of a place, or among the districts."""
    is_district = place.code == place.district_code
    found = (
        regency.find_district(text) if is_district else regency.find_village(text, district_code=place.district_code)
    )
    return found and found.place


def has_namesake(regency, place):
    """Is another place of its level and district called the same, blanks aside?"""
    level = regency.districts if place.code == place.district_code else regency.villages
    beside = [other for other in level if place.district_code in {place.code, other.district_code}]
    return sum(fold(other.name).replace(" ", "") == fold(place.name).replace(" ", "") for other in beside) > 1


def test_another_regency_finds_its_own_places():
    kendal = load_regions("33.24")
    assert kendal.name == "Kabupaten Kendal"
    assert kendal.find_district("Kec. Weleri").place.name == "Weleri"
    assert kendal.find_district("Subah") is None


@pytest.mark.parametrize(
    ("region", "code"),
    [
        ("Batang", "33.25"), ("KAB. BATANG", "33.25"), ("Kendal", "33.24"), ("Kota Pekalongan", "33.75"),
        ("Kab Pekalongan", "33.26"), ("Batang Hari", "15.04"), ("3324", "33.24"),
    ],
)  # fmt: skip
def test_a_regency_is_found_by_its_name(region, code):
    assert load_regions(region).code == code


@pytest.mark.parametrize(
    ("region", "close"),
    [
        ("33.99", "33.09 Kabupaten Boyolali, 33.19 Kabupaten Kudus, 33.29 Kabupaten Brebes"),
        ("Kendall", "33.24 Kabupaten Kendal, 74.71 Kota Kendari"),
        ("Pekalongan", "33.26 Kabupaten Pekalongan, 33.75 Kota Pekalongan"),
        ("Atlantis", "11.01 Kabupaten Aceh Selatan"),
        ("33.25.01", "11.01 Kabupaten Aceh Selatan"),
    ],
)
def test_what_is_no_regency_or_two_is_refused_with_what_may_be_meant(region, close):
    with pytest.raises(UnknownRegionError) as error:
        load_regions(region)
    assert error.value.facts == {"region": region, "close": close}


def test_another_regency_needs_the_package_that_knows_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "lokal", None)
    with pytest.raises(RegionDataMissingError):
        load_regions.__wrapped__("33.26")
    assert isinstance(load_regions.__wrapped__("33.25"), Regions)


def test_the_shipped_table_is_what_its_source_gives():
    root = Path(__file__).parents[2]
    done = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, root / "scripts" / "build_data.py", "--check"], check=False, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")
