"""The rows behind a figure of the report: the first of them on the screen."""

from rich.console import Group, RenderableType
from rich.text import Text

from umkm_cli.findings.coverage import FigureTrace
from umkm_cli.messages import Id, safe, say, show
from umkm_cli.reporting.labels import Row, list_label, rows_of
from umkm_cli.reporting.screens.layout import Cell, grid, text
from umkm_cli.schema import sheet_name

LISTED = 20
"""Rows that are shown; the workbook has all."""


def render_trace(found: FigureTrace, language: str) -> RenderableType:
    """What was counted, and where the first rows stand."""
    key = "trace.rows" if found.is_of_rows else "trace.owners"
    rows = found.rows.num_rows
    more = [text(say("trace.more", language, count=rows - LISTED))] if rows > LISTED else []
    return Group(
        text(say(key, language, figure=found.figure, count=found.count, rows=rows), "bold"),
        grid((_row(row, language) for row in rows_of(found.rows.slice(0, LISTED))), right=()),
        *more,
    )


def _row(row: Row, language: str) -> tuple[Cell, ...]:
    """The owner, who it is, and the place in its list below."""
    place = say(
        "trace.place",
        language,
        list=list_label(row, language),
        sheet=sheet_name(row["source_file"], row["source_sheet"]),
        row=str(row["source_row"]),
    )
    where = ", ".join(str(row[name]) for name in ("village", "district") if row[name])
    told = text(str(row["name"] or "–"))
    told.append(f"  {safe(where)}", "not bold") if where else None
    visited = [show(row["visited_on"], language)] if row["visited_on"] else []
    return Text(Id(row["owner_id"])), Group(told, text("; ".join([place, *visited]), "dim"))
