"""Strange ways of telling where people live: titles, headings, sheets, files, and columns of RT and RW."""

import pytest

from tests.cleaning.layouts import (
    BLANK,
    HEADER,
    NAMES,
    NOTE,
    PLAIN,
    RECORD,
    TITLE,
    TOTAL,
    cleaned,
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
    ("empat / satu", None, None),
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
