"""Titles of columns: spellings seen in lists of offices, and what each stands for."""

import csv
from importlib import resources

import pytest

from umkm_cli.knowledge.headers import fold_header, guess_field
from umkm_cli.schema import FIELDS

SEEN = {
    "number": ["No", "No.", "NO", "Nomor", "NORUT", "No Urut"],
    "nik": [
        "NIK", "NIK Pemilik", "NIK Pemilik Usaha", "NO. KTP", "Nomor KTP", "ukm_nik", "NIK sesuai KTP Elektronik",
        "No. NIK", "N I K", "No KTP/NIK", "Nomor Induk Kependudukan", "Nomor NIK (16 digit)", "NIK PENERIMA BANTUAN",
    ],
    "no_kk": ["NO. KK", "Nomor Kartu Keluarga", "Nomor KK", "No KK", "No. Kartu Keluarga"],
    "name": [
        "Nama", "NAMA", "Nama Pemilik", "NAMA PESERTA", "Nama Pelaku Usaha", "Nama Pemilik Usaha", "ukm_pemilik",
        "nama sesuai KTP", "Nama Lengkap Sesuai KTP (huruf besar)", "Nama Calon Penerima", "NAMA PEMLIK",
    ],
    "gender": ["Jenis Kelamin", "JENIS KELAMIN", "ukm_kelamin", "L/P", 'Jenis Kelamin ("laki-laki", "perempuan")'],
    "birth_place": ["TEMPAT LAHIR", "Tempat/Tgl Lahir", "Tempat, Tanggal Lahir", "TTL"],
    "birth_date": ["TANGGAL LAHIR", "Tgl Lahir", "TGL. LAHIR", "ukm_tgl_lahir", "Tangal Lahir"],
    "address": [
        "Alamat", "ALAMAT", "Alamat Sesuai KTP", "Alamat Pemilik (Sesuai KTP)", "Alamat Rumah", "Alamat Pelaku Usaha",
        "Alamat tempat tinggal sesuai KTP", "Alamat Domisili", "ALMAT", "DUKUH, RT/RW",
    ],
    "business_address": ["Alamat Usaha", "ukm_alamat_usaha", "Alamat Lengkap Tempat Berusaha"],
    "hamlet": ["Dukuh", "Dusun", "DUKUH/DUSUN", "Dsn."],
    "rt": ["RT", "No. RT"],
    "rw": ["RW"],
    "rt_rw": ["RT/RW", "RT / RW"],
    "village": ["Desa", "KELURAHAN", "Kelurahan/Desa (Usaha)", "nama_kelurahan", "Desa/Kel", "Ds", "Desa/Kelurahan"],
    "district": ["KECAMATAN", "Kecamatan (Usaha)", "nama_kecamatan", "Kec."],
    "phone": ["Telepon", "NO. TELP", "NO.TELP / HP", "NO. HP", "No Handphone", "ukm_phone", "HP", "No. HP Aktif"],
    "business_name": ["Nama Usaha", "Nama UKM", "Nama UMKM", "NAMA UKM / NAMA PRODUK", "NAMA MEREK", "ukm_nama"],
    "business": ["Bidang Usaha", "Jenis Usaha", "JENIS USAHA "],
    "product": ["JENIS PRODUK", "Jenis Produksi", "Type Produk", "PRODUK", "Produk Utama"],
    "nib": ["NIB", "Nomer NIB", "Nomor NIB", 'NIB ("V", "X")', "Nomor Induk Berusaha"],
    "visited_on": ["Tanggal Kunjungan", "Tgl Survey", "Tanggal Pendataan"],
    "enumerator": ["Petugas", "Nama Petugas Survei", "Enumerator"],
    "production_status": ["Status (Aktif / Tidak)", "Status UMKM", "Masih Produksi?", "Status Usaha"],
    "turnover": ["Omset", "Omset/Output", "Omzet per Tahun"],
    "monthly_turnover": ["Omzet per Bulan", "Omset/bln"],
    "capital": ["Modal", "Modal Usaha"],
    "workers": ["Jumlah Tenaga Kerja", "Tenaga Kerja Tetap Perempuan", "Karyawan"],
    "occupation": ["Pekerjaan"],
    "credit": ["KUR", "Menerima KUR"],
    "grant_status": ["Status Pencairan"],
    "note": ["KET", "Keterangan", "KETERANGAN", "Ket."],
}  # fmt: skip


@pytest.mark.parametrize(("field", "title"), [(field, title) for field, titles in SEEN.items() for title in titles])
def test_a_title_seen_in_real_lists_is_understood(field, title):
    guess = guess_field(title)
    assert guess is not None
    assert guess.field == field


def test_every_field_has_a_title_here():
    assert set(SEEN) == set(FIELDS)


@pytest.mark.parametrize(
    "title",
    [
        "SIUP", "No. Rekening Bank Jatim", "NO. TDP / NIB / IUMK", "Foto KTP",
        "Upload KTP", "Kode Desa", "Kabupaten/Kota (Usaha)", "Status Perkawinan", "Nama Ibu Kandung", "Timestamp",
        "Nama Bank", "Harga Produk",
    ],
)  # fmt: skip
def test_a_title_that_nothing_is_done_with_is_known_but_has_no_field(title):
    guess = guess_field(title)
    assert guess is not None
    assert guess.field is None


@pytest.mark.parametrize(
    "text", ["", "Siti Aminah", "Krajan", "3325096503809001", "ukm_klh_id", "created_by", "x" * 500, "Sarana Prasarana"]
)
def test_a_text_that_is_no_title_is_not_taken_for_one(text):
    assert guess_field(text) is None


def test_a_plain_title_is_less_sure_than_one_that_says_whose():
    assert guess_field("Alamat").confidence < guess_field("Alamat Sesuai KTP").confidence
    assert guess_field("Alamat Domisili").confidence < guess_field("Alamat").confidence


def test_a_typo_is_less_sure_than_the_right_spelling_and_says_so():
    guess = guess_field("Nama Pemlik")
    assert guess.how == "fuzzy"
    assert guess.confidence < guess_field("Nama Pemilik").confidence


def test_every_row_of_the_table_has_a_known_field_a_strength_and_a_source():
    text = resources.files("umkm_cli.knowledge").joinpath("data", "headers.csv").read_text("utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    assert {row["field"] for row in rows} <= {*FIELDS, "-"}
    assert {row["match"] for row in rows} == {"whole", "word"}
    assert all(0 < float(row["strength"]) <= 1 and row["source"] for row in rows)
    folded = [fold_header(row["spelling"]) for row in rows]
    assert len(folded) == len(set(folded))
