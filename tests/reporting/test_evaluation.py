"""What an evaluation looks like: on the screen within 80 columns, and as a page of its own."""

from xml.etree import ElementTree as ET

import pytest
from rich.console import Console

from umkm_cli.findings.verdicts import Bin, CaseRate, Evaluation, Rate, Rates, ThresholdRate
from umkm_cli.reporting.evaluation_page import evaluation_page
from umkm_cli.reporting.screens.evaluation import render_evaluation
from umkm_cli.reporting.screens.span import Span

SURE, HALF, NONE = Rate(1.0, 0.9876, 1.0), Rate(0.5, 0.25, 0.75), Rate(None, None, None)


def evaluation(**changed):
    rates = Rates(precision=SURE, recall=HALF, f1=Rate(0.667, 0.6, 0.7))
    facts = {
        "true_pairs": 12_882,
        "found_pairs": 12_745,
        "right_pairs": 12_563,
        "true_owners": 105_000,
        "found_owners": 105_146,
        "labelled": 117_548,
        "unlabelled": 3,
        "lost": 199,
        "pairwise": rates,
        "bcubed": rates,
        "cases": (CaseRate("<b>twins</b> & 3325110505809001", 782, 88, 87, 57, HALF),),
        "thresholds": (ThresholdRate(0.9, 12_964, 12_000, SURE, HALF),),
        "calibration": (Bin(0.1, 0.2, 276, 0.145, Rate(0.02, 0.01, 0.04)), Bin(0.2, 0.3, 0, None, NONE)),
        "calibration_error": 0.125,
    }
    return Evaluation(**(facts | changed))


def drawn(found, language="en", *, width=80):
    console = Console(width=width, no_color=True, legacy_windows=False)
    with console.capture() as printed:
        console.print(render_evaluation(found, language))
    return printed.get()


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_screen_fits_80_columns_and_hides_long_numbers(language):
    lines = drawn(evaluation(), language).splitlines()
    assert max(map(len, lines)) <= 80
    assert not any("3325110505809001" in line for line in lines)


def test_the_screen_tells_rates_with_their_intervals_in_the_language():
    english, indonesian = drawn(evaluation(), "en"), drawn(evaluation(), "id")
    assert "Precision  100.0 % (98.8–100.0)" in english
    assert "Presisi  100,0 % (98,8–100,0)" in indonesian
    assert "182 pairs were joined wrongly" in " ".join(english.split())
    assert "Mean distance between what was said and what is true: 12.5 %" in english


def test_a_range_without_pairs_is_not_shown_and_without_any_it_is_told():
    assert "20.0 %" not in drawn(evaluation())
    empty = evaluation(calibration=(Bin(0.1, 0.2, 0, None, NONE),), calibration_error=None, cases=())
    shown = drawn(empty)
    assert "No pair of labelled rows was at least possible" in shown
    assert "hard about a row" not in shown


def test_a_span_marks_what_was_said_what_is_true_and_how_sure_that_is():
    console = Console(width=40, no_color=True, legacy_windows=False)
    with console.capture() as printed:
        console.print(Span(said=0.9, found=0.5, low=0.3, high=0.6, width=10))
    assert printed.get().rstrip("\n") == "───━━●━──│"


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_page_is_whole_and_nothing_in_it_is_taken_for_markup(language):
    page = evaluation_page(evaluation(), language, labels="truth<script>.csv", workspace="ws").decode()
    body = page[page.index("<body>") : page.index("</html>")]
    tree = ET.fromstring(body)  # noqa: S314 - our own page
    assert tree.findall(".//script") == []
    assert len(tree.findall(".//circle")) == 1
    assert "3325110505809001" not in page
    assert "truth<script>" not in page
    assert "http" not in page
    assert "prefers-color-scheme: dark" in page
    assert f'<html lang="{language}">' in page


def test_a_point_of_the_page_stands_where_its_shares_are():
    page = evaluation_page(
        evaluation(calibration=(Bin(0.4, 0.6, 9, 0.5, HALF),)), "en", labels="a", workspace="b"
    ).decode()
    circle = ET.fromstring(page[page.index("<svg") : page.index("</svg>") + 6]).find("circle")  # noqa: S314
    frame = ET.fromstring(page[page.index("<svg") : page.index("</svg>") + 6]).find("rect")  # noqa: S314
    middle = [float(frame.get(side)) + float(frame.get(size)) / 2 for side, size in (("x", "width"), ("y", "height"))]
    assert [float(circle.get("cx")), float(circle.get("cy"))] == middle
