"""tidy: the shapes in which offices send lists, and what becomes of each row."""

from dataclasses import replace

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cleaning.factory import AMINAH, BATANG, BUDI, SITI, SLAMET, make_sheet
from umkm_cli.cleaning.tidy import reject_all, tidy
from umkm_cli.schema import RAW_RECORDS, REJECTS, MergedRange

HEADER = ["NO", "NAMA", "NIK", "ALAMAT", "DESA", "NO HP"]


def person(number, name, nik, address="Krajan RT 1 RW 2", village="Adinuso", phone="081234567899"):
    return [number, name, nik, address, village, phone]


def run(rows, *, list_name=None, **more):
    return tidy(make_sheet(rows, **more), source_id="s1", list_name=list_name, regions=BATANG)


def names(tidied):
    return tidied.raw_records.column("raw_name").to_pylist()


def kinds(tidied):
    rows = tidied.rejects.select(["source_row", "kind", "reason"]).to_pylist()
    return {row["source_row"]: (row["kind"], row["reason"]) for row in rows}


def fields(tidied):
    return [column["field"] for column in tidied.source["columns"]]


def test_a_title_above_a_merged_header_of_two_rows_with_column_numbers():
    tidied = run(
        [
            ["DAFTAR USULAN CALON PENERIMA BPUM"],
            ["DESA ADINUSO KECAMATAN SUBAH TAHUN 2021 TAHAP III"],
            [],
            ["NO", "NAMA", "NIK", "ALAMAT", "", "", "NO. HP"],
            ["", "", "", "DUSUN", "RT", "RW", ""],
            ["1", "2", "3", "4", "5", "6", "7"],
            ["1", "SITI AMINAH", SITI, "Krajan", "1", "2", "081234567899"],
            ["2", "SLAMET", SLAMET, "Krajan", "1", "2", "081234567898"],
        ]
    )
    assert fields(tidied) == ["number", "name", "nik", "hamlet", "rt", "rw", "phone"]
    assert names(tidied) == ["SITI AMINAH", "SLAMET"]
    assert kinds(tidied) == {
        1: ("title", "title"),
        2: ("title", "title"),
        4: ("header", "header"),
        5: ("header", "header"),
        6: ("header", "header"),
    }
    told = {name: tidied.source[name] for name in tidied.source if name.startswith("context_")}
    assert told == {
        "context_village": "ADINUSO",
        "context_district": "SUBAH",
        "context_year": 2021,
        "context_stage": 3,
        "context_proposer": None,
    }
    assert tidied.source["header_row"] == 4
    assert tidied.source["list"] == "bpum"


def test_the_words_of_a_title_may_stand_below_each_other():
    tidied = run(
        [
            ["NO", "NAMA", "NOMOR", "ALAMAT"],
            ["", "PEMILIK", "KTP", "RUMAH"],
            ["1", "SITI", SITI, "Krajan"],
        ]
    )
    assert fields(tidied) == ["number", "name", "nik", "address"]
    assert names(tidied) == ["SITI"]


def test_a_group_title_turns_the_sense_of_the_titles_below_it():
    tidied = run(
        [
            ["", "DATA PEMILIK", "", "", "DATA USAHA", ""],
            ["NO", "NAMA", "NIK", "ALAMAT", "NAMA", "ALAMAT"],
            ["1", "SITI", SITI, "Krajan", "Warung Bu Siti", "Pasar Subah"],
        ]
    )
    assert fields(tidied) == ["number", "name", "nik", "address", "business_name", "business_address"]


def test_a_header_repeated_after_a_page_break_is_a_header_and_what_follows_are_records():
    tidied = run([HEADER, person("1", "SITI", SITI), HEADER, person("2", "SLAMET", SLAMET)])
    assert names(tidied) == ["SITI", "SLAMET"]
    assert kinds(tidied)[3] == ("header", "header_repeated")


def test_a_second_table_with_other_columns_is_read_by_its_own_header():
    tidied = run(
        [
            HEADER,
            person("1", "SITI", SITI),
            [],
            ["NO", "NIK", "NAMA LENGKAP", "PRODUK"],
            ["1", SLAMET, "SLAMET", "batik"],
        ]
    )
    assert names(tidied) == ["SITI", "SLAMET"]
    assert tidied.raw_records.column("raw_product").to_pylist() == [None, "batik"]


