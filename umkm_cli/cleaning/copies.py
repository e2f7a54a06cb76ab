"""Backup sheets: sheets of a workbook whose people stand in another of its sheets, too.

Offices keep `BACKUP UKM 2021 (filtered)` and `Sheet2` beside the list itself, with rows left out, sorted or mended.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pyarrow as pa
import pyarrow.compute as pc

from umkm_cli.cleaning.tidy import TidySheet, reject_all, rejects_of
from umkm_cli.knowledge.text import fold
from umkm_cli.schema import RawSheet, sheet_name

SMALLEST = 10
"""Records a sheet must have to be taken for a copy: two small lists may well name the same few people."""

CONTAINED = 0.9
"""Share of a sheet's records that the other one has to hold."""

SAME = ("list", "context_year", "context_stage")
"""What two sheets have to agree on: a survey repeats the people of the grant, and 2021 those of 2020."""

_NAMED_A_COPY = re.compile(r"backup|copy|salinan|cadangan|filter|\blama\b|^(?:sheet|lembar)\s*\d", re.IGNORECASE)
_NO_DIGIT = r"[^0-9]+"


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
        records: `RAW_RECORDS` of every sheet of a workbook.
        sources: Their rows of `SOURCES`, in the same order.
    """
    may_repeat = _may_repeat(records, sources)
    keys = [_keys(table) if at in may_repeat else [] for at, table in enumerate(records)]
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
    for at in sorted(may_repeat, key=merit):
        like = (other for other in originals if _kind(sources[at]) == _kind(sources[other]))
        repeats = ((other, [key in held[other] for key in keys[at]]) for other in like)
        found = next(((other, seen) for other, seen in repeats if sum(seen) >= CONTAINED * len(seen)), None)
        if found:
            copies.append(Copy(at, *found))
        else:
            originals.append(at)
    return copies


def set_copies_aside(sheets: Sequence[RawSheet], tidied: Sequence[TidySheet], *, reason: str) -> list[TidySheet]:
    """The sheets of a workbook, rows of backup sheets that another one holds sent to the rejects.

    Args:
        sheets: The sheets as found.
        tidied: What became of them, in the same order.
        reason: Message key under `reason.`, which also is the status of a sheet of which nothing is left.
    """
    done = list(tidied)
    for copy in find_copies([sheet.raw_records for sheet in tidied], [sheet.source for sheet in tidied]):
        original = tidied[copy.original].source
        place = sheet_name(original["source_file"], original["source_sheet"])
        left = _without_repeated(sheets[copy.sheet], tidied[copy.sheet], copy, reason)
        done[copy.sheet] = replace(left, source={**left.source, "duplicate_of": place})
    return done


def _without_repeated(sheet: RawSheet, tidied: TidySheet, copy: Copy, reason: str) -> TidySheet:
    source_id = str(tidied.source["source_id"])
    if all(copy.repeated):
        return reject_all(sheet, source_id=source_id, reason=reason)
    repeated = pa.array(copy.repeated, pa.bool_())
    source_rows = tidied.raw_records.filter(repeated).column("source_row").to_pylist()
    doubled = rejects_of(sheet, source_id=source_id, source_rows=source_rows, reason=reason)
    kept = tidied.raw_records.filter(pc.invert(repeated))
    rejects = pa.concat_tables([tidied.rejects, doubled]).sort_by("source_row")
    counts = {"records": kept.num_rows, "rejects": rejects.num_rows}
    return TidySheet(kept, rejects, {**tidied.source, **counts})


def _may_repeat(records: Sequence[pa.Table], sources: Sequence[dict[str, object]]) -> set[int]:
    """The sheets that are large enough, and of whose kind there is another one; most workbooks have none."""
    large = [at for at, table in enumerate(records) if table.num_rows >= SMALLEST]
    kinds = Counter(_kind(sources[at]) for at in large)
    return {at for at in large if kinds[_kind(sources[at])] > 1}


def _kind(source: dict[str, object]) -> tuple[object, ...]:
    return tuple(source[told] for told in SAME)


def _keys(records: pa.Table) -> list[tuple[str, ...]]:
    """Who each record is about: digits of the NIK and the name; without a NIK more than a name is asked for."""
    niks = pc.replace_substring_regex(records.column("raw_nik").combine_chunks().fill_null(""), _NO_DIGIT, "")
    names = [fold(name or "") for name in records.column("raw_name").to_pylist()]
    others = zip(*(records.column(name).to_pylist() for name in ("raw_address", "raw_phone")), strict=True)
    return [
        (nik, name) if nik else (name, address or "", phone or "")
        for nik, name, (address, phone) in zip(niks.to_pylist(), names, others, strict=True)
    ]
