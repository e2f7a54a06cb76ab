"""The counts of the reports so far, and those that a new report is told against."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from umkm_cli.schema import REPORT_HISTORY

PLACE_FIGURES = ("owners", "recorded", "producing", "product_known")
"""What is kept for each kecamatan; for a desa only `recorded`."""


@dataclass(frozen=True, slots=True)
class Before:
    """The report before: its day, its funnel by step, and recorded owners by place (empty code for `not placed`)."""

    reported_on: date
    funnel: Mapping[str, int]
    recorded: Mapping[str, int]


def before(history: pa.Table, *, run: str, region: str) -> Before | None:
    """The latest report on the regency that counted something else than `run`; None when this is the first.

    A report made twice of the same owners is told against the same report, so that its changes do not vanish.
    """
    of_region = history.filter(pc.starts_with(history["place_code"], region))
    others = of_region.filter(pc.not_equal(of_region["run"], run))
    if not others.num_rows:
        return None
    day = pc.max(others["reported_on"]).as_py()
    report = history.filter(pc.and_(pc.equal(history["reported_on"], day), pc.not_equal(history["run"], run)))
    rows = report.to_pylist()
    return Before(
        day,
        {row["figure"]: row["count"] for row in rows if row["place_code"] == region},
        {
            row["place_code"]: row["count"]
            for row in rows
            if row["figure"] == "recorded" and row["place_code"] != region
        },
    )


def _apart(report: pa.Table, region: str) -> tuple[pa.ChunkedArray, pa.ChunkedArray]:
    is_whole = pc.equal(report["place_code"], region)
    return is_whole, pc.invert(is_whole)


def _by(rows: pa.Table, key: str) -> dict[str, int]:
    return dict(zip(rows[key].to_pylist(), rows["count"].to_pylist(), strict=True))


def remember(history: pa.Table, tables: Mapping[str, pa.Table], *, run: str, region: str, made_on: date) -> pa.Table:
    """`history` with this report in the place of an earlier one of the same day, or of the same run.

    Args:
        history: `REPORT_HISTORY`.
        tables: Those of `schema.COVERAGE`.
        run: What was counted.
        region: Kemendagri code of the regency.
        made_on: The day of the report.
    """
    told = {"reported_on": made_on, "run": run}
    rows = [
        told | {"place_code": region, "figure": step["step"], "count": step["count"]}
        for step in tables["coverage_funnel"].to_pylist()
    ]
    for row in tables["coverage_district"].to_pylist():
        place = told | {"place_code": row["district_code"] or ""}
        rows.extend(place | {"figure": figure, "count": row[figure]} for figure in PLACE_FIGURES)
    rows.extend(
        told | {"place_code": row["village_code"], "figure": "recorded", "count": row["recorded"]}
        for row in tables["coverage_village"].to_pylist()
        if row["village_code"] is not None
    )
    stale = pc.or_(pc.equal(history["reported_on"], made_on), pc.equal(history["run"], run))
    return pa.concat_tables([history.filter(pc.invert(stale)), REPORT_HISTORY.from_rows(rows)])
