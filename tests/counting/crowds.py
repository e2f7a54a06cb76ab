"""Invented offices of any size, drawn at random: crowded desa and empty ones, rare products, few visits or many."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import numpy as np
import pyarrow as pa

from tests.world import DAY
from umkm_cli.knowledge.regions import Regions
from umkm_cli.knowledge.statuses import STATUSES
from umkm_cli.knowledge.trades import PRODUCTS
from umkm_cli.schema import CLUSTERS, OWNERS, RECORDS, REJECTS, SOURCES, pairs_table

FIRST_VISIT = date(2026, 3, 1)


def crowd_of(seed: int, size: int, regions: Regions, *, unvisited: int = 0) -> dict[str, pa.Table]:
    """The stored tables of `size` owners; the last `unvisited` of those visited have not been visited yet."""
    draw = np.random.default_rng(seed)
    places = _places(draw, regions)
    weights = draw.dirichlet(np.full(len(places), draw.choice([0.1, 1.0, 10.0])))
    products = list(draw.choice(sorted(PRODUCTS), draw.integers(1, 12), replace=False))
    product_weights = draw.dirichlet(np.full(len(products) + 1, draw.choice([0.2, 1.0])))
    shares = {name: float(draw.choice([0.02, 0.3, 0.6, 0.97])) for name in ("met", "active", "listed", "woman", "nib")}
    owners, records = [], []
    for number, place in enumerate(draw.choice(len(places), size, p=weights).tolist()):
        product = int(draw.choice(len(product_weights), p=product_weights))
        owner, rows = _owner(draw, number, places[place], shares)
        owner["product"] = products[product] if product < len(products) else None
        owner["sector"] = "C" if product % 2 else "G"
        owners.append(owner)
        records += rows
    waiting = [owner for owner in owners if owner["survey_records"] and owner["bpum_records"]][::-1][:unvisited]
    for owner in waiting:
        owner |= {"survey_records": 0, "records": owner["bpum_records"], "production_status": None}
    names = {owner["owner_id"] for owner in waiting}
    return _tables(owners, [row for row in records if row["list"] == "bpum" or row["owner_id"] not in names])


def _places(draw: np.random.Generator, regions: Regions) -> list[tuple[str | None, str | None]]:
    """Some desa of some kecamatan, a kecamatan without a desa, and nowhere."""
    districts = draw.choice([place.code for place in regions.districts], draw.integers(1, 6), replace=False).tolist()
    villages = [place for place in regions.villages if place.district_code in districts]
    chosen = draw.choice(len(villages), min(len(villages), int(draw.integers(1, 30))), replace=False).tolist()
    named: list[tuple[str | None, str | None]] = [(villages[at].district_code, villages[at].code) for at in chosen]
    return [*named, (districts[0], None), (None, None)]


def _owner(
    draw: np.random.Generator, number: int, place: tuple[str | None, str | None], shares: Mapping[str, float]
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    is_ = {name: bool(draw.random() < share) for name, share in shares.items()}
    survey = int(is_["met"] or not is_["listed"]) * int(1 + (draw.random() < 0.1))
    bpum = int(is_["listed"]) * int(1 + (draw.random() < 0.1))
    status = int(draw.choice([1, 8] if is_["active"] else [*STATUSES])) if survey else None
    owner = {
        "owner_id": f"O{number}",
        "district_code": place[0],
        "village_code": place[1],
        "gender": "P" if is_["woman"] else "L",
        "birth_date": date(int(draw.integers(1950, 2005)), 5, 5),
        "nib": "1234567890123" if is_["nib"] else None,
        "turnover": int(draw.choice([1, 2_500_000_000, 20_000_000_000], p=[0.9, 0.08, 0.02])),
        "production_status": status,
        "records": bpum + survey,
        "bpum_records": bpum,
        "survey_records": survey,
    }
    rows = [
        {
            "record_id": f"{number:08x}{row:08x}",
            "owner_id": f"O{number}",
            "list": "bpum" if row < bpum else "survey",
            "source_id": f"s{row % 2}",
            "source_row": number,
            "nik_status": "ok",
            "production_status": status if row >= bpum else None,
            "visited_on": _day(draw) if row >= bpum else None,
        }
        for row in range(bpum + survey)
    ]
    return owner, rows


def _day(draw: np.random.Generator) -> date | None:
    return None if draw.random() < 0.02 else FIRST_VISIT + timedelta(days=int(draw.integers((DAY - FIRST_VISIT).days)))


def _tables(owners: list[dict[str, Any]], records: list[dict[str, Any]]) -> dict[str, pa.Table]:
    links = [{"record_id": row["record_id"], "owner_id": row.pop("owner_id")} for row in records]
    sources = [
        {"source_id": f"s{n}", "source_file": f"file {n}.xlsx", "source_sheet": "Sheet1", "status": "read"}
        for n in range(2)
    ]
    return {
        "records": RECORDS.from_rows(records),
        "clusters": CLUSTERS.from_rows(links),
        "owners": OWNERS.from_rows(owners),
        "pairs": pairs_table(()).from_rows([]),
        "sources": SOURCES.from_rows(sources),
        "rejects": REJECTS.from_rows([]),
    }
