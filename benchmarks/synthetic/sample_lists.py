"""The lists of the sample: one row per file, each shaped to show something."""

from dataclasses import replace

from benchmarks.synthetic.hand import Hand
from benchmarks.synthetic.proposals import ListPlan
from benchmarks.synthetic.sheets import Layout

Columns = tuple[tuple[str, str], ...]

_OFFICIAL: Columns = (
    ("number", "NO"), ("nik", "IDENTITAS PEMILIK USAHA|NIK"), ("name", "IDENTITAS PEMILIK USAHA|NAMA LENGKAP"),
    ("sex", "IDENTITAS PEMILIK USAHA|L/P"), ("place_and_birth", "IDENTITAS PEMILIK USAHA|TEMPAT, TGL LAHIR"),
    ("address", "ALAMAT SESUAI KTP"), ("line", "USAHA|BIDANG USAHA"), ("product", "USAHA|PRODUK"),
    ("phone", "NO. TELP / HP"),
)  # fmt: skip
_FLAT: Columns = (
    ("number", "No."), ("name", "Nama Pemilik"), ("nik", "NIK Pemilik"), ("address", "Alamat Pemilik (Sesuai KTP)"),
    ("phone", "Telepon"), ("sign", "Nama Usaha"), ("line_and_product", "Jenis Usaha"), ("note", "Keterangan"),
)  # fmt: skip
_SENGON: Columns = (
    ("number", "No"), ("name", "Nama Calon Penerima"), ("nik", "No. KTP"), ("birth", "Tanggal Lahir"),
    ("address", "Alamat"), ("line", "Bidang Usaha"), ("phone", "No. HP"),
)  # fmt: skip
_STAGE_3: Columns = (
    ("number", "NO."), ("nik", "N I K"), ("name", "NAMA"), ("sex", "JK"), ("hamlet", "DUKUH"), ("rt_rw", "RT/RW"),
    ("product", "JENIS PRODUK"), ("phone", "NO WA"),
)  # fmt: skip
_LIMPUNG: Columns = (
    ("number", "NO"), ("district", "KECAMATAN"), ("village", "DESA/KEL"), ("name", "NAMA PELAKU USAHA"),
    ("nik", "NOMOR KTP"), ("address", "ALAMAT RUMAH"), ("line_and_product", "JENIS USAHA"), ("phone", "NO HP"),
    ("turnover", "OMZET PER BULAN"),
)  # fmt: skip
_KAUMAN: Columns = (
    ("number", "No"), ("name", "Nama Lengkap"), ("nik", "NIK"), ("birth_place", "Tempat Lahir"),
    ("birth", "Tanggal Lahir"), ("address", "Alamat"), ("rt", "RT"), ("rw", "RW"), ("product", "Usaha"),
    ("phone", "Nomor Telepon"),
)  # fmt: skip
_EXPORT: Columns = (
    ("number", "ukm_id"), ("nik", "ukm_nik"), ("name", "ukm_pemilik"), ("sign", "ukm_nama"), ("sex", "ukm_kelamin"),
    ("birth", "ukm_tgl_lahir"), ("address", "ukm_alamat"), ("village", "nama_kelurahan"),
    ("district", "nama_kecamatan"), ("phone", "ukm_phone"), ("product", "ukm_nama_produk"),
)  # fmt: skip
_FORM: Columns = (
    ("timestamp", "Timestamp"), ("name", "Nama lengkap pemilik usaha (sesuai KTP)"),
    ("nik", "NIK sesuai KTP Elektronik (16 digit, mohon diperiksa kembali)"),
    ("birth", "Tanggal lahir"), ("sex", "Jenis kelamin"),
    ("address", "Alamat tempat tinggal sesuai KTP (dukuh, RT, RW)"), ("village", "Desa / Kelurahan"),
    ("district", "Kecamatan"), ("phone", "Nomor HP / WhatsApp yang dapat dihubungi"),
    ("line_and_product", "Apa bidang usaha Bapak/Ibu?"), ("photo", "Unggah foto usaha / produk (wajib)"),
)  # fmt: skip
_SUBAH_2021: Columns = (
    ("number", "NO URUT"), ("nik", "NIK SESUAI KTP-EL"), ("no_kk", "NOMOR KK"), ("name", "NAMA LENGKAP"),
    ("birth", "TGL LAHIR"), ("sex", "JENIS KELAMIN"), ("address", "ALAMAT"), ("village", "DESA"),
    ("district", "KECAMATAN"), ("line", "BIDANG USAHA"), ("phone", "NO. HANDPHONE"), ("account", "No rekening"),
    ("note", "Keterangan"),
)  # fmt: skip
_BATANG_2021: Columns = (
    ("number", "No"), ("nik", "NIK"), ("no_kk", "No KK"), ("name", "Nama"), ("address", "Alamat KTP"),
    ("village", "Kelurahan/Desa"), ("phone", "No Telp"), ("line_and_product", "Usaha"), ("bank", "Bank Penyalur"),
)  # fmt: skip
_LIMPUNG_2021: Columns = (
    ("number", "NO"), ("nik", "DATA PEMILIK|NIK"), ("no_kk", "DATA PEMILIK|NO. KK"), ("name", "DATA PEMILIK|NAMA"),
    ("address", "ALAMAT|DUKUH, RT/RW"), ("village", "ALAMAT|DESA"), ("line", "BIDANG USAHA"), ("phone", "TELEPON"),
    ("note", "KET"),
)  # fmt: skip
_SOUTH_2021: Columns = (
    ("number", "No"), ("name", "Nama Penerima"), ("nik", "No KTP/NIK"), ("no_kk", "KK"), ("address", "Alamat"),
    ("village", "Ds"), ("district", "Kec"), ("phone", "HP"), ("product", "Jenis Produksi"), ("nib", "NIB"),
)  # fmt: skip
_LATE: Columns = (
    ("number", "No"), ("name", "Nama"), ("nik", "NIK"), ("village", "Desa"), ("district", "Kecamatan"), ("phone", "HP"),
    ("address", "Alamat"), ("line", "Jenis Usaha"),
)  # fmt: skip
_TITLE = "DAFTAR USULAN CALON PENERIMA BPUM TAHUN {year}"

