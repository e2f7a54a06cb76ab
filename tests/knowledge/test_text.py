import pytest
from hypothesis import given
from hypothesis import strategies as st

from umkm_cli.knowledge.text import fold, is_null_word, squeeze


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("  Siti   Aminah ", "Siti Aminah"),
        ("Siti\u00a0Aminah", "Siti Aminah"),
        ("Siti\u200bAminah", "SitiAminah"),
        ("Siti\r\nAminah\t", "Siti Aminah"),
        ("\x1b[31mSiti", "[31mSiti"),
        ("\u202eSiti", "Siti"),
        ("ＳＩＴＩ", "SITI"),
        ("gado²", "gado²"),
        ("e\u0301", "é"),
        ("", ""),
    ],
)
def test_squeeze_leaves_what_a_person_sees(text, seen):
    assert squeeze(text) == seen


@given(st.text())
def test_squeezing_twice_changes_nothing(text):
    assert squeeze(squeeze(text)) == squeeze(text)


@given(st.text())
def test_squeezed_text_has_no_control_character_and_no_double_blank(text):
    seen = squeeze(text)
    assert "  " not in seen
    assert not any(ord(char) < 32 or 127 <= ord(char) < 160 for char in seen)


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "-", "--", "...", "0", "tidak ada", "Tidak ada", "TIDAK ADA", "Ndaada", "tdk ada", "n/a",
        "#N/A", "belum ada",
        "Proses", "NULL", "x", "?",
    ],
)  # fmt: skip
def test_null_words_are_known_in_every_dress(text):
    assert is_null_word(text)


@pytest.mark.parametrize("text", ["Nada", "Ada", "01", "Adat", "tidak", "Siti"])
def test_words_that_say_something_are_no_null_words(text):
    assert not is_null_word(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Café-bar", "CAFE BAR"), (" a_b ", "A B"), ("S.Pd,", "S PD"), ("Désa  Sempu", "DESA SEMPU"), ("\u200ba", "A")],
)
def test_fold_undresses_a_text(text, folded):
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)
