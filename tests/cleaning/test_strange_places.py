"""Strange ways of telling where people live: titles, headings, sheets, files, and columns of RT and RW."""

import pytest

from tests.cleaning.layouts import (
    BLANK,
    FOOTER,
    HEADER,
    NAMES,
    NOTE,
    PLAIN,
    RECORD,
    TITLE,
    TOTAL,
    cleaned,
    column,
    fields,
    nik,
    people,
    read,
    run,
)
from umkm_cli.schema import MergedRange


def villages(tidied):
    """Village and district of each record, as told apart in the end."""
    return [(row["village"], row["district"]) for row in cleaned(tidied)]


# Titles glued to headers


@pytest.mark.parametrize(
    "title",
    [
        ["DESA : CLAPAR"],
        ["DESA", ": CLAPAR"],
        ["DESA", ":", "CLAPAR"],
        ["Desa Clapar"],
        ["", "", "DESA CLAPAR"],
        ["DESA: CLAPAR", "", "KECAMATAN: SUBAH"],
        ["DESA", "CLAPAR", "", "KECAMATAN", "SUBAH"],
        ["NAMA DESA : CLAPAR"],
        ["Desa/Kelurahan", "Clapar"],
        ["ALAMAT", "DESA CLAPAR"],
        ["DATA UMKM", "DESA CLAPAR"],
        ["CLAPAR"],
    ],
)
@pytest.mark.parametrize("above", [[], ["KECAMATAN : SUBAH"]])
def test_a_line_glued_to_the_header_names_the_village(title, above):
    tidied = read([*((TITLE, [text]) for text in above), (TITLE, title), (HEADER, PLAIN), *people(4)])
    assert villages(tidied) == [("Clapar", "Subah")] * 4


def test_lines_of_key_and_value_stand_above_each_village():
    def key_values(village):
        return [
            (TITLE, ["KABUPATEN", ": BATANG"]),
            (TITLE, ["KECAMATAN", ": SUBAH"]),
            (TITLE, ["DESA", f": {village}"]),
            (HEADER, PLAIN),
        ]

    tidied = read([*key_values("CLAPAR"), *people(3), (BLANK, []), *key_values("JATISARI"), *people(3, start=3)])
    assert villages(tidied) == [("Clapar", "Subah")] * 3 + [("Jatisari", "Subah")] * 3


def test_a_line_glued_to_the_header_again_names_the_next_village():
    tidied = read(
        [
            (TITLE, ["KECAMATAN SUBAH"]),
            (TITLE, ["DESA : CLAPAR"]),
            (HEADER, PLAIN),
            *people(3),
            (TITLE, ["DESA : JATISARI"]),
            (HEADER, PLAIN),
            *people(3, start=3),
            (BLANK, []),
            (TITLE, ["DESA", "", "KALIMANGGIS"]),
            (HEADER, ["NO", "NIK", "NAMA"]),
            *((RECORD, [str(at), nik(at), NAMES[at]]) for at in (6, 7)),
        ]
    )
    assert [village for village, _ in villages(tidied)] == ["Clapar"] * 3 + ["Jatisari"] * 3 + ["Kalimanggis"] * 2


# Side by side


@pytest.mark.parametrize("gap", [0, 1, 2])
@pytest.mark.parametrize("glued", [True, False])
def test_each_of_two_tables_side_by_side_has_its_own_title(gap, glued):
    blank = [""] * gap
    rows = [
        (RECORD, [str(at + 1), NAMES[at], nik(at), "Krajan", *blank, str(at + 1), NAMES[at + 4], nik(at + 4), "Sari"])
        for at in range(4)
    ]
    tidied = run(
        [
            (TITLE, ["KECAMATAN SUBAH"]),
            (TITLE, ["DESA CLAPAR", "", "", "", *blank, "DESA JATISARI"]),
            *([] if glued else [(BLANK, [])]),
            (HEADER, [*PLAIN[:4], *blank, *PLAIN[:4]]),
            *rows,
        ]
    )
    by_name = {row["name"].upper(): row["village"] for row in cleaned(tidied)}
    assert by_name == dict.fromkeys(NAMES[:4], "Clapar") | dict.fromkeys(NAMES[4:8], "Jatisari")


