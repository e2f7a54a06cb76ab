"""Data quality: how many rows are sound, by what they should tell, by kecamatan, by file and by flag.

pandas is used in this step only. Everything counted here is a number of rows; no value of a cell goes out.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from umkm_cli.reporting.check_flags import ABOUT, MEASURES, PROBLEMS, REJECTED
from umkm_cli.reporting.labels import Row, rows_of, total_of

Mask = npt.NDArray[np.bool_]
NOWHERE = ""
"""Code of a record whose kecamatan is not known, while counting."""

_IN = "\0"
"""Between the folder and the file in the name of a group, while counting."""


@dataclass(frozen=True, slots=True)
class Part:
    """The records of a kecamatan, of a file, or all of them.

    Attributes:
        name: Name of the kecamatan or path of the file; None for no kecamatan, and for all.
        records: Rows of owners.
        clean: Of these, rows without anything to mend.
        sound: For each measure the rows that are sound in it.
        doubted: For each measure the rows with a problem in it; in the others that are not sound nothing is told.
        asked: For each measure the rows it counts in.
        rejected: Rows of kind `rejected` that should be mended; 0 for a kecamatan, as they have no place.
    """

    name: str | None
    records: int
    clean: int
    sound: Mapping[str, int]
    doubted: Mapping[str, int]
    asked: Mapping[str, int]
    rejected: int = 0

    @property
    def clean_share(self) -> float | None:
        """Clean rows / (records + rejected), in [0..1]."""
        return _ratio(self.clean, self.records + self.rejected)

    def share(self, measure: str) -> float | None:
        """The share of rows sound in a measure, in [0..1]; None where no sheet asks for it."""
        return _ratio(self.sound[measure], self.asked[measure])


@dataclass(frozen=True, slots=True)
class Check:
    """What `umkm check` tells.

    Attributes:
        total: All records.
        rows: Non-blank rows: `records`, `rejected` and `duplicate` (of lists sent twice) of them, and all `other`.
        flags: Rows that have each flag, the most frequent first; remarks are among them.
        rejected: Rows of kind `rejected` by reason, without lists sent twice.
        districts: By kecamatan, the worst first.
        files: By file, the worst first; files without any row of owners are left out.
        unread: File and reason (a key under `unreadable.`) of files that could not be read.
    """

    total: Part
    rows: Mapping[str, int]
    flags: Mapping[str, int]
    rejected: Mapping[str, int]
    districts: tuple[Part, ...]
    files: tuple[Part, ...]
    unread: tuple[tuple[str, str], ...]

    @property
    def has_problems(self) -> bool:
        """Is there anything to mend?"""
        return self.total.clean < self.total.records + self.total.rejected

    def facts(self) -> dict[str, object]:
        """All of it, for `--json`."""
        return {
            "rows": self.rows,
            "total": _facts(self.total),
            "flags": self.flags,
            "rejected": self.rejected,
            "districts": [_facts(part) for part in self.districts],
            "files": [_facts(part) for part in self.files],
            "unreadable": [{"file": file, "reason": reason} for file, reason in self.unread],
        }


def check(records: pa.Table, rejects: pa.Table, sources: pa.Table) -> Check:
    """Count what is sound and what is flagged.

    Args:
        records: `RECORDS`.
        rejects: `REJECTS`.
        sources: `SOURCES` of both.
    """
    sheets = rows_of(sources.select(["source_id", "root", "source_file", "status", "reason", "rows", "records"]))
    flags, reasons = Flags.of(records), _reasons(rejects)
    people = _people(records, sources, flags)
    file_of = {str(row["source_id"]): f"{row['root']}{_IN}{row['source_file']}" for row in sheets}
    people["file"] = people["source_id"].map(file_of)
    to_mend = Counter[str]()
    for (source, reason), count in reasons.items():
        to_mend[file_of[source]] += count if REJECTED.get(reason) else 0
    names, places, files = _district_names(records), _sums(people, "district_code"), _sums(people, "file")
    nothing = dict.fromkeys(people.columns, 0)
    return Check(
        total=_part(None, _as_counts(people.sum(numeric_only=True).to_dict()), to_mend.total()),
        rows=_rows(sheets, reasons),
        flags=flags.counts(),
        rejected=_by_reason(reasons),
        districts=_worst_first(_part(names.get(code), sums) for code, sums in places.items()),
        files=_worst_first(
            _part(file.partition(_IN)[2], files.get(file, nothing), to_mend[file]) for file in {*files, *+to_mend}
        ),
        unread=tuple((str(row["source_file"]), str(row["reason"])) for row in sheets if row["status"] == "unreadable"),
    )


@dataclass(frozen=True, slots=True)
class Flags:
    """The flags of records, one pair for each.

    Attributes:
        rows: Row number of each flag.
        names: The flags.
        count: Number of records.
    """

    rows: npt.NDArray[np.int64]
    names: pa.Array
    count: int

    @classmethod
    def of(cls, records: pa.Table) -> "Flags":
        """The flags of these records."""
        lists = records["flags"].combine_chunks()
        return cls(pc.list_parent_indices(lists).to_numpy(), pc.list_flatten(lists), len(lists))

    def among(self, names: Iterable[str]) -> Mask:
        """The records that have one of these flags."""
        mask = np.zeros(self.count, bool)
        has = pc.is_in(self.names, pa.array(list(names), pa.string()))
        mask[self.rows[has.to_numpy(zero_copy_only=False)]] = True
        return mask

    def counts(self) -> dict[str, int]:
        """How many records have each flag, the most frequent first, then in the order of `ABOUT`."""
        order = {flag: place for place, flag in enumerate(ABOUT)}
        found = {str(pair["values"]): int(pair["counts"]) for pair in pc.value_counts(self.names).to_pylist()}
        return dict(sorted(found.items(), key=lambda pair: (-pair[1], order.get(pair[0], len(order)))))


def _people(records: pa.Table, sources: pa.Table, flags: Flags) -> pd.DataFrame:
    """One row per record: sheet, kecamatan, and what to add up as 0 or 1."""
    people = pd.DataFrame({"source_id": records["source_id"].to_pandas().astype("str"), "records": 1})
    people["district_code"] = records["district_code"].to_pandas().astype("str").fillna(NOWHERE)
    people["clean"] = ~flags.among(PROBLEMS)
    titled = _titled(sources)
    for measure in MEASURES:
        known = np.logical_and.reduce([_is_known(records[column]) for column in measure.known])
        is_told = pd.Series(known).groupby(people["source_id"]).transform("any")
        is_titled = people["source_id"].map(lambda source, wanted=measure: bool(titled[source] & {*wanted.fields}))
        asked = is_titled.astype(bool) | is_told | measure.is_needed
        is_doubted = asked & flags.among(measure.flags)
        people[f"asked_{measure.name}"] = asked
        people[f"doubted_{measure.name}"] = is_doubted
        people[f"sound_{measure.name}"] = asked & known & ~is_doubted
    return people


def _is_known(column: pa.ChunkedArray) -> Mask:
    mask: Mask = pc.is_valid(column).to_numpy()
    return mask


def _titled(sources: pa.Table) -> dict[str, set[str]]:
    """The fields each sheet has a column for."""
    told = zip(sources["source_id"].to_pylist(), sources["columns"].to_pylist(), strict=True)
    return {source: {column["field"] for column in columns or ()} for source, columns in told}


def _district_names(records: pa.Table) -> dict[str, str]:
    """Official name of each kecamatan by its code."""
    taken = records.select(["district_code", "district"]).group_by(["district_code", "district"]).aggregate([])
    return {row["district_code"]: row["district"] for row in taken.to_pylist() if row["district_code"]}


def _sums(people: pd.DataFrame, key: str) -> dict[str, dict[str, int]]:
    """What is counted, added up for each value of `key`."""
    sums = people.groupby(key).sum(numeric_only=True).to_dict("index")
    return {str(value): _as_counts(counts) for value, counts in sums.items()}


def _as_counts(sums: Mapping[Hashable, Any]) -> dict[str, int]:
    return {str(name): int(count) for name, count in sums.items()}


def _part(name: str | None, sums: Mapping[str, int], rejected: int = 0) -> Part:
    return Part(
        name=name,
        records=sums["records"],
        clean=sums["clean"],
        sound=_by_measure("sound", sums),
        doubted=_by_measure("doubted", sums),
        asked=_by_measure("asked", sums),
        rejected=rejected,
    )


def _by_measure(what: str, sums: Mapping[str, int]) -> dict[str, int]:
    return {measure.name: sums[f"{what}_{measure.name}"] for measure in MEASURES}


def _worst_first(parts: Iterable[Part]) -> tuple[Part, ...]:
    """By the share of clean rows; of two alike the larger one, whose rows weigh more."""
    return tuple(sorted(parts, key=lambda part: (part.clean_share or 0, -part.records, part.name or "")))


def _reasons(rejects: pa.Table) -> Counter[tuple[str, str]]:
    """Rows of kind `rejected` by sheet and reason."""
    taken = rejects.filter(pc.equal(rejects["kind"], "rejected")).select(["source_id", "reason"])
    return Counter(zip(taken["source_id"].to_pylist(), taken["reason"].to_pylist(), strict=True))


def _by_reason(reasons: Counter[tuple[str, str]]) -> dict[str, int]:
    sums = Counter[str]()
    for (_, reason), count in reasons.items():
        sums[reason] += count
    return {reason: count for reason, count in sums.most_common() if reason != "duplicate"}


def _rows(sheets: list[Row], reasons: Counter[tuple[str, str]]) -> dict[str, int]:
    """Files and sheets; all filled rows and what became of them: they add up."""
    rows, records = int(total_of(sheets, "rows")), int(total_of(sheets, "records"))
    duplicate = sum(count for (_, reason), count in reasons.items() if reason == "duplicate")
    rejected = sum(_by_reason(reasons).values())
    return {
        "files": len({(row["root"], row["source_file"]) for row in sheets}),
        "sheets": len(sheets),
        "rows": rows,
        "records": records,
        "rejected": rejected,
        "duplicate": duplicate,
        "other": rows - records - rejected - duplicate,
    }


def _facts(part: Part) -> dict[str, object]:
    shares = {measure.name: part.share(measure.name) for measure in MEASURES}
    return {**asdict(part), "clean_share": part.clean_share, "shares": shares}


def _ratio(count: int, whole: int) -> float | None:
    return count / whole if whole else None
