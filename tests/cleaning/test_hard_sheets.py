"""Sheets that try to break the reader. Beside each row stands what has to become of it."""

import pytest

from tests.cleaning.factory import AMINAH, BUDI, SITI, SLAMET
from tests.cleaning.layouts import (
    BLANK,
    FOOTER,
    HEADER,
    NAMES,
    NOTE,
    PLAIN,
    RECORD,
    REJECT,
    TITLE,
    TOTAL,
    column,
    fields,
    nik,
    people,
    read,
    reasons,
    run,
)
from umkm_cli.schema import MergedRange

# Titles and headers


@pytest.mark.parametrize("count", range(9))
def test_any_number_of_title_rows_stands_above_a_header(count):
    titles = [
        "PEMERINTAH KABUPATEN BATANG", "DINAS PERINDUSTRIAN PERDAGANGAN KOPERASI DAN UKM", "Jl. Veteran No. 1 Batang",
        "Telp (0285) 391234", "DAFTAR USULAN CALON PENERIMA BPUM", "DESA ADINUSO", "KECAMATAN SUBAH", "TAHUN 2021",
    ]  # fmt: skip
    read([*((TITLE, [title]) for title in titles[:count]), (HEADER, PLAIN), *people(3)])


HEADER_SHAPES = {
    "one row": [["NO", "NAMA", "NIK", "ALAMAT", "NO HP"]],
    "line breaks and blanks inside": [
        ["NO", "NAMA\nLENGKAP", "NIK\r\n(16 digit)", "ALAMAT   SESUAI\nKTP", "NO.  HP /\nWA"]
    ],
    "allowed values in brackets": [
        ["No", "Nama (sesuai KTP)", "NIK (16 angka)", "Alamat (Dukuh, RT/RW)", "HP (aktif)"]
    ],
    "merged over two rows": [["NO", "NAMA", "NIK", "ALAMAT", "NO HP"], ["", "", "", "(SESUAI KTP)", ""]],
    "words below each other": [["NO", "NAMA", "NOMOR", "ALAMAT", "NOMOR"], ["URUT", "LENGKAP", "KTP", "RUMAH", "HP"]],
    "three rows": [
        ["NO", "DATA PEMILIK", "", "", ""],
        ["", "NAMA", "NOMOR", "ALAMAT", "KONTAK"],
        ["", "LENGKAP", "KTP", "RUMAH", "NO HP"],
    ],
    "numbers of columns": [["NO", "NAMA", "NIK", "ALAMAT", "NO HP"], ["1", "2", "3", "4", "5"]],
    "numbers of columns in brackets": [["NO", "NAMA", "NIK", "ALAMAT", "NO HP"], ["(1)", "(2)", "(3)", "(4)", "(5)"]],
    "blank row below": [["NO", "NAMA", "NIK", "ALAMAT", "NO HP"], []],
    "blank row, then numbers of columns": [["NO", "NAMA", "NIK", "ALAMAT", "NO HP"], [], ["1", "2", "3", "4", "5"]],
    "misspelt": [["N0", "NAMMA", "NIK", "ALMAT", "NO TELFON"]],
    "abbreviated": [["NO.", "NM LENGKAP", "NO.KTP", "ALMT", "TLP/HP"]],
    "English": [["No", "Full Name", "ID Number", "Address", "Phone Number"]],
    "form questions": [
        [
            "No",
            "Nama lengkap sesuai KTP",
            "Nomor Induk Kependudukan (NIK) 16 digit",
            "Alamat lengkap (Dukuh/RT/RW)",
            "Nomor HP / WhatsApp yang bisa dihubungi",
        ]
    ],
    "database export": [["ukm_id", "ukm_pemilik", "ukm_nik", "ukm_alamat", "ukm_phone"]],
    "starred": [["NO", "NAMA *", "NIK *)", "ALAMAT**", "NO. HP :"]],
    "letter-spaced": [["N O", "N A M A", "N I K", "A L A M A T", "NO. H P"]],
}


@pytest.mark.parametrize("shape", HEADER_SHAPES)
def test_a_header_of_any_shape_is_understood(shape):
    header = [(HEADER if row else BLANK, row) for row in HEADER_SHAPES[shape]]
    tidied = read([(TITLE, ["DAFTAR UMKM"]), *header, *people(4)])
    assert column(tidied, "name") == NAMES[:4]
    assert column(tidied, "nik") == [nik(at) for at in range(4)]
    assert column(tidied, "address") == [f"Krajan RT {at + 1} RW 1" for at in range(4)]
    assert column(tidied, "phone") == [f"08122334{9000 + at}" for at in range(4)]


