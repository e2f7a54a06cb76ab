"""A coverage made by hand from `schema.COVERAGE`: every table filled, so that what is shown can be told apart."""

from datetime import date, timedelta

from umkm_cli.knowledge.regions import Regions
from umkm_cli.knowledge.statuses import STATUSES
from umkm_cli.schema import COVERAGE
from umkm_cli.verdicts import Coverage

DAY, BEFORE = date(2026, 11, 24), date(2026, 11, 17)
BANDS = ("0-24", "25-34", "35-44", "45-54", "55-64", "65-", None)
PRODUCTS = {"batik": "C", "snacks": "I", "grocery": "G", "crackers": "C", None: None}

SIZES = (("micro", "sales"), ("micro", "capital"), ("small", "sales"), (None, None))


def counts(seed: int) -> dict[str, object]:
    """The counts of a place, each different from the next."""
    owners = 200 + 37 * seed % 150
    recorded = owners // 2 + seed % 17
    return {
        "records": owners + 40 + seed, "owners": owners, "baseline_owners": owners - 9, "recorded": recorded,
        "recorded_share": recorded / owners, "producing": recorded - 11, "product_known": recorded - 20,
        "women": owners // 2, "with_nib": owners // 5, "surplus": 40 + seed, "target_share": owners * 0.571,
        "remaining": owners * 0.571 - recorded, "pace": 1.5 + seed / 10,
        "reached_on": DAY + timedelta(days=seed), "recorded_before": recorded - seed,
    }  # fmt: skip


def by_hand(regions: Regions, **facts: object) -> Coverage:
    """All tables filled; `facts` go over those of the coverage."""
    rows = {
        **_places(regions),
        **_kinds(regions),
        "coverage_funnel": _funnel(),
        "coverage_progress": [
            {"day": DAY - timedelta(days=60 - at), "recorded": 9 + at % 5, "total": 40 * (at + 1), "target": 2100}
            for at in range(60)
        ]
        + [{"day": None, "recorded": 7, "total": 2407, "target": 2100}],
        "coverage_wave": [
            {"month": date(2026, month, 1), "rows": 100 + month, "first": 80, "again": 20 + month, "corrected": month}
            for month in range(6, 12)
        ],
        "coverage_quality": [
            {"source_file": f"Kec. Subah/daftar {n}.xlsx", "source_sheet": "Sheet1", "records": 50 * n, "rejected": n,
             "nik_ok": 0.9, "village_known": 0.8, "phone_known": 0.7, "repeated": 2 * n}
            for n in range(1, 30)
        ],
        "coverage_estimate": [
            {"figure": "owners", "value": 4307.0, "low": 4250.0, "high": 4400.0},
            {"figure": "chapman", "value": 4600.5, "low": 4500.5, "high": 4700.5},
            {"figure": "neither"},
        ],
        "coverage_doubt": [],
    }  # fmt: skip
    tables = {name: table.from_rows(rows[name]) for name, table in COVERAGE.items()}
    settings: dict[str, object] = {
        "region": regions.name, "region_code": regions.code, "made_on": DAY, "basis": 4000, "target": 2100,
        "basis_date": date(2021, 12, 31), "target_date": date(2026, 12, 31), "before": BEFORE,
    }  # fmt: skip
    return Coverage(tables=tables, **(settings | facts))  # type: ignore[arg-type]


def _funnel() -> list[dict[str, object]]:
    steps = {"basis": 4000, "records": 4700, "owners": 3900, "recorded": 2407, "recorded_listed": 2000,
             "survey_only": 407, "producing": 1900, "product_known": 1700}  # fmt: skip
    return [
        {"step": step, "count": count, "before": count - 60}
        | ({} if step == "records" else {"share_of_basis": count / 4000, "share_of_target": count / 2100})
        for step, count in steps.items()
    ]


def _places(regions: Regions) -> dict[str, list[dict[str, object]]]:
    districts = [
        {"district_code": place.code, "district": place.name, "villages": 15, "villages_without_record": at % 3}
        | counts(at)
        for at, place in enumerate(regions.districts)
    ]
    villages = [
        {"district_code": place.district_code, "district": place.district, "village_code": place.code,
         "village": place.name} | counts(at)
        for at, place in enumerate(regions.villages)
    ]  # fmt: skip
    quality = [
        {"district_code": place.code, "district": place.name, "records": 200 + at, "nik_ok": 0.91,
         "village_known": 0.88, "phone_known": 0.75, "repeated": at}
        for at, place in enumerate(regions.districts)
    ]  # fmt: skip
    nowhere = {"villages": 0, "villages_without_record": 0} | counts(1)
    return {
        "coverage_district": [*districts, nowhere],
        "coverage_village": [*villages, counts(1)],
        "coverage_quality_district": quality,
    }


def _kinds(regions: Regions) -> dict[str, list[dict[str, object]]]:
    crossed = [(place, at, product) for place in regions.districts for at, product in enumerate(PRODUCTS)]
    return {
        "coverage_product": [
            {"product": product, "sector": sector, "owners": 900 - 100 * at, "recorded": 400 - 50 * at, "producing": 90}
            for at, (product, sector) in enumerate(PRODUCTS.items())
        ],
        "coverage_product_district": [
            {"district_code": place.code, "district": place.name, "product": product, "owners": 30 + at,
             "recorded": 20 + at, "producing": 10 + at}
            for place, at, product in crossed
            if (at + len(place.name)) % 4
        ],
        "coverage_sector_district": [
            {"district_code": place.code, "district": place.name, "sector": sector, "owners": 50 + at,
             "recorded": 30, "producing": 20}
            for place in regions.districts
            for at, sector in enumerate(("C", "G", "I", None))
        ],
        "coverage_people": [
            {"gender": gender, "age_band": band, "owners": 100 + 7 * at + side, "recorded": 50 + at, "producing": 40}
            for side, gender in enumerate(("L", "P", None))
            for at, band in enumerate(BANDS)
        ],
        "coverage_size": [
            {"size": size, "rule": rule, "owners": 900 - 200 * at, "recorded": 90, "producing": 80}
            for at, (size, rule) in enumerate(SIZES)
        ],
        "coverage_status": [
            {"production_status": code, "owners": 400 - 30 * (code or 11), "share": 0.1} for code in [*STATUSES, None]
        ],
        "coverage_duplicate": [
            {"district_code": place.code, "district": place.name, "kind": kind, "rows": 5 + at}
            for place in regions.districts
            for at, kind in enumerate(("same_sheet", "same_file", "other_file", "other_year"))
        ],
    }  # fmt: skip
