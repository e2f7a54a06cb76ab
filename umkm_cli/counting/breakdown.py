"""Counts by product category and by production status."""

import pandas as pd

from umkm_cli.knowledge.statuses import STATUSES

UNKNOWN = ""
"""Product category of an owner whose product is not known, while counting."""

NOT_TOLD = 0
"""Production status of an owner who was visited but whose status was not written down, while counting."""


def by_product(people: pd.DataFrame) -> pd.DataFrame:
    """Categories from the most owners to the fewest, then by name; the last row holds the unknown.

    A category's sector is the one most of its owners have.
    """
    counts = people.groupby("product")[["owners", "recorded", "producing"]].sum()
    known = counts.drop(index=UNKNOWN, errors="ignore").reset_index()
    known = known.sort_values(["owners", "product"], ascending=[False, True])
    unknown = counts.reindex([UNKNOWN], fill_value=0).rename_axis("product").reset_index()
    table = pd.concat([known, unknown], ignore_index=True)
    sectors = _usual_sector(people)
    products: list[str] = table["product"].tolist()
    return table.assign(
        sector=pd.Series([sectors.get(product) for product in products], dtype="str"),
        product=pd.Series([product or None for product in products], dtype="str"),
    )


def _usual_sector(people: pd.DataFrame) -> dict[str, str]:
    """The most frequent sector of each known product; of two as frequent, the first letter."""
    known = people[(people["product"] != UNKNOWN) & (people["sector"] != "")]
    counts = known.groupby(["product", "sector"])["owners"].sum().reset_index()
    counts = counts.sort_values(["owners", "sector"], ascending=[False, True])
    return dict(counts.drop_duplicates("product")[["product", "sector"]].to_numpy().tolist())


def by_status(people: pd.DataFrame) -> pd.DataFrame:
    """Recorded owners by each status of the register, unused ones included; the last row holds those not told."""
    recorded = people[people["recorded"] == 1]
    counts = recorded.groupby("status")["owners"].sum().reindex([*STATUSES, NOT_TOLD], fill_value=0)
    table = counts.rename_axis("production_status").reset_index()
    table["share"] = table["owners"] / (len(recorded) or float("nan"))
    table["production_status"] = pd.array([*STATUSES, None], dtype="Int16")
    return table