def test_a_title_in_the_middle_of_two_tables_is_for_both():
    rows = [(RECORD, [str(at + 1), NAMES[at], nik(at), "", str(at + 1), NAMES[at + 4], nik(at + 4)]) for at in range(4)]
    tidied = run([(TITLE, ["", "", "DESA CLAPAR KEC SUBAH"]), (HEADER, [*PLAIN[:3], "", *PLAIN[:3]]), *rows])
    assert villages(tidied) == [("Clapar", "Subah")] * 8


def test_tables_side_by_side_with_other_columns_each_have_a_title():
    rows = [
        (RECORD, [str(at + 1), NAMES[at], nik(at), "Krajan", "", str(at + 1), nik(at + 4), NAMES[at + 4]])
        for at in range(4)
    ]
    tidied = run(
        [
            (TITLE, ["DESA CLAPAR", "", "", "", "", "DESA JATISARI"]),
            (HEADER, [*PLAIN[:4], "", "NO", "NIK", "NAMA"]),
            *rows,
        ]
    )
    by_name = {row["name"].upper(): row["village"] for row in cleaned(tidied)}
    assert by_name == dict.fromkeys(NAMES[:4], "Clapar") | dict.fromkeys(NAMES[4:8], "Jatisari")


# Headings between the rows


HEADINGS = [
    ["II. DESA JATISARI"],
    ["", "DESA JATISARI"],
    ["B", "Jatisari"],
    ["DESA", "JATISARI"],
    ["2", "DESA : JATISARI"],
    ["Ds. Jatisari"],
    ["DESA JATISARI (12 orang)"],
    ["DESA JATISARI", "", "", "", "Jumlah : 12"],
    ["--- Desa Jatisari ---"],
    ["DESA JATISARI KECAMATAN SUBAH"],
    ["Kel. Jatisari", "", "12 UMKM"],
]


@pytest.mark.parametrize("heading", HEADINGS)
def test_a_heading_between_the_rows_names_the_village_below(heading):
    tidied = read(
        [
            (TITLE, ["KECAMATAN SUBAH"]),
            (HEADER, PLAIN),
            (TITLE, ["I. DESA CLAPAR"]),
            *people(3),
            (TITLE, heading),
            *people(3, start=3),
        ]
    )
    assert villages(tidied) == [("Clapar", "Subah")] * 3 + [("Jatisari", "Subah")] * 3


def test_headings_of_kecamatan_and_of_villages_stand_between_the_rows():
    tidied = read(
        [
            (HEADER, PLAIN),
            (TITLE, ["KECAMATAN SUBAH"]),
            (TITLE, ["DESA CLAPAR"]),
            *people(2),
            (TITLE, ["KECAMATAN TULIS"]),
            (TITLE, ["DESA PONOWARENG"]),
            *people(2, start=2),
            (TOTAL, ["", "Jumlah Kec. Tulis", "2"]),
            (TITLE, ["KEC. BANDAR"]),
            *people(2, start=4),
        ]
    )
    assert villages(tidied) == [
        *[("Clapar", "Subah")] * 2, *[("Ponowareng", "Tulis")] * 2, *[(None, "Bandar")] * 2,
    ]  # fmt: skip


