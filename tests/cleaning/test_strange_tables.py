"""Strange tables: where they begin and end, what their columns hold, and which of their rows are nobody."""

import pytest

from tests.cleaning.factory import AMINAH, BUDI, SITI
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
    cleaned,
    column,
    fields,
    nik,
    people,
    read,
)
from umkm_cli.schema import MergedRange


def swapped(count, *, start=0):
    """Rows of a list in another order: NIK, name, phone, number, address."""
    return [(kind, [cells[2], cells[1], cells[4], cells[0], cells[3]]) for kind, cells in people(count, start=start)]


SWAPPED = ["NIK", "NAMA", "NO HP", "NO", "ALAMAT"]


# A second table


@pytest.mark.parametrize("blanks", [0, 1, 2])
@pytest.mark.parametrize("titled", [False, True])
def test_a_second_table_is_read_with_columns_of_its_own(blanks, titled):
    title = [(TITLE, ["DATA UMKM DESA JATISARI KEC. SUBAH"])] if titled else []
    tidied = read(
        [(HEADER, PLAIN), *people(4), *[(BLANK, [])] * blanks, *title, (HEADER, SWAPPED), *swapped(3, start=4)]
    )
    assert column(tidied, "name") == NAMES[:7]
    assert column(tidied, "nik") == [nik(at) for at in range(7)]
    assert column(tidied, "phone") == [f"08122334{9000 + at}" for at in range(7)]


def test_a_second_table_stands_further_to_the_right():
    below = [(RECORD, ["", "", *cells]) for _, cells in swapped(3, start=4)]
    tidied = read([(HEADER, PLAIN), *people(4), (BLANK, []), (HEADER, ["", "", *SWAPPED]), *below])
    assert column(tidied, "nik") == [nik(at) for at in range(7)]


def test_a_second_table_with_a_short_header_is_read_with_it():
    below = [(RECORD, [cells[2], cells[1]]) for _, cells in people(3, start=4)]
    tidied = read([(HEADER, PLAIN), *people(4), (BLANK, []), (HEADER, ["NIK", "NAMA"]), *below])
    assert column(tidied, "name") == NAMES[:7]
    assert column(tidied, "phone")[4:] == [None] * 3


def test_a_second_table_with_a_header_over_two_rows():
    below = [(RECORD, [cells[0], cells[2], cells[1], "Krajan", "1", "2", cells[4]]) for _, cells in people(3, start=4)]
    tidied = read(
        [
            (HEADER, PLAIN),
            *people(4),
            (TOTAL, ["", "JUMLAH", "4"]),
            (HEADER, ["NO", "IDENTITAS", "", "ALAMAT", "", "", "NO HP"]),
            (HEADER, ["", "NIK", "NAMA", "DUKUH", "RT", "RW", ""]),
            *below,
        ]
    )
    assert column(tidied, "name") == NAMES[:7]
    assert column(tidied, "rw")[4:] == ["2"] * 3


# Rows that are nobody


@pytest.mark.parametrize(
    "cells",
    [
        ["", "diisi sesuai KTP", "16 digit", "Dukuh, RT/RW", "nomor aktif"],
        ["", "contoh: BUDI SANTOSO", "3325091203759002", "Dk. Krajan RT 1 RW 2", "081234567890"],
        ["1", "Contoh : Budi", "3325091203759002", "Krajan", "081234567890"],
        ["", "(sesuai KTP)", "(16 digit)", "(lengkap)", "(aktif)"],
        ["", "Nama lengkap tanpa gelar", "Wajib 16 digit angka", "Isi dengan dukuh, RT dan RW", "Wajib diisi"],
        ["angka", "teks", "teks (16 digit)", "teks", "teks"],
        ["Misal", "BUDI SANTOSO", "3325091203759002", "Dk. Krajan", "081234567890"],
        ["cth", "BUDI SANTOSO", "3325091203759002", "Dk. Krajan", "081234567890"],
        ["", "Nama sesuai KTP", "xxxxxxxxxxxxxxxx", "alamat sesuai KTP", "08xxxxxxxxxx"],
        ["", "CONTOH", "3325xxxxxxxxxxxx", "CONTOH", ""],
        ["0", "NAMA CONTOH", "1234567890123456", "Alamat contoh", "081234567890"],
        ["*wajib", "*wajib", "*wajib", "opsional", "opsional"],
        ["", "Huruf kapital", "Tanpa spasi", "", ""],
        ["", "tulis lengkap", "tulis 16 angka", "", ""],
    ],
)
def test_a_row_of_hints_or_examples_is_nobody(cells):
    tidied = read([(HEADER, PLAIN), (REJECT, cells), *people(4)])
    assert column(tidied, "name") == NAMES[:4]


