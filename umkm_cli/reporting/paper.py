"""Pages of a workbook that print well: A4 across, one page wide, and the few formats all pages share."""

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from umkm_cli.messages import safe

HEADER_COLOUR, TOTAL_COLOUR, ACCENT, QUIET = "#1F5C57", "#E4EFEE", "#2A8C82", "#B9C4C3"
"""Dark on white or white on dark, so that a grey printer still shows the difference."""

ENTRY_COLOUR = "#FFF9E5"
"""Cells to be filled in by a person. They are text cells, or Excel would cut the NIK typed into them."""

_ENTRY: dict[str, object] = {"text_wrap": True, "valign": "top", "border": 1, "border_color": QUIET}

_A4 = 9

_FORMATS: dict[str, dict[str, object]] = {
    "title": {"bold": True, "font_size": 16, "font_color": HEADER_COLOUR},
    "headline": {"bold": True, "font_size": 14},
    "quiet": {"font_color": "#595959"},
    "note": {"font_color": "#595959", "text_wrap": True, "valign": "top"},
    "header": {
        "bold": True,
        "font_color": "#FFFFFF",
        "bg_color": HEADER_COLOUR,
        "text_wrap": True,
        "valign": "vcenter",
        "align": "center",
    },
    "words": {},
    "code": {},
    "count": {"num_format": "#,##0"},
    "share": {"num_format": "0.0%"},
    "entry": _ENTRY | {"quote_prefix": True},
    "entry_number": _ENTRY | {"align": "center"},
    "entry_count": _ENTRY | {"align": "center", "num_format": "#,##0"},
    "correction": _ENTRY | {"num_format": "@", "bg_color": ENTRY_COLOUR},
    "total_code": {"bold": True, "top": 1, "bg_color": TOTAL_COLOUR},
    "total_words": {"bold": True, "top": 1, "bg_color": TOTAL_COLOUR},
    "total_count": {"bold": True, "top": 1, "bg_color": TOTAL_COLOUR, "num_format": "#,##0"},
    "total_share": {"bold": True, "top": 1, "bg_color": TOTAL_COLOUR, "num_format": "0.0%"},
}


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
        """Write a number as a number, anything else as text, nothing as an empty cell of that look.

        A region code is long enough to be taken for a phone number, so codes, which are ours, are not masked.
        """
        shape = self.formats[looks]
        if isinstance(value, int | float):
            page.write_number(row, column, value, shape)
        elif value is None or value == "":
            page.write_blank(row, column, None, shape)
        else:
            shown = str(value) if looks == "code" else safe(str(value))
            page.write_string(row, column, shown, shape)
