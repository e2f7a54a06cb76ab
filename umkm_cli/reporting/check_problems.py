"""What an office should mend in each of its files: the cell, the value, what is wrong and what to do."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
from xlsxwriter.utility import xl_col_to_name

from umkm_cli.messages import safe
from umkm_cli.reporting.check_flags import ABOUT, PROBLEMS, REJECTED
from umkm_cli.reporting.check_values import shown
from umkm_cli.reporting.labels import Row, count_in, rows_of

BETWEEN = " | "
"""Between the cells of a rejected row."""


class Problem(NamedTuple):
    """One thing to mend.

    Attributes:
        sheet: Name of the sheet, empty for a CSV.
        row: Row number as Excel shows it; None for a fault of the whole sheet: a column it has not.
        letter: Letter of the column; empty where a whole row or sheet is at fault.
        title: Title of the column as in the file.
        value: The cell as it may be shown; for a rejected row all of its cells.
        words: Message key of what is wrong, under `flag.` or `reason.`.
        advice: Message key under `advice.`.
        rows: How many rows it is about.
    """

    sheet: str
    row: int | None
    letter: str
    title: str
    value: str
    words: str
    advice: str
    rows: int = 1


@dataclass(frozen=True, slots=True)
class FileProblems:
    """Everything to mend in one file, with its counts.

    Attributes:
        source_file: Its path, with `/`.
        rows: Its non-blank rows.
        records: Rows of owners.
        problems: In the order of the file; faults of a whole sheet first.
    """

    source_file: str
    rows: int
    records: int
    problems: tuple[Problem, ...]


class _Column(NamedTuple):
    letter: str
    title: str


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One row of `sources`: its name and columns fit to be shown, and what was found in it so far."""

    row: Row
    name: str
    columns: Mapping[str, _Column]
    problems: list[Problem] = field(default_factory=list)

    @classmethod
    def of(cls, row: Row) -> "_Sheet":
        told: Any = row["columns"] or ()
        columns = {
            column["field"]: _Column(xl_col_to_name(column["position"] - 1), safe(column["header"] or ""))
            for column in reversed(told)  # so that the first table's column stays
            if column["field"]
        }
        return cls(row, safe(str(row["source_sheet"] or "")), columns)

    def in_order(self) -> list[Problem]:
        """What was found, by row, then by column."""
        return sorted(self.problems, key=lambda one: (one.row or 0, len(one.letter), one.letter, one.words))

    def count(self, column: str) -> int:
        """Rows or records."""
        return int(count_in(self.row, column))


def problems_of(records: pa.Table, rejects: pa.Table, sources: pa.Table, *, is_full: bool) -> Iterator[FileProblems]:
    """Every file with something to mend, in the order of `sources`.

    The letters of columns are those of the first table of a sheet.

    Args:
        records: `RECORDS`.
        rejects: `REJECTS`.
        sources: `SOURCES` of both.
        is_full: Show NIK, KK and phone whole: see `check_values`.
    """
    sheets = {str(row["source_id"]): _Sheet.of(row) for row in rows_of(sources)}
    _flagged(records, sheets, is_full=is_full)
    _rejected(rejects, sheets, is_full=is_full)
    files: dict[tuple[object, object], list[_Sheet]] = {}
    for sheet in sheets.values():
        files.setdefault((sheet.row["root"], sheet.row["source_file"]), []).append(sheet)
    for (_, name), held in files.items():
        problems = tuple(problem for sheet in held for problem in sheet.in_order())
        if problems:
            rows, accepted = (sum(sheet.count(column) for sheet in held) for column in ("rows", "records"))
            yield FileProblems(str(name), rows, accepted, problems)


def _flagged(records: pa.Table, sheets: Mapping[str, _Sheet], *, is_full: bool) -> None:
    """Add what is flagged in records to the problems of their sheets."""
    flags = records["flags"].combine_chunks()
    pairs = pa.table({"at": pc.list_parent_indices(flags), "flag": pc.list_flatten(flags)})
    pairs = pairs.filter(pc.is_in(pairs["flag"], pa.array(PROBLEMS)))
    needed = {name for flag in pc.unique(pairs["flag"]).to_pylist() for name in ABOUT[flag].fields}
    cells = {name: records[f"raw_{name}"].to_pylist() for name in needed}
    source_ids, numbers = records["source_id"].to_pylist(), records["source_row"].to_pylist()
    nowhere: Counter[tuple[str, str]] = Counter()
    for at, flag in zip(pairs["at"].to_pylist(), pairs["flag"].to_pylist(), strict=True):
        sheet, about = sheets[source_ids[at]], ABOUT[flag]
        name = _pointed_at(about.fields, {name: cells[name][at] for name in about.fields}, sheet)
        if name is None:
            nowhere[source_ids[at], flag] += 1
            continue
        column = sheet.columns.get(name, _Column("", ""))
        value = shown(cells[name][at], name, is_full=is_full)
        sheet.problems.append(Problem(sheet.name, numbers[at], *column, value, f"flag.{flag}", str(about.advice)))
    for (source_id, flag), count in nowhere.items():
        sheet, advice = sheets[source_id], str(ABOUT[flag].advice)
        sheet.problems.append(Problem(sheet.name, None, "", "", "", f"flag.{flag}", advice, count))


def _pointed_at(fields: Sequence[str], cells: Mapping[str, str | None], sheet: _Sheet) -> str | None:
    """The field to point at: the first that is filled, else the first with a column, else none."""
    filled = (name for name in fields if cells[name])
    return next(filled, next((name for name in fields if name in sheet.columns), None))


def _rejected(rejects: pa.Table, sheets: Mapping[str, _Sheet], *, is_full: bool) -> None:
    """Add the rejected rows that should be mended."""
    reasons = pa.array([reason for reason, advice in REJECTED.items() if advice])
    taken = rejects.filter(pc.and_(pc.equal(rejects["kind"], "rejected"), pc.is_in(rejects["reason"], reasons)))
    for row in taken.select(["source_id", "source_row", "reason", "cells"]).to_pylist():
        sheet, reason = sheets[row["source_id"]], row["reason"]
        filled = BETWEEN.join(cell for cell in row["cells"] or () if cell and cell.strip())
        value, advice = shown(filled, None, is_full=is_full), str(REJECTED[reason])
        sheet.problems.append(Problem(sheet.name, row["source_row"], "", "", value, f"reason.{reason}", advice))
