import csv
from contextlib import suppress
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from umkm_cli.errors import UnreadableFileError
from umkm_cli.files.delimited import read_delimited, split_rows
from umkm_cli.files.fields import split_line

NIK = "3325110505809001"


def cells_of(data):
    (sheet,) = read_delimited(data, format="text", source_file="x", max_bytes=1 << 20)
    return sheet.rows["cells"].to_pylist()


BODY = [["NIK", "NAMA", "ALAMAT"], [NIK, "SITI", "JL. ÉBAN"], ["1", "BUDI", ""]]
TEXT = f"NIK;NAMA;ALAMAT\n{NIK};SITI;JL. ÉBAN\n1;BUDI;\n"

ENCODINGS = [
    ("utf-8", TEXT.encode()),
    ("utf-8 with a mark", TEXT.encode("utf-8-sig")),
    ("cp1252", TEXT.encode("cp1252")),
    ("utf-16 with a mark", TEXT.encode("utf-16")),
    ("utf-16 little-endian without", TEXT.encode("utf-16-le")),
    ("utf-16 big-endian without", TEXT.encode("utf-16-be")),
    ("old Mac", TEXT.replace("\n", "\r").encode()),
    ("Windows", TEXT.replace("\n", "\r\n").encode()),
    ("Windows written twice", TEXT.replace("\n", "\r\r\n").encode()),
    ("NUL padding", TEXT.encode() + b"\0" * 512),
    ("Ctrl-Z at the end", TEXT.encode() + b"\x1a"),
    ("no last line end", TEXT.rstrip().encode()),
    ("tabs", TEXT.replace(";", "\t").encode()),
    ("commas", TEXT.replace(";", ",").encode()),
    ("bars", TEXT.replace(";", "|").encode()),
    ("told separator", b"sep=;\n" + TEXT.encode()),
    ("told odd separator", b"sep=^\r\n" + TEXT.replace(";", "^").encode()),
    ("formula against Excel", TEXT.replace(NIK, f'="{NIK}"').encode()),
    ("the same, as CSV quotes it", TEXT.replace(NIK, f'"=""{NIK}"""').encode()),
    ("spaces around quotes", TEXT.replace("SITI", ' "SITI" ').encode()),
]


@pytest.mark.parametrize("data", [data for _, data in ENCODINGS], ids=[name for name, _ in ENCODINGS])
def test_a_list_is_the_same_however_it_was_saved(data):
    assert cells_of(data) == BODY


LINES = [
    # line,                      fields,                          a quote is open
    ('1;SITI;x',                 ["1", "SITI", "x"],              False),
    ('1;"SI;TI";x',              ["1", "SI;TI", "x"],             False),
    ('1;"SI ""TI""";x',          ["1", 'SI "TI"', "x"],           False),
    ('1;Toko "Maju";x',          ["1", 'Toko "Maju"', "x"],       False),
    ('1;"Toko "Maju" Jaya";x',   ["1", 'Toko "Maju" Jaya', "x"],  False),
    ('1;"Toko" Maju;x',          ["1", '"Toko" Maju', "x"],       True),
    ('1;"";x',                   ["1", "", "x"],                  False),
    ('1; "a;b" ;x',              ["1", "a;b", "x"],               False),
    ('1;"Toko;x',                ["1", '"Toko', "x"],             True),
    ('"',                        ['"'],                           True),
]  # fmt: skip


@pytest.mark.parametrize(("line", "fields", "is_open"), LINES)
def test_quotes_are_read_as_they_were_meant(line, fields, is_open):
    assert split_line(line, ";") == (fields, is_open)


@pytest.mark.parametrize("stray", [(5, 12), (5, 6), (5,), (5, 6, 7, 40)])
def test_stray_quotes_swallow_no_rows(stray):
    rows = [[str(number), '"TOKO' if number in stray else "TOKO", "SUBAH"] for number in range(49)]
    assert cells_of("\n".join(";".join(row) for row in rows).encode()) == rows


