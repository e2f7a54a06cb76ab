"""The coverage report on one screen."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.table import Table

from umkm_cli.messages import percent, say, show
from umkm_cli.reporting.bar import Bar
from umkm_cli.reporting.labels import (
    Row,
    count_in,
    district_label,
    product_label,
    rows_of,
    status_label,
    total_of,
)
from umkm_cli.reporting.layout import add, grid, heading, table_of, text
from umkm_cli.reporting.summary import explanation, headline, quality_lines
from umkm_cli.verdicts import Coverage

TOP_PRODUCTS = 10
"""How many product categories the screen shows; the workbook has all."""

_PARTS_OF_RECORDED = ("recorded_listed", "survey_only")


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
        _funnel(rows_of(tables["coverage_funnel"]), language),
        heading("report.districts", language),
        _districts(rows_of(tables["coverage_district"]), language),
        *_products(rows_of(tables["coverage_product"]), language),
        *_statuses(rows_of(tables["coverage_status"]), language),
        *_quality(coverage, language),
    )


def _head(coverage: Coverage, language: str) -> RenderableType:
    recorded = total_of(rows_of(coverage.tables["coverage_district"]), "recorded")
    return Group(
        text(say("report.title", language, region=coverage.region)),
        text(headline(coverage, language), "bold"),
        grid([(Bar(recorded / coverage.target, width=60),)], right=()),
        *(text(line) for line in explanation(coverage, language)),
    )


def _funnel(steps: list[Row], language: str) -> Table:
    """Each step with its count and, where it counts owners, its share of the basis as a bar."""
    columns: dict[str, None] = dict.fromkeys(("step", "count", "share_of_basis", ""))
    table = table_of(columns, left=("step", ""), language=language)
    for step in steps:
        share = step["share_of_basis"]
        add(
            table,
            ("  " if step["step"] in _PARTS_OF_RECORDED else "") + say(f"funnel.{step['step']}", language),
            show(step["count"], language),
            percent(share, language) if isinstance(share, float) else "",
            Bar(share, width=20) if isinstance(share, float) else "",
        )
    return table


def _districts(rows: list[Row], language: str) -> Table:
    """Each kecamatan against its part of the target."""
    counts = ("owners", "recorded", "producing", "target_share")
    totals = {name: total_of(rows, name) for name in counts}
    table = table_of(
        {
            "district": say("report.total", language),
            **{name: show(round(total), language) for name, total in totals.items()},
            "reached": percent(_reached(totals), language),
            "": Bar(_reached(totals) or 0, width=24),
        },
        left=("district", ""),
        language=language,
    )
    for row in rows:
        if row["district_code"] is None and not row["owners"]:
            continue
        numbers = [show(round(count_in(row, name)), language) for name in counts]
        reached = _reached(row)
        add(table, district_label(row, language), *numbers, percent(reached, language), Bar(reached or 0, width=24))
    return table


def _reached(row: Row) -> float | None:
    """Recorded owners as a share of the target; none without a target."""
    target = count_in(row, "target_share")
    return count_in(row, "recorded") / target if target else None


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
        numbers = [show(row[name], language) for name in ("owners", "recorded", "producing")]
        bar = Bar(count_in(row, leading) / most, width=24, style="cyan") if row in top else ""
        add(table, product_label(row, language), *numbers, bar)
    yield table


def _statuses(rows: list[Row], language: str) -> Iterator[RenderableType]:
    """The statuses that occur, if anybody has been visited."""
    found = [row for row in rows if count_in(row, "owners")]
    if found:
        yield heading("report.statuses", language)
        yield grid(
            (
                (
                    status_label(row, language),
                    show(row["owners"], language),
                    percent(count_in(row, "share"), language),
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
