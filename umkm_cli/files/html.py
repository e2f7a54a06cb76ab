"""html: tables that were saved as a web page and named .xls, in one file or as MHTML."""

import email
import email.policy
import re
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage
from html import unescape

from lxml import etree

from umkm_cli.errors import UnreadableFileError
from umkm_cli.files.cells import numeral_text
from umkm_cli.files.encoding import decode
from umkm_cli.files.grid import Grid
from umkm_cli.files.marks import Marks, mark
from umkm_cli.schema import RawSheet

_CHARSET = re.compile(rb"""<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*["']?([\w.:-]+)""", re.IGNORECASE)
_SHEET_NAME = re.compile(r"<x:Name>([^<]*)</x:Name>", re.IGNORECASE)
_NUMERAL = re.compile(r"[+-]?\d[\d.,]*(?:[eE]\+?\d+)?")
_EXPONENT = re.compile(r"[+-]?\d+(?:[.,]\d+)?[eE]\+?\d+")
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_RAW_NUMBER = ("x:num", "sdval")
"""Attributes in which Excel and LibreOffice keep the number behind the digits shown."""

_UNSEEN = ("script", "style", "head", "xml", "template", "noscript")
_BREAKS = frozenset({"br", "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "caption", "li", "pre", "center", "hr"})
_LINES = _BREAKS | {"table", "tr", "td", "th", "body"}
_MOST_COLUMNS, _MOST_ROWS = 1_000, 65_534  # as far as browsers go with colspan and rowspan


def read_html(data: bytes, *, format: str, source_file: str, max_bytes: int) -> list[RawSheet]:  # noqa: A002, ARG001 - as all readers
    """The page as one sheet: its tables under each other, and the text around them, which often names the desa.

    Spans keep their place, the value stands in the first cell. All digits stay, as nothing is read as a number.

    Raises:
        UnreadableFileError: With reason not_a_table (a page without a table), broken or too_large.
    """
    declared = _CHARSET.search(data[:8_192])
    text = decode(data, declared=declared[1].decode("ascii") if declared else None)
    name = _SHEET_NAME.search(text[:65_536])
    page = _page(text, source_file=source_file)
    if page is None:
        raise UnreadableFileError(file=source_file, reason="not_a_table")
    grid, marks = Grid(source_file=source_file), Marks()
    _fill(grid, page, marks.hidden)
    marks.merged = grid.merged
    title = unescape(name[1]) if name else ""
    return [mark(RawSheet(source_file, title, format, is_hidden=False, rows=grid.raw_rows()), marks)]


def read_mhtml(data: bytes, *, format: str, source_file: str, max_bytes: int) -> list[RawSheet]:  # noqa: A002 - as all readers
    """The pages of an MHTML file that hold a table, each as a sheet.

    Raises:
        UnreadableFileError: As `read_html`.
    """
    message = email.message_from_bytes(data, _class=EmailMessage, policy=email.policy.default)
    sheets: list[RawSheet] = []
    for position, page in enumerate(_pages(message), 1):
        try:
            found = read_html(page, format=format, source_file=source_file, max_bytes=max_bytes)
        except UnreadableFileError as error:
            if error.facts["reason"] != "not_a_table":
                raise
            continue
        names = {sheet.source_sheet for sheet in sheets}
        sheets += [sheet if sheet.source_sheet not in names else _renamed(sheet, position) for sheet in found]
    if not sheets:
        raise UnreadableFileError(file=source_file, reason="not_a_table")
    return sheets


def _pages(message: EmailMessage) -> Iterator[bytes]:
    for part in message.walk():
        if part.get_content_type() == "text/html":
            content = part.get_payload(decode=True)
            if isinstance(content, bytes):
                yield content


def _renamed(sheet: RawSheet, position: int) -> RawSheet:
    return replace(sheet, source_sheet=f"{sheet.source_sheet or 'Sheet'} ({position})")


def _page(text: str, *, source_file: str) -> etree._Element | None:
    """What is seen of a page, or None when it has no table."""
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        page = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableFileError(file=source_file, reason="broken") from error
    if page is None or page.find(".//table") is None:
        return None
    etree.strip_elements(page, *_UNSEEN, with_tail=False)
    return page


def _fill(grid: Grid, page: etree._Element, hidden: list[range]) -> None:
    """Rows of the innermost tables become rows; text around them becomes a row of one cell per line."""
    loose: list[str] = []
    walk = etree.iterwalk(page, events=("start", "end"))
    for event, element in walk:
        if element.tag in _LINES:
            _put_line(grid, loose)
        if event == "end":
            loose.append(element.tail or "")
        elif element.tag == "tr" and element.find(".//table") is None:
            _put_row(grid, element)
            if _HIDDEN.search(element.get("style", "")) or "hidden" in element.attrib:
                hidden.append(range(grid.row, grid.row + 1))
            walk.skip_subtree()
        else:
            loose.append(element.text or "")
            if element.tag == "table":
                grid.end_spans()
    _put_line(grid, loose)


def _put_line(grid: Grid, loose: list[str]) -> None:
    text = _squeeze("".join(loose))
    loose.clear()
    if text:
        grid.end_spans()
        grid.next_row()
        grid.put(text, is_number=False)


def _put_row(grid: Grid, row: etree._Element) -> None:
    grid.next_row()
    for cell in row.iterchildren("td", "th"):
        text = _squeeze(_spaced_text(cell) if len(cell) else cell.text or "")
        is_exponent = _EXPONENT.fullmatch(text) is not None
        if not cell.attrib:  # nearly all cells: no span to look for, no stored number
            grid.put(text, is_number=is_exponent)
            continue
        text, is_number = _told_in_full(cell, text, is_exponent=is_exponent)
        columns, rows = _span(cell, "colspan", _MOST_COLUMNS), _span(cell, "rowspan", _MOST_ROWS)
        grid.put(text, is_number=is_number, columns=columns, rows=rows)


def _told_in_full(cell: etree._Element, text: str, *, is_exponent: bool) -> tuple[str, bool]:
    """The text of a cell, and whether it was a number; one shown as `3,32E+15` with all digits, where they are kept."""
    stored = next((value for name in _RAW_NUMBER if (value := cell.get(name)) is not None), None)
    if stored and is_exponent:
        return numeral_text(stored), True
    return text, is_exponent or (stored is not None and _NUMERAL.fullmatch(text) is not None)


def _spaced_text(cell: etree._Element) -> str:
    """All text in a cell, with a blank where a line breaks."""
    pieces = [cell.text]
    for event, element in etree.iterwalk(cell, events=("start", "end")):
        if element is not cell:
            pieces += [" " if element.tag in _BREAKS else "", element.text if event == "start" else element.tail]
    return "".join(piece or "" for piece in pieces)


def _span(cell: etree._Element, name: str, most: int) -> int:
    told = cell.get(name, "1").strip()
    return min(max(int(told), 1), most) if told.isascii() and told.isdigit() and len(told) < 9 else 1


def _squeeze(text: str) -> str:
    return " ".join(text.split())
