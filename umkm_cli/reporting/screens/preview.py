"""What `umkm ingest --dry-run` shows: every sheet, and how each of its columns was understood."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from rich.console import Group, RenderableType

from umkm_cli.messages import has, percent, say
from umkm_cli.reporting.labels import Row
from umkm_cli.reporting.screens.columns import render_columns
from umkm_cli.reporting.screens.intake import render_sums, sheet_name, status_of
from umkm_cli.reporting.screens.layout import grid, text

_CONTEXT = ("context_village", "context_district", "context_year", "context_stage")


def render_preview(sources: Sequence[Row], *, language: str) -> RenderableType:
    """Each sheet with its tables, then the sums and the columns to look at.

    Args:
        sources: Rows of `SOURCES`, in the order to show.
        language: Of the words and numbers.
    """
    sheets = [part for row in sources for part in _sheet(row, language)]
    return Group(*sheets, *render_sums(sources, language), *render_columns(sources, language=language))


def _sheet(row: Row, language: str) -> Iterator[RenderableType]:
    """One sheet: its name, what it is, what it is about, its rows, its columns."""
    yield text(sheet_name(row), "bold")
    marks = [say("intake.hidden", language)] if row["is_hidden"] else []
    header = [say("preview.header_row", language, row=row["header_row"])] if row["header_row"] else []
    yield text("  " + ", ".join([str(row["format"] or "–"), status_of(row, language), *marks, *header]))
    if row["rows"]:
        yield text("  " + say("preview.rows", language, rows=row["rows"], records=row["records"]))
        yield from (text(f"  {line}") for line in _reasons(row, language))
    about = [say(f"preview.{name}", language, value=str(row[name])) for name in _CONTEXT if row[name] is not None]
    if about:
        yield text("  " + ", ".join(about))
    columns: Any = row["columns"] or ()
    for number, table in groupby(columns, key=lambda column: column["table"]):
        if columns[-1]["table"] > 1:
            yield text("  " + say("preview.table", language, number=number))
        yield grid([_column(column, language) for column in table], right=(0, 4))
    yield text("")


def _reasons(row: Row, language: str) -> Iterator[str]:
    """Why rows are no records, and how many; a reason without words is told by its key."""
    reasons: Any = row["reasons"] or ()
    for reason, count in reasons:
        key = f"reason.{reason}"
        words = say(key, language) if has(key) else reason
        yield say("preview.reason", language, reason=words, count=count)


def _column(column: Mapping[str, Any], language: str) -> tuple[str, ...]:
    """Position, title, field, how that was understood, how sure."""
    share = percent(column["confidence"], language) if column["field"] else ""
    how = say(f"how.{column['how']}", language)
    return (f"  {column['position']}", column["header"] or "–", column["field"] or "–", how, share)
