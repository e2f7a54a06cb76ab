"""Titles held against the values beneath them."""

import pytest

from tests.cleaning.factory import AMINAH, BATANG, BUDI, SITI, SLAMET
from umkm_cli.cleaning.checks import understand
from umkm_cli.cleaning.profile import look_at
from umkm_cli.shapes import shape_of

NIKS = [SITI, SLAMET, BUDI, AMINAH]
NAMES = ["SITI AMINAH", "SLAMET", "BUDI SANTOSO", "AMINAH"]
PHONES = ["081234567899", "081234567898", "081234567897", "081234567896"]
CARDS = ["3325091005129001", "3325091105129002", "3325091205129003", "3325090103129004"]
PLACES = ["Adinuso", "Jatisari", "Adinuso", "Subah"]
YES_NO = ["aktif", "tutup", "aktif", "libur"]

CASES = [
    # titles,                          values,                    fields
    (["NAMA", "NIK"], [NAMES, NIKS], ["name", "nik"]),
    (["NAMA", "KTP ELEKTRONIK"], [NAMES, NIKS], ["name", "nik"]),
    (["NIK", "NAMA"], [NAMES, NIKS], ["name", "nik"]),
    (["NIK", ""], [NAMES, NIKS], ["name", "nik"]),
    (["NIK", "NAMA", "KODE"], [PHONES, NAMES, NIKS], ["phone", "name", "nik"]),
    (["NAMA ANGGOTA", "NIK"], [NAMES, NIKS], ["name", "nik"]),
    (["Sarana", "NIK"], [PLACES, NIKS], ["village", "nik"]),
    (["NAMA", "NIK", ""], [NAMES, NIKS, PHONES], ["name", "nik", "phone"]),
    (["NAMA", "NIK", ""], [NAMES, NIKS, ["L", "P", "L", "P"]], ["name", "nik", "gender"]),
    (["NAMA", "NIK", ""], [NAMES, NIKS, CARDS], ["name", "nik", "no_kk"]),
    (["NAMA", "NIK", "STATUS"], [NAMES, NIKS, YES_NO], ["name", "nik", "production_status"]),
    (["NAMA", "NIK", "STATUS"], [NAMES, NIKS, ["kawin", "lajang", "janda", "kawin"]], ["name", "nik", None]),
    (["NAMA", "NIK", "No Rekening"], [NAMES, [""] * 4, NIKS], ["name", "nik", None]),
]


@pytest.mark.parametrize(("titles", "values", "fields"), CASES)
def test_values_bear_titles_out_or_overrule_them(titles, values, fields):
    labels = [(title,) if title else () for title in titles]
    columns = understand(labels, peek=lambda at: look_at(values[at]), texts=lambda at: values[at], regions=BATANG)
    assert [column.field for column in columns.understood] == fields


def test_a_column_told_by_its_values_says_so():
    columns = understand([(), ()], peek=lambda at: look_at([NAMES, NIKS][at]), texts=lambda _: [], regions=BATANG)
    assert [(column.field, column.how) for column in columns.understood] == [("name", "values"), ("nik", "values")]
    assert columns.by_field == {"name": 0, "nik": 1}


SAID = [
    # titles,                        values,                said,                   fields
    (["NAMA", "NIK", "X"], [NAMES, NIKS, PLACES], (None, None, "village"), ["name", "nik", "village"]),
    (["NAMA", "NIK", "X"], [NAMES, NIKS, PHONES], (None, None, ""), ["name", "nik", None]),
    (["NAMA", "NIK"], [NAMES, NIKS], ("business_name", None), ["business_name", "nik"]),
    (["NAMA", "NIK", "X"], [NAMES, NIKS, NAMES], (None, None, "name"), [None, "nik", "name"]),
    (["NAMA", "KTP"], [NAMES, PLACES], (None, "nik"), ["name", "nik"]),
    (["NAMA", "NIK", "KK"], [NAMES, CARDS * 2, NIKS * 2], (None, "nik", "no_kk"), ["name", "nik", "no_kk"]),
]


@pytest.mark.parametrize(("titles", "values", "said", "fields"), SAID)
def test_the_analyst_stands_above_titles_and_values(titles, values, said, fields):
    columns = understand(
        [(title,) for title in titles],
        peek=lambda at: look_at(values[at]),
        texts=lambda at: values[at],
        regions=BATANG,
        column_map={shape_of(titles): said},
    )
    assert [column.field for column in columns.understood] == fields
    told = [(column.how, column.confidence) for column, word in zip(columns.understood, said, strict=True) if word]
    assert set(told) <= {("map", 1.0)}


def test_what_is_said_of_another_shape_changes_nothing():
    said = {shape_of(["NIK"]): ("phone",)}
    titles = [("NAMA",), ("NIK",)]
    columns = understand(titles, peek=lambda _: look_at(NIKS), texts=lambda _: NIKS, regions=BATANG, column_map=said)
    assert columns.by_field["nik"] == 1


@pytest.mark.parametrize(
    ("texts", "shape", "share"),
    [
        (NIKS, "long", 1.0),
        ([f"'{nik[:6]}.{nik[6:12]}.{nik[12:]}" for nik in NIKS], "long", 1.0),
        (["3,32509E+15"], "long", 1.0),
        (["081234567899"], "long", 0.0),
        (NIKS, "dated", 1.0),
        (NIKS, "woman", 0.5),
        (CARDS, "woman", 0.0),
        (PHONES, "phone", 1.0),
        (["SITI AMINAH", "SLAMET", ""], "words", 1.0),
        (["SITI AMINAH", "SLAMET", ""], "phrases", 0.5),
        (["L", "perempuan", "x"], "gender", 2 / 3),
        ([], "words", 0.0),
    ],
)
def test_a_profile_tells_what_shapes_a_column_holds(texts, shape, share):
    assert getattr(look_at(texts), shape) == pytest.approx(share)


def test_a_long_column_is_judged_by_a_sample():
    assert look_at(NIKS * 200).filled <= 48
