import numpy as np
import pytest

from tests.matching.factory import records
from umkm_cli.matching.compare import COMPARERS
from umkm_cli.matching.model import load_model
from umkm_cli.matching.prepare import prepare

MODEL = load_model()
NAME = MODEL.comparisons[MODEL.place_of("name")]

CASES = [
    ("missing", "Siti Aminah", None),
    ("exact", "Siti Aminah", "SITI AMINAH"),
    ("variant", "Siti Aminah", "Aminah Siti"),
    ("variant", "Nur Hayati", "Nurhayati"),
    ("close", "Sutrisno Wibowo", "Sutrisno Wibowk"),
    ("close", "Kartika Dewi", "Kartijka Dewi"),
    ("subset", "Siti Nur Aminah", "Siti Aminah"),
    ("initial", "Sutrisno Budi", "Sutrisno B"),
    ("one_word", "Slamet Riyadi", "Slamet"),
    ("alike", "Slamet", "Slmset"),
    ("alike", "Muhammad Arifin", "Mochamadarifin"),
    ("shared", "Siti Aminah", "Siti Khotimah"),
    ("shared", "Joko Wijoyo", "Karto Wijoyo"),
    ("different", "Siti Aminah", "Karyoto"),
    ("different", "Ali", "Ari"),  # short words have no room for a slip
]


def level(left: str | None, right: str | None) -> tuple[str, float]:
    crowd = [{"name": name} for name in ("Karyoto", "Siti Rohmah", "Slamet Widodo", "Ponirah", "Budi Santoso")]
    prepared = prepare(records({"name": left}, {"name": right}, *crowd), MODEL)
    compared = COMPARERS["name"](prepared, np.array([0]), np.array([1]), NAME)
    return NAME.level_names[int(compared.levels[0])], float(compared.frequency[0])


@pytest.mark.parametrize(("expected", "left", "right"), CASES)
def test_each_kind_of_likeness_has_its_level(expected, left, right):
    assert level(left, right)[0] == expected
    assert level(right, left)[0] == expected


def test_every_level_has_a_case():
    assert {expected for expected, _, _ in CASES} == set(NAME.level_names)


def test_a_common_name_is_said_to_be_common():
    assert level("Slamet Riyadi", "Slamet")[1] > level("Ngatiyah Wulandari", "Ngatiyah")[1]
