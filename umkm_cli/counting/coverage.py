"""Coverage: who of the baseline has been recorded, where, still producing, and making what.

pandas is used in this step only; what goes out are Arrow tables.

What counts as recorded (terdata): an owner with at least one row in the survey list. The office's target is a number of
recorded owners, so an owner the visitors found who stands on no BPUM list counts as well. Because the basis of the
target is the BPUM list, the funnel also splits the figure: `recorded` = `recorded_listed` + `survey_only`. Every table
that counts recorded owners adds up to `recorded`.
"""

import pandas as pd
import pyarrow as pa

from umkm_cli.config import Config
from umkm_cli.knowledge.regions import Regions
from umkm_cli.knowledge.statuses import PRODUCING, STATUSES
from umkm_cli.counting.breakdown import by_product, by_status
from umkm_cli.counting.places import by_district, by_village, located
from umkm_cli.counting.quality import by_sheet
from umkm_cli.schema import COVERAGE


def coverage(  # noqa: PLR0913 - the five stored tables a report is made of, named one by one
    records: pa.Table,
    clusters: pa.Table,
    owners: pa.Table,
    sources: pa.Table,
    rejects: pa.Table,
    *,
    config: Config,
    regions: Regions,
) -> dict[str, pa.Table]:
    """Count owners along the funnel, by place, product and production status, and rows by sheet.

    Args:
        records: `RECORDS`.
        clusters: `CLUSTERS` of these records.
        owners: `OWNERS` of these clusters.
        sources: `SOURCES`; its order is the order of the quality table.
        rejects: `REJECTS`.
        config: Basis and target.
        regions: The places to list; a place outside them counts as not placed.

    Returns:
        The tables of `schema.COVERAGE`, by name. All but the funnel and the quality table add up to the number of
        owners (status: of recorded owners).
    """
    people = located(_people(owners), regions)
    tables = {
        "coverage_funnel": _funnel(people, rows=records.num_rows, config=config),
        "coverage_district": by_district(people, target=config.target, regions=regions),
        "coverage_village": by_village(people, target=config.target, regions=regions),
        "coverage_product": by_product(people),
        "coverage_status": by_status(people),
        "coverage_quality": by_sheet(records, clusters, sources, rejects),
    }
    return {
        name: table.conform(pa.Table.from_pandas(tables[name], preserve_index=False))
        for name, table in COVERAGE.items()
    }


def _people(owners: pa.Table) -> pd.DataFrame:
    """One row per owner: what to group by as text (empty for unknown), and what to add up as 0 or 1."""
    taken = owners.select(["district_code", "village_code", "product", "sector"]).to_pandas()
    people: pd.DataFrame = taken.astype("str").fillna("")
    status = owners["production_status"].to_pandas()
    people["status"] = status.where(status.isin(list(STATUSES))).fillna(0).astype("int16")
    people["records"] = owners["records"].to_pandas()
    people["owners"] = 1
    people["baseline_owners"] = (owners["bpum_records"].to_pandas() > 0).astype("int64")
    recorded = owners["survey_records"].to_pandas() > 0
    people["recorded"] = recorded.astype("int64")
    people["producing"] = (recorded & status.isin(list(PRODUCING))).astype("int64")
    people["product_known"] = (recorded & (people["product"] != "")).astype("int64")
    return people


def _funnel(people: pd.DataFrame, *, rows: int, config: Config) -> pd.DataFrame:
    """The steps in order. Rows are no owners, so they have no share of basis or target."""
    listed = int((people["recorded"] * people["baseline_owners"]).sum())
    recorded = int(people["recorded"].sum())
    counts = {
        "basis": config.basis,
        "records": rows,
        "owners": int(people["baseline_owners"].sum()),
        "recorded": recorded,
        "recorded_listed": listed,
        "survey_only": recorded - listed,
        "producing": int(people["producing"].sum()),
        "product_known": int(people["product_known"].sum()),
    }
    funnel = pd.DataFrame({"step": list(counts), "count": list(counts.values())})
    of_owners = funnel["count"].where(funnel["step"] != "records")
    funnel["share_of_basis"] = of_owners / config.basis
    funnel["share_of_target"] = of_owners / config.target
    return funnel
