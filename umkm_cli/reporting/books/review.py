"""Doubtful pairs as a workbook to decide in: sent to a kecamatan, filled in there, read back by `umkm review --import`.

Only the decision, the note and the name of the reviewer can be changed. Each row carries a code that says what it is
about, so rows may be sorted, filtered, deleted or copied into another workbook, and still be taken.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from umkm_cli.decisions import Answer
from umkm_cli.messages import safe, say
from umkm_cli.reporting.books.paper import ENTRY_COLOUR, HEADER_COLOUR, QUIET, Paper, new_book
from umkm_cli.reporting.books.review_rows import Asked, Column, cells_of, layout, text_of, title_of
from umkm_cli.reporting.differences import Span
from umkm_cli.row_codes import BOOK_FORMAT, BOOK_SHEET, make_code

TITLE_ROW, HEADER_ROW = 0, 1
FILLED = (Column("number", 5), Column("decision", 11), Column("note", 18))
"""What stands before the records; the last two are filled in."""

_CODE_WIDTH = 7
_FROZEN = len(FILLED) + 1
_LAST_PRINTED = "asked"
"""What stands to the right of it is for the screen: on paper nobody could read all of it."""

_SIZE, _SMALL = 9, 7.5
_LINE, _LEAST_LINES, _AROUND = 12.5, 2, 4
"""Points of a line, the least lines of a row, and points around them. Heights are written down, as LibreOffice does not
find them by itself."""

_PER_WIDTH = {False: 1.2, True: 1.35}
"""Characters in a unit of width, for usual and small letters."""

_COLOURS = {Answer.SAME: "#D5EFDC", Answer.DIFFERENT: "#FBDCD0", Answer.UNSURE: "#E3E3E3"}
_MARK = "#C00000"
_BLOCK_COLOUR = "#F1F6F5"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewTerms:
    """How a review workbook is written.

    Attributes:
        language: Of the words.
        batch: Name of the workbook, or of the sample that asks.
        run: The run of matching it was made from.
        columns: Of the records, that are shown.
        made_on: The day on it.
        place: What it is about: the kecamatan, or all of them.
        reviewer: Who is to fill it in; empty where that is not known.
        is_full: NIK, KK and phone stand there whole.
    """

    language: str
    batch: str
    run: str
    columns: Sequence[str]
    made_on: date
    place: str
    reviewer: str = ""
    is_full: bool = False


def review_workbook(asked: Sequence[Asked], terms: ReviewTerms) -> bytes:
    """The workbook as bytes; the same pairs on the same day give the same bytes.

    Args:
        asked: At least one; those of one owner follow each other.
        terms: How it is written.
    """
    content = BytesIO()
    title = say("review_book.title", terms.language)
    with new_book(content, title=title, language=terms.language, made_on=terms.made_on) as paper:
        cover = paper.add_page(paper.say("tab.review_how"))
        page = paper.add_page(paper.say("tab.review"))
        _add_cover(paper, cover, asked, terms)
        _add_pairs(paper, page, asked, terms)
        _add_facts(paper, asked, terms)
        page.activate()
    return content.getvalue()


def _add_cover(paper: Paper, page: Worksheet, asked: Sequence[Asked], terms: ReviewTerms) -> None:
    """The first sheet: what to do, who does it, how far it is."""
    page.set_column(0, 0, 30)
    page.set_column(1, 1, 24)
    page.set_column(2, 2, 60)
    questions = len({one.number for one in asked})
    paper.put(page, 0, 0, paper.say("review_book.title"), "title")
    paper.put(page, 1, 0, terms.place, "headline")
    facts = paper.say("review_book.facts", day=terms.made_on, questions=questions, rows=len(asked))
    paper.put(page, 2, 0, facts, "quiet")
    paper.put(page, 4, 0, paper.say("review_book.reviewer"), "subtitle")
    entry = _format(paper, bold=True, border=1, border_color=QUIET, bg_color=ENTRY_COLOUR, locked=False, num_format="@")
    page.write(4, 1, safe(terms.reviewer) or None, entry)
    paper.put(page, 4, 2, paper.say("review_book.reviewer_how"), "quiet")
    line = _add_progress(paper, page, 6, len(asked))
    wrapped = _format(paper, text_wrap=True, valign="top")
    notes = ("privacy_full" if terms.is_full else "privacy",)
    for key in ("how_1", "how_2", "how_3", "how_4", "how_5", *notes):
        line += 1
        page.merge_range(line, 0, line, 2, "", wrapped)
        page.set_row(line, 32)
        page.write_string(line, 0, paper.say(f"review_book.{key}"), wrapped)
    page.protect("", {"format_columns": True, "format_rows": True})


def _add_progress(paper: Paper, page: Worksheet, line: int, rows: int) -> int:
    """How many rows have which answer, kept up by formulas; the line after them."""
    column = xl_col_to_name(1)
    sheet = paper.say("tab.review")
    cells = f"'{sheet}'!${column}${HEADER_ROW + 2}:${column}${HEADER_ROW + 1 + rows}"
    for answer in Answer:
        word = paper.say(f"answer.{answer}")
        paper.put(page, line, 0, paper.say("review_book.so_far", answer=word), "words")
        page.write_formula(line, 1, f'=COUNTIF({cells},"{word}")', paper.formats["count"], 0)
        line += 1
    paper.put(page, line, 0, paper.say("review_book.still_empty"), "words")
    page.write_formula(line, 1, f"=COUNTBLANK({cells})", paper.formats["count"], rows)
    return line + 1


def _add_pairs(paper: Paper, page: Worksheet, asked: Sequence[Asked], terms: ReviewTerms) -> None:
    """The second sheet: a row for each pair."""
    columns = layout(terms.columns)
    every = (*FILLED, *columns, Column("code", _CODE_WIDTH, is_small=True))
    last = HEADER_ROW + len(asked)
    _arrange(paper, page, every, last)
    paper.put(page, TITLE_ROW, 0, paper.say("review_book.line"), "quiet")
    titles = [title_of(column, terms.language) for column in every]
    for number, title in enumerate(titles):
        paper.put(page, HEADER_ROW, number, title, "header")
    pen = _Pen(paper, page)
    shown = titles[len(FILLED) : -1]
    for line, one in enumerate(asked, HEADER_ROW + 1):
        cells = list(cells_of(one, columns, terms.language))
        texts = dict(zip(shown, map(text_of, cells), strict=True))
        story = one.card.story
        left, right = sorted((story.left.record_id, story.right.record_id))
        code = make_code(left, right, terms.batch, texts, is_conflict=one.kind == "conflict")
        pen.begin(line, one, starts=line == HEADER_ROW + 1 or asked[line - HEADER_ROW - 2].number != one.number)
        page.set_row(line, _height(map(text_of, cells), columns))
        for number, (column, cell) in enumerate(zip(columns, cells, strict=True), len(FILLED)):
            pen.write(number, cell, is_small=column.is_small)
        pen.code(len(every) - 1, code)


def _arrange(paper: Paper, page: Worksheet, columns: Sequence[Column], last: int) -> None:
    """Widths, what stays in sight, what is printed, the drop-down, and what can be changed."""
    for number, column in enumerate(columns):
        page.set_column(number, number, column.width)
    page.set_row(TITLE_ROW, 16)
    page.set_row(HEADER_ROW, 30)
    page.freeze_panes(HEADER_ROW + 1, _FROZEN)
    page.repeat_rows(HEADER_ROW)
    printed = next(number for number, column in enumerate(columns) if column.key == _LAST_PRINTED)
    page.print_area(0, 0, last, printed)
    page.autofilter(HEADER_ROW, 0, last, len(columns) - 1)
    words = [paper.say(f"answer.{answer}") for answer in Answer]
    page.data_validation(
        HEADER_ROW + 1,
        1,
        last,
        1,
        {
            "validate": "list",
            "source": words,
            "error_title": paper.say("column.review_decision"),
            "error_message": paper.say("review_book.choose"),
        },
    )
    for answer, word in zip(Answer, words, strict=True):
        looks = paper.book.add_format({"bg_color": _COLOURS[answer]})
        rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": looks}
        page.conditional_format(HEADER_ROW + 1, 1, last, 1, rule)
    page.protect("", {"autofilter": True, "sort": True, "format_columns": True, "format_rows": True})


def _add_facts(paper: Paper, asked: Sequence[Asked], terms: ReviewTerms) -> None:
    """A hidden sheet that says what the workbook is."""
    page = paper.book.add_worksheet(BOOK_SHEET)
    facts = {
        "format": BOOK_FORMAT,
        "batch": terms.batch,
        "run": terms.run,
        "language": terms.language,
        "rows": str(len(asked)),
    }
    for line, fact in enumerate(facts.items()):
        page.write_row(line, 0, fact)
    page.protect()
    page.hide()


class _Pen:
    """Writes the cells of one row after the other, with formats that are made once."""

    def __init__(self, paper: Paper, page: Worksheet) -> None:
        self.page = page
        self.line = 0
        self.looks: Mapping[str, Format] = {}
        self._paper = paper
        self._known: dict[tuple[bool, bool], Mapping[str, Format]] = {}
        self._same = paper.book.add_format({"font_size": _SIZE})
        self._differs = paper.book.add_format({"font_size": _SIZE, "bold": True, "underline": 1, "font_color": _MARK})

    def begin(self, line: int, asked: Asked, *, starts: bool) -> None:
        """Go to a row, and write what is filled in there."""
        self.line = line
        kind = (asked.is_block, starts)
        if kind not in self._known:
            self._known[kind] = _row_formats(self._paper, *kind)
        self.looks = self._known[kind]
        self.page.write_number(line, 0, asked.number, self.looks["number"])
        self.page.write_blank(line, 1, None, self.looks["decision"])
        self.page.write_blank(line, 2, None, self.looks["entry"])

    def write(self, column: int, cell: Sequence[Span], *, is_small: bool) -> None:
        """Write a cell, marked where its two values differ; not in small letters, which nobody decides by."""
        looks = self.looks["small" if is_small else "cell"]
        text = text_of(cell)
        if not text:
            self.page.write_blank(self.line, column, None, looks)
        elif is_small or not any(span.differs for span in cell):
            self.page.write_string(self.line, column, text, looks)
        else:
            pieces = [piece for span in cell for piece in (self._differs if span.differs else self._same, span.text)]
            self.page.write_rich_string(self.line, column, *pieces, looks)

    def code(self, column: int, code: str) -> None:
        """Write the code of the row; it is ours, and not masked."""
        self.page.write_string(self.line, column, code, self.looks["code"])


def _row_formats(paper: Paper, is_block: bool, starts: bool) -> dict[str, Format]:  # noqa: FBT001 - a key of formats
    """The looks of the cells of a row: shaded inside a block, with a line above where a question starts."""
    base: dict[str, object] = {
        "font_size": _SIZE,
        "valign": "top",
        "text_wrap": True,
        "bottom": 1,
        "bottom_color": QUIET,
    }
    if starts:
        base |= {"top": 2 if is_block else 1, "top_color": HEADER_COLOUR if is_block else QUIET}
    shade: dict[str, object] = {"bg_color": _BLOCK_COLOUR} if is_block else {}
    entry = base | {"bg_color": ENTRY_COLOUR, "locked": False, "num_format": "@", "left": 1, "right": 1}
    return {
        "cell": _format(paper, **base, **shade),
        "small": _format(paper, **(base | shade | {"font_size": _SMALL, "font_color": "#404040"})),
        "number": _format(paper, **(base | shade | {"align": "center", "bold": is_block})),
        "entry": _format(paper, **(entry | {"left_color": QUIET, "right_color": QUIET})),
        "decision": _format(paper, **(entry | {"bold": True, "align": "center", "valign": "vcenter", "font_size": 11})),
        "code": _format(
            paper, **(base | {"font_size": 6, "font_color": "#A6A6A6", "text_wrap": False, "align": "fill"} | shade)
        ),
    }


def _format(paper: Paper, **looks: object) -> Format:
    return paper.book.add_format(looks)


def _height(texts: Iterable[str], columns: Sequence[Column]) -> float:
    """Points that the fullest cell of a row needs."""
    lines = max(
        sum(-(-len(line) // int(column.width * _PER_WIDTH[column.is_small])) or 1 for line in text.split("\n"))
        for text, column in zip(texts, columns, strict=True)
    )
    return max(lines, _LEAST_LINES) * _LINE + _AROUND
