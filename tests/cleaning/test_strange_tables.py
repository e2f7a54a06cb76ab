"""Strange tables: where they begin and end, what their columns hold, and which of their rows are nobody."""

import pytest

from tests.cleaning.factory import AMINAH, BUDI, SITI
from tests.cleaning.layouts import (
    BLANK,
    FOOTER,
    HEADER,
    NAMES,
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
    assert column(tidied, "context_village") == [None] * 3 + ["JATISARI"] * 3


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


def test_a_form_with_one_person_per_block_of_labels_is_read():
    def card(name, number):
        return [
            ["Nama", ":", name], ["NIK", ":", number], ["Alamat", ":", "Krajan RT 1 RW 2"], ["Desa", ":", "Adinuso"],
        ]  # fmt: skip

    rows = [("", cells) for cells in [*card("SITI AMINAH", SITI), [], *card("SLAMET", SLAMET)]]
    # Such forms are not read; they must not be read wrong either.
    from tests.cleaning.layouts import run

    assert column(run(rows), "name") in ([], ["SITI AMINAH", "SLAMET"])
