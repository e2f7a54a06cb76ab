"""The sheets of the workbook that hold one table each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pyarrow as pa
from xlsxwriter.worksheet import Worksheet

from umkm_cli.messages import say
from umkm_cli.reporting.labels import (
    Row,
    district_label,
    product_label,
    rows_of,
    sector_label,
    status_label,
    total_of,
    village_label,
)
from umkm_cli.reporting.paper import ACCENT, Paper

HEADER_ROW = 2
"""Row of the column titles, from 0: the sheet's title and an empty row stand above."""


@dataclass(frozen=True, slots=True)
class Field:
    """One column of a sheet.

    Attributes:
        name: Column of the table and key of its title under `column.`.
        looks: `words`, `code`, `count` or `share`.
        width: In characters.
        label: Makes the words of a row; without it the value itself stands there.
        ratio: For a share: the columns it is the ratio of, in each row and in the total.
    """

    name: str
    looks: str = "count"
    width: int = 12
    label: Callable[[Row, str], str] | None = None
    ratio: tuple[str, str] | None = None

    def value(self, row: Row, language: str) -> object:
        """What stands in the cell of `row`."""
        if self.label:
            return self.label(row, language)
        return _ratio([row], self.ratio) if self.ratio else row[self.name]

    def total(self, rows: Sequence[Row]) -> object:
        """What stands in the total row: the sum of counts, the ratio of sums, or nothing."""
        if self.looks == "count":
            return total_of(rows, self.name)
        return _ratio(rows, self.ratio) if self.ratio else None


def _ratio(rows: Sequence[Row], columns: tuple[str, str]) -> float | None:
    part, whole = (total_of(rows, column) for column in columns)
    return part / whole if whole else None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: message key under `tab.` and `report.`, the table it shows, and its columns."""

    key: str
    table: str
    fields: tuple[Field, ...]


_DISTRICT = (Field("district_code", "code", 15), Field("district", "words", 20, district_label))
_COUNTS = (
    Field("records"),
    Field("owners"),
    Field("baseline_owners"),
    Field("recorded"),
    Field("recorded_share", "share", ratio=("recorded", "owners")),
    Field("producing"),
    Field("product_known"),
    Field("target_share"),
    Field("remaining"),
    Field("reached", "share", ratio=("recorded", "target_share")),
)

SHEETS = (
    Sheet("districts", "coverage_district", (*_DISTRICT, *_COUNTS)),
    Sheet(
        "villages",
        "coverage_village",
        (*_DISTRICT, Field("village_code", "code", 15), Field("village", "words", 24, village_label), *_COUNTS),
    ),
    Sheet(
        "products",
        "coverage_product",
        (
            Field("product", "words", 30, product_label),
            Field("sector", "words", 46, sector_label),
            Field("owners"),
            Field("recorded"),
            Field("producing"),
        ),
    ),
    Sheet(
        "statuses",
        "coverage_status",
        (
            Field("production_status", "words", 34, status_label),
            Field("owners"),
            Field("share", "share"),
        ),
    ),
    Sheet(
        "quality",
        "coverage_quality",
        (
            Field("source_file", "words", 52),
            Field("source_sheet", "words", 20),
            Field("records"),
            Field("rejected"),
            Field("repeated"),
            Field("nik_ok", "share"),
            Field("village_known", "share"),
            Field("phone_known", "share"),
        ),
    ),
)
"""The sheets after the summary, in order."""


def add_sheet(paper: Paper, sheet: Sheet, table: pa.Table) -> None:
    """Write one table: title, column titles that stay in view, rows, total."""
    language, rows = paper.language, rows_of(table)
    page = paper.add_page(say(f"tab.{sheet.key}", language))
    paper.put(page, 0, 0, say(f"report.{sheet.key}", language), "title")
    for number, field in enumerate(sheet.fields):
        page.set_column(number, number, field.width)
        paper.put(page, HEADER_ROW, number, say(f"column.{field.name}", language), "header")
        for line, row in enumerate(rows, HEADER_ROW + 1):
            paper.put(page, line, number, field.value(row, language), field.looks)
    _add_total(paper, page, sheet, rows)
    _arrange(page, sheet, last_row=HEADER_ROW + len(rows))


def _add_total(paper: Paper, page: Worksheet, sheet: Sheet, rows: Sequence[Row]) -> None:
    line = HEADER_ROW + len(rows) + 1
    for number, field in enumerate(sheet.fields):
        value = say("report.total", paper.language) if number == 0 else field.total(rows)
        paper.put(page, line, number, value, f"total_{field.looks}")


def _arrange(page: Worksheet, sheet: Sheet, *, last_row: int) -> None:
    """What the reader sees first, how shares show, and what is printed."""
    last = len(sheet.fields) - 1
    words = sum(field.looks in ("words", "code") for field in sheet.fields)
    page.set_row(HEADER_ROW, 32)
    page.freeze_panes(HEADER_ROW + 1, words)
    page.repeat_rows(HEADER_ROW)
    page.print_area(0, 0, last_row + 1, last)
    if last_row > HEADER_ROW:
        page.autofilter(HEADER_ROW, 0, last_row, last)
    bar = {"type": "data_bar", "bar_solid": True, "bar_color": ACCENT, "min_type": "num", "max_type": "num"}
    for number, field in enumerate(sheet.fields):
        if field.looks == "share":
            bounds = {"min_value": 0, "max_value": 1}
            page.conditional_format(HEADER_ROW + 1, number, max(last_row, HEADER_ROW + 1), number, bar | bounds)
