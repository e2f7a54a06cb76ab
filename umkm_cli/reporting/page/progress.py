"""Progress over time: a line of recorded owners on its way to the target."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from umkm_cli.findings.coverage import Coverage
from umkm_cli.messages import show
from umkm_cli.reporting.page.cells import Counts, Pen, counts_of
from umkm_cli.reporting.page.scale import months, ticks

WIDTH, HEIGHT = 760, 320
_LEFT, _RIGHT, _TOP, _BOTTOM = 56, 104, 26, 34
"""Room around the plot for the words at its edges."""

_FARTHEST = timedelta(days=3 * 366)
"""A forecast beyond this is told in words, not drawn."""


def needed(coverage: Coverage, recorded: int) -> float | None:
    """Owners to be recorded a day to reach the target on its day; None without such a day ahead."""
    left = (coverage.target_date - coverage.made_on).days if coverage.target_date else 0
    missing = coverage.target - recorded
    return missing / left if left > 0 and missing > 0 else None


def _dated(coverage: Coverage) -> list[Counts]:
    """The days whose counts are known and shown."""
    rows = counts_of(coverage, "progress")
    return [row for row in rows if row["day"] is not None and row["total"] is not None]


@dataclass(frozen=True, slots=True)
class Plot:
    """The drawing, in its own units; all lines are texts of points.

    Attributes:
        done: Recorded owners.
        area: The same, closed at the bottom.
        target: The target, a step wherever it was changed.
        ahead: From today to the day the target is reached; empty where that is not drawn.
        today: Where today's count stands.
        recorded: That count.
        rows: Height and words of the lines across.
        columns: Place and words of the months.
        target_at: Height of the target in force.
        reached_on: The day the target is reached, in words; empty where it is not drawn.
        reached_at: Where these stand along the line, and which end of them.
        words: The drawing in a sentence.
    """

    done: str
    area: str
    target: str
    ahead: str
    today: tuple[float, float]
    recorded: str
    rows: tuple[tuple[float, str], ...]
    columns: tuple[tuple[float, str], ...]
    target_at: float
    reached_on: str
    reached_at: tuple[float, str]
    words: str


def plot(coverage: Coverage, recorded: int, pen: Pen) -> Plot | None:
    """The drawing; None as long as no visit has a day."""
    rows = _dated(coverage)
    if not rows:
        return None
    days: list[date] = [row["day"] for row in rows]
    reached_on = (
        coverage.reached_on if coverage.reached_on and coverage.reached_on - coverage.made_on < _FARTHEST else None
    )
    ends = [day for day in (coverage.made_on, reached_on, coverage.target_date) if day is not None]
    frame = _Frame(
        days[0], max(*ends, days[0] + timedelta(days=1)),
        max(recorded, coverage.target, *(row["target"] or 0 for row in rows)) * 1.06,
    )  # fmt: skip
    done = [frame.at(row["day"], row["total"]) for row in rows]
    today = frame.at(coverage.made_on, recorded)
    done.append(today)
    floor = f"{today[0]},{HEIGHT - _BOTTOM}"
    steps = [(row["day"], row["target"]) for row in rows] + [(frame.last, coverage.target)]
    return Plot(
        done=_points(done),
        area=f"{done[0][0]},{HEIGHT - _BOTTOM} {_points(done)} {floor}",
        target=_points(_stairs(frame, steps)),
        ahead=_points([today, frame.at(reached_on, coverage.target)]) if reached_on else "",
        today=today,
        recorded=pen.show(recorded),
        rows=tuple((frame.up(tick), show(tick, pen.language)) for tick in ticks(frame.top)),
        columns=tuple((frame.across(day), month_word(day, pen.language)) for day in months(frame.first, frame.last)),
        target_at=frame.up(coverage.target),
        reached_on=pen.show(reached_on) if reached_on else "",
        reached_at=_beside(frame.across(reached_on or coverage.made_on)),
        words=_words(coverage, recorded, days[0], pen),
    )


@dataclass(frozen=True, slots=True)
class _Frame:
    """What the plot spans."""

    first: date
    last: date
    top: float

    def across(self, day: date) -> float:
        share = (day - self.first) / (self.last - self.first)
        return round(_LEFT + share * (WIDTH - _LEFT - _RIGHT), 1)

    def up(self, count: float) -> float:
        return round(HEIGHT - _BOTTOM - count / self.top * (HEIGHT - _TOP - _BOTTOM), 1)

    def at(self, day: date, count: float) -> tuple[float, float]:
        return self.across(day), self.up(count)


def _beside(x: float) -> tuple[float, str]:
    """Where words at a point of the target line find room: below it to the right, or above it to the left."""
    return (x + 8, "start") if x < WIDTH * 0.62 else (x, "end")


def _stairs(frame: _Frame, steps: Sequence[tuple[date, int]]) -> Iterable[tuple[float, float]]:
    """Level lines, and a step on each day that the target changes."""
    yield frame.at(*steps[0])
    for (_, before), (day, now) in pairwise(steps):
        if now != before:
            yield frame.at(day, before)
            yield frame.at(day, now)
    yield frame.at(*steps[-1])


def _points(points: Iterable[tuple[float, float]]) -> str:
    return " ".join(f"{x},{y}" for x, y in points)


def _words(coverage: Coverage, recorded: int, first: date, pen: Pen) -> str:
    now = pen.say("page.progress_told", first=first, day=coverage.made_on, recorded=recorded)
    if coverage.reached_on is None:
        return f"{now}."
    return f"{now}. {pen.say('page.forecast_told', day=coverage.reached_on, target=coverage.target)}."


def month_word(day: date, language: str) -> str:
    """A month in three letters, with the year in January.

    >>> month_word(date(2021, 8, 1), "id"), month_word(date(2022, 1, 1), "en")
    ('Agu', 'Jan 2022')
    """
    _, month, year = show(day, language).split()
    return f"{month[:3]} {year}" if day.month == 1 else month[:3]