def test_a_group_row_with_a_merged_village():
    rows = [
        (RECORD, ["1", "Clapar", NAMES[0], nik(0)]),
        (RECORD, ["", "", NAMES[1], nik(1)]),
        (RECORD, ["", "", NAMES[2], nik(2)]),
        (RECORD, ["2", "Jatisari", NAMES[3], nik(3)]),
        (RECORD, ["", "", NAMES[4], nik(4)]),
    ]
    for merged in ((), (MergedRange(1, 1, 3, 1), MergedRange(4, 1, 5, 1))):
        tidied = read([(HEADER, ["NO", "DESA", "NAMA", "NIK"]), *rows], merged=merged)
        assert [village for village, _ in villages(tidied)] == ["Clapar"] * 3 + ["Jatisari"] * 2


# Cells


def test_hamlet_and_village_stand_in_one_cell():
    rows = [(RECORD, [NAMES[at], nik(at), text]) for at, text in enumerate(["Krajan, Ds. Tombo", "Sari Ds Tombo"] * 3)]
    for title in ("ALAMAT", "DUKUH/DESA", "DUSUN/DESA", "DUKUH, DESA"):
        tidied = read([(HEADER, ["NAMA", "NIK", title]), *rows], file="KEC BANDAR.xlsx")
        assert villages(tidied) == [("Tombo", "Bandar")] * 6, title
        assert [row["hamlet"] for row in cleaned(tidied)] == ["Krajan", "Sari"] * 3, title


def test_village_and_kecamatan_stand_in_one_cell():
    for text in ("Tombo, Bandar", "Tombo / Bandar", "Tombo - Bandar", "Ds. Tombo Kec. Bandar", "TOMBO KEC. BANDAR"):
        rows = [(RECORD, [NAMES[at], nik(at), text]) for at in range(6)]
        tidied = read([(HEADER, ["NAMA", "NIK", "DESA/KECAMATAN"]), *rows])
        assert villages(tidied) == [("Tombo", "Bandar")] * 6, text


RT_RW = [
    # cells of a column titled RT/RW, what they tell
    ("Rukun Tetangga 4 Rukun Warga 1", 4, 1),
    ("RT.04-RW.01", 4, 1),
    ("RT.04 - RW.01", 4, 1),
    ("4/1", 4, 1),
    ("004 / 001", 4, 1),
    ("004-001", 4, 1),
    ("RT 4 / I", 4, 1),
    ("IV / I", 4, 1),
    ("RT04RW01", 4, 1),
    ("RT4/RW1", 4, 1),
    ("RT. 04 /01", 4, 1),
    ("RT/RW 04/01", 4, 1),
    ("RT/RW: 04/01", 4, 1),
    ("RT.04.RW.01", 4, 1),
    ("rt 4 rw 1", 4, 1),
    ("04 RW 01", 4, 1),
    ("RT,04 RW,01", 4, 1),
    ("RT (04) RW (01)", 4, 1),
    ("RT ke 4 RW ke 1", 4, 1),
    ("4 & 1", 4, 1),
    ("RT 04, RW 01", 4, 1),
    ("RT : 04 / RW : 01", 4, 1),
    ("RW 01 RT 04", 4, 1),
    ("RW.01/RT.04", 4, 1),
    ("04|01", 4, 1),
    ("04.01", 4, 1),
    ("4 1", 4, 1),
    ("2021-01-04", 4, 1),
    ("2021-01-04 00:00:00", 4, 1),
    ("04/01/2021", 4, 1),
    ("4-Jan", 4, 1),
    ("04-Jan-21", 4, 1),
    ("Jan-04", 1, 4),
    ("44200", 4, 1),
    ("44200.0", 4, 1),
    ("R.T. 04 R.W. 01", 4, 1),
    ("Rt4 Rw1", 4, 1),
    ("RT 004 RW 001", 4, 1),
    ("0004/0001", 4, 1),
    ("RT. IV RW. I", 4, 1),
    ("RT 4 Rukun Warga 1", 4, 1),
    ("RT O4 RW O1", 4, 1),
    ("4/-", 4, None),
    ("-/1", None, 1),
    ("RT 04", 4, None),
    ("RW 01", None, 1),
    ("'04/01", 4, 1),
    ("‘04/01", 4, 1),
    ("(04/01)", 4, 1),
    ("04//01", 4, 1),
    ("RT 04 / 01", 4, 1),
    ("RT-04/RW-01", 4, 1),
    ("RT_04_RW_01", 4, 1),
    ("RT 4 RK 1", 4, 1),
    ("04 - 01", 4, 1),
    ("04 – 01", 4, 1),
    ("04,01", 4, 1),
    ("RT dua RW satu", 2, 1),
    ("empat / satu", 4, 1),
]


