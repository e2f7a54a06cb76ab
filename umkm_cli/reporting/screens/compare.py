"""What `umkm report --compare` shows: the figures before and now, what their change is made of, places and files."""

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.table import Table

from umkm_cli.findings.coverage import Comparison
from umkm_cli.messages import say, show
from umkm_cli.reporting.compare_words import (
    cause_label,
    compared_label,
    file_label,
    sheet_label,
    title_of,
    why_label,
)
from umkm_cli.reporting.labels import Row, count_in, district_label, rows_of
from umkm_cli.reporting.screens.layout import add, grid, heading, table_of, text
from umkm_cli.reporting.summary import signed

FIGURES = ("owners", "baseline_owners", "recorded", "producing")
"""Figures whose change is explained on the screen; the workbook has all."""

LISTED = 15
"""Sheets that are named; the rest are counted."""

_OF_PLACES = ("owners", "recorded", "producing")
_CHANGES = ("added", "removed", "corrected", "moved_in", "moved_out")


def render_comparison(told: Comparison, language: str) -> RenderableType:
    """The figures, why they changed, and where."""
    figures, files = rows_of(told.tables["compared_figure"]), rows_of(told.tables["compared_file"])
    title = text(title_of(told, language), "bold")
    districts = list(_districts(rows_of(told.tables["compared_district"]), language))
    if not files and not districts and not any(count_in(row, "change") for row in figures):
        return Group(title, text(say("compared.nothing", language)))
    return Group(
        title,
        text(""),
        _figures(figures, language),
        *_causes(rows_of(told.tables["compared_cause"]), language),
        *districts,
        *_files(files, language),
    )


def _figures(rows: Sequence[Row], language: str) -> Table:
    titles = ("figure", "before_then", "now", "change")
    table = table_of(dict.fromkeys(titles), left=("figure",), language=language)
    for row in rows:
        counts = [show(row[name], language) for name in ("before", "now")]
        add(table, compared_label(row, language), *counts, signed(int(count_in(row, "change")), language))
    return table


def _causes(rows: Sequence[Row], language: str) -> Iterator[RenderableType]:
    """One line for each cause, one column for each figure; every column adds up to the change of its figure."""
    found: dict[tuple[str, str], dict[str, int]] = {}
    for row in rows:
        if row["figure"] in FIGURES:
            key = cause_label(row, language), why_label(row, language)
            found.setdefault(key, {})[str(row["figure"])] = int(count_in(row, "change"))
    if not found:
        return
    totals = {name: sum(causes.get(name, 0) for causes in found.values()) for name in FIGURES}
    yield heading("compared.causes", language)
    table = table_of(
        {"cause": say("report.total", language), **{name: signed(total, language) for name, total in totals.items()}},
        left=("cause",),
        language=language,
    )
    for (cause, why), causes in found.items():
        counts = [signed(causes.get(name) or None, language) for name in FIGURES]
        add(table, say("compared.cause", language, cause=cause, why=why), *counts)
    yield table


def _districts(rows: Sequence[Row], language: str) -> Iterator[RenderableType]:
    """Kecamatan with a change in what is recorded, or in owners."""
    changes = [
        (row, {name: int(count_in(row, name) - count_in(row, f"{name}_before")) for name in _OF_PLACES}) for row in rows
    ]
    changed = [(row, change) for row, change in changes if any(change.values())]
    if not changed:
        return
    yield heading("compared.districts", language)
    titles = ["district", *(key for name in _OF_PLACES for key in (name, "change"))]
    yield grid(_lines(changed, titles, language), right=range(1, len(titles)))


def _lines(
    changed: Sequence[tuple[Row, dict[str, int]]], titles: Sequence[str], language: str
) -> Iterator[tuple[str, ...]]:
    yield tuple(say(f"column.{title}", language) for title in titles)
    for row, change in changed:
        counts = [told for name, by in change.items() for told in (show(row[name], language), signed(by, language))]
        yield district_label(row, language), *counts


def _files(rows: Sequence[Row], language: str) -> Iterator[RenderableType]:
    """The sheets that changed most."""
    if not rows:
        return
    most = sorted(rows, key=lambda row: -sum(count_in(row, name) for name in _CHANGES))
    yield heading("compared.files", language)
    yield grid(
        ((sheet_label(row), file_label(row, language), _told(row, language)) for row in most[:LISTED]),
        right=(),
    )
    if len(rows) > LISTED:
        yield text(say("compared.more", language, count=len(rows) - LISTED))


def _told(row: Row, language: str) -> str:
    """What happened to the rows of a sheet, in words."""
    parts = [(name, int(count_in(row, name))) for name in _CHANGES]
    return ", ".join(say(f"rows_were.{name}", language, count=count) for name, count in parts if count)
