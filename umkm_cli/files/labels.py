"""labels: which rows are one owner in truth, as a person or a generator wrote them down."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow as pa

from umkm_cli.errors import BadLabelsError, PathNotFoundError
from umkm_cli.files.delimited import split_rows
from umkm_cli.files.encoding import decode
from umkm_cli.schema import LABELS

BY_PLACE = ("source_file", "source_sheet", "source_row")
"""Columns that name a row by where it stands; `record_id` names it by itself."""

_CASES = re.compile(r"\s*[;|]\s*")


def read_labels(path: Path) -> pa.Table:
    """The labels of a CSV whose first line names its columns, in any order.

    It needs `owner` and either `record_id` or the columns of `BY_PLACE`; `case` may name what is hard about the row,
    several separated by `;` or `|`. Other columns are ignored.

    Returns:
        `LABELS`; the columns that the file lacks are null.

    Raises:
        PathNotFoundError: There is no such file.
        BadLabelsError: `reason` is a message key under `labels.`: unreadable, missing_columns, bad_row or empty; `row`
            is the line it is about.
    """
    if not path.is_file():
        raise PathNotFoundError(path=path)
    try:
        header, *rows = split_rows(decode(path.read_bytes()))[1]
    except (OSError, ValueError) as error:
        reason = "unreadable" if isinstance(error, OSError) else "empty"
        raise BadLabelsError(file=path, reason=reason, row=1) from error
    names = [name.strip().lower() for name in header]
    key = ("record_id",) if "record_id" in names else BY_PLACE
    if not {"owner", *key} <= set(names):
        raise BadLabelsError(file=path, reason="missing_columns", row=1)
    numbered = [(number, row) for number, row in enumerate(rows, 2) if any(row)]
    if not numbered:
        raise BadLabelsError(file=path, reason="empty", row=2)
    columns = _columns(numbered, {name: names.index(name) for name in ("owner", *key)}, path)
    columns["case"] = _cases([row for _, row in numbered], names)
    return LABELS.conform(pa.table({name: columns.get(name, pa.nulls(len(numbered))) for name in LABELS.names}))


def _columns(rows: Sequence[tuple[int, list[str]]], places: dict[str, int], path: Path) -> dict[str, pa.Array]:
    """The columns of the file that say which row and whose."""
    columns: dict[str, pa.Array] = {"line": pa.array([number for number, _ in rows], pa.int32())}
    try:
        for name, place in places.items():
            values = [row[place].strip() for _, row in rows]
            columns[name] = pa.array(map(int, values), pa.int32()) if name == "source_row" else pa.array(values)
    except (IndexError, ValueError, pa.ArrowException) as error:
        raise BadLabelsError(file=path, reason="bad_row", row=next(_bad(rows, places))) from error
    needed = [columns[name].to_pylist() for name in ("owner", "record_id", "source_file") if name in columns]
    blank = [number for (number, _), *cells in zip(rows, *needed, strict=True) if not all(cells)]
    if blank:
        raise BadLabelsError(file=path, reason="bad_row", row=blank[0])
    return columns


def _bad(rows: Sequence[tuple[int, list[str]]], places: dict[str, int]) -> Iterator[int]:
    """Lines that lack a cell, or whose row number is none."""
    for number, row in rows:
        if len(row) <= max(places.values()) or not _is_row_number(row, places):
            yield number


def _is_row_number(row: list[str], places: dict[str, int]) -> bool:
    return "source_row" not in places or bool(re.fullmatch(r"\s*\d{1,9}\s*", row[places["source_row"]]))


def _cases(rows: Sequence[list[str]], names: Sequence[str]) -> pa.Array:
    """What is hard about each row: the parts of its `case`."""
    if "case" not in names:
        return pa.array([[]] * len(rows), pa.list_(pa.string()))
    place = names.index("case")
    told = {text: [part for part in _CASES.split(text.strip()) if part] for text in {_at(row, place) for row in rows}}
    return pa.array([told[_at(row, place)] for row in rows], pa.list_(pa.string()))


def _at(row: list[str], place: int) -> str:
    return row[place] if place < len(row) else ""
