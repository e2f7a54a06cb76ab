"""Quality flags: everything a row can be doubted for. A flagged row stays a record."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from umkm_cli.knowledge.nik import KK_STATUSES, NIK_STATUSES

FLAGS: dict[str, str] = {
    **{f"nik_{status}": line for status, line in NIK_STATUSES.items() if status != "ok"},
    "nik_other_region": "The NIK was first given in another regency; its owner may well live here.",
    "nik_equals_kk": "NIK and KK are the same number: one of them was copied.",
    **{f"kk_{status}": line for status, line in KK_STATUSES.items() if status not in {"ok", "missing"}},
    "two_niks": "Two NIKs in one cell; the first was taken.",
    "nik_of_another_name": "The same NIK stands in another row of these lists with a clearly different name.",
    "proposed_twice": "The same NIK and name stand in another row for the same year; a grant is given once a year.",
    "name_missing": "No name.",
    "name_has_digits": "The name holds digits.",
    "name_too_short": "The name is a single letter or so.",
    "two_names": "Two owners in one cell; the first was taken.",
    "name_of_business": "The name is that of a shop, firm or group.",
    "deceased": "The owner has died, as a title, a note or the outcome of the proposal say.",
    "not_eligible_occupation": "Occupation or a note name ASN, TNI, Polri, BUMN or BUMD, who may not have the grant.",
    "gender_disagrees_nik": "Sex as written and sex in the NIK differ.",
    "birth_date_bad": "The birth date cannot be read, or is no date.",
    "birth_date_partial": "Only the year of birth is told, or month and year; the day, if any, is that of the NIK.",
    "birth_date_disagrees_nik": "Birth date as written and in the NIK differ.",
    "under_age": "Younger than 17 in the year of the lists.",
    "phone_bad": "The phone is none that could be called.",
    "phone_placeholder": "The phone was typed only to fill the cell.",
    "phone_shared": "More than three owners have this phone; it may be the village officer's.",
    "two_phones": "Two phones in one cell; the second is in `other_phone`.",
    "address_of_business": "No home address; the address of the business was taken.",
    "village_missing": "No desa is named, neither in the row nor around it.",
    "village_unknown": "The desa named is none of the regency, or cannot be told from another.",
    "village_guessed": "The desa was misspelt and taken for the one most like it.",
    "village_outside_district": "The desa lies in another kecamatan than the one named; the desa was believed.",
    "district_missing": "No kecamatan is named or follows from the desa.",
    "district_unknown": "The kecamatan named is none of the regency.",
    "place_from_context": "Desa or kecamatan come from the title, sheet or file, not from the row.",
    "nib_bad": "The business licence number does not have 13 digits.",
    "amount_bad": "Sales or capital cannot be read.",
    "amount_is_range": "Sales or capital were told as a range; the lower end was taken.",
    "not_micro": "Capital above 1 billion rupiah, or sales above 2 billion a year: no micro business (PP 7/2021).",
    "has_credit": "A bank's credit, such as KUR, is being paid back.",
    "visited_on_bad": "The day of the visit cannot be read.",
    "production_status_unknown": "The production status is in words nobody knows.",
    "row_hidden": "The row is hidden or filtered away in its sheet.",
    "sheet_hidden": "The sheet is hidden in its workbook.",
}
"""Every flag and what it means, in the order of the columns they are about."""

Mask = npt.NDArray[np.bool_]


def flag_lists(masks: Mapping[str, Mask], count: int) -> pa.Array:
    """For each of `count` rows the names of its flags, in alphabetical order.

    Args:
        masks: For each flag the rows that have it.
        count: Number of rows.

    Raises:
        KeyError: A flag that `FLAGS` does not explain: a bug.
    """
    for name in masks:
        FLAGS[name]
    names = sorted(name for name, mask in masks.items() if mask.any())
    table = np.column_stack([masks[name] for name in names]) if names else np.zeros((count, 0), bool)
    offsets = np.concatenate([[0], np.cumsum(table.sum(axis=1))])
    which = np.nonzero(table)[1]
    values = pa.array(names, pa.string()).take(pa.array(which))
    return pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), values)
