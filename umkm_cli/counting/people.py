"""The owners and the rows of a list, ready to be counted: what to group by, and what to add up as 0 or 1."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from umkm_cli.counting.categories import UNKNOWN, Texts, numbered, texts
from umkm_cli.counting.marks import of_survey, owner_of, source_of
from umkm_cli.counting.places import located
from umkm_cli.knowledge.regions import Regions
from umkm_cli.knowledge.sizes import SIZES
from umkm_cli.knowledge.statuses import STATUSES

OF_CROWD = ("records", "clusters", "owners", "sources")
"""Tables of the workspace that `crowd` takes up."""
STORED = (*OF_CROWD, "pairs", "rejects")
"""Those that a report is counted from."""

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "records": (
        "record_id", "list", "source_id", "nik_status", "district_code", "village_code", "phone",
        "visited_on", "production_status", "raw_production_status", "year",
    ),
    "clusters": ("record_id", "owner_id"),
    "owners": (
        "owner_id", "gender", "birth_date", "village_code", "village", "district_code", "district", "product", "sector",
        "nib", "turnover", "capital", "production_status", "records", "bpum_records", "survey_records",
    ),
    "pairs": ("left_id", "right_id", "match_probability", "decision"),
    "sources": ("source_id", "source_file", "source_sheet", "status", "list"),
    "rejects": ("source_id", "kind"),
}  # fmt: skip
"""What of them is needed; reading no more halves the time."""

NOT_TOLD = 0
"""Production status of an owner who was visited but whose status was not written down, while counting."""

WINDOW = pd.Timedelta(days=27)
"""Before the last visit: the days that the pace is taken from."""

AGES = (0, 25, 35, 45, 55, 65)
"""First year of each age band; the last one is open."""
AGE_BANDS = tuple(f"{first}-{after - 1 if after else ''}" for first, after in zip(AGES, (*AGES[1:], None), strict=True))


@dataclass(frozen=True, slots=True)
class Crowd:
    """What is counted.

    Attributes:
        people: One row per owner, in the order of `OWNERS`: groups as text or small numbers, marks as 0 or 1, `day` the
            first visit on a day that counts.
        rows: One row per record, in the order of `RECORDS`; `owner` is the row of `people`.
        since: The first day of a visit that counts.
        made_on: The day of the report, and the last one that counts.
        days: Days that `lately`, a mark of `people`, is counted over; 0 without a visit whose day counts.
    """

    people: pd.DataFrame
    rows: pd.DataFrame
    since: date
    made_on: date
    days: int


def crowd(stored: Mapping[str, pa.Table], *, regions: Regions, since: date, made_on: date) -> Crowd:
    """Take up owners and rows.

    Args:
        stored: The tables of `OF_CROWD`, at least with their `COLUMNS`.
        regions: The places to count by; a place outside them counts as none.
        since: The first day of a visit that counts.
        made_on: The last one, and the day of ages.
    """
    rows = _rows(stored, since, made_on)
    people = located(_people(stored["owners"], made_on), regions)
    visits = rows.loc[rows["is_survey"], ["owner", "day"]]
    day = visits.groupby("owner")["day"].min().reindex(people.index)
    lately, days = _lately(day)
    return Crowd(people.assign(day=day, lately=lately), rows, since, made_on, days)


def _lately(day: pd.Series) -> tuple[pd.Series, int]:
    """Who was first visited in the four weeks up to the last visit or since the first; how many days these are."""
    last = day.max()
    if pd.isna(last):
        return pd.Series(0, index=day.index), 0
    begin = max(day.min(), last - WINDOW)
    return (day >= begin).astype("int64"), (last - begin).days + 1


def _rows(stored: Mapping[str, pa.Table], since: date, made_on: date) -> pd.DataFrame:
    records = stored["records"]
    visited = records["visited_on"].to_pandas(date_as_object=False)
    counts = visited.between(pd.Timestamp(since), pd.Timestamp(made_on))
    return pd.DataFrame(
        {
            "owner": owner_of(stored).to_numpy(),
            "is_survey": pc.equal(records["list"], "survey").to_numpy(),
            "source": source_of(stored).to_numpy(),
            "year": _numbers(records["year"]),
            "visited": visited,
            "day": visited.where(counts),
            "status": _statuses(records["production_status"]),
            "is_status_told": _has_words(records["raw_production_status"]),
            "nik_status": texts(records["nik_status"]),
            "village_code": texts(records["village_code"]),
            "district_code": texts(records["district_code"]),
            "phone_known": records["phone"].is_valid().to_numpy().astype("int64"),
        }
    )


def _people(owners: pa.Table, made_on: date) -> pd.DataFrame:
    groups = ("district_code", "district", "village_code", "village", "product", "sector", "gender")
    people = pd.DataFrame({name: texts(owners[name]) for name in groups})
    counts = {name: owners[name].to_numpy() for name in ("records", "bpum_records", "survey_records")}
    size, rule = _sizes(owners)
    marks = {
        "owners": np.ones(len(people), bool),
        "baseline_owners": counts["bpum_records"] > 0,
        **of_survey(owners),
        "women": (people["gender"] == "P").to_numpy(),
        "with_nib": owners["nib"].is_valid().to_numpy(),
    }
    return people.assign(
        status=_statuses(owners["production_status"]),
        age_band=_age_bands(owners["birth_date"], made_on),
        size=size,
        rule=rule,
        records=counts["records"],
        surplus=counts["records"] - marks["baseline_owners"] - marks["recorded"],
        **{name: mark.astype("int64") for name, mark in marks.items()},
    )


def _has_words(column: pa.ChunkedArray) -> pd.Series:
    """Is there more in a cell than a dash?"""
    return pd.Series(pc.fill_null(pc.match_substring_regex(column, r"\w"), False).to_numpy())  # noqa: FBT003 - Arrow's


def _statuses(column: pa.ChunkedArray) -> pd.Series:
    """Codes of the register; anything else is not told."""
    codes = _numbers(column)
    return codes.where(codes.isin(list(STATUSES)), NOT_TOLD).astype("int16")


def _age_bands(born: pa.ChunkedArray, made_on: date) -> pd.Series:
    """The band of each age in whole years; nobody is born after the report."""
    days = born.to_pandas(date_as_object=False)
    had_birthday = (days.dt.month * 100 + days.dt.day) <= made_on.month * 100 + made_on.day
    age = made_on.year - days.dt.year - 1 + had_birthday
    band: pd.Series = pd.cut(age.where(age >= 0), [*AGES, np.inf], right=False, labels=list(AGE_BANDS))
    return band.cat.add_categories(UNKNOWN).fillna(UNKNOWN)


def _sizes(owners: pa.Table) -> tuple[Texts, Texts]:
    """Size class and the rule that tells it: yearly sales, else capital (PP 7/2021, article 35)."""
    money = {"sales": _numbers(owners["turnover"]), "capital": _numbers(owners["capital"])}
    classes = (*SIZES["sales"], "large")
    size = np.full(owners.num_rows, len(classes))
    rule = np.full(owners.num_rows, len(SIZES))
    for number, name in reversed(list(enumerate(SIZES))):
        told = (money[name] > 0).to_numpy()
        size[told] = np.searchsorted(list(SIZES[name].values()), money[name][told])
        rule[told] = number
    return (
        numbered(size, [*classes, UNKNOWN]),
        numbered(rule, [*SIZES, UNKNOWN]),
    )


def _numbers(column: pa.ChunkedArray) -> pd.Series:
    """A whole-number column; what is missing is -1."""
    return pd.Series(pc.fill_null(column, -1).to_numpy())
