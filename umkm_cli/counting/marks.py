"""Whose a record is, and what the survey found of an owner: the same for a report and for what is kept of it."""

from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc

from umkm_cli.counting.arrays import Flags
from umkm_cli.knowledge.statuses import PRODUCING


def owner_of(stored: Mapping[str, pa.Table]) -> pa.ChunkedArray:
    """For each record the row of its owner in `owners`; `stored` has `records`, `clusters` and `owners`."""
    records, clusters = stored["records"], stored["clusters"]
    cluster = pc.index_in(records["record_id"], value_set=clusters["record_id"])
    return pc.index_in(clusters["owner_id"].take(cluster), value_set=stored["owners"]["owner_id"])


def source_of(stored: Mapping[str, pa.Table]) -> pa.ChunkedArray:
    """For each record the row of its sheet in `sources`; `stored` has `records` and `sources`."""
    return pc.index_in(stored["records"]["source_id"], value_set=stored["sources"]["source_id"])


def of_survey(owners: pa.Table) -> dict[str, Flags]:
    """For each owner: is it recorded (terdata), and if so, does it produce, and is its product known?"""
    recorded = pc.greater(owners["survey_records"], 0)
    status = owners["production_status"]
    marks = {
        "recorded": recorded,
        "producing": pc.and_(recorded, pc.is_in(status, value_set=pa.array(list(PRODUCING), status.type))),
        "product_known": pc.and_(recorded, owners["product"].is_valid()),
    }
    return {name: mark.to_numpy() for name, mark in marks.items()}