@pytest.mark.parametrize(("text", "rt", "rw"), RT_RW)
def test_rt_and_rw_are_read_in_every_column_they_stand_in(text, rt, rw):
    rows = [(RECORD, [NAMES[at], nik(at), text]) for at in range(3)]
    for title in ("RT/RW", "RT"):
        done = cleaned(read([(HEADER, ["NAMA", "NIK", title]), *rows]))
        assert {(row["rt"], row["rw"]) for row in done} == {(rt, rw)}, title


@pytest.mark.parametrize(("text", "rt", "rw"), [case for case in RT_RW if "R" in case[0].upper() and case[1]])
def test_rt_and_rw_are_read_behind_a_hamlet(text, rt, rw):
    rows = [(RECORD, [NAMES[at], nik(at), f"Dk. Krajan {text} Ds. Clapar"]) for at in range(3)]
    done = cleaned(read([(HEADER, ["NAMA", "NIK", "ALAMAT"]), *rows]))
    assert {(row["hamlet"], row["rt"], row["rw"], row["village"]) for row in done} == {("Krajan", rt, rw, "Clapar")}


SINGLE = [
    ("004", 4), ("4.0", 4), ("RT 4", 4), ("RT.04", 4), ("IV", 4), ("'04", 4), ("Rukun Tetangga 4", 4), ("RT. IV", 4),
    ("O4", 4), ("04.", 4), ("RT-4", 4), ("4 (empat)", 4), ("rt4", 4), ("-", None), ("No. 4", 4),
]  # fmt: skip


@pytest.mark.parametrize(("text", "number"), SINGLE)
def test_rt_alone_is_read(text, number):
    rows = [(RECORD, [NAMES[at], nik(at), text, text.replace("RT", "RW").replace("rt", "rw")]) for at in range(3)]
    done = cleaned(read([(HEADER, ["NAMA", "NIK", "RT", "RW"]), *rows]))
    assert {(row["rt"], row["rw"]) for row in done} == {(number, number)}


# Sheets and files


@pytest.mark.parametrize(
    ("sheet", "file"),
    [
        ("CLAPAR", "KEC SUBAH.xlsx"),
        ("Ds. Clapar", "SUBAH.xlsx"),
        ("01 Clapar", "Rekap Kecamatan Subah.xlsx"),
        ("1. CLAPAR", "Kec_Subah/Rekap.xlsx"),
        ("CLAPAR (2)", "KEC SUBAH.xlsx"),
        ("Clapar fix", "KEC SUBAH.xlsx"),
        ("Sheet1", "KEC SUBAH/Clapar.xlsx"),
        ("Sheet1", "KEC SUBAH/09. Desa Clapar.xlsx"),
        ("Sheet1", "KEC SUBAH/CLAPAR BPUM 2021 FIX REVISI.xlsx"),
        ("Sheet1", "Subah - Clapar.xlsx"),
        ("Sheet1", "DATA UMKM DS CLAPAR KEC SUBAH KAB BATANG.xlsx"),
        ("clapar_subah", "data.xlsx"),
    ],
)
@pytest.mark.parametrize("hidden", [True, False])
def test_sheet_and_file_names_tell_village_and_kecamatan(sheet, file, hidden):
    tidied = read([(TITLE, ["DATA UMKM"]), (HEADER, PLAIN), *people(3)], sheet=sheet, file=file, hidden=hidden)
    assert villages(tidied) == [("Clapar", "Subah")] * 3


