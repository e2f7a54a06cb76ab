"""The rows of a review workbook as texts: both records in each cell, one above the other.

A pair is one row, so that sorting and filtering cannot tear it apart.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from umkm_cli.findings.verdicts import Card, Cell, Fact, RowTold
from umkm_cli.messages import has, safe, say
from umkm_cli.reporting.differences import Span, differences
from umkm_cli.reporting.explain_words import CODED, cell_of, column_of, line_of, place_of, probability_of
from umkm_cli.reporting.labels import list_label

_LONGEST = 120
"""Characters of a value that are shown; a cell of a list may hold 32,767."""

_FOR, _AGAINST = 4, 3
"""Lines of the sum that are told for and against; the strongest."""

_LEAST_BITS = 1.0
"""Bits below which a line is not worth telling."""

_MOST_NAMES = 4
"""Further rows, and people of the household, that are named."""

_NOTHING = "–"
_DASH, _COMMA, _BELOW = (Span(text, differs=False) for text in (_NOTHING, ", ", "\n"))

_SEEN = "lists"
"""Comparison that has a column of its own, and is no evidence that people decide by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A pair that a workbook asks about.

    Attributes:
        number: Of the question. Rows of one owner that are asked together share it.
        card: The two records.
        kind: What is doubtful; a message key under `doubt_kind.`.
        district: Name of the kecamatan; None where it is not known.
        is_block: It stands among other rows of the same owner.
        is_further: It is one of those others: asked so that the owner can be settled row by row, and may stay empty.
    """

    number: int
    card: Card
    kind: str
    district: str | None = None
    is_block: bool = False
    is_further: bool = False

    @property
    def is_blind(self) -> bool:
        """Is it drawn by chance, so that nobody should see what matching says?"""
        return self.kind == "sample"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the list of pairs.

    Attributes:
        key: Of its title, under `column.review_` or as columns are called everywhere.
        width: In characters.
        facts: Columns of the records that stand in it; none where it tells of the pair.
        is_small: In small letters: to look something up, not to decide by.
        is_foreign: It is a column of a list from elsewhere, and called as there.
    """

    key: str
    width: float
    facts: tuple[str, ...] = ()
    is_small: bool = False
    is_foreign: bool = False


_FIRST = (
    Column("name", 22, ("name", "alias", "parent_name")),
    Column("born", 13, ("birth_date", "gender")),
    Column("nik", 17.5, ("nik",)),
    Column("home", 27, ("hamlet", "rt", "rw", "village", "district")),
    Column("phone", 15, ("phone",)),
)
"""What people decide by."""

_SUMMED = (Column("speaks", 40), Column("asked", 25))
_REST = (
    Column("business", 24, ("business_name", "business", "product")),
    Column("no_kk", 17.5, ("no_kk",)),
    Column("list", 22, ("list", "year", "visited_on"), is_small=True),
    Column("address", 28, ("address",), is_small=True),
)
_ABOUT = (Column("places", 44, is_small=True), Column("others", 26, is_small=True), Column("district", 13))
_OTHER_WIDTH = 18

_SAID_ELSEWHERE = "district"
"""The kecamatan has a column of its own, and is told again only where the two records differ in it."""


def layout(known: Sequence[str]) -> tuple[Column, ...]:
    """The columns of a workbook between what is filled in and the code, for records of these columns."""
    grouped = {name for column in (*_FIRST, *_REST) for name in column.facts}
    first, rest = (tuple(column for column in columns if set(column.facts) & set(known)) for columns in (_FIRST, _REST))
    own = tuple(Column(name, _OTHER_WIDTH, (name,), is_foreign=True) for name in known if name not in grouped)
    about = (column for column in _ABOUT if column.key != _SAID_ELSEWHERE or _SAID_ELSEWHERE in known)
    return (*first, *own, *_SUMMED, *rest, *about)


def title_of(column: Column, language: str) -> str:
    """The title of a column."""
    key = f"column.review_{column.key}"
    return say(key, language) if has(key) and not column.is_foreign else column_of(column.key, language)


