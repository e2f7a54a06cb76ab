"""walk: owners and households -> the owners not recorded yet, in the order of a walk from door to door."""

from collections.abc import Mapping
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from umkm_cli.counting.arrays import Ints
from umkm_cli.counting.categories import texts
from umkm_cli.counting.places import located
from umkm_cli.knowledge.regions import Regions
from umkm_cli.schema import WALK

Codes: TypeAlias = npt.NDArray[Any]
"""Text; empty where there is none."""

COLUMNS = (
    "owner_id", "name", "alias", "gender", "birth_date", "address", "hamlet", "rt", "rw", "village_code",
    "district_code", "phone", "business", "product", "survey_records",
)  # fmt: skip
"""What of `OWNERS` is needed."""

_LAST = 32_767
"""Stands for an RT or RW that is not known: those come after all others."""

_DIGITS = 6
"""A number in an address is padded to so many digits, so that house 9 comes before house 10."""


def walk(owners: pa.Table, households: pa.Table, *, regions: Regions) -> pa.Table:
    """List the owners that have no survey row: by kecamatan, desa, RW, RT, hamlet, house, name.

    Owners of one household stand together where the first of them stands, as long as they live in the same RT. Owners
    of a kecamatan whose desa is not known come after its desa, owners without a place of the regency at the end.

    Args:
        owners: `OWNERS`, at least its `COLUMNS`.
        households: `HOUSEHOLDS`.
        regions: The places to list by; a place outside them counts as none.

    Returns:
        `WALK`.
    """
    missing = owners.select(list(COLUMNS)).filter(pc.equal(owners["survey_records"], 0))
    places = located(pd.DataFrame({name: texts(missing[name]) for name in ("village_code", "district_code")}), regions)
    where = {name: places[name].astype("str").to_numpy(dtype=object) for name in ("village_code", "district_code")}
    order = _order(missing, households, where)
    names = regions.names
    told = {name: pa.array([code or None for code in codes], pa.string()) for name, codes in where.items()}
    for place, codes in where.items():
        named = [names.get(code) for code in codes]
        told[place.removesuffix("_code")] = pa.array(named, pa.string())
    columns = {name: told[name] if name in told else missing[name] for name in WALK.names}
    return WALK.conform(pa.table(columns)).take(pa.array(order))


def _order(missing: pa.Table, households: pa.Table, where: Mapping[str, Codes]) -> Ints:
    """The rows in order of the walk."""
    keys = pd.DataFrame(
        {
            "district": [code or "~" for code in where["district_code"]],
            "village": [code or "~" for code in where["village_code"]],
            "rw": pc.fill_null(missing["rw"], _LAST).to_numpy(),
            "rt": pc.fill_null(missing["rt"], _LAST).to_numpy(),
            "hamlet": _folded(missing["hamlet"]),
            "house": _folded(missing["address"]).str.replace(r"\d+", lambda found: found[0].zfill(_DIGITS), regex=True),
            "name": _folded(missing["name"]),
            "owner": missing["owner_id"].to_pandas(),
        }
    )
    by_house = keys.sort_values(keys.columns.tolist()).index.to_numpy()
    keys["place"] = np.argsort(by_house)
    home = pc.index_in(missing["owner_id"], value_set=households["owner_id"])
    keys["household"] = households["household_id"].take(home).to_pandas().fillna(keys["owner"])
    first = keys.groupby(["household", "district", "village", "rw", "rt"])["place"].transform("min")
    order: Ints = np.lexsort((keys["place"], first))
    return order


def _folded(column: pa.ChunkedArray) -> pd.Series:
    """Texts without regard to case; what is not known comes last."""
    folded: pd.Series = pc.utf8_upper(pc.fill_null(column, "￿")).to_pandas()
    return folded