@pytest.mark.parametrize(
    ("titles", "sheet", "file"),
    [
        (["DINAS PERINDAGKOP KABUPATEN BATANG", "Jl. Clapar No. 3"], "Sheet1", "data.xlsx"),
        (["KEPALA DESA"], "Sheet1", "data.xlsx"),
    ],
)
def test_what_names_no_place_of_the_rows_gives_them_none(titles, sheet, file):
    tidied = read([*((TITLE, [title]) for title in titles), (HEADER, PLAIN), *people(3)], sheet=sheet, file=file)
    assert villages(tidied) == [(None, None)] * 3


def test_notes_and_fields_beside_the_list_name_no_village():
    rows = [(RECORD, [*cells, ""]) for _, cells in people(4)]
    rows[1][1][5] = "sudah pindah ke Desa Jatisari"
    tidied = read([(HEADER, [*PLAIN, "KET"]), *rows, (NOTE, ["Catatan: data dari Desa Jatisari"])])
    assert villages(tidied) == [(None, None)] * 4
    assert fields(tidied)[5] == "note"


@pytest.mark.parametrize(
    ("sheet", "file", "told"),
    [
        ("Sheet1", "Kec Blado/Usulan BPUM Bawang 031.xlsx", ("Bawang", "Blado")),
        ("Bawang", "Kec Blado/data.xlsx", ("Bawang", "Blado")),
        ("Sheet1", "bpum-bawang-blado-fix.csv", ("Bawang", "Blado")),
        ("Sheet1", "Kec Blado/Kec Bawang.xlsx", (None, "Bawang")),
        ("Sheet1", "Kec Bawang/Blado.xlsx", (None, "Blado")),
        ("Sheet1", "Kec Bawang/Bawang.xlsx", (None, "Bawang")),
    ],
)
def test_a_desa_with_the_name_of_another_kecamatan_is_told_by_its_folder(sheet, file, told):
    assert villages(read([(HEADER, PLAIN), *people(3)], sheet=sheet, file=file)) == [told] * 3


@pytest.mark.parametrize(
    ("signature", "told"),
    [
        ("Kepala Desa Clapar", ("Clapar", "Subah")),
        ("KADES CLAPAR", ("Clapar", "Subah")),
        ("Lurah Kauman", ("Kauman", "Batang")),
        ("Camat Subah", (None, "Subah")),
        ("Camat Subah   Kepala Desa Clapar", ("Clapar", "Subah")),
        ("Kepala Desa", (None, None)),
        ("Kepala Dinas Koperasi", (None, None)),
    ],
)
def test_who_signed_tells_the_place_when_nothing_else_does(signature, told):
    rows = [(HEADER, PLAIN), *people(3), (BLANK, []), (FOOTER, ["", *signature.split("   ")])]
    assert villages(read(rows)) == [told] * 3
    assert villages(read([(TITLE, ["DESA JATISARI"]), *rows])) == [("Jatisari", "Subah")] * 3


def test_who_signed_a_list_of_several_villages_tells_nothing():
    signed = [(BLANK, []), (FOOTER, ["", "Kepala Desa Clapar"])]
    own = [(RECORD, [NAMES[at], nik(at), name]) for at, name in enumerate(["Jatisari", "Kalimanggis", ""])]
    assert villages(run([(HEADER, ["NAMA", "NIK", "DESA"]), *own, *signed]))[2] == (None, None)
    own = [(RECORD, [NAMES[at], nik(at), name]) for at, name in enumerate(["Ds. Jatisari", "Ds. Kalimanggis", "RT 1"])]
    assert villages(run([(HEADER, ["NAMA", "NIK", "ALAMAT"]), *own, *signed]))[2] == (None, None)


