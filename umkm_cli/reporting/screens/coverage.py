"""The coverage report on one screen."""

from collections.abc import Iterator
from datetime import date

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table

from umkm_cli.findings.coverage import Coverage
from umkm_cli.messages import percent, say, show
from umkm_cli.reporting.labels import (
    PARTS_OF_RECORDED,
    Row,
    count_in,
    count_label,
    district_label,
    product_label,
    rows_of,
    status_label,
    total_of,
)
from umkm_cli.reporting.screens.bar import Bar
from umkm_cli.reporting.screens.layout import add, grid, heading, table_of, text
from umkm_cli.reporting.summary import (
    change_of,
    doubt_lines,
    duplicates_line,
    estimate_lines,
    explanation,
    headline,
    people_line,
    quality_lines,
    signed,
    survey_line,
    unvisited_line,
)

TOP_PRODUCTS = 10
"""How many product categories the screen shows; the workbook has all."""


def render_coverage(coverage: Coverage, language: str) -> RenderableType:
    """The report: headline, funnel, kecamatan, products, production status and quality.

    Args:
        coverage: What was counted.
        language: Of the words and numbers.
    """
    tables = coverage.tables
    return Group(
        _head(coverage, language),
        heading("report.funnel", language),
        _funnel(coverage, language),
        heading("report.districts", language),
        _districts(coverage, language),
        *_told(unvisited_line(coverage, language), survey_line(coverage, language)),
        *_products(rows_of(tables["coverage_product"]), language),
        *_statuses(rows_of(tables["coverage_status"]), language),
        *_told(people_line(coverage, language)),
        *_quality(coverage, language),
        *_estimates(coverage, language),
        *_doubts(coverage, language),
        *_told(say("report.note_hidden", language) if coverage.is_public else None),
    )


def _head(coverage: Coverage, language: str) -> RenderableType:
    recorded = coverage.total("recorded") or 0
    title = say("report.title", language, region=coverage.region)
    return Group(
        text(f"{title}, {show(coverage.made_on, language)}"),
        text(headline(coverage, language), "bold"),
        grid([(Bar(recorded / coverage.target, width=60),)], right=()),
        *(text(line) for line in explanation(coverage, language)),
    )


def _funnel(coverage: Coverage, language: str) -> Table:
    """Each step with its count, its shares where it counts owners, and what has changed since the report before."""
    titles = ["step", "count", "share_of_basis", "share_of_target", *(["change"] if coverage.before else []), ""]
    table = table_of(dict.fromkeys(titles), left=("step", ""), language=language)
    steps = rows_of(coverage.tables["coverage_funnel"])
    table.columns[0].min_width = max(len(say(f"funnel.{step['step']}", language)) for step in steps)
    for step in steps:
        share = step["share_of_basis"]
        add(
            table,
            ("  " if step["step"] in PARTS_OF_RECORDED else "") + say(f"funnel.{step['step']}", language),
            count_label(step["count"], language),
            *(percent(count_in(step, name), language) if share is not None else "" for name in titles[2:4]),
            *([signed(change_of(step), language)] if coverage.before else []),
            Bar(count_in(step, "share_of_basis"), width=12) if share is not None else "",
        )
    return table


def _districts(coverage: Coverage, language: str) -> Table:
    """Each kecamatan against its part of the target, and when its pace will have met it."""
    rows = rows_of(coverage.tables["coverage_district"])
    counts = ("owners", "recorded", "producing", "target_share")
    totals = {name: coverage.total(name) for name in counts}
    reached = _reached(totals)
    table = table_of(
        {
            "district": say("report.total", language),
            **{name: count_label(total, language) for name, total in totals.items()},
            "reached": percent(reached, language),
            "reached_on": _short(coverage.reached_on),
            "": Bar(reached or 0, width=16),
        },
        left=("district", ""),
        language=language,
    )
    table.columns[0].min_width = max(len(district_label(row, language)) for row in rows)
    for row in rows:
        if row["district_code"] is None and row["owners"] == 0:
            continue
        reached = _reached(row)
        add(
            table,
            district_label(row, language),
            *(count_label(row[name], language) for name in counts),
            percent(reached, language),
            _short(row["reached_on"]),
            Bar(reached or 0, width=16),
        )
    return table


def _short(day: object) -> str:
    """A month and a year, `3/2027`: a forecast knows no days."""
    return f"{day.month}/{day.year}" if isinstance(day, date) else ""


def _reached(row: Row) -> float | None:
    """Recorded owners as a share of the target; none without a target, and where one of them is hidden."""
    target = count_in(row, "target_share")
    return count_in(row, "recorded") / target if target and row["recorded"] is not None else None


def _products(rows: list[Row], language: str) -> Iterator[RenderableType]:
    """The categories most owners still produce; of all owners as long as nobody has been visited."""
    known = [row for row in rows if row["product"] is not None]
    if not known:
        return
    leading = "producing" if total_of(rows, "producing") else "owners"
    top = sorted(known, key=lambda row: -count_in(row, leading))[:TOP_PRODUCTS]
    most = count_in(top[0], leading) or 1
    yield heading("report.products_top", language, count=len(top))
    table = table_of(
        dict.fromkeys(("product", "owners", "recorded", "producing", "")), left=("product", ""), language=language
    )
    for row in [*top, *(row for row in rows if row["product"] is None)]:
        numbers = [count_label(row[name], language) for name in ("owners", "recorded", "producing")]
        bar = Bar(count_in(row, leading) / most, width=24, style="cyan") if row in top else ""
        add(table, product_label(row, language), *numbers, bar)
    yield table


def _statuses(rows: list[Row], language: str) -> Iterator[RenderableType]:
    """The statuses that occur, if anybody has been visited."""
    found = [row for row in rows if row["owners"] != 0]
    if any(row["owners"] for row in found):
        yield heading("report.statuses", language)
        yield grid(
            (
                (
                    status_label(row, language),
                    count_label(row["owners"], language),
                    percent(None if row["share"] is None else count_in(row, "share"), language),
                    Bar(count_in(row, "share"), width=20, style="cyan"),
                )
                for row in found
            ),
            right=(1, 2),
        )


def _quality(coverage: Coverage, language: str) -> Iterator[RenderableType]:
    lines = quality_lines(coverage, language)
    if lines:
        yield heading("report.quality", language)
        yield from (text(line) for line in lines)
        yield from _told(duplicates_line(coverage, language))


def _told(*lines: str | None) -> Iterator[RenderableType]:
    """The lines there are something to tell in."""
    yield from (text(line) for line in lines if line)


def _estimates(coverage: Coverage, language: str) -> Iterator[RenderableType]:
    lines = estimate_lines(coverage, language)
    if lines:
        yield heading("report.estimates", language)
        yield grid(lines)


def _doubts(coverage: Coverage, language: str) -> Iterator[RenderableType]:
    """What does not fit, with what to do about it below."""
    found = doubt_lines(coverage, language)
    if found:
        yield heading("report.doubts", language)
        for line, hint in found:
            yield text(line)
            yield Padding(text(hint, "dim"), (0, 0, 0, 2))
