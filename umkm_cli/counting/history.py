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
    """The last report on the regency that counted something else than `run`; None when this is the first.

    A report made twice of the same owners is told against the same report, so that its changes do not vanish.
    """
    of_region = history.filter(pc.equal(history["region_code"], region))
    others = of_region.filter(pc.not_equal(of_region["run"], run))
    if not others.num_rows:
        return None
    last = others["run"][-1].as_py()
    report = others.filter(pc.equal(others["run"], last))
    is_whole = pc.equal(report["place_code"], region)
    whole, parts = report.filter(is_whole), report.filter(pc.invert(is_whole))
    recorded = parts.filter(pc.equal(parts["figure"], "recorded"))
    return Before(report["reported_on"][0].as_py(), _by(whole, "figure"), _by(recorded, "place_code"))


def _by(rows: pa.Table, key: str) -> dict[str, int]:
    return dict(zip(rows[key].to_pylist(), rows["count"].to_pylist(), strict=True))


def remember(history: pa.Table, tables: Mapping[str, pa.Table], *, run: str, region: str, made_on: date) -> pa.Table:
    """`history` with this report at its end; unchanged when it holds a report of the same run.

    Args:
        history: `REPORT_HISTORY`.
        tables: Those of `schema.COVERAGE`.
        run: What was counted.
        region: Kemendagri code of the regency.
        made_on: The day of the report.
    """
    if pc.any(pc.equal(history["run"], run)).as_py():
        return history
    told = {"reported_on": made_on, "run": run, "region_code": region}
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
    return pa.concat_tables([history, REPORT_HISTORY.from_rows(rows)])
