from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from umkm_cli.knowledge.dates import MONTHS, full_year, read_birth, read_birth_year, read_date, read_year

DAY = date(1980, 5, 12)

DATE_CASES = [
    ("1980-05-12",                DAY),
    ("1980-05-12T00:00:00",       DAY),
    ("1980-05-12 08:30:00",       DAY),
    ("1980/05/12",                DAY),
    ("12/05/1980",                DAY),
    ("12-05-1980",                DAY),
    ("12.05.1980",                DAY),
    ("12 05 1980",                DAY),
    ("12-05-80",                  DAY),
    ("5/31/1980",                 date(1980, 5, 31)),
    ("12 Mei 1980",               DAY),
    ("12-MEI-1980",               DAY),
    ("12Mei1980",                 DAY),
    ("12 May 80",                 DAY),
    ("May 12, 1980",              DAY),
    ("12/05/1980 9.12.33",        DAY),
    ("Senin, 12 Mei 1980",        DAY),
    ("Tgl. 12 Mei 1980",          DAY),
    ("12 Agt 80",                 date(1980, 8, 12)),
    ("12 Agustus 1980",           date(1980, 8, 12)),
    ("3 Pebruari 1975",           date(1975, 2, 3)),
    ("3 Nopember 1975",           date(1975, 11, 3)),
    ("27/09 /1968",               date(1968, 9, 27)),
    ("44197",                     date(2021, 1, 1)),
    ("44197.5",                   date(2021, 1, 1)),
    ("12051980",                  DAY),
    ("19800512",                  DAY),
    ("120580",                    DAY),
    ("12/05/22",                  date(2022, 5, 12)),
    ("12-O5-198O",                DAY),
    ("l2/O5/1980",                DAY),
    ("12 Oktober 1980",           date(1980, 10, 12)),
    ("12-5-19 80",                DAY),
    ("tgl 12 bln 5 th 1980",      DAY),
    ("29/02/2000",                date(2000, 2, 29)),
    ("29/02/1981",                None),
    ("31/02/1980",                None),
    ("00/00/0000",                None),
    ("2.000.000",                 None),
    ("0285-39-1234",              None),
    ("3325110505809001",          None),
    ("001/002",                   None),
    ("12 Mei",                    None),
    ("RT 01 RW 02 No 80",         None),
    ("tidak ada",                 None),
    ("",                          None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "day"), DATE_CASES)
def test_a_day_is_read_in_every_way_it_is_typed(text, day):
    assert read_date(text) == day


BIRTH_CASES = [
    ("Batang, 12-05-1980",          "Batang",     DAY),
    ("Batang 12 Mei 1980",          "Batang",     DAY),
    ("BATANG/12-05-80",             "BATANG",     DAY),
    ("Kab. Batang, tgl 12/05/1980", "Kab. Batang", DAY),
    ("Batang,12 Mei 1980 ",         "Batang",     DAY),
    ("Batang",                      "Batang",     None),
    ("Batang, 31-02-1980",          "Batang",     None),
    ("12-05-1980",                  None,         DAY),
    ("1980-05-12",                  None,         DAY),
    ("May 12, 1980",                None,         DAY),
    ("Senin, 12 Mei 1980",          None,         DAY),
    ("12-05-04",                    None,         date(2004, 5, 12)),
    ("12-05-05",                    None,         date(1905, 5, 12)),
    ("12-05-2023",                  None,         None),
    ("l2-05-1980",                  None,         DAY),
    ("Batang, 12-O5-1980",          "Batang",     DAY),
    ("29353",                       None,         date(1980, 5, 12)),
    ("tidak ada",                   None,         None),
    ("-",                           None,         None),
    ("",                            None,         None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "place", "day"), BIRTH_CASES)
def test_place_and_day_of_birth_are_told_apart(text, place, day):
    assert read_birth(text) == (place, day)


BIRTH_YEAR_CASES = [
    ("1968",          1968),
    ("1968.0",        1968),
    ("th. 1968",      1968),
    ("Mei 1968",      1968),
    ("05/1968",       1968),
    ("00-00-1968",    1968),
    ("12-05-1968",    None),
    ("2020",          None),
    ("1900",          None),
    ("19680",         None),
    ("-",             None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "year"), BIRTH_YEAR_CASES)
def test_a_birth_year_without_a_day_is_read(text, year):
    assert read_birth_year(text) == year


YEAR_CASES = [
    ("DAFTAR USULAN CALON PENERIMA BPUM TAHUN 2021", 2021),
    ("BPUM_2020_TAHAP 3.xlsx",                       2020),
    ("Peraturan 6/2020 Tahun 2021",                  2021),
    ("T.A. 2021",                                    2021),
    ("3325112020809001",                             None),
    ("1999",                                         None),
    ("20210",                                        None),
    ("KECAMATAN SUBAH",                              None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "year"), YEAR_CASES)
def test_the_year_of_a_list_is_found_in_its_title(text, year):
    assert read_year(text) == year


MONTH_NAMES = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip

WAYS = (
    lambda day: day.isoformat(),
    lambda day: f"{day:%d/%m/%Y}",
    lambda day: f"{day.day}-{day.month}-{day.year}",
    lambda day: f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}",
    lambda day: f"{day.day} {MONTH_NAMES[day.month - 1][:3].upper()} {day.year}",
    lambda day: f"{day:%d%m%Y}",
    lambda day: f"{day:%d %B %Y}",
    lambda day: str((day - date(1899, 12, 30)).days),
)


@given(st.dates(date(1930, 1, 1), date(2021, 12, 31)), st.sampled_from(WAYS))
def test_a_day_survives_any_way_of_writing_it(day, write):
    assert read_date(write(day)) == day
    assert read_birth(write(day)) == (None, day)


@given(st.integers(0, 99), st.integers(1999, 2100))
def test_a_two_digit_year_becomes_the_latest_allowed(two_digits, latest):
    year = full_year(two_digits, latest=latest)
    assert year % 100 == two_digits
    assert latest - 100 < year <= latest


@given(st.text())
def test_any_text_is_a_day_or_none(text):
    assert read_date(text) is None or 1900 <= read_date(text).year <= 2099
    assert read_year(text) is None or 2000 <= read_year(text) <= 2099
    place, born = read_birth(text)
    assert place is None or place == place.strip()
    assert born is None or born.year <= 2021


def test_every_month_has_a_name_in_both_languages():
    assert set(MONTHS.values()) == set(range(1, 13))
    assert all(MONTHS[name[:3].upper()] == number for number, name in enumerate(MONTH_NAMES, 1))
    assert all(MONTHS[f"{date(2021, number, 1):%b}".upper()] == number for number in range(1, 13))