TITLES_OF_FIELDS = [
    ("JENIS USHA", "business"), ("KECMATAN", "district"), ("Kelurahan/Ds", "village"), ("DESA/KEL.", "village"),
    ("KEC.", "district"), ("Nama Usaha/Produk", "business_name"), ("No KTP/NIK", "nik"), ("No. Handphone/WA", "phone"),
    ("NO TELFON", "phone"), ("Village", "village"), ("District", "district"), ("Business Name", "business_name"),
    ("Date of Birth", "birth_date"), ("Place of Birth", "birth_place"), ("Mobile Phone", "phone"),
    ("Nama Lengkap (tanpa gelar)", "name"), ("Bidang/Jenis Usaha", "business"), ("Produk/Jasa", "product"),
    ("Dukuh/RT/RW", "address"), ("RT / RW", "rt_rw"), ("Alamat Tempat Usaha (jika berbeda)", "business_address"),
    ("Nomor Kartu Keluarga (KK)", "no_kk"), ("NO KARTU KELURGA", "no_kk"), ("Tgl. Lahir", "birth_date"),
    ("Tempat/Tgl Lahir", "birth_place"), ("TEMPAT, TANGGAL LAHIR", "birth_place"), ("L/P", "gender"),
    ("Jenis Kelamin (L/P)", "gender"), ("JNS KELAMIN", "gender"), ("Nama Pemilik/Pengelola", "name"),
    ("Apakah usaha masih berproduksi?", "production_status"), ("Alamat Email", None), ("Nama Ibu Kandung", None),
    ("Kode Desa", None), ("Nama Bank Penyalur", None), ("Alamat Dukuh", "hamlet"),
    ("Nama Petugas Pendata", "enumerator"),
]  # fmt: skip


@pytest.mark.parametrize(("title", "field"), TITLES_OF_FIELDS)
def test_titles_in_many_spellings_are_understood(title, field):
    others = {"name": {"NO KTP": SITI, "NO": "1"}, "nik": {"NAMA PEMILIK": "SITI", "NO": "1"}}
    named = others.get(field, {"NAMA PEMILIK": "SITI", "NO KTP": SITI})
    value = {"name": "SLAMET", "nik": SLAMET, "production_status": "aktif", "phone": "081234567890"}.get(field, "x1")
    tidied = run([(HEADER, [*named, title]), (RECORD, [*named.values(), value])])
    assert fields(tidied)[2] == field


def test_a_header_below_row_80_is_found():
    filler = [(TITLE, [f"Keterangan pengisian baris {at}"]) for at in range(100)]
    read([*filler, (HEADER, PLAIN), *people(3)])


def test_sub_titles_stand_under_address_and_birth():
    tidied = read(
        [
            (HEADER, ["NO", "NAMA", "NIK", "LAHIR", "", "ALAMAT", "", "", "", "KET"]),
            (HEADER, ["", "", "", "TEMPAT", "TANGGAL", "DUKUH", "RT", "RW", "DESA", ""]),
            (RECORD, ["1", "SITI", SITI, "Batang", "25-03-1980", "Krajan", "1", "2", "Adinuso", ""]),
            (RECORD, ["2", "SLAMET", SLAMET, "Batang", "12-03-1975", "Krajan", "1", "2", "Adinuso", ""]),
        ]
    )
    assert fields(tidied) == [
        "number", "name", "nik", "birth_place", "birth_date", "hamlet", "rt", "rw", "village", "note",
    ]  # fmt: skip


def test_rt_and_rw_stand_under_the_address_that_goes_on_in_the_first_column():
    tidied = read(
        [
            (HEADER, ["NO", "NAMA", "NIK", "ALAMAT", "", ""]),
            (HEADER, ["", "", "", "JALAN/DUKUH", "RT", "RW"]),
            (RECORD, ["1", "SITI", SITI, "Dk. Krajan", "1", "2"]),
            (RECORD, ["2", "SLAMET", SLAMET, "Dk. Krajan", "1", "2"]),
        ]
    )
    assert fields(tidied) == ["number", "name", "nik", "address", "rt", "rw"]


@pytest.mark.parametrize("tick", ["v", "V", "√", "1", "x", "✓"])
def test_two_tick_columns_are_the_sex(tick):
    rows = [
        (RECORD, [str(at + 1), NAMES[at], tick if at % 2 else "", "" if at % 2 else tick, nik(at)]) for at in range(6)
    ]
    tidied = read(
        [
            (HEADER, ["NO", "NAMA", "JENIS KELAMIN", "", "NIK"]),
            (HEADER, ["", "", "L", "P", ""]),
            *rows,
        ]
    )
    assert column(tidied, "gender") == ["P", "L"] * 3


def test_two_tick_columns_without_a_group_title_are_the_sex_too():
    rows = [(RECORD, [NAMES[at], "v" if at % 2 else "", "" if at % 2 else "v", nik(at)]) for at in range(6)]
    tidied = read([(HEADER, ["NAMA", "L", "P", "NIK"]), *rows])
    assert column(tidied, "gender") == ["P", "L"] * 3


