import pytest
from hypothesis import given
from hypothesis import strategies as st

from umkm_cli.knowledge.addresses import Address, read_address, read_number, read_rt_rw


@pytest.mark.parametrize(
    ("text", "rt", "rw"),
    [
        ("RT 01 RW 02", 1, 2), ("RT.001/002", 1, 2), ("RT 01/RW 02", 1, 2), ("Rt1/Rw2", 1, 2), ("RT/RW 01/02", 1, 2),
        ("RT/RW : 01/02", 1, 2), ("01/02", 1, 2), ("001/002", 1, 2), ("RT 5 / 3", 5, 3), ("RT:1 RW:2", 1, 2),
        ("RT 02/III", 2, 3), ("Rt 03 Rw.-", 3, None), ("R.T. 01 R.W. 02", 1, 2), ("RT01RW02", 1, 2),
        ("RT 01 RK 02", 1, 2),
        ("RW 02 RT 01", 1, 2), ("RT II RW I", 2, 1), ("RT 01 02", 1, 2), ("RT.01.02", 1, 2), ("RT 01-02", 1, 2),
        ("RT 3", 3, None), ("RW 3", None, 3), ("RT 00 RW 00", None, None), ("RT 1 Dk. Krajan RW 2", 1, 2),
        ("Krajan 02/01", 2, 1), ("Simpang 3/1", 3, 1), ("Jl. Raya 01/02", 1, 2),
        ("RT O1 RW O2", 1, 2), ("RT 0l RW 02", 1, 2), ("RTO3/O4", 3, 4), ("RT 1 dan 2 RW 3", 1, 3),
        ("RT 05/RW -", 5, None),
        ("RT.03 RW.-", 3, None), ("Rt.- Rw.-", None, None), ("RT/RW -/-", None, None), ("RT II LOR", 2, None),
    ],
)  # fmt: skip
def test_rt_and_rw_are_read_in_every_form(text, rt, rw):
    address = read_address(text)
    assert (address.rt, address.rw) == (rt, rw)


@pytest.mark.parametrize(
    "text",
    ["Jl Raya 12/3", "No 12/3", "No. 12/3", "Blok A 12/3", "Kav 3/4", "ARTOMULYO 12", "Jl. Raya 12 51211", "1/2/2021"],
)
def test_house_numbers_do_not_become_rt(text):
    address = read_address(text)
    assert (address.rt, address.rw) == (None, None)


def test_a_house_number_before_rt_stays_with_the_street():
    address = read_address("Jl Raya No 12/3 RT 1 RW 2")
    assert (address.street, address.rt, address.rw) == ("Jl Raya No 12/3", 1, 2)


@pytest.mark.parametrize(
    ("text", "hamlet", "village", "district"),
    [
        ("DK X RT 02 RW 01", "X", None, None),
        ("Dk. Krajan RT 02/01 Ds. Sempu Kec. Limpung Kab. Batang", "Krajan", "Sempu", "Limpung"),
        ("DK.KRAJAN,DS.SEMPU,KEC.LIMPUNG", "Krajan", "Sempu", "Limpung"),
        ("Krajan RT 02 RW 01", "Krajan", None, None),
        ("Krajan, RT 02/01, Sempu", "Krajan", None, None),
        ("Krajan, Desa Sempu", "Krajan", "Sempu", None),
        ("Krajan", None, None, None),
        ("Ds Sempu RT 2 RW 1", None, "Sempu", None),
        ("DUSUN II RT 2 RW 1", "II", None, None),
        ("Dsn. Krajan 2 RT 3/4", "Krajan 2", None, None),
        ("Jl. Gajah Mada No. 5 RT 01 RW 02 Kel. Kauman", None, "Kauman", None),
        ("Gg. Melati 3 Dk Krajan RT 03 RW 04", "Krajan", None, None),
        ("ds. kalisalak rt 05 rw 02 kec. batang 51211", None, "Kalisalak", "Batang"),
        ("Dukuh Sempu RT 1 RW 2, Desa Limpung", "Sempu", "Limpung", None),
        ("Desa: Sempu", None, "Sempu", None),
        ("Dk. Krajan - Ds. Sempu", "Krajan", "Sempu", None),
        ("Krajan RT 02 RW 01 Subah", "Krajan", None, None),
        ("Rt.- Rw.-", None, None, None),
        ("Perum Griya Asri Blok A No 3 RT 01 RW 02 Kel. Kauman", None, "Kauman", None),
    ],
)
def test_places_are_taken_from_their_marks(text, hamlet, village, district):
    address = read_address(text)
    assert (address.hamlet, address.village, address.district) == (hamlet, village, district)