def test_names_that_look_like_hints_are_people():
    names = ["ISI WIJAYANTI", "LENGKAPI", "MISALIA", "CONTOHARJO", "WAJIBAH", "TEKSAN"]
    rows = [(RECORD, [str(at + 1), name, nik(at), "Krajan", ""]) for at, name in enumerate(names)]
    rows += [(RECORD, ["7", "WAJIBAH", "", "Krajan RT 2", ""])]
    assert column(read([(HEADER, PLAIN), *rows]), "name") == [*names, "WAJIBAH"]


def test_totals_stand_in_the_middle_and_the_list_goes_on():
    tidied = read(
        [
            (HEADER, PLAIN),
            *people(3),
            (TOTAL, ["", "Jumlah halaman ini", "", "3 orang"]),
            (HEADER, PLAIN),
            *people(3, start=3),
            (TOTAL, ["", "JUMLAH DIPINDAHKAN", "", "6"]),
            (TOTAL, ["", "PINDAHAN", "", "6"]),
            (HEADER, PLAIN),
            *people(2, start=6),
            (TOTAL, ["", "JUMLAH SELURUHNYA", "", "8"]),
        ]
    )
    assert column(tidied, "name") == NAMES[:8]


def test_signatures_between_two_lists_end_the_first_only():
    tidied = read(
        [
            (HEADER, PLAIN),
            *people(3),
            (BLANK, []),
            (FOOTER, ["", "Mengetahui", "", "", "Batang, 12 Mei 2021"]),
            (FOOTER, ["", "Kepala Desa Adinuso", "", "", "Ketua RT 01"]),
            (BLANK, []),
            (BLANK, []),
            (FOOTER, ["", "SUTRISNO", "", "", "HARTONO"]),
            (BLANK, []),
            (TITLE, ["DAFTAR UMKM DESA JATISARI"]),
            (HEADER, PLAIN),
            *people(3, start=3),
        ]
    )
    assert column(tidied, "name") == NAMES[:6]
    assert column(tidied, "context_village") == ["ADINUSO"] * 3 + ["JATISARI"] * 3


# Columns


def test_an_address_without_a_title_is_told_by_its_values():
    for title in ("", "DOMISILI", "TINGGAL DI", "WILAYAH", "KOLOM 3"):
        rows = [(RECORD, [NAMES[at], nik(at), f"Dk. Krajan RT 0{at + 1} RW 02"]) for at in range(6)]
        tidied = read([(HEADER, ["NAMA", "NIK", title]), *rows])
        assert [row["rt"] for row in cleaned(tidied)] == [1, 2, 3, 4, 5, 6], title
        assert fields(tidied)[2] == "address", title


def test_an_address_of_numbers_and_a_hamlet_is_told_by_its_values():
    rows = [(RECORD, [NAMES[at], nik(at), f"KRAJAN {at + 1}/2"]) for at in range(6)]
    assert [row["rt"] for row in cleaned(read([(HEADER, ["NAMA", "NIK", ""]), *rows]))] == [1, 2, 3, 4, 5, 6]


def test_rt_and_rw_without_a_title_are_told_by_their_values():
    rows = [(RECORD, [NAMES[at], nik(at), f"00{at + 1}/002", "Adinuso"]) for at in range(6)]
    tidied = read([(HEADER, ["NAMA", "NIK", "", "DESA"]), *rows])
    assert [(row["rt"], row["rw"]) for row in cleaned(tidied)] == [(at + 1, 2) for at in range(6)]


def test_dates_of_birth_are_no_rt_and_rw():
    rows = [(RECORD, [NAMES[at], nik(at), f"0{at + 1}/0{at + 2}/1978"]) for at in range(6)]
    assert fields(read([(HEADER, ["NAMA", "NIK", ""]), *rows])) == ["name", "nik", "birth_date"]


def test_lines_of_business_without_a_title_are_no_address():
    rows = [(RECORD, [NAMES[at], nik(at), text]) for at, text in enumerate(["warung", "batik", "jahit"] * 2)]
    assert column(read([(HEADER, ["NAMA", "NIK", ""]), *rows]), "address") == [None] * 6


