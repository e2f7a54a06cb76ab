import datetime as dt
import string
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from umkm_cli.messages import LANGUAGES, catalogue, has, mask, percent, safe, say, show


def placeholders(sentence):
    return sorted(name for _, name, _, _ in string.Formatter().parse(sentence) if name)


def test_both_languages_have_the_same_keys():
    assert sorted(catalogue("id")) == sorted(catalogue("en"))


@pytest.mark.parametrize("key", sorted(catalogue("en")))
def test_a_message_has_the_same_placeholders_in_both_languages(key):
    assert placeholders(catalogue("id")[key]) == placeholders(catalogue("en")[key])


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_holds_a_long_number_or_a_full_stop_after_one_sentence(language):
    for key, sentence in catalogue(language).items():
        assert safe(sentence) == sentence, key
        if key.startswith("error."):
            assert not sentence.endswith("."), key


@pytest.mark.parametrize(
    ("value", "indonesian", "english"),
    [
        (105_000, "105.000", "105,000"),
        (-1_234, "-1.234", "-1,234"),
        (1234.56, "1.234,6", "1,234.6"),
        (dt.date(2026, 5, 1), "1 Mei 2026", "1 May 2026"),
        (True, "True", "True"),
        (None, "None", "None"),
        ("SITI\x1b[2J", "SITI [2J", "SITI [2J"),
    ],
)
def test_a_value_is_shown_as_the_language_writes_it(value, indonesian, english):
    assert (show(value, "id"), show(value, "en")) == (indonesian, english)


@pytest.mark.parametrize(("share", "shown"), [(0.5, "50,0 %"), (1.0, "100,0 %"), (0.0, "0,0 %"), (None, "–")])
def test_a_share_is_shown_as_a_percentage(share, shown):
    assert percent(share, "id") == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("NIK 3325110505809001", "NIK 3325************"),
        ("33.2511.050580.9001", "3325************"),
        ("0812-3456-7890", "0812********"),
        ("+62 812 3456 7890", "+6281*********"),
        ("baris 105000", "baris 105000"),
        ("2021-05-06", "2021-05-06"),
        ("daftar\u202excod.exe", "daftar xcod.exe"),
        ("a\nb", "a b"),
    ],
)
def test_long_numbers_and_control_characters_do_not_get_through(text, shown):
    assert safe(text) == shown


@given(st.text())
def test_no_text_can_move_the_cursor(text):
    assert not any(unicodedata.category(char) in {"Cc", "Cf"} for char in safe(text))


@given(st.integers(10**8, 10**18))
def test_of_a_long_number_only_four_digits_are_seen(number):
    shown = mask(str(number))
    assert shown.startswith(str(number)[:4])
    assert set(shown[4:]) == {"*"}
    assert len(shown) == len(str(number))


def test_a_message_is_filled_in_and_its_facts_are_made_safe():
    sentence = say("error.path_not_found", "en", path="data/3325110505809001.xlsx")
    assert sentence == "`data/3325************.xlsx` does not exist"


def test_a_message_that_does_not_exist_is_an_error_of_ours():
    assert not has("error.nothing_of_the_kind")
    with pytest.raises(KeyError):
        say("error.nothing_of_the_kind", "en")
