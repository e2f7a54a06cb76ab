"""snapshot: what a report was counted from, small enough to be kept for each day with a report."""

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from umkm_cli.counting.marks import of_survey, owner_of, source_of
from umkm_cli.schema import REPORT_SNAPSHOT

TABLES: Mapping[str, tuple[str, ...]] = {
    "records": ("record_id", "list", "source_id", "source_row", "nik", "name_key"),
    "clusters": ("record_id", "owner_id"),
    "owners": (
        "owner_id",
        "village_code",
        "district_code",
        "product",
        "production_status",
        "survey_records",
    ),
    "sources": ("source_id", "source_file", "source_sheet"),
}
"""What of the stored tables is needed."""

KEPT = 30
"""Days with a report of which a snapshot is kept."""


def snapshot(stored: Mapping[str, pa.Table]) -> pa.Table:
    """`REPORT_SNAPSHOT` of the records.

    Args:
        stored: Those of `TABLES`, at least with these columns.
    """
    records, owners, sources = (stored[name] for name in ("records", "owners", "sources"))
    owner, source, marks = owner_of(stored), source_of(stored), of_survey(owners)
    of_owner = pa.table(
        {
            "village_code": owners["village_code"],
            "district_code": owners["district_code"],
            "is_producing": marks["producing"],
            "is_product_known": marks["product_known"],
        }
    ).take(owner)
    names = records["name_key"]
    columns = {
        **{name: records[name] for name in ("record_id", "list", "source_row")},
        **{name: sources[name].take(source) for name in ("source_file", "source_sheet")},
        "nik_trace": _trace(records["nik"]),
        "name_trace": _trace(names),
        "initials": pc.utf8_slice_codeunits(names, 0, 2),
        "owner": owner,
        **{name: of_owner[name] for name in of_owner.column_names},
    }
    return REPORT_SNAPSHOT.conform(pa.table(columns))


def _trace(texts: pa.ChunkedArray) -> pa.Array:
    """32 bits of a digest of each text, the same in every run: too few to tell which of many NIK it was."""
    texts = texts.combine_chunks()
    raw = pc.fill_null(texts, "").cast(pa.binary()).to_numpy(zero_copy_only=False)
    words = np.array(raw, dtype=f"S{_WORD * _WORDS}").view(np.uint64).reshape(-1, _WORDS)
    digest = np.zeros(len(words), np.uint64)
    for word in words.T:
        digest = (digest ^ word) * _ODD
        digest ^= digest >> np.uint64(29)
    return pa.array((digest >> np.uint64(32)).astype(np.uint32), mask=texts.is_null().to_numpy(zero_copy_only=False))


_WORD, _WORDS = 8, 5
"""Bytes at a time, and how many times; what stands after 40 characters plays no part."""
_ODD = np.uint64(0x9E3779B97F4A7C15)
"""Fibonacci hashing (Knuth, The Art of Computer Programming 3, 6.4)."""
