import pytest
from hypothesis import given
from hypothesis import strategies as st

from umkm_cli.knowledge.amounts import LARGEST, SMALLEST, Amount, read_amount, read_count
from umkm_cli.knowledge.number_words import read_number_words

AMOUNT_CASES = [
    # text,                          rupiah,          status,    times a year
    ("20.000.000",                   20_000_000,      "ok",      None),
    ("20,000,000",                   20_000_000,      "ok",      None),
    ("20 000 000,00",                20_000_000,      "ok",      None),
    ("20000000",                     20_000_000,      "ok",      None),
    ("20000000.0",                   20_000_000,      "ok",      None),
    ("2.000.000 ( dua juta rupiah )", 2_000_000,      "ok",      None),
    ("Rp. 1.250.000.00",             1_250_000,       "ok",      None),
    ("Rp 500.000,-",                 500_000,         "ok",      None),
    ("Rp500.000",                    500_000,         "ok",      None),
    ("Rp 2,5 jt",                    2_500_000,       "ok",      None),
    ("1,5 juta",                     1_500_000,       "ok",      None),
    ("1.500 rb",                     1_500_000,       "ok",      None),
    ("500rb",                        500_000,         "ok",      None),
    ("100k",                         100_000,         "ok",      None),
    ("2 M",                          2_000_000_000,   "ok",      None),
    ("10 jutaan",                    10_000_000,      "ok",      None),
    ("2 juta 500 ribu",              2_500_000,       "ok",      None),
    ("1jt+500rb",                    1_500_000,       "ok",      None),
    ("kurang lebih 3 juta",          3_000_000,       "ok",      None),
    ("dua juta rupiah",              2_000_000,       "ok",      None),
    ("1-2 juta",                     1_000_000,       "range",   None),
    ("500rb - 1jt",                  500_000,         "range",   None),
    ("1.000.000 - 2.000.000",        1_000_000,       "range",   None),
    ("1 s/d 2 juta",                 1_000_000,       "range",   None),
    ("< 5 juta",                     5_000_000,       "range",   None),
    ("500.000/hari",                 500_000,         "ok",      360),
    ("2 juta per bulan",             2_000_000,       "ok",      12),
    ("bulanan 2 juta",               2_000_000,       "ok",      12),
    ("3 juta sebulan",               3_000_000,       "ok",      12),
    ("24jt/th",                      24_000_000,      "ok",      1),
    ("2,5",                          None,            "bad",     None),
    ("500",                          None,            "bad",     None),
    ("200rb x 30",                   None,            "bad",     None),
    ("1jt 2jt 3jt",                  None,            "bad",     None),
    ("3325110505809001",             None,            "bad",     None),
    ("081234567001",                 None,            "bad",     None),
    ("modal sendiri",                None,            "missing", None),
    ("0",                            None,            "missing", None),
    ("Rp -",                         None,            "missing", None),
    ("tidak ada",                    None,            "missing", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "rupiah", "status", "times"), AMOUNT_CASES)
def test_money_is_read_as_people_type_it(text, rupiah, status, times):
    assert read_amount(text) == Amount(rupiah, status, times)


amounts = st.integers(SMALLEST, LARGEST)
FORMS = (
    "{}".format,
    "Rp {}".format,
    "{}.0".format,
    lambda number: f"Rp. {number:,}".replace(",", ".") + ",00",
    lambda number: f"{number:,}",
    lambda number: f"{number:,}".replace(",", " "),
)


@given(amounts, st.sampled_from(FORMS))
def test_every_amount_is_read_back_however_it_is_written(number, form):
    assert read_amount(form(number)).rupiah == number


@given(st.text("0123456789.,rbjtmiluhapRp -/()xse", max_size=20))
def test_odd_text_is_an_amount_within_bounds_or_none(text):
    amount = read_amount(text)
    assert (amount.rupiah is None) == (amount.status in {"missing", "bad"})
    assert amount.rupiah is None or amount.rupiah >= SMALLEST


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("2", 2), ("2 orang", 2), ("1.0", 1), ("dua", 2), ("2-3", 2), ("3 (keluarga)", 3), ("-", None), ("0", None),
        ("L:1 P:2", None), ("081234567001", None), ("sendiri", None),
    ],
)  # fmt: skip
def test_a_count_of_people_is_read(text, count):
    assert read_count(text) == count


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("sebelas", 11), ("sembilan belas", 19), ("dua puluh lima", 25), ("seratus lima puluh ribu", 150_000),
        ("sejuta dua ratus ribu", 1_200_000), ("tiga ratus dua puluh satu juta", 321_000_000), ("rupiah", None),
        ("dua sapi", None), ("", None),
    ],
)  # fmt: skip
def test_numbers_in_words_are_read(text, number):
    assert read_number_words(text) == number
