"""What each flag is about, and what is to be done about it: the one table behind `umkm check`.

The sentences are in the locales: `flag.<name>` says what is wrong, `advice.<name>` what to do.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class About:
    """What a flag points at.

    Attributes:
        fields: Keys of `schema.FIELDS` the doubtful value can stand in, the likeliest first; empty for a remark
            on the whole row. A problem of two cells (sex against NIK) is told once, at the cell that is easier to
            correct, which is the first.
        advice: Key under `advice.`; None for a remark that asks nobody to do anything.
    """

    fields: tuple[str, ...]
    advice: str | None


_BIRTH = ("birth_date", "birth_place")
_AMOUNTS = ("turnover", "monthly_turnover", "capital")
_VILLAGE, _DISTRICT = ("village", "address"), ("district", "address")

ABOUT: Mapping[str, About] = {
    "nik_missing": About(("nik",), "fill_from_card"),
    "nik_placeholder": About(("nik",), "fill_from_card"),
    "nik_letters": About(("nik",), "check_card"),
    "nik_wrong_length": About(("nik",), "check_card"),
    "nik_bad_date": About(("nik",), "check_card"),
    "nik_serial_0000": About(("nik",), "type_as_text"),
    "nik_cut_by_excel": About(("nik",), "type_as_text"),
    "nik_scientific": About(("nik",), "type_as_text"),
    "nik_unknown_region": About(("nik",), "check_card"),
    "nik_masked": About(("nik",), "fill_from_card"),
    "nik_looks_like_kk": About(("nik",), "check_card"),
    "nik_other_region": About(("nik",), None),
    "nik_equals_kk": About(("nik", "no_kk"), "check_card"),
    "two_niks": About(("nik",), "one_owner"),
    "nik_of_another_name": About(("nik", "name"), "check_card"),
    "proposed_twice": About((), None),
    "kk_placeholder": About(("no_kk",), "fill_from_card"),
    "kk_letters": About(("no_kk",), "check_card"),
    "kk_wrong_length": About(("no_kk",), "check_card"),
    "kk_bad_date": About(("no_kk",), "check_card"),
    "kk_serial_0000": About(("no_kk",), "type_as_text"),
    "kk_cut_by_excel": About(("no_kk",), "type_as_text"),
    "kk_scientific": About(("no_kk",), "type_as_text"),
    "kk_unknown_region": About(("no_kk",), "check_card"),
    "kk_masked": About(("no_kk",), "fill_from_card"),
    "kk_looks_like_nik": About(("no_kk",), "check_card"),
    "name_missing": About(("name",), "fill_from_card"),
    "name_has_digits": About(("name",), "check_card"),
    "name_too_short": About(("name",), "check_card"),
    "two_names": About(("name",), "one_owner"),
    "name_of_business": About(("name",), "fill_from_card"),
    "deceased": About(("note", "grant_status", "name"), None),
    "not_eligible_occupation": About(("occupation", "note", "grant_status"), None),
    "gender_disagrees_nik": About(("gender", "nik"), "check_card"),
    "birth_date_bad": About(_BIRTH, "check_card"),
    "birth_date_partial": About(_BIRTH, "fill_from_card"),
    "birth_date_disagrees_nik": About((*_BIRTH, "nik"), "check_card"),
    "under_age": About((*_BIRTH, "nik"), "check_card"),
    "phone_bad": About(("phone",), "ask_phone"),
    "phone_placeholder": About(("phone",), "ask_phone"),
    "phone_shared": About(("phone",), "ask_phone"),
    "two_phones": About(("phone",), None),
    "address_of_business": About(("business_address",), None),
    "village_missing": About(_VILLAGE, "name_place"),
    "village_unknown": About(_VILLAGE, "name_place"),
    "village_guessed": About(_VILLAGE, "name_place"),
    "village_outside_district": About(_VILLAGE, "name_place"),
    "district_missing": About(_DISTRICT, "name_place"),
    "district_unknown": About(_DISTRICT, "name_place"),
    "place_from_context": About(_VILLAGE, None),
    "nib_bad": About(("nib",), "check_nib"),
    "amount_bad": About(_AMOUNTS, "write_amount"),
    "amount_is_range": About(_AMOUNTS, None),
    "not_micro": About(_AMOUNTS, None),
    "has_credit": About(("credit", "note", "grant_status"), None),
    "visited_on_bad": About(("visited_on",), "write_day"),
    "production_status_unknown": About(("production_status",), "choose_status"),
    "row_hidden": About((), None),
    "sheet_hidden": About((), None),
}
"""Every flag of a record, in the order of the columns; `tests/reporting/test_check.py` holds it against the kernels."""


def advice_for(flag: str) -> str | None:
    """What is to be done about a flag; None for a remark, and for a flag of another version of umkm."""
    return ABOUT[flag].advice if flag in ABOUT else None


PROBLEMS = tuple(flag for flag, about in ABOUT.items() if about.advice)
"""Flags that somebody should do something about."""

REJECTED: Mapping[str, str | None] = {
    "no_name_no_nik": "fill_row",
    "only_name": "fill_row",
    "only_number": None,
    "example": None,
    "duplicate": None,
}
"""Reasons of rows of kind `rejected` with their advice; nobody has to mend a prepared line or a list sent twice."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing a row should tell.

    A row is sound in it when the value is known and no problem of `fields` is flagged. It counts only in sheets that
    ask for it (lists of 2020 have no family card), unless no list can do without.

    Attributes:
        name: Message key under `measure.`, its short form under `column.`.
        known: Columns of `schema.RECORDS` that must all be known.
        fields: Keys of `schema.FIELDS` it is read from.
        is_needed: A sheet without such a column is at fault.
    """

    name: str
    known: tuple[str, ...]
    fields: tuple[str, ...]
    is_needed: bool = False

    @property
    def flags(self) -> frozenset[str]:
        """The problems a sound value has none of."""
        return frozenset(flag for flag in PROBLEMS if ABOUT[flag].fields[0] in self.fields)


MEASURES = (
    Measure("nik", ("nik",), ("nik",), is_needed=True),
    Measure("no_kk", ("no_kk",), ("no_kk",)),
    Measure("name", ("name",), ("name",), is_needed=True),
    Measure("birth_date", ("birth_date",), _BIRTH),
    Measure("gender", ("gender",), ("gender",)),
    Measure("village", ("village_code",), ("village", "district"), is_needed=True),
    Measure("rt_rw", ("rt", "rw"), ("rt", "rw", "rt_rw", "address")),
    Measure("phone", ("phone",), ("phone",)),
    Measure("business", ("product",), ("business", "product")),
)
"""What is measured, in the order of the columns on the screen."""