def test_of_two_phones_and_two_addresses_each_has_its_place():
    tidied = read(
        [
            (HEADER, ["NAMA", "NIK", "ALAMAT", "ALAMAT USAHA", "NO HP", "NO HP 2"]),
            (RECORD, ["SITI", SITI, "Krajan RT 1", "Pasar Subah", "081234567890", "085712345678"]),
            (RECORD, ["SLAMET", SLAMET, "Krajan RT 1", "Pasar Subah", "081234567891", "085712345679"]),
        ]
    )
    assert fields(tidied)[:5] == ["name", "nik", "address", "business_address", "phone"]
    assert dict(column(tidied, "unmapped")[0]) == {"NO HP 2": "085712345678"}


def test_a_page_break_repeats_header_and_title():
    title = (TITLE, ["DAFTAR PENERIMA BPUM DESA ADINUSO KECAMATAN SUBAH"])
    tidied = read(
        [
            title,
            (HEADER, PLAIN),
            *people(3),
            (BLANK, []),
            title,
            (HEADER, PLAIN),
            (HEADER, ["1", "2", "3", "4", "5"]),
            *people(3, start=3),
            (HEADER, PLAIN),
            *people(2, start=6),
        ]
    )
    assert column(tidied, "name") == NAMES[:8]


def test_tables_below_each_other_name_their_own_place():
    tidied = read(
        [
            (TITLE, ["DESA ADINUSO KECAMATAN SUBAH"]),
            (HEADER, PLAIN),
            *people(2),
            (TOTAL, ["", "JUMLAH", "2"]),
            (BLANK, []),
            (TITLE, ["DESA JATISARI KECAMATAN SUBAH"]),
            (HEADER, ["NO", "NIK", "NAMA PEMILIK", "PRODUK"]),
            (RECORD, ["1", SLAMET, "SLAMET", "batik"]),
        ]
    )
    assert column(tidied, "context_village") == ["ADINUSO", "ADINUSO", "JATISARI"]
    assert column(tidied, "product") == [None, None, "batik"]


# Side by side


def test_two_lists_side_by_side_are_both_read():
    rows = [
        (TITLE, ["DAFTAR UMKM DESA ADINUSO KECAMATAN SUBAH"]),
        (HEADER, ["NO", "NAMA", "NIK", "ALAMAT", "", "NO", "NAMA", "NIK", "ALAMAT"]),
        *(
            (RECORD, [str(at + 1), NAMES[at], nik(at), "Krajan", "", str(at + 5), NAMES[at + 4], nik(at + 4), "Sari"])
            for at in range(4)
        ),
        (RECORD, ["", "", "", "", "", "9", "WARSINI", nik(9), "Sari"]),
        (FOOTER, ["", "Mengetahui", "", "", "", "", "Batang, 12 Mei 2021"]),
        (FOOTER, ["", "Kepala Desa", "", "", "", "", "Ketua Kelompok"]),
        (BLANK, []),
        (FOOTER, ["", "SUTRISNO", "", "", "", "", "HARTONO"]),
    ]
    tidied = read(rows)
    assert sorted(column(tidied, "name")) == sorted([*NAMES[:8], "WARSINI"])
    assert sorted(column(tidied, "nik")) == sorted([nik(at) for at in range(8)] + [nik(9)])
    assert set(column(tidied, "context_village")) == {"ADINUSO"}
    assert len(set(column(tidied, "record_id"))) == 9
    assert tidied.source["rows"] == 1 + 2 + 8 + 1 + 2 * 3


def test_lists_side_by_side_need_no_numbers_and_no_gap():
    rows = [
        (HEADER, ["NO", "NAMA", "NIK", "NO", "NAMA", "NIK"]),
        *((RECORD, [str(at + 1), NAMES[at], nik(at), str(at + 4), NAMES[at + 3], nik(at + 3)]) for at in range(3)),
    ]
    assert sorted(column(read(rows), "name")) == sorted(NAMES[:6])
    rows = [
        (HEADER, ["NAMA", "NIK", "", "NAMA", "NIK"]),
        *((RECORD, [NAMES[at], nik(at), "", NAMES[at + 3], nik(at + 3)]) for at in range(3)),
    ]
    assert sorted(column(read(rows), "name")) == sorted(NAMES[:6])


def test_owner_and_companion_in_one_row_are_no_lists_side_by_side():
    tidied = read(
        [
            (HEADER, ["NO", "NAMA PEMILIK", "NIK PEMILIK", "NAMA AHLI WARIS", "NIK AHLI WARIS"]),
            (RECORD, ["1", "SITI", SITI, "SLAMET", SLAMET]),
            (RECORD, ["2", "AMINAH", AMINAH, "BUDI", BUDI]),
        ]
    )
    assert column(tidied, "name") == ["SITI", "AMINAH"]
    assert column(tidied, "nik") == [SITI, AMINAH]


