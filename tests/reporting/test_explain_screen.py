"""What an explanation looks like: words of an official, within 80 columns, no number of a person."""

from datetime import date

import pytest
from rich.console import Console

from umkm_cli.findings.verdicts import Disagreement, Line, OwnerStory, PairStory, RowTold
from umkm_cli.messages import LANGUAGES, Id, has
from umkm_cli.reporting.explain_words import bits_of, cell_of, level_of, name_of, probability_of
from umkm_cli.reporting.screens.explain import render_owner, render_pair
from umkm_cli.reporting.screens.waterfall import Step, steps

ONE = RowTold(Id("0cd8cedc80347788"), Id("O0123456789012345"), "kec/subah.xlsx", "Sheet1", 26, "[b]SITI AMINAH")
OTHER = RowTold(Id("3312345678901234"), Id("O0123456789012345"), "list.csv", "", 7, "SITI AMINAHH")
LINES = (
    Line("prior", "prior", "", -18.0),
    Line("comparison", "nik", "one_digit", 15.2, None, {"nik": "3325***********#"}, {"nik": "3325***********#"}),
    Line("comparison", "name", "close", 7.0, 0.004, {"name": "[b]SITI AMINAH"}, {"name": "SITI AMINAHH"}),
    Line("comparison", "no_kk", "missing", 0.0),
    Line("comparison", "shoe_size", "odd_one", 1.0, None, {"born": date(1980, 5, 12)}, {"rt": 3}),
    Line("household", "household", "", -2.0),
)


def pair(**changed):
    facts = {"left": ONE, "right": OTHER, "lines": LINES, "weight": 3.2, "probability": 0.9, "outcome": "joined"}
    return PairStory(**(facts | changed))


def drawn(rendered, *, width=80):
    console = Console(width=width, no_color=True, legacy_windows=False)
    with console.capture() as printed:
        console.print(rendered)
    return printed.get()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_screens_fit_80_columns_and_take_no_name_for_markup(language):
    owner = OwnerStory(
        ONE.owner_id,
        (ONE, OTHER),
        (pair(),),
        (Disagreement("rt", ((1, (1,)), (None, (2,)))),),
        (pair(outcome="review"),),
    )
    for rendered in (render_pair(pair(), language), render_owner(owner, language)):
        shown = drawn(rendered)
        assert max(map(len, shown.splitlines())) <= 80
        assert "[b]SITI AMINAH" in shown
        assert "3312345678901234" in shown  # an id of ours, not a number of a person


def test_a_pair_is_told_line_by_line_in_words():
    shown = " ".join(drawn(render_pair(pair(), "en"), width=120).split())
    assert "They are one owner. The probability of that is 90.0 %" in shown
    assert "NIK: one digit is wrong, or two are swapped +15.2" in shown
    assert "about one in 250 rows would agree so by chance" in shown
    assert "shoe_size: odd_one +1.0" in shown
    assert "Two people who share a home would agree in as much -2.0" in shown
    assert "Together +3.2" in shown
    assert "kec/subah.xlsx, sheet Sheet1, row 26" in shown
    assert "list.csv, row 7" in shown
    assert "12 May 1980" in shown
    assert "# is a digit that differs" in shown


def test_what_neither_row_tells_is_left_out():
    assert "KK" not in drawn(render_pair(pair(), "en"))


def test_an_owner_is_told_with_its_links_what_differs_and_who_came_near():
    near = pair(left=OTHER, right=RowTold(Id("77aa"), Id("O77aa"), None, None, None, "BUDI"), outcome="refused")
    three = OwnerStory(ONE.owner_id, (ONE, OTHER), (pair(), pair(weight=-1.5, outcome="joined_through")), (), (near,))
    shown = " ".join(drawn(render_owner(three, "en"), width=120).split())
    assert "Owner O0123456789012345" in shown
    assert "1 and 2 +3.2 NIK: one digit is wrong" in shown
    assert "-1.5" in shown
    assert "all rows of both sides together speak for it" in shown
    assert shown.count("the weakest link") == 1
    assert "2 and 77aa" in shown
    assert "BUDI" in shown
    assert "refused" in shown
    assert "umkm explain 3312345678901234 77aa" in shown


def test_values_are_told_in_words_with_their_rows():
    differ = (
        Disagreement("production_status", ((1, (1, 2)), (None, (3,)))),
        Disagreement("product", (("food", (1, 3)), ("other", (2,)))),
    )
    shown = drawn(render_owner(OwnerStory(ONE.owner_id, (ONE,), (), differ, ()), "en"), width=100)
    assert "Active (1, 2); – (3)" in shown
    assert "Prepared food (1, 3); Other (2)" in shown
    assert "only one row" in shown


def test_words_of_a_comparison_go_before_words_of_any_and_those_before_its_own_name():
    assert level_of("nik", "one_digit", "en") == "one digit is wrong, or two are swapped"
    assert level_of("phone", "one_digit", "en") == "one digit is wrong"
    assert level_of("surname", "jaro_92", "en") == "jaro_92"
    assert name_of("nik", "id") == "NIK"
    assert name_of("surname_of_3325110505809001", "en") == "surname_of_3325************"


@pytest.mark.parametrize(
    ("share", "shown"), [(1.0, "more than 99.9 %"), (0.9994, "99.9 %"), (0.5, "50.0 %"), (0.0001, "less than 0.1 %")]
)
def test_a_probability_never_rounds_to_certainty(share, shown):
    assert probability_of(share, "en") == shown


def test_bits_have_their_sign_and_the_decimal_mark_of_the_language():
    assert [bits_of(bits, "id") for bits in (7.04, -7.06, 0.0, -0.01)] == ["+7,0", "-7,1", "0,0", "0,0"]


def test_small_numbers_are_told_by_what_they_count():
    assert (cell_of("rt", 3, "en"), cell_of("year", 2021, "en")) == ("RT 3", "2021")


def test_every_outcome_has_a_sentence_and_every_one_that_can_be_a_doubt_a_word():
    outcomes = ("joined", "joined_through", "one_list", "two_people", "refused", "review", "apart")
    assert [name for name in outcomes if not has(f"outcome.{name}")] == []
    assert [name for name in ("one_list", "two_people", "refused", "review") if not has(f"doubt.{name}")] == []


def test_the_steps_of_a_sum_hang_one_below_the_other_and_end_in_the_whole():
    hung = steps([-4.0, 6.0, -1.0])
    assert [(step.start, step.end) for step in hung] == [(0, -4), (-4, 2), (2, 1), (0, 1)]
    assert {step.scale for step in hung} == {(-4, 2)}


def test_a_step_is_drawn_between_its_sums_with_a_stroke_at_zero():
    bars = [Step(start, end, (-4.0, 4.0), width=8) for start, end in ((0.0, -4.0), (1.0, 3.0), (2.0, 2.0))]
    assert [drawn(bar).rstrip("\n") for bar in bars] == ["━━━━━   ", "    │━━━", "    │   "]


def test_no_part_at_all_is_no_error():
    assert [(step.start, step.end) for step in steps([])] == [(0, 0)]
