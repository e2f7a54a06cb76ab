import pytest
from hypothesis import given
from hypothesis import strategies as st

from umkm_cli.knowledge.statuses import PRODUCING, STATUSES, read_status
from umkm_cli.knowledge.tables import read_table
from umkm_cli.knowledge.text import fold


@pytest.mark.parametrize("code", sorted(STATUSES))
def test_every_code_is_read_alone_with_its_term_and_as_its_term(code):
    assert read_status(str(code)) == code
    assert read_status(f"{code}. {STATUSES[code]}") == code
    assert read_status(f"{code}.0") == code
    assert read_status(STATUSES[code].upper()) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("masih produksi", 1), ("ya", 1), ("V", 1), ("✓", 1), ("Masih jalan", 1), ("aktip", 1), ("aktiv", 1),
        ("lancar", 1),
        ("tidak", 4), ("x", 4), ("tdk aktif", 4), ("sdh tdk produksi lagi", 4), ("tutp", 4), ("meninggal dunia", 4),
        ("berhenti produksi", 4), ("Non aktif", 4), ("tutup permanen", 4),
        ("tutup sementara", 2), ("libur", 2), ("sementara tidak produksi", 2),
        ("belum", 3), ("belum produksi", 3), ("blm beroperasi", 3),
        ("alih usaha jadi petani", 5), ("orangnya tidak ditemukan", 6), ("pindah", 7), ("pindah ke Jakarta", 7),
        ("menolak didata", 8), ("ganda", 9), ("bukan warga sini", 10),
    ],
)  # fmt: skip
def test_words_tell_the_status(text, code):
    assert read_status(text) == code


@pytest.mark.parametrize("text", ["", "-", "0", "11", "bakso", "Tidak ada", "1 tahun", "Status 2"])
def test_what_tells_no_status_gives_none(text):
    assert read_status(text) is None


@given(st.text(max_size=30))
def test_any_text_gives_a_code_of_the_register_or_none(text):
    assert read_status(text) in {None, *STATUSES}


def test_producing_are_codes_of_the_register():
    assert set(STATUSES) >= PRODUCING


def test_rows_of_the_table_can_be_found_and_have_a_source():
    odd = [
        row["phrase"]
        for row in read_table("statuses")
        if row["phrase"] != fold(row["phrase"])
        or int(row["code"]) not in STATUSES
        or row["where"] not in {"alone", "within"}
        or not row["source"]
    ]
    assert odd == []