def test_side_notes_stay_notes():
    people_rows = [(RECORD, [*cells, "", "", ""]) for _, cells in people(6)]
    people_rows[0][1][6:8] = ["DESA", "JUMLAH"]
    people_rows[1][1][6:8] = ["Adinuso", "4"]
    people_rows[2][1][6:8] = ["Jatisari", "2"]
    tidied = read([(HEADER, [*PLAIN, "", "", ""]), *people_rows, (NOTE, [""] * 6 + ["dicek oleh Bu Tri", "belum"])])
    assert column(tidied, "village") == [None] * 6
    assert dict(column(tidied, "unmapped")[1]) == {"G": "Adinuso", "H": "4"}


def test_a_titled_side_table_gives_the_list_no_village():
    rows = [
        (RECORD, [*cells, "", *side])
        for (_, cells), side in zip(people(6), [["Adinuso", "4"], ["Jatisari", "2"], *[["", ""]] * 4], strict=True)
    ]
    tidied = read([(HEADER, [*PLAIN, "", "DESA", "JUMLAH"]), *rows])
    assert column(tidied, "village") == [None] * 6


# Rows that are nobody


@pytest.mark.parametrize(
    "cells",
    [
        ["JUMLAH", "", "25"],
        ["", "JUMLAH", "", "", "25"],
        ["", "TOTAL", "25 orang"],
        ["", "Sub Total", "", "25"],
        ["Jumlah : 25 orang"],
        ["", "Jumlah Pemohon : 25 orang"],
        ["", "", "", "JUMLAH", "25"],
        ["JUMLAH TOTAL", "", "", "Rp", "60.000.000"],
        ["", "J U M L A H", "", "25"],
        ["", "GRAND TOTAL", "", "25"],
        ["", "Total keseluruhan", "", "25"],
        ["6", "JUMLAH", "", "", "25"],
        ["", "JML", "", "25"],
    ],
)
def test_a_total_in_any_form_is_a_total(cells):
    read([(HEADER, PLAIN), *people(5), (TOTAL, cells)])


def test_a_name_that_begins_like_a_total_is_a_record():
    tidied = read([(HEADER, PLAIN), (RECORD, ["1", "JUMLAHSARI", "", "Krajan", ""]), *people(2, start=1)])
    assert column(tidied, "name")[0] == "JUMLAHSARI"


FOOTERS = {
    "two signers side by side": [
        ["", "", "", "", "Batang, 12 Mei 2021"],
        ["", "Mengetahui,", "", "", "Yang mengusulkan,"],
        ["", "Kepala Desa Adinuso", "", "", "Ketua Kelompok"],
        [],
        [],
        ["", "SUTRISNO, S.Sos", "", "", "HARTONO"],
        ["", "NIP. 19650101 199001 1 001", "", "", "NIP 196501011990011001"],
    ],
    "names in brackets": [
        ["", "Kepala Desa", "", "Pendamping"],
        [],
        ["", "( SUTRISNO )", "", "( HARTONO )"],
    ],
    "dots to sign on": [["", "Mengetahui"], ["", "(......................)", "", "(....................)"]],
    "a rank below the name": [
        ["", "", "", "Kepala Dinas Koperasi dan UKM"],
        ["", "", "", "Kabupaten Batang"],
        [],
        ["", "", "", "Drs. SUBROTO, M.Si"],
        ["", "", "", "Pembina Tingkat I"],
        ["", "", "", "NIP. 19650101 199001 1 001"],
    ],
    "a village and a blank date": [["", "", "", "Adinuso, ........... 2021"], ["", "", "", "Kepala Desa Adinuso"]],
    "an officer without the word": [["", "a.n. Camat Subah"], ["", "Kasi PMD"], [], ["", "SUGIARTO"]],
}


@pytest.mark.parametrize("footer", FOOTERS)
def test_signatures_below_the_list_are_no_records(footer):
    read([(HEADER, PLAIN), *people(4), (BLANK, []), *((FOOTER if row else BLANK, row) for row in FOOTERS[footer])])


@pytest.mark.parametrize(
    "text",
    [
        "Catatan:",
        "Catatan : data ini sementara",
        "*) coret yang tidak perlu",
        "NB: lengkapi KTP",
        "Ket: MD = meninggal dunia",
    ],
)
def test_notes_below_the_list_are_notes(text):
    read([(HEADER, PLAIN), *people(3), (BLANK, []), (NOTE, [text])])


def test_a_prepared_template_holds_nobody():
    tidied = read([(TITLE, ["FORM PENDATAAN"]), (HEADER, PLAIN), *((REJECT, [str(at)]) for at in range(1, 51))])
    assert set(list(reasons(tidied).values())[2:]) == {"only_number"}
    assert tidied.source["status"] == "no_table"


