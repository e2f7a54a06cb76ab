from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from umkm_cli.knowledge.dates import ADULT_AGE
from umkm_cli.knowledge.digits import LENGTH, read_digits
from umkm_cli.knowledge.nik import (
    KK_STATUSES,
    NIK_STATUSES,
    Kk,
    Nik,
    read_birth_digits,
    read_kk,
    read_nik,
    unknown_digits,
)

WELL = "3325110505809001"

STATUS_CASES = [
    # text,                          is_number, number,             status
    (WELL,                           False, WELL,                   "ok"),
    (WELL,                           True,  WELL,                   "ok"),
    ("'" + WELL,                     False, WELL,                   "ok"),
    ("‘" + WELL,                     False, WELL,                   "ok"),
    ("`’" + WELL,                    False, WELL,                   "ok"),
    ("\u00a0" + WELL + "\u200b ",    False, WELL,                   "ok"),
    ("33.2511.050580.9001",          False, WELL,                   "ok"),
    ("3325-1105 0580-9001",          False, WELL,                   "ok"),
    ("NIK: " + WELL,                 False, WELL,                   "ok"),
    ("N I K " + WELL,                False, WELL,                   "ok"),
    ("No. KTP " + WELL,              False, WELL,                   "ok"),
    ('="' + WELL + '"',              False, WELL,                   "ok"),
    (WELL + ".0",                    False, WELL,                   "ok"),
    (WELL + ",00",                   False, WELL,                   "ok"),
    ("3.325.110.505.809.001,00",     False, WELL,                   "ok"),
    ("3.325110505809001E+15",        False, WELL,                   "ok"),
    (WELL + " (istri)",              False, WELL,                   "ok"),
    (WELL + "/3325110505809002",     False, WELL,                   "ok"),
    (WELL + " 3325110505809002",     False, WELL,                   "ok"),
    (WELL + "\n3325114505809002",    False, WELL,                   "ok"),
    (WELL + "3325114505809002",      False, WELL,                   "ok"),
    (WELL + " dan 3325114505809002", False, WELL,                   "ok"),
    (WELL + " (L)",                  False, WELL,                   "ok"),
    ("3.325.110.505.809.001",        False, WELL,                   "ok"),
    ("3.325.110.505.809.000",        False, "332511050580900?",     "cut_by_excel"),
    ("332511050580 9001 / 3325",     False, WELL,                   "ok"),
    ("３３２５１１０５０５８０９００１",  False, WELL,                   "ok"),
    ("3325110505809010",             False, "3325110505809010",     "ok"),
    ("",                             False, None,                   "missing"),
    ("-",                            False, None,                   "missing"),
    ("tidak ada",                    False, None,                   "missing"),
    ("Belum ada",                    False, None,                   "missing"),
    ("0",                            True,  None,                   "placeholder"),
    ("0000000000000000",             False, None,                   "placeholder"),
    ("9999",                         False, None,                   "placeholder"),
    ("9999999999999990",             True,  None,                   "placeholder"),
    ("9999110505809001",             False, None,                   "placeholder"),
    ("1234567890123456",             False, None,                   "placeholder"),
    ("1234567812345678",             False, None,                   "placeholder"),
    ("123456789",                    False, None,                   "placeholder"),
    ("3325110000000000",             False, None,                   "placeholder"),
    ("1212121212121212",             False, None,                   "placeholder"),
    ("332511O5O58O9OOl",             False, WELL,                   "letters"),
    ("33Z5110505809001",             False, "33?5110505809001",     "letters"),
    ("332511050580****",             False, "332511050580????",     "masked"),
    ("3325 1105 0580 xxxx",          False, "332511050580????",     "masked"),
    ("3325********9001",             False, "3325????????9001",     "masked"),
    ("332511050580900",              False, "332511050580900",      "wrong_length"),
    ("33251105058090011",            False, "33251105058090011",    "wrong_length"),
    ("3325",                         False, None,                   "wrong_length"),
    ("3325113102809001",             False, "3325113102809001",     "bad_date"),
    ("3325110513809001",             False, "3325110513809001",     "bad_date"),
    ("3325110005809001",             False, "3325110005809001",     "bad_date"),
    ("3325113605809001",             False, "3325113605809001",     "bad_date"),
    ("3325112902819001",             False, "3325112902819001",     "bad_date"),
    ("3325110505800000",             False, "332511050580000?",     "serial_0000"),
    ("3325110505800000",             True,  "332511050580000?",     "cut_by_excel"),
    ("3325110505809010",             True,  "332511050580901?",     "cut_by_excel"),
    ("3325110505809010.0",           False, "332511050580901?",     "cut_by_excel"),
    ("9171010505809001",             True,  "917101050580900?",     "cut_by_excel"),
    ("3,32511E+15",                  False, "33251???????????",     "scientific"),
    ("3.32511e15",                   True,  "33251???????????",     "scientific"),
    ("3,3251105058E+15",             False, "3325110505??????",     "scientific"),
    ("3E+15",                        False, None,                   "scientific"),
    ("3,32511E+16",                  False, None,                   "scientific"),
    ("4025110505809001",             False, "4025110505809001",     "unknown_region"),
    ("3300110505809001",             False, "3300110505809001",     "unknown_region"),
    ("3325110505129001",             False, "3325110505129001",     "looks_like_kk"),
    ("3325110505219001",             False, "3325110505219001",     "looks_like_kk"),
    ("3325110505229001",             False, "3325110505229001",     "ok"),
    ("3325114505129001",             False, "3325114505129001",     "ok"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "is_number", "number", "status"), STATUS_CASES)