def test_a_line_break_inside_quotes_stays_in_its_row():
    rows = cells_of(b'NO;ALAMAT;DESA\n1;"Dk. Krajan\r\nRT 01;RW 02";SUBAH\n2;x;y\n')
    assert rows == [["NO", "ALAMAT", "DESA"], ["1", "Dk. Krajan\nRT 01;RW 02", "SUBAH"], ["2", "x", "y"]]


def test_titles_and_decimal_commas_do_not_hide_the_delimiter():
    body = [[str(number), "SITI, S.Pd", "1,5", "JL. A, RT 1, RW 2"] for number in range(9)]
    titles = ["DAFTAR USULAN, TAHUN 2021,,,", "DESA SUBAH,,,,"]
    text = "\n".join([*titles, *(";".join(row) for row in body)])
    delimiter, rows = split_rows(text)
    assert (delimiter, rows[2:]) == (";", body)


def test_money_with_commas_does_not_hide_the_delimiter():
    assert split_rows("1,5;2,5;3,5\n4,5;5,5;6,5\n")[1] == [["1,5", "2,5", "3,5"], ["4,5", "5,5", "6,5"]]


def test_a_text_without_columns_is_one_column():
    assert cells_of(b"Kepada Yth.\nBapak Camat, di tempat\nDengan hormat\nkami\nkirim\nini\n") == [
        ["Kepada Yth."], ["Bapak Camat, di tempat"], ["Dengan hormat"], ["kami"], ["kirim"], ["ini"],
    ]  # fmt: skip


def test_row_numbers_count_blank_lines_and_not_the_told_separator():
    (sheet,) = read_delimited(b"sep=;\nA;B\n\n1;2\n", format="text", source_file="x", max_bytes=99)
    assert sheet.rows["source_row"].to_pylist() == [1, 2, 3]
    assert sheet.rows["cells"].to_pylist() == [["A", "B"], ["", ""], ["1", "2"]]


def test_only_a_numeral_with_an_exponent_is_known_to_have_been_a_number():
    (sheet,) = read_delimited(
        f"{NIK};3,32511E+15;3.3E15;1E;Blok E5\n".encode(), format="text", source_file="x", max_bytes=99
    )
    assert sheet.rows["is_number"].to_pylist() == [[False, True, True, False, False]]


plain = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), max_size=6).map(
    lambda text: "".join(char for char in text if char not in ";,\t|")
)
quoted = st.builds('x{} "{}" ;,\t|x'.format, plain, plain)


@given(st.lists(st.lists(plain | quoted, min_size=3, max_size=3), min_size=1, max_size=8), st.sampled_from(";,\t|"))
def test_what_a_csv_writer_writes_is_read_back(rows, delimiter):
    rows = [["A", "B", "C"], *([f"x{text}" for text in row] for row in rows)]
    content = StringIO()
    csv.writer(content, delimiter=delimiter).writerows(rows)
    assert split_rows(content.getvalue().replace("\r\n", "\n"))[1] == rows


@given(st.binary(max_size=200) | st.text('";,\n\r x=', max_size=60).map(str.encode))
def test_any_bytes_become_rows_of_one_width_or_are_no_table(data):
    with suppress(UnreadableFileError):
        found = read_delimited(data, format="text", source_file="x", max_bytes=200)[0].rows
        assert len({len(cells) for cells in found["cells"].to_pylist()}) <= 1


def test_columns_set_apart_by_spaces_are_columns_under_a_title():
    rows = [
        [str(number), f"332511050580{9000 + number}", "SITI, S.Pd" if number % 2 else "", "JL. A"]
        for number in range(30)
    ]
    lines = ["DAFTAR PEMILIK USAHA DESA SUBAH", *("".join(f"{cell:20}" for cell in row) for row in rows)]
    assert cells_of("\n".join(lines).encode()) == [[lines[0], "", "", ""], *rows]


def test_prose_with_two_spaces_after_a_full_stop_is_one_column():
    lines = [
        "Kepada Yth.  Bapak Camat",
        "di  tempat",
        "Bersama ini.  Kami kirim",
        "daftar  nama",
        "Terima kasih.  Hormat",
    ]
    assert cells_of("\n".join(lines).encode()) == [[line] for line in lines]