def test_dotted_rows_hold_nobody():
    read(
        [
            (HEADER, PLAIN),
            (REJECT, ["1", ".........", "...............", "....", "...."]),
            (REJECT, ["2", "-", "-", "-", "-"]),
            (REJECT, ["3", "____", "________", "", ""]),
            (REJECT, ["dst", "", "", "", ""]),
            (REJECT, ["4.", "…………", "…………", "", ""]),
        ]
    )


def test_an_example_row_of_a_template_is_nobody():
    read(
        [
            (HEADER, PLAIN),
            (REJECT, ["Contoh", "BUDI SANTOSO", "3325XXXXXXXXXXXX", "Dk. Krajan RT 01 RW 02", "08xxxxxxxxxx"]),
            *people(3),
        ]
    )


def test_a_sheet_of_instructions_is_no_list():
    tidied = read(
        [
            (NOTE, ["PETUNJUK PENGISIAN"]),
            (NOTE, ["1", "Kolom NIK diisi 16 digit sesuai KTP, contoh 3325091203759002"]),
            (NOTE, ["2", "Kolom Nama diisi nama lengkap tanpa gelar"]),
            (NOTE, ["3", "Kolom NO HP diisi nomor yang aktif, contoh 081234567890"]),
            (NOTE, ["4", "Kolom Alamat diisi sesuai KTP"]),
        ],
        sheet="Petunjuk",
    )
    assert tidied.source["status"] == "no_table"


def test_a_table_that_explains_columns_is_no_list():
    tidied = run(
        [
            (NOTE, ["Kolom", "Keterangan", "Contoh"]),
            (NOTE, ["NIK", "Nomor Induk Kependudukan, 16 digit", "3325091203759002"]),
            (NOTE, ["Nama", "Nama lengkap sesuai KTP", "Slamet"]),
            (NOTE, ["No HP", "Nomor telepon yang aktif", "081234567890"]),
            (NOTE, ["Alamat", "Alamat sesuai KTP", "Dk. Krajan RT 1 RW 2"]),
        ],
        sheet="Keterangan",
    )
    assert tidied.source["records"] == 0


REKAPS = {
    "by desa": [
        ["NO", "NAMA DESA", "JUMLAH UMKM", "L", "P"],
        ["1", "Adinuso", "12", "5", "7"],
        ["2", "Jatisari", "9", "4", "5"],
    ],
    "titled nama": [
        ["NO", "NAMA", "JUMLAH"],
        ["1", "Adinuso", "12"],
        ["2", "Jatisari", "9"],
        ["3", "Subah", "9"],
        ["4", "Tenggulangharjo", "2"],
    ],
    "by kecamatan and kind": [
        ["NO", "KECAMATAN", "KULINER", "FASHION", "JASA", "JUMLAH"],
        ["1", "Subah", "3", "4", "5", "12"],
        ["2", "Tulis", "3", "4", "5", "12"],
    ],
    "by stage": [["URAIAN", "TAHAP 1", "TAHAP 2"], ["Usulan", "100", "50"], ["Diterima", "90", "45"]],
}


@pytest.mark.parametrize("rekap", REKAPS)
def test_a_summary_is_no_list(rekap):
    tidied = run([("", ["REKAPITULASI UMKM KABUPATEN BATANG"]), *(("", row) for row in REKAPS[rekap])], sheet="Rekap")
    assert tidied.source["records"] == 0
    assert tidied.source["status"] == "no_table"


LOOK_UPS = {
    "villages": [["DESA", "KECAMATAN"], ["Adinuso", "Subah"], ["Jatisari", "Subah"], ["Ponowareng", "Tulis"]],
    "codes": [
        ["KODE DESA", "NAMA DESA"],
        ["3325092001", "Adinuso"],
        ["3325092002", "Jatisari"],
        ["3325092003", "Subah"],
    ],
    "a bare list": [["Adinuso"], ["Jatisari"], ["Subah"], ["Tenggulangharjo"]],
    "choices": [
        ["Jenis Kelamin", "Bidang Usaha", "Status"],
        ["L", "Kuliner", "Aktif"],
        ["P", "Fashion", "Tidak Aktif"],
    ],
    "officers": [["No", "Nama Petugas", "Wilayah"], ["1", "Hartono", "Subah"], ["2", "Sugiarto", "Tulis"]],
}


@pytest.mark.parametrize("look_up", LOOK_UPS)
def test_a_look_up_sheet_is_no_list(look_up):
    tidied = run([("", row) for row in LOOK_UPS[look_up]], sheet="Referensi")
    assert tidied.source["records"] == 0


# Groups, merged cells and second lines


