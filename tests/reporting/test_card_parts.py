import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.table import Table
from rich.text import Text

from umkm_cli.reporting.screens.aligned import Cut, aligned, flat
from umkm_cli.reporting.screens.votes import HALF, vote

BITS = st.floats(-60, 60)


@pytest.mark.parametrize(
    ("bits", "bar"),
    [(0.0, "     │     "), (0.3, "     │╸    "), (-2.4, "    ━│     "), (40.0, "     │━━━━━"), (-40.0, "━━━━━│     ")],
)
def test_a_vote_is_a_bar_on_its_side_of_the_stroke(bits, bar):
    assert vote(bits).plain == bar


@given(BITS, BITS)
def test_the_stronger_of_two_votes_is_never_the_shorter(one, other):
    weak, strong = sorted((abs(one), abs(other)))
    assert len(vote(weak).plain.strip()) <= len(vote(strong).plain.strip())
    assert vote(-weak).plain.index("│") == vote(strong).plain.index("│") == HALF


CELLS = st.text("abc dé語", max_size=40)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), max_size=4), st.integers(1, 3))
def test_no_line_is_wider_than_its_columns_and_no_cell_higher_than_allowed(rows, lines):
    drawn = aligned([[Cut(Text(cell), lines) for cell in row] for row in rows], (8, 12))
    printed = drawn.split("\n", allow_blank=True) if rows else []
    assert all(line.cell_len <= 8 + 12 + 2 for line in printed)
    assert len(printed) <= len(rows) * lines


def test_what_is_left_out_is_told_by_dots():
    assert aligned([[Cut(Text("Jalan Raya Subah"))]], (8,)).plain == "Jalan…   "
    assert aligned([[Cut(Text("Jalan Raya"), 2)]], (8,)).plain == "Jalan    \nRaya     "


def test_a_table_is_drawn_as_a_text_that_keeps_its_styles():
    table = Table.grid()
    table.add_row(Text("SITI", "bold"), "[/b]")
    drawn = flat(table, 20)
    assert drawn.plain.rstrip() == "SITI[/b]"
    assert any("bold" in str(span.style) for span in drawn.spans)
