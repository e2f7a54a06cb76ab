"""Whole headers of real lists: every field once, given to the column that means it most."""

import pytest

from umkm_cli.cleaning.labels import guess_label, read_labels

HEADERS = [
    (
        ["No.", "Nama Usaha", "Alamat", "Nama Pemilik", "NIK Pemilik", "Alamat Pemilik (Sesuai KTP)", "SIUP", "NIB"],
        ["number", "business_name", "business_address", "name", "nik", "address", None, "nib"],
    ),
    (
        ["NO", "NAMA PESERTA", "NO. KTP", "ALAMAT", "ALAMAT KORESPONDENSI", "JENIS PRODUK", "NAMA MERK", "NAMA UKM"],
        ["number", "name", "nik", "address", None, "product", None, "business_name"],
    ),
    (
        ["ukm_id", "ukm_nama", "ukm_nik", "ukm_pemilik", "ukm_tgl_lahir", "ukm_klh_id", "ukm_phone", "nama_kelurahan"],
        [None, "business_name", "nik", "name", "birth_date", None, "phone", "village"],
    ),
    (
        ["Nama UMKM", "NIK Pemilik Usaha", "Alamat Sesuai KTP", "Alamat Domisili", "Nama Pemilik Usaha", "Nomer NIB"],
        ["business_name", "nik", "address", None, "name", "nib"],
    ),
    (
        ["NO.", "TEMPAT LAHIR", "TANGGAL LAHIR", "NO. KK", "PENDIDIKAN TERAKHIR", "SPESIFIKASI PRODUK", "JENIS PRODUK"],
        ["number", "birth_place", "birth_date", "no_kk", None, None, "product"],
    ),
    (
        ["No.", "Uraian Kegiatan", "Tanggal", "Tempat", "Nama UKM", "Nama Pemilik", "Omset/Output", "Non APBD"],
        ["number", None, None, None, "business_name", "name", "turnover", None],
    ),
    (
        ["Alamat Rumah", "Alamat Usaha", "Kecamatan (Usaha)", "Kelurahan/Desa (Usaha)", 'NIB ("V", "X")', "Nomor NIB"],
        ["address", "business_address", "district", "village", None, "nib"],
    ),
    (["NAMA", "NAMA", "NAMA USAHA"], ["name", None, "business_name"]),
]


@pytest.mark.parametrize(("titles", "fields"), HEADERS)
def test_each_field_of_a_real_header_goes_to_one_column(titles, fields):
    assert [column.field for column in read_labels([(title,) for title in titles])] == fields


@pytest.mark.parametrize(
    ("label", "field"),
    [
        (("NAMA", "PEMILIK"), "name"),
        (("ALAMAT", "DESA"), "village"),
        (("DATA USAHA", "NAMA"), "business_name"),
        (("DATA USAHA", "ALAMAT"), "business_address"),
        (("DATA PELAKU USAHA", "NAMA"), "name"),
        (("NIK", "16 digit"), "nik"),
        (("x", "y"), None),
        ((), None),
    ],
)
def test_titles_of_several_rows_are_read_together(label, field):
    guess = guess_label(label)
    assert (guess.field if guess else None) == field


def test_a_second_column_of_a_field_is_known_and_not_open_to_guesses():
    second = read_labels([("Alamat Rumah",), ("Alamat Domisili",)])[1]
    assert (second.field, second.confidence, second.how) == (None, 0.0, "none")
    assert not second.is_left()
