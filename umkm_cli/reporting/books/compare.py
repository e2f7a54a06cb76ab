"""What changed between two reports as a workbook: a sheet each for figures, causes, places and files."""

from collections.abc import Callable, Mapping
from io import BytesIO

from umkm_cli.findings.coverage import Comparison
from umkm_cli.reporting.books.paper import new_book
from umkm_cli.reporting.compare_words import cause_label, compared_label, file_label, title_of, why_label
from umkm_cli.reporting.labels import Row, district_label, rows_of

_WORDS: Mapping[str, Callable[[Row, str], str]] = {
    "figure": compared_label,
    "cause": cause_label,
    "why": why_label,
    "district": district_label,
    "what": file_label,
}
_LEFT_OUT = ("district_code",)
_WIDE = {"figure": 34, "cause": 40, "why": 44, "district": 18, "source_file": 52, "source_sheet": 20}
_TITLES = {"before": "before_then", "rows": "rows_now"}


def compare_workbook(told: Comparison, language: str) -> bytes:
    """The workbook as bytes; the same comparison on the same day gives the same bytes."""
    content = BytesIO()
    title = title_of(told, language)
    with new_book(content, title=title, language=language, made_on=told.made_on) as paper:
        for tab, table in told.tables.items():
            names = [column for column in table.column_names if column not in _LEFT_OUT]
            columns = [(paper.say(f"column.{_TITLES.get(name, name)}"), _WIDE.get(name, 12)) for name in names]
            lines = [[_cell(row, column, language) for column in names] for row in rows_of(table)]
            paper.add_list(paper.say(f"tab.{tab}"), title, columns, lines, frozen=1)
    return content.getvalue()


def _cell(row: Row, column: str, language: str) -> tuple[object, str]:
    """The value of a cell, and its look."""
    if column in _WORDS:
        return _WORDS[column](row, language), "words"
    looks = "change" if column == "change" else "count" if isinstance(row[column], int) else "words"
    return row[column], looks