def test_merged_cells_of_a_group_are_filled_down():
    tidied = read(
        [
            (HEADER, ["No", "Kegiatan", "Desa", "Nama", "NIK", "Jenis Usaha"]),
            (RECORD, ["1", "Pelatihan batik", "Adinuso", "SITI", SITI, "batik"]),
            (RECORD, ["", "", "", "SLAMET", SLAMET, ""]),
            (RECORD, ["", "", "", "BUDI", BUDI, "warung"]),
            (RECORD, ["2", "Bazar", "", "AMINAH", AMINAH, "warung"]),
        ],
        merged=(MergedRange(1, 0, 3, 0), MergedRange(1, 1, 3, 1), MergedRange(1, 2, 3, 2), MergedRange(1, 5, 2, 5)),
    )
    assert column(tidied, "number") == ["1", "1", "1", "2"]
    assert column(tidied, "village") == ["Adinuso", "Adinuso", "Adinuso", None]
    assert column(tidied, "business") == ["batik", "batik", "warung", "warung"]
    assert [dict(cells)["Kegiatan"] for cells in column(tidied, "unmapped")] == ["Pelatihan batik"] * 3 + ["Bazar"]


def test_a_merged_nik_is_not_given_to_the_next_person_but_a_merged_family_card_is():
    tidied = read(
        [
            (HEADER, ["No", "Nama", "NIK", "No KK", "HP"]),
            (RECORD, ["1", "SITI", SITI, "3325091203059001", "081234567890"]),
            (RECORD, ["2", "SLAMET", "", "", ""]),
        ],
        merged=(MergedRange(1, 2, 2, 2), MergedRange(1, 3, 2, 3), MergedRange(1, 4, 2, 4)),
    )
    assert column(tidied, "nik") == [SITI, None]
    assert column(tidied, "no_kk") == ["3325091203059001"] * 2
    assert column(tidied, "phone") == ["081234567890", None]


def test_a_record_merged_over_two_lines_is_one_record():
    tidied = read(
        [
            (HEADER, ["No", "Nama", "NIK", "Alamat"]),
            (RECORD, ["1", "MUHAMMAD", SLAMET, "Jl. Melati 4"]),
            (NOTE, ["", "SOLIKHIN", "", "RT 1 RW 2"]),
            (RECORD, ["2", "SITI", SITI, "Krajan"]),
        ],
        merged=(MergedRange(1, 0, 2, 0), MergedRange(1, 2, 2, 2)),
    )
    assert column(tidied, "name") == ["MUHAMMAD SOLIKHIN", "SITI"]
    assert column(tidied, "address") == ["Jl. Melati 4 RT 1 RW 2", "Krajan"]
    assert reasons(tidied)[3] == "continuation"


def test_the_second_line_of_an_address_goes_with_the_row_above():
    tidied = read(
        [
            (HEADER, PLAIN),
            (RECORD, ["1", "SITI", SITI, "Dk. Krajan", "081234567890"]),
            (NOTE, ["", "", "", "RT 1 RW 2"]),
            (RECORD, ["2", "SLAMET", SLAMET, "Dk. Krajan", "081234567891"]),
            (NOTE, ["", "", "", "RT 3 RW 4"]),
        ]
    )
    assert column(tidied, "address") == ["Dk. Krajan RT 1 RW 2", "Dk. Krajan RT 3 RW 4"]


def test_a_second_line_of_name_and_address_is_told_by_the_running_numbers():
    rows = [(HEADER, PLAIN), *people(6)]
    rows.insert(4, (NOTE, ["", "BINTI KARSO", "", "Gang 2"]))
    tidied = read(rows)
    assert column(tidied, "name")[2] == f"{NAMES[2]} BINTI KARSO"
    assert column(tidied, "address")[2] == "Krajan RT 3 RW 1 Gang 2"


def test_a_person_without_number_and_nik_between_others_stays_a_record():
    rows = [(HEADER, PLAIN), *people(6)]
    rows.insert(4, (RECORD, ["", "KASMINAH", "", "Krajan RT 2", "081234567555"]))
    assert column(read(rows), "name")[3] == "KASMINAH"


@pytest.mark.parametrize("ditto", ['"', "''", "sda", "s.d.a", "idem", '- " -', "〃", ",,", "Sda."])
def test_a_ditto_mark_stands_for_what_is_above(ditto):
    tidied = read(
        [
            (HEADER, ["NO", "NAMA", "NIK", "DESA", "ALAMAT"]),
            (RECORD, ["1", "SITI", SITI, "Adinuso", "Krajan RT 1"]),
            (RECORD, ["2", "SLAMET", SLAMET, ditto, ditto]),
            (RECORD, ["3", "BUDI", BUDI, "Jatisari", "Sari RT 2"]),
            (RECORD, ["4", "AMINAH", AMINAH, ditto, "Sari RT 3"]),
        ]
    )
    assert column(tidied, "village") == ["Adinuso", "Adinuso", "Jatisari", "Jatisari"]
    assert column(tidied, "address") == ["Krajan RT 1", "Krajan RT 1", "Sari RT 2", "Sari RT 3"]


