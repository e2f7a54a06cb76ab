"""Columns as matching sees them."""

import datetime as dt

import pyarrow as pa
import pytest

from umkm_cli.matching.model import read_model
from umkm_cli.matching.prepare import prepare


def prepared(columns, **lists):
    """The named columns of a list, value by value."""
    parts = {"name": "own", "columns": columns, "pass": [], "comparison": []}
    size = len(next(iter(lists.values())))
    table = pa.table({"record_id": [f"{row}" for row in range(size)], **lists})
    found = prepare(table, read_model(parts))
    return {
        name: [coded.values[code] if code >= 0 else None for code in coded.codes.tolist()]
        for name, coded in found.columns.items()
    }


DAYS = [
    ("1980-08-12", "1980-08-12"),
    ("19800812", "1980-08-12"),
    ("12/08/1980", "1980-08-12"),
    ("08/22/1980", "1980-08-22"),
    ("12 Aug 80", "1980-08-12"),
    ("1980-08-12 00:00:00", "1980-08-12"),
    ("1630-08-01", "1630-08-01"),
    ("1980-02-31", None),
    ("unknown", None),
    (None, None),
]


def test_days_are_read_however_they_are_written():
    found = prepared({"born": {"kind": "date"}}, born=[text for text, _ in DAYS])
    assert found["born"] == [day for _, day in DAYS]


@pytest.mark.parametrize("kind", [pa.date32(), pa.timestamp("us")])
def test_real_dates_are_taken_as_they_are(kind):
    column = pa.array([dt.date(1980, 8, 12), None], pa.date32()).cast(kind)
    assert prepared({"born": {"kind": "date"}}, born=column)["born"] == ["1980-08-12", None]


def test_a_name_of_two_columns_is_what_there_is_of_them():
    names = prepared(
        {"name": {"kind": "name", "from": ["first", "last"]}},
        first=["Siti", None, "Budi", None],
        last=["Aminah", "Widodo", None, None],
    )
    assert names["name"] == ["SITI AMINAH", "WIDODO", "BUDI", None]


def test_a_code_of_two_columns_is_there_when_both_are():
    codes = prepared({"rt_rw": {"from": ["rt", "rw"]}}, rt=["1", None, "2", None], rw=["3", "4", None, None])
    assert codes["rt_rw"] == ["1 3", None, None, None]


def test_only_what_fits_the_pattern_counts():
    found = prepared({"sex": {"pattern": "m|f"}}, sex=["m", "x", "f", "mf", ""])
    assert found["sex"] == ["m", None, "f", None, None]
