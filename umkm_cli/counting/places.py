"""Counts by kecamatan and desa: every place of the regency is listed, and nobody without a place is lost."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
import pandas as pd

from umkm_cli.counting.arrays import Flags, Ints
from umkm_cli.counting.categories import UNKNOWN, added_up, numbered
from umkm_cli.counting.targets import shared_out
from umkm_cli.knowledge.regions import Regions

COUNTS = [
    "records", "owners", "baseline_owners", "recorded", "producing", "product_known", "women", "with_nib", "surplus",
    "lately",
]  # fmt: skip
"""What is added up for each place."""

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
    tables count the owner in the same kecamatan. `is_elsewhere` marks codes of another regency.

    Args:
        people: Has `district_code` and `village_code` as categories.
        regions: The places to count by.
    """
    villages, districts = regions.villages, [place.code for place in regions.districts]
    village = _places_of(people["village_code"], [place.code for place in villages])
    stated = _places_of(people["district_code"], districts)
    of_village = np.array([*(districts.index(place.district_code) for place in villages), len(districts)])[village]
    district = np.where(village < len(villages), of_village, stated)
    told = people["village_code"] != UNKNOWN
    elsewhere = [_is_elsewhere(people[name], regions) for name in ("village_code", "district_code")]
    return people.assign(
        village_code=numbered(village, [*(place.code for place in villages), UNKNOWN]),
        district_code=numbered(district, [*districts, UNKNOWN]),
        is_elsewhere=np.where(told, *elsewhere),
    )


def _places_of(codes: pd.Series, known: list[str]) -> Ints:
    """The place of each code in `known`, and their number for any other."""
    place = {code: number for number, code in enumerate(known)}
    numbers = np.array([place.get(code, len(known)) for code in codes.cat.categories], dtype=np.int64)
    return numbers[codes.cat.codes.to_numpy()]


def _is_elsewhere(codes: pd.Series, regions: Regions) -> Flags:
    elsewhere = [code != UNKNOWN and not code.startswith(regions.code) for code in codes.cat.categories]
    return np.array(elsewhere, dtype=np.bool_)[codes.cat.codes.to_numpy()]


def by_district(people: pd.DataFrame, course: Course, regions: Regions) -> pd.DataFrame:
    """One row per kecamatan of the regency in the order of its codes, then the owners without a place."""
    names = {place.code: place.name for place in regions.districts}
    counts = people.groupby("district_code", observed=False)[COUNTS].sum()
    counts.index = pd.Index([*names, UNKNOWN])
    parts = shared_out(course.target, _weights(counts), course.own_targets, UNKNOWN)
    villages = pd.Series({place.code: place.district_code for place in regions.villages}, dtype="str")
    visited = set(people.loc[people["recorded"] == 1, "village_code"])
    without = villages[[code not in visited for code in villages.index]]
    return _finish(counts, parts, course).assign(
        district_code=_or_null([*names, UNKNOWN]),
        district=_or_null([*names.values(), UNKNOWN]),
        villages=villages.value_counts().reindex(counts.index, fill_value=0).to_numpy(),
        villages_without_record=without.value_counts().reindex(counts.index, fill_value=0).to_numpy(),
    )


def by_village(people: pd.DataFrame, districts: pd.DataFrame, course: Course, regions: Regions) -> pd.DataFrame:
    """One row per desa, by kecamatan; then, where there are any or were, the kecamatan's owners of no known desa.

    The last row holds the owners without a place, so each kecamatan adds up to its row of `districts`, which
    `by_district` made; a kecamatan's target is shared out over its desa as the regency's is over the kecamatan.
    """
    course = replace(course, before=_before_by_village(course.before, regions))
    counts = added_up(people, ["district_code", "village_code"], COUNTS)
    were_lost = course.before or {}
    places = [
        (place.code, place.name, code, name)
        for place in regions.districts
        for code, name in [
            *((v.code, v.name) for v in regions.villages if v.district_code == place.code),
            *([(UNKNOWN, UNKNOWN)] if (place.code, UNKNOWN) in counts.index or were_lost.get(place.code) else []),
        ]
    ]
    names = ["district_code", "district", "village_code", "village"]
    listed = pd.DataFrame([*places, (UNKNOWN,) * 4], columns=names, dtype="str")
    counts = counts.reindex(pd.MultiIndex.from_frame(listed[["district_code", "village_code"]]), fill_value=0)
    counts.index = pd.Index(listed["village_code"].where(listed["village_code"] != UNKNOWN, listed["district_code"]))
    of_district = listed["district_code"].to_numpy()
    parts = pd.concat(
        [
            _among_villages(part, _weights(counts)[of_district == code])
            for code, part in zip(districts["district_code"].fillna(UNKNOWN), districts["target_share"], strict=True)
        ]
    )
    table = _finish(counts, parts, course)
    return table.assign(**{name: _or_null(listed[name].tolist()) for name in names})


def _before_by_village(before: Mapping[str, int] | None, regions: Regions) -> dict[str, int] | None:
    """Recorded owners before by desa; by kecamatan only those of no known desa, which the history does not keep."""
    if before is None:
        return None
    found = {place.code: before.get(place.code, 0) for place in (*regions.villages, *regions.districts)}
    for place in regions.villages:
        found[place.district_code] -= found[place.code]
    return found | {UNKNOWN: before.get(UNKNOWN, 0)}


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
    remaining = parts - counts["recorded"]
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
