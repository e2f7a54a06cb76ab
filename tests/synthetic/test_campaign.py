"""The survey of 2026 as the generator invents it: waves, revisits, strays, and what is known of every row."""

import csv
from collections import Counter
from datetime import date

import pytest

from benchmarks.synthetic.campaign import VISITS, WAVES, campaign_of
from benchmarks.synthetic.entries import Entry
from benchmarks.synthetic.regency import Size, regency_books, write_regency
from benchmarks.synthetic.villages import VILLAGES
from umkm_cli.knowledge.statuses import read_status

SIZE = Size(owners=3_000, files=32, visits=1_200)


@pytest.fixture(scope="module")
def books():
    return list(regency_books(5, SIZE))


@pytest.fixture(scope="module")
def rows(books) -> list[Entry]:
    surveys = [book for book in books if book.path.startswith("Survei")]
    return [entry for book in surveys for sheet in book.sheets for _, entry in sheet.places]


@pytest.fixture(scope="module")
def listed(books) -> set[str]:
    lists = [book for book in books if book.path.startswith("BPUM")]
    return {entry.owner.owner for book in lists for sheet in book.sheets for _, entry in sheet.places}


def test_there_are_as_many_rows_as_asked_for(rows):
    assert len(rows) == 1_200


def test_a_survey_changes_nothing_in_the_lists_before_it(books):
    without = list(regency_books(5, Size(owners=3_000, files=32)))
    assert [(book.path, [sheet.rows for sheet in book.sheets]) for book in without] == [
        (book.path, [sheet.rows for sheet in book.sheets]) for book in books if book.path.startswith("BPUM")
    ]


def test_owners_no_list_has_are_met_and_have_names_and_numbers_of_their_own(rows, listed):
    met = {entry.owner for entry in rows if entry.owner.owner not in listed}
    plan = campaign_of(1_200)
    assert len(met) == plan.strangers + plan.foreign + plan.nowhere
    known = {entry.owner.nik for entry in rows if entry.owner.owner in listed}
    assert not known & {person.nik for person in met}
    assert all(person.nik[12] == "9" for person in met)


def test_some_owners_are_visited_again_and_some_rows_corrected(rows):
    by_owner = Counter(entry.owner.owner for entry in rows)
    plan = campaign_of(1_200)
    assert sum(count - 1 for count in by_owner.values()) == plan.again + plan.corrected
    corrected = [entry for entry in rows if entry.extras["remark"] == "ralat data"]
    first = {entry.owner.owner: entry for entry in rows if "repeat" not in entry.cases}
    assert len(corrected) == plan.corrected
    slipped = sum(e.extras["found"] == first[e.owner.owner].extras["found"] for e in corrected)
    assert slipped <= 1, "only a cell that nobody can read may hide that the status was corrected"


def test_every_wave_is_faster_in_some_districts_than_in_others(rows):
    months = Counter((entry.home.village.district, entry.extras["entered"].month // 4) for entry in rows)
    for wave in WAVES:
        counts = [months[district, wave.first.month // 4] for district in {v.district for v in VILLAGES}]
        assert max(counts) > 3 * max(min(counts), 1)


def test_no_day_is_a_sunday_or_out_of_a_wave_unless_it_slipped(rows):
    days = [entry.extras["visited_on"] for entry in rows if "repeat" not in entry.cases]
    told = [day for day in days if day is not None and day.year == 2026]
    assert all(day.weekday() != 6 for day in told)
    assert all(any(wave.first <= day <= wave.last for wave in WAVES) for day in told)
    assert 0 < sum(day is None for day in days) < 40
    assert 0 < sum(day is not None and day > date(2026, 12, 31) for day in days) < 20


def test_some_villages_are_never_visited(rows):
    chosen = [entry.owner.home.village for entry in rows]
    assert {v.district for v in VILLAGES} <= {village.district for village in chosen}
    assert len(set(VILLAGES) - set(chosen)) > 5


def test_strays_are_in_places_the_regency_does_not_have(rows):
    strays = [entry.home.village for entry in rows if "stray" in entry.cases]
    assert strays
    assert not set(strays) & set(VILLAGES)


def test_the_status_words_mean_what_the_answers_say(rows):
    assert [
        (entry.extras["status"], entry.extras["found"])
        for entry in rows
        if read_status(str(entry.extras["status"] or "")) != entry.extras["found"]
    ] == []


def test_visits_tell_every_row_of_the_survey(tmp_path, rows):
    write_regency(tmp_path, 5, SIZE)
    with (tmp_path / VISITS.file).open(encoding="utf-8", newline="") as file:
        told = list(csv.DictReader(file))
    assert Counter(row["owner"] for row in told) == Counter(entry.owner.owner for entry in rows)
    assert Counter(row["production_status"] for row in told) == Counter(
        "" if entry.extras["found"] is None else str(entry.extras["found"]) for entry in rows
    )
