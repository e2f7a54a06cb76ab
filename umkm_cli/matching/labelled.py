"""labelled: which record each label is about."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from umkm_cli.errors import BadLabelsError
from umkm_cli.matching.columns import Ints
from umkm_cli.matching.groups import codes_of, places_of

_NONE = -1


@dataclass(frozen=True, slots=True)
class Labelled:
    """Records whose owner is known, each once.

    Attributes:
        record: Row number in `RECORDS`, rising.
        owner: Code of the owner in truth.
        case_of: Places in `record` that have a case, by its name.
        lost: Labels that are about no record, or about a place where several stand.
    """

    record: Ints
    owner: Ints
    case_of: dict[str, Ints]
    lost: int


def find_labelled(labels: pa.Table, records: pa.Table, *, file: str) -> Labelled:
    """Put labels and records together.

    Args:
        labels: `LABELS`.
        records: `RECORDS`, or any table with a `record_id` when the labels have one.
        file: Name of the label file, for the error.

    Raises:
        BadLabelsError: `reason` contradiction: two owners for one record; `row` and `other` are the lines. Or
            other_list: no label is about any of the records.
    """
    has_id = labels["record_id"].null_count == 0
    at = _by_id(labels, records) if has_id else _by_place(labels, records)
    found = np.flatnonzero(at != _NONE)
    if not len(found):
        raise BadLabelsError(file=file, reason="other_list", row=1)
    order = found[np.argsort(at[found], kind="stable")]
    record, owner = at[order], codes_of(labels["owner"])[order]
    is_again = np.concatenate([[False], record[1:] == record[:-1]])
    wrong = np.flatnonzero(is_again & (owner != np.roll(owner, 1)))
    if len(wrong):
        line = labels["line"].to_numpy()
        row, other = line[order[wrong[0] - 1]], line[order[wrong[0]]]
        raise BadLabelsError(file=file, reason="contradiction", row=int(row), other=int(other))
    kept = order[~is_again]
    cases = labels["case"].take(pa.array(kept))
    return Labelled(at[kept], owner[~is_again], _places_of_cases(cases), labels.num_rows - len(found))


def _by_id(labels: pa.Table, records: pa.Table) -> Ints:
    return places_of(labels["record_id"], records["record_id"])


def _by_place(labels: pa.Table, records: pa.Table) -> Ints:
    """Row number of the record at the place of each label; two lists side by side may put several records there."""
    if not records.num_rows or not {"source_file", "source_sheet", "source_row"} <= set(records.column_names):
        return np.full(labels.num_rows, _NONE)
    files, sheets = pc.unique(records["source_file"]), pc.unique(pc.fill_null(records["source_sheet"], ""))
    named = labels["source_file"].combine_chunks().dictionary_encode()
    ingested = find_files(named.dictionary.to_pylist(), files.to_pylist())
    file = pa.chunked_array([pa.array(ingested, pa.string()).take(named.indices)])
    wanted = _key(file, labels, files, sheets)
    known = _key(records["source_file"], records, files, sheets)
    order = np.argsort(known, kind="stable")
    first = np.searchsorted(known, wanted, "left", sorter=order)
    count = np.searchsorted(known, wanted, "right", sorter=order) - first
    at: Ints = np.where((count == 1) & (wanted >= 0), order[np.minimum(first, len(order) - 1)], _NONE)
    return at


def _key(file: pa.ChunkedArray, table: pa.Table, files: pa.Array, sheets: pa.Array) -> Ints:
    """File, sheet and row in one number; negative where the file or the sheet is not known."""
    file_code, sheet_code = places_of(file, files), places_of(pc.fill_null(table["source_sheet"], ""), sheets)
    row = np.asarray(table["source_row"]).astype(np.int64)
    return np.where((file_code < 0) | (sheet_code < 0), -1, (file_code * len(sheets) + sheet_code) << 32 | row)


def find_files(named: Iterable[str], files: Iterable[str]) -> list[str | None]:
    """For each file somebody names: the ingested file of that path, or the only one whose path has the same end."""
    known = set(files)
    by_name: dict[str, list[str]] = defaultdict(list)
    for file in known:
        by_name[file.rpartition("/")[2]].append(file)
    return [name if name in known else _only_end(name, by_name[name.rpartition("/")[2]]) for name in named]


def _only_end(name: str, files: Iterable[str]) -> str | None:
    alike = [file for file in files if file.endswith(f"/{name}") or name.endswith(f"/{file}")]
    return alike[0] if len(alike) == 1 else None


def _places_of_cases(cases: pa.ChunkedArray) -> dict[str, Ints]:
    flat = cases.combine_chunks()
    encoded = pc.list_flatten(flat).dictionary_encode()
    place = np.asarray(pc.list_parent_indices(flat)).astype(np.int64)
    code = np.asarray(encoded.indices)
    names = sorted(encoded.dictionary.to_pylist())
    codes = {name: number for number, name in enumerate(encoded.dictionary.to_pylist())}
    return {name: np.unique(place[code == codes[name]]) for name in names}
