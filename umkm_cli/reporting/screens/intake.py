"""What `umkm ingest` made of each sheet; of many sheets only those worth a look, and the sums."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rich.console import Group, RenderableType
from rich.table import Table

from umkm_cli.messages import has, say, show
from umkm_cli.reporting.labels import Row, count_in
from umkm_cli.reporting.screens.columns import render_columns
from umkm_cli.reporting.screens.layout import add, table_of, text

MOST_SHEETS = 40
"""So many lines are still read by people; beyond, the sheets without any trouble are left out."""

TOO_MANY_REJECTED = 0.1
"""Share of rejected rows above which a sheet is worth a look."""

_STYLES = {"unreadable": "bold red", "no_table": "yellow", "empty": "yellow", "duplicate": "yellow"}


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One row of `sources` with its rows of kind `rejected`."""

    row: Row
    rejected: int

    @property
    def is_odd(self) -> bool:
        """Worth a look even among hundreds."""
        limit = TOO_MANY_REJECTED * count_in(self.row, "rows")
        return self.row["status"] != "read" or self.rejected > limit


def render_ingest(sources: Sequence[Row], states: Mapping[str, int], *, language: str) -> RenderableType:
    """One line per sheet, the sums, what is new, and the columns a person should look at.

    Args:
        sources: Rows of `SOURCES`, in the order to show.
        states: Files that are `new`, `changed`, read `again` and `unchanged`.
        language: Of the words and numbers.
    """
    sheets = _sheets(sources)
    shown = sheets if len(sheets) <= MOST_SHEETS else [sheet for sheet in sheets if sheet.is_odd][:MOST_SHEETS]
    parts: list[RenderableType] = [_table(shown, sheets, language)] if shown else []
    parts += [*_left_out(sheets, shown, language), text(""), *render_sums(sources, language), *_news(states, language)]
    return Group(*parts, *render_columns(sources, language=language))


def render_sums(sources: Sequence[Row], language: str) -> Iterator[RenderableType]:
    """Files and sheets; all filled rows, and what became of them."""
    sheets = _sheets(sources)
    rows, records, rejects = (
        int(sum(count_in(sheet.row, name) for sheet in sheets)) for name in ("rows", "records", "rejects")
    )
    doubled = sum(sheet.rejected for sheet in sheets if sheet.row["status"] == "duplicate")
    rejected = sum(sheet.rejected for sheet in sheets) - doubled
    waiting = sum(count for sheet in sheets for reason, count in _reasons(sheet.row) if reason == "not_visited")
    facts = {"rejected": rejected, "doubled": doubled, "other": rejects - rejected - doubled - waiting}
    files = len({sheet.row["source_file"] for sheet in sheets})
    yield text(say("intake.total", language, files=files, sheets=len(sheets)), "bold")
    yield text(say("intake.sums", language, rows=rows, records=records, **facts))
    if waiting:
        yield text(say("intake.waiting", language, count=waiting))


def _reasons(row: Row) -> list[tuple[str, int]]:
    """Rejects of a sheet by their reason."""
    reasons = row["reasons"]
    return reasons if isinstance(reasons, list) else []


def sheet_name(row: Row) -> str:
    """The file, and the sheet if it has a name."""
    return f"{row['source_file']} › {row['source_sheet']}" if row["source_sheet"] else str(row["source_file"])


def _sheets(sources: Sequence[Row]) -> list[_Sheet]:
    return [_Sheet(row, int(count_in(row, "rejected"))) for row in sources]


def _table(shown: list[_Sheet], sheets: list[_Sheet], language: str) -> Table:
    sheets_of = Counter(sheet.row["source_file"] for sheet in sheets)
    numbers = ("rows", "accepted", "rejected")
    table = table_of(
        dict.fromkeys(("source_file", "format", *numbers, "outcome")),
        left=("source_file", "format", "outcome"),
        language=language,
    )
    for sheet in shown:
        row = sheet.row
        name = sheet_name(row) if sheets_of[row["source_file"]] > 1 else str(row["source_file"])
        style = _STYLES.get(str(row["status"]), "")
        counts = [count_in(row, "rows"), count_in(row, "records"), sheet.rejected]
        add(
            table,
            text(name, style),
            str(row["format"] or ""),
            *(show(int(count), language) for count in counts),
            Group(*(text(line, style) for line in _outcome(sheet, language))),
        )
    return table


def _outcome(sheet: _Sheet, language: str) -> Iterator[str]:
    """The status in words, and what is left to know about the sheet."""
    row = sheet.row
    yield status_of(row, language)
    if row["is_hidden"]:
        yield say("intake.hidden", language)


def status_of(row: Row, language: str) -> str:
    """What became of a sheet, in words."""
    status, reason = str(row["status"]), f"unreadable.{row['reason']}"
    if status == "duplicate":
        return say("intake.duplicate", language, other=row["duplicate_of"] or "?")
    if status == "unreadable" and has(reason):
        return say("intake.unreadable_because", language, reason=say(reason, language))
    if status == "read" and row["list"] == "survey":
        return say("intake.survey", language)
    return say(f"intake.{status}", language)


def _left_out(sheets: list[_Sheet], shown: list[_Sheet], language: str) -> Iterator[RenderableType]:
    """What a long list leaves out."""
    if len(sheets) <= MOST_SHEETS:
        return
    odd = sum(sheet.is_odd for sheet in sheets)
    if odd > len(shown):
        yield text(say("intake.more_odd", language, count=odd - len(shown)))
    yield text(say("intake.plain_hidden", language, count=len(sheets) - odd))


def _news(states: Mapping[str, int], language: str) -> Iterator[RenderableType]:
    """What has changed since the last run; nothing to tell when all files are new."""
    if sum(states.values()) > states["new"]:
        told = [say(f"intake.state_{state}", language, count=count) for state, count in states.items() if count]
        yield text(say("intake.states", language, states=", ".join(told)))
