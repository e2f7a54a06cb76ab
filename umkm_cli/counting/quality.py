"""How good the rows are by sheet and kecamatan, and where rows too many come from."""

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd
import pyarrow as pa

from umkm_cli.counting.places import located
from umkm_cli.knowledge.regions import Regions

SOUND_NIK = ("ok", "letters")
"""NIK statuses of a number that can be relied on; `letters` had an O or l for a digit and was repaired."""

GRADES: Mapping[str, Callable[[pd.DataFrame], pd.Series]] = {
    "nik_ok": lambda rows: rows["nik_status"].isin(SOUND_NIK),
    "village_known": lambda rows: rows["village_code"] != "",
    "phone_known": lambda rows: rows["phone_known"] == 1,
    "repeated": lambda rows: rows.duplicated(["owner", "is_survey"], keep=False),
}
"""Marks of the rows of a crowd. A row is repeated when its owner has another row in the same list: to stand in the
survey and on the BPUM list is what everybody should."""

_SHARES = ["nik_ok", "village_known", "phone_known"]

DUPLICATES = ("same_sheet", "same_file", "other_year", "other_file")
"""Where a row too many stands, beside the owner's first row of that list."""


def graded(rows: pd.DataFrame, regions: Regions) -> pd.DataFrame:
    """What is counted of each row: 0 or 1, by `source` and `district_code`."""
    places = located(rows[["village_code", "district_code"]], regions)
    return pd.DataFrame(
        {
            "source": rows["source"],
            "district_code": places["district_code"],
            "records": 1,
            **{name: marks(rows).astype("int64") for name, marks in GRADES.items()},
        }
    )


def by_sheet(grades: pd.DataFrame, sources: pa.Table, rejects: pa.Table) -> pd.DataFrame:
    """One row per sheet with records or rejected rows, in the order of `sources`; lists sent twice are left out."""
    sheets = grades.drop(columns="district_code").groupby("source").sum().reindex(range(sources.num_rows), fill_value=0)
    sheets["rejected"] = _rejected(rejects).reindex(sources["source_id"].to_pylist(), fill_value=0).to_numpy()
    for name in ("source_file", "source_sheet"):
        sheets[name] = sources[name].to_pandas()
    is_told = (sheets["records"] + sheets["rejected"] > 0) & (sources["status"].to_pandas() != "duplicate")
    told: pd.DataFrame = _shared(sheets).loc[is_told]
    return told


def by_district(grades: pd.DataFrame, regions: Regions) -> pd.DataFrame:
    """One row per kecamatan of the regency, then the rows that name none of them."""
    counts = grades.drop(columns="source").groupby("district_code", observed=False).sum().reset_index()
    return _shared(counts).assign(district=counts["district_code"].astype("str").map(regions.names))


def _shared(counts: pd.DataFrame) -> pd.DataFrame:
    """Counts of usable cells as shares of the rows."""
    rows = counts["records"].where(counts["records"] > 0)
    return counts.assign(**{share: counts[share] / rows for share in _SHARES})


def _rejected(rejects: pa.Table) -> pd.Series:
    """Rows of kind `rejected` by sheet."""
    taken = rejects.select(["source_id", "kind"]).to_pandas()
    sizes: pd.Series = taken.loc[taken["kind"] == "rejected"].groupby("source_id").size()
    return sizes


def duplicates(rows: pd.DataFrame, people: pd.DataFrame, sources: pa.Table, regions: Regions) -> pd.DataFrame:
    """Rows too many by kecamatan of their owner and by where they stand; only what occurs."""
    crowded = rows.loc[rows.duplicated(["owner", "is_survey"], keep=False), ["owner", "is_survey", "source", "year"]]
    crowded = crowded.sort_values(["owner", "is_survey", "source"], kind="stable")
    is_first = ~crowded.duplicated(["owner", "is_survey"])
    first = crowded[["source", "year"]].where(is_first).ffill()
    of_file = sources["source_file"].combine_chunks().dictionary_encode().indices.to_numpy(zero_copy_only=False)
    file, first_file = (of_file[column.to_numpy("int64")] for column in (crowded["source"], first["source"]))
    kind = np.select(
        [
            crowded["source"] == first["source"],
            file == first_file,
            (crowded["year"] != first["year"]) & (crowded["year"] > 0) & (first["year"] > 0),
        ],
        DUPLICATES[:3],
        DUPLICATES[3],
    )
    found = pd.DataFrame(
        {"district_code": people["district_code"].array.take(crowded["owner"]), "kind": kind, "rows": 1}
    ).loc[~is_first.to_numpy()]
    counts = found.groupby(["district_code", "kind"], observed=True)["rows"].sum().reset_index()
    return counts.assign(district=counts["district_code"].astype("str").map(regions.names))