@pytest.mark.parametrize(
    ("address", "village"),
    [
        ("Clapar", "Clapar"),
        ("Clapar RT 1 RW 2", "Clapar"),
        ("Dk. Clapar RT 1 RW 2", None),
        ("Dukuh Clapar", None),
        ("Jl. Clapar 3", None),
        ("Subah RT 1 RW 2", None),
        ("Dk. Clapar, Ds. Jatisari", "Jatisari"),
    ],
)
def test_what_stands_first_in_an_address_may_be_the_village_a_hamlet_is_not(address, village):
    rows = [(RECORD, [NAMES[at], nik(at), address, "Subah"]) for at in range(3)]
    tidied = read([(HEADER, ["NAMA", "NIK", "ALAMAT", "KECAMATAN"]), *rows])
    assert {row["village"] for row in cleaned(tidied)} == {village}


def test_a_village_written_once_does_not_reach_rows_whose_address_tells_another():
    rows = [
        (RECORD, [NAMES[at], nik(at), address, "Clapar" if at == 0 else ""])
        for at, address in enumerate(["RT 1 RW 1", "RT 2 RW 1", "Dk. Krajan RT 1 RW 1", "RT 3 RW 1 Ds. Jatisari"])
    ]
    tidied = read([(TITLE, ["KEC. SUBAH"]), (HEADER, ["NAMA", "NIK", "ALAMAT", "DESA"]), *rows])
    assert [village for village, _ in villages(tidied)] == ["Clapar"] * 3 + ["Jatisari"]


def test_a_code_of_the_village_is_the_village():
    for code, title in (("33.25.09.2019", "KODE DESA"), ("3325092019", "ukm_klh_id"), ("3325092019.0", "")):
        rows = [(RECORD, [NAMES[at], nik(at), code]) for at in range(3)]
        assert villages(read([(HEADER, ["NAMA", "NIK", title]), *rows])) == [("Clapar", "Subah")] * 3


def test_a_village_column_for_each_kecamatan_is_one_column():
    rows = [
        (RECORD, [NAMES[0], nik(0), "Clapar", "", ""]),
        (RECORD, [NAMES[1], nik(1), "", "Tembok", ""]),
        (RECORD, [NAMES[2], nik(2), "", "", "Kebumen"]),
    ]
    titles = [f"Desa/Kelurahan (Kecamatan {district})" for district in ("Subah", "Limpung", "Tulis")]
    assert column(read([(HEADER, ["NAMA", "NIK", *titles]), *rows]), "village") == ["Clapar", "Tembok", "Kebumen"]


def test_the_rw_may_stand_first():
    rows = [(RECORD, [NAMES[at], nik(at), text]) for at, text in enumerate(["01/03", "1 / 3", "2021-03-01"])]
    done = cleaned(read([(HEADER, ["NAMA", "NIK", "RW/RT"]), *rows]))
    assert [(row["rt"], row["rw"]) for row in done] == [(3, 1)] * 3


@pytest.mark.parametrize(
    "title", ["RT 01 RW 02", "RT : 01   RW : 02", "DUKUH KRAJAN RT 01 RW 02", "DATA UMKM RT 01 RW 02"]
)
def test_a_title_tells_rt_and_rw_of_all_rows(title):
    rows = [(RECORD, [NAMES[at], nik(at)]) for at in range(3)]
    done = cleaned(read([(TITLE, ["DESA CLAPAR"]), (TITLE, [title]), (HEADER, ["NAMA", "NIK"]), *rows]))
    assert [(row["rt"], row["rw"], row["village"]) for row in done] == [(1, 2, "Clapar")] * 3


def test_the_address_of_the_office_in_the_letterhead_is_not_that_of_the_rows():
    letterhead = [(TITLE, ["PEMERINTAH DESA CLAPAR"]), (TITLE, ["Jl. Raya No. 3 RT 01 RW 02 Kode Pos 51262"])]
    assert {row["rt"] for row in cleaned(read([*letterhead, (HEADER, PLAIN[:3]), *_bare_people()]))} == {None}


