"""A bar is as long as its share says, and never lies at the ends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from umkm_cli.reporting.screens.bar import Bar, draw

DRAWN = [
    # share, unicode, ascii; four cells wide
    (0, "", ""),
    (0.0001, "╸", "#"),
    (0.25, "━", "#"),
    (0.35, "━╸", "##"),
    (0.5, "━━", "##"),
    (0.99, "━━━━", "####"),
    (1, "━━━━", "####"),
    (1.7, "━━━━", "####"),
    (-0.5, "", ""),
]


@pytest.mark.parametrize(("share", "fine", "plain"), DRAWN)
def test_the_filled_part_is_the_share(share, fine, plain):
    assert draw(share, 4, is_ascii=False) == fine
    assert draw(share, 4, is_ascii=True) == plain


@given(smaller=st.floats(0, 1), larger=st.floats(0, 1), width=st.integers(1, 60))
def test_a_larger_share_is_never_a_shorter_bar(smaller, larger, width):
    smaller, larger = sorted((smaller, larger))
    assert len(draw(smaller, width, is_ascii=False)) <= len(draw(larger, width, is_ascii=False)) <= width


def test_a_bar_gives_way_where_the_screen_is_narrow():
    console = Console(width=10, file=None, color_system=None)
    with console.capture() as shown:
        console.print(Bar(0.5, width=40), end="")
    assert shown.get() == "━━━━━─────"
