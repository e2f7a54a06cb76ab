"""inputs: lists of people from elsewhere, as records for a model of their own."""

import difflib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from umkm_cli.errors import BadListError, BrokenModelError, MissingColumnError, UnknownModelError
from umkm_cli.files.content import digest
from umkm_cli.files.members import Archives
from umkm_cli.files.table import read_table
from umkm_cli.files.toml_file import read_toml
from umkm_cli.matching.golden import read_golden
from umkm_cli.matching.groups import codes_of
from umkm_cli.matching.model import MatchModel, load_model, shipped_models
from umkm_cli.matching.proofread import read_proofread
from umkm_cli.schema import owners_table

_TAKEN = ("record_id", *owners_table(()).names)
"""Titles that a list cannot have: results have them."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """Lists from elsewhere.

    Attributes:
        records: `record_id`, `source`, and all columns of the lists, as text; `row` (from 1) where rows had no name.
        run: What the records come from: the digests of the files.
    """

    records: pa.Table
    run: tuple[str, ...]


def choose_model(name: str) -> MatchModel:
    """A model that is shipped, by its name, or one in a TOML file.

    Raises:
        UnknownModelError: It is neither.
        BrokenModelError: The file is not TOML.
        BadModelError: The file is no model.
    """
    shipped = shipped_models()
    if name in shipped:
        return load_model(name)
    path = Path(name)
    if not path.is_file():
        close = difflib.get_close_matches(name, shipped, n=1, cutoff=0)[0]
        raise UnknownModelError(model=name, close=close, models=", ".join(shipped))
    return read_proofread(read_toml(path, BrokenModelError), file=path.name)


def read_inputs(paths: Sequence[Path], *, model: MatchModel, max_mb: int) -> Inputs:
    """Read the lists and give each row a name: what the model's `id` column says, else a digest of the row.

    Where there are several lists the name of the file goes before; it is also the column `source`.

    Args:
        paths: Files; the same one twice is two lists.
        model: Names the column with the names of rows, and says whether rows are compared across lists only.
        max_mb: Largest file, in MiB.

    Raises:
        PathNotFoundError: One of `paths` is no file.
        UnreadableFileError: One cannot be read.
        BadListError: One holds nothing, or names no row, or two rows alike.
        MissingColumnError: None has a column that the model needs.
    """
    sources = _sources(paths)
    tables = [read_table(path, max_mb=max_mb) for path in paths]
    named = [
        _named(table, source if len(paths) > 1 else None, path, model)
        for table, source, path in zip(tables, sources, paths, strict=True)
    ]
    records = pa.concat_tables(named, promote_options="default")
    check_columns(model, records.column_names)
    if model.link_only and len(records["source"].unique()) < 2:
        raise BadListError(file=paths[0], reason="one_list", title="", row=0)
    with Archives() as archives:
        return Inputs(records, tuple(digest(path, "", archives) for path in paths))


def check_columns(model: MatchModel, columns: Sequence[str]) -> None:
    """Make sure that a list has every column that a model reads.

    Raises:
        MissingColumnError: It has not; told is the most similar one.
    """
    golden = read_golden(model.golden, columns)
    for needed in (*model.sources, *model.order, *golden.needed):
        _check_column(model, needed, columns)


def _check_column(model: MatchModel, needed: str, columns: Sequence[str]) -> None:
    if needed not in columns:
        close = difflib.get_close_matches(needed, columns, n=1, cutoff=0)[0]
        told = ", ".join(column for column in columns if not column.startswith("raw_"))  # cells as found, in `records`
        raise MissingColumnError(model=model.name, column=needed, close=close, columns=told)


def _sources(paths: Sequence[Path]) -> list[str]:
    """What each list is called: the name of its file, with a number where another has the same."""
    seen: Counter[str] = Counter()
    names = []
    for path in paths:
        seen[path.name] += 1
        names.append(path.name if seen[path.name] == 1 else f"{path.name} ({seen[path.name]})")
    return names


def _named(table: pa.Table, source: str | None, path: Path, model: MatchModel) -> pa.Table:
    """The rows with `record_id` and `source`, and with `row` where nothing names them.

    Args:
        table: The rows.
        source: What the list is called; None when it is the only one, which may have a column `source` of its own.
        path: The file, for errors.
        model: Its `id` is the column that names the rows; empty when there is none.
    """
    given = {*_TAKEN, *(["source"] if source else []), *([] if model.id else ["row"])} - {model.id}
    for title in table.column_names:
        if title in given:
            raise BadListError(file=path, reason="reserved_title", title=title, row=1)
    ids = _ids_given(table, path, model) if model.id else _ids_made(table)
    rest = table.drop_columns(["record_id"]) if "record_id" in table.column_names else table
    if not model.id:
        rest = rest.add_column(0, "row", pc.cast(pa.array(np.arange(1, len(table) + 1)), pa.string()))
    if source or "source" not in rest.column_names:
        rest = rest.add_column(0, "source", pa.array([source or path.name] * len(rest), pa.string()))
    name = pc.binary_join_element_wise(source, ids, ":") if source else ids
    return rest.add_column(0, "record_id", name)


def _ids_given(table: pa.Table, path: Path, model: MatchModel) -> pa.ChunkedArray:
    """The names that the rows have."""
    _check_column(model, model.id, table.column_names)
    ids = table[model.id]
    if ids.null_count:
        row = ids.is_null().index(True).as_py() + 1
        raise BadListError(file=path, reason="no_id", title=model.id, row=row)
    codes = codes_of(ids)  # a new value gets the next number
    again = np.flatnonzero(codes != np.arange(len(codes)))
    if len(again):
        raise BadListError(file=path, reason="same_id", title=model.id, row=int(again[0]) + 1)
    return ids


def _ids_made(table: pa.Table) -> pa.Array:
    """Names made of what the rows hold, so that a row keeps its name, and its owner, when others come before it."""
    cells = [pc.fill_null(column, "") for column in table.columns]
    content = pc.binary_join_element_wise(*cells, "\x1f").to_pylist()
    seen: Counter[str] = Counter()
    names = []
    for row in content:
        seen[row] += 1
        text = row if seen[row] == 1 else f"{row}\x1f{seen[row]}"
        names.append(blake2b(text.encode(), digest_size=8).hexdigest())
    return pa.array(names, pa.string())