def _bare_people():
    return [(RECORD, cells[:3]) for _, cells in people(3)]


ADDRESSES = [
    # an address without a word for the village, hamlet, RT, RW, village
    ("Krajan RT 2 / RW 1, Clapar, Subah", "Krajan", 2, 1, "Clapar"),
    ("Krajan;RT 02;RW 01;Clapar;Subah", "Krajan", 2, 1, "Clapar"),
    ("Dk. Krajan Rt 02 Rw 01 Clapar Subah Batang 51262", "Krajan", 2, 1, "Clapar"),
    ("Kp. Krajan 2/1 Clapar", "Krajan", 2, 1, "Clapar"),
    ("Clapar, Subah, Batang", None, None, None, "Clapar"),
    ("Dk Krajan, Clapar", "Krajan", None, None, "Clapar"),
    ("Jl. Raya Clapar No. 5 RT 02/01", None, 2, 1, None),
    ("Krajan RT 2 RW 1, depan Pasar Subah", "Krajan", 2, 1, None),
    ("Krajan RT dua RW satu", "Krajan", 2, 1, None),
]


@pytest.mark.parametrize(("text", "hamlet", "rt", "rw", "village"), ADDRESSES)
def test_a_village_is_found_among_the_pieces_of_an_address(text, hamlet, rt, rw, village):
    rows = [(RECORD, [NAMES[at], "", text]) for at in range(3)]
    done = cleaned(read([(HEADER, ["NAMA", "NIK", "ALAMAT"]), *rows]))
    assert {(row["hamlet"], row["rt"], row["rw"], row["village"]) for row in done} == {(hamlet, rt, rw, village)}


@pytest.mark.parametrize("text", ["Clapar/Krajan", "Clapar (Krajan)", "Krajan - Clapar", "Krajan, Clapar"])
def test_hamlet_and_village_in_the_column_of_the_village_are_told_apart(text):
    rows = [(RECORD, [NAMES[at], nik(at), text]) for at in range(3)]
    assert villages(read([(HEADER, ["NAMA", "NIK", "DESA"]), *rows])) == [("Clapar", "Subah")] * 3


def test_kecamatan_and_village_stand_in_one_cell():
    rows = [(RECORD, [NAMES[at], nik(at), "Subah/Clapar"]) for at in range(3)]
    assert villages(read([(HEADER, ["NAMA", "NIK", "KEC/DESA"]), *rows])) == [("Clapar", "Subah")] * 3


@pytest.mark.parametrize("title", ["DUKUH", "DESA"])
def test_rt_and_rw_stand_behind_a_name_in_its_column(title):
    rows = [(RECORD, [NAMES[at], nik(at), text]) for at, text in enumerate(["Clapar RT 02 RW 01", "Clapar 02/01"])]
    done = cleaned(read([(HEADER, ["NAMA", "NIK", title]), *rows]))
    assert [(row["rt"], row["rw"]) for row in done] == [(2, 1)] * 2


@pytest.mark.parametrize(
    ("titles", "cells"),
    [
        (["ALAMAT", ""], ["Dk. Krajan", "RT 02/RW 01"]),
        (["ALAMAT", ""], ["Dk. Krajan", "002/001"]),
        (["ALAMAT", "", ""], ["Dk. Krajan", "02", "01"]),
        (["ALAMAT", "", "", ""], ["Dk. Krajan", "RT 02", "RW 01", "Clapar"]),
        (["ALAMAT 1", "ALAMAT 2"], ["Dk. Krajan", "RT 02/RW 01 Clapar"]),
        (["ALAMAT", "", ""], ["Dk. Krajan", "RT 02/RW 01", "Ds. Clapar"]),
    ],
)
def test_an_address_over_several_columns_is_one(titles, cells):
    rows = [(RECORD, [NAMES[at], nik(at), *cells]) for at in range(4)]
    done = cleaned(read([(HEADER, ["NAMA", "NIK", *titles]), *rows]))
    assert {(row["hamlet"], row["rt"], row["rw"]) for row in done} == {("Krajan", 2, 1)}
    assert {row["village"] for row in done} == {"Clapar" if "Clapar" in " ".join(cells) else None}


