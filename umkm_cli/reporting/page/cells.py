"""What stands in the tables of the page: cells and bars, written in the page's language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeAlias

from umkm_cli.findings.coverage import Coverage
from umkm_cli.messages import percent, safe, say, show
from umkm_cli.reporting.summary import signed

Counts: TypeAlias = Mapping[str, Any]
"""A row of a table of `schema.COVERAGE`."""

Figure: TypeAlias = str
"""The name of a figure for `umkm report --trace`; empty where it cannot be traced."""


@dataclass(frozen=True, slots=True)
class Strip:
    """A part of a bar: `kind` names its colour; start and width in [0..100]; the higher its level, the thinner."""

    kind: str
    start: float
    width: float
    level: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table.

    Attributes:
        text: What is shown, safe to show.
        order: What the column is sorted by; None comes last.
        figure: Its name for tracing.
        note: What a pointer that rests on the cell is told, instead of the figure.
        strips: The parts of a bar, drawn instead of the text; None for a cell without a bar.
        tick: Where the bar is marked, in [0..100].
        shade: Shade of the ground, from 0.
        is_number: Stands to the right.
    """

    text: str
    order: float | str | None = None
    figure: Figure = ""
    note: str = ""
    strips: tuple[Strip, ...] | None = None
    tick: float | None = None
    shade: int | None = None
    is_number: bool = True


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of the page.

    Attributes:
        name: Its id on the page.
        caption: What it shows.
        titles: Of the columns.
        rows: The cells of each row; the first names the row.
        total: The last line, if there is one.
        bars: Kinds of strips used, with what they mean, for the legend.
        tick_meaning: What the tick of a bar means, for the legend.
    """

    name: str
    caption: str
    titles: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...] = ()
    bars: tuple[tuple[str, str], ...] = ()
    tick_meaning: str = ""

    @property
    def numbers(self) -> tuple[bool, ...]:
        """For each column: does it hold numbers?"""
        return tuple(cell.is_number for cell in self.rows[0]) if self.rows else (True,) * len(self.titles)

    def without_last(self) -> "Grid":
        """The table without its last column."""
        rows = tuple(row[:-1] for row in self.rows)
        return replace(self, titles=self.titles[:-1], rows=rows, total=self.total[:-1])


def counts_of(coverage: Coverage, table: str) -> list[Counts]:
    """The rows of a table, named without `coverage_`."""
    rows: list[Counts] = coverage.tables[f"coverage_{table}"].to_pylist()
    return rows


def named(measure: str, code: object = "", **dimension: object) -> Figure:
    """The name of a figure: of all, of a place, or of a group of owners; `-` stands for a place or value not known.

    >>> named("recorded"), named("recorded", "33.25.02"), named("owners", product="batik")
    ('recorded', 'recorded@33.25.02', 'owners/product=batik')
    >>> named("owners", None), named("owners", product=None)
    ('owners@-', 'owners/product=-')
    """
    place = "" if code == "" else f"@{code or '-'}"
    groups = (f"/{name}={'-' if value is None else value}" for name, value in dimension.items())
    return safe(measure + place + "".join(groups))


@dataclass(frozen=True, slots=True)
class Pen:
    """Writes the cells of a page.

    Attributes:
        language: Of words, numbers and dates.
        is_public: A count that is null was hidden; nothing can be traced by whoever reads the page.
    """

    language: str
    is_public: bool = False

    def say(self, key: str, **facts: object) -> str:
        """A sentence of the catalogue."""
        return say(key, self.language, **facts)

    def show(self, value: object) -> str:
        """A number, day or text as it is written; a share of a person is rounded."""
        return show(round(value) if isinstance(value, float) else value, self.language)

    def titles(self, *columns: str) -> tuple[str, ...]:
        """The titles of columns; of an empty name, none."""
        return tuple(self.say(f"column.{name}") if name else "" for name in columns)

    def words(self, text: str) -> Cell:
        """Text from a list or from the catalogue."""
        clean = safe(text)
        return Cell(clean, clean.casefold(), is_number=False)

    def number(self, value: float | None, figure: Figure = "") -> Cell:
        """A count, or a part of the target; null is hidden in a public report, a dash in any other."""
        if value is None:
            return Cell("•", note=self.say("page.hidden")) if self.is_public else Cell("–")
        # No row stands behind a zero.
        return Cell(self.show(value), value, self.traced(figure) if value else "")

    def traced(self, figure: Figure) -> Figure:
        """The figure, where the reader can trace it."""
        return "" if self.is_public else figure

    def rate(self, value: float | None) -> Cell:
        """A number with a decimal."""
        return Cell("–") if value is None else Cell(show(float(value), self.language), value)

    def share(self, value: float | None) -> Cell:
        """A share in [0..1]."""
        return Cell(percent(value, self.language), value)

    def day(self, value: date | None) -> Cell:
        """A day."""
        return Cell("–") if value is None else Cell(show(value, self.language), value.isoformat())

    def change(self, now: float | None, before: float | None) -> Cell:
        """How much more than in the report before, with its sign; a dash where there is nothing to compare."""
        if now is None or before is None:
            return Cell("–")
        return Cell(signed(round(now - before), self.language), now - before)

    def bar(self, top: float, *parts: tuple[str, float | None], tick: float | None = None) -> Cell:
        """Parts laid over each other, all from 0, the longest first; `top` is as wide as the cell."""
        strips = (Strip(kind, 0, part_of(value, top), level) for level, (kind, value) in enumerate(parts) if value)
        return Cell("", strips=tuple(strips), tick=None if tick is None else part_of(tick, top))

    def stack(self, top: float, *parts: tuple[str, float | None]) -> Cell:
        """Parts one after the other."""
        strips: list[Strip] = []
        for kind, value in parts:
            start = strips[-1].start + strips[-1].width if strips else 0.0
            strips.append(Strip(kind, start, part_of(value or 0, top)))
        return Cell("", strips=tuple(strips))

    def shaded(self, cell: Cell, share: float | None, steps: int) -> Cell:
        """The cell on a ground as dark as its share in [0..1]."""
        return cell if share is None else replace(cell, shade=step_of(share, steps))


def unbroken(text: str) -> str:
    """A sentence in which no line ends between a number and its percent sign."""
    return text.replace(" %", "\u00a0%")


def part_of(value: float, top: float) -> float:
    """Percent of the width of a bar, never more than all of it.

    >>> part_of(1, 3), part_of(5, 3), part_of(1, 0)
    (33.33, 100.0, 0.0)
    """
    return round(min(max(value / top, 0.0), 1.0) * 100, 2) if top else 0.0


def step_of(share: float, steps: int) -> int:
    """Which of so many equal steps a share in [0..1] falls into; 1 and more fall into the last.

    >>> [step_of(share, 5) for share in (0, 0.19, 0.2, 0.99, 1.3)]
    [0, 0, 1, 4, 4]
    """
    return min(int(share * steps), steps - 1)


def top_of(values: Sequence[float | None]) -> float:
    """The largest value, 0 when there is none."""
    return max((value for value in values if value is not None), default=0.0)
