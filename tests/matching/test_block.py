from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.matching.factory import records
from umkm_cli.matching.block import _Entries, block
from umkm_cli.matching.keys import Multiple, keys_of
from umkm_cli.matching.model import load_model
from umkm_cli.matching.packed import unpack
from umkm_cli.matching.prepare import prepare

MODEL = load_model()


@given(st.lists(st.integers(0, 6), max_size=40), st.integers(1, 12))
def test_pair_up_agrees_with_the_obvious_definition(keys, reach):
    entries = _Entries.of(Multiple(np.arange(len(keys), dtype=np.int32), np.array(keys, np.uint64)), len(keys))
    found = set(zip(*(part.tolist() for part in unpack(entries.pair_up(reach))), strict=True))
    expected = {
        (i, j) for i, j in combinations(range(len(keys)), 2) if keys[i] == keys[j] and keys[i:j].count(keys[i]) <= reach
    }
    assert found == expected


def pairs_of(*rows):
    left, right = unpack(block(prepare(records(*rows), MODEL), model=MODEL).pairs)
    return set(zip(left.tolist(), right.tolist(), strict=True))


def test_a_pair_is_found_by_any_single_trace():
    traces = [
        ({"nik": "3325095205809001"}, {"nik": "3325095205809001"}),
        ({"nik": "3325095205809001"}, {"nik": "332509520580900?"}),
        ({"nik": "3325095205809001"}, {"nik": "3325095206809001"}),
        ({"nik": "3325095205809001"}, {"nik": "3325092505809001"}),
        ({"nik": "3325095205809001"}, {"nik": "33250952058090011"}),
        ({"nik": "332509520580900"}, {"nik": "3325095205809001"}),
        ({"phone": "+628139001001"}, {"phone": "+628139001001"}),
        ({"name": "Wagiyem Lestari"}, {"name": "Lestari Wagiyem"}),
        ({"name": "Wagiyem Lestari", "village_code": "v"}, {"name": "Wagiyem", "village_code": "v"}),
        ({"name": "Wagiyem Lestari"}, {"name": "Wagiyem"}),
    ]
    for left, right in traces:
        assert pairs_of(left, right) == {(0, 1)}, (left, right)


def test_records_without_any_key_are_no_candidates():
    assert pairs_of({}, {}, {"village_code": "v"}, {"village_code": "v"}) == set()


def test_pairs_are_ordered_and_stand_once():
    rows = [{"name": "Siti Aminah", "nik": "3325095205809001", "phone": "+628139001001"}] * 8
    left, right = unpack(block(prepare(records(*rows), MODEL), model=MODEL).pairs)
    pairs = list(zip(left.tolist(), right.tolist(), strict=True))
    assert pairs == sorted(set(pairs))
    assert all(left < right for left, right in pairs)
    assert len(pairs) == 8 * 7 // 2


def test_the_model_names_only_keys_that_exist():
    prepared = prepare(records({"name": "Siti Aminah"}), MODEL)
    for key in {key for one in MODEL.passes for key in (*one.keys, *one.refine)}:
        keys_of(prepared, key)
