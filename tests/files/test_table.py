"""Lists of any kind as columns of text."""

import csv
import io

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from umkm_cli.errors import BadListError, PathNotFoundError, UnreadableFileError
from umkm_cli.files.table import read_table

PEOPLE = {"id": ["1", "2"], "name": ["Siti", None], "born": ["1980-05-12", "1981-01-01"]}
TEXT = "id,name,born\n1,Siti,1980-05-12\n2,,1981-01-01\n"


def read(path, data):
    path.write_bytes(data)
    return read_table(path, max_mb=10).to_pydict()


def workbook(*rows):
    """A workbook with an empty sheet, and these rows in the next."""
    book, data = Workbook(), io.BytesIO()
    book.create_sheet("people")
    for row in rows:
        book["people"].append(row)
    book.save(data)
    return data.getvalue()


def parquet():
    data = io.BytesIO()
    pq.write_table(pa.table({"id": [1, 2], "name": [" Siti ", ""], "born": PEOPLE["born"]}), data)
    return data.getvalue()


FILES = [
    ("commas", TEXT.encode()),
    ("semicolons", TEXT.replace(",", ";").encode()),
    ("tabs, with a mark in front", b"\xef\xbb\xbf" + TEXT.replace(",", "\t").encode()),
    ("UTF-16", TEXT.encode("utf-16")),
    ("old line ends", TEXT.replace("\n", "\r\n").encode()),
    ("a blank after the comma", TEXT.replace(",", ", ").encode()),
    ("blank lines between", TEXT.replace("\n", "\n\n").encode()),
    ("blank lines above", b"\n\n" + TEXT.encode()),
    ("no line end at the end", TEXT.rstrip("\n").encode()),
    ("fewer cells in a row", TEXT.replace("2,,1981-01-01", "2,,1981-01-01\n,").encode()),
    ("quotes", TEXT.replace("Siti", '"Siti"').encode()),
    ("a workbook", workbook(("id", "name", "born"), (1, "Siti", "1980-05-12"), (2, None, "1981-01-01"))),
    ("Parquet", parquet()),
]


@pytest.mark.parametrize(("case", "data"), FILES, ids=[case for case, _ in FILES])
def test_the_same_list_in_any_form_gives_the_same_columns(tmp_path, case, data):
    assert read(tmp_path / "people", data) == PEOPLE, case


def test_a_column_without_a_title_is_named_by_its_place(tmp_path):
    assert read(tmp_path / "a.csv", b"id,,name\n1,x,Siti\n") == {"id": ["1"], "column_2": ["x"], "name": ["Siti"]}


@pytest.mark.parametrize("text", ["id\n1\n2\n", "id\n1\n\n2"], ids=["plain", "a blank line"])
def test_a_list_of_one_column_is_a_list(tmp_path, text):
    assert read(tmp_path / "a.csv", text.encode()) == {"id": ["1", "2"]}


def test_a_quote_that_nothing_closes_takes_no_row_along(tmp_path):
    assert read(tmp_path / "a.csv", b'id,name\n1,"Siti\n2,Karto\n3,Joko\n')["id"] == ["1", "2", "3"]


BAD = [
    ("nothing but titles", b"id,name\n", "empty"),
    ("blank rows only", b"id,name\n,\n,\n", "empty"),
    ("blank cells only", b",\n,\n", "empty"),
    ("a workbook of empty sheets", workbook(), "empty"),
    ("two columns of one title", b"id,id\n1,2\n", "same_title"),
]


@pytest.mark.parametrize(("case", "data", "reason"), BAD, ids=[case for case, _, _ in BAD])
def test_a_list_that_cannot_be_used_says_why(tmp_path, case, data, reason):
    with pytest.raises(BadListError) as caught:
        read(tmp_path / "a.csv", data)
    assert caught.value.facts["reason"] == reason, case


@pytest.mark.parametrize("data", [b"", b"PAR1 and no more", b"%PDF-1.7"], ids=["empty", "half a Parquet", "a PDF"])
def test_a_file_that_is_no_table_is_told(tmp_path, data):
    with pytest.raises(UnreadableFileError):
        read(tmp_path / "a", data)


def test_a_folder_is_no_table(tmp_path):
    with pytest.raises(UnreadableFileError):
        read_table(tmp_path, max_mb=10)


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(PathNotFoundError):
        read_table(tmp_path / "a.csv", max_mb=10)


CELLS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1)


@given(st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=30))
def test_what_csv_writes_is_read_back(tmp_path_factory, rows):
    text = io.StringIO()
    csv.writer(text).writerows([("a", "b", "c"), *rows])
    found = read(tmp_path_factory.mktemp("csv") / "a.csv", text.getvalue().encode())
    assert list(zip(*found.values(), strict=True)) == rows
