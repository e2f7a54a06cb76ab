"""labels: which rows are one owner in truth, as a person or a generator wrote them down."""

from pathlib import Path

import pyarrow as pa

from umkm_cli.errors import BadLabelsError, PathNotFoundError
from umkm_cli.files.delimited import split_rows
from umkm_cli.files.encoding import decode

LABELS = pa.schema(
    [("source_file", pa.string()), ("source_sheet", pa.string()), ("source_row", pa.int32()), ("owner", pa.string())]
)
"""What a label file holds; other columns of it are ignored."""


def read_labels(path: Path) -> pa.Table:
    """The labels of a CSV whose first line names the columns of `LABELS`, in any order.

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
    header = [name.strip().lower() for name in header]
    if not set(LABELS.names) <= set(header):
        raise BadLabelsError(file=path, reason="missing_columns", row=1)
    positions = [header.index(name) for name in LABELS.names]
    labels = [_label(row, positions, path, number) for number, row in enumerate(rows, 2) if any(row)]
    if not labels:
        raise BadLabelsError(file=path, reason="empty", row=2)
    return pa.Table.from_pylist(labels, schema=LABELS)


def _label(row: list[str], positions: list[int], path: Path, number: int) -> dict[str, str | int]:
    try:
        file, sheet, source_row, owner = (row[position].strip() for position in positions)
        label: dict[str, str | int] = {
            "source_file": file,
            "source_sheet": sheet,
            "source_row": int(source_row),
            "owner": owner,
        }
    except (IndexError, ValueError) as error:
        raise BadLabelsError(file=path, reason="bad_row", row=number) from error
    if not (file and owner):
        raise BadLabelsError(file=path, reason="bad_row", row=number)
    return label
