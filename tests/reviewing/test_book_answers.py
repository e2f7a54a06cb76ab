"""Rows of review workbooks become decisions, and of every other row it is said what is the matter."""

from dataclasses import replace

import pytest

from umkm_cli.decisions import Decision
from umkm_cli.findings.book_rows import Filled
from umkm_cli.reviewing.book_answers import Known, entry_id, judge, parse_answer
from umkm_cli.row_codes import coded, make_code

A, B, C = "a" * 16, "b" * 16, "c" * 16
CELLS = {"Nama": "Siti\nSitti"}
KNOWN = Known(records={name: name for name in (A, B, C)}, names={}, last={}, entries=())


@pytest.mark.parametrize(
    ("written", "answer"),
    [
        ("sama", "same"), (" SAMA ", "same"), ("Same.", "same"), ("s", "same"), ("S", "same"), ("=", "same"),
        ("beda", "different"), ("B", "different"), ("berbeda", "different"), ("diff", "different"), ("d", "different"),
        ("ragu", "unsure"), ("R.", "unsure"), ("unsure", "unsure"), ("u", "unsure"), ("tidak  tahu", "unsure"),
        ("?", "unsure"), ("", None), ("TRUE", None), ("1", None), ("samma", None), ("ya", None), ("sama beda", None),
    ],
)  # fmt: skip
def test_an_answer_is_understood_as_people_write_it(written, answer):
    assert parse_answer(written) == answer


def row(decision="sama", note="", *, pair=(A, B), by="Ani", number=3, **changed):
    code = make_code(*pair, "book-1", CELLS)
    filled = Filled("tinjau.xlsx", "Tinjau", number, by, decision, note, code, CELLS)
    return replace(filled, **changed)


def outcomes(*rows, known=KNOWN):
    return [(one.outcome, one.told) for one in judge(rows, known)]


@pytest.mark.parametrize(
    ("filled", "outcome"),
    [
        (row(), ("taken", "")),
        (row(""), ("blank", "")),
        (row("", "telepon anaknya"), ("note_only", "telepon anaknya")),
        (row("mungkin"), ("invalid", "mungkin")),
        (row("x" * 999), ("invalid", "x" * 60)),
        (row(cells={"Nama": "Siti\nHartono"}), ("altered", "Nama")),
        (row(code=""), ("no_code", "")),
        (row(pair=(A, "d" * 16)), ("unknown", "")),
    ],
    ids=["taken", "blank", "note only", "invalid", "a story", "altered", "no code", "unknown"],
)
def test_each_row_is_told_by_what_is_the_matter_with_it(filled, outcome):
    assert outcomes(filled) == [outcome]


def given(one, *, known=KNOWN, **changed):
    """The workspace once the answer of a row is in its log."""
    (judged,) = judge([one], known)
    entry = Decision(
        id=entry_id(judged), act="x", by=one.reviewer, at="2026", left=judged.pair[0], right=judged.pair[1],
        answer=judged.answer, note=one.note,
    )  # fmt: skip
    held = replace(entry, **changed)
    return replace(
        known, last=known.last | {(held.by, (held.left, held.right)): held}, entries={*known.entries, entry.id}
    )


def test_the_same_answer_again_is_known_already():
    assert outcomes(row(), known=given(row())) == [("unchanged", "")]


def test_another_answer_of_the_same_person_replaces_the_first():
    assert outcomes(row("beda"), known=given(row())) == [("changed", "same")]


def test_the_same_answer_with_a_new_note_is_taken():
    assert outcomes(row(note="sudah ditanya"), known=given(row())) == [("taken", "")]


def test_the_same_answer_of_somebody_else_is_taken():
    assert outcomes(row(by="Budi"), known=given(row())) == [("taken", "")]


def test_an_old_workbook_does_not_turn_a_later_answer_back():
    known = given(row("beda"), known=given(row()))
    assert outcomes(row(), known=known) == [("stale", "different")]
    assert outcomes(row(note="memang sama"), known=known) == [("changed", "different")]


def test_an_answer_that_was_withdrawn_does_not_come_back_by_itself():
    assert outcomes(row(), known=replace(given(row()), last={})) == [("stale", "")]


def test_rows_that_answer_one_pair_in_two_ways_are_both_told():
    assert outcomes(row(number=3), row("beda", number=4), row(pair=(A, C), number=5)) == [
        ("twice", ""), ("twice", ""), ("taken", ""),
    ]  # fmt: skip


def test_a_row_that_stands_there_twice_is_taken_once():
    assert outcomes(row(number=3), row("Sama", number=9)) == [("taken", ""), ("unchanged", "")]


def test_records_that_were_renamed_are_followed():
    known = replace(KNOWN, records={A: A, C: C}, names={A: C})
    (judged,) = judge([row(pair=(A, B))], replace(known, records={**known.records, B: B}))
    assert (judged.outcome, judged.pair) == ("taken", (B, C))


def test_records_of_lists_from_elsewhere_are_known_by_what_a_code_calls_them():
    names = ["people.csv:1", "people.csv:2"]
    known = replace(KNOWN, records={coded(name): name for name in names})
    (judged,) = judge([row(pair=names)], known)
    assert (judged.outcome, judged.pair) == ("taken", tuple(names))
