"""table: a list of any kind as columns of text, one for each title in its first row."""

from collections import Counter
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet as pq

from umkm_cli.errors import BadListError, PathNotFoundError, UnreadableFileError
from umkm_cli.files.content import content
from umkm_cli.files.dialect import find_dialect, sample_of
from umkm_cli.files.encoding import decode
from umkm_cli.files.fields import split_line
from umkm_cli.files.members import Archives
from umkm_cli.files.read import read_file
from umkm_cli.files.sniff import sniff

_PARQUET = b"PAR1"
_SEEN_BYTES = 65_536


def read_table(path: Path, *, max_mb: int) -> pa.Table:
    """The rows of a CSV of any delimiter and encoding, of the first filled sheet of a workbook, or of a Parquet file.

    Cells are text without blanks around it, empty cells are null, and rows without a cell are left out.

    Raises:
        PathNotFoundError: There is no such file.
        UnreadableFileError: It cannot be read as a table.
        BadListError: `reason` is a message key under `list.`: empty or same_title.
    """
    if not path.exists():
        raise PathNotFoundError(path=path)
    with Archives() as archives:
        data = content(path, "", source_file=path.name, max_bytes=max_mb << 20, archives=archives)
    if data.startswith(_PARQUET):
        return _tidy(_read_parquet(data, path), path)
    columns = _read_regular(data) if sniff(data) == "text" else None
    return _tidy(_titled(columns or _read_sheet(path, max_mb), path), path)


def _read_parquet(data: bytes, path: Path) -> pa.Table:
    try:
        found = pq.read_table(pa.BufferReader(data))
        return found.cast(pa.schema([(name, pa.string()) for name in found.column_names]))
    except pa.ArrowException as error:
        raise UnreadableFileError(file=path.name, reason="broken") from error


def _read_regular(data: bytes) -> list[pa.Array] | None:
    """The columns of a CSV in UTF-8 of one line and equally many fields a row; a second for a million rows."""
    lines = decode(data[:_SEEN_BYTES]).split("\n")
    dialect = find_dialect(sample_of(lines[:-1] or lines))
    if len(dialect.delimiter) != 1 or dialect.quote != '"':
        return None
    names = [str(place) for place in range(len(split_line(lines[0], dialect.delimiter)[0]))]
    try:
        found = pyarrow.csv.read_csv(
            pa.BufferReader(data),
            read_options=pyarrow.csv.ReadOptions(column_names=names),
            parse_options=pyarrow.csv.ParseOptions(delimiter=dialect.delimiter, ignore_empty_lines=False),
            convert_options=pyarrow.csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string())),
        )
    except pa.ArrowInvalid:  # ragged rows, or not UTF-8
        return None
    if found.num_rows != data.count(b"\n") + (not data.endswith(b"\n")):  # a stray quote takes lines for one cell
        return None
    return [column.combine_chunks() for column in found.columns]


def _read_sheet(path: Path, max_mb: int) -> list[pa.Array]:
    """The columns of the first sheet that has any."""
    for sheet in read_file(path, source_file=path.name, max_mb=max_mb):
        cells = sheet.rows["cells"].combine_chunks()
        width = len(cells[0]) if len(cells) else 0
        if width:
            flat = cells.flatten()
            return [flat.take(pa.array(np.arange(place, len(flat), width))) for place in range(width)]
    raise BadListError(file=path, reason="empty", title="")


def _titled(columns: list[pa.Array], path: Path) -> pa.Table:
    """The columns under their titles: the first row with a cell; a column without title is named by its place."""
    filled = np.logical_or.reduce([pc.not_equal(column, "").to_numpy(zero_copy_only=False) for column in columns])
    if not filled.any():
        raise BadListError(file=path, reason="empty", title="")
    first = int(np.argmax(filled))
    titles = [column[first].as_py().strip() or f"column_{place}" for place, column in enumerate(columns, 1)]
    title, times = Counter(titles).most_common(1)[0]
    if times > 1:
        raise BadListError(file=path, reason="same_title", title=title)
    return pa.table(dict(zip(titles, (column[first + 1 :] for column in columns), strict=True)))


def _tidy(table: pa.Table, path: Path) -> pa.Table:
    trimmed = [pc.utf8_trim_whitespace(column) for column in table.columns]
    told = [pc.if_else(pc.equal(column, ""), None, column) for column in trimmed]
    is_filled = np.logical_or.reduce([column.is_valid().to_numpy() for column in told]) if told else np.empty(0, bool)
    if not is_filled.any():
        raise BadListError(file=path, reason="empty", title="")
    return pa.table(told, names=table.column_names).filter(pa.array(is_filled))
