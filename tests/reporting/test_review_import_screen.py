"""What became of review workbooks, as it is told on the screen."""

from rich.console import Console

from umkm_cli.decisions import Answer, Decision
from umkm_cli.findings.book_rows import OUTCOMES, Contradiction, Filled, Judged, ReviewReturn, TakenBook
from umkm_cli.reporting.screens.review_import import LISTED, render_import


def printed(result, language="en"):
    console = Console(width=200, no_color=True)
    with console.capture() as captured:
        console.print(render_import(result, language))
    return captured.get()


def row(number, outcome="taken", told="", answer=Answer.SAME):
    filled = Filled("a.xlsx", "Review", number, "Ani", "same", "", "", {})
    return Judged(filled, outcome, told, answer, ("a", "b"))


def book(file="a.xlsx", unsure=0, deleted=0, **counts):
    told = dict.fromkeys(OUTCOMES, 0) | counts
    return TakenBook(file, "Ani", is_named=True, counts=told, unsure=unsure, deleted=deleted)


def decision(by, answer):
    return Decision(id="1", act="1", by=by, at="2026-11-26T07:00:00", left="a", right="b", answer=answer)


def test_only_what_there_is_is_counted():
    out = printed(ReviewReturn((book(taken=3, blank=4, unsure=1, deleted=2),), (), (), ()))
    assert [line.split() for line in out.splitlines()] == [
        ["Answers", "taken:", "3;", "workbooks:", "1"],
        ["Reviewer", "Ani"],
        ["Of", "these", "unsure", "1"],
        ["Not", "answered", "yet", "4"],
        ["Rows", "that", "are", "no", "longer", "in", "the", "workbook", "2"],
    ]


def test_each_workbook_has_a_line_when_there_are_several():
    out = printed(ReviewReturn((book(taken=3), book("b.xlsx", changed=1, unchanged=2, invalid=5)), (), (), ()))
    assert [line.split() for line in out.splitlines() if ".xlsx" in line] == [
        ["a.xlsx", "Ani", "3", "0", "0", "0"],
        ["b.xlsx", "Ani", "1", "2", "0", "5"],
    ]


def test_rows_that_were_not_taken_are_told_up_to_a_limit():
    refused = tuple(row(number, "invalid", "maybe") for number in range(LISTED + 3))
    out = printed(ReviewReturn((book(),), refused, (), ()))
    assert out.count("`maybe` is no decision") == LISTED
    assert "and 3 more rows" in out


def test_numbers_and_markup_in_a_cell_are_shown_as_text_and_hidden():
    out = printed(ReviewReturn((book(),), (row(3, "invalid", "[bold]3325110505809001"),), (), ()))
    assert "[bold]3325************" in out


def test_an_old_answer_is_told_with_what_it_has_become_in_words():
    refused = (row(3, "stale", "different"), row(4, "stale", ""))
    out = printed(ReviewReturn((book(),), refused, (), ()), "id")
    assert "jawaban lama; yang terakhir: beda" in out
    assert "jawaban lama; yang terakhir: dicabut" in out


def test_contradictions_name_who_said_what():
    pair = Contradiction(row(3), (decision("Budi", Answer.DIFFERENT),), is_chain=False)
    chain = Contradiction(row(4), (decision("Budi", Answer.SAME), decision("Ani", Answer.DIFFERENT)), is_chain=True)
    out = printed(ReviewReturn((book(taken=2),), (), (pair, chain), ()))
    assert "row 3: Ani says same, but Budi says different (26 November 2026). Neither counts yet" in out
    assert (
        "row 4: Ani says same, which cannot be together with Budi says same (26 November 2026); Ani says different"
        in out
    )


def test_a_dry_run_says_that_nothing_was_written_down():
    assert "nothing was written down" in printed(ReviewReturn((book(taken=1),), (), (), (), was_tried=True))