def test_totals_signatures_and_notes_below_the_list_are_told_apart():
    tidied = run(
        [
            HEADER,
            person("1", "SITI", SITI),
            ["JUMLAH", "", "1"],
            ["Catatan: data sementara"],
            ["", "", "", "", "Subah, 12 Mei 2021"],
            ["", "Mengetahui,"],
            ["", "Kepala Desa Adinuso"],
            [],
            ["", "SUTRISNO"],
            ["", "NIP. 19650101 199001 1 001"],
        ]
    )
    assert names(tidied) == ["SITI"]
    assert kinds(tidied) == {
        1: ("header", "header"),
        3: ("total", "total"),
        4: ("note", "note"),
        5: ("footer", "signature"),
        6: ("footer", "signature"),
        7: ("footer", "signature"),
        9: ("footer", "signature"),
        10: ("footer", "signature"),
    }


def test_a_row_with_a_name_or_a_nik_alone_is_a_record_and_one_with_neither_is_rejected():
    tidied = run(
        [
            HEADER,
            person("1", "SITI", ""),
            person("2", "", SLAMET),
            person("3", "", ""),
            ["4"],
        ]
    )
    assert tidied.raw_records.column("source_row").to_pylist() == [2, 3]
    assert kinds(tidied)[4] == ("rejected", "no_name_no_nik")
    assert kinds(tidied)[5] == ("rejected", "only_number")


@pytest.mark.parametrize(
    ("separator", "village", "hamlet"),
    [
        (["DESA ADINUSO"], "ADINUSO", None),
        (["", "II. Desa Adinuso"], "ADINUSO", None),
        (["ADINUSO"], "ADINUSO", None),
        (["", "Dusun Krajan"], "TENGGULANGHARJO", "KRAJAN"),
    ],
)
def test_a_row_that_names_a_place_holds_for_the_rows_below_it(separator, village, hamlet):
    tidied = run(
        [
            ["DESA TENGGULANGHARJO KECAMATAN SUBAH"],
            ["NO", "NAMA", "NIK"],
            ["1", "SITI", SITI],
            separator,
            ["2", "SLAMET", SLAMET],
        ]
    )
    assert kinds(tidied)[4] == ("title", "separator")
    assert tidied.raw_records.column("context_village").to_pylist() == ["TENGGULANGHARJO", village]
    assert tidied.raw_records.column("context_district").to_pylist() == ["SUBAH", "SUBAH"]
    assert tidied.raw_records.column("raw_hamlet").to_pylist() == [None, hamlet]


def test_a_village_written_once_per_group_is_filled_down():
    tidied = run(
        [
            ["NO", "DESA", "NAMA", "NIK"],
            ["1", "Adinuso", "SITI", SITI],
            ["", "", "SLAMET", SLAMET],
            ["", "", "BUDI", BUDI],
            ["2", "Jatisari", "AMINAH", AMINAH],
            ["", "", "AMINAH", SITI],
        ]
    )
    assert tidied.raw_records.column("raw_village").to_pylist() == ["Adinuso"] * 3 + ["Jatisari"] * 2
    assert tidied.raw_records.column("raw_number").to_pylist() == ["1", None, None, "2", None]


def test_a_village_left_out_now_and_then_is_not_filled_down():
    tidied = run(
        [
            ["NO", "DESA", "NAMA", "NIK"],
            ["1", "Adinuso", "SITI", SITI],
            ["2", "Adinuso", "SLAMET", SLAMET],
            ["3", "", "BUDI", BUDI],
            ["4", "Jatisari", "AMINAH", AMINAH],
        ]
    )
    assert tidied.raw_records.column("raw_village").to_pylist() == ["Adinuso", "Adinuso", None, "Jatisari"]


def test_a_list_without_a_header_is_read_by_its_values():
    people = [("SITI AMINAH", SITI), ("SLAMET RIYADI", SLAMET), ("BUDI SANTOSO", BUDI), ("AMINAH", AMINAH)]
    tidied = run([[str(at), name, nik, "Krajan RT 1"] for at, (name, nik) in enumerate(people, 1)])
    assert names(tidied) == [name for name, _ in people]
    assert tidied.raw_records.column("raw_nik").to_pylist() == [nik for _, nik in people]
    assert {column["how"] for column in tidied.source["columns"] if column["field"]} == {"values"}
    assert tidied.source["header_row"] is None


