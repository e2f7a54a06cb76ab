"""Columns that several cells decide together: what a row says of itself counts more than what follows from its NIK."""

from collections.abc import Callable

import pyarrow as pa
import pyarrow.compute as pc

from umkm_cli.cleaning.distinct import map_distinct, mask_of
from umkm_cli.cleaning.place import place_all
from umkm_cli.cleaning.rules import Columns, Masks
from umkm_cli.knowledge.regions import Regions
from umkm_cli.knowledge.trades import read_trade

FULL_AGE = 17
"""From this age on one has an identity card; a grant needs one."""

MICRO_CAPITAL, MICRO_TURNOVER = 1_000_000_000, 2_000_000_000
"""Rupiah that a micro business has at most, without land and buildings, and sells for in a year (PP 7/2021 art. 35)."""

RT_FROM = ("rt.column", "rt_rw.rt", "address.rt", "hamlet.rt", "village.rt")
RW_FROM = ("rw.column", "rt_rw.rw", "rt.rw", "address.rw", "hamlet.rw", "village.rw")
"""Where RT and RW may be told, the surest first."""

Derived = tuple[Columns, Masks]


def derive_nik(drafts: Columns, regions: Regions, data_year: int) -> Derived:  # noqa: ARG001 - all alike
    """`nik_status` of rows without a NIK cell, and NIK against KK and region."""
    status = drafts["nik_status"].fill_null("missing")
    region = drafts["nik.region"]
    masks = {
        "nik_missing": mask_of(pc.equal(status, "missing")),
        "nik_equals_kk": mask_of(pc.equal(drafts["nik"], drafts["no_kk"])),
        "nik_other_region": mask_of(pc.invert(pc.starts_with(region, regions.code + "."))),
    }
    return {"nik_status": status}, masks


def derive_person(drafts: Columns, regions: Regions, data_year: int) -> Derived:  # noqa: ARG001 - all alike
    """`gender` and `birth_date`: their columns, else the NIK, else (gender) a title such as `Hj` or `Bpk`."""
    written_day = pc.coalesce(drafts["birth_date.column"], drafts["birth_place.day"])
    # A number that stands in both columns is a woman's NIK, or may as well be the family card's.
    is_of_family = pc.and_(pc.equal(drafts["nik"], drafts["no_kk"]), pc.equal(drafts["nik.gender"], "L"))
    written_sex = drafts["gender.column"]
    nik_day = pc.if_else(pc.fill_null(is_of_family, fill_value=False), None, drafts["nik.birth_date"])
    nik_sex = pc.if_else(pc.fill_null(is_of_family, fill_value=False), None, drafts["nik.gender"])
    birth_date = pc.coalesce(written_day, nik_day)
    masks = {
        "name_missing": mask_of(pc.is_null(drafts["name"])),
        "gender_disagrees_nik": mask_of(pc.not_equal(written_sex, nik_sex)),
        "birth_date_disagrees_nik": mask_of(pc.not_equal(written_day, nik_day)),
        "under_age": mask_of(pc.greater(pc.year(birth_date), data_year - FULL_AGE)),
    }
    gender = pc.coalesce(written_sex, nik_sex, drafts["name.gender"])
    return {"gender": gender, "birth_date": birth_date}, masks


def derive_neighbourhood(drafts: Columns, regions: Regions, data_year: int) -> Derived:  # noqa: ARG001 - all alike
    """`hamlet`, `rt` and `rw`: their own columns, else the address."""
    return {
        "hamlet": pc.coalesce(drafts["hamlet.column"], drafts["address.hamlet"]),
        "rt": pc.coalesce(*(drafts[name] for name in RT_FROM)),
        "rw": pc.coalesce(*(drafts[name] for name in RW_FROM)),
    }, {}


def derive_place(drafts: Columns, regions: Regions, data_year: int) -> Derived:  # noqa: ARG001 - all alike
    """`village` and `district` with their codes."""
    names = (
        "village.column", "district.column", "address.village", "address.district", "address.bare",
        "context_village", "context_district",
    )  # fmt: skip
    return place_all([drafts[name] for name in names], regions)


def derive_business(drafts: Columns, regions: Regions, data_year: int) -> Derived:  # noqa: ARG001 - all alike
    """`business`, `product` and `sector`: a product column knows best, the business's name is better than nothing."""
    said = pc.coalesce(drafts["business.display"], drafts["product.display"])
    name = map_distinct(pc.if_else(pc.is_null(said), drafts["business_name"], None), read_trade)
    product, business = drafts["product.product"], drafts["business.product"]
    is_told = pc.and_(pc.is_valid(product), pc.fill_null(pc.not_equal(product, "other"), fill_value=False))
    known = pc.if_else(is_told, product, pc.coalesce(_but_other(business), product, business))
    by_name = name.column(lambda trade: _sure(trade.product), pa.string())
    sector = pc.if_else(
        is_told,
        drafts["product.sector"],
        pc.coalesce(drafts["business.sector"], drafts["product.sector"]),
    )
    by_name_sector = name.column(lambda trade: trade.sector if _sure(trade.product) else None, pa.string())
    return {
        "business": said,
        "product": pc.coalesce(known, by_name),
        "sector": pc.coalesce(sector, by_name_sector),
    }, {}


def _but_other(product: pa.Array) -> pa.Array:
    return pc.if_else(pc.equal(product, "other"), None, product)


def _sure(product: str | None) -> str | None:
    """A business's name tells a product only if a word of it is known; `Berkah Jaya` does not."""
    return None if product == "other" else product


def derive_money(drafts: Columns, regions: Regions, data_year: int) -> Derived:  # noqa: ARG001 - all alike
    """`turnover` of a year, from its own column, else twelve months of it; and whether the business is still micro."""
    turnover = pc.coalesce(drafts["turnover.column"], drafts["turnover.month"])
    is_large = pc.or_kleene(pc.greater(drafts["capital"], MICRO_CAPITAL), pc.greater(turnover, MICRO_TURNOVER))
    return {"turnover": turnover}, {"not_micro": mask_of(is_large)}


DERIVATIONS: tuple[Callable[[Columns, Regions, int], Derived], ...] = (
    derive_nik,
    derive_person,
    derive_neighbourhood,
    derive_place,
    derive_business,
    derive_money,
)
"""What is decided over several columns, after every rule had its say."""
