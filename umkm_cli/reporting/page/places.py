"""Kecamatan and desa against their part of the target."""

from dataclasses import dataclass
from typing import Any

from umkm_cli.findings.coverage import Coverage
from umkm_cli.messages import percent
from umkm_cli.reporting.labels import district_label, village_label
from umkm_cli.reporting.page.cells import Cell, Counts, Figure, Grid, Pen, counts_of, named, top_of, unbroken

WORST = 10
"""Desa that are named because most is left to do there."""

SILENT = 24
"""Desa without a recorded owner that are named; the table of desa has all."""

_COUNTED = ("recorded", "target_share", "reached", "remaining", "pace", "reached_on", "producing")
_VILLAGES = ("villages", "villages_without_record")
_DETAILS = ("records", "owners", "baseline_owners", "product_known", "women", "with_nib", "surplus")


def districts(coverage: Coverage, pen: Pen) -> Grid:
    """Each kecamatan: how far it is, how fast, and what changed."""
    rows = _shown(counts_of(coverage, "district"))
    top = top_of([value for row in rows for value in (row["recorded"], row["target_share"])])
    titles = pen.titles("district", "", *_COUNTED, "change")
    grid = Grid(
        "districts", pen.say("page.districts"), titles,
        tuple((pen.words(district_label(row, pen.language)), *_district(row, top, pen)) for row in rows),
        total=(pen.words(pen.say("report.total")), *_total(coverage, rows, pen)),
        bars=(("producing", pen.say("column.producing")), ("recorded", pen.say("page.recorded_only"))),
        tick_meaning=pen.say("column.target_share"),
    )  # fmt: skip
    return grid if coverage.before else grid.without_last()


def _district(row: Counts, top: float, pen: Pen) -> tuple[Cell, ...]:
    code, recorded, target = row["district_code"], row["recorded"], row["target_share"]
    return (
        pen.bar(top, ("recorded", recorded), ("producing", row["producing"]), tick=target or None),
        pen.number(recorded, named("recorded", code)),
        pen.number(target),
        pen.share(_ratio(recorded, target)),
        pen.number(row["remaining"]),
        pen.rate(row["pace"]),
        pen.day(row["reached_on"]),
        pen.number(row["producing"], named("producing", code)),
        pen.change(recorded, row["recorded_before"]),
    )


def _total(coverage: Coverage, rows: list[Counts], pen: Pen) -> tuple[Cell, ...]:
    recorded, target, remaining, pace, producing, before = (
        _sum(coverage, rows, name)
        for name in ("recorded", "target_share", "remaining", "pace", "producing", "recorded_before")
    )
    if remaining is None and target is not None and recorded is not None:
        remaining = target - recorded  # as the headline says
    return (
        Cell(""), pen.number(recorded, named("recorded")), pen.number(target), pen.share(_ratio(recorded, target)),
        pen.number(remaining), pen.rate(pace), Cell(""), pen.number(producing, named("producing")),
        pen.change(recorded, before),
    )  # fmt: skip


def ends(coverage: Coverage, pen: Pen) -> str:
    """Who is nearest to its target and who is farthest; nothing when that cannot be told, as some are hidden."""
    known = [row for row in counts_of(coverage, "district") if row["district_code"]]
    if any(row[name] is None for row in known for name in ("recorded", "target_share")):
        return ""
    shares = {district_label(row, pen.language): _ratio(row["recorded"], row["target_share"]) for row in known}
    told = sorted((-share, name) for name, share in shares.items() if share is not None)
    if len(told) < 2 or told[0][0] == 0:
        return ""
    (most, first), (least, last) = told[0], told[-1]
    told_most, told_least = (unbroken(percent(-share, pen.language)) for share in (most, least))
    return pen.say("page.ends", first=first, first_share=told_most, last=last, last_share=told_least)


def district_details(coverage: Coverage, pen: Pen) -> Grid:
    """What else is counted by kecamatan."""
    rows = _shown(counts_of(coverage, "district"))
    names = (*_VILLAGES, *_DETAILS)
    lines = tuple(
        (
            pen.words(district_label(row, pen.language)),
            *(pen.number(row[name]) for name in _VILLAGES),
            *(pen.number(row[name], named(name, row["district_code"])) for name in _DETAILS),
        )
        for row in rows
    )
    total = (pen.words(pen.say("report.total")), *(pen.number(_sum(coverage, rows, name)) for name in names))
    return Grid("district-details", pen.say("page.district_details"), pen.titles("district", *names), lines, total)


