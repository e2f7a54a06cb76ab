"""Golden records with the values that people set right."""

from datetime import date

import pyarrow as pa
import pytest

from tests.matching.factory import records
from umkm_cli.errors import BadCorrectionError
from umkm_cli.matching.correct import correct, unfollowed
from umkm_cli.matching.golden import read_golden
from umkm_cli.matching.model import load_model
from umkm_cli.matching.survive import survive
from umkm_cli.schema import CLUSTERS, CORRECTED, RECORDS

R1, R2, R3 = (f"{number:016x}" for number in (1, 2, 3))
BPUM = read_golden(load_model().golden, RECORDS.names)
NO_LINKS = pa.table({"owner_id": pa.array([], pa.string()), "weight": pa.array([], pa.float64())})


def owners(*groups):
    """The owners of three rows, grouped as told."""
    rows = records({"name": "Siti", "rt": 1}, {"name": "Siti", "rt": 2}, {"name": "Slamet"})
    of = {record: f"O{min(group)}" for group in groups for record in group}
    clusters = CLUSTERS.from_rows([{"record_id": record, "owner_id": owner} for record, owner in sorted(of.items())])
    return survive(rows, clusters, NO_LINKS, golden=BPUM)


def corrected(*rows):
    names = ("correction_id", "record_id", "column", "value")
    return CORRECTED.from_rows([dict(zip(names, (f"c{n}", *row), strict=True)) for n, row in enumerate(rows, 1)])


def by_id(table):
    return {row["owner_id"]: row for row in table.to_pylist()}


def test_a_value_is_set_with_its_type_and_its_origin_names_the_correction():
    told = corrected((R2, "birth_date", "1980-05-31"), (R3, "production_status", "4"), (R3, "name", "Slamet Riyadi"))
    found = by_id(correct(owners([R1, R2], [R3]), told))
    assert found[f"O{R1}"]["birth_date"] == date(1980, 5, 31)
    assert dict(found[f"O{R1}"]["origin"])["birth_date"] == "correction:c1"
    assert dict(found[f"O{R1}"]["origin"])["name"] == R1  # others stay
    assert (found[f"O{R3}"]["production_status"], found[f"O{R3}"]["name"]) == (4, "Slamet Riyadi")
    assert dict(found[f"O{R3}"]["origin"]) == {"production_status": "correction:c2", "name": "correction:c3"}


def test_a_correction_follows_its_record():
    told = corrected((R2, "name", "Siti Aminah"))
    together, apart = by_id(correct(owners([R1, R2], [R3]), told)), by_id(correct(owners([R1], [R2], [R3]), told))
    assert together[f"O{R1}"]["name"] == "Siti Aminah"
    assert (apart[f"O{R1}"]["name"], apart[f"O{R2}"]["name"]) == ("Siti", "Siti Aminah")


def test_of_two_corrections_that_meet_in_an_owner_the_later_one_holds():
    told = corrected((R3, "name", "Slamet"), (R2, "name", "Siti Aminah"), (R1, "name", "Siti Maryam"))
    found = by_id(correct(owners([R1, R2], [R3]), told))
    assert found[f"O{R1}"]["name"] == "Siti Maryam"
    assert dict(found[f"O{R1}"]["origin"])["name"] == "correction:c3"


def test_a_value_can_be_set_to_nothing():
    found = by_id(correct(owners([R1, R2], [R3]), corrected((R1, "rt", None))))
    assert found[f"O{R1}"]["rt"] is None
    assert dict(found[f"O{R1}"]["origin"])["rt"] == "correction:c1"


@pytest.mark.parametrize("told", [(), (("f" * 16, "name", "Nobody"),), ((R1, "shoe_size", "42"),)])
def test_without_a_correction_that_concerns_them_owners_are_as_they_were(told):
    before = owners([R1, R2], [R3])
    assert correct(before, corrected(*told)) is before


def test_nothing_else_changes():
    before = owners([R1, R2], [R3])
    after = correct(before, corrected((R1, "rt", "9")))
    assert after.schema == before.schema
    for name in set(before.column_names) - {"rt", "origin"}:
        assert after[name].equals(before[name])


def test_a_value_of_another_type_names_the_correction_to_withdraw():
    with pytest.raises(BadCorrectionError) as refused:
        correct(owners([R1, R2], [R3]), corrected((R1, "rt", "two")))
    assert (refused.value.facts["reason"], refused.value.facts["correction"]) == ("type", "c1")


def test_it_is_counted_what_golden_records_do_not_follow_yet():
    before = owners([R1, R2], [R3])
    told = corrected((R1, "rt", "9"), (R2, "rt", "8"), (R3, "name", "Slamet"), ("f" * 16, "name", "Nobody"))
    assert unfollowed(before, told) == 2  # of the two that meet only the later one is due
    after = correct(before, told)
    assert unfollowed(after, told) == 0
    assert unfollowed(after, corrected()) == 2
    assert unfollowed(before, corrected()) == 0
