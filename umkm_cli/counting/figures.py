"""The figures of a report by name, and the rows each is counted from.

A figure is written `MEASURE`, `MEASURE@PLACE`, `MEASURE/GROUP=VALUE`, or both: `recorded@33.25.02`, `producing@Bandar`,
`recorded/product=batik`, `owners@33.25.09.2009/gender=P`. `-` stands for a place or value that is not known.
"""

import difflib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from umkm_cli.counting.arrays import Flags, Ints
from umkm_cli.counting.categories import UNKNOWN
from umkm_cli.counting.doubts import OF_VISITS
from umkm_cli.counting.people import NOT_TOLD, Crowd
from umkm_cli.counting.quality import GRADES
from umkm_cli.errors import UnknownFigureError
from umkm_cli.knowledge.regions import Regions

NONE = "-"
"""What is written for a place or value that is not known."""

OF_OWNERS: Mapping[str, Callable[[pd.DataFrame], pd.Series]] = {
    **{
        name: lambda people, name=name: people[name] == 1  # type: ignore[misc]
        for name in (
            "owners", "baseline_owners", "recorded", "producing", "product_known", "women", "with_nib",
        )
    },
    "recorded_listed": lambda people: (people["recorded"] == 1) & (people["baseline_owners"] == 1),
    "survey_only": lambda people: (people["recorded"] == 1) & (people["baseline_owners"] == 0),
    "not_recorded": lambda people: people["recorded"] == 0,
}  # fmt: skip
"""Measures that count owners: all rows of these owners stand behind them."""

OF_ROWS: Mapping[str, Callable[[Crowd], pd.Series]] = {
    "records": lambda crowd: pd.Series(True, index=crowd.rows.index),  # noqa: FBT003 - a value
    "surplus": lambda crowd: (
        crowd.rows.sort_values("source", kind="stable").duplicated(["owner", "is_survey"]).reindex(crowd.rows.index)
    ),
    "survey_rows": lambda crowd: crowd.rows["is_survey"],
    **OF_VISITS,
    **{name: lambda crowd, marks=marks: marks(crowd.rows) for name, marks in GRADES.items()},  # type: ignore[misc]
}
"""Measures that count rows; `MEASURE@PLACE` is by the place of their owner."""

GROUPS = ("product", "sector", "gender", "age_band", "size", "rule", "production_status", "month")
"""What owners may be narrowed down by."""

MEASURES = (*OF_OWNERS, *OF_ROWS)


@dataclass(frozen=True, slots=True)
class Traced:
    """What stands behind a figure.

    Attributes:
        count: The figure.
        is_of_rows: It counts rows, not owners.
        rows: The rows, as places in `RECORDS`, owner by owner.
    """

    count: int
    is_of_rows: bool
    rows: Ints


def trace(figure: str, crowd: Crowd, regions: Regions) -> Traced:
    """The rows that a figure is counted from.

    Raises:
        UnknownFigureError: There is no such measure, place, group or value.
    """
    head, *groups = figure.split("/")
    measure, _, place = head.strip().partition("@")
    measure = measure.lower()
    if measure not in MEASURES:
        raise UnknownFigureError(figure=figure, reason="measure", part=measure, close=_close(measure, MEASURES))
    owners = _of_place(place, figure, crowd.people, regions)
    for group in groups:
        owners = owners & _of_group(group, figure, crowd.people)
    if measure in OF_ROWS:
        marks = OF_ROWS[measure](crowd).to_numpy() & owners[crowd.rows["owner"]]
        return Traced(int(marks.sum()), is_of_rows=True, rows=_by_owner(crowd, marks))
    owners = owners & OF_OWNERS[measure](crowd.people).to_numpy()
    return Traced(int(owners.sum()), is_of_rows=False, rows=_by_owner(crowd, owners[crowd.rows["owner"]]))


def _by_owner(crowd: Crowd, marks: Flags) -> Ints:
    rows = np.flatnonzero(marks)
    return rows[np.argsort(crowd.rows["owner"].to_numpy()[rows], kind="stable")]


def _of_place(place: str, figure: str, people: pd.DataFrame, regions: Regions) -> Flags:
    """Owners of a kecamatan or desa, by code or name; of nowhere for `-`; everybody without a place."""
    if not place:
        return np.ones(len(people), dtype=np.bool_)
    if place == NONE:
        return (people["district_code"] == UNKNOWN).to_numpy()
    if regions.village(place):
        return (people["village_code"] == place).to_numpy()
    named = regions.find_district(place)
    code = place if regions.district(place) else named.place.code if named else None
    if code is None:
        names = [district.name for district in regions.districts]
        raise UnknownFigureError(figure=figure, reason="place", part=place, close=_close(place, names))
    return (people["district_code"] == code).to_numpy()


def _of_group(group: str, figure: str, people: pd.DataFrame) -> Flags:
    name, _, value = group.partition("=")
    if name not in GROUPS:
        raise UnknownFigureError(figure=figure, reason="group", part=name, close=_close(name, GROUPS))
    if name == "month":
        told = people["day"].dt.strftime("%Y-%m").fillna(UNKNOWN)
    elif name == "production_status":
        told = people["status"].astype("str").replace(str(NOT_TOLD), UNKNOWN)
    else:
        told = people[name].astype("str")
    if value != NONE and (not value or value not in set(told)):
        raise UnknownFigureError(
            figure=figure, reason="value", part=value, close=_close(value, sorted(set(told), key=_in_order))
        )
    marks: Flags = (told == ("" if value == NONE else value)).to_numpy(dtype=np.bool_)
    return marks


def _in_order(value: str) -> tuple[int, str]:
    """Puts 2 before 10, and both before words."""
    return (int(value) if value.isdecimal() else 99, value)


def _close(asked: str, known: Iterable[str]) -> str:
    """What may have been meant; all there is when nothing comes near."""
    names = [name for name in known if name]
    found = difflib.get_close_matches(asked, names, n=1, cutoff=0.5)
    return found[0] if found else ", ".join(names) or NONE