def test_titles_of_nik_and_kk_changed_about_are_set_right_by_the_values():
    cards = [f"332509{day:02}0612{9000 + day}" for day in range(1, 9)]
    niks = [f"332509{day + 40:02}0380{9000 + day}" for day in range(1, 9)]
    rows = [[f"SITI {'ABCDEFGH'[at]}.", card, nik] for at, (card, nik) in enumerate(zip(cards, niks, strict=True))]
    tidied = run([["NAMA", "NIK", "NO KK"], *rows])
    assert tidied.raw_records.column("raw_nik").to_pylist() == niks
    assert tidied.raw_records.column("raw_no_kk").to_pylist() == cards


def test_a_column_of_long_numbers_is_the_nik_whatever_its_title():
    tidied = run([["Nama", "Nomor Peserta", "Alamat"], ["SITI", SITI, "Krajan"], ["SLAMET", SLAMET, "Krajan"]])
    assert tidied.raw_records.column("raw_nik").to_pylist() == [SITI, SLAMET]


def test_a_form_export_is_read_and_its_unknown_columns_are_kept_by_title():
    tidied = run(
        [
            ["Timestamp", "Nama Lengkap sesuai KTP", "NIK", "Jenis Usaha (kuliner, fashion)", "Warna", "", "Warna"],
            ["2020-11-05 10:01:00", "Siti", SITI, "kuliner", "merah", "x", "biru"],
        ]
    )
    assert fields(tidied)[:4] == [None, "name", "nik", "business"]
    assert dict(tidied.raw_records.column("unmapped").to_pylist()[0]) == {
        "Timestamp": "2020-11-05 10:01:00",
        "Warna": "merah",
        "F": "x",
        "Warna [G]": "biru",
    }


def test_a_summary_by_kecamatan_is_no_list_of_people():
    tidied = run([["REKAP UMKM"], ["NO", "KECAMATAN", "JUMLAH"], ["1", "Subah", "120"], ["2", "Tulis", "80"]])
    assert tidied.source["status"] == "no_table"
    assert tidied.raw_records.num_rows == 0
    assert tidied.rejects.num_rows == tidied.source["rows"] == 4


def test_a_blank_sheet_is_empty():
    assert run([[], ["", " "], []]).source["status"] == "empty"
    assert run([]).source["status"] == "empty"


def test_a_summary_below_the_list_is_kept_apart_from_it():
    summary = [["NO", "KECAMATAN", "JUMLAH", "KET"], ["1", "Subah", "1", ""], ["2", "Tulis", "0", ""]]
    tidied = run([HEADER, person("1", "SITI", SITI), [], *summary])
    assert names(tidied) == ["SITI"]
    assert kinds(tidied)[5] == ("note", "other_table")


def test_a_list_below_a_summary_is_found():
    tidied = run([["NO", "KECAMATAN", "JUMLAH"], ["1", "Subah", "1"], [], HEADER, person("1", "SITI", SITI)])
    assert names(tidied) == ["SITI"]
    assert tidied.source["header_row"] == 4


def test_people_above_the_first_header_are_read_by_their_values():
    above = [["SITI AMINAH", SITI], ["SLAMET RIYADI", SLAMET]]
    tidied = run([*above, ["NAMA", "NIK", "DESA"], ["BUDI", BUDI, "Adinuso"]])
    assert names(tidied) == ["SITI AMINAH", "SLAMET RIYADI", "BUDI"]


def test_a_repeated_header_with_group_titles_is_recognised_as_a_whole():
    header = [["", "DATA PEMILIK", "", "DATA USAHA"], ["NO", "NAMA", "NIK", "NAMA"]]
    first, second = ["1", "SITI", SITI, "Berkah"], ["2", "SLAMET", SLAMET, "Jaya"]
    tidied = run([*header, first, *header, second])
    assert names(tidied) == ["SITI", "SLAMET"]
    assert tidied.raw_records.column("raw_business_name").to_pylist() == ["Berkah", "Jaya"]
    assert kinds(tidied)[4] == kinds(tidied)[5] == ("header", "header_repeated")


def test_a_name_with_nothing_beside_it_is_rejected():
    tidied = run([HEADER, person("1", "SITI", SITI), ["", "KELOMPOK MAKMUR"]])
    assert kinds(tidied)[3] == ("rejected", "only_name")


