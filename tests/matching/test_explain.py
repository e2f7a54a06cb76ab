import re
from dataclasses import replace
from datetime import date

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.matching.factory import find, records, strangers
from umkm_cli.config import Config
from umkm_cli.errors import UnknownRowError
from umkm_cli.matching.explain import Evidence, explain_pairs, weigh_pairs
from umkm_cli.matching.explain_owner import explain_owner
from umkm_cli.matching.find_rows import find_id, find_record
from umkm_cli.matching.model import load_model
from umkm_cli.matching.score import Thresholds, fits, model_of, weights_from, weights_table
from umkm_cli.matching.values import cells, side_by_side
from umkm_cli.messages import Id

HOME = {"village_code": "33.25.11.2001", "village": "Subah", "district_code": "33.25.11", "rt": 1, "rw": 2}
SITI = {"name": "SITI AMINAH", "nik": "3325115205809001", "phone": "+6281234567890", **HOME}
RINA = {"name": "RINA WATI", "nik": "3325114606829002", "phone": "+6281234567890", **HOME}
PEOPLE = [
    SITI,
    {**SITI, "name": "SITI AMIMAH", "nik": None, "birth_date": date(1980, 5, 12)},
    {**SITI, "phone": None, "rt": None},
    RINA,
    {**RINA, "phone": None, "name": "SUTINI"},
]
COUNT = len(PEOPLE) + 60


def evidence_of(people, **config):
    table = records(*people)
    found = find(table, config=Config(**config))
    weights = weights_from(found.weights, load_model())
    return Evidence(table, found.clusters, found.pairs, weights, Config(**config))


EVIDENCE = evidence_of([*PEOPLE, *strangers(60)])
ROWS = st.integers(0, COUNT - 1)


def told(one, other):
    (story,) = explain_pairs(EVIDENCE, [(one, other)])
    return story


@given(ROWS, ROWS)
def test_the_lines_add_up_to_the_weight_for_any_two_rows(one, other):
    if one != other:
        story = told(one, other)
        assert sum(line.bits for line in story.lines) == pytest.approx(story.weight, abs=1e-6)
        assert story.probability == pytest.approx(1 / (1 + 2**-story.weight))


@given(ROWS, ROWS)
def test_left_and_right_may_change_places(one, other):
    if one != other:
        story, mirrored = told(one, other), told(other, one)
        assert mirrored.weight == pytest.approx(story.weight, abs=1e-9)
        assert mirrored.outcome == story.outcome
        assert [(line.name, line.level) for line in mirrored.lines] == [(line.name, line.level) for line in story.lines]
        assert [(line.left, line.right) for line in mirrored.lines] == [(line.right, line.left) for line in story.lines]


def test_what_is_told_is_what_matching_weighed():
    ids = EVIDENCE.records["record_id"].to_pylist()
    kept = EVIDENCE.pairs.to_pylist()
    assert len(kept) >= 3
    pairs = [(ids.index(pair["left_id"]), ids.index(pair["right_id"])) for pair in kept]
    assert weigh_pairs(EVIDENCE, pairs) == pytest.approx([pair["match_weight"] for pair in kept], abs=1e-6)


def test_each_line_tells_its_level_and_what_was_compared():
    lines = {line.name: line for line in told(0, 1).lines}
    assert (lines["name"].level, lines["name"].left, lines["name"].right) == (
        "close",
        {"name": "SITI AMINAH"},
        {"name": "SITI AMIMAH"},
    )
    assert 0 < lines["name"].share < 0.1
    assert lines["nik"].level == "missing"
    assert lines["nik"].bits == 0
    assert lines["place"].level == "same_rt"
    assert lines["place"].left == {"village": "Subah", "rt": 1, "rw": 2}
    assert lines["prior"].bits < 0


def test_a_birth_date_that_only_repeats_the_nik_is_told_to_be_an_echo():
    lines = {line.name: line for line in told(0, 2).lines}
    assert (lines["nik"].level, lines["birth_date"].level, lines["birth_date"].bits) == ("exact", "echo", 0)


def test_the_outcome_says_what_became_of_a_pair():
    assert told(0, 2).outcome == "joined"
    assert told(0, COUNT - 1).outcome == "two_people"
    assert told(1, COUNT - 1).outcome == "apart"


def test_a_pair_that_would_be_likely_but_was_not_joined_is_told_to_be_refused():
    apart = EVIDENCE.clusters.set_column(1, "owner_id", EVIDENCE.clusters["record_id"])
    evidence = replace(EVIDENCE, clusters=apart)
    (story,) = explain_pairs(evidence, [(0, 2)])
    assert story.outcome == "refused"
    strict = Config(match_threshold=1)
    assert explain_pairs(replace(evidence, config=strict), [(0, 2)])[0].outcome == "review"
    assert explain_pairs(replace(EVIDENCE, config=strict), [(0, 2)])[0].outcome == "joined_through"


def test_no_number_of_a_person_is_told():
    stories = explain_pairs(EVIDENCE, [(0, other) for other in range(1, COUNT)])
    for story in stories:
        for line in story.lines:
            for cell in (*line.left.values(), *line.right.values()):
                assert not re.search(r"\d{7}", str(cell))


def owner_of(row):
    return EVIDENCE.owner_ids[row].as_py()


def test_an_owner_is_held_together_by_its_strongest_links():
    story = explain_owner(EVIDENCE, owner_of(0), disagreeing=["name", "phone", "nik"])
    assert [row.source_row for row in story.rows] == [1, 2, 3]
    assert len(story.links) == 2
    weights = weigh_pairs(EVIDENCE, [(0, 1), (0, 2), (1, 2)])
    assert [link.weight for link in story.links] == pytest.approx(sorted(weights, reverse=True)[:2])
    values = {one.column: one.values for one in story.disagreements}
    assert values == {
        "name": (("SITI AMINAH", (1, 3)), ("SITI AMIMAH", (2,))),
        "phone": (("6281*********", (1, 2)), (None, (3,))),
        "nik": (("3325************", (1, 3)), (None, (2,))),
    }


