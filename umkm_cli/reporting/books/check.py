"""What to mend in one file, as a workbook for the office that typed it.

Values are text, whatever they look like, and long numbers are hidden before they get here: see `check_values`.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cache, partial
from io import BytesIO

from xlsxwriter.worksheet import Worksheet

from umkm_cli.messages import say, show
from umkm_cli.reporting.books.paper import Paper, new_book
from umkm_cli.reporting.check_problems import FileProblems, Problem

MOST_LINES = 100_000
"""Lines a list may have; beyond it nobody works through it, and Excel ends at 1,048,576."""

COLUMNS = {
    "source_sheet": 16,
    "row": 8,
    "cell": 8,
    "title": 20,
    "value": 26,
    "problem": 34,
    "advice": 34,
    "correction": 26,
}
"""Columns of the list of problems, by key under `column.`, and their widths in characters."""

_HEADER_ROW = 0
_KINDS = (52, 12, 52)
_LINE = 15
"""Points of a line of text. Heights are written down, as LibreOffice does not find them by itself."""


def check_workbook(found: FileProblems, *, language: str, made_on: date, is_full: bool) -> bytes:
    """The workbook of one file as bytes; the same problems on the same day give the same bytes.

    Args:
        found: The file's problems, at least one.
        language: Of the words.
        made_on: The day on the first sheet and in the file's properties.
        is_full: NIK, KK and phone stand there whole; the first sheet says so.
    """
    content = BytesIO()
    with new_book(content, title=say("check.title", language), language=language, made_on=made_on) as paper:
        _add_summary(paper, found, made_on=made_on, is_full=is_full)
        _add_list(paper, found.problems[:MOST_LINES])
    return content.getvalue()


def _add_summary(paper: Paper, found: FileProblems, *, made_on: date, is_full: bool) -> None:
    """The first sheet: the file, its counts, what to do, and the problems by kind."""
    language = paper.language
    page = paper.add_page(say("tab.cover", language))
    for number, width in enumerate(_KINDS):
        page.set_column(number, number, width)
    page.set_row(0, 24)
    paper.put(page, 0, 0, say("check.title", language), "title")
    paper.put(page, 1, 0, found.source_file, "headline")
    paper.put(page, 2, 0, say("report.made_on", language, day=made_on), "quiet")
    counts = {"rows": found.rows, "records": found.records, "problems": sum(one.rows for one in found.problems)}
    for line, (name, count) in enumerate(counts.items(), 4):
        paper.put(page, line, 0, say(f"check.count_{name}", language), "words")
        paper.put(page, line, 1, count, "count")
    line = _add_kinds(paper, page, 8, found)
    for key in ("how", "privacy_full" if is_full else "privacy", *(("cut",) if _is_cut(found) else ())):
        line += 1
        page.merge_range(line, 0, line, 2, "", paper.formats["note"])
        page.set_row(line, 32)
        paper.put(page, line, 0, say(f"check.note_{key}", language, count=MOST_LINES), "note")


def _is_cut(found: FileProblems) -> bool:
    return len(found.problems) > MOST_LINES


def _add_kinds(paper: Paper, page: Worksheet, line: int, found: FileProblems) -> int:
    """Each kind of problem with its rows and advice, the most frequent first; the line after them."""
    kinds = Counter[tuple[str, str]]()
    for one in found.problems:
        kinds[one.words, one.advice] += one.rows
    for number, title in enumerate(("problem", "count", "advice")):
        paper.put(page, line, number, say(f"column.{title}", paper.language), "header")
    for (words, advice), count in kinds.most_common():
        line += 1
        texts = (say(words, paper.language), "", say(f"advice.{advice}", paper.language))
        page.set_row(line, _height(texts, _KINDS))
        for number, text in enumerate(texts):
            paper.put(page, line, number, text or count, "entry" if text else "entry_count")
    return line + 1


def _height(texts: Sequence[str], widths: Iterable[int]) -> int:
    """Points that a row of wrapped texts needs; a column takes about as many characters as it is wide."""
    return _LINE * max(-(-len(text) // width) or 1 for text, width in zip(texts, widths, strict=True))


def _add_list(paper: Paper, problems: tuple[Problem, ...]) -> None:
    """The second sheet: one line per problem, ready to filter, print and fill in."""
    language = paper.language
    page = paper.add_page(say("tab.problems", language))
    for number, (key, width) in enumerate(COLUMNS.items()):
        page.set_column(number, number, width)
        paper.put(page, _HEADER_ROW, number, say(f"column.{key}", language), "header")
    told: Callable[[str], str] = cache(partial(say, language=language))
    entry = paper.formats["entry"]
    for line, one in enumerate(problems, _HEADER_ROW + 1):
        cell = f"{one.letter}{one.row}" if one.letter and one.row else ""
        where = one.value if one.row else say("check.whole_sheet", language, count=show(one.rows, language))
        texts = (one.sheet, "", cell, one.title, where, told(one.words), told(f"advice.{one.advice}"), "")
        page.set_row(line, _height(texts, COLUMNS.values()))
        for number, text in enumerate(texts):
            write = page.write_string if text else page.write_blank
            write(line, number, text, entry)
        if one.row:
            page.write_number(line, 1, one.row, paper.formats["entry_number"])
        page.write_blank(line, len(COLUMNS) - 1, None, paper.formats["correction"])
    page.freeze_panes(_HEADER_ROW + 1, 0)
    page.repeat_rows(_HEADER_ROW)
    page.autofilter(_HEADER_ROW, 0, _HEADER_ROW + len(problems), len(COLUMNS) - 1)
