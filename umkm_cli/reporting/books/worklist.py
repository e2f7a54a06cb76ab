"""The owners to be visited as workbooks to print and fill in: one per kecamatan, one sheet per desa.

A filled sheet goes back through `umkm ingest --list survey`: its column titles are such as the reader knows, the
title names the place, and the last column the owner. Rows that nobody filled in are no visits, see `cleaning.visits`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from itertools import groupby

import pyarrow as pa
from xlsxwriter.worksheet import Worksheet

from umkm_cli.knowledge.statuses import STATUSES
from umkm_cli.messages import safe, say, visible
from umkm_cli.progress import Progress
from umkm_cli.reporting.books.paper import Paper, new_book
from umkm_cli.reporting.books.tabs import tab_name
from umkm_cli.reporting.check_values import hide_middle
from umkm_cli.reporting.labels import Row, product_label, rows_of

TITLE_ROW, HEADER_ROW = 0, 3
_ROW_HEIGHT, _HEADER_HEIGHT = 27, 32
"""Points: room for two printed lines, or one written by hand."""

_NOWHERE = "~"


@dataclass(frozen=True, slots=True)
class _Column:
    """A column: key of its title under `column.`, width in characters, and format of its cells."""

    key: str
    width: float
    looks: str = "listed"


_PRINTED = (
    _Column("number", 5, "listed_number"),
    _Column("name", 25),
    _Column("short_gender", 4.5, "listed_number"),
    _Column("age", 6, "listed_number"),
    _Column("address", 30),
    _Column("hamlet", 14),
    _Column("rt", 4.5, "listed_number"),
    _Column("rw", 4.5, "listed_number"),
    _Column("business", 22),
    _Column("phone", 17),
)
_WRITTEN = (
    _Column("visit_day", 14, "to_fill"),
    _Column("visit_status", 18, "to_fill"),
    _Column("visit_product", 20, "to_fill"),
    _Column("visit_remarks", 20, "to_fill"),
)
_OWNER = _Column("umkm_id", 11, "tiny")
_STATUS = len(_PRINTED) + 1
_LAST = len(_PRINTED) + len(_WRITTEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """How work lists are written.

    Attributes:
        language: Of the words.
        region: Name of the regency.
        made_on: The day of the lists, and of the ages.
        is_full: Phones stand there whole.
    """

    language: str
    region: str
    made_on: date
    is_full: bool = False


def worklists(walk: pa.Table, terms: Terms, progress: Progress) -> Iterator[tuple[str, bytes]]:
    """The workbooks one by one, so that only one is in memory; the same walk on the same day gives the same bytes.

    Args:
        walk: `WALK`.
        terms: Language, region, day, and whether phones are shown.
        progress: Told of each workbook.

    Yields:
        The name of a file and what is in it: kecamatan by kecamatan, owners without a place at the end.
    """
    codes = walk["district_code"].fill_null(_NOWHERE).to_pylist()
    runs = [(code, len(list(run))) for code, run in groupby(codes)]
    progress.begin("worklists", len(runs))
    start = 0
    for code, count in runs:
        rows = rows_of(walk.slice(start, count))
        start += count
        yield _file_name(code, rows[0], terms.language), _book(rows, terms)
        progress.advance()
    progress.end()


def _file_name(code: str, first: Row, language: str) -> str:
    """Code and name of the kecamatan; the code keeps the files in order."""
    name = say("report.not_placed", language) if code == _NOWHERE else f"{code} {first['district']}"
    return f"{tab_name(name, set())}.xlsx"


def _book(rows: Sequence[Row], terms: Terms) -> bytes:
    content = BytesIO()
    title = say("worklist.title", terms.language, place=_district(rows[0], terms.language))
    with new_book(content, title=title, language=terms.language, made_on=terms.made_on) as paper:
        taken: set[str] = set()
        for _, run in groupby(rows, key=lambda row: row["village_code"]):
            _add_village(paper, list(run), terms, taken)
    return content.getvalue()


def _district(row: Row, language: str) -> str:
    name = row["district"]
    return say("report.not_placed", language) if name is None else say("worklist.district", language, name=name)


def _add_village(paper: Paper, rows: Sequence[Row], terms: Terms, taken: set[str]) -> None:
    """Write the sheet of a desa: title, who is to be visited, room for what was found."""
    village = rows[0]["village"]
    page = paper.add_page(tab_name(paper.say("report.village_unknown") if village is None else str(village), taken))
    _arrange(paper, page, last_row=HEADER_ROW + len(rows))
    place = _district(rows[0], terms.language)
    if village is not None:
        place = paper.say("worklist.village", name=village) + ", " + place
    paper.put(page, TITLE_ROW, 0, paper.say("worklist.title", place=place), "title")
    facts = paper.say("worklist.facts", region=terms.region, day=terms.made_on, count=len(rows))
    paper.put(page, TITLE_ROW + 1, 0, f"{facts} {paper.say('worklist.how')}", "quiet")
    _add_titles(paper, page, is_full=terms.is_full)
    formats = [paper.formats[column.looks] for column in (*_PRINTED, _OWNER)]
    for line, row in enumerate(rows, HEADER_ROW + 1):
        page.set_row(line, _ROW_HEIGHT)
        cells = (line - HEADER_ROW, *_cells(row, terms))
        for number, (cell, shape) in enumerate(zip(cells, formats[:-1], strict=True)):
            if isinstance(cell, int):
                page.write_number(line, number, cell, shape)
            elif cell:
                page.write_string(line, number, cell, shape)
        page.write_string(line, _LAST, str(row["owner_id"]), formats[-1])


def _cells(row: Row, terms: Terms) -> tuple[str | int | None, ...]:
    """The printed cells of an owner after the number."""
    return (
        _name(row),
        _text(row["gender"]),
        _age(row["birth_date"], terms.made_on),
        _text(row["address"]),
        _text(row["hamlet"]),
        _whole(row["rt"]),
        _whole(row["rw"]),
        _text(row["business"]) or ("" if row["product"] is None else product_label(row, terms.language)),
        _phone(row["phone"], is_full=terms.is_full),
    )


def _name(row: Row) -> str:
    """The name, and the one the owner is known by."""
    name, alias = _text(row["name"]), _text(row["alias"])
    return f"{name} alias {alias}" if name and alias else name or alias


def _text(value: object) -> str:
    return "" if value is None else safe(str(value))


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _age(born: object, day: date) -> int | None:
    """Whole years; nothing where the birth date is not known, or later than the day."""
    if not isinstance(born, date) or born > day:
        return None
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _phone(phone: object, *, is_full: bool) -> str:
    """As it is dialled in Indonesia, its middle hidden unless phones are shown."""
    if phone is None:
        return ""
    local = visible(str(phone)).replace("+62", "0", 1)
    return local if is_full else hide_middle(local)


def _add_titles(paper: Paper, page: Worksheet, *, is_full: bool) -> None:
    """Write the column titles. A hidden phone must not be read as one, so its title is not one the reader knows."""
    page.set_row(HEADER_ROW, _HEADER_HEIGHT)
    for number, column in enumerate((*_PRINTED, *_WRITTEN, _OWNER)):
        key = "hidden_phone" if column.key == "phone" and not is_full else column.key
        paper.put(page, HEADER_ROW, number, paper.say(f"column.{key}"), "header")


def _arrange(paper: Paper, page: Worksheet, *, last_row: int) -> None:
    """Columns, whose empty cells have the look of the column; what is printed, and the drop-down."""
    for number, column in enumerate((*_PRINTED, *_WRITTEN, _OWNER)):
        page.set_column(number, number, column.width, paper.formats[column.looks])
        for line in range(HEADER_ROW):
            page.write_blank(line, number, None, paper.formats["words"])
    page.set_row(TITLE_ROW, 24)
    page.freeze_panes(HEADER_ROW + 1, 2)
    page.repeat_rows(HEADER_ROW)
    page.print_area(0, 0, last_row, _LAST)
    statuses = [f"{code}. {paper.say(f'status.{code}')}" for code in STATUSES]
    page.data_validation(
        HEADER_ROW + 1,
        _STATUS,
        last_row,
        _STATUS,
        {"validate": "list", "source": statuses, "error_type": "information"},
    )
    page.data_validation(
        HEADER_ROW + 1,
        _STATUS - 1,
        last_row,
        _STATUS - 1,
        {"validate": "any", "input_title": paper.say("column.visit_day"), "input_message": paper.say("worklist.day")},
    )