def test_rows_of_other_owners_that_came_near_are_told_from_the_owners_side():
    story = explain_owner(EVIDENCE, owner_of(3), disagreeing=[])
    mine = {row.record_id for row in story.rows}
    near = EVIDENCE.pairs.to_pylist()
    likely = [pair for pair in near if pair["match_probability"] >= EVIDENCE.config.review_threshold]
    expected = [pair for pair in likely if len(mine & {pair["left_id"], pair["right_id"]}) == 1]
    assert len(story.doubts) == len(expected) == 1
    assert story.doubts[0].outcome == "review"
    assert all(doubt.left.record_id in mine and doubt.right.record_id not in mine for doubt in story.doubts)


def test_an_owner_of_one_row_has_no_links():
    story = explain_owner(EVIDENCE, owner_of(COUNT - 1), disagreeing=[])
    assert (len(story.rows), story.links, story.disagreements) == (1, (), ())


def test_a_list_may_lack_what_is_only_shown():
    plain = EVIDENCE.records.drop_columns(["source_sheet", "name", "village"])
    evidence = replace(EVIDENCE, records=plain)
    (story,) = explain_pairs(evidence, [(0, 1)])
    assert (story.left.source_sheet, story.left.name) == (None, None)
    assert story.weight == pytest.approx(told(0, 1).weight)
    assert len(explain_owner(evidence, owner_of(0), disagreeing=["rt"]).rows) == 3


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        (["3325115205809001", "3325115205809002"], ["3325***********#", "3325***********#"]),
        (["332511520580900?", "3325115205809002"], ["3325***********?", "3325***********?"]),
        (["332511520580900", "3325115205809002"], ["3325***********", "3325************"]),
        (["+6281234567890", None, "+6281234567890"], ["6281*********", None, "6281*********"]),
        ([1234567], ["1234***"]),
        (["RT 1", 12, date(1980, 5, 12)], ["RT 1", 12, date(1980, 5, 12)]),
        (["1980-05-12"], ["1980-05-12"]),
        (["33251152O5809001"], ["3325***********"]),
        (["Jl. Mawar, telp 081234567890"], ["Jl. Mawar, telp 0812********"]),
        (["2026/Survei 2026.xlsx"], ["2026/Survei 2026.xlsx"]),
    ],
)
def test_numbers_are_hidden_but_for_where_they_differ(values, shown):
    assert cells(values) == shown


def test_an_empty_cell_is_left_out_of_its_side():
    assert side_by_side({"rt": 1, "rw": None}, {"rt": None, "rw": 2}) == ({"rt": 1}, {"rw": 2})


def test_weights_tell_which_model_they_are_of():
    table = weights_table(EVIDENCE.weights, Thresholds.of(EVIDENCE.config))
    assert model_of(table) == "bpum"
    assert fits(table, load_model())
    assert not fits(table, load_model("febrl3"))
    assert not fits(table.slice(0, table.num_rows - 1), load_model())
    assert model_of(table.slice(1)) is None


LISTED = pa.table(
    {
        "record_id": ["0a1b", "0a2c", "77aa"],
        "source_file": ["kec/a.xlsx", "kec/a.xlsx", "b.csv"],
        "source_sheet": ["Rekap", "Rekap", ""],
        "source_row": pa.array([4, 5, 4], pa.int32()),
    }
)


PLACES = {"0a1b": 0, "0a2": 1, "7": 2, "a.xlsx:Rekap:5": 1, "kec/a.xlsx:Rekap:4": 0, "b.csv:4": 2}


@pytest.mark.parametrize(("asked", "row"), PLACES.items())
def test_a_row_is_found_by_its_id_the_beginning_of_it_or_its_place(asked, row):
    assert find_record(asked, LISTED) == row


@pytest.mark.parametrize(
    ("asked", "reason", "close"),
    [
        ("0a", "several", "0a1b, 0a2c"),
        ("0a2d", "unlike", "0a2c"),
        ("zz", "unknown", ""),
        ("", "unknown", ""),
        ("aa.xlsx:Rekap:4", "file", "a.xlsx"),
        ("a.xlsx:4", "sheet", "a.xlsx:Rekap:4"),
        ("a.xlsx:Rekap:7", "number", "4, 5"),
    ],
)
def test_a_row_that_is_not_there_is_told_with_what_is_near(asked, reason, close):
    with pytest.raises(UnknownRowError) as caught:
        find_record(asked, LISTED)
    assert (caught.value.facts["reason"], caught.value.facts["close"]) == (reason, close)


def test_ids_of_a_list_of_somebodys_own_may_be_numbers_of_people_and_are_not_taken_for_ours():
    with pytest.raises(UnknownRowError) as caught:
        find_id("3325", pa.array(["3325110505809001", "3325110505809002"]), called=str)
    assert not isinstance(caught.value.facts["close"], Id)


@pytest.mark.parametrize("answer", ["same", "different"])
def test_what_a_person_decided_is_told_before_what_the_weights_say(answer):
    ids = EVIDENCE.records["record_id"].to_pylist()
    pair = {"left_id": ids[0], "right_id": ids[3], "decision": answer}
    evidence = replace(EVIDENCE, pairs=pa.Table.from_pylist([pair], schema=EVIDENCE.pairs.schema))
    for rows in ((0, 3), (3, 0)):
        assert explain_pairs(evidence, [rows])[0].outcome == f"decided_{answer}"
    assert not explain_pairs(evidence, [(0, 4)])[0].outcome.startswith("decided")
