"""What people decided goes before all evidence, for any decisions about any rows."""

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.matching.factory import match, records, strangers
from umkm_cli.config import Config
from umkm_cli.decisions import Answer, Decision
from umkm_cli.matching.model import load_model
from umkm_cli.matching.ties import ties_of
from umkm_cli.pipeline import find_owners
from umkm_cli.progress import NoProgress
from umkm_cli.reviewing.settle import settle
from umkm_cli.schema import DECIDED

HOME = {"village_code": "33.25.09.2003", "district_code": "33.25.09", "rt": 2, "rw": 1}
SITI = {"name": "Siti Aminah", "nik": "3325095205809001", **HOME}
SLAMET = {"name": "Slamet Riyadi", "nik": "3325091205609001", **HOME}
KARTO = {"name": "Karto Wijoyo", "nik": "3325090303559003", **HOME}
ROWS = [SITI, SITI | {"name": "Siti Aminahh"}, SITI | {"rt": 3}, SLAMET, SLAMET, KARTO, KARTO | {"nik": None}]
TABLE = records(*ROWS, *strangers(60))
IDS = TABLE["record_id"].to_pylist()


def find(decided):
    return find_owners(TABLE, model=load_model(), config=Config(), progress=NoProgress(), decided=decided)


def owners(found):
    return dict(zip(*(found.clusters[name].to_pylist() for name in ("record_id", "owner_id")), strict=True))


def decided(*pairs):
    return DECIDED.from_rows([{"left_id": one, "right_id": other, "answer": answer} for one, other, answer in pairs])


numbers = st.integers(0, len(ROWS) + 2)
answers = st.lists(st.tuples(numbers, numbers, st.sampled_from([Answer.SAME, Answer.DIFFERENT])), max_size=8)


@settings(max_examples=25)
@given(told=answers)
def test_what_binds_is_obeyed_whatever_the_evidence(told):
    pairs = [(*sorted((IDS[one], IDS[other])), answer) for one, other, answer in told if one != other]
    held = settle(
        Decision(id=str(at), act="a", by="Ani", at=f"{at:03}", left=left, right=right, answer=answer)
        for at, (left, right, answer) in enumerate(pairs)
    )
    owner_of = owners(find(held.decided))
    for (left, right), answer in held.binding.items():
        assert (owner_of[left] == owner_of[right]) == (answer is Answer.SAME)


def test_decided_pairs_are_kept_with_their_evidence_and_marked():
    found = find(decided((IDS[0], IDS[3], "same"), (IDS[0], IDS[1], "different"), (IDS[9], IDS[20], "different")))
    kept = (
        found.pairs.filter(found.pairs["decision"].is_valid()).select(["left_id", "right_id", "decision"]).to_pylist()
    )
    assert sorted(map(tuple, (row.values() for row in kept))) == sorted(
        [(IDS[0], IDS[3], "same"), (IDS[0], IDS[1], "different"), (IDS[9], IDS[20], "different")]
    )
    assert found.facts["decided"] == 3


def test_a_row_between_two_that_are_kept_apart_goes_with_one_of_them():
    owner_of = owners(find(decided((IDS[0], IDS[2], "different"))))
    assert owner_of[IDS[0]] != owner_of[IDS[2]]
    assert owner_of[IDS[1]] in (owner_of[IDS[0]], owner_of[IDS[2]])


def test_a_number_that_people_disproved_rules_nobody_out_any_more():
    """A second row of Siti has a sound number of another birth date; where people join it, her third is hers too."""
    wrong = SITI | {"nik": "3325094703759004", "phone": "+6281390001001"}
    table = records(SITI, SITI, wrong, *strangers(60))
    first, second, third = table["record_id"].to_pylist()[:3]

    def parts(told):
        found = find_owners(table, model=load_model(), config=Config(), progress=NoProgress(), decided=told)
        owner_of = owners(found)
        return [owner_of[row] for row in (first, second, third)]

    assert len(set(parts(DECIDED.empty()))) == 2
    assert len(set(parts(decided((first, third, "same"))))) == 1


def test_decisions_about_rows_that_are_not_there_are_left_out():
    ties = ties_of(decided(("nobody", IDS[0], "same"), (IDS[1], IDS[2], "same")), pa.array(IDS))
    assert (ties.same.tolist(), ties.different.tolist()) == ([1 << 32 | 2], [])


def test_without_decisions_the_rows_part_by_their_evidence():
    one, too, other = match(SITI, SITI | {"name": "Siti Aminahh"}, SLAMET, among=60)
    assert one == too != other
