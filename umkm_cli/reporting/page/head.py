"""What a head of office reads first: the headline, the numbers beneath it, and the way to the product."""

from dataclasses import dataclass
from datetime import date

from umkm_cli.findings.coverage import Coverage
from umkm_cli.messages import show
from umkm_cli.reporting.labels import PARTS_OF_RECORDED, step_counts
from umkm_cli.reporting.page.cells import Figure, Grid, Pen, counts_of, named, part_of, unbroken
from umkm_cli.reporting.page.progress import needed
from umkm_cli.reporting.summary import headline, signed, standing

_COLOURS = {
    "recorded": "recorded", "recorded_listed": "recorded", "survey_only": "recorded",
    "producing": "producing", "product_known": "producing",
}  # fmt: skip
"""Colours of the steps; the others are of owners that are listed."""

_FIGURES = {"basis": "", "owners": "baseline_owners"}
"""Figures of steps that are called otherwise; the basis is set, not counted."""


@dataclass(frozen=True, slots=True)
class Tile:
    """One number of the headline: what it is, its value, and what to think of it."""

    title: str
    value: str
    note: str = ""
    figure: Figure = ""


@dataclass(frozen=True, slots=True)
class Head:
    """The top of the page.

    Attributes:
        title: Of the page.
        day: Of the report, in words.
        made_on: The same, in a sentence.
        headline: Recorded of target.
        figure: Its name, for tracing.
        lines: Sentences on it.
        reached: Recorded, in percent of the scale of the bar.
        target: The target, the same.
        scale: What the bar as a whole stands for.
        tiles: The numbers.
    """

    title: str
    day: str
    made_on: str
    headline: str
    figure: Figure
    lines: tuple[str, ...]
    reached: float
    target: float
    scale: str
    tiles: tuple[Tile, ...]


def head(coverage: Coverage, recorded: int | None, pen: Pen) -> Head:
    """The top of the page; without numbers where even the recorded owners are too few to be told."""
    top = max(coverage.basis, coverage.target, recorded or 0)
    return Head(
        title=pen.say("report.title", region=coverage.region),
        day=pen.show(coverage.made_on),
        made_on=pen.say("report.made_on", day=coverage.made_on),
        headline=unbroken(headline(coverage, pen.language)),
        figure=pen.traced(named("recorded")),
        lines=standing(coverage, pen.language),  # pace and forecast stand in the tiles
        reached=part_of(recorded or 0, top),
        target=part_of(coverage.target, top),
        scale=pen.say("page.scale", count=top),
        tiles=() if recorded is None else tuple(_tiles(coverage, recorded, pen)),
    )


def _tiles(coverage: Coverage, recorded: int, pen: Pen) -> list[Tile]:
    producing = step_counts(coverage.tables)["producing"]
    missing = max(coverage.target - recorded, 0)
    tiles = [
        Tile(pen.say("column.remaining"), pen.show(missing), _needed(coverage, recorded, pen)),
        Tile(pen.say("column.pace"), _rate(coverage.pace, pen), pen.say("page.pace_note")),
        Tile(pen.say("page.reached_on"), *_reached(coverage, recorded, pen)),
        Tile(
            pen.say("column.producing"), pen.say("report.hidden") if producing is None else pen.show(producing),
            pen.say("page.of_recorded", share=pen.share(_part(producing, recorded)).text) if recorded else "",
            pen.traced(named("producing")),
        ),
    ]  # fmt: skip
    before = {row["step"]: row["before"] for row in counts_of(coverage, "funnel")}["recorded"]
    if before is not None and coverage.before is not None:
        change = signed(recorded - before, pen.language)
        tiles.append(Tile(pen.say("page.since"), change, pen.say("page.since_note", day=coverage.before)))
    return tiles


def _part(count: int | None, whole: int) -> float | None:
    return count / whole if whole and count is not None else None


def _rate(value: float | None, pen: Pen) -> str:
    return "–" if value is None else show(value, pen.language) if value < 10 else pen.show(value)


def _needed(coverage: Coverage, recorded: int, pen: Pen) -> str:
    """How many a day it takes, when there is a day."""
    pace = needed(coverage, recorded)
    return "" if pace is None else pen.say("page.needed", count=_rate(pace, pen), day=coverage.target_date)


def _reached(coverage: Coverage, recorded: int, pen: Pen) -> tuple[str, str]:
    """The day the target is reached, and whether that is in time."""
    if recorded >= coverage.target:
        return pen.say("report.reached"), ""
    if coverage.reached_on is None:
        return "–", pen.say("page.never")
    return pen.show(coverage.reached_on), _in_time(coverage.reached_on, coverage.target_date, pen)


def _in_time(day: date, due: date | None, pen: Pen) -> str:
    if due is None:
        return pen.say("page.at_this_pace")
    late = (day - due).days
    return pen.say("page.late" if late > 0 else "page.in_time", count=abs(late), day=due)


def funnel(coverage: Coverage, pen: Pen) -> Grid:
    """From the basis to the product."""
    rows = counts_of(coverage, "funnel")
    top = max([row["count"] or 0 for row in rows if row["step"] != "records"], default=0)
    cells = []
    for row in rows:
        step, count = str(row["step"]), row["count"]
        kind = _COLOURS.get(step, "listed")
        cells.append(
            (
                pen.words(("\u2003" if step in PARTS_OF_RECORDED else "") + pen.say(f"funnel.{step}")),
                pen.number(count, _FIGURES.get(step, step)),
                pen.bar(top, (kind, None if step == "records" else count)),
                pen.share(row["share_of_basis"]),
                pen.share(row["share_of_target"]),
                pen.change(count, row["before"]),
            )
        )
    titles = pen.titles("step", "count", "", "share_of_basis", "share_of_target", "change")
    grid = Grid("funnel", pen.say("report.funnel"), titles, tuple(cells))
    return grid if coverage.before else grid.without_last()