def test_survey_codes_are_titles():
    tidied = read(
        [
            (HEADER, ["id_responden", "b1_nama_pemilik", "b1_nik", "b1_alamat", "b1_desa", "b2_jenis_usaha", "no_hp"]),
            *(
                (RECORD, [f"R{at}", NAMES[at], nik(at), "Krajan RT 1", "Adinuso", "warung", f"08122334{9000 + at}"])
                for at in range(4)
            ),
        ]
    )
    assert fields(tidied)[1:] == ["name", "nik", "address", "village", "business", "phone"]


def test_short_survey_codes_are_titles():
    tidied = read(
        [
            (HEADER, ["ukm_id", "nm_pemilik", "nik_pemilik", "almt", "nm_kel", "nm_kec", "jns_usaha", "hp"]),
            *(
                (RECORD, [str(at), NAMES[at], nik(at), "Krajan", "Adinuso", "Subah", "warung", f"08122334{9000 + at}"])
                for at in range(4)
            ),
        ]
    )
    assert fields(tidied)[1:] == ["name", "nik", "address", "village", "district", "business", "phone"]


def test_nik_and_family_card_are_swapped():
    rows = [(RECORD, [NAMES[at], f"332509{at + 10:02}0112{9000 + at}", nik(at)]) for at in range(9)]
    tidied = read([(HEADER, ["NAMA", "NIK", "NO KK"]), *rows])
    assert column(tidied, "nik") == [nik(at) for at in range(9)]


def test_parent_titles_are_merged_over_their_columns():
    tidied = read(
        [
            (HEADER, ["NO", "NAMA PEMILIK", "NIK", "ALAMAT", "", "", "", "JENIS KELAMIN", "", "USAHA", ""]),
            (HEADER, ["", "", "", "DUKUH", "RT", "RW", "DESA", "L", "P", "NAMA", "JENIS"]),
            (HEADER, [str(at) for at in range(1, 12)]),
            *(
                (RECORD, [
                    str(at + 1), NAMES[at], nik(at), "Krajan", "01", "02", "Adinuso", "" if at % 3 == 0 else "v",
                    "v" if at % 3 == 0 else "", "Berkah", "warung",
                ])
                for at in range(6)
            ),
        ]
    )  # fmt: skip
    assert fields(tidied) == [
        "number", "name", "nik", "hamlet", "rt", "rw", "village", "gender", "gender", "business_name", "business",
    ]  # fmt: skip


def test_titles_over_three_rows_are_joined():
    tidied = read(
        [
            (HEADER, ["NO", "IDENTITAS PEMILIK USAHA", "", "", "", "", "DATA USAHA", ""]),
            (HEADER, ["", "NAMA", "NIK", "ALAMAT", "", "", "NAMA", "JENIS"]),
            (HEADER, ["", "", "", "DUKUH", "RT/RW", "DESA", "USAHA", "USAHA"]),
            *(
                (RECORD, [str(at + 1), NAMES[at], nik(at), "Krajan", "01/02", "Adinuso", "Berkah", "warung"])
                for at in range(6)
            ),
        ]
    )
    assert fields(tidied) == ["number", "name", "nik", "hamlet", "rt_rw", "village", "business_name", "business"]


def test_two_owners_in_a_cell_are_one_row():
    rows = [(RECORD, ["1", "SITI AMINAH & SLAMET", SITI, "Krajan"]), (RECORD, ["2", "BUDI / AMINAH", BUDI, "Krajan"])]
    tidied = read([(HEADER, PLAIN[:4]), *rows, (RECORD, ["3", "AMINAH", AMINAH, "Krajan"])])
    assert [row["nik"] for row in cleaned(tidied)] == [SITI, BUDI, AMINAH]


def test_the_running_number_column_has_no_title():
    rows = [(RECORD, cells) for _, cells in people(4)]
    tidied = read([(HEADER, ["", *PLAIN[1:]]), *rows])
    assert column(tidied, "name") == NAMES[:4]