SUBAH = ListPlan(
    path="BPUM 2020/Kec Subah/DATA BPUM DESA SUBAH.xlsx",
    kind="xlsx",
    sheet="Sheet1",
    layout=Layout(
        columns=_OFFICIAL,
        titles=(_TITLE, "(BANTUAN BAGI PELAKU USAHA MIKRO)", "{kind} {village} KECAMATAN {district}", ""),
        number_row=True,
        total=True,
        signed=True,
    ),
    hand=Hand(nik="text", street=1, rt=0),
)
KALIMANGGIS = ListPlan(
    path="BPUM 2020/Kec Subah/Desa Kalimanggis.xlsx",
    kind="xlsx",
    layout=Layout(columns=_FLAT),
    hand=Hand(case="title", nik="number", phone="number", street=1, rt=1),
)
SENGON = ListPlan(
    path="BPUM 2020/Kec Subah/BPUM desa Sengon FIX.xls",
    kind="xls",
    sheet="FIX",
    layout=Layout(
        columns=_SENGON,
        titles=("DATA PELAKU USAHA MIKRO", "DESA {village} KEC. {district} KAB. BATANG", ""),
        header_every=15,
        total=True,
    ),
    hand=Hand(case="mixed", street=3, rt=4, day="date", phone="dashed"),
    nik_loss=(("nik_missing", 0.04), ("nik_excel", 0.96)),
)
STAGE_3 = ListPlan(
    path="BPUM 2020/BPUM_TAHAP 3_KEC SUBAH.xlsx",
    kind="xlsx",
    sheet="{village}",
    layout=Layout(
        columns=_STAGE_3,
        titles=("BPUM TAHAP 3 KECAMATAN {district}", ""),
        margin=1,
        signed=True,
    ),
    hand=Hand(nik="apostrophe", rt=3, street=4, rt_apart=True, phone="plain"),
)
LIMPUNG = ListPlan(
    path="BPUM 2020/Kec Limpung/USULAN BPUM KEC. LIMPUNG REVISI.xlsx",
    kind="xlsx",
    sheet="USULAN",
    layout=Layout(
        columns=_LIMPUNG,
        titles=(_TITLE, "KECAMATAN {district}", "(macam² usaha mikro, satu baris satu orang)"),
        grouped=True,
        total=True,
    ),
    hand=Hand(nik="typographic", street=1, rt=2, phone="dotted"),
)
KAUMAN = ListPlan(
    path="BPUM 2020/Kec Batang/KELURAHAN KAUMAN.ods",
    kind="ods",
    sheet="Kauman",
    layout=Layout(columns=_KAUMAN, titles=("KELURAHAN {village} KECAMATAN {district}",)),
    hand=Hand(case="title", street=1, rt_apart=True, day="date"),
)
EXPORT = ListPlan(
    path="BPUM 2020/Kec Bandar/data-1601283990.xls",
    kind="html",
    layout=Layout(columns=_EXPORT),
    hand=Hand(street=0, rt=5, sex="word"),
)
FORM = ListPlan(
    path="BPUM 2020/Pendaftaran Online BPUM Tahap 2 (Responses).xlsx",
    kind="xlsx",
    sheet="Form Responses 1",
    layout=Layout(columns=_FORM),
    hand=Hand(case="mixed", street=1, rt=6, day="date", sex="word", slips=0.3),
)
SUBAH_2021 = ListPlan(
    path="BPUM 2021/BPUM 2021 KEC SUBAH FINAL.xlsx",
    kind="xlsx",
    sheet="gabungan",
    layout=Layout(columns=_SUBAH_2021, titles=(_TITLE, "KECAMATAN {district} KABUPATEN BATANG", ""), total=True),
    hand=Hand(street=1, rt=1, phone="plus62"),
)
BATANG_2021 = ListPlan(
    path="BPUM 2021/Kec Batang/BPUM 2021 KEC BATANG_FIX (1).csv",
    kind="csv_utf8",
    layout=Layout(columns=_BATANG_2021),
    hand=Hand(case="title", street=3, rt=1),
    nik_loss=(("nik_scientific", 0.08),),
)
LIMPUNG_2021 = ListPlan(
    path="BPUM 2021/Kec Limpung/Usulan BPUM 2021 Limpung - REVISI 2.xls",
    kind="xls",
    sheet="2021",
    layout=Layout(
        columns=_LIMPUNG_2021,
        titles=(_TITLE, "KECAMATAN {district}", ""),
        grouped=True,
        header_every=30,
        total=True,
    ),
    hand=Hand(street=1, rt=7, nik="spaced"),
)
SOUTH_2021 = ListPlan(
    path="BPUM 2021/BPUM 2021 Bandar Blado Bawang.xlsx",
    kind="xlsx",
    sheet="{village} ({district})",
    layout=Layout(columns=_SOUTH_2021, titles=("{kind} {village}",), margin=1),
    hand=Hand(case="title", street=4, rt=1, phone="number"),
)
LATE_2021 = ListPlan(
    path="BPUM 2021/usulan susulan.csv",
    kind="csv",
    layout=Layout(columns=_LATE, titles=("Usulan susulan s.d. 28 Juni {year}",)),
    hand=Hand(case="mixed", street=1, rt=1, slips=0.2),
)