def test_rows_of_uneven_width_are_brought_to_one():
    sheet = make_sheet([["NAMA", "NIK"], ["SITI", SITI]])
    cells = pa.array([["NAMA", "NIK"], ["SITI", SITI, "x"]], pa.list_(pa.string()))
    uneven = replace(sheet, rows=sheet.rows.set_column(1, "cells", cells))
    tidied = tidy(uneven, source_id="s1", list_name=None, regions=BATANG)
    assert names(tidied) == ["SITI"]
    assert dict(tidied.raw_records.column("unmapped").to_pylist()[0]) == {"C": "x"}


@pytest.mark.parametrize(
    ("header", "title", "file", "expected"),
    [
        (["NAMA", "NIK", "ALAMAT"], "", "a.xlsx", "bpum"),
        (["NAMA", "NIK", "TANGGAL KUNJUNGAN"], "", "a.xlsx", "survey"),
        (["NAMA", "NIK", "MASIH PRODUKSI"], "", "a.xlsx", "survey"),
        (["NAMA", "NIK", "ALAMAT"], "HASIL SURVEI UMKM", "a.xlsx", "survey"),
        (["NAMA", "NIK", "ALAMAT"], "PENDATAAN CALON PENERIMA BPUM", "a.xlsx", "bpum"),
        (["NAMA", "NIK", "ALAMAT"], "", "survei/a.xlsx", "survey"),
    ],
)
def test_columns_titles_and_names_tell_the_survey_from_the_grant_list(header, title, file, expected):
    tidied = run([[title], header, ["SITI", SITI, "x"], ["SLAMET", SLAMET, "x"]], file=file)
    assert tidied.source["list"] == expected
    assert set(tidied.raw_records.column("list").to_pylist()) == {expected}


def test_the_list_can_be_told_from_outside():
    assert run([HEADER, person("1", "SITI", SITI)], list_name="survey").source["list"] == "survey"


@pytest.mark.parametrize(
    ("sheet", "file", "village", "district", "stage"),
    [
        ("Adinuso", "BPUM_TAHAP 3_KEC SUBAH.xlsx", "ADINUSO", "SUBAH", 3),
        ("Sheet1", "KEC. SUBAH/DESA ADINUSO.xlsx", "ADINUSO", "SUBAH", None),
        ("Sheet1", "Subah/Adinuso tahap2.xlsx", "ADINUSO", "SUBAH", 2),
        ("Sheet1", "data batang.xlsx", None, None, None),
        ("Bawang (Blado)", "BPUM Bandar Blado Bawang.xlsx", "BAWANG", "BLADO", None),
        ("Sheet1", "BPUM Bandar Blado Bawang.xlsx", None, None, None),
    ],
)
def test_names_of_sheet_file_and_folder_tell_the_place(sheet, file, village, district, stage):
    source = run([["NAMA", "NIK"], ["SITI", SITI]], sheet=sheet, file=file).source
    assert (source["context_village"], source["context_district"], source["context_stage"]) == (
        village,
        district,
        stage,
    )


def test_the_title_counts_more_than_the_name_of_the_file():
    source = run([["DESA ADINUSO"], ["NAMA", "NIK"], ["SITI", SITI]], file="DESA JATISARI.xlsx").source
    assert source["context_village"] == "ADINUSO"


def test_record_ids_stay_when_rows_are_inserted_above_and_differ_for_equal_rows():
    rows = [person("1", "SITI", SITI), person("1", "SITI", SITI), person("2", "BUDI", BUDI)]
    first = run([HEADER, *rows]).raw_records.column("record_id").to_pylist()
    later = run([["JUDUL"], HEADER, person("9", "AMINAH", AMINAH), *rows]).raw_records.column("record_id").to_pylist()
    assert len(set(first)) == 3
    assert later[1:] == first
    assert all(len(name) == 16 for name in first)


def test_record_ids_differ_between_sheets():
    one, other = (run([HEADER, person("1", "SITI", SITI)], sheet=sheet) for sheet in ("A", "B"))
    assert one.raw_records.column("record_id") != other.raw_records.column("record_id")


def test_the_content_key_is_the_same_for_a_list_saved_in_two_formats():
    workbook = [HEADER, ["1", "Siti", SITI, "Krajan", "1980-03-25", "0812"], []]
    text = [HEADER, [], ["1", " SITI ", f"'{SITI}", "Krajan", "25/03/1980", "0812", "", ""]]
    keys = {run(rows, file=file).source["content_key"] for rows, file in ((workbook, "a.xlsx"), (text, "b.csv"))}
    assert len(keys) == 1
    assert run([HEADER, person("1", "SITI", SLAMET)]).source["content_key"] not in keys