def test_hidden_rows_and_sheets_are_read_and_marked():
    rows = [(HEADER, PLAIN), *people(3)]
    tidied = read(rows, hidden_rows={3})
    assert column(tidied, "is_row_hidden") == [False, True, False]
    assert column(tidied, "is_sheet_hidden") == [False] * 3
    assert column(read(rows, hidden=True), "is_sheet_hidden") == [True] * 3


# Values decide


def test_a_column_titled_nik_that_holds_names_is_the_name():
    rows = [(RECORD, [str(at + 1), NAMES[at], nik(at), "Krajan"]) for at in range(6)]
    tidied = read([(HEADER, ["NO", "NIK", "NAMA", "ALAMAT"]), *rows])
    assert column(tidied, "name") == NAMES[:6]
    assert column(tidied, "nik") == [nik(at) for at in range(6)]


def test_a_header_shifted_by_one_column_is_set_right_by_the_values():
    rows = [(RECORD, [str(at + 1), "", NAMES[at], nik(at), f"08122334{9000 + at}"]) for at in range(6)]
    tidied = read([(HEADER, ["NO", "NAMA", "NIK", "NO HP", ""]), *rows])
    assert column(tidied, "name") == NAMES[:6]
    assert column(tidied, "nik") == [nik(at) for at in range(6)]
    assert column(tidied, "phone") == [f"08122334{9000 + at}" for at in range(6)]


VILLAGES = ["Adinuso", "Jatisari", "Subah", "Tenggulangharjo", "Kalimanggis", "Clapar"]


def test_villages_and_kecamatan_are_told_by_their_names():
    rows = [(RECORD, [NAMES[at], nik(at), VILLAGES[at], "Subah"]) for at in range(6)]
    tidied = read([(HEADER, ["NAMA", "NIK", "", ""]), *rows])
    assert column(tidied, "village") == VILLAGES
    assert column(tidied, "district") == ["Subah"] * 6


def test_a_column_of_villages_under_a_title_that_says_nothing_is_the_village():
    rows = [(RECORD, [NAMES[at], nik(at), f"Ds. {VILLAGES[at]}"]) for at in range(6)]
    assert column(read([(HEADER, ["NAMA", "NIK", "WILAYAH"]), *rows]), "village") == [f"Ds. {v}" for v in VILLAGES]


def test_places_of_birth_are_no_villages():
    rows = [(RECORD, [NAMES[at], nik(at), VILLAGES[at]]) for at in range(6)]
    assert column(read([(HEADER, ["NAMA", "NIK", "TEMPAT LAHIR"]), *rows]), "village") == [None] * 6


def test_sex_phone_and_birth_date_are_told_without_titles():
    rows = [
        (RECORD, [NAMES[at], nik(at), "LP"[at % 2], f"08122334{9000 + at}", f"{at + 1:02}-0{at + 1}-19{60 + at}"])
        for at in range(6)
    ]
    tidied = read([(HEADER, ["NAMA", "NIK", "", "", ""]), *rows])
    assert column(tidied, "gender") == ["L", "P"] * 3
    assert column(tidied, "phone") == [f"08122334{9000 + at}" for at in range(6)]
    assert column(tidied, "birth_date") == [f"{at + 1:02}-0{at + 1}-19{60 + at}" for at in range(6)]


def test_a_list_without_any_header_is_read_below_its_titles():
    tidied = read([(TITLE, ["DATA UMKM DESA ADINUSO"]), (BLANK, []), *people(6), (FOOTER, ["", "Mengetahui"])])
    assert column(tidied, "name") == NAMES[:6]
    assert column(tidied, "phone") == [f"08122334{9000 + at}" for at in range(6)]


def test_one_title_over_two_kinds_of_numbers_is_told_by_the_values():
    phones = [f"08122334{9000 + at}" for at in range(6)]
    rows = [(RECORD, [NAMES[at], nik(at), phones[at]]) for at in range(6)]
    tidied = read([(HEADER, ["NAMA", "KTP/WA", ""]), *rows])
    assert column(tidied, "nik") == [nik(at) for at in range(6)]
    assert column(tidied, "phone") == phones
    tidied = read([(HEADER, ["NAMA", "", "NO KTP/NO WA"]), *rows])
    assert column(tidied, "phone") == phones