@pytest.mark.parametrize(
    ("text", "street"),
    [
        ("JL PEMUDA GG 3 NO 5 RT 01 RW 02", "Jl Pemuda Gg 3 No 5"),
        ("Jl. Ahmad Yani No 12, Ds. Sempu", "Jl Ahmad Yani No 12"),
        ("Gang Buntu", "Gang Buntu"),
        ("Perum Griya Asri Blok A No 3 RT 01 RW 02", "Perum Griya Asri Blok A No 3"),
        ("BTN SAMBONG", "BTN Sambong"),
        ("Jalan Raya Sempu KM 3", "Jalan Raya Sempu KM 3"),
        ("Dk. Krajan RT 1 RW 2", None),
    ],
)
def test_a_street_keeps_its_alley_estate_and_number(text, street):
    assert read_address(text).street == street


def test_the_address_is_shown_in_readable_case():
    assert read_address("DK. KRAJAN RT 02/RW 01, DUSUN III").display == "Dk. Krajan RT 02/RW 01, Dusun III"


@pytest.mark.parametrize("text", ["", "-", "tidak ada"])
def test_a_null_word_is_no_address(text):
    assert read_address(text) == Address(None, None, None, None, None, None, None, None)


@pytest.mark.parametrize(
    ("text", "rt", "rw"),
    [
        ("01/02", 1, 2), ("001/002", 1, 2), ("RT 5 / 3", 5, 3), ("2021-02-01", 1, 2), ("2021-02-01 00:00:00", 1, 2),
        ("RT 02/III", 2, 3), ("5", 5, None), ("1-Feb", 1, 2), ("02-Mei", 2, 5), ("Jan-20", 1, 20), ("44228", 1, 2),
        ("0102", 1, 2), ("001002", 1, 2), ("1/2/2021", 1, 2), ("01.02", 1, 2), ("RW 2", None, 2), ("1.0", 1, None),
        ("III/IV", 3, 4), ("44228.0", 1, 2), ("3/", 3, None), ("3/-", 3, None), ("/3", None, 3), ("-/3", None, 3),
        ("O1/O2", None, None), ("RT O1/O2", 1, 2),
        ("-", None, None), ("", None, None), ("tidak ada", None, None), ("Krajan", None, None),
    ],
)  # fmt: skip
def test_a_column_of_both_is_read(text, rt, rw):
    assert read_rt_rw(text) == (rt, rw)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("003", 3), ("RT 3", 3), ("RT.03", 3), ("RW02", 2), ("III", 3), ("3.0", 3), ("RT 03 / RW 02", 3),
        ("-", None), ("0", None),
        ("51211", None), ("2021-02-01", None), ("x", None), ("Krajan", None),
    ],
)  # fmt: skip
def test_a_column_of_one_number_is_read(text, number):
    assert read_number(text) == number


@given(
    st.integers(1, 999), st.integers(1, 999), st.sampled_from(["RT {0} RW {1}", "RT.{0:03}/{1:03}", "Dk A RT {0}/{1}"])
)
def test_every_number_of_up_to_three_digits_is_read_back(rt, rw, form):
    address = read_address(form.format(rt, rw))
    assert (address.rt, address.rw) == (rt, rw)


@given(st.text("RTWDKSJLNO 0123456789/.,-:IVX", max_size=40))
def test_odd_text_never_stops_the_reading_and_numbers_stay_small(text):
    address = read_address(text)
    assert all(number is None or 1 <= number <= 999 for number in (address.rt, address.rw, *read_rt_rw(text)))