def test_a_header_that_is_merged_over_two_rows_and_columns():
    tidied = read(
        [
            (HEADER, ["NO", "NAMA", "NIK", "ALAMAT", "", "NO HP"]),
            (HEADER, ["", "", "", "RT/RW", "DESA", ""]),
            *(
                (RECORD, [str(at + 1), NAMES[at], nik(at), "01/02", "Adinuso", f"08122334{9000 + at}"])
                for at in range(4)
            ),
        ],
        merged=(MergedRange(0, 0, 1, 0), MergedRange(0, 1, 1, 1), MergedRange(0, 2, 1, 2), MergedRange(0, 3, 0, 4)),
    )
    assert fields(tidied) == ["number", "name", "nik", "rt_rw", "village", "phone"]


def test_first_and_last_names_in_two_columns_are_one_name():
    rows = [(RECORD, [str(at + 1), *NAMES[at].split(" "), nik(at)]) for at in (0, 1, 2, 3, 4)]
    tidied = read([(HEADER, ["NO", "NAMA DEPAN", "NAMA BELAKANG", "NIK"]), *rows])
    assert column(tidied, "name") == NAMES[:5]
    assert [row["name"] for row in cleaned(tidied)] == [name.title() for name in NAMES[:5]]


def test_name_and_address_in_one_column_are_parted():
    rows = [(RECORD, [str(at + 1), f"{NAMES[at]}, Dk. Krajan RT {at + 1} RW 2", nik(at)]) for at in range(5)]
    done = cleaned(read([(HEADER, ["NO", "NAMA / ALAMAT", "NIK"]), *rows]))
    assert [row["name"] for row in done] == [name.title() for name in NAMES[:5]]
    assert [(row["hamlet"], row["rt"], row["rw"]) for row in done] == [("Krajan", at + 1, 2) for at in range(5)]


def card(name, number):
    """A form of one person, a line for each field."""
    return [
        ["Nama Lengkap", ":", name],
        ["NIK", ":", number],
        ["Alamat", ":", "Dk. Krajan RT 1 RW 2"],
        ["Desa", ":", "Clapar"],
        ["No. HP", ":", "081234567890"],
    ]


CARDS = {
    "cells": lambda rows: rows,
    "one cell": lambda rows: [[" ".join(row)] for row in rows],
    "colon with the value": lambda rows: [[row[0], f": {row[2]}"] for row in rows],
    "no colon": lambda rows: [[row[0], "", row[2]] for row in rows],
    "numbered": lambda rows: [[str(at), *row] for at, row in enumerate(rows, 1)],
    "numbered in one cell": lambda rows: [[f"{at}. {' '.join(row)}"] for at, row in enumerate(rows, 1)],
    "two beside each other": lambda rows: [rows[0] + rows[1], rows[2] + rows[3], rows[4]],
}


@pytest.mark.parametrize("written", CARDS)
@pytest.mark.parametrize("headed", [True, False])
def test_forms_with_a_line_for_each_field_are_one_record_each(written, headed):
    rows = [(TITLE, ["FORMULIR PENDAFTARAN DESA CLAPAR"]), (BLANK, [])]
    for at, (name, number) in enumerate([("SITI AMINAH", SITI), ("BUDI SANTOSO", BUDI), ("AMINAH", AMINAH)], 1):
        first, *others = CARDS[written](card(name, number))
        rows += [(TITLE, [f"{at}. DATA PEMILIK"])] if headed else []
        rows += [(RECORD, first), *((NOTE, other) for other in others), (BLANK, [])]
    done = cleaned(read(rows))
    assert [(row["name"], row["nik"], row["rt"], row["village"]) for row in done] == [
        ("Siti Aminah", SITI, 1, "Clapar"),
        ("Budi Santoso", BUDI, 1, "Clapar"),
        ("Aminah", AMINAH, 1, "Clapar"),
    ]


def test_titles_of_label_and_value_above_an_unreadable_table_are_no_form():
    rows = [(NOTE, ["Nama Kegiatan : Bazar"]), (NOTE, ["Desa : Clapar"]), (NOTE, ["Tahun : 2021"])]
    assert read(rows).source["status"] == "no_table"


@pytest.mark.parametrize("delimiter", [";", ",", "|"])
def test_lines_of_a_text_file_in_the_first_column_are_parted(delimiter):
    rows = [(kind, [delimiter.join(cells)]) for kind, cells in [(HEADER, PLAIN), *people(5)]]
    tidied = read(rows)
    assert column(tidied, "nik") == [nik(at) for at in range(5)]
    assert column(tidied, "phone") == [f"08122334{9000 + at}" for at in range(5)]


