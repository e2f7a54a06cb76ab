"""standardise: what each column becomes, and which doubt earns which flag."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cleaning.factory import BATANG, SITI, SLAMET, make_raw
from umkm_cli.cleaning.across import ACROSS
from umkm_cli.cleaning.flags import FLAGS
from umkm_cli.cleaning.standardise import standardise
from umkm_cli.schema import FIELDS, RECORDS

SOUND = {"name": "SITI AMINAH", "nik": SITI, "village": "Adinuso", "district": "Subah"}
"""A row that earns no flag."""


def clean(*rows, **common):
    return standardise(make_raw(*rows, **common), regions=BATANG, data_year=2021).to_pylist()


def clean_one(**row):
    return clean(SOUND | row)[0]


def test_a_sound_row_is_read_and_earns_no_flag():
    row = clean_one(
        no_kk="3325091005129005",
        gender="Perempuan",
        birth_date="1980-03-25",
        address="Dk. Krajan RT 01 RW 02",
        phone="0812-7654-3219",
        business="dagang klontong",
        business_name="Berkah",
        nib="9120001234567",
    )
    expected = {
        "nik": SITI,
        "nik_status": "ok",
        "no_kk": "3325091005129005",
        "name": "Siti Aminah",
        "gender": "P",
        "birth_date": date(1980, 3, 25),
        "hamlet": "Krajan",
        "rt": 1,
        "rw": 2,
        "village_code": "33.25.09.2020",
        "village": "Adinuso",
        "district_code": "33.25.09",
        "district": "Subah",
        "phone": "+6281276543219",
        "business": "Dagang klontong",
        "product": "grocery",
        "sector": "G",
        "business_name": "Berkah",
        "nib": "9120001234567",
        "flags": [],
    }
    assert {name: row[name] for name in expected} == expected


FLAG_CASES = [
    # what differs from a sound row,                                   flags
    ({"nik": None}, ["nik_missing"]),
    ({"nik": "belum ada"}, ["nik_missing"]),
    ({"nik": "9999999999999999"}, ["nik_placeholder"]),
    ({"nik": "332509650380900"}, ["nik_wrong_length"]),
    ({"nik": "3325096503800000"}, ["nik_serial_0000"]),
    ({"nik": "3325096503809000", "is_nik_number": True}, ["nik_cut_by_excel"]),
    ({"nik": "3,32510E+15"}, ["nik_scientific"]),
    ({"nik": "3325O96503809001"}, ["nik_letters"]),
    ({"nik": "332509650380****"}, ["nik_masked"]),
    ({"nik": "3325090503129001"}, ["nik_looks_like_kk"]),
    ({"nik": f"{SITI} / {SLAMET}"}, ["two_niks"]),
    ({"nik": "3325099913809001"}, ["nik_bad_date"]),
    ({"nik": "0025096503809001"}, ["nik_unknown_region"]),
    ({"nik": "3374016503809001"}, ["nik_other_region"]),
    ({"no_kk": SITI}, ["kk_looks_like_nik", "nik_equals_kk"]),
    ({"no_kk": "3325091005120000"}, ["kk_serial_0000"]),
    ({"no_kk": "1111111111111111"}, ["kk_placeholder"]),
    ({"name": None}, ["name_missing"]),
    ({"name": "SITI 2"}, ["name_has_digits"]),
    ({"name": "S"}, ["name_too_short"]),
    ({"name": "SITI & SLAMET"}, ["two_names"]),
    ({"name": "TOKO BERKAH"}, ["name_of_business"]),
    ({"name": "ALMH. SITI AMINAH"}, ["deceased"]),
    ({"name": "SITI JANDA ALM SLAMET"}, []),
    ({"note": "sudah meninggal"}, ["deceased"]),
    ({"name": "SITI AMINAH (ALMH)", "note": "-"}, ["deceased"]),
    ({"grant_status": "gagal, ASN"}, ["not_eligible_occupation"]),
    ({"occupation": "PNS"}, ["not_eligible_occupation"]),
    ({"occupation": "pedagang"}, []),
    ({"credit": "KUR BRI"}, ["has_credit"]),
    ({"credit": "tidak"}, []),
    ({"turnover": "24 juta"}, []),
    ({"turnover": "2,5"}, ["amount_bad"]),
    ({"capital": "1-2 juta"}, ["amount_is_range"]),
    ({"capital": "2 M"}, ["not_micro"]),
    ({"monthly_turnover": "200 juta"}, ["not_micro"]),
    ({"turnover": "200 juta"}, []),
    ({"turnover": "2,5", "capital": "1-2"}, ["amount_bad"]),
    ({"gender": "L"}, ["gender_disagrees_nik"]),
    ({"gender": "?"}, []),
    ({"birth_date": "31-02-1980"}, ["birth_date_bad"]),
    ({"birth_date": "-"}, []),
    ({"birth_date": "1980"}, ["birth_date_partial"]),
    ({"birth_date": "12-05-2080"}, ["birth_date_bad"]),
    ({"birth_date": "26-03-1980"}, ["birth_date_disagrees_nik"]),
    ({"birth_place": "Batang, 26-03-1980"}, ["birth_date_disagrees_nik"]),
    ({"birth_date": "01-01-2010"}, ["birth_date_disagrees_nik", "under_age"]),
    ({"phone": "0812765"}, ["phone_bad"]),
    ({"phone": "081111111111"}, ["phone_placeholder"]),
    ({"phone": "081276543219 / 085712348765"}, ["two_phones"]),
    ({"business_address": "Pasar Subah"}, ["address_of_business"]),
    ({"village": None}, ["village_missing"]),
    ({"village": "Atlantis"}, ["village_unknown"]),
    ({"village": "Adinusoo"}, ["village_guessed"]),
    ({"village": "Tenggulangharjo", "district": "Tulis"}, ["village_guessed", "village_outside_district"]),
    ({"village": None, "district": None}, ["district_missing", "village_missing"]),
    ({"village": None, "district": "Atlantis"}, ["district_unknown", "village_missing"]),
    ({"village": None, "context_village": "ADINUSO"}, ["place_from_context"]),
    ({"nib": "12345"}, ["nib_bad"]),
    ({"nib": "X"}, []),
    ({"visited_on": "kemarin"}, ["visited_on_bad"]),
    ({"production_status": "qwerty"}, ["production_status_unknown"]),
    ({"is_row_hidden": True}, ["row_hidden"]),
    ({"is_sheet_hidden": True}, ["sheet_hidden"]),
]


@pytest.mark.parametrize(("differs", "flags"), FLAG_CASES)
def test_every_doubt_earns_its_flag(differs, flags):
    assert clean_one(**differs)["flags"] == flags


def test_every_flag_has_a_case_but_those_no_kk_can_easily_have():
    seen = {flag for _, flags in FLAG_CASES for flag in flags} | set(ACROSS)
    assert {flag for flag in FLAGS if not flag.startswith("kk_")} <= seen


@pytest.mark.parametrize(
    ("row", "gender", "birth_date"),
    [
        ({"gender": "L", "birth_date": "12 Mei 1981"}, "L", date(1981, 5, 12)),
        ({}, "P", date(1980, 3, 25)),
        ({"nik": None, "name": "BPK SLAMET"}, "L", None),
        ({"nik": None, "birth_place": "Batang, 12-05-1981"}, "P", date(1981, 5, 12)),
        ({"nik": None, "birth_date": "Batang, 12-05-1981"}, None, date(1981, 5, 12)),
    ],
)
def test_sex_and_birth_date_come_from_their_columns_then_the_nik_then_a_title(row, gender, birth_date):
    cleaned = clean_one(**({"name": "BU SITI"} | row if gender == "P" else row))
    assert (cleaned["gender"], cleaned["birth_date"]) == (gender, birth_date)


PLACE_CASES = [
    # village,    district,    address,                            context,                   village code, district
    ("Adinuso", "Subah", None, {}, "33.25.09.2020", "Subah"),
    ("Adinuso", "Reban", None, {}, "33.25.04.2008", "Reban"),
    ("Adinuso", None, None, {}, None, None),
    ("Adinuso", None, None, {"context_district": "SUBAH"}, "33.25.09.2020", "Subah"),
    (None, None, "Krajan RT 1 Ds. Adinuso Kec. Subah", {}, "33.25.09.2020", "Subah"),
    (None, None, "Krajan", {"context_village": "Adinuso", "context_district": "Subah"}, "33.25.09.2020", "Subah"),
    ("Jatisari", "Subah", "Ds. Adinuso", {"context_village": "Adinuso"}, "33.25.09.2010", "Subah"),
    ("Tenggulangharjo", None, None, {}, "33.25.09.2007", "Subah"),
]


@pytest.mark.parametrize(("village", "district", "address", "context", "code", "name"), PLACE_CASES)
def test_the_place_comes_from_its_columns_then_the_address_then_the_context(
    village, district, address, context, code, name
):
    row = clean_one(village=village, district=district, address=address, **context)
    assert (row["village_code"], row["district"]) == (code, name)


def test_a_village_nobody_knows_is_kept_as_written_without_a_code():
    row = clean_one(village=" Desa  Atlantis ")
    assert (row["village"], row["village_code"], row["district"]) == ("Desa Atlantis", None, "Subah")


@pytest.mark.parametrize(
    ("row", "hamlet", "rt", "rw"),
    [
        ({"address": "Dk. Krajan RT 01 RW 02"}, "Krajan", 1, 2),
        ({"address": "Dk. Krajan RT 01 RW 02", "hamlet": "DSN SEMPU", "rt": "5", "rw": "6"}, "Sempu", 5, 6),
        ({"rt_rw": "003/004"}, None, 3, 4),
        ({"rt": "003/004"}, None, 3, 4),
        ({"rt": "003/004", "rw": "5"}, None, 3, 5),
        ({"rt": "2021-02-01"}, None, 1, 2),
        ({"rt": "99999"}, None, None, None),
    ],
)
def test_hamlet_rt_and_rw_come_from_their_own_columns_before_the_address(row, hamlet, rt, rw):
    cleaned = clean_one(**row)
    assert (cleaned["hamlet"], cleaned["rt"], cleaned["rw"]) == (hamlet, rt, rw)


@pytest.mark.parametrize(
    ("row", "business", "product"),
    [
        ({"business": "dagang", "product": "batik tulis"}, "Dagang", "batik"),
        ({"business": "batik tulis", "product": "-"}, "Batik tulis", "batik"),
        ({"business_name": "Batik Bu Siti"}, None, "batik"),
        ({"business_name": "Berkah Jaya"}, None, None),
    ],
)
def test_the_product_comes_from_its_column_then_the_business_then_its_name(row, business, product):
    cleaned = clean_one(**row)
    assert (cleaned["business"], cleaned["product"]) == (business, product)


@pytest.mark.parametrize(
    ("row", "turnover", "capital", "workers"),
    [
        ({"turnover": "Rp 24 juta", "capital": "2.000.000", "workers": "2 orang"}, 24_000_000, 2_000_000, 2),
        ({"monthly_turnover": "2 juta"}, 24_000_000, None, None),
        ({"turnover": "100rb/hari"}, 36_000_000, None, None),
        ({"monthly_turnover": "24jt/th"}, 24_000_000, None, None),
        ({"turnover": "30 juta", "monthly_turnover": "2 juta"}, 30_000_000, None, None),
    ],
)
def test_money_and_workers_are_read_and_sales_told_by_the_year(row, turnover, capital, workers):
    cleaned = clean_one(**row)
    assert (cleaned["turnover"], cleaned["capital"], cleaned["workers"]) == (turnover, capital, workers)


def test_street_occupation_and_outcome_are_kept():
    row = clean_one(address="Jl. Pemuda No 5 RT 01 RW 02", occupation=" Wira  swasta", grant_status="Cair")
    assert (row["street"], row["occupation"], row["grant_status"]) == ("Jl Pemuda No 5", "Wira swasta", "Cair")


@pytest.mark.parametrize(
    ("number", "gender", "birth_date"),
    [("3325091203759002", None, None), (SITI, "P", date(1980, 3, 25))],
)
def test_a_number_in_both_columns_tells_birth_and_sex_only_if_it_is_a_womans(number, gender, birth_date):
    row = clean_one(nik=number, no_kk=number)
    assert (row["gender"], row["birth_date"]) == (gender, birth_date)


def test_a_code_in_the_village_column_tells_the_district_even_without_the_village():
    row = clean_one(village="3325090999", district=None)
    assert (row["village_code"], row["district_code"]) == (None, "33.25.09")


def test_a_village_listed_under_its_old_district_is_found():
    row = clean_one(village="Tegalsari", district="Tulis")
    assert (row["village_code"], row["flags"]) == ("33.25.13.2001", ["village_outside_district"])


def test_survey_columns_year_and_stage_are_read():
    row = clean_one(
        visited_on="12 Mei 2022",
        enumerator=" Bu  Rina ",
        production_status="1. Aktif",
        context_year=2021,
        context_stage=3,
    )
    told = {name: row[name] for name in ("visited_on", "enumerator", "production_status", "year", "stage")}
    assert told == {
        "visited_on": date(2022, 5, 12),
        "enumerator": "Bu Rina",
        "production_status": 1,
        "year": 2021,
        "stage": 3,
    }


def test_raw_texts_are_kept_as_found():
    assert clean_one(name=" SITI  aminah ")["raw_name"] == " SITI  aminah "


def test_no_rows_give_no_records():
    assert clean() == []


CELL = st.one_of(st.none(), st.text(max_size=12), st.sampled_from([SITI, SLAMET, "RT 1", "Adinuso", "31/12/1980", "-"]))
ROWS = st.lists(st.dictionaries(st.sampled_from(sorted(FIELDS)), CELL), max_size=4)


@given(ROWS, st.sampled_from([None, "SUBAH", "x"]))
def test_any_text_in_any_column_gives_records_and_known_flags_in_order(rows, district):
    raw = make_raw(*({"context_district": district} | row for row in rows))
    records = standardise(raw, regions=BATANG, data_year=2021)
    assert RECORDS.conform(records) == records
    assert records.column("record_id") == raw.column("record_id")
    for flags in records.column("flags").to_pylist():
        assert flags == sorted(set(flags))
        assert set(flags) <= set(FLAGS)


@given(ROWS)
def test_a_record_does_not_depend_on_the_rows_beside_it(rows):
    together = clean(*rows)
    alone = [clean(row)[0] for row in rows]
    place = {"record_id", "source_row"}
    assert [{k: v for k, v in row.items() if k not in place} for row in together] == [
        {k: v for k, v in row.items() if k not in place} for row in alone
    ]
