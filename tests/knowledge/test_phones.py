import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from umkm_cli.knowledge.phones import Phones, read_phones

ONE, TWO = "+6281234567001", "+6285712345002"

PHONE_CASES = [
    # text,                                first, second, status
    ("081234567001",                       ONE,   None,   "ok"),
    ("81234567001",                        ONE,   None,   "ok"),
    ("6281234567001",                      ONE,   None,   "ok"),
    ("+6281234567001",                     ONE,   None,   "ok"),
    ("+62 812-3456-7001",                  ONE,   None,   "ok"),
    ("\u202a+62 812\u20113456\u20117001\u202c", ONE,  None,   "ok"),
    ("(+62) 812 3456 7001",                ONE,   None,   "ok"),
    ("+62 0812 3456 7001",                 ONE,   None,   "ok"),
    ("006281234567001",                    ONE,   None,   "ok"),
    ("0812.3456.7001",                     ONE,   None,   "ok"),
    ("'081234567001",                      ONE,   None,   "ok"),
    ("081234567001.0",                     ONE,   None,   "ok"),
    ("O812345670Ol",                       ONE,   None,   "ok"),
    ("HP: 081234567001",                   ONE,   None,   "ok"),
    ("081234567001 (WA)",                  ONE,   None,   "ok"),
    ("0812/3456/7001",                     ONE,   None,   "ok"),
    ("081234567001 / 085712345002",        ONE,   TWO,    "ok"),
    ("081234567001/'85712345002",          ONE,   TWO,    "ok"),
    ("081234567001, 085712345002",         ONE,   TWO,    "ok"),
    ("081234567001 atau 085712345002",     ONE,   TWO,    "ok"),
    ("081234567001 & 085712345002",        ONE,   TWO,    "ok"),
    ("081234567001\n085712345002",         ONE,   TWO,    "ok"),
    ("081234567001 085712345002",          ONE,   TWO,    "ok"),
    ("0812 3456 7001 0857 1234 5002",      ONE,   TWO,    "ok"),
    ("081234567001 / 081234567001",        ONE,   None,   "ok"),
    ("081234567001085712345002",           ONE,   TWO,    "ok"),
    ("8.1234567001E+10",                   ONE,   None,   "ok"),
    ("081234567001/02",                    ONE,   None,   "ok"),
    ("0 / 081234567001",                   ONE,   None,   "ok"),
    ("(0285) 391234",                      "+62285391234", None, "ok"),
    ("0285-391234",                        "+62285391234", None, "ok"),
    ("0285/391234",                        "+62285391234", None, "ok"),
    ("024 8451234",                        "+62248451234", None, "ok"),
    ("",                                   None,  None,   "missing"),
    ("-",                                  None,  None,   "missing"),
    ("tidak ada",                          None,  None,   "missing"),
    ("0",                                  None,  None,   "placeholder"),
    ("08",                                 None,  None,   "placeholder"),
    ("0812345678",                         None,  None,   "placeholder"),
    ("08123456789",                        None,  None,   "placeholder"),
    ("081234567890",                       None,  None,   "placeholder"),
    ("080000000000",                       None,  None,   "placeholder"),
    ("000000000000",                       None,  None,   "placeholder"),
    ("6.28571E+12",                        None,  None,   "bad"),
    ("6,28571E+12",                        None,  None,   "bad"),
    ("391234",                             None,  None,   "bad"),
    ("08129456",                           None,  None,   "bad"),
    ("08123456700112345",                  None,  None,   "bad"),
    ("084234567001",                       None,  None,   "bad"),
    ("08123456x001",                       None,  None,   "bad"),
    ("3325110505809001",                   None,  None,   "bad"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "first", "second", "status"), PHONE_CASES)
def test_a_phone_cell_gives_up_to_two_numbers(text, first, second, status):
    assert read_phones(text) == Phones(first, second, status)


nationals = st.from_regex(r"8[1235789][0-9]{7,9}", fullmatch=True).filter(
    lambda national: read_phones(f"0{national}").status == "ok"
)


@given(nationals, st.sampled_from(["0{}", "{}", "62{}", "+62{}", "+62 {}", " 0{} ", "'0{}", "0{}.0", "WA 0{}"]))
def test_every_way_of_dialling_is_one_number(national, way):
    assert read_phones(way.format(national)) == Phones(f"+62{national}", None, "ok")


@given(nationals, nationals, st.sampled_from(["/", " / ", ", ", ";", " atau ", "\n", " "]))
def test_two_numbers_in_a_cell_are_both_kept(left, right, between):
    phones = read_phones(f"0{left}{between}0{right}")
    expected = [f"+62{left}"] if left == right else [f"+62{left}", f"+62{right}"]
    assert [number for number in (phones.first, phones.second) if number] == expected


@given(st.text("0123456789+- /.()OlS,x\n", max_size=40))
@example("020000001Sx0")
def test_no_digit_is_invented(text):
    phones = read_phones(text)
    digits = re.sub(r"[^0-9]", "", text.translate(str.maketrans("OlS", "015")))
    for number in (phones.first, phones.second):
        assert number is None or number.removeprefix("+62") in digits


@given(st.text())
def test_a_number_is_found_exactly_when_the_cell_is_ok(text):
    phones = read_phones(text)
    assert (phones.first is not None) == (phones.status == "ok")
    assert phones.status in {"ok", "missing", "placeholder", "bad"}
