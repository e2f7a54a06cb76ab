"""Fields that share columns: one over several columns, or several in one."""

import re

import pyarrow as pa
import pyarrow.compute as pc

from umkm_cli.cleaning.columns import Columns, Table
from umkm_cli.cleaning.grid import Grid, Rows
from umkm_cli.cleaning.profile import has_long_number
from umkm_cli.knowledge.addresses import MARKS
from umkm_cli.knowledge.headers import fold_header, guess_field
from umkm_cli.knowledge.titles import is_title

FIRST_NAMES = frozenset({"NAMA DEPAN", "FIRST NAME"})
LAST_NAMES = frozenset({"NAMA BELAKANG", "NAMA AKHIR", "LAST NAME", "SURNAME"})

BOXED = ("nik", "no_kk", "phone")
"""Fields whose digits a form has boxes for, each a cell."""

LEAST_BOXES = 9

_GLUE = dict.fromkeys(BOXED, "")
_NIK = re.compile(r"\W*\b(?:NIK\W*)?((?:\d[\s.\-]?){15,17})(?!\d)\W*", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s*[,;/\n(]\s*|\s+-\s+")
_WORDS = "|".join(word for word, part in MARKS.items() if part not in {"beyond", "house"})
_MARK = re.compile(rf"\W+(?=(?:{_WORDS}|R\.?T|R\.?W)\b)", re.IGNORECASE)


def join_boxes(table: Table) -> None:
    """A number in boxes: one digit in each of many columns, of which the first has the title."""
    for field in BOXED:
        first = table.find(field)
        if first is None or not _are_digits(table.texts(first)):
            continue
        last = first
        while last + 1 < len(table.columns) and _is_box(table, last + 1, first):
            last += 1
        if last - first + 1 >= LEAST_BOXES:
            table.join(field, tuple(range(first + 1, last + 1)))


def _is_box(table: Table, at: int, first: int) -> bool:
    header = table.columns[at].header
    return header in {"", table.columns[first].header} and _are_digits(table.texts(at))


def _are_digits(texts: list[str]) -> bool:
    filled = [text for text in texts if text]
    return bool(filled) and all(len(text) == 1 and text.isdecimal() for text in filled)


def join_names(table: Table) -> None:
    """First names and last names in two columns."""
    first = table.find("name")
    if first is None or fold_header(table.columns[first].header) not in FIRST_NAMES:
        return
    last = (at for at, column in enumerate(table.columns) if fold_header(column.header) in LAST_NAMES)
    at = next(last, None)
    if at is not None:
        table.join("name", (at,))


def join_villages(table: Table) -> None:
    """Several columns of desa, one for each kecamatan: in every row one of them is filled at most."""
    first = table.find("village")
    if first is None:
        return
    others = [
        at
        for at, column in enumerate(table.columns)
        if at != first and column.field is None and column.is_known and column.is_doubted
        if (guess := guess_field(column.header)) and guess.field == "village"
    ]
    texts = [table.texts(at) for at in (first, *others)]
    if others and all(sum(map(bool, row)) <= 1 for row in zip(*texts, strict=True)):
        table.join("village", tuple(others))


def see_in_names(table: Table) -> None:
    """NIK or address behind the name, in the same cell, as the title says or most of the cells."""
    at = table.find("name")
    if at is None:
        return
    said = set(fold_header(table.columns[at].header).split())
    fields = {"nik": {"NIK"}, "address": {"ALAMAT"}}
    table.in_name = frozenset(field for field, words in fields.items() if table.find(field) is None and words & said)
    if "nik" not in table.in_name and table.find("nik") is None and table.peek(at).words < 0.7:
        texts = [text for text in table.texts(at) if text]
        if sum(map(has_long_number, texts)) >= 0.4 * len(texts):
            table.in_name |= {"nik"}


def with_shared(raw: dict[str, pa.Array], columns: Columns, grid: Grid, rows: Rows) -> dict[str, pa.Array]:
    """The fields that share columns, joined or parted; no others.

    Args:
        raw: The cells of every field, each of one column.
        columns: The columns of the table.
        grid: The sheet.
        rows: Its records.
    """
    made = {}
    for field, positions in columns.more.items():
        parts = grid.texts_of({str(at): at for at in positions}, rows)
        joined = pc.binary_join_element_wise(raw[field], *parts.values(), _GLUE.get(field, " "), null_handling="skip")
        made[field] = pc.if_else(pc.equal(joined, ""), None, joined)
    at = columns.by_field.get("rt_rw")
    if at is not None and "RW RT" in fold_header(columns.understood[at].header):
        made["rt_rw"] = _turned(raw["rt_rw"])
    if columns.in_name:
        made |= _parted(made.get("name", raw["name"]), columns.in_name)
    return made


def _turned(column: pa.Array) -> pa.Array:
    """RW and RT, in this order, brought to the other; also where Excel made a day and a month of them."""
    column = pc.replace_substring_regex(column, r"^(\d+)\s*[/\-]\s*(\d+)$", r"\2/\1")
    return pc.replace_substring_regex(column, r"^\d{4}-(\d\d)-(\d\d)(?: .*)?$", r"\1/\2")


def _parted(names: pa.Array, fields: frozenset[str]) -> dict[str, pa.Array]:
    found = [part_name(text or "", has_address="address" in fields) for text in names.to_pylist()]
    made = {"name": 0, "nik": 1, "address": 2}
    return {
        field: pa.array([parts[at] for parts in found], pa.string())
        for field, at in made.items()
        if field in {"name", *fields}
    }


def part_name(text: str, *, has_address: bool) -> tuple[str | None, str | None, str | None]:
    """Name, NIK and address of one cell.

    >>> part_name("SITI AMINAH, Dk. Krajan RT 1 RW 2", has_address=True)
    ('SITI AMINAH', None, 'Dk. Krajan RT 1 RW 2')
    >>> part_name("SITI AMINAH / 3325096503809001", has_address=False)
    ('SITI AMINAH', '3325096503809001', None)
    """
    number = _NIK.search(text)
    nik = number[1].strip() if number else None
    if number:
        text = f"{text[: number.start()]}\n{text[number.end() :]}".strip()
    name, address = _before_address(text) if has_address else (text, "")
    return name.strip() or None, nik, address.strip(" ,;/\n()") or None


def _before_address(text: str) -> tuple[str, str]:
    """A text parted at the first mark that no title follows, else before the first word of an address."""
    for found in _SEPARATOR.finditer(text):
        behind = _SEPARATOR.split(text[found.end() :], maxsplit=1)[0]
        if found.start() and behind and not is_title(behind):
            return text[: found.start()], text[found.end() :]
    mark = _MARK.search(text)
    return (text[: mark.start()], text[mark.end() :]) if mark else (text, "")