def test_a_nik_is_read_with_what_is_wrong_with_it(text, is_number, number, status):
    nik = read_nik(text, is_number=is_number)
    assert (nik.number, nik.status) == (number, status)


def test_every_nik_status_has_a_case():
    assert {case[3] for case in STATUS_CASES} == set(NIK_STATUSES)


PERSON_CASES = [
    # text,               birth date,         gender, region
    ("3325110505809001", date(1980, 5, 5),   "L",    "33.25.11"),
    ("3325114505809001", date(1980, 5, 5),   "P",    "33.25.11"),
    ("3325117112049001", date(2004, 12, 31), "P",    "33.25.11"),
    ("3325110101229001", date(1922, 1, 1),   "L",    "33.25.11"),
    ("3325110101059001", None,               None,   "33.25.11"),
    ("332511050580****", date(1980, 5, 5),   "L",    "33.25.11"),
    ("3325********9001", None,               None,   None),
    ("3374012902009001", date(2000, 2, 29),  "L",    "33.74.01"),
    ("4025110505809001", date(1980, 5, 5),   "L",    None),
    ("3325113102809001", None,               None,   "33.25.11"),
    ("33251105058O9001", date(1980, 5, 5),   "L",    "33.25.11"),
    ("332511050580001",  date(1980, 5, 5),   "L",    "33.25.11"),
    ("332511050580901",  None,               None,   None),
    ("3325110505800000", date(1980, 5, 5),   "L",    "33.25.11"),
    ("3,32511E+15",      None,               None,   None),
    ("belum ada",        None,               None,   None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "birth_date", "gender", "region"), PERSON_CASES)
def test_a_nik_tells_birth_sex_and_region(text, birth_date, gender, region):
    nik = read_nik(text)
    assert (nik.birth_date, nik.gender, nik.region) == (birth_date, gender, region)


def test_the_century_follows_the_year_of_the_list():
    digits = "050510"
    assert read_birth_digits(digits, data_year=2021)[0] == date(1910, 5, 5)
    assert read_birth_digits(digits, data_year=2030)[0] == date(2010, 5, 5)


@pytest.mark.parametrize(
    ("text", "has_second"),
    [
        (WELL, False),
        (WELL + " / 3325114505809002", True),
        (WELL + WELL, False),
        (WELL + "3325114505809002", True),
        (WELL + " / 0812345", False),
    ],
)
def test_a_second_number_in_the_cell_is_told(text, has_second):
    assert read_nik(text).has_second is has_second


