"""Backup sheets: sheets of a workbook whose people stand in another of its sheets, too.

Offices keep `BACKUP UKM 2021 (filtered)` and `Sheet2` beside the list itself, with rows left out, sorted or mended.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa

SMALLEST = 10
"""Records a sheet must have to be taken for a copy: two small lists may well name the same few people."""

CONTAINED = 0.9
"""Share of a sheet's records that the other one has to hold."""

SAME = ("list", "context_year", "context_stage")
"""What two sheets have to agree on: a survey repeats the people of the grant, and 2021 those of 2020."""

_NAMED_A_COPY = re.compile(r"backup|copy|salinan|cadangan|filter|\blama\b|^(?:sheet|lembar)\s*\d", re.IGNORECASE)
_WHO = ("nik", "name_key", "raw_name")
_WITHOUT_NIK = ("raw_address", "raw_phone")


@dataclass(frozen=True, slots=True)
class Copy:
    """A sheet that repeats another of its workbook.

    Attributes:
        sheet: Its place in the workbook.
        original: Place of the other one, which is no copy itself.
        repeated: For each of its records: does the other sheet hold it?
    """

    sheet: int
    original: int
    repeated: list[bool]


def find_copies(records: Sequence[pa.Table], sources: Sequence[dict[str, object]]) -> list[Copy]:
    """The sheets that repeat another one, each once.

    A record is told by NIK and name, one without a NIK by name, address and phone. Of two sheets that hold the same,
    the copy is the one named like a copy, else the hidden one, else the later one.

    Args:
        records: `RECORDS` of every sheet of a workbook.
        sources: Their rows of `SOURCES`, in the same order.
    """
    keys = [_keys(table) for table in records]
    held = [frozenset(sheet) for sheet in keys]

    def merit(at: int) -> tuple[int, bool, object, int]:
        return (
            -len(held[at]),
            bool(_NAMED_A_COPY.search(str(sources[at]["source_sheet"]))),
            sources[at]["is_hidden"],
            at,
        )

    copies: list[Copy] = []
    originals: list[int] = []
    for at in sorted((at for at in range(len(keys)) if len(keys[at]) >= SMALLEST), key=merit):
        like = (other for other in originals if all(sources[at][told] == sources[other][told] for told in SAME))
        repeats = ((other, [key in held[other] for key in keys[at]]) for other in like)
        found = next(((other, seen) for other, seen in repeats if sum(seen) >= CONTAINED * len(seen)), None)
        if found:
            copies.append(Copy(at, *found))
        else:
            originals.append(at)
    return copies


def _keys(records: pa.Table) -> list[tuple[object, ...]]:
    """Who each record is about; without a NIK more than a name is asked for."""
    if records.num_rows < SMALLEST:
        return []
    named, others = (
        zip(*(records.column(name).to_pylist() for name in names), strict=True) for names in (_WHO, _WITHOUT_NIK)
    )
    return [who[:2] if who[0] else (*who, *rest) for who, rest in zip(named, others, strict=True)]
