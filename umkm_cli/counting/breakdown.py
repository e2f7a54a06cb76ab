"""Owners by what they make, who they are, how big they are, and what became of the business."""

from itertools import product as combinations

import pandas as pd

from umkm_cli.counting.categories import UNKNOWN, added_up
from umkm_cli.counting.people import AGE_BANDS, NOT_TOLD
from umkm_cli.knowledge.regions import Regions
from umkm_cli.knowledge.sizes import SIZES
from umkm_cli.knowledge.statuses import STATUSES

COUNTS = ["owners", "recorded", "producing"]
"""What is added up."""


def by_product(people: pd.DataFrame) -> pd.DataFrame:
    """Categories from the most owners to the fewest, then by name; the last row holds the unknown.

    A category's sector is the one most of its owners have.
    """
    counts = people.groupby("product", observed=True)[COUNTS].sum()
    counts.index = counts.index.astype("str")
    known = counts.drop(index=UNKNOWN, errors="ignore").reset_index()
    known = known.sort_values(["owners", "product"], ascending=[False, True])
    unknown = counts.reindex([UNKNOWN], fill_value=0).rename_axis("product").reset_index()
    table = pd.concat([known, unknown], ignore_index=True)
    sectors = _usual_sector(people)
    products: list[str] = table["product"].tolist()
    return table.assign(sector=pd.Series([sectors.get(product) for product in products], dtype="str"))


def _usual_sector(people: pd.DataFrame) -> dict[str, str]:
    """The most frequent sector of each known product; of two as frequent, the first letter."""
    known = people[(people["product"] != UNKNOWN) & (people["sector"] != UNKNOWN)]
    counts = known.groupby(["product", "sector"], observed=True)["owners"].sum().reset_index().astype({"sector": "str"})
    counts = counts.sort_values(["owners", "sector"], ascending=[False, True])
    return dict(counts.drop_duplicates("product")[["product", "sector"]].to_numpy().tolist())


def by_district_and(column: str, people: pd.DataFrame, regions: Regions) -> pd.DataFrame:
    """`column` (`product` or `sector`) within each kecamatan, in the order of codes and names, the unknown last."""
    keys = ["district_code", column]
    counts = added_up(people, keys, COUNTS).reset_index().sort_values(keys, key=_unknown_last)
    return counts.assign(district=counts["district_code"].map(regions.names))


def by_person(people: pd.DataFrame) -> pd.DataFrame:
    """Gender by age band, all combinations, the unknown last."""
    every = list(combinations(("L", "P", UNKNOWN), (*AGE_BANDS, UNKNOWN)))
    return _all_of(every, ["gender", "age_band"], people)


def by_size(people: pd.DataFrame) -> pd.DataFrame:
    """Size class by the rule that tells it, all combinations, the unknown last."""
    every = [*combinations((*SIZES["sales"], "large"), SIZES), (UNKNOWN, UNKNOWN)]
    return _all_of(every, ["size", "rule"], people)


def by_status(people: pd.DataFrame) -> pd.DataFrame:
    """Recorded owners by each status of the register, unused ones included; the last row holds those not told."""
    recorded = people[people["recorded"] == 1]
    counts = recorded.groupby("status")["owners"].sum().reindex([*STATUSES, NOT_TOLD], fill_value=0)
    table = counts.rename_axis("production_status").reset_index()
    table["share"] = table["owners"] / (len(recorded) or float("nan"))
    table["production_status"] = pd.array([*STATUSES, None], dtype="Int16")
    return table


def _all_of(every: list[tuple[str, str]], columns: list[str], people: pd.DataFrame) -> pd.DataFrame:
    return (
        added_up(people, columns, COUNTS)
        .reindex(pd.MultiIndex.from_tuples(every, names=columns), fill_value=0)
        .reset_index()
    )


def _unknown_last(column: pd.Series) -> pd.Series:
    return column.replace(UNKNOWN, "~")
