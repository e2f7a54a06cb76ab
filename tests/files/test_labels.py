import pytest

from umkm_cli.errors import BadLabelsError, PathNotFoundError
from umkm_cli.files.labels import read_labels
from umkm_cli.schema import LABELS


def labels_of(tmp_path, text):
    (tmp_path / "truth.csv").write_text(text, "utf-8")
    return read_labels(tmp_path / "truth.csv")


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_labels_are_read_whatever_the_order_of_their_columns(tmp_path, delimiter):
    text = "owner,note,Source_Row,source_sheet,source_file\nO1,x,7,Lembar 1,kec/a.xlsx\n\nO1,,8,,b.csv\n"
    labels = labels_of(tmp_path, text.replace(",", delimiter))
    assert labels.schema == LABELS.schema
    shared = {"record_id": None, "owner": "O1", "case": []}
    assert labels.to_pylist() == [
        {"line": 2, "source_file": "kec/a.xlsx", "source_sheet": "Lembar 1", "source_row": 7, **shared},
        {"line": 4, "source_file": "b.csv", "source_sheet": "", "source_row": 8, **shared},
    ]


def test_labels_may_name_rows_by_their_id_and_what_is_hard_about_them(tmp_path):
    text = "record_id,owner,case\n12ab,O1,twins; nik_missing\n34cd,O2,spouse|moved\n56ef,O3,\n78ab,O4\n"
    labels = labels_of(tmp_path, text)
    assert labels["record_id"].to_pylist() == ["12ab", "34cd", "56ef", "78ab"]
    assert labels["case"].to_pylist() == [["twins", "nik_missing"], ["spouse", "moved"], [], []]
    assert labels["source_file"].null_count == 4


HEADER = "source_file,source_sheet,source_row,owner\n"
BAD = [
    # content,                       reason,             line
    ("",                             "empty",            1),
    (HEADER,                         "empty",            2),
    ("source_file,owner\na,b\n",     "missing_columns",  1),
    (HEADER + "a,,x,O1\n",           "bad_row",          2),
    (HEADER + "a,,1,O1\na,,2,\n",    "bad_row",          3),
    (HEADER + "a,,1,O1\na,,2\n",     "bad_row",          3),
    (HEADER + "a,,1,O1\n\na,,x,O2\n", "bad_row",          4),
    ("record_id,owner\na,P\n,P\n",   "bad_row",          3),
]  # fmt: skip


@pytest.mark.parametrize(("text", "reason", "row"), BAD)
def test_labels_that_cannot_be_used_say_where(tmp_path, text, reason, row):
    with pytest.raises(BadLabelsError) as caught:
        labels_of(tmp_path, text)
    assert (caught.value.facts["reason"], caught.value.facts["row"]) == (reason, row)


def test_a_label_file_must_exist(tmp_path):
    with pytest.raises(PathNotFoundError):
        read_labels(tmp_path / "hilang.csv")