def test_a_form_export_with_long_questions_is_read():
    tidied = read(
        [
            (
                HEADER,
                [
                    "Timestamp",
                    "Email Address",
                    "Nama lengkap sesuai KTP",
                    "Nomor Induk Kependudukan (NIK) 16 digit",
                    "Alamat lengkap (Dukuh/RT/RW)",
                    "Desa/Kelurahan tempat tinggal",
                    "Apakah usaha Anda masih berjalan?",
                    "Jelaskan secara singkat usaha yang dijalankan",
                    "Nomor WhatsApp aktif",
                    "Upload foto usaha (maks. 1 MB)",
                ],
            ),
            (
                RECORD,
                [
                    "2020-11-05 10:01:00",
                    "siti@contoh.id",
                    "Siti",
                    SITI,
                    "Krajan 1/2",
                    "Adinuso",
                    "Ya",
                    "warung",
                    "0812345678900",
                    "https://drive.example/1",
                ],
            ),
            (
                RECORD,
                [
                    "2020-11-05 10:05:00",
                    "slamet@contoh.id",
                    "Slamet",
                    SLAMET,
                    "Krajan 1/2",
                    "Adinuso",
                    "Ya",
                    "batik",
                    "0812345678901",
                    "https://drive.example/2",
                ],
            ),
        ]
    )
    assert fields(tidied) == [
        None, None, "name", "nik", "address", "village", "production_status", "business", "phone", None,
    ]  # fmt: skip


# Context

CONTEXTS = [
    ([], "Sheet1", "BPUM_TAHAP 3_KEC SUBAH.xlsx", (None, "SUBAH", None, 3)),
    ([], "Sheet1", "Ds. Kalisalak kec. Batang.xlsx", ("KALISALAK", "BATANG", None, None)),
    ([], "Sheet1", "BPUM 2021/KEC. BATANG/DS. KALISALAK/data.xlsx", ("KALISALAK", "BATANG", 2021, None)),
    ([], "Sheet1", "2021/KECAMATAN BANDAR/Tumbrep.xlsx", ("TUMBREP", "BANDAR", 2021, None)),
    ([], "Subah", "KEC SUBAH/data.xlsx", (None, "SUBAH", None, None)),
    ([], "Sheet1", "DESA SUBAH KEC SUBAH.xlsx", ("SUBAH", "SUBAH", None, None)),
    (["DESA TENGULANGHARJO", "KECAMATAN SUBHA"], "Sheet1", "a.xlsx", ("TENGULANGHARJO", "SUBHA", None, None)),
    (
        ["Desa : Adinuso", "Kecamatan : Subah", "Tahun Anggaran : 2021"],
        "Sheet1",
        "a.xlsx",
        ("ADINUSO", "SUBAH", 2021, None),
    ),
    (["DESA/KELURAHAN : ADINUSO"], "Sheet1", "a.xlsx", ("ADINUSO", None, None, None)),
    (["PEMERINTAH DESA ADINUSO", "TAHAP II TAHUN 2020"], "Sheet1", "a.xlsx", ("ADINUSO", None, 2020, 2)),
    (["DATA UMKM KEL. KAUMAN KEC. BATANG"], "Sheet1", "a.xlsx", ("KAUMAN", "BATANG", None, None)),
    ([], "Ds Adinuso", "Copy of usulan BPUM thp 2 (1).xlsx", ("ADINUSO", None, None, 2)),
    ([], "Sheet1", "usulan_bpum_desa_adinuso_kec_subah_2020_FIX.xlsx", ("ADINUSO", "SUBAH", 2020, None)),
]


@pytest.mark.parametrize(("titles", "sheet", "file", "told"), CONTEXTS)
def test_titles_sheet_folder_and_file_tell_place_year_and_stage(titles, sheet, file, told):
    rows = [*((TITLE, [title]) for title in titles), (HEADER, PLAIN), *people(2)]
    source = read(rows, sheet=sheet, file=file).source
    assert tuple(source[f"context_{name}"] for name in ("village", "district", "year", "stage")) == told


PROPOSERS = [
    (["USULAN CALON PENERIMA BPUM", "DINAS PERINDAGKOP DAN UKM KABUPATEN BATANG"], "a.xlsx", "dinas"),
    (["PENGUSUL : KOPERASI SIMPAN PINJAM MAJU JAYA"], "a.xlsx", "koperasi"),
    ([], "usulan BRI unit Subah/data.xlsx", "bank"),
    ([], "KSP Makmur/data.xlsx", "koperasi"),
    ([], "usulan PNM Mekaar.xlsx", "financing"),
    (["PEMERINTAH DESA ADINUSO"], "a.xlsx", "village"),
    (["USULAN KECAMATAN SUBAH"], "a.xlsx", "district"),
    ([], "data.xlsx", None),
    (["DAFTAR UMKM DESA ADINUSO"], "a.xlsx", None),
]


@pytest.mark.parametrize(("titles", "file", "proposer"), PROPOSERS)
def test_the_proposing_body_is_told_by_titles_and_names(titles, file, proposer):
    tidied = read([*((TITLE, [title]) for title in titles), (HEADER, PLAIN), *people(2)], file=file)
    assert tidied.source["context_proposer"] == proposer
    assert column(tidied, "context_proposer") == [proposer] * 2
