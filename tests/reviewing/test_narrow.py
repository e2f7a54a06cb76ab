from dataclasses import dataclass

import pytest

from umkm_cli.errors import UnknownDistrictError
from umkm_cli.reviewing.narrow import find_district, narrow

DISTRICTS = {"33.25.11": "Batang", "33.25.13": "Bawang", "33.25.12": "Warungasem"}


@dataclass(frozen=True)
class Asked:
    kind: str
    district_code: str | None


ALL = [Asked(kind, code) for kind in ("refused", "weak_link") for code in ("33.25.11", None, "33.25.12")]


def test_without_a_wish_all_questions_stay():
    assert narrow(ALL) == ALL


def test_only_one_kecamatan_and_one_kind_in_the_same_order():
    assert narrow(ALL, district="33.25.11") == [ALL[0], ALL[3]]
    assert narrow(ALL, kind="weak_link") == ALL[3:]
    assert narrow(ALL, district="33.25.12", kind="refused") == [ALL[2]]


@pytest.mark.parametrize("asked", ["33.25.12", "332512", "Warungasem", "KEC. WARUNG ASEM", "warungasm", "Wr. Asem"])
def test_a_kecamatan_is_found_by_code_or_name(asked):
    assert find_district(asked, DISTRICTS) == "33.25.12"


@pytest.mark.parametrize("asked", ["Batangg?!", "Bayang", "33.25.99", "", "..."])
def test_what_names_none_or_two_is_refused_with_what_there_is(asked):
    with pytest.raises(UnknownDistrictError) as refused:
        find_district(asked, DISTRICTS)
    assert refused.value.facts["asked"] == asked
    assert "Batang" in refused.value.facts["close"]


def test_a_list_without_kecamatan_has_none():
    with pytest.raises(UnknownDistrictError) as refused:
        find_district("Batang", {})
    assert refused.value.facts["close"] == "–"
