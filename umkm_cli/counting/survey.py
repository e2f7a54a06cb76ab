"""The survey in time: month by month with second visits and corrections, and day by day against the target."""

import pandas as pd

from umkm_cli.config import Config
from umkm_cli.counting.people import NOT_TOLD
from umkm_cli.counting.targets import target_on


def by_month(rows: pd.DataFrame) -> pd.DataFrame:
    """Survey rows by month of visit, the ones without a day that counts last."""
    visits = rows.loc[rows["is_survey"], ["owner", "day", "status"]]
    visits = visits.sort_values(["owner", "day"], na_position="last", kind="stable")
    is_first = ~visits["owner"].duplicated()
    counts = pd.DataFrame(
        {
            "month": visits["day"].dt.to_period("M").dt.to_timestamp(),
            "rows": 1,
            "first": is_first.astype("int64"),
            "again": (~is_first).astype("int64"),
            "corrected": _corrected(visits).astype("int64"),
        }
    )
    months: pd.DataFrame = counts.groupby("month", dropna=False).sum().reset_index()
    return months


def _corrected(visits: pd.DataFrame) -> pd.Series:
    """Does a row tell another status than the owner's last row that told one?"""
    told = visits["status"].where(visits["status"] != NOT_TOLD)
    before = told.groupby(visits["owner"]).ffill().groupby(visits["owner"]).shift()
    corrected: pd.Series = told.notna() & before.notna() & (told != before)
    return corrected


def by_day(people: pd.DataFrame, config: Config) -> pd.DataFrame:
    """Owners by day of first visit, the ones without a day that counts last."""
    recorded = people.loc[people["recorded"] == 1]
    days = recorded.groupby("day", dropna=False)["recorded"].sum().reset_index()
    days["total"] = days["recorded"].cumsum()
    targets = [target_on(config, day.date()).count if pd.notna(day) else None for day in days["day"]]
    return days.assign(target=pd.array(targets, dtype="Int32"))
