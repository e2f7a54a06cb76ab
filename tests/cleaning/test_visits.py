"""Work lists that come back: only rows with a visit are survey rows."""

from tests.cleaning.factory import BATANG, make_sheet
from umkm_cli.cleaning.tidy import tidy

TITLES = ["No", "Nama", "RT", "Tanggal kunjungan", "Status produksi", "Produk", "Keterangan", "ID umkm"]
OWNER = "O0123456789abcdef"


def read(*rows, titles=TITLES):
    sheet = make_sheet([["Daftar kunjungan Desa Subah, Kecamatan Subah"], titles, *rows], sheet="Subah")
    return tidy(sheet, source_id="s1", list_name="survey", regions=BATANG)


def names(found):
    return found.raw_records["raw_name"].to_pylist()


def test_rows_without_day_status_and_product_are_no_visits():
    found = read(
        ["1", "Siti Aminah", "1", "", "", "", "", OWNER],
        ["2", "Slamet Riyadi", "1", "20/11/2026", "", "", "", OWNER],
        ["3", "Budi Santoso", "1", "", "4. Tutup", "", "", OWNER],
        ["4", "Sri Lestari", "1", "", "", "batik", "", OWNER],
        ["5", "Tri Utami", "1", "", "", "", "tidak di rumah", OWNER],
    )
    assert names(found) == ["Slamet Riyadi", "Budi Santoso", "Sri Lestari"]
    told = found.rejects.filter(found.rejects["reason"].to_numpy() == "not_visited")
    assert told["source_row"].to_pylist() == [3, 7]
    assert set(told["kind"].to_pylist()) == {"note"}
    assert found.source["status"] == "read"
    assert found.source["rows"] == found.raw_records.num_rows + found.rejects.num_rows == 7


def test_a_row_that_a_visitor_added_counts_too():
    found = read(
        ["", "Orang Baru", "1", "20/11/2026", "Aktif", "", "", ""],
        ["1", "Siti Aminah", "1", "", "", "", "", OWNER],
    )
    assert names(found) == ["Orang Baru"]


def test_a_list_in_which_nobody_was_visited_is_empty_and_not_broken():
    found = read(["1", "Siti Aminah", "1", "", "", "", "", OWNER])
    assert names(found) == []
    assert found.source["status"] == "empty"


def test_in_other_lists_rows_without_a_visit_stay():
    row = ["1", "Siti Aminah", "1", "", "", "", "", "12"]
    assert names(read(row)) == ["Siti Aminah"]
    assert names(read(row[:-1], titles=TITLES[:-1])) == ["Siti Aminah"]
    no_answers = ["No", "Nama", "RT", "RW", "Alamat", "ID umkm"]
    assert names(read(["1", "Siti Aminah", "1", "2", "Krajan", OWNER], titles=no_answers)) == ["Siti Aminah"]
