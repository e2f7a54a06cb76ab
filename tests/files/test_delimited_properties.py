"""What any writer of delimited text writes is read back, and no bytes break the reader or keep it long."""

import csv
import time
from contextlib import suppress
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from umkm_cli.errors import UnreadableFileError
from umkm_cli.files.delimited import read_delimited

HEADER = ["NO", "NIK", "NAMA", "ALAMAT", "USAHA", "KET"]
SECONDS = 40.0
"""Far more than any of the texts below takes, far less than one whose cost grows with its square would."""


def cells_of(data):
    (sheet,) = read_delimited(data, format="text", source_file="x", max_bytes=1 << 30)
    return sheet.rows["cells"].to_pylist()


serials = st.integers(9000, 9999).map("332511050580{}".format)
names = st.sampled_from(["SITI AMINAH", "DRS. H. SUTRISNO, M.M.", 'R. "EKO" BUDI', "MA'RUF", "NUR; HIDAYAH", "JOSÉ"])
streets = st.sampled_from(["JL. MAWAR NO. 2", "Dk. Krajan, RT 1/2", "GG. | MASJID", "PASAR\tBLOK B", "Ds. X\nRT 1", ""])
trades = st.sampled_from(['TOKO "BERKAH"', "batik; tulis", "Warung makan, minum", 'pipa 1/2"', "1,5", "-", ""])
rows = st.tuples(st.integers(1, 999).map(str), serials, names, streets, trades, st.sampled_from(["", "baru", '"']))


@given(
    st.lists(rows, min_size=3, max_size=25),
    st.sampled_from(";,\t|"),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]),
    st.sampled_from(["\n", "\r", "\r\r\n", "\r\n"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)
def test_a_list_is_read_back_in_any_dialect(records, delimiter, encoding, end, quoting):
    table = [HEADER, *map(list, records)]
    content = StringIO()
    csv.writer(content, delimiter=delimiter, lineterminator="\n", quoting=quoting).writerows(table)
    read = cells_of(content.getvalue().replace("\n", end).encode(encoding))
    width = max(len(row) for row in read)
    assert [[*row, *[""] * (6 - width)] for row in read] == table


@given(
    st.lists(st.tuples(rows, st.booleans()), min_size=4, max_size=25),
    st.sampled_from(";,\t|"),
    st.sampled_from([[], [["DAFTAR USULAN, TAHUN 2021"]]]),
    st.sampled_from([[], [["", "", "", "Mengetahui, Kepala Desa"]], [["", "", "JUMLAH", "", "12"]]]),
)
def test_rows_that_end_early_titles_and_totals_stay_as_they_were_written(records, delimiter, titles, notes):
    body = [_without_blanks(row) if ends_early else list(row) for row, ends_early in records]
    table = [*titles, HEADER, *body, *notes]
    content = StringIO()
    csv.writer(content, delimiter=delimiter, lineterminator="\n").writerows(table)
    assert list(map(_without_blanks, cells_of(content.getvalue().encode()))) == list(map(_without_blanks, table))


def _without_blanks(row):
    """The row without the blank cells at its end."""
    return list(row[: max((place for place, cell in enumerate(row, 1) if cell), default=0)])


messy = st.text("\";,\t|\n\r' x1=\\\0\x1aé", max_size=400)


@given(st.binary(max_size=400) | messy.map(str.encode) | messy.map(lambda text: text.encode("utf-16")))
def test_any_bytes_are_rows_of_one_width_or_no_table(data):
    with suppress(UnreadableFileError):
        assert len({len(row) for row in cells_of(data)}) <= 1


@given(st.lists(st.text(";,x1 \"'", max_size=30), min_size=4, max_size=30))
def test_no_letter_or_digit_is_lost_or_made_up(lines):
    text = "\n".join(lines)
    told = "".join(cell for row in cells_of(text.encode()) for cell in row)
    assert sorted(filter(str.isalnum, told)) == sorted(filter(str.isalnum, text))


HOSTILE = {
    "quotes": b'"' * 5_000_000,
    "lines of quotes": (b'"' * 99 + b"\n") * 10_000,
    "delimiters": b";" * 5_000_000,
    "lines of delimiters": (b";" * 99 + b"\n") * 50_000,
    "one line": b"x y, " * 2_000_000,
    "one line of broken quotes": b'a,"b"c,' * 150_000,
    "a million lines": b"a\n" * 1_000_000,
    "quotes never closed": b'a;"b;c\n' * 10_000,
    "two dialects in turn": b'a;b;c;d;e\n1,2,3,"4""5"x,6\n' * 10_000,
    "backslashes": b'a;"b\\"c";d\n' * 20_000,
    "NUL bytes": b"\0a" * 2_500_000,
    "spaces": b" " * 5_000_000,
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_read_or_refused_in_bounded_time(data):
    began = time.process_time()
    with suppress(UnreadableFileError):
        cells_of(data)
    assert time.process_time() - began < SECONDS


def test_a_broken_quote_in_a_long_list_costs_one_row_at_most():
    lines = [f"{number};33251105058{number:05};SITI;SUBAH" for number in range(20_000)]
    lines[10_000] = lines[10_000].replace("SITI", '"SITI')
    read = cells_of("\n".join(lines).encode())
    assert len(read) == 20_000
    assert sum(line.split(";") != row for line, row in zip(lines, read, strict=True)) <= 1
