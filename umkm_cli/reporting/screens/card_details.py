"""The rest of a card of a review: the sum in words, the rows of both owners, who lives with them, values in full."""

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from umkm_cli.messages import say
from umkm_cli.reporting.explain_words import column_of, place_of
from umkm_cli.reporting.screens.card import marked
from umkm_cli.reporting.screens.explain import waterfall
from umkm_cli.reporting.screens.layout import grid, heading, text
from umkm_cli.verdicts import Card, RowTold


def render_details(card: Card, language: str, *, shows_weights: bool) -> RenderableType:
    """The sum of the weights in words, all rows of both owners, who lives with them, and long texts in full."""
    story = card.story
    parts: list[RenderableType] = []
    if shows_weights:
        parts += [heading("explain.evidence", language), waterfall(story, language)]
    if story.left.owner_id == story.right.owner_id:
        parts += [heading("card.rows_of_one", language), _rows_of(card.left_rows, card, language)]
    else:
        for key, rows in (("card.rows_of_left", card.left_rows), ("card.rows_of_right", card.right_rows)):
            parts += [heading(key, language), _rows_of(rows, card, language)]
    if card.household:
        members = [(one.name or "–", _ties(one.ties, language)) for one in card.household]
        parts += [heading("card.household", language), grid(members, right=())]
    parts += [heading("card.in_full", language), _in_full(card, language)]
    return Group(*parts)


def _rows_of(rows: Sequence[RowTold], card: Card, language: str) -> RenderableType:
    """The rows of an owner; the two that are asked about keep their heading."""
    asked = {card.story.left.record_id: "card.left", card.story.right.record_id: "card.right"}
    return grid(
        [
            (
                Text(say(asked[row.record_id], language) if row.record_id in asked else "", "bold"),
                row.name or "–",
                text(place_of(row, language), "dim"),
            )
            for row in rows
        ],
        right=(),
    )


def _ties(ties: Sequence[str], language: str) -> str:
    return ", ".join(say(f"tie.{tie}", language) for tie in ties)


def _in_full(card: Card, language: str) -> RenderableType:
    """Every column of both records, nothing cut."""
    rows = []
    for fact in card.facts:
        left, right, _ = marked(fact, language)
        rows.append((Text(column_of(fact.column, language), "dim"), left or Text("–"), right or Text("–")))
    return grid(rows, right=())
