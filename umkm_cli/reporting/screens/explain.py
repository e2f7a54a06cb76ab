"""Why two rows are one owner or are not, and what holds an owner together."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from umkm_cli.findings.verdicts import Disagreement, Line, OwnerStory, PairStory, RowTold
from umkm_cli.messages import safe, say
from umkm_cli.reporting.explain_words import (
    bits_of,
    cell_of,
    cells_of,
    column_of,
    line_of,
    name_of,
    opinion_of,
    place_of,
    probability_of,
    share_of,
)
from umkm_cli.reporting.screens.layout import grid, heading, text
from umkm_cli.reporting.screens.waterfall import steps

_LEAST = 0.05
"""Bits that are shown as more than 0.0."""

_REASONS = 3
"""Strongest comparisons that are told of a link."""


def render_pair(story: PairStory, language: str) -> RenderableType:
    """The two rows side by side, what each comparison adds, and what became of them."""
    return Group(
        text(say("explain.pair", language), "bold"),
        text(_outcome(story, language)),
        *(text(opinion_of(one, language)) for one in story.opinions),
        Text(),
        render_rows((story.left, story.right), language),
        Text(),
        _side_by_side(story, language),
        heading("explain.evidence", language),
        text(say("explain.unit", language), "dim"),
        waterfall(story, language),
        *([text(say("explain.hidden", language), "dim")] if _has_hidden(story) else []),
    )


def render_owner(story: OwnerStory, language: str) -> RenderableType:
    """Its rows, the links between them, what they differ in, and who came near."""
    name = next((row.name for row in story.rows if row.name), "–")
    number = {row.record_id: str(place) for place, row in enumerate(story.rows, start=1)}
    return Group(
        Text(say("explain.owner", language, owner=story.owner_id, name=name, count=len(story.rows)), "bold"),
        render_rows(story.rows, language),
        heading("explain.links", language),
        *_links(story, number, language),
        *_disagreements(story, language),
        *_set_right(story, language),
        *_doubts(story, number, language),
    )


def _outcome(story: PairStory, language: str) -> str:
    return say(f"outcome.{story.outcome}", language, share=probability_of(story.probability, language))


def render_rows(rows: tuple[RowTold, ...], language: str) -> RenderableType:
    """The rows under a number, with their id, name and place."""
    return grid(
        (
            (str(number), Text(safe(row.record_id)), Group(text(row.name or "–"), *_place(row, language)))
            for number, row in enumerate(rows, start=1)
        ),
        right=(0, 1),
    )


def _place(row: RowTold, language: str) -> list[Text]:
    place = place_of(row, language)
    return [text(place, "dim")] if place else []


def _side_by_side(story: PairStory, language: str) -> RenderableType:
    """What stands in both rows, for each comparison that found something to look at."""
    compared = [line for line in story.lines if line.left or line.right]
    head = [("", text("1", "bold"), text("2", "bold"))]
    return grid(
        [
            *head,
            *(
                (name_of(line.name, language), cells_of(line.left, language), cells_of(line.right, language))
                for line in compared
            ),
        ],
        right=(),
    )


def _has_hidden(story: PairStory) -> bool:
    """Does a mark stand in a hidden number that has to be read?"""
    cells = [cell for line in story.lines for side in (line.left, line.right) for cell in side.values()]
    return any(isinstance(cell, str) and "*" in cell for cell in cells)


def waterfall(story: PairStory, language: str) -> RenderableType:
    """One line for each part of the sum, and the sum."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column()
    table.add_column(justify="right", no_wrap=True)
    table.add_column(no_wrap=True)
    told = [line for line in story.lines if abs(line.bits) >= _LEAST or line.left or line.right]
    *hung, whole = steps([line.bits for line in told])
    for line, step in zip(told, hung, strict=True):
        table.add_row(_told(line, language), text(bits_of(line.bits, language)), step)
    total = text(say("explain.sum", language), "bold")
    table.add_row(total, text(bits_of(story.weight, language), "bold"), whole)
    return table


def _told(line: Line, language: str) -> RenderableType:
    share = share_of(line, language)
    told = text(line_of(line, language))
    return Group(told, Padding(text(share, "dim"), (0, 0, 0, 2))) if share else told


def _links(story: OwnerStory, number: dict[str, str], language: str) -> Iterator[RenderableType]:
    if not story.links:
        yield text(say("explain.single", language))
        return
    rows = []
    for link in story.links:
        ends = say("explain.link", language, left=number[link.left.record_id], right=number[link.right.record_id])
        told = [text(_reasons(link, language))]
        if link.outcome == "joined_through":
            told.append(text(say("explain.together", language), "dim"))
        if link is story.links[-1] and len(story.links) > 1:
            told.append(text(say("explain.weakest", language), "bold"))
        rows.append((ends, bits_of(link.weight, language), Group(*told)))
    yield grid(rows)


def _reasons(link: PairStory, language: str) -> str:
    """The comparisons that speak most for it, and those that speak against."""
    compared = sorted((line for line in link.lines if line.kind == "comparison"), key=lambda line: -line.bits)
    told = [line for line in compared[:_REASONS] if line.bits > 0] + [line for line in compared if line.bits < 0]
    return "; ".join(line_of(line, language) for line in told)


def _disagreements(story: OwnerStory, language: str) -> Iterator[RenderableType]:
    if story.disagreements:
        yield heading("explain.disagreements", language)
        yield grid(
            [(column_of(one.column, language), values_of(one, language)) for one in story.disagreements], right=()
        )


def values_of(one: Disagreement, language: str) -> str:
    """Each value with the numbers of the rows it stands in."""
    shown = ("–" if cell is None else cell_of(one.column, cell, language) for cell, _ in one.values)
    return "; ".join(f"{cell} ({', '.join(map(str, rows))})" for cell, (_, rows) in zip(shown, one.values, strict=True))


def _set_right(story: OwnerStory, language: str) -> Iterator[RenderableType]:
    if story.set_right:
        yield heading("explain.set_right", language)
        rows = []
        for one in story.set_right:
            value = "–" if one.value is None else cell_of(one.column, one.value, language)
            told = say("explain.set_by", language, day=one.on, by=one.by, reason=one.reason)
            rows.append((column_of(one.column, language), value, Group(text(told, "dim"), Text(one.act, "dim"))))
        yield grid(rows, right=())


def _doubts(story: OwnerStory, number: dict[str, str], language: str) -> Iterator[RenderableType]:
    """Who came near, the likeliest first, and how to see all of it."""
    if not story.doubts:
        return
    yield heading("explain.doubts", language)
    rows = []
    for doubt in story.doubts:
        share = probability_of(doubt.probability, language)
        ends = say("explain.link", language, left=number[doubt.left.record_id], right=doubt.right.record_id)
        told = (text(doubt.right.name or "–"), text(_reasons(doubt, language), "dim"))
        rows.append((Group(Text(ends), text(say(f"doubt.{doubt.outcome}", language), "dim")), share, Group(*told)))
    yield grid(rows)
    first = story.doubts[0]
    ids = {"left": first.left.record_id, "right": first.right.record_id}
    yield Text(say("explain.further", language, **ids), "dim")
