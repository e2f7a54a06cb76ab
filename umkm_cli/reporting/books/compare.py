"""What changed between two reports as a workbook: a sheet each for figures, causes, places and files."""

from collections.abc import Callable, Mapping, Sequence
from io import BytesIO

from umkm_cli.coverage import Comparison
from umkm_cli.messages import say
from umkm_cli.reporting.books.paper import Paper, new_book
from umkm_cli.reporting.compare_words import cause_label, compared_label, file_label, title_of, why_label
from umkm_cli.reporting.labels import Row, district_label, rows_of

_HEADER = 2

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
        for name, table in told.tables.items():
            columns = [column for column in table.column_names if column not in _LEFT_OUT]
            _add(paper, say(f"tab.{name}", language), title, columns, rows_of(table))
    return content.getvalue()


def _add(paper: Paper, name: str, title: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
    page = paper.add_page(name)
    paper.put(page, 0, 0, title, "title")
    for number, column in enumerate(columns):
        page.set_column(number, number, _WIDE.get(column, 12))
        paper.put(page, _HEADER, number, paper.say(f"column.{_TITLES.get(column, column)}"), "header")
    for line, row in enumerate(rows, start=_HEADER + 1):
        for number, column in enumerate(columns):
            if column in _WORDS:
                paper.put(page, line, number, _WORDS[column](row, paper.language), "words")
            else:
                looks = "change" if column == "change" else "count" if isinstance(row[column], int) else "words"
                paper.put(page, line, number, row[column], looks)
    page.freeze_panes(_HEADER + 1, 1)
    page.repeat_rows(_HEADER)
    page.autofilter(_HEADER, 0, max(_HEADER + len(rows), _HEADER + 1), len(columns) - 1)
