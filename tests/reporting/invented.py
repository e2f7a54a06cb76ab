"""The counts of an invented Batang, big enough to look real: what is shown hangs on nothing else."""

import random
from datetime import date, timedelta

from umkm_cli.findings.coverage import Coverage
from umkm_cli.knowledge.regions import Regions
from umkm_cli.knowledge.statuses import STATUSES
from umkm_cli.schema import COVERAGE

MADE_ON, FIRST = date(2021, 8, 16), date(2021, 3, 1)
BASIS, TARGET = 105_000, 60_000
PRODUCTS = {"grocery": "G", "food": "I", "snacks": "I", "tofu_tempeh": "C", "batik": "C", "crops": "A", "laundry": "S"}
BANDS = ("0-24", "25-34", "35-44", "45-54", "55-64", "65-")
_ADDED = (
    "records", "owners", "baseline_owners", "recorded", "producing", "product_known", "women", "with_nib", "surplus",
    "recorded_before",
)  # fmt: skip


def counts(chance, owners, visited):
    """The counts of a place with so many owners."""
    recorded = round(owners * visited)
    baseline = round(owners * 0.96)
    target = baseline * 0.58
    remaining = target - recorded
    pace = recorded * chance.uniform(0.004, 0.009)
    days = remaining / pace if pace else None
    return {
        "records": round(owners * 1.16) + recorded,
        "owners": owners,
        "baseline_owners": baseline,
        "recorded": recorded,
        "recorded_share": recorded / owners if owners else None,
        "producing": round(recorded * 0.81),
        "product_known": round(recorded * 0.77),
        "women": round(owners * 0.56),
        "with_nib": round(owners * 0.18),
        "surplus": round(owners * 0.12),
        "target_share": target,
        "remaining": remaining,
        "pace": pace,
        "reached_on": MADE_ON + timedelta(days=round(days)) if days else None,
        "recorded_before": round(recorded * 0.9),
    }


def total(rows):
    """The counts of several places together."""
    added = {name: sum(row[name] for row in rows) for name in _ADDED}
    target = sum(row["target_share"] for row in rows)
    pace = sum(row["pace"] or 0 for row in rows)
    remaining = target - added["recorded"]
    return added | {
        "recorded_share": added["recorded"] / added["owners"] if added["owners"] else None,
        "target_share": target,
        "remaining": remaining,
        "pace": pace,
        "reached_on": MADE_ON + timedelta(days=round(remaining / pace)) if remaining > 0 and pace else None,
    }


def places(regions: Regions, chance):
    """Rows of `coverage_village` and `coverage_district`."""
    villages, districts = [], []
    for district in regions.districts:
        code = {"district_code": district.code, "district": district.name}
        visited = chance.uniform(0.22, 0.62)
        own = [place for place in regions.villages if place.district_code == district.code]
        rows = [
            counts(
                chance, chance.randrange(160, 760), 0 if chance.random() < 0.03 else visited * chance.uniform(0.6, 1.3)
            )
            | {"village_code": place.code, "village": place.name}
            for place in own
        ]
        unknown = counts(chance, chance.randrange(4, 60), visited)
        rows.append(unknown | {"village_code": None, "village": None})
        villages += [code | row for row in rows]
        silent = sum(not row["recorded"] for row in rows[:-1])
        districts.append(code | total(rows) | {"villages": len(own), "villages_without_record": silent})
    nowhere = counts(chance, 214, 0.2) | {
        "target_share": 0.0,
        "remaining": 0.0,
        "reached_on": None,
        "district_code": None,
        "district": None,
    }
    villages.append(nowhere)
    districts.append(nowhere | {"villages": 0, "villages_without_record": 0})
    return villages, districts


def split(chance, whole, names):
    """`whole` shared out over names, all of it."""
    weights = [chance.uniform(0.3, 3) for _ in names]
    parts = [int(whole * weight / sum(weights)) for weight in weights]
    parts[0] += whole - sum(parts)
    return dict(zip(names, parts, strict=True))


def broken_down(chance, all_, names):
    """owners, recorded and producing for each of `names`."""
    seed = chance.random()
    # The same shares of each, so that no part is larger than its whole.
    owners, recorded, producing = (
        split(random.Random(seed), all_[key], names)  # noqa: S311 - invented numbers
        for key in ("owners", "recorded", "producing")
    )
    return [{"owners": owners[n], "recorded": recorded[n], "producing": producing[n]} for n in names]


def progress(chance, recorded):
    """Rows of `coverage_progress`: working days, ever faster, the target lowered once."""
    days = [FIRST + timedelta(days=n) for n in range((MADE_ON - FIRST).days - 3)]
    days = [day for day in days if day.weekday() < 6]
    parts = list(split(chance, recorded - 37, days).values())
    rows, so_far = [], 0
    for day, part in zip(days, parts, strict=True):
        so_far += part
        rows.append(
            {"day": day, "recorded": part, "total": so_far, "target": 70_000 if day < date(2021, 5, 1) else TARGET}
        )
    return [*rows, {"day": None, "recorded": 37, "total": recorded, "target": TARGET}]