def villages(coverage: Coverage, pen: Pen) -> Grid:
    """Every desa."""
    rows = _shown(counts_of(coverage, "village"))
    counted = ("owners", *_COUNTED[:4], "producing", "product_known")
    titles = pen.titles("village", "district", "", *counted, "change")
    grid = Grid(
        "villages", pen.say("report.villages"), titles, tuple(_village(row, pen) for row in rows),
        bars=(("recorded", pen.say("page.reached_bar")),),
    )  # fmt: skip
    return grid if coverage.before else grid.without_last()


def _village(row: Counts, pen: Pen) -> tuple[Cell, ...]:
    recorded, target = row["recorded"], row["target_share"]

    def figure(measure: str) -> Figure:
        # Owners of a kecamatan without a desa have no figure of their own.
        is_named = row["village_code"] or row["district_code"] is None
        return named(measure, row["village_code"]) if is_named else ""

    return (
        pen.words(village_label(row, pen.language)),
        pen.words(district_label(row, pen.language)),
        pen.bar(target or 0, ("recorded", recorded)),
        pen.number(row["owners"], figure("owners")),
        pen.number(recorded, figure("recorded")),
        pen.number(target),
        pen.share(_ratio(recorded, target)),
        pen.number(row["remaining"]),
        pen.number(row["producing"], figure("producing")),
        pen.number(row["product_known"], figure("product_known")),
        pen.change(recorded, row["recorded_before"]),
    )


@dataclass(frozen=True, slots=True)
class Gaps:
    """Where to go next: a sentence on the desa nobody was recorded in, and the desa where most is left to do."""

    silent: str
    worst: Grid


def gaps(coverage: Coverage, pen: Pen) -> Gaps:
    """The desa where work is left."""
    rows = [row for row in counts_of(coverage, "village") if row["village_code"] is not None]
    left = [row for row in rows if row["remaining"] is not None and row["remaining"] > 0]
    worst = sorted(left, key=lambda row: (-row["remaining"], row["village_code"]))[:WORST]
    lines = tuple(
        (
            pen.words(village_label(row, pen.language)),
            pen.words(district_label(row, pen.language)),
            pen.bar(row["target_share"] or 0, ("recorded", row["recorded"])),
            pen.number(row["remaining"]),
        )
        for row in worst
    )
    return Gaps(
        _silence(rows, pen),
        Grid(
            "gaps",
            pen.say("page.gaps"),
            pen.titles("village", "district", "", "remaining"),
            lines,
        ),
    )


def _silence(rows: list[Counts], pen: Pen) -> str:
    """Which desa have no recorded owner; nothing where hidden counts let nobody tell."""
    if None in (row["recorded"] for row in rows):
        return ""
    silent = [row for row in rows if row["recorded"] == 0]
    if not silent:
        return pen.say("page.no_silent")
    named_ones = [
        f"{village_label(row, pen.language)} ({district_label(row, pen.language)})" for row in silent[:SILENT]
    ]
    if len(silent) > SILENT:
        named_ones.append(pen.say("page.and_more", count=len(silent) - SILENT))
    return pen.say("page.silent", count=len(silent), names=", ".join(named_ones))


def _shown(rows: list[Counts]) -> list[Counts]:
    """Without a line for owners of no place, where there are none."""
    return [row for row in rows if row["district_code"] is not None or row["records"] != 0]


def _sum(coverage: Coverage, rows: list[Counts], column: str) -> Any:  # noqa: ANN401 - a count or a share
    """The sum; none where nothing is known, or where a part is hidden and the sum may not be told either."""
    values = [row[column] for row in rows]
    if column in ("pace", "recorded_before"):
        known = [value for value in values if value is not None]
        return sum(known) if known else None
    return (coverage.total(column) if coverage.is_public else None) if None in values else sum(values)


def _ratio(part: float | None, whole: float | None) -> float | None:
    return part / whole if part is not None and whole else None