BY_PLACE: dict[tuple[int, str], ListPlan] = {
    (2020, "Subah"): STAGE_3,
    (2020, "Limpung"): LIMPUNG,
    (2020, "Bandar"): EXPORT,
    (2021, "Subah"): SUBAH_2021,
    (2021, "Limpung"): LIMPUNG_2021,
    (2021, "Batang"): BATANG_2021,
    (2021, "Bandar"): SOUTH_2021,
    (2021, "Blado"): SOUTH_2021,
    (2021, "Bawang"): SOUTH_2021,
}
"""The list of a year and district, unless the village has one of its own or the proposal comes late."""

OWN_LIST: dict[tuple[int, str, str], ListPlan] = {
    (2020, "Subah", "Subah"): SUBAH,
    (2020, "Subah", "Kalimanggis"): KALIMANGGIS,
    (2020, "Subah", "Sengon"): SENGON,
    (2020, "Batang", "Kauman"): KAUMAN,
}
OTHERWISE = {2020: FORM, 2021: LATE_2021}

_SURVEY: Columns = (
    ("number", "No"), ("visited_on", "Tanggal Kunjungan"), ("enumerator", "Petugas"), ("name", "Nama Pemilik Usaha"),
    ("sign", "Nama Usaha"), ("address", "Alamat"), ("village", "Desa/Kelurahan"), ("district", "Kecamatan"),
    ("phone", "No HP"), ("status", "Status Produksi"), ("product", "Produk Utama"), ("remark", "Keterangan"),
)  # fmt: skip
_SURVEY_TOWN: Columns = (
    ("number", "NO"), ("visited_on", "TGL SURVEI"), ("enumerator", "NAMA ENUMERATOR"), ("nik", "NIK"),
    ("name", "NAMA PEMILIK"), ("address", "ALAMAT"), ("rt", "RT"), ("rw", "RW"), ("village", "KELURAHAN"),
    ("status", "MASIH PRODUKSI? (YA/TIDAK)"), ("product", "PRODUK"),
)  # fmt: skip
_SURVEY_FULL: Columns = (
    ("number", "No."), ("visited_on", "Tgl Pendataan"), ("enumerator", "Petugas"), ("name", "Nama Pemilik"),
    ("nik", "NIK"), ("sex", "L/P"), ("address", "Alamat"), ("village", "Desa/Kelurahan"), ("district", "Kecamatan"),
    ("phone", "No. HP"), ("product", "Produk"), ("nib", "NIB"), ("sales", "Omzet per Tahun"),
    ("capital", "Modal Usaha"), ("workers", "Tenaga Kerja"), ("status", "Status Usaha"), ("remark", "Keterangan"),
)  # fmt: skip
SURVEY = ListPlan(
    path="Survei 2026/Hasil Survei UMKM 2026.xlsx",
    kind="xlsx",
    sheet="Rekap Kunjungan",
    layout=Layout(columns=_SURVEY, titles=("HASIL KUNJUNGAN LAPANGAN UMKM KABUPATEN BATANG", "TAHUN 2026", "")),
    hand=Hand(case="title", street=1, rt=1, day="date", slips=0.15),
)
SURVEY_TOWN = replace(
    SURVEY,
    path="Survei 2026/survei kec batang.xlsx",
    sheet="Data",
    layout=Layout(columns=_SURVEY_TOWN, titles=("SURVEI UMKM KECAMATAN BATANG 2026",), total=True),
    hand=Hand(street=1, rt_apart=True),
)
SURVEY_FULL = replace(
    SURVEY,
    sheet="Pendataan",
    layout=Layout(columns=_SURVEY_FULL, titles=("PENDATAAN UMKM KECAMATAN {district} TAHUN {year}", "")),
    hand=Hand(case="title", street=1, rt=0, phone="dashed", slips=0.05),
)
SURVEY_SUBAH = replace(SURVEY_FULL, path="Survei 2026/PENDATAAN UMKM KEC SUBAH.xlsx")
SURVEY_LATE = replace(
    SURVEY_FULL,
    path="Survei 2026/Susulan dan Ralat.xlsx",
    sheet="Susulan",
    layout=Layout(columns=_SURVEY_FULL, titles=("DATA SUSULAN DAN RALAT SURVEI UMKM 2026", "")),
)
