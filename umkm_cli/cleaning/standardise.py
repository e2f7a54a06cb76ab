"""standardise: cell texts -> canonical values and flags, once per distinct value."""

import pyarrow as pa
import pyarrow.compute as pc

from umkm_cli.cleaning.derive import DERIVATIONS
from umkm_cli.cleaning.distinct import mask_of
from umkm_cli.cleaning.flags import flag_lists
from umkm_cli.cleaning.rules import RULES, Columns, Masks, apply_rule
from umkm_cli.knowledge.regions import Regions
from umkm_cli.schema import RECORDS

CONTEXT_COLUMNS = {"year": "context_year", "stage": "context_stage", "proposer": "context_proposer"}
"""Columns of `RECORDS` that are taken over from the context of the sheet."""

HIDDEN = {"row_hidden": "is_row_hidden", "sheet_hidden": "is_sheet_hidden"}
"""Flags that say how a row was shown, and the columns of `RAW_RECORDS` that tell."""


def standardise(raw_records: pa.Table, *, regions: Regions, data_year: int) -> pa.Table:
    """Clean the values of raw records; a value that cannot be read is null and flagged, its text is kept.

    Args:
        raw_records: `RAW_RECORDS`, n rows.
        regions: The regency whose desa and kecamatan are looked up.
        data_year: Year of the lists: decides the century of birth years and who is of age.

    Returns:
        `RECORDS`, n rows in the same order.
    """
    raw = {name: _whole(raw_records.column(name)) for name in raw_records.column_names}
    made: Columns = dict(raw)
    masks: Masks = {}
    home, business = raw["raw_address"], raw["raw_business_address"]
    cells = raw | {"raw_address": pc.coalesce(home, business)}
    masks["address_of_business"] = mask_of(pc.and_(pc.is_null(home), pc.is_valid(business)))
    masks |= {flag: mask_of(raw[name]) for flag, name in HIDDEN.items()}
    for rule in RULES:
        is_number = cells[rule.is_number] if rule.is_number else None
        columns, flags = apply_rule(rule, cells[f"raw_{rule.field}"], is_number, data_year)
        made |= columns
        _add(masks, flags)
    for derive in DERIVATIONS:
        columns, flags = derive(made, regions, data_year)
        made |= columns
        _add(masks, flags)
    made |= {name: made[source] for name, source in CONTEXT_COLUMNS.items()}
    made["flags"] = flag_lists(masks, raw_records.num_rows)
    return RECORDS.conform(pa.table({name: made[name] for name in RECORDS.names}))


def _add(masks: Masks, flags: Masks) -> None:
    """Several columns may earn a row the same flag: a title and a note both tell that the owner has died."""
    for name, mask in flags.items():
        masks[name] = masks[name] | mask if name in masks else mask


def _whole(column: pa.ChunkedArray) -> pa.Array:
    if column.null_count == len(column):
        return pa.nulls(len(column), column.type)
    return column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()
