"""Counts by kecamatan and desa: every place of the regency is listed, and nobody without a place is lost."""

import pandas as pd

from umkm_cli.knowledge.regions import Regions

COUNTS = ["records", "owners", "baseline_owners", "recorded", "producing", "product_known"]
"""What is added up for each place."""

NOWHERE = ""
"""Code of an owner whose kecamatan or desa is not known, while counting."""


def located(people: pd.DataFrame, regions: Regions) -> pd.DataFrame:
    """`people` with only codes of `regions`, and the kecamatan that the desa lies in.

    The two codes of an owner may come from different records and then disagree; the finer one decides, so that both
    tables count the owner in the same kecamatan.
    """
    districts = {place.code for place in regions.districts}
    district_of = {place.code: place.district_code for place in regions.villages}
    village = people["village_code"].where(people["village_code"].isin(list(district_of)), NOWHERE)
    stated = people["district_code"].where(people["district_code"].isin(list(districts)), NOWHERE)
    of_village = village.map({NOWHERE: NOWHERE} | district_of)
    return people.assign(village_code=village, district_code=of_village.where(of_village != NOWHERE, stated))


def by_district(people: pd.DataFrame, *, target: int, regions: Regions) -> pd.DataFrame:
    """One row per kecamatan of the regency in the order of its codes, then the owners without a place."""
    names = {place.code: place.name for place in regions.districts}
    counts = people.groupby("district_code")[COUNTS].sum()
    counts = counts.reindex([*names, NOWHERE], fill_value=0).rename_axis("district_code")
    return _finish(counts.reset_index(), target).assign(
        district_code=_or_null([*names, NOWHERE]), district=_or_null([*names.values(), NOWHERE])
    )


def by_village(people: pd.DataFrame, *, target: int, regions: Regions) -> pd.DataFrame:
    """One row per desa, by kecamatan; then, where there are any, the kecamatan's owners of no known desa.

    The last row holds the owners without a place, so each kecamatan adds up to its row of the kecamatan table.
    """
    counts = people.groupby(["district_code", "village_code"])[COUNTS].sum()
    rows = [
        {
            "district_code": place.code,
            "district": place.name,
            "village_code": code,
            "village": name,
        }
        for place in regions.districts
        for code, name in [
            *((v.code, v.name) for v in regions.villages if v.district_code == place.code),
            *([(NOWHERE, NOWHERE)] if (place.code, NOWHERE) in counts.index else []),
        ]
    ]
    rows.append(dict.fromkeys(rows[0], NOWHERE))
    listed = pd.DataFrame(rows)
    keys = pd.MultiIndex.from_frame(listed[["district_code", "village_code"]])
    table = _finish(counts.reindex(keys, fill_value=0).reset_index(drop=True), target)
    return table.assign(**{name: _or_null(listed[name].tolist()) for name in rows[0]})


def _finish(counts: pd.DataFrame, target: int) -> pd.DataFrame:
    """Add the shares. Where the BPUM list is empty, the target is shared out by all owners."""
    listed = counts["baseline_owners"]
    weight = listed if listed.sum() else counts["owners"]
    share = target * weight / max(int(weight.sum()), 1)
    return counts.assign(
        recorded_share=counts["recorded"] / counts["owners"].where(counts["owners"] > 0),
        target_share=share.astype("float64"),
        remaining=(share - counts["recorded"]).clip(lower=0.0).astype("float64"),
    )


def _or_null(texts: list[str]) -> pd.Series:
    return pd.Series([text or None for text in texts], dtype="str")
