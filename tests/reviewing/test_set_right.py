"""What a person may set in a golden record, and what goes with it."""

import pytest

from umkm_cli.errors import BadCorrectionError
from umkm_cli.reviewing.set_right import Around, read_correction, read_corrections
from umkm_cli.schema import GOLDEN


@pytest.fixture(scope="module")
def around(regions):
    return Around(regions, 2021, "33.25.08")


@pytest.mark.parametrize(
    ("column", "typed", "told"),
    [
        ("name", "hj. SITI AMINAH", {"name": "Siti Aminah", "titles": "Hj."}),
        ("alias", "MINAH", {"alias": "Minah"}),
        ("gender", "perempuan", {"gender": "P"}),
        ("birth_date", "31 Mei 80", {"birth_date": "1980-05-31"}),
        ("nik", "3325 1145 0580 9001", {"nik": "3325114505809001", "nik_status": "ok"}),
        ("nik", "3325114513809001", {"nik": "3325114513809001", "nik_status": "bad_date"}),
        ("no_kk", "3325110505169001", {"no_kk": "3325110505169001"}),
        ("address", "dk krajan rt 2/1", {"address": "Dk Krajan RT 2/1", "hamlet": "Krajan", "rt": "2", "rw": "1"}),
        ("hamlet", "Dukuh Krajan", {"hamlet": "Krajan"}),
        ("rt", "003", {"rt": "3"}),
        (
            "village",
            "kalisalak",
            {
                "village": "Kalisalak",
                "village_code": "33.25.08.2006",
                "district": "Limpung",
                "district_code": "33.25.08",
            },
        ),
        ("district", "Limpung", {"district": "Limpung", "district_code": "33.25.08"}),
        ("phone", "0812 3456 7001", {"phone": "+6281234567001"}),
        ("business", "dagang tempe", {"business": "Dagang tempe", "product": "tofu_tempeh", "sector": "G"}),
        ("product", "tofu_tempeh", {"product": "tofu_tempeh", "sector": "C"}),
        ("product", "tempe", {"product": "tofu_tempeh", "sector": "C"}),
        ("product", "other", {"product": "other", "sector": ""}),
        ("sector", "g", {"sector": "G"}),
        ("nib", "9120 0012 34567", {"nib": "9120001234567"}),
        ("turnover", "2 juta per bulan", {"turnover": "24000000"}),
        ("capital", "5jt", {"capital": "5000000"}),
        ("visited_on", "6-5-2026", {"visited_on": "2026-05-06"}),
        ("production_status", "tutup", {"production_status": "4"}),
        ("production_status", "1", {"production_status": "1"}),
        ("nik", " ", {"nik": "", "nik_status": "missing"}),
        ("phone", "", {"phone": ""}),
        ("product", "", {"product": "", "sector": ""}),
        ("village", "", {"village": "", "village_code": ""}),
    ],
)
def test_a_value_is_read_as_a_cell_of_a_list_is(around, column, typed, told):
    assert read_correction(column, typed, around) == told


@pytest.mark.parametrize(
    ("column", "typed", "reason"),
    [
        ("nik", "332511450580900", "number_16"),
        ("nik", "332511450580000?", "number_16"),
        ("no_kk", "1234", "number_16"),
        ("name", "-", "name"),
        ("gender", "x", "gender"),
        ("birth_date", "31/02/1980", "day"),
        ("birth_date", "1980", "day"),
        ("birth_date", "5/5/2026", "day"),
        ("rt", "51211", "small"),
        ("village", "Atlantis", "village"),
        ("district", "Semarang Tengah", "district"),
        ("phone", "12345", "phone"),
        ("product", "zzz", "product"),
        ("sector", "Z", "section"),
        ("sector", "GG", "section"),
        ("nib", "123", "number_13"),
        ("turnover", "banyak", "money"),
        ("visited_on", "kemarin", "day"),
        ("production_status", "11", "status"),
        ("nik_status", "ok", "follows"),
    ],
)
def test_a_value_that_is_none_is_refused(around, column, typed, reason):
    with pytest.raises(BadCorrectionError) as refused:
        read_correction(column, typed, around)
    assert refused.value.facts["reason"] == reason


def test_every_column_of_the_golden_record_can_be_set_or_says_what_it_follows_from(around):
    for column in set(GOLDEN) - {"nik_status"}:
        assert read_correction(column, "", around)[column] == ""


def test_a_desa_is_looked_for_in_the_kecamatan_that_is_set_with_it(around):
    told = read_corrections({"village": "kalisalak", "district": "Batang"}, columns=GOLDEN, around=around)
    assert told["village_code"] == ("33.25.11.2004", "village")
    assert told["district"] == ("Batang", "district")


@pytest.mark.parametrize(
    "asked",
    [
        {"village": "Tragung", "district": "Batang"},  # it lies in Kandeman, and nowhere else
        {"district": "Batang", "district_code": "33.25.08"},
    ],
)
def test_places_that_do_not_fit_each_other_are_refused(around, asked):
    with pytest.raises(BadCorrectionError) as refused:
        read_corrections(asked, columns=GOLDEN, around=around)
    assert refused.value.facts["reason"] in {"village", "district"}
    assert read_corrections({"name": "Siti", "village": "Tragung"}, columns=GOLDEN, around=around)


def test_a_desa_of_another_kecamatan_is_not_known_any_more(around):
    told = read_corrections({"district": "Batang"}, columns=GOLDEN, around=around)
    assert (told["village"], told["village_code"]) == (("", "district"), ("", "district"))


@pytest.mark.parametrize("order", [("business", "product"), ("product", "business")])
def test_what_is_asked_for_goes_before_what_goes_with_something_else(around, order):
    asked = {"business": "dagang tempe", "product": "batik"}
    told = read_corrections({name: asked[name] for name in order}, columns=GOLDEN, around=around)
    assert told["product"] == ("batik", "product")


def test_a_misspelt_column_is_told_with_the_one_that_is_meant(around):
    with pytest.raises(BadCorrectionError) as refused:
        read_corrections({"vilage": "Subah"}, columns=GOLDEN, around=around)
    assert (refused.value.facts["reason"], refused.value.facts["close"]) == ("column", "village")


def test_values_of_lists_from_elsewhere_are_taken_as_typed():
    told = read_corrections({"surname": " de  la Cruz ", "phone": "12"}, columns=("surname", "phone"), around=None)
    assert told == {"surname": ("de la Cruz", "surname"), "phone": ("12", "phone")}
