"""What `umkm review --status` shows, on 80 columns."""

import pytest
from rich.console import Console

from umkm_cli.findings.headway import Agreement, Dispute, Part, Reviewer, ReviewStatus, Said
from umkm_cli.findings.verdicts import RowTold
from umkm_cli.messages import Id
from umkm_cli.reporting.screens.review_status import render_review_status

AT = "2026-11-26T07:00:00.000001+00:00"


def place(letter, file="BPUM 2021/Kec Subah/usulan KEC SUBAH (1) 032.xlsx", name="Siti [red]Aminah[/red]"):
    return RowTold(Id(letter * 16), Id(f"O{letter * 16}"), file, "Sheet1", 53, name)


def said(number, left, right, answer, by, note=""):
    return Said(Id(f"{number}" * 16), by, AT, answer, note, left, right)


A, B, C = map(place, "abc")
PAIR = (said(1, A, B, "same", "Ani"), said(2, A, B, "different", "Budi", "NIK 3325110505809001 [/b]"))
CHAIN = (said(3, A, B, "same", "Ani"), said(4, B, C, "same", "Budi"), said(5, A, C, "different", "Cici"))
KINDS = tuple(
    Part(kind, 1_000, 250, 400.0, 100.0) for kind in ("conflict", "over_merged", "weak_link", "refused", "near_miss")
)
STATUS = ReviewStatus(
    kinds=KINDS,
    districts=(*(Part(f"Kecamatan {number}", 90, 9, 9.0, 1.0) for number in range(13)), Part("", 10, 0, 1.0, 0.0)),
    to_go=1_234,
    reviewers=(Reviewer("Ani Lestari", 1_200, 30, 2, 1, AT), Reviewer("Budi", 0, 0, 0, 3, None)),
    shared=120,
    agreed=111,
    agreements=(
        Agreement("Ani Lestari", "Budi", 120, 111, 0.813, 0.7, 0.93, "almost_perfect"),
        Agreement("Ani Lestari", "Cici", 2, 2, None, None, None, "unknown"),
    ),
    disputes=(
        Dispute(PAIR, is_chain=False, asked=PAIR[1].id),
        Dispute(CHAIN, is_chain=True, asked=CHAIN[1].id),
        *(Dispute(PAIR, is_chain=False, asked=PAIR[0].id) for _ in range(10)),
    ),
    gone=3,
    waiting=4,
)
NOTHING = ReviewStatus((), (), 0, (), 0, 0, (), (), 0, 0)


def shown(status, language="en", width=80):
    console = Console(width=width, no_color=True, markup=False, highlight=False, emoji=False)
    with console.capture() as printed:
        console.print(render_review_status(status, language))
    return printed.get()


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("width", [60, 80, 200])
def test_no_line_is_too_long(language, width):
    assert max(len(line.rstrip()) for line in shown(STATUS, language, width).splitlines()) <= width


def test_how_far_it_has_come_is_told_of_all_and_by_part():
    screen = shown(STATUS)
    assert "1,250 of 5,000" in screen
    assert "25.0 %" in screen
    assert "1,234" in screen
    assert "Kecamatan 9" in screen
    assert "Kecamatan 10" not in screen
    assert "and 4 more kecamatan" in screen


def test_two_people_and_their_kappa_stand_in_a_line():
    line = next(line for line in shown(STATUS).splitlines() if "Ani Lestari – Budi" in line)
    assert line.split()[-9:] == ["120", "92.5", "%", "0.81", "0.70", "…", "0.93", "almost", "perfect"]
    line = next(line for line in shown(STATUS, "id").splitlines() if "Ani Lestari – Budi" in line)
    assert "0,81  0,70 … 0,93" in line
    assert "cannot be told" in shown(STATUS)


def test_each_contradiction_tells_who_said_what_of_which_rows_and_how_to_settle_it():
    screen = shown(STATUS, width=120)
    assert "Contradictions: 12" in screen
    assert "and 2 more" in screen
    assert "A ≠ B  Budi, 26 November 2026  2222222222222222" in screen
    assert "B = C  Budi, 26 November 2026  4444444444444444  the weakest of them: asked first" in screen
    assert "sheet Sheet1, row 53" in screen
    assert "umkm review --withdraw 2222222222222222" in screen


def test_numbers_are_hidden_and_markup_is_text():
    screen = shown(STATUS, width=120)
    assert "3325110505809001" not in screen
    assert "3325************ [/b]" in screen
    assert "Siti [red]Aminah[/red]" in screen


def test_a_row_that_is_gone_is_called_by_its_id():
    gone = RowTold(Id("d" * 16), "", None, None, None, None)
    answers = (said(1, A, gone, "same", "Ani"), said(2, A, gone, "different", "Budi"))
    screen = shown(ReviewStatus((), (), 0, (), 0, 0, (), (Dispute(answers, is_chain=False, asked="1"),), 0, 0))
    assert "dddddddddddddddd  this row is in no list any more" in screen


def test_a_review_without_questions_and_answers_is_done():
    screen = shown(NOTHING)
    assert "0 of 0" in screen
    assert "100.0 %" in screen
    assert "Kappa" not in screen
