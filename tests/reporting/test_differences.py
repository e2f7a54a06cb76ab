from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from umkm_cli.reporting.differences import Span, differences

LETTERS = st.text("abcAB 12#ßİ\u0301é", max_size=14)
TEXTS = LETTERS | st.text(max_size=20)


def marked(left, right):
    """Both texts with what differs in brackets."""
    return tuple(
        "".join(f"[{one.text}]" if one.differs else one.text for one in side) for side in differences(left, right)
    )


@pytest.mark.parametrize(
    ("left", "right", "shown"),
    [
        ("SITI AMINAH", "SITI AMINAH", ("SITI AMINAH", "SITI AMINAH")),
        ("Siti Aminah", "SITI AMINAH", ("Siti Aminah", "SITI AMINAH")),
        ("SITI AMINAH", "SITI AMINAHH", ("SITI AMINAH", "SITI AMINAH[H]")),
        ("SITI AMINAH", "SITI NUR AMINAH", ("SITI AMINAH", "SITI [NUR ]AMINAH")),
        ("SULASTRI", "BUDIMAN", ("[SULASTRI]", "[BUDIMAN]")),
        ("3325****#**?", "3325****#**?", ("3325****[#]**?", "3325****[#]**?")),
        ("0812****#***", "0813****#***", ("081[2]****[#]***", "081[3]****[#]***")),
        ("0812********", "0812*******", ("[0812********]", "[0812*******]")),
        ("No. #5", "No. #5", ("No. #5", "No. #5")),
        ("RT 1 RW 2", "RT 3 RW 4", ("RT [1] RW [2]", "RT [3] RW [4]")),
        ("1980-03-12", "1980-05-11", ("1980-0[3]-1[2]", "1980-0[5]-1[1]")),
        ("12 1 12", "12 2 32", ("12 [1] [1]2", "12 [2] [3]2")),
        ("SUMIYATI", "SUMARYATI", ("SUM[I]YATI", "SUM[AR]YATI")),
        ("KAXBXCLI", "KAYBYCLI", ("KA[XBX]CLI", "KA[YBY]CLI")),
        ("SUEGNG", "SUGENG ABIDIN", ("SU[EGNG]", "SU[GENG ABIDIN]")),
        ("", "SITI", ("", "[SITI]")),
        ("", "", ("", "")),
    ],
)
def test_what_differs_is_marked(left, right, shown):
    assert marked(left, right) == shown


@given(TEXTS, TEXTS)
def test_the_pieces_add_up_to_the_texts(left, right):
    for text, spans in zip((left, right), differences(left, right), strict=True):
        assert "".join(span.text for span in spans) == text


@given(TEXTS, TEXTS)
def test_the_pieces_are_as_few_as_can_be(left, right):
    for spans in differences(left, right):
        assert all(span.text for span in spans)
        assert all(one.differs != other.differs for one, other in pairwise(spans))


@given(TEXTS, TEXTS)
def test_what_is_not_marked_is_the_same_on_both_sides(left, right):
    one, other = ("".join(span.text for span in spans if not span.differs) for spans in differences(left, right))
    assert [letter.casefold() for letter in one] == [letter.casefold() for letter in other]


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text):
    whole = (Span(text, differs=False),) if text else ()
    assert differences(text, text) == (whole, whole)


@given(st.text("abcdefgh", min_size=8, max_size=14), st.data())
def test_one_letter_typed_wrong_is_all_that_is_marked(text, data):
    place = data.draw(st.integers(0, len(text) - 1))
    one, other = differences(text, text[:place] + "Ø" + text[place + 1 :])
    assert [span.text for span in one if span.differs] == [text[place]]
    assert [span.text for span in other if span.differs] == ["Ø"]


@given(LETTERS, LETTERS)
def test_marks_are_missing_only_where_nothing_differs(left, right):
    is_same = Levenshtein.distance([a.casefold() for a in left], [b.casefold() for b in right]) == 0
    assert is_same == (not any(span.differs for side in differences(left, right) for span in side))
