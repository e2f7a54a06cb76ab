"""Counts by kecamatan and desa: every place of the regency is listed, and nobody without a place is lost."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd

from umkm_cli.counting.targets import shared_out
from umkm_cli.knowledge.regions import Regions

COUNTS = [
    "records", "owners", "baseline_owners", "recorded", "producing", "product_known", "women", "with_nib", "surplus",
    "lately",
]  # fmt: skip
"""What is added up for each place."""

NOWHERE = ""
"""Code of an owner whose kecamatan or desa is not known, while counting."""

NEVER = 36_500
"""Days after which nobody waits for a target."""


@dataclass(frozen=True, slots=True)
class Course:
    """What the counts of a place are held against.

    Attributes:
        target: Owners to be recorded in the regency.
        own_targets: Kecamatan that have a target of their own.
        days: Days that `lately` is counted over; 0 without a visit whose day counts.
        before: Recorded owners by place in the report before; None without one.
        made_on: The day of the report.
    """

    target: int
    own_targets: Mapping[str, int]
    days: int
    before: Mapping[str, int] | None
    made_on: date


def located(people: pd.DataFrame, regions: Regions) -> pd.DataFrame:
    """`people` with only codes of `regions`, and the kecamatan that the desa lies in.

    The two codes of an owner may come from different records and then disagree; the finer one decides, so that both
    tables count the owner in the same kecamatan. The code as it was stays in `stated_code`.
    """
    districts = {place.code for place in regions.districts}
    district_of = {place.code: place.district_code for place in regions.villages}
    village = people["village_code"].where(people["village_code"].isin(list(district_of)), NOWHERE)
    stated = people["district_code"].where(people["district_code"].isin(list(districts)), NOWHERE)
    of_village = village.map({NOWHERE: NOWHERE} | district_of)
    told = people["village_code"].where(people["village_code"] != NOWHERE, people["district_code"])
    return people.assign(
        village_code=village,
        district_code=of_village.where(of_village != NOWHERE, stated),
        stated_code=told,
    )


def by_district(people: pd.DataFrame, course: Course, regions: Regions) -> pd.DataFrame:
    """One row per kecamatan of the regency in the order of its codes, then the owners without a place."""
    names = {place.code: place.name for place in regions.districts}
    counts = people.groupby("district_code")[COUNTS].sum().reindex([*names, NOWHERE], fill_value=0)
    parts = shared_out(course.target, _weights(counts), course.own_targets, NOWHERE)
    villages = pd.Series({place.code: place.district_code for place in regions.villages}, dtype="str")
    visited = set(people.loc[people["recorded"] == 1, "village_code"])
    without = villages[[code not in visited for code in villages.index]]
    return _finish(counts, parts, course).assign(
        district_code=_or_null([*names, NOWHERE]),
        district=_or_null([*names.values(), NOWHERE]),
        villages=villages.value_counts().reindex(counts.index, fill_value=0).to_numpy(),
        villages_without_record=without.value_counts().reindex(counts.index, fill_value=0).to_numpy(),
    )


def by_village(people: pd.DataFrame, districts: pd.DataFrame, course: Course, regions: Regions) -> pd.DataFrame:
    """One row per desa, by kecamatan; then, where there are any, the kecamatan's owners of no known desa.

    The last row holds the owners without a place, so each kecamatan adds up to its row of `districts`, which
    `by_district` made; a kecamatan's target is shared out over its desa as the regency's is over the kecamatan.
    """
    homeless = set(people.loc[people["village_code"] == NOWHERE, "district_code"])
    places = [
        (place.code, place.name, code, name)
        for place in regions.districts
        for code, name in [
            *((v.code, v.name) for v in regions.villages if v.district_code == place.code),
            *([(NOWHERE, NOWHERE)] if place.code in homeless else []),
        ]
    ]
    names = ["district_code", "district", "village_code", "village"]
    listed = pd.DataFrame([*places, (NOWHERE,) * 4], columns=names, dtype="str")
    key = _village_key(listed)
    counts = people.groupby(_village_key(people))[COUNTS].sum().reindex(key, fill_value=0)
    of_district = listed["district_code"].to_numpy()
    parts = pd.concat(
        [
            _among_villages(part, _weights(counts)[of_district == code])
            for code, part in zip(districts["district_code"].fillna(NOWHERE), districts["target_share"], strict=True)
        ]
    )
    table = _finish(counts, parts, course)
    return table.assign(**{name: _or_null(listed[name].tolist()) for name in names})


def _village_key(table: pd.DataFrame) -> pd.Series:
    """The code of the desa; the kecamatan's with a dot for its owners of no known desa."""
    of_district = (table["district_code"] + ".").where(table["district_code"] != NOWHERE, NOWHERE)
    return table["village_code"].where(table["village_code"] != NOWHERE, of_district)


def _weights(counts: pd.DataFrame) -> pd.Series:
    """How the target is shared out: by the owners on the BPUM list, where it is empty by all owners."""
    listed = counts["baseline_owners"]
    return listed if listed.sum() else counts["owners"]


def _among_villages(target: float, weights: pd.Series) -> pd.Series:
    """A kecamatan's target over its desa; evenly where nobody lives."""
    even = pd.Series(1, index=weights.index)
    return shared_out(target, weights if weights.sum() else even, {}, weights.index[-1])


def _finish(counts: pd.DataFrame, parts: pd.Series, course: Course) -> pd.DataFrame:
    """The counts with shares, pace and the report before, without the index."""
    remaining = (parts - counts["recorded"]).clip(lower=0.0)
    pace = counts["lately"] / (course.days or float("nan"))
    before = pd.Series(course.before or {}, dtype="float64").reindex(counts.index)
    table = counts.assign(
        recorded_share=counts["recorded"] / counts["owners"].where(counts["owners"] > 0),
        target_share=parts.astype("float64"),
        remaining=remaining,
        pace=pace,
        reached_on=pd.Series(
            [reached_on(*facts, course.made_on) for facts in zip(remaining, pace, strict=True)],
            index=counts.index,
            dtype="object",
        ),
        recorded_before=before if course.before is None else before.fillna(0),
    )
    return table.drop(columns="lately").reset_index(drop=True)


def reached_on(remaining: float, pace: float, made_on: date) -> date | None:
    """The day on which the last of `remaining` owners is recorded at `pace` owners per day; None for never or now.

    >>> reached_on(10, 4, date(2026, 11, 1))
    datetime.date(2026, 11, 4)
    """
    if not (remaining > 0 and pace > 0) or remaining / pace > NEVER:
        return None
    return made_on + timedelta(days=int(np.ceil(remaining / pace)))


def _or_null(texts: list[str]) -> pd.Series:
    return pd.Series([text or None for text in texts], dtype="str")
