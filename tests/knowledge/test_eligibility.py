import pytest
from hypothesis import given
from hypothesis import strategies as st

from umkm_cli.knowledge.eligibility import is_barred, read_credit, read_remark


@pytest.mark.parametrize(
    ("text", "barred"),
    [
        ("PNS", True), ("ASN/PNS", True), ("Pegawai Negeri Sipil", True), ("TNI AD", True), ("Anggota POLRI", True),
        ("Karyawan BUMN", True), ("karyawan bumd", True), ("P3K", True), ("guru (PNS)", True),
        ("Pensiunan PNS", False), ("Purnawirawan TNI", False), ("istri TNI", False), ("bukan ASN", False),
        ("Guru honorer", False), ("Wiraswasta", False), ("Perangkat Desa", False), ("Mengurus Rumah Tangga", False),
        ("Kantin Polri", False), ("Karyawan Swasta", False), ("-", False), ("", False),
    ],
)  # fmt: skip
def test_servants_of_the_state_are_told_from_all_others(text, barred):
    assert is_barred(text) is barred


@pytest.mark.parametrize(
    ("text", "credit"),
    [
        ("Ya", True), ("Ada", True), ("V", True), ("KUR", True), ("KUR BRI", True), ("BRI 10 juta", True),
        ("5.000.000", True), ("Mekaar", True), ("Tidak", False), ("tidak ada", False), ("Belum pernah", False),
        ("bukan penerima KUR", False), ("sudah lunas", False), ("-", None), ("0", None), ("", None),
        ("lain-lain", None),
    ],
)  # fmt: skip
def test_a_credit_is_told_by_yes_a_bank_or_an_amount(text, credit):
    assert read_credit(text) is credit


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("meninggal", {"deceased"}), ("Sudah meninggal dunia", {"deceased"}), ("ALMARHUMAH", {"deceased"}),
        ("suami meninggal", set()), ("anak alm. Slamet", set()), ("belum meninggal", set()),
        ("gagal: terdaftar sebagai ASN", {"not_eligible_occupation"}), ("istri PNS", set()),
        ("masih ada KUR", {"has_credit"}), ("tidak sedang menerima KUR", set()), ("sudah cair", set()), ("", set()),
    ],
)  # fmt: skip
def test_remarks_earn_flags(text, flags):
    assert read_remark(text) == flags


@given(st.text(max_size=30))
def test_any_remark_earns_known_flags_only(text):
    assert read_remark(text) <= {"deceased", "not_eligible_occupation", "has_credit"}