KK_CASES = [
    # text,                      is_number, number,             status
    ("3325110505129001",         False, "3325110505129001",     "ok"),
    ("3325114505809001",         False, "3325114505809001",     "looks_like_nik"),
    ("3325112902129001",         False, "3325112902129001",     "ok"),
    ("3325110513129001",         False, "3325110513129001",     "bad_date"),
    ("3325110505120000",         True,  "332511050512000?",     "cut_by_excel"),
    ("3325110505120000",         False, "332511050512000?",     "serial_0000"),
    ("3,32511E+15",              False, "33251???????????",     "scientific"),
    ("33251105051290",           False, "33251105051290",       "wrong_length"),
    ("332511O505129001",         False, "3325110505129001",     "letters"),
    ("4025110505129001",         False, "4025110505129001",     "unknown_region"),
    ("33251105051*****",         False, "33251105051?????",     "masked"),
    ("0",                        True,  None,                   "placeholder"),
    ("-",                        False, None,                   "missing"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "is_number", "number", "status"), KK_CASES)
def test_a_family_card_number_is_read_with_what_is_wrong_with_it(text, is_number, number, status):
    assert read_kk(text, is_number=is_number) == Kk(number, status)


def test_every_kk_status_has_a_case():
    assert {case[3] for case in KK_CASES} == set(KK_STATUSES)


def test_unknown_digits_are_counted():
    assert unknown_digits("332511050580000?") == 1


births = st.dates(date(1922, 1, 1), date(2004, 12, 31))
serials = st.integers(9000, 9999)


def nik_of(birth: date, serial: int, *, is_woman: bool) -> str:
    return f"332511{birth.day + 40 * is_woman:02}{birth:%m%y}{serial}"


@given(births, serials, st.booleans())
def test_a_well_formed_nik_gives_back_what_it_was_made_of(birth, serial, is_woman):
    number = nik_of(birth, serial, is_woman=is_woman)
    assert read_nik(number) == Nik(number, "ok", birth, "P" if is_woman else "L", "33.25.11")


@given(births, serials, st.booleans(), st.sampled_from(["'{}", "‘{}", " {} ", "NIK {}", "{}.0", "\ufeff{}", "{}\n"]))
def test_dress_does_not_change_the_digits(birth, serial, is_woman, dress):
    number = nik_of(birth, serial, is_woman=is_woman)
    read = read_nik(dress.format(number)).number
    assert read in {number, number[:-1] + "?"}


@given(births, serials, st.booleans())
def test_what_excel_cuts_agrees_with_the_truth_in_every_known_digit(birth, serial, is_woman):
    number = nik_of(birth, serial, is_woman=is_woman)
    cut = read_nik(number[:15] + "0", is_number=True)
    assert cut.status == "cut_by_excel"
    assert cut.number == number[:15] + "?"
    assert cut.birth_date == birth


@given(births, serials, st.booleans(), st.integers(4, 14))
def test_scientific_notation_never_claims_a_wrong_digit(birth, serial, is_woman, places):
    number = nik_of(birth, serial, is_woman=is_woman)
    read = read_nik(f"{int(number):.{places}E}")
    assert read.status == "scientific"
    assert all(shown in {true, "?"} for shown, true in zip(read.number, number, strict=True))


@given(st.text(), st.booleans())
def test_any_text_gives_a_known_status_and_only_digits(text, is_number):
    nik = read_nik(text, is_number=is_number)
    assert nik.status in NIK_STATUSES
    assert nik.number is None or set(nik.number) <= set("0123456789?")
    assert read_kk(text, is_number=is_number).status in KK_STATUSES


@given(st.text("0123456789OIlSB '.-/E+,", max_size=24), st.booleans())
def test_reading_what_was_read_changes_nothing(text, is_number):
    number = read_digits(text, is_number=is_number).number
    if number and "?" not in number:
        assert read_digits(number, is_number=False).number == number
        assert len(number) != LENGTH or number.isdecimal()


def test_the_years_of_owners_end_with_the_youngest_adults():
    youngest = read_nik("3325110101049001", data_year=2021).birth_date
    assert youngest == date(2021 - ADULT_AGE, 1, 1)