def test_a_nik_in_boxes_is_one_number():
    header = ["NO", "NAMA", "NIK", *[""] * 15, "HP"]
    rows = [(RECORD, [str(at + 1), NAMES[at], *nik(at), f"08122334{9000 + at}"]) for at in range(4)]
    tidied = read([(HEADER, header), *rows])
    assert column(tidied, "nik") == [nik(at) for at in range(4)]
    assert column(tidied, "phone") == [f"08122334{9000 + at}" for at in range(4)]


@pytest.mark.parametrize("glue", [" / ", "\n", " - ", " (NIK: "])
def test_name_and_nik_in_one_cell_are_parted(glue):
    rows = [(RECORD, [str(at + 1), f"{NAMES[at]}{glue}{nik(at)}", "Krajan"]) for at in range(4)]
    done = cleaned(read([(HEADER, ["NO", "NAMA / NIK", "ALAMAT"]), *rows]))
    assert [(row["name"], row["nik"]) for row in done] == [(NAMES[at].title(), nik(at)) for at in range(4)]


def test_the_nik_below_the_name_is_that_of_the_name():
    rows = [row for at in range(4) for row in ((RECORD, [str(at + 1), NAMES[at], "Krajan"]), (NOTE, ["", nik(at), ""]))]
    done = cleaned(read([(HEADER, ["NO", "NAMA / NIK", "ALAMAT"]), *rows]))
    assert [(row["name"], row["nik"]) for row in done] == [(NAMES[at].title(), nik(at)) for at in range(4)]


@pytest.mark.parametrize("titles", [["NIK", "", ""], ["NIK", "NIK", "NIK"], ["NIK 1", "NIK 2", "NIK 3"]])
def test_a_number_in_groups_of_digits_is_one(titles):
    rows = [(RECORD, [NAMES[at], nik(at)[:6], nik(at)[6:12], nik(at)[12:], "Krajan"]) for at in range(4)]
    tidied = read([(HEADER, ["NAMA", *titles, "ALAMAT"]), *rows])
    assert column(tidied, "nik") == [nik(at) for at in range(4)]


@pytest.mark.parametrize("titles", [["TGL", "BLN", "THN"], ["TANGGAL", "BULAN", "TAHUN"]])
@pytest.mark.parametrize("born", [["12", "03", "1975"], ["12", "Maret", "1975"], ["12", "3", "75"]])
def test_a_day_of_birth_in_three_columns_is_one(titles, born):
    rows = [(RECORD, [NAMES[at], nik(at), *born]) for at in range(4)]
    plain = [(HEADER, ["NAMA", "NIK", *titles])]
    grouped = [(HEADER, ["NAMA", "NIK", "TANGGAL LAHIR", "", ""]), (HEADER, ["", "", *titles])]
    for header in (plain, grouped):
        assert {str(row["birth_date"]) for row in cleaned(read([*header, *rows]))} == {"1975-03-12"}


def test_day_month_and_year_of_a_visit_are_no_birth():
    rows = [(RECORD, [NAMES[at], "", "12", "03", "2021"]) for at in range(4)]
    assert {row["birth_date"] for row in cleaned(read([(HEADER, ["NAMA", "NIK", "TGL", "BLN", "THN"]), *rows]))} == {
        None
    }


def test_a_row_of_words_right_below_the_header_is_a_record():
    rows = [(RECORD, [NAMES[at], "", "Dk Krajan, Clapar"]) for at in range(3)]
    assert column(read([(HEADER, ["NAMA", "NIK", "ALAMAT"]), *rows]), "name") == NAMES[:3]


SEXES = [
    ("1. Laki-laki", "L"), ("Lelaki", "L"), ("Tn", "L"), ("Bapak", "L"), ("Sdri.", "P"), ("lanang", "L"), ("♀", "P"),
    ("Lk-lk", "L"), ("Laki-lak", "L"), ("P (Perempuan)", "P"), ("Perempaun", "P"), ("L / P", None), ("warung", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "sex"), SEXES)
def test_the_sex_is_told_in_many_words(text, sex):
    rows = [(RECORD, ["SITI", SITI, "P"]), (RECORD, ["WARTO", "", text])]
    assert cleaned(read([(HEADER, ["NAMA", "NIK", "JENIS KELAMIN"]), *rows]))[1]["gender"] == sex


