"""What does not fit and is counted all the same: each is told with a hint, none is dropped."""

from collections.abc import Callable, Iterator, Mapping

import pandas as pd

from umkm_cli.counting.categories import UNKNOWN
from umkm_cli.counting.people import NOT_TOLD, Crowd
from umkm_cli.counting.places import located
from umkm_cli.knowledge.regions import Regions

OF_VISITS: Mapping[str, Callable[[Crowd], pd.Series]] = {
    "visit_in_future": lambda crowd: crowd.rows["is_survey"] & (crowd.rows["visited"] > pd.Timestamp(crowd.made_on)),
    "visit_too_early": lambda crowd: crowd.rows["is_survey"] & (crowd.rows["visited"] < pd.Timestamp(crowd.since)),
    "visit_undated": lambda crowd: crowd.rows["is_survey"] & crowd.rows["visited"].isna(),
    "status_unknown": lambda crowd: (
        crowd.rows["is_survey"] & crowd.rows["is_status_told"] & (crowd.rows["status"] == NOT_TOLD)
    ),
}
"""Survey rows in doubt, by message key: marks of the rows of a crowd."""


RESTING = 28
"""Days without a visit after which the pace of the last visits says little about tomorrow."""


def doubts(crowd: Crowd, regions: Regions, *, basis: int, target: int) -> pd.DataFrame:
    """What there is to look into, by message key; kinds without a case are left out.

    Args:
        crowd: Owners and rows.
        regions: The places of the report.
        basis: Owners on the baseline list, as the office counts them.
        target: Owners to be recorded.
    """
    found = dict(_found(crowd, regions, basis=basis, target=target))
    return pd.DataFrame(found.items(), columns=["doubt", "count"])


def _found(crowd: Crowd, regions: Regions, *, basis: int, target: int) -> Iterator[tuple[str, int]]:
    survey = crowd.rows.loc[crowd.rows["is_survey"]]
    if survey.empty:
        yield "no_survey", 0
    if target > basis:
        yield "target_above_basis", target - basis
    resting = (pd.Timestamp(crowd.made_on) - survey["day"].max()).days if survey["day"].notna().any() else 0
    counts = {
        "survey_resting": resting if resting > RESTING else 0,
        **_not_placed(crowd.people),
        "survey_elsewhere": located(survey[["village_code", "district_code"]], regions)["is_elsewhere"].sum(),
        **{doubt: marks(crowd).sum() for doubt, marks in OF_VISITS.items()},
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
