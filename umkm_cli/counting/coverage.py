"""Coverage: who of the baseline has been recorded, where, still producing, and making what.

pandas is used in this step only; what goes out are Arrow tables.

What counts as recorded (terdata): an owner with at least one row in the survey list. The office's target is a number of
recorded owners, so an owner the visitors found who stands on no BPUM list counts as well. Because the basis of the
target is the BPUM list, the funnel also splits the figure: `recorded` = `recorded_listed` + `survey_only`. Every table
that counts recorded owners adds up to `recorded`.
"""

from collections.abc import Mapping
from datetime import date

import pandas as pd
import pyarrow as pa

from umkm_cli.config import Config
from umkm_cli.counting import quality
from umkm_cli.counting.breakdown import by_district_and, by_person, by_product, by_size, by_status
from umkm_cli.counting.doubts import doubts
from umkm_cli.counting.estimates import estimates
from umkm_cli.counting.history import Before
from umkm_cli.counting.people import Crowd, crowd
from umkm_cli.counting.places import Course, by_district, by_village, reached_on
from umkm_cli.counting.survey import by_day, by_month
from umkm_cli.counting.targets import district_targets, target_on
from umkm_cli.findings.coverage import Coverage
from umkm_cli.knowledge.regions import Regions
from umkm_cli.schema import COVERAGE


def coverage(
    stored: Mapping[str, pa.Table],
    *,
    config: Config,
    regions: Regions,
    made_on: date,
    before: Before | None = None,
) -> Coverage:
    """Count owners along the funnel, by place, product, person, size, status and time, and rows by sheet and month.

    Args:
        stored: The tables of `people.STORED`, at least with the columns of `people.COLUMNS`.
        config: Basis and targets, and the year of the lists.
        regions: The places to list; a place outside them counts as not placed.
        made_on: The day of the report.
        before: The report that changes are told against.

    Returns:
        The tables of `schema.COVERAGE` by name, and what they are held against.

    Raises:
        BadTargetError: A kecamatan's own target does not fit the regency.
    """
    since = date(config.data_year, 1, 1)
    counted = crowd(stored, regions=regions, since=since, made_on=made_on)
    target = target_on(config, made_on)
    tables = {
        **_tables(counted, config, regions, before),
        **_of_rows(counted, stored, regions),
        "coverage_estimate": estimates(stored, match_threshold=config.match_threshold),
        "coverage_doubt": doubts(counted, regions, basis=config.basis, target=target.count),
    }
    recorded = int(counted.people["recorded"].sum())
    pace = int(counted.people["lately"].sum()) / counted.days if counted.days else None
    return Coverage(
        tables={name: _conform(name, tables[name]) for name in COVERAGE},
        region=regions.name,
        region_code=regions.code,
        made_on=made_on,
        basis=config.basis,
        basis_date=config.basis_date,
        target=target.count,
        target_date=target.by,
        pace=pace,
        reached_on=reached_on(target.count - recorded, pace or 0, made_on),
        before=before.reported_on if before else None,
    )


def _tables(counted: Crowd, config: Config, regions: Regions, before: Before | None) -> dict[str, pd.DataFrame]:
    """What counts owners."""
    people = counted.people
    course = Course(
        target=target_on(config, counted.made_on).count,
        own_targets=district_targets(config, counted.made_on, regions),
        days=counted.days,
        before=before.recorded if before else None,
        made_on=counted.made_on,
    )
    districts = by_district(people, course, regions)
    return {
        "coverage_funnel": _funnel(people, basis=config.basis, target=course.target, before=before),
        "coverage_district": districts,
        "coverage_village": by_village(people, districts, course, regions),
        "coverage_product": by_product(people),
        "coverage_product_district": by_district_and("product", people, regions),
        "coverage_sector_district": by_district_and("sector", people, regions),
        "coverage_people": by_person(people),
        "coverage_size": by_size(people),
        "coverage_status": by_status(people),
        "coverage_progress": by_day(people, config),
    }


def _of_rows(counted: Crowd, stored: Mapping[str, pa.Table], regions: Regions) -> dict[str, pd.DataFrame]:
    """What counts rows."""
    grades = quality.graded(counted.rows, regions)
    sources = stored["sources"]
    return {
        "coverage_wave": by_month(counted.rows),
        "coverage_quality": quality.by_sheet(grades, sources, stored["rejects"]),
        "coverage_quality_district": quality.by_district(grades, regions),
        "coverage_duplicate": quality.duplicates(counted.rows, counted.people, sources, regions),
    }


def _conform(name: str, counts: pd.DataFrame) -> pa.Table:
    """The table as the schema wants it: an empty text is an unknown one, and further columns are left out."""
    table = COVERAGE[name]
    texts = [column.name for column in table.columns if column.type == pa.string() and column.name in counts]
    plain = {text: counts[text].astype("str") for text in texts}
    counts = counts.assign(
        **{text: column.replace("", None) if text != "source_sheet" else column for text, column in plain.items()}
    )
    return table.conform(pa.Table.from_pandas(counts[list(table.names)], preserve_index=False))


def _funnel(people: pd.DataFrame, *, basis: int, target: int, before: Before | None) -> pd.DataFrame:
    """The steps in order. Rows are no owners, so they have no share of basis or target."""
    listed = int((people["recorded"] * people["baseline_owners"]).sum())
    recorded = int(people["recorded"].sum())
    counts = {
        "basis": basis,
        "records": int(people["records"].sum()),
        "owners": int(people["baseline_owners"].sum()),
        "recorded": recorded,
        "recorded_listed": listed,
        "survey_only": recorded - listed,
        "producing": int(people["producing"].sum()),
        "product_known": int(people["product_known"].sum()),
    }
    funnel = pd.DataFrame({"step": list(counts), "count": list(counts.values())})
    of_owners = funnel["count"].where(funnel["step"] != "records")
    earlier = before.funnel if before else {}
    return funnel.assign(
        share_of_basis=of_owners / basis,
        share_of_target=of_owners / target,
        before=pd.array([earlier.get(step) for step in counts], dtype="Int64"),
    )