def test_a_number_cell_is_remembered_for_the_nik():
    tidied = run([HEADER, person("1", "SITI", SITI), person("2", "SLAMET", SLAMET)], numbers={(2, 2)})
    assert tidied.raw_records.column("is_nik_number").to_pylist() == [False, True]


def test_reject_all_sends_every_filled_row_to_the_rejects():
    sheet = make_sheet([HEADER, [], person("1", "SITI", SITI)])
    tidied = reject_all(sheet, source_id="s1", reason="duplicate")
    assert kinds(tidied) == {1: ("rejected", "duplicate"), 3: ("rejected", "duplicate")}
    assert (tidied.source["rows"], tidied.source["records"], tidied.source["rejects"]) == (2, 0, 2)
    assert tidied.source["status"] == "duplicate"


CELLS = st.one_of(
    st.sampled_from(
        [
            "",
            "",
            "NO",
            "NAMA",
            "NIK",
            "ALAMAT",
            "DESA",
            "DATA USAHA",
            "1",
            "2",
            "3",
            SITI,
            SLAMET,
            BUDI,
            "SITI",
            "JUMLAH",
        ]
    ),
    st.sampled_from(
        ["JUMLAH", "Mengetahui", "DESA ADINUSO", "Dusun Krajan", "Batang, 12 Mei 2021", "REKAP", "KEC. SUBAH", "-"]
    ),
    st.text(max_size=6),
)


SPANS = st.builds(
    lambda row, column, down, right: MergedRange(row, column, row + down, column + right),
    st.integers(0, 12), st.integers(0, 5), st.integers(0, 4), st.integers(0, 2),
)  # fmt: skip
SHEETS = {
    "merged": st.lists(SPANS, max_size=4),
    "hidden_rows": st.frozensets(st.integers(1, 14)),
    "hidden": st.booleans(),
}


def may_stand_side_by_side(rows, merged):
    wide = any(span.last_column > span.first_column for span in merged)
    return wide or any(cell.strip() and row.count(cell) > 1 for row in rows for cell in row)


@given(st.lists(st.lists(CELLS, max_size=6), max_size=14), st.fixed_dictionaries(SHEETS))
def test_every_filled_row_is_in_exactly_one_of_records_and_rejects(rows, more):
    tidied = run(rows, **more)
    filled = [at for at, row in enumerate(rows, 1) if any(cell.strip() for cell in row)]
    records = tidied.raw_records.column("source_row").to_pylist()
    rejects = tidied.rejects.column("source_row").to_pylist()
    found = sorted(records + rejects)
    if may_stand_side_by_side(rows, more["merged"]):  # then a row may be one of each list
        filled += [row for row in sorted(set(found)) for _ in range(found.count(row) - 1)]
    assert found == sorted(filled)
    hidden = [row in more["hidden_rows"] for row in records]
    assert tidied.raw_records.column("is_row_hidden").to_pylist() == hidden
    assert tidied.source["rows"] == tidied.source["records"] + tidied.source["rejects"] == len(filled)
    assert RAW_RECORDS.conform(tidied.raw_records) == tidied.raw_records
    assert REJECTS.conform(tidied.rejects) == tidied.rejects


@given(
    st.lists(st.lists(CELLS, min_size=4, max_size=4), max_size=8),
    st.lists(st.lists(CELLS, min_size=4, max_size=4), max_size=8),
)
def test_of_lists_side_by_side_every_filled_row_is_in_exactly_one_of_records_and_rejects(left, right):
    header = ["NO", "NAMA", "NIK", "ALAMAT"]
    height = max(len(left), len(right))
    blank = [[""] * 4]
    sides = [(rows + blank * height)[:height] for rows in (left, right)]
    tidied = run(
        [header * 2, ["1", "SITI", SITI, "Krajan"] * 2, *(one + other for one, other in zip(*sides, strict=True))]
    )
    filled = [at for rows in sides for at, row in enumerate(rows, 3) if any(cell.strip() for cell in row)]
    records = tidied.raw_records.column("source_row").to_pylist()
    rejects = tidied.rejects.column("source_row").to_pylist()
    assert sorted(records + rejects) == sorted([1, 1, 2, 2, *filled])
    ids = tidied.raw_records.column("record_id").to_pylist()
    assert len(set(ids)) == len(ids)
    assert tidied.source["rows"] == len(filled) + 4
