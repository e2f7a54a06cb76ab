"""Fields over several columns, and fields in the cells of another: what records get from them."""

import pyarrow as pa
import pyarrow.compute as pc

from umkm_cli.cleaning.claims import BIRTH_YEARS, is_address
from umkm_cli.cleaning.columns import Columns, Table
from umkm_cli.cleaning.grid import Grid, Rows
from umkm_cli.cleaning.inside import parted
from umkm_cli.cleaning.labels import age
from umkm_cli.knowledge.headers import fold_header, guess_field

FIRST_NAMES = frozenset({"NAMA DEPAN", "FIRST NAME"})
LAST_NAMES = frozenset({"NAMA BELAKANG", "NAMA AKHIR", "LAST NAME", "SURNAME"})

BOXED = {"nik": range(16, 17), "no_kk": range(16, 17), "phone": range(10, 14)}
"""Fields whose digits a form has boxes for, each a cell, and how many digits they have."""

DAYS = frozenset({"TANGGAL", "HARI", "DAY"})
MONTHS = frozenset({"BULAN", "BLN", "MONTH"})
YEARS = frozenset({"TAHUN", "THN", "TH", "YEAR"})
"""Last words of the titles over the parts of a day of birth."""

_GLUE = {**dict.fromkeys(("nik", "no_kk"), ""), "birth_date": "-"}


def join_boxes(table: Table) -> None:
    """A number in boxes: its digits in many columns, equally many in each row, of which the first has the title."""
    for field, lengths in BOXED.items():
        first = table.find(field)
        if first is None or table.peek(first).long or not (width := _digits(table.texts(first))):
            continue
        last = first
        while last + 1 < len(table.columns) and width < lengths[0]:
            digits = _digits(table.texts(last + 1))
            if not digits or not _goes_on(table.columns[last + 1].header, table.columns[first].header, field):
                break
            width, last = width + digits, last + 1
        if last > first and width in lengths:
            table.join(field, tuple(range(first + 1, last + 1)))


def _goes_on(header: str, first: str, field: str) -> bool:
    """May a column of this title hold further digits: none, that of the first one, `NIK 2`, or `(7-12)`?"""
    if header in {"", first} or not any(map(str.isalpha, header)):
        return True
    return _means(header, field)


def _means(header: str, field: str) -> bool:
    guess = guess_field(header)
    return guess is not None and guess.field == field


def _digits(texts: list[str]) -> int:
    """How many digits all cells of a column have; 0 when they differ, or hold anything else."""
    filled = [text for text in texts if text]
    if not filled or not filled[0].isdecimal():
        return 0
    lengths = {len(text) if text.isdecimal() else 0 for text in filled}
    return lengths.pop() if len(lengths) == 1 else 0


def join_birth_dates(table: Table) -> None:
    """A day of birth in three columns side by side: day, month and year."""
    ends = [(fold_header(column.header).split() or [""])[-1] for column in table.columns]
    for at in range(len(ends) - 2):
        if ends[at] in DAYS and ends[at + 1] in MONTHS and ends[at + 2] in YEARS and _are_born(table.texts(at + 2)):
            known = table.find("birth_date")
            if known is not None and known != at:
                table.drop(known)
            table.claim(at, "birth_date", 0.9)
            table.join("birth_date", (at + 1, at + 2))
            return


def _are_born(years: list[str]) -> bool:
    """Are these years in which grown-ups were born, in two digits or in four?"""
    filled = [text for text in years if text]
    return bool(filled) and all(text.isdecimal() and (len(text) == 2 or int(text) in BIRTH_YEARS) for text in filled)


def join_addresses(table: Table) -> None:
    """An address over several columns, of which only the first has a title of its own."""
    first = table.find("address")
    if first is None:
        return
    more: list[int] = []
    for at in range(first + 1, len(table.columns)):
        column = table.columns[at]
        if not (column.is_left() and (not column.header or fold_header(column.header).startswith("ALAMAT"))):
            break
        if not any(table.texts(at)):
            break
        more.append(at)
    if more and any(is_address(text) for at in more for text in table.texts(at) if text):
        table.join("address", tuple(more))


def join_names(table: Table) -> None:
    """First names and last names in two columns."""
    first = table.find("name")
    if first is None or fold_header(table.columns[first].header) not in FIRST_NAMES:
        return
    last = (at for at, column in enumerate(table.columns) if fold_header(column.header) in LAST_NAMES)
    at = next(last, None)
    if at is not None:
        table.join("name", (at,))


def join_again(table: Table) -> None:
    """Several columns of one field: all phones, an older NIK, and desa of which one is filled, asked by kecamatan."""
    for field in ("phone", "village", "nik"):
        first = table.find(field)
        others = [at for at in _again(table, field) if at != first]
        if field == "nik" and first is not None:  # that of the husband is another's
            others = [at for at in others if age(table.columns[at].header) > age(table.columns[first].header)]
        texts = [table.texts(at) for at in (first, *others)] if first is not None and others else []
        if texts and (field != "village" or all(sum(map(bool, row)) <= 1 for row in zip(*texts, strict=True))):
            table.join(field, tuple(others))


def _again(table: Table, field: str) -> list[int]:
    """Columns whose titles would do for the field, had not another one been surer."""
    return [
        at
        for at, column in enumerate(table.columns)
        if column.field is None and column.is_known and column.is_doubted and _means(column.header, field)
    ]


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
        if field == "nik" and _is_older(columns, positions[0]):
            made[field] = pc.coalesce(raw[field], *parts.values())
            continue
        joined = pc.binary_join_element_wise(raw[field], *parts.values(), _glue(columns, field), null_handling="skip")
        made[field] = pc.if_else(pc.equal(joined, ""), None, joined)
    at = columns.by_field.get("rt_rw")
    if at is not None and "RW RT" in fold_header(columns.understood[at].header):
        made["rt_rw"] = _turned(raw["rt_rw"])
    for host, fields in columns.inside.items():
        made |= parted(host, made.get(host, raw[host]), fields)
    return made


def _is_older(columns: Columns, position: int) -> bool:
    """Is this a column of NIKs that were mended in the column taken for them?"""
    return age(columns.understood[position].header) > age(columns.understood[columns.by_field["nik"]].header)


def _glue(columns: Columns, field: str) -> str:
    """What stands between the parts of a field; phones with titles of their own are several, those in boxes one."""
    if field == "phone":
        return " / " if columns.understood[columns.more[field][0]].header else ""
    return _GLUE.get(field, " ")


def _turned(column: pa.Array) -> pa.Array:
    """RW and RT, in this order, brought to the other; also where Excel made a day and a month of them."""
    column = pc.replace_substring_regex(column, r"^(\d+)\s*[/\-]\s*(\d+)$", r"\2/\1")
    return pc.replace_substring_regex(column, r"^\d{4}-(\d\d)-(\d\d)(?: .*)?$", r"\1/\2")
