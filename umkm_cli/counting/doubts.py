"""What does not fit and is counted all the same: each is told with a hint, none is dropped."""

from collections.abc import Iterator
from datetime import date

import pandas as pd

from umkm_cli.counting.categories import UNKNOWN
from umkm_cli.counting.people import NOT_TOLD, Crowd
from umkm_cli.counting.places import located
from umkm_cli.knowledge.regions import Regions


def doubts(crowd: Crowd, regions: Regions, *, since: date, basis: int, target: int) -> pd.DataFrame:
    """What there is to look into, by message key; kinds without a case are left out.

    Args:
        crowd: Owners and rows.
        regions: The places of the report.
        since: The first day of a visit that counts.
        basis: Owners on the baseline list, as the office counts them.
        target: Owners to be recorded.
    """
    found = dict(_found(crowd, regions, since=since, basis=basis, target=target))
    return pd.DataFrame(found.items(), columns=["doubt", "count"])


def _found(crowd: Crowd, regions: Regions, *, since: date, basis: int, target: int) -> Iterator[tuple[str, int]]:
    survey = crowd.rows.loc[crowd.rows["is_survey"]]
    if survey.empty:
        yield "no_survey", 0
    if target > basis:
        yield "target_above_basis", target - basis
    counts = {
        **_not_placed(crowd.people),
        "survey_elsewhere": located(survey[["village_code", "district_code"]], regions)["is_elsewhere"].sum(),
        "visit_in_future": (survey["visited"] > pd.Timestamp(crowd.made_on)).sum(),
        "visit_too_early": (survey["visited"] < pd.Timestamp(since)).sum(),
        "visit_undated": survey["visited"].isna().sum(),
        "status_unknown": (survey["is_status_told"] & (survey["status"] == NOT_TOLD)).sum(),
    }
    yield from ((doubt, int(count)) for doubt, count in counts.items() if count)


def _not_placed(people: pd.DataFrame) -> dict[str, int]:
    """Owners that no kecamatan could be found for, by what their rows tell."""
    lost = people.loc[people["district_code"] == UNKNOWN]
    elsewhere = lost["is_elsewhere"]
    named = ~elsewhere & ((lost["district"] != "") | (lost["village"] != ""))
    return {
        "placed_elsewhere": int(elsewhere.sum()),
        "place_unknown": int(named.sum()),
        "place_missing": int((~elsewhere & ~named).sum()),
    }
