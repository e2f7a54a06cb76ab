"""How good the rows of each sheet are: shares of usable cells, rejected and repeated rows."""

import pandas as pd
import pyarrow as pa

SOUND_NIK = ("ok", "letters")
"""NIK statuses of a number that can be relied on; `letters` had an O or l for a digit and was repaired."""

_TAKEN = ["record_id", "source_id", "list", "nik_status", "village_code", "phone"]


def by_sheet(records: pa.Table, clusters: pa.Table, sources: pa.Table, rejects: pa.Table) -> pd.DataFrame:
    """One row per sheet that held records or rejected rows, in the order of `sources`; lists sent twice are left out.

    A row counts as repeated when its owner has another row in the same list: to stand in the survey and on the BPUM
    list is what everybody should.
    """
    rows = records.select(_TAKEN).to_pandas().fillna("")
    told = pd.DataFrame(
        {
            "source_id": rows["source_id"],
            "records": 1,
            "repeated": _is_repeated(rows, clusters).astype("int64"),
            "nik_ok": rows["nik_status"].isin(SOUND_NIK).astype("int64"),
            "village_known": (rows["village_code"] != "").astype("int64"),
            "phone_known": (rows["phone"] != "").astype("int64"),
        }
    )
    ids = sources["source_id"].to_pylist()
    sheets: pd.DataFrame = told.groupby("source_id").sum().reindex(ids, fill_value=0).reset_index(drop=True)
    sheets["rejected"] = _rejected(rejects).reindex(ids, fill_value=0).to_numpy()
    for share in ("nik_ok", "village_known", "phone_known"):
        sheets[share] = sheets[share] / sheets["records"].where(sheets["records"] > 0)
    for name in ("source_file", "source_sheet"):
        sheets[name] = sources[name].to_pandas()
    is_told = (sheets["records"] + sheets["rejected"] > 0) & (sources["status"].to_pandas() != "duplicate")
    told_sheets: pd.DataFrame = sheets.loc[is_told]
    return told_sheets


def _is_repeated(rows: pd.DataFrame, clusters: pa.Table) -> pd.Series:
    """For each row: does its owner stand in the same list with another row?"""
    taken = clusters.select(["record_id", "owner_id"]).to_pandas()
    owner = rows["record_id"].map(taken.set_index("record_id")["owner_id"])
    sizes: pd.Series = rows["record_id"].groupby([owner, rows["list"]]).transform("size")
    return sizes.gt(1)


def _rejected(rejects: pa.Table) -> pd.Series:
    """Rows of kind `rejected` by sheet."""
    taken = rejects.select(["source_id", "kind"]).to_pandas()
    sizes: pd.Series = taken.loc[taken["kind"] == "rejected"].groupby("source_id").size()
    return sizes