def waves(chance, rows):
    """Rows of `coverage_wave` that fit `progress`."""
    months: dict[date | None, int] = {}
    for row in rows:
        month = row["day"] and row["day"].replace(day=1)
        months[month] = months.get(month, 0) + row["recorded"]
    found = []
    for month, first in months.items():
        again = round(first * chance.uniform(0.02, 0.2))
        found.append({"month": month, "rows": first + again, "first": first, "again": again, "corrected": again // 4})
    return found


def sheets(chance):
    """Rows of `coverage_quality`."""
    return [
        {
            "source_file": f"kecamatan {n // 8 + 1}/BPUM desa {n + 1}.xlsx",
            "source_sheet": "Sheet1",
            "records": chance.randrange(150, 800),
            "rejected": chance.randrange(0, 9),
            "nik_ok": chance.uniform(0.72, 0.99),
            "village_known": chance.uniform(0.9, 1),
            "phone_known": chance.uniform(0.5, 0.95),
            "repeated": chance.randrange(0, 60),
        }
        for n in range(24)
    ]


def funnel(whole, *, before):
    """Rows of `coverage_funnel`."""
    steps = {
        "basis": BASIS, "records": whole["records"], "owners": whole["baseline_owners"], "recorded": whole["recorded"],
        "recorded_listed": whole["recorded"] - whole["recorded"] // 16, "survey_only": whole["recorded"] // 16,
        "producing": whole["producing"], "product_known": whole["product_known"],
    }  # fmt: skip
    return [
        {
            "step": step,
            "count": count,
            "share_of_basis": None if step == "records" else count / BASIS,
            "share_of_target": None if step == "records" else count / TARGET,
            "before": round(count * (1 if step == "basis" else 0.9)) if before else None,
        }
        for step, count in steps.items()
    ]


def crosstab(chance, districts, key, names):
    """Rows of a table by kecamatan and `key`."""
    return [
        {"district_code": row["district_code"], "district": row["district"], key: name} | part
        for row in districts
        for name, part in zip(names, broken_down(chance, row, names), strict=True)
        if part["owners"]
    ]


def invented_rows(regions: Regions, *, before: bool = True) -> dict[str, list[dict]]:
    """Rows of every table of `schema.COVERAGE`."""
    chance = random.Random(41)  # noqa: S311 - invented numbers
    villages, districts = places(regions, chance)
    whole = total(districts)
    days = progress(chance, whole["recorded"])
    products = [*PRODUCTS, None]
    statuses = split(chance, whole["recorded"], [*STATUSES, None])
    people = [(gender, band) for gender in ("L", "P", None) for band in (*BANDS, None)]
    sizes = [
        ("micro", "sales"),
        ("micro", "capital"),
        ("small", "sales"),
        ("medium", "sales"),
        ("large", "sales"),
        (None, None),
    ]
    kinds = ("same_sheet", "same_file", "other_file", "other_year")
    if not before:
        for row in (*villages, *districts):
            row["recorded_before"] = None
    return {
        "coverage_funnel": funnel(whole, before=before),
        "coverage_district": districts,
        "coverage_village": villages,
        "coverage_product": [
            {"product": name, "sector": PRODUCTS.get(name)} | part
            for name, part in zip(products, broken_down(chance, whole, products), strict=True)
        ],
        "coverage_product_district": crosstab(chance, districts, "product", products),
        "coverage_sector_district": crosstab(chance, districts, "sector", ["A", "C", "G", "I", "S", None]),
        "coverage_people": [
            {"gender": gender, "age_band": band} | part
            for (gender, band), part in zip(people, broken_down(chance, whole, people), strict=True)
        ],
        "coverage_size": [
            {"size": size, "rule": rule} | part
            for (size, rule), part in zip(sizes, broken_down(chance, whole, sizes), strict=True)
        ],
        "coverage_status": [
            {"production_status": code, "owners": count, "share": count / whole["recorded"]}
            for code, count in statuses.items()
        ],
        "coverage_wave": waves(chance, days),
        "coverage_progress": days,
        "coverage_quality": sheets(chance),
        "coverage_quality_district": [
            {
                "district_code": row["district_code"],
                "district": row["district"],
                "records": row["records"],
                "nik_ok": chance.uniform(0.75, 0.98),
                "village_known": chance.uniform(0.9, 1),
                "phone_known": chance.uniform(0.5, 0.95),
                "repeated": row["surplus"],
            }
            for row in districts
        ],
        "coverage_duplicate": [
            {"district_code": row["district_code"], "district": row["district"], "kind": kind, "rows": rows}
            for row in districts
            for kind, rows in split(chance, row["surplus"], kinds).items()
        ],
        "coverage_estimate": [
            {"figure": "owners", "value": 109_301.0, "low": 108_900.0, "high": 109_600.0},
            {"figure": "chapman", "value": 121_040.4, "low": 119_800.0, "high": 122_300.0},
            {"figure": "neither", "value": None, "low": None, "high": None},
        ],
        "coverage_doubt": [{"doubt": "visit_undated", "count": 37}, {"doubt": "place_unknown", "count": 214}],
    }


def made(rows: dict[str, list[dict]], regions: Regions, **more) -> Coverage:
    """A `Coverage` of rows."""
    facts = {"region": regions.name, "region_code": regions.code, "made_on": MADE_ON, "basis": BASIS, "target": TARGET}
    facts |= {"basis_date": date(2021, 12, 31), "target_date": date(2021, 12, 31), "before": date(2021, 7, 19)}
    facts |= {"pace": 180.5, "reached_on": date(2021, 10, 30)}
    tables = {name: COVERAGE[name].from_rows(rows[name]) for name in COVERAGE}
    return Coverage(tables=tables, **(facts | more))
