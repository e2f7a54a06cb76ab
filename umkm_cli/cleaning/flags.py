"""Quality flags: everything a row can be doubted for. A flagged row stays a record."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from umkm_cli.knowledge.nik import KK_STATUSES, NIK_STATUSES

FLAGS: tuple[str, ...] = (
    *(f"nik_{status}" for status in NIK_STATUSES if status != "ok"),
    "nik_other_region",
    "nik_equals_kk",
    *(f"kk_{status}" for status in KK_STATUSES if status not in {"ok", "missing"}),
    "two_niks",
    "nik_of_another_name",
    "proposed_twice",
    "name_missing",
    "name_has_digits",
    "name_too_short",
    "two_names",
    "name_of_business",
    "deceased",
    "not_eligible_occupation",
    "gender_disagrees_nik",
    "birth_date_bad",
    "birth_date_partial",
    "birth_date_disagrees_nik",
    "under_age",
    "phone_bad",
    "phone_placeholder",
    "phone_shared",
    "two_phones",
    "address_of_business",
    "village_missing",
    "village_unknown",
    "village_guessed",
    "village_outside_district",
    "district_missing",
    "district_unknown",
    "place_from_context",
    "nib_bad",
    "amount_bad",
    "amount_is_range",
    "not_micro",
    "has_credit",
    "visited_on_bad",
    "production_status_unknown",
    "row_hidden",
    "sheet_hidden",
)
"""Every flag, in the order of the columns they are about; what each means is in `locales/` under `flag.`."""

Mask = npt.NDArray[np.bool_]


def flag_lists(masks: Mapping[str, Mask], count: int) -> pa.Array:
    """For each of `count` rows the names of its flags, in alphabetical order.

    Args:
        masks: For each flag the rows that have it.
        count: Number of rows.

    Raises:
        KeyError: A flag that is none of `FLAGS`: a bug.
    """
    if strange := masks.keys() - FLAGS:
        raise KeyError(*strange)
    names = sorted(name for name, mask in masks.items() if mask.any())
    table = np.column_stack([masks[name] for name in names]) if names else np.zeros((count, 0), bool)
    offsets = np.concatenate([[0], np.cumsum(table.sum(axis=1))])
    which = np.nonzero(table)[1]
    values = pa.array(names, pa.string()).take(pa.array(which))
    return pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), values)
