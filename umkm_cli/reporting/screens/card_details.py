"""The rest of a card of a review: the sum in words, the rows of both owners, who lives with them, values in full."""

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from umkm_cli.findings.verdicts import Card, RowTold
from umkm_cli.messages import say
from umkm_cli.reporting.explain_words import column_of, place_of
from umkm_cli.reporting.screens.card import marked
from umkm_cli.reporting.screens.explain import waterfall
from umkm_cli.reporting.screens.layout import grid, heading, text


def render_details(card: Card, language: str, *, shows_weights: bool) -> RenderableType:
    """Who lives with both owners, and long texts in full.

    Args:
        card: The pair.
        language: Of the words.
        shows_weights: Before that, the sum of the weights in words, and all rows of both owners.
    """
    story = card.story
    parts: list[RenderableType] = []
    if shows_weights:
        parts += [heading("explain.evidence", language), waterfall(story, language), *_owners(card, language)]
    if card.household:
        members = [(one.name or "–", _ties(one.ties, language)) for one in card.household]
        parts += [heading("card.household", language), grid(members, right=())]
    parts += [heading("card.in_full", language), _in_full(card, language)]
    return Group(*parts)


def _owners(card: Card, language: str) -> Iterator[RenderableType]:
    """The rows of both owners; whoever sees them sees whether umkm has joined the two."""
    if card.story.left.owner_id == card.story.right.owner_id:
        yield from (heading("card.rows_of_one", language), _rows_of(card.left_rows, card, language))
        return
    for key, rows in (("card.rows_of_left", card.left_rows), ("card.rows_of_right", card.right_rows)):
        yield from (heading(key, language), _rows_of(rows, card, language))


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