def cells_of(asked: Asked, columns: Sequence[Column], language: str) -> Iterator[Sequence[Span]]:
    """What stands in these columns of a row."""
    facts = {fact.column: fact for fact in asked.card.facts}
    story = asked.card.story
    told = {
        "speaks": "" if asked.is_blind else _evidence(asked.card, language),
        "asked": _doubt(asked, language),
        "places": "\n".join(place_of(row, language) for row in (story.left, story.right)),
        "others": "" if asked.is_blind else _others(asked.card, language),
        "district": safe(asked.district or ""),
    }
    for column in columns:
        yield _pair(column, facts, language) if column.facts else (Span(told[column.key], differs=False),)


def text_of(cell: Sequence[Span]) -> str:
    """The text of a cell."""
    return "".join(span.text for span in cell)


def _pair(column: Column, facts: Mapping[str, Fact], language: str) -> tuple[Span, ...]:
    """The values of both records, the right one below; a dash where one says nothing, nothing where both do."""
    sides: tuple[list[Span], list[Span]] = ([], [])
    for name in column.facts:
        fact = facts.get(name)
        if fact is None or (len(column.facts) > 1 and name == _SAID_ELSEWHERE and fact.left == fact.right):
            continue
        values = [_told(name, cell, language) for cell in (fact.left, fact.right)]
        spans = differences(*values) if all(values) else tuple((Span(value, differs=False),) for value in values)
        for side, value, more in zip(sides, values, spans, strict=True):
            if value:
                side += [*([_COMMA] if side else []), *more]
    left, right = (side or [_DASH] for side in sides)
    return (*left, _BELOW, *right) if any(sides) else ()


def _told(column: str, cell: Cell | None, language: str) -> str:
    """A value in few letters; empty for none. Text of the lists is hidden already, as far as it is to be."""
    if cell is None:
        return ""
    if column == "list":
        return list_label({"list": cell}, language)
    if isinstance(cell, date):
        told = f"{cell:%d-%m-%Y}"
    else:
        told = cell if isinstance(cell, str) and column not in CODED else cell_of(column, cell, language)
    key = f"review_value.{column}"
    told = say(key, language, value=told) if has(key) else told
    return told if len(told) <= _LONGEST else told[: _LONGEST - 1] + "…"


def _evidence(card: Card, language: str) -> str:
    """What speaks for one owner, and what against it; the strongest first."""
    lines = [line for line in card.story.lines if line.name not in ("prior", _SEEN) and abs(line.bits) >= _LEAST_BITS]
    lines.sort(key=lambda line: -abs(line.bits))
    sides = (
        ("+", [line for line in lines if line.bits > 0][:_FOR]),
        ("−", [line for line in lines if line.bits < 0][:_AGAINST]),
    )
    return "\n".join(f"{sign} " + "; ".join(line_of(line, language) for line in side) for sign, side in sides if side)


def _doubt(asked: Asked, language: str) -> str:
    """What is doubtful, and how likely the two are one owner; of a pair drawn by chance only that."""
    if asked.is_blind:
        return say(f"doubt_kind.{asked.kind}", language)
    share = probability_of(asked.card.story.probability, language).replace(" %", "\N{NO-BREAK SPACE}%")
    words = say("review_book.further" if asked.is_further else f"doubt_kind.{asked.kind}", language)
    return f"{words}\n{say('review_book.chance', language, share=share)}"


def _others(card: Card, language: str) -> str:
    """Who else is about: further rows of the owners, and the household."""
    pair = {card.story.left.record_id, card.story.right.record_id}
    rows: dict[str, RowTold] = {row.record_id: row for row in (*card.left_rows, *card.right_rows)}
    names = {
        "rows": [row.name or _NOTHING for record_id, row in rows.items() if record_id not in pair],
        "household": [member.name or _NOTHING for member in card.household],
    }
    return "\n".join(
        say(f"review_book.other_{kind}", language, names=", ".join(map(safe, some[:_MOST_NAMES])), count=len(some))
        for kind, some in names.items()
        if some
    )