@pytest.mark.parametrize("titles", [["RUKUN TETANGGA", "RUKUN WARGA"], ["No. RT", "No. RW"], ["RT KTP", "RW KTP"]])
def test_rt_and_rw_have_columns_of_many_titles(titles):
    rows = [(RECORD, [NAMES[at], nik(at), "02", "1"]) for at in range(3)]
    assert {(row["rt"], row["rw"]) for row in cleaned(read([(HEADER, ["NAMA", "NIK", *titles]), *rows]))} == {(2, 1)}


def test_rt_and_rw_written_once_hold_for_the_rows_below():
    rows = [
        (RECORD, [NAMES[at], nik(at), *cells])
        for at, cells in enumerate([("1", "2"), ("", ""), ("", ""), ("2", "2"), ("", ""), ("", "")])
    ]
    done = cleaned(read([(HEADER, ["NAMA", "NIK", "RT", "RW"]), *rows]))
    assert [(row["rt"], row["rw"]) for row in done] == [(1, 2)] * 3 + [(2, 2)] * 3


def test_headings_of_rw_and_of_rt_stand_between_the_rows():
    tidied = read(
        [
            (TITLE, ["DESA CLAPAR"]),
            (HEADER, PLAIN[:3]),
            (TITLE, ["RW 01"]),
            (TITLE, ["RT 01"]),
            *_bare_people(),
            (TITLE, ["RT 02"]),
            *_bare_people(),
            (TITLE, ["RW 02"]),
            (TITLE, ["RT 03"]),
            *_bare_people(),
        ]
    )
    told = [(row["rt"], row["rw"]) for row in cleaned(tidied)]
    assert told == [(1, 1)] * 3 + [(2, 1)] * 3 + [(3, 2)] * 3


@pytest.mark.parametrize(("sheet", "file"), [("RT 02 RW 01", "Clapar.xlsx"), ("Sheet1", "Clapar RT 02 RW 01.xlsx")])
def test_the_name_of_a_sheet_or_file_tells_rt_and_rw(sheet, file):
    done = cleaned(read([(HEADER, PLAIN[:3]), *_bare_people()], sheet=sheet, file=file))
    assert {(row["rt"], row["rw"], row["village"]) for row in done} == {(2, 1, "Clapar")}


def test_the_title_tells_the_rw_and_the_sheet_the_rt():
    done = cleaned(read([(TITLE, ["RW 01"]), (HEADER, PLAIN[:3]), *_bare_people()], sheet="RT 02"))
    assert {(row["rt"], row["rw"]) for row in done} == {(2, 1)}


def test_rt_and_rw_may_be_the_remarks():
    rows = [(RECORD, [NAMES[at], nik(at), "RT 02 RW 01"]) for at in range(3)]
    done = cleaned(read([(HEADER, ["NAMA", "NIK", "KET"]), *rows]))
    assert {(row["rt"], row["rw"]) for row in done} == {(2, 1)}


@pytest.mark.parametrize("phones", [("", "081234567893"), ("081234567893", ""), ("081234567893", "085712345678")])
def test_two_columns_of_phones_are_both_read(phones):
    rows = [(RECORD, [NAMES[at], nik(at), *phones]) for at in range(3)]
    done = cleaned(read([(HEADER, ["NAMA", "NIK", "NO TELP", "NO HP"]), *rows]))
    told = sorted(f"+62{phone[1:]}" for phone in phones if phone)
    assert sorted(filter(None, (done[0]["phone"], done[0]["other_phone"]))) == told
