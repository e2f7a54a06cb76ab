"""A small invented office: owners given in one line each become the stored tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Any

import pyarrow as pa

from umkm_cli.config import Config
from umkm_cli.counting.coverage import coverage
from umkm_cli.counting.history import Before
from umkm_cli.findings.coverage import Coverage
from umkm_cli.knowledge.regions import Regions
from umkm_cli.schema import CLUSTERS, OWNERS, RECORDS, REJECTS, SOURCES, pairs_table

Tables = dict[str, pa.Table]

DAY = date(2026, 11, 24)
"""Of the reports."""


@dataclass(frozen=True)
class Owner:
    """One owner: where, making what, with how many rows in which list.

    Attributes:
        days: Of its visits; those not told are null.
        told: More of its golden record.
    """

    district: str | None = None
    village: str | None = None
    product: str | None = None
    sector: str | None = None
    status: int | None = None
    bpum: int = 1
    survey: int = 0
    sheet: int = 0
    days: Sequence[date | None] = ()
    told: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class World:
    """The stored tables of some owners, and the owners themselves."""

    people: Sequence[Owner]
    tables: Tables = field(default_factory=dict)

    def cover(self, regions: Regions, *, before: Before | None = None, **settings: Any) -> Coverage:
        return coverage(self.tables, config=Config(**settings), regions=regions, made_on=DAY, before=before)


def make_world(people: Sequence[Owner], rejected: Sequence[int] = ()) -> World:
    """`rejected` gives the number of rejected rows of each sheet."""
    records, clusters, owners, pairs = [], [], [], []
    for number, person in enumerate(people):
        place = {
            "district_code": person.district,
            "village_code": person.village,
            "product": person.product,
            "sector": person.sector,
            "production_status": person.status,
        }
        rows = [
            place
            | {
                "record_id": f"{number:08x}{row:08x}",
                "list": "bpum" if row < person.bpum else "survey",
                "source_id": f"s{person.sheet}",
                "nik_status": "ok",
                "visited_on": _at(person.days, row - person.bpum),
            }
            for row in range(person.bpum + person.survey)
        ]
        records += rows
        pairs += [
            {"left_id": one["record_id"], "right_id": other["record_id"], "match_probability": 1.0}
            for one, other in pairwise(rows)
        ]
        clusters += [{"record_id": row["record_id"], "owner_id": f"O{number}"} for row in rows]
        counts = {"records": len(rows), "bpum_records": person.bpum, "survey_records": person.survey}
        owners.append(place | counts | person.told | {"owner_id": f"O{number}"})
    sheets = max([len(rejected), *(person.sheet + 1 for person in people)], default=0)
    tables = {
        "records": RECORDS.from_rows(records),
        "clusters": CLUSTERS.from_rows(clusters),
        "owners": OWNERS.from_rows(owners),
        "pairs": pairs_table(()).from_rows(pairs),
        "sources": SOURCES.from_rows(
            [{"source_id": f"s{n}", "source_file": f"file {n}.xlsx", "source_sheet": "Sheet1"} for n in range(sheets)]
        ),
        "rejects": REJECTS.from_rows(
            [
                {"source_id": f"s{n}", "kind": kind}
                for n, count in enumerate(rejected)
                for kind in ["title", *["rejected"] * count]
            ]
        ),
    }
    return World(people, tables)


def _at(days: Sequence[date | None], visit: int) -> date | None:
    return days[visit] if 0 <= visit < len(days) else None
