"""Workbooks that print well: A4 across, one page wide, and the few formats all pages share.

Text goes in as text: `=1+1` in a file name stays five characters, and a long number is masked. The same content on the
same day gives the same bytes.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import TypeAlias

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from umkm_cli.messages import safe, say

HEADER_COLOUR, TOTAL_COLOUR, ACCENT, QUIET = "#1F5C57", "#E4EFEE", "#2A8C82", "#B9C4C3"
"""Dark on white or white on dark, so that a grey printer still shows the difference."""

BAR = "#A6D3CE"
"""Behind a number, which has to stay readable."""

CONTRAST = "#B4532A"
"""Beside ACCENT, for the other of two: told apart by those who see no red or green, and on a grey printer."""

ENTRY_COLOUR = "#FFF9E5"
"""Cells to be filled in by a person. They are text cells, or Excel would cut the NIK typed into them."""

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
"""Of every workbook that is written: text stays text."""

_ENTRY: dict[str, object] = {"text_wrap": True, "valign": "top", "border": 1, "border_color": QUIET}
_LIST: dict[str, object] = {"valign": "vcenter", "border": 1, "border_color": QUIET, "text_wrap": True}
_TOTAL: dict[str, object] = {"bold": True, "top": 1, "bg_color": TOTAL_COLOUR}
_DAYS = {"id": "[$-421]d mmm yyyy", "en": "[$-809]d mmm yyyy"}
_MONTHS = {"id": "[$-421]mmmm yyyy", "en": "[$-809]mmmm yyyy"}
"""A day in words of the language, whatever the reader's Excel speaks; separators of numbers are left to that."""

_A4 = 9

_SHAPES: dict[str, dict[str, object]] = {
    "words": {},
    "code": {},
    "count": {"num_format": "#,##0"},
    "change": {"num_format": "+#,##0;-#,##0;0"},
    "share": {"num_format": "0.0%"},
    "pace": {"num_format": "#,##0.0"},
    "day": {"align": "right"},
    "month": {"align": "left"},
    "hidden": {"align": "right", "font_color": "#595959"},
}
"""What the cells of a table look like; each has a `total_` of its own."""

_FORMATS: dict[str, dict[str, object]] = {
    "title": {"bold": True, "font_size": 16, "font_color": HEADER_COLOUR},
    "subtitle": {"bold": True, "font_size": 12, "font_color": HEADER_COLOUR},
    "headline": {"bold": True, "font_size": 14},
    "quiet": {"font_color": "#595959"},
    "note": {"font_color": "#595959", "text_wrap": True, "valign": "top"},
    "told": {"text_wrap": True, "valign": "vcenter"},
    "header": {
        "bold": True,
        "font_color": "#FFFFFF",
        "bg_color": HEADER_COLOUR,
        "text_wrap": True,
        "valign": "vcenter",
        "align": "center",
    },
    "band": {"bold": True, "font_color": HEADER_COLOUR, "bottom": 1},
    **{name: {"valign": "vcenter"} | shape for name, shape in _SHAPES.items()},
    **{f"total_{name}": _TOTAL | shape for name, shape in _SHAPES.items()},
    "entry": _ENTRY | {"quote_prefix": True},
    "entry_number": _ENTRY | {"align": "center"},
    "entry_count": _ENTRY | {"align": "center", "num_format": "#,##0"},
    "correction": _ENTRY | {"num_format": "@", "bg_color": ENTRY_COLOUR},
    "listed": _LIST,
    "listed_number": _LIST | {"align": "center"},
    "to_fill": _LIST | {"num_format": "@", "bg_color": ENTRY_COLOUR},
    "tiny": {"font_size": 7, "font_color": "#7F7F7F", "valign": "vcenter"},
}


_LIST_ROW = 2
"""Row of the titles of a plain list, from 0."""

Line: TypeAlias = Sequence[tuple[object, str]]
"""Value and look of each cell of a row."""


class Paper:
    """A workbook being written, with its formats and language.

    Args:
        book: The open `xlsxwriter.Workbook`.
        language: Of the words.
    """

    def __init__(self, book: Workbook, language: str) -> None:
        self.book = book
        self.language = language
        self.formats = {name: book.add_format(looks) for name, looks in _FORMATS.items()}
        for name, written in (("day", _DAYS), ("month", _MONTHS)):
            self.formats[name].set_num_format(written[language])
            self.formats[f"total_{name}"].set_num_format(written[language])

    def add_page(self, name: str) -> Worksheet:
        """A sheet set up for A4 across, one page wide, as long as it gets."""
        page = self.book.add_worksheet(name)
        page.set_landscape()
        page.set_paper(_A4)
        page.fit_to_pages(1, 0)
        page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
        page.set_footer("&L&A&R&P / &N")
        page.hide_gridlines(2)
        return page

    def put(self, page: Worksheet, row: int, column: int, value: object, looks: str) -> None:
        """Write a number or a day as such, anything else as text, nothing as an empty cell of that look.

        A region code is long enough to be taken for a phone number, so codes, which are ours, are not masked.
        """
        shape = self.formats[looks]
        if isinstance(value, int | float):
            page.write_number(row, column, value, shape)
        elif isinstance(value, date):
            page.write_datetime(row, column, datetime.combine(value, time()), shape)
        elif value is None or value == "":
            page.write_blank(row, column, None, shape)
        else:
            shown = str(value) if looks.endswith("code") else safe(str(value))
            page.write_string(row, column, shown, shape)

    def add_list(
        self, name: str, title: str, columns: Sequence[tuple[str, float]], lines: Sequence[Line], *, frozen: int
    ) -> None:
        """A sheet with a title and a plain list that can be filtered.

        Args:
            name: Of the sheet.
            title: Above the list.
            columns: Title and width in characters of each.
            lines: Value and look of each cell.
            frozen: Columns that stay where they are.
        """
        page = self.add_page(name)
        self.put(page, 0, 0, title, "title")
        for number, (heading, width) in enumerate(columns):
            page.set_column(number, number, width)
            self.put(page, _LIST_ROW, number, heading, "header")
        for row, line in enumerate(lines, start=_LIST_ROW + 1):
            for number, (value, looks) in enumerate(line):
                self.put(page, row, number, value, looks)
        page.freeze_panes(_LIST_ROW + 1, frozen)
        page.repeat_rows(_LIST_ROW)
        page.autofilter(_LIST_ROW, 0, _LIST_ROW + max(len(lines), 1), len(columns) - 1)

    def say(self, key: str, **facts: object) -> str:
        """The sentence of `key` in the language of the workbook."""
        return say(key, self.language, **facts)


@contextmanager
def new_book(content: BytesIO, *, title: str, language: str, made_on: date) -> Iterator[Paper]:
    """A workbook that is in `content` when the block ends.

    Args:
        content: Where its bytes go.
        title: In the properties of the file.
        language: Of the words; numbers are shown as the reader's Excel writes them.
        made_on: The only time in the file: without it there would be the minute it was made.
    """
    with Workbook(content, _OPTIONS) as book:
        created = datetime.combine(made_on, time(), tzinfo=UTC)
        book.set_properties({"title": title, "created": created})
        yield Paper(book, language)