PHONE = "081234567893"
IN_ONE_CELL = [
    # title, cell, what is told by it
    ("NIK / NO HP", f"{SITI} / {PHONE}", {"nik": SITI, "phone": f"+62{PHONE[1:]}"}),
    ("NIK/HP", f"{SITI}\n{PHONE}", {"nik": SITI, "phone": f"+62{PHONE[1:]}"}),
    ("NIK", f"{SITI} HP. {PHONE}", {"nik": SITI, "phone": f"+62{PHONE[1:]}"}),
    ("NIK / NO KK", f"{SITI}/3325091203059001", {"nik": SITI, "no_kk": "3325091203059001"}),
    ("NIK", f"KK 3325091203059001 NIK {SITI}", {"nik": SITI, "no_kk": "3325091203059001"}),
    ("ALAMAT / NO HP", f"Dk. Krajan RT 1 RW 2 / {PHONE}", {"rt": 1, "rw": 2, "phone": f"+62{PHONE[1:]}"}),
    ("ALAMAT", f"Dk. Krajan RT 1 RW 2 HP {PHONE}", {"rt": 1, "rw": 2, "phone": f"+62{PHONE[1:]}"}),
    ("KET", f"HP {PHONE}", {"phone": f"+62{PHONE[1:]}"}),
    ("TTL / JK", "Batang, 25-03-1980 (P)", {"gender": "P"}),
]


@pytest.mark.parametrize(("title", "cell", "told"), IN_ONE_CELL)
def test_two_fields_in_one_cell_are_parted(title, cell, told):
    rows = [(RECORD, [str(at + 1), NAMES[at], cell]) for at in range(3)]
    done = cleaned(read([(HEADER, ["NO", "NAMA", title]), *rows]))
    assert [{name: row[name] for name in told} for row in done] == [told] * 3


@pytest.mark.parametrize(
    ("title", "cell", "told"),
    [
        ("NIK / NAMA", f"{SITI} / {{}}", {"nik": SITI}),
        ("IDENTITAS", f"{{}} ({SITI}) Dk. Krajan RT 1 RW 2", {"nik": SITI, "rt": 1, "rw": 2}),
        ("NAMA (L/P)", "{} (P)", {"gender": "P"}),
        ("NAMA", "{} / L", {"gender": "L"}),
        ("NAMA / NO HP", f"{{}} / {PHONE}", {"phone": f"+62{PHONE[1:]}"}),
        ("NAMA / NIK / HP", f"{{}} {SITI} {PHONE}", {"nik": SITI, "phone": f"+62{PHONE[1:]}"}),
        ("NAMA, NIK, ALAMAT", f"{{}}, {SITI}, Dk. Krajan RT 1 RW 2", {"nik": SITI, "rt": 1, "rw": 2}),
    ],
)
def test_what_stands_behind_the_name_is_no_part_of_it(title, cell, told):
    rows = [(RECORD, [str(at + 1), cell.format(NAMES[at]), "warung"]) for at in range(3)]
    done = cleaned(read([(HEADER, ["NO", title, "JENIS USAHA"]), *rows]))
    assert [row["name"] for row in done] == [name.title() for name in NAMES[:3]]
    assert [{name: row[name] for name in told} for row in done] == [told] * 3


def test_rows_whose_cells_slipped_are_set_right():
    rows = people(6)
    rows[2] = (RECORD, ["", *rows[2][1]])
    rows[4] = (RECORD, rows[4][1][1:])
    tidied = read([(HEADER, PLAIN), *rows])
    assert column(tidied, "name") == NAMES[:6]
    assert column(tidied, "nik") == [nik(at) for at in range(6)]
    assert column(tidied, "phone") == [f"08122334{9000 + at}" for at in range(6)]


def test_name_and_nik_the_other_way_round_are_set_right():
    rows = people(6)
    for at in (3, 4):
        number, name, long_number, *others = rows[at][1]
        rows[at] = (RECORD, [number, long_number, name, *others])
    tidied = read([(HEADER, PLAIN), *rows])
    assert column(tidied, "name") == NAMES[:6]
    assert column(tidied, "nik") == [nik(at) for at in range(6)]


