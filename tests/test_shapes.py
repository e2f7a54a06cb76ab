"""Tables with the same titles are of one shape, whatever the dress of the titles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from umkm_cli.messages import safe
from umkm_cli.shapes import decided, shape_of, shapes_in

COLUMN = {"table": 1, "position": 1, "header": "NIK", "field": "nik", "confidence": 1.0, "how": "synonym"}


def sheet(number, *columns, records=10):
    return {"source_id": f"s{number}", "source_file": f"{number}.csv", "records": records, "columns": list(columns)}


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        (["No", "Nama"], ["NO.", " nama "], True),
        (["No HP"], ["Nomor Handphone"], True),
        (["NIK", "Nama"], ["NIK", "Nama", "", " "], True),
        (["NIK", "Nama"], ["Nama", "NIK"], False),
        (["NIK", "", "Nama"], ["NIK", "Nama"], False),
        (["NIK", "Nama"], ["NIK", "Nama", "Desa"], False),
    ],
)
def test_case_spaces_and_blank_ends_make_no_other_shape(left, right, same):
    assert (shape_of(left) == shape_of(right)) is same


@given(st.lists(st.text()))
def test_a_shape_is_the_same_when_its_titles_have_been_written_down_masked(headers):
    assert shape_of([safe(header).strip() for header in headers]) == shape_of(headers)


def test_a_shape_counts_its_files_and_the_rows_of_its_sheets_once():
    twice = [COLUMN, COLUMN | {"table": 2, "header": "nik"}]
    found = shapes_in([sheet(1, *twice), sheet(2, COLUMN, records=7), sheet(3, records=0)])
    assert [(shape.shape, shape.files, shape.rows) for shape in found] == [(("NIK",), ("1.csv", "2.csv"), 17)]


def test_a_column_is_shown_as_it_was_understood_where_that_was_least_sure():
    unsure = COLUMN | {"confidence": 0.5, "how": "values"}
    (shape,) = shapes_in([sheet(1, COLUMN), sheet(2, unsure), sheet(3, COLUMN)])
    assert [(column.how, column.confidence) for column in shape.columns] == [("values", 0.5)]
    assert shape.odd_columns == list(shape.columns)


def test_a_table_without_titles_has_no_shape():
    assert shapes_in([sheet(1, COLUMN | {"header": ""}), sheet(2), sheet(3) | {"columns": None}]) == []


def test_only_shapes_of_which_something_is_said_count():
    assert decided({("A",): (None,), ("B",): ("",), ("C", "D"): (None, "nik")}) == {
        ("B",): ("",),
        ("C", "D"): (None, "nik"),
    }
