"""survive: one golden record per owner; each value is the best supported one, with the record it came from."""

from collections import Counter
from collections.abc import Callable

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from umkm_cli.schema import GOLDEN, OWNERS, TEXTS

Row = dict[str, object]

TOGETHER: tuple[tuple[str, ...], ...] = (
    ("nik", "nik_status"),
    ("address", "hamlet", "rt", "rw", "village_code", "village", "district_code", "district"),
    ("product", "sector"),
)
"""Columns taken from one record as they stand: a village of one and an RT of another would be no address."""

LATEST = ("visited_on", "production_status", "business", "business_name")
"""Columns that change with time: the latest record speaks, the survey last of all."""


def survive(records: pa.Table, clusters: pa.Table, links: pa.Table) -> pa.Table:
    """Build `OWNERS` from `RECORDS`, `CLUSTERS` and the links that hold the owners together.

    Support is the number of the owner's records that have the value. Ties go to the survey, then the later year, then
    the fuller value, then the smaller record_id.
    """
    rows = records.append_column(
        "owner_id", clusters["owner_id"].take(pc.index_in(records["record_id"], clusters["record_id"]))
    )
    counts = rows.group_by("owner_id").aggregate([([], "count_all")])
    repeated = pc.is_in(rows["owner_id"], value_set=counts.filter(pc.greater(counts["count_all"], 1))["owner_id"])
    weakest = _weakest(links)
    by_owner: dict[str, list[Row]] = {}
    for row in rows.filter(repeated).select(["owner_id", "record_id", "list", "year", *GOLDEN]).to_pylist():
        by_owner.setdefault(str(row["owner_id"]), []).append(row)
    golden = OWNERS.from_rows([_golden(owner, of_one, weakest.get(owner)) for owner, of_one in by_owner.items()])
    return pa.concat_tables([_single(rows.filter(pc.invert(repeated))), golden]).sort_by("owner_id")


def _single(rows: pa.Table) -> pa.Table:
    """Owners with a single record: the record as it is."""
    is_survey = pc.equal(rows["list"], "survey")
    columns = {name: rows[name] for name in ("owner_id", *GOLDEN)}
    columns |= {
        "records": pa.array(np.ones(rows.num_rows, np.int32)),
        "bpum_records": pc.cast(pc.invert(is_survey), pa.int32()),
        "survey_records": pc.cast(is_survey, pa.int32()),
        "years": _listed(rows["year"]),
        "record_ids": _listed(rows["record_id"]),
        "origin": _origins(rows),
        "disagreeing": pa.array([[]] * rows.num_rows, TEXTS),
        "weakest_weight": pa.nulls(rows.num_rows, pa.float64()),
    }
    return OWNERS.conform(pa.table(columns))


def _listed(column: pa.ChunkedArray) -> pa.Array:
    """Each value as a list of one, a missing value as an empty list."""
    flat = column.combine_chunks()
    ends = np.cumsum(flat.is_valid().to_numpy(zero_copy_only=False))
    offsets = pa.array(np.concatenate([[0], ends]).astype(np.int32))
    return pa.ListArray.from_arrays(offsets, flat.drop_null())


def _origins(rows: pa.Table) -> pa.Array:
    """For each record: every golden column it fills, and itself as the origin."""
    filled = np.column_stack(
        [rows[column].combine_chunks().is_valid().to_numpy(zero_copy_only=False) for column in GOLDEN]
    ).reshape(rows.num_rows, len(GOLDEN))
    at_row, at_column = np.nonzero(filled)
    offsets = pa.array(np.concatenate([[0], np.cumsum(filled.sum(axis=1))]).astype(np.int32))
    keys = pa.array(GOLDEN).take(pa.array(at_column))
    return pa.MapArray.from_arrays(offsets, keys, rows["record_id"].combine_chunks().take(pa.array(at_row)))


def _weakest(links: pa.Table) -> dict[str, float]:
    found: dict[str, float] = {}
    for owner_id, weight in zip(links["owner_id"].to_pylist(), links["weight"].to_pylist(), strict=True):
        found[owner_id] = min(weight, found.get(owner_id, np.inf))
    return found


def _golden(owner_id: str, rows: list[Row], weakest: float | None) -> Row:
    rows = sorted(rows, key=_freshness)
    origin: dict[str, object] = {}
    owner: Row = {"owner_id": owner_id, "weakest_weight": weakest}
    for columns in _column_groups():
        best = _best(rows, columns)
        for column in columns:
            owner[column] = best[column] if best else None
            if best and best[column] is not None:
                origin[column] = best["record_id"]
    lists = Counter(row["list"] for row in rows)
    return owner | {
        "records": len(rows),
        "bpum_records": lists["bpum"],
        "survey_records": lists["survey"],
        "years": sorted({row["year"] for row in rows if isinstance(row["year"], int)}),
        "record_ids": sorted(str(row["record_id"]) for row in rows),
        "origin": list(origin.items()),
        "disagreeing": [column for column in GOLDEN if _disagrees(rows, column)],
    }


def _freshness(row: Row) -> tuple[bool, int, str]:
    """Survey first, then the later year."""
    year = row["year"]
    return (row["list"] != "survey", -year if isinstance(year, int) else 0, str(row["record_id"]))


def _column_groups() -> list[tuple[str, ...]]:
    grouped = {column for group in TOGETHER for column in group}
    return [*TOGETHER, *((column,) for column in GOLDEN if column not in grouped)]


def _best(rows: list[Row], columns: tuple[str, ...]) -> Row | None:
    """The record whose values are taken; rows come freshest first."""
    if len(rows) == 1:
        return rows[0]
    lead = columns[0]
    holders = [row for row in rows if any(row[column] is not None for column in columns)]
    if not holders:
        return None
    if lead in LATEST:
        return holders[0]
    support = Counter(row[lead] for row in holders)
    return max(
        holders,
        key=lambda row: (_PREFERENCE.get(lead, _fullness)(row, columns), support[row[lead]]),
    )


def _fullness(row: Row, columns: tuple[str, ...]) -> int:
    """How many of the columns the record fills; nothing to choose by where there is only one."""
    return sum(row[column] is not None for column in columns)


def _soundness(row: Row, columns: tuple[str, ...]) -> int:
    return 2 if row["nik_status"] == "ok" else int(row[columns[0]] is not None)


_PREFERENCE: dict[str, Callable[[Row, tuple[str, ...]], int]] = {"nik": _soundness}


def _disagrees(rows: list[Row], column: str) -> bool:
    return len(rows) > 1 and len({row[column] for row in rows if row[column] is not None}) > 1
