"""The measuring world, in a small size."""

import csv
from collections import Counter

import pytest

from benchmarks.synthetic.dice import Dice
from benchmarks.synthetic.offices import draw_offices
from benchmarks.synthetic.regency import Size, regency_books, write_regency
from benchmarks.synthetic.villages import VILLAGES

SMALL = Size(owners=1_500, files=32, visits=60)


@pytest.fixture(scope="module")
def books():
    return list(regency_books(5, SMALL))


def test_every_owner_is_on_a_list_and_some_more_than_once(books):
    counts = Counter(
        entry.owner.owner
        for book in books
        if book.path.startswith("BPUM")
        for sheet in book.sheets
        for _, entry in sheet.places
    )
    assert len(counts) == 1_500
    assert 1.08 < sum(counts.values()) / 1_500 < 1.16


def test_there_are_as_many_lists_as_asked_for(books):
    assert sum(book.path.startswith("BPUM") for book in books) == 32
    assert len({book.path for book in books}) == len(books)


def test_the_survey_has_as_many_visits_as_asked_for(books):
    visits = [sheet.places for book in books if book.path.startswith("Survei") for sheet in book.sheets]
    assert sum(map(len, visits)) == 60


def test_the_same_seed_writes_the_same_truth(tmp_path):
    size = Size(owners=300, files=30)
    for name in ("one", "other"):
        write_regency(tmp_path / name, 5, size)
    one, other = ((tmp_path / name / "truth.csv").read_bytes() for name in ("one", "other"))
    assert one == other
    files = {row["source_file"] for row in csv.DictReader(one.decode().splitlines())}
    assert all((tmp_path / "one" / "lists" / file).is_file() for file in files)


@pytest.mark.parametrize("files", [30, 100, 250, 496])
def test_every_village_has_a_list_in_both_years(files):
    offices = draw_offices(Dice(1), files)
    assert set(offices.plans) == {(year, village) for year in (2020, 2021) for village in VILLAGES}
    assert len({plan.path for plan in offices.plans.values()}) == files


@pytest.mark.parametrize("files", [20, 600])
def test_too_few_or_too_many_lists_are_refused(files):
    with pytest.raises(ValueError, match="each year needs 15 to 248 lists"):
        draw_offices(Dice(1), files)