@pytest.mark.parametrize("titles", [["NIK LAMA", "NIK BARU"], ["NIK", "NIK PERBAIKAN"], ["NIK SALAH", "NIK BENAR"]])
def test_the_mended_nik_counts_and_the_old_one_where_none_was_mended(titles):
    rows = [(RECORD, [NAMES[at], nik(at + 1) if at else nik(0), nik(at) if at else ""]) for at in range(4)]
    assert column(read([(HEADER, ["NAMA", *titles]), *rows]), "nik") == [nik(at) for at in range(4)]


def test_ages_under_the_sexes_tick_them():
    rows = [(RECORD, [NAMES[at], nik(at), *(["45", ""] if at % 2 else ["", "46"])]) for at in range(4)]
    header = [(HEADER, ["NAMA", "NIK", "UMUR", ""]), (HEADER, ["", "", "L", "P"])]
    assert column(read([*header, *rows]), "gender") == ["P", "L"] * 2


def test_of_several_titles_in_one_the_first_that_is_known_counts():
    rows = [(RECORD, [str(at + 1), NAMES[at], nik(at)]) for at in range(4)]
    assert column(read([(HEADER, ["NO", "NAMA / PANGGILAN", "NIK"]), *rows]), "name") == NAMES[:4]


TWO_LINES = {
    "titles below each other": [["NO", "NAMA", "ALAMAT"], ["", "NIK", "NO HP"]],
    "titles beside each other": [["NO", "NAMA / NIK", "ALAMAT / NO HP"]],
}


@pytest.mark.parametrize("header", TWO_LINES)
def test_records_of_two_lines_are_read_with_the_titles_of_both(header):
    rows = []
    for at in range(4):
        rows += [(RECORD, [str(at + 1), NAMES[at], f"Dk. Krajan RT {at + 1} RW 2"]), (NOTE, ["", nik(at), PHONE])]
    done = cleaned(read([*((HEADER, titles) for titles in TWO_LINES[header]), *rows]))
    assert [(row["name"], row["nik"]) for row in done] == [(NAMES[at].title(), nik(at)) for at in range(4)]
    assert [(row["rt"], row["phone"]) for row in done] == [(at + 1, f"+62{PHONE[1:]}") for at in range(4)]


def test_records_of_three_lines_in_one_column_are_parted():
    rows = []
    for at in range(4):
        rows += [(RECORD, [str(at + 1), NAMES[at]]), (NOTE, ["", nik(at)]), (NOTE, ["", f"Dk. Krajan RT {at + 1}"])]
    done = cleaned(read([(HEADER, ["NO", "NAMA"]), (HEADER, ["", "NIK"]), (HEADER, ["", "ALAMAT"]), *rows]))
    assert [(row["nik"], row["rt"]) for row in done] == [(nik(at), at + 1) for at in range(4)]


@pytest.mark.parametrize(("yes", "no"), [("1", "0"), ("v", "-"), ("TRUE", "FALSE"), ("x", "")])
def test_of_two_tick_columns_the_other_may_say_no(yes, no):
    rows = [(RECORD, [NAMES[at], nik(at), *((yes, no) if at % 2 else (no, yes))]) for at in range(4)]
    assert column(read([(HEADER, ["NAMA", "NIK", "L", "P"]), *rows]), "gender") == ["P", "L"] * 2


def test_names_under_a_title_nobody_knows_are_told_by_their_looks():
    names = ["SITI AMINAH", "SLAMET RIYADI", "BUDI SANTOSO", "SRI LESTARI"]
    rows = [(RECORD, [str(at + 1), name, nik(at), "warung nasi"]) for at, name in enumerate(names)]
    assert column(read([(HEADER, ["NO", "JENENG", "NIK", "PAKARYAN"]), *rows]), "name") == names
    rows = [(RECORD, [str(at + 1), "warung nasi", nik(at)]) for at in range(4)]
    assert column(read([(HEADER, ["NO", "PAKARYAN", "NIK"]), *rows]), "name") == [None] * 4


def test_headings_between_the_rows_tell_the_sex():
    rows = [(RECORD, [str(at + 1), NAMES[at], "RT 1 RW 2"]) for at in range(6)]
    titles = [(TITLE, ["LAKI-LAKI"]), (TITLE, ["", "PEREMPUAN"])]
    tidied = read([(HEADER, ["NO", "NAMA", "ALAMAT"]), titles[0], *rows[:3], titles[1], *rows[3:]])
    assert column(tidied, "gender") == ["L"] * 3 + ["P"] * 3
