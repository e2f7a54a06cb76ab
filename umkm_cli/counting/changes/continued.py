"""continued: which row of the report before a row is, or was corrected from.

A record is named after its content, so a corrected row has a new name. Most of it is as it was, though: the sheet, and
the NIK or the name, or at least the row number and the first letters of the name. Only rows that went and
rows that came are looked at, each is used once, and a row of one list never continues a row of the other.
"""

import numpy as np
import pandas as pd

from umkm_cli.counting.arrays import Ints

WAYS: tuple[tuple[str, ...], ...] = (
    ("sheet", "nik_trace", "name_trace"),
    ("sheet", "nik_trace"),
    ("sheet", "name_trace"),
    ("sheet", "source_row", "initials"),
    ("nik_trace", "name_trace"),  # the file has another name now
    ("source_row", "name_trace"),
)
"""What a row that went and a row that came have to share; the surest first."""


def continued(before: pd.DataFrame, now: pd.DataFrame) -> Ints:
    """For each row of `now` the row of `before` that it is or continues; -1 for none.

    Args:
        before: Rows of `REPORT_SNAPSHOT`, with `sheet`, the number of file and sheet.
        now: The same.
    """
    place = pd.Index(before["record_id"]).get_indexer(pd.Index(now["record_id"]))
    found: Ints = place.astype(np.int64)
    for way in WAYS:
        is_left = np.ones(len(before), bool)
        is_left[found[found >= 0]] = False
        went, came = np.flatnonzero(is_left), np.flatnonzero(found < 0)
        if not (len(went) and len(came)):
            break
        old, new = _keyed(before, went, way), _keyed(now, came, way)
        met = old.merge(new, on=["list", *way, "turn"], suffixes=("_old", "_new"))
        found[met["row_new"].to_numpy()] = met["row_old"].to_numpy()
    return found


def _keyed(rows: pd.DataFrame, chosen: Ints, way: tuple[str, ...]) -> pd.DataFrame:
    """The chosen rows that tell all of `way`; `turn` counts those that tell the same."""
    keys = ["list", *way]
    told = rows.iloc[chosen][list(dict.fromkeys([*keys, "source_row"]))].assign(row=chosen).dropna(subset=keys)
    told = told.sort_values("source_row", kind="stable")
    return told.assign(turn=told.groupby(keys, observed=True).cumcount())[[*keys, "turn", "row"]]
