"""A card of a review: two records side by side, what differs marked, and what each comparison says of them.

Here is what has to be seen at once, in a line or two for each thing; all of it is in `card_details`.
"""

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from rich.text import Text

from umkm_cli.findings.verdicts import Card, Cell, Fact, Line, RowTold
from umkm_cli.messages import has, safe, say
from umkm_cli.reporting.differences import Span, differences
from umkm_cli.reporting.explain_words import bits_of, cell_of, column_of, level_of
from umkm_cli.reporting.screens.aligned import Cut, aligned
from umkm_cli.reporting.screens.layout import text
from umkm_cli.reporting.screens.votes import HALF, vote

WIDE = 110
"""Columns from which the words of a level stand beside its bar."""

DIFFERS = "bold underline #ffd75f"
"""How letters look that differ: they can be told without colour."""

_LABEL, _BITS, _WORDS = 11, 6, 32
"""Cells of the label, of the bits, of the words of a level."""

_TOGETHER = {
    "hamlet": ("hamlet", "rt", "rw"),
    "village": ("village", "district"),
    "business": ("business_name", "business", "product"),
    "list": ("list", "year", "visited_on"),
}
"""Columns that share a line, by the name of its label under `card.`."""

_TWO_LINES = ("name", "address", "business")
"""What may take two lines."""

_SAYS_NOTHING = ("missing", "echo")
"""Levels that need no words beside them."""

Told = tuple[Cut, Cut, Cut]
"""Whether two records agree, and what stands in each."""


def render_card(card: Card, language: str, *, width: int, shows_weights: bool) -> Text:
    """The two records, as wide as `width` cells; `shows_weights`: with what each comparison says beside it."""
    is_wide = shows_weights and width >= WIDE
    weights = [*([2 * HALF + 1] if shows_weights else []), *([_BITS, _WORDS] if is_wide else [])]
    side = (width - _LABEL - 1 - sum(weights) - len(weights) - 4) // 2
    rows = [_head(language, shows_weights=shows_weights)]
    compared = [line for line in card.story.lines if line.kind == "comparison"] if shows_weights else []
    for name, facts in _grouped(card).items():
        row = [_label(name, language), *_told(name, facts, language)]
        line = next((one for one in compared if any(fact.column in (*one.left, *one.right) for fact in facts)), None)
        if line:
            compared.remove(line)
            row += [Cut(vote(line.bits)), *(_words(line, language) if is_wide else ())]
        rows.append(row)
    rows += _sources((card.story.left, card.story.right), language, side)
    return aligned(rows, (_LABEL, 1, side, side, *weights))


def marked(fact: Fact, language: str) -> tuple[Text, Text, bool | None]:
    """What stands in both records, with the letters that differ marked, and whether any do; None: one is empty."""
    one, other = ("" if cell is None else shown(fact.column, cell, language) for cell in (fact.left, fact.right))
    if not (one and other):
        return Text(one), Text(other), None
    left, right = differences(one, other)
    return _styled(left), _styled(right), any(span.differs for span in (*left, *right))


def shown(column: str, cell: Cell, language: str) -> str:
    """A value in words."""
    key = f"card.{column}_{cell}"
    return say(key, language) if column in ("gender", "list") and has(key) else cell_of(column, cell, language)


def _head(language: str, *, shows_weights: bool) -> list[Cut]:
    sides = [Cut(Text(say(f"card.{side}", language), "bold")) for side in ("left", "right")]
    no, yes = say("card.no", language), say("card.yes", language)
    return [Cut(Text()), Cut(Text()), *sides, Cut(Text(f"{no:>{HALF}}│{yes}" if shows_weights else "", "dim"))]


def _grouped(card: Card) -> dict[str, list[Fact]]:
    """The facts, line by line."""
    shared = {column: name for name, columns in _TOGETHER.items() for column in columns}
    groups: dict[str, list[Fact]] = {}
    for fact in card.facts:
        groups.setdefault(shared.get(fact.column, fact.column), []).append(fact)
    return groups


def _label(name: str, language: str) -> Cut:
    key = f"card.{name}"
    return Cut(Text(say(key, language) if has(key) else column_of(name, language), "dim"))


def _told(name: str, facts: Sequence[Fact], language: str) -> Told:
    if name == "list":
        return _lists(facts, language)
    sides: tuple[list[Text], list[Text]] = ([], [])
    found = set()
    for fact in facts:
        one, other, differs = marked(fact, language)
        found.add(differs)
        for side, content in zip(sides, (one, other), strict=True):
            side.extend([content] if content else [])
    lines = 2 if name in _TWO_LINES else 1
    left, right = (Cut(Text(", ").join(side) if side else Text("–", "dim"), lines) for side in sides)
    sign = Text("≠", "bold #ffd75f") if True in found else Text("=" if False in found else "", "dim")
    return Cut(sign), left, right


def _lists(facts: Sequence[Fact], language: str) -> Told:
    """The list of each record with its day, or its year. To stand in two lists is no difference: most do."""
    told = []
    for side in ("left", "right"):
        cells = {fact.column: cell for fact in facts if (cell := getattr(fact, side)) is not None}
        if "visited_on" in cells:
            cells.pop("year", None)
        told.append(Cut(Text(", ".join(shown(column, cell, language) for column, cell in cells.items()) or "–")))
    return Cut(Text()), told[0], told[1]


def _styled(spans: Sequence[Span]) -> Text:
    return Text.assemble(*((span.text, DIFFERS if span.differs else "") for span in spans))


def _words(line: Line, language: str) -> Iterator[Cut]:
    if line.level not in _SAYS_NOTHING:
        yield Cut(text(f"{bits_of(line.bits, language):>{_BITS}}", "dim"))
        yield Cut(text(level_of(line.name, line.level, language)), 2)


def _sources(rows: tuple[RowTold, RowTold], language: str, width: int) -> Iterator[list[Cut]]:
    """Where both stand: the end of the name of the file, as that tells it from its like; then the row and the sheet."""
    files = [safe(PurePosixPath(row.source_file or "").name) for row in rows]
    if any(files):
        ends = [file if len(file) <= width else "…" + file[1 - width :] for file in files]
        yield [_label("file", language), Cut(Text()), *(Cut(Text(end, "dim")) for end in ends)]
    places = [_place_in_file(row, language) for row in rows]
    if any(places):
        yield [_label("row", language), Cut(Text()), *(Cut(Text(place, "dim")) for place in places)]


def _place_in_file(row: RowTold, language: str) -> str:
    if row.source_row is None:
        return ""
    key = "card.sheet_row" if row.source_sheet else "card.row_only"
    return say(key, language, sheet=row.source_sheet or "", row=str(row.source_row))
