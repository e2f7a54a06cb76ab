"""The file in which an analyst says what columns hold: written once, kept as she left it, refused with the place."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from umkm_cli.errors import BadColumnMapError, BrokenColumnMapError, CannotWriteError, UnknownFieldError
from umkm_cli.files.column_map import add_shapes, read_column_map
from umkm_cli.messages import safe
from umkm_cli.shapes import SeenColumn, SeenShape, shape_of


def seen(*headers, files=("a.xlsx",)):
    columns = tuple(SeenColumn(header, None, "none", 0.0) for header in headers)
    return SeenShape(shape_of(headers), columns, tuple(files), 10)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "columns.toml"


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_new_file_leaves_everything_to_umkm(path, language):
    assert read_column_map(path) == {}
    assert add_shapes(path, [seen("No", "Nama"), seen("NIK", "", "Foto")], language=language) == 2
    assert read_column_map(path) == {("NO", "NAMA"): (None, None), ("NIK", "", "FOTO"): (None, None, None)}


def test_what_was_understood_and_which_files_stand_in_the_remarks(path):
    columns = (SeenColumn("NIK", "nik", "synonym", 1.0), SeenColumn("KET", None, "none", 0.0))
    shape = SeenShape(("NIK", "KET"), columns, ("a.xlsx", "b.xlsx", "c.xlsx", "d.xlsx"), 1234)
    add_shapes(path, [shape], language="en")
    assert path.read_text("utf-8").splitlines()[-6:] == [
        "# Files: 4 (a.xlsx, b.xlsx, c.xlsx +1 more), rows: 1,234",
        "[[shape]]",
        "columns = [",
        '  { header = "NIK", field = "?" },  # nik: known title',
        '  { header = "KET", field = "?" },  # not understood',
        "]",
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("last", ["", "\n"])
def test_new_shapes_are_added_below_and_the_rest_stays_as_it_was(path, end, last):
    hers = f'# mine{end}[[shape]]{end}columns = [{{header="nik", field="nik"}}]{last and end}'
    path.write_bytes(hers.encode())
    assert add_shapes(path, [seen("No. KTP"), seen("NIK"), seen("Desa")], language="en") == 2
    text = path.read_bytes().decode()
    assert text.startswith(hers)
    assert text.count("\n") == text.count(end)
    assert read_column_map(path) == {("NIK",): ("nik",), ("NO KTP",): (None,), ("DESA",): (None,)}
    assert add_shapes(path, [seen("NIK"), seen("desa")], language="en") == 0
    assert path.read_bytes().decode() == text


@given(headers=st.lists(st.text().map(lambda text: safe(text).strip()), min_size=1, max_size=4).filter(shape_of))
def test_any_title_can_be_written_and_read_again(tmp_path_factory, headers):
    path = tmp_path_factory.mktemp("map") / "columns.toml"
    shape = SeenShape(shape_of(headers), seen(*headers).columns[: len(shape_of(headers))], ("a\u2028b\n[x]",), 1)
    add_shapes(path, [shape], language="en")
    assert list(read_column_map(path)) == [shape_of(headers)]


@pytest.mark.parametrize("text", ['columns = [{header = "NIK", field = "nik"}, {header = "Foto", field = ""}]'])
@pytest.mark.parametrize("before", ["", "\ufeff"])
def test_a_field_or_nothing_is_what_she_says(path, text, before):
    path.write_text(f"{before}[[shape]]\n{text}\n", "utf-8")
    assert read_column_map(path) == {("NIK", "FOTO"): ("nik", "")}


@pytest.mark.parametrize(
    ("text", "reason", "number"),
    [
        ("x = 1", "sections", 1),
        ("shape = 1", "sections", 1),
        ("[shape]\ncolumns = []", "sections", 1),
        ("shape = [1]", "no_columns", 1),
        ("[[shape]]", "no_columns", 1),
        ("[[shape]]\ncolumns = []", "no_columns", 1),
        ('[[shape]]\nfields = 3\ncolumns = [{header = "NIK"}]', "more_than_columns", 1),
        ('[[shape]]\ncolumns = ["NIK"]', "bad_column", 1),
        ('[[shape]]\ncolumns = [{field = "nik"}]', "bad_column", 1),
        ("[[shape]]\ncolumns = [{header = 1}]", "bad_column", 1),
        ('[[shape]]\ncolumns = [{header = "A", feild = "nik"}]', "bad_column", 1),
        ('[[shape]]\ncolumns = [{header = ""}]', "no_titles", 1),
        (
            '[[shape]]\ncolumns = [{header = "A", field = "nik"}, {header = "B", field = "nik"}]',
            "twice",
            1,
        ),
        ('[[shape]]\ncolumns = [{header = "A"}]\n[[shape]]\ncolumns = [{header = "a"}]', "repeated", 2),
    ],
)
def test_another_form_is_refused_with_the_section(path, text, reason, number):
    path.write_text(text, "utf-8")
    with pytest.raises(BadColumnMapError) as caught:
        read_column_map(path)
    assert caught.value.facts == {"file": path, "reason": reason, "number": number}


def test_an_unknown_field_is_told_with_its_line_and_what_was_meant(path):
    lines = ('# "nmae"', "[[shape]]", "columns = [", '{header = "NIK"},', '{header = "Nm", field = "nmae"},', "]")
    text = "\n".join(lines)
    path.write_text(text, "utf-8")
    with pytest.raises(UnknownFieldError) as caught:
        read_column_map(path)
    facts = caught.value.facts
    assert (facts["line"], facts["header"], facts["field"], facts["close"]) == (5, "Nm", "nmae", "name")
    assert "business_address" in facts["fields"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"[[shape]]\ncolumns = [", "end of document"),
        (b'[[shape]]\ncolumns = [{header = "A" field = "nik"}]', "line 2"),
        (b"\xff\xfe[", "not UTF-8"),
    ],
)
def test_what_is_no_toml_is_told_with_its_place(path, content, words):
    path.write_bytes(content)
    with pytest.raises(BrokenColumnMapError) as caught:
        read_column_map(path)
    assert words in str(caught.value.facts["reason"])


def test_a_file_nothing_can_be_added_to_stays_as_it_is(path):
    path.write_text('shape = [{columns = [{header = "A"}]}]\n', "utf-8")
    with pytest.raises(BrokenColumnMapError):
        add_shapes(path, [seen("B")], language="en")
    assert tomllib.loads(path.read_text("utf-8")) == {"shape": [{"columns": [{"header": "A"}]}]}


@pytest.mark.parametrize(("name", "reason"), [("", "is_a_folder"), ("no/columns.toml", "no_folder")])
def test_a_place_where_no_file_can_be_is_told_before_the_work(tmp_path, name, reason):
    with pytest.raises(CannotWriteError) as caught:
        read_column_map(tmp_path / name)
    assert caught.value.facts["reason"] == reason
