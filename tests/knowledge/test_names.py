import pytest
from hypothesis import given
from hypothesis import strategies as st

from umkm_cli.knowledge.names import FLAGS, Name, read_name, skeleton
from umkm_cli.knowledge.spelling import BEFORE_ANOTHER, FAMILIES, spell
from umkm_cli.knowledge.titles import BACK, FRONT


@pytest.mark.parametrize(
    ("text", "display", "titles"),
    [
        ("SITI AMINAH", "Siti Aminah", None),
        ("HJ. SITI AMINAH", "Siti Aminah", "Hj."),
        ("Drs.H.Slamet", "Slamet", "Drs. H."),
        ("Nama.ST", "Nama", "S.T."),
        ("Slamet,S.Pd", "Slamet", "S.Pd."),
        ("SLAMET S. Pd. I", "Slamet", "S.Pd.I."),
        ("SLAMET A.Md.Keb", "Slamet", "A.Md.Keb."),
        ("SLAMET S.Pd., M.Pd", "Slamet", "S.Pd. M.Pd."),
        ("SLAMET SE MM", "Slamet", "S.E. M.M."),
        ("SLAMET, H", "Slamet", "H."),
        ("SLAMET (H)", "Slamet", "H."),
        ("SLAMET/H", "Slamet", "H."),
        ("H/SLAMET", "Slamet", "H."),
        ("SLAMET (ALM)", "Slamet", "Alm."),
        ("R.A. KARTINI", "Kartini", "R.A."),
        ("H.M. SLAMET", "M Slamet", "H."),
        ("ST AMINAH ST", "St Aminah", "S.T."),
        ("AGUS S.E", "Agus", "S.E."),
        ("AGUS S E", "Agus S E", None),
        ("SUTRISNO B", "Sutrisno B", None),
        ("A. ROHMAN", "A Rohman", None),
        ("HM. SLAMET", "M Slamet", "H."),
        ("RADEN AJENG SITI", "Siti", "R.A."),
        ("RADEN SLAMET", "Slamet", "R."),
        ("SUTRISNO Bc.Hk", "Sutrisno", "Bc.Hk."),
        ("SLAMET_RIYADI", "Slamet Riyadi", None),
        ("SLAMET III", "Slamet III", None),
    ],
)
def test_titles_are_parted_from_the_name(text, display, titles):
    name = read_name(text)
    assert (name.display, name.titles) == (display, titles)


@pytest.mark.parametrize("text", ["Mas", "Gus", "Haji", "Hj", "Masrukhi", "Mas'ud", "Gusti", "Raden", "Se"])
def test_the_only_word_is_never_taken_for_a_title(text):
    name = read_name(text)
    assert (name.display, name.titles) == (text, None)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Moch. Slamet", "MUHAMMAD SLAMET"),
        ("M SLAMET", "MUHAMMAD SLAMET"),
        ("M", "M"),
        ("SLAMET M", "SLAMET M"),
        ("Mukhammad", "MUHAMMAD"),
        ("ACH. FAUZI", "AHMAD FAUZI"),
        ("ST. AMINAH", "SITI AMINAH"),
        ("ABD. ROKHMAN", "ABDUL ROKHMAN"),
        ("ABDULROHMAN", "ABDUL ROHMAN"),
        ("ABDURROHMAN", "ABDUL ROHMAN"),
        ("ABDUR ROHMAN", "ABDUL ROHMAN"),
        ("ABDUROHMAN", "ABDUL ROHMAN"),
        ("ABDUSSOMAD", "ABDUL SOMAD"),
        ("ABDULLOH", "ABDULLAH"),
        ("ABDULATIF", "ABDUL LATIF"),
        ("NOER HAYATI", "NUR HAYATI"),
        ("SELAMET", "SLAMET"),
        ("MA'RUF", "MARUF"),
        ("Ma`ruf", "MARUF"),
        ("SITI-AMINAH", "SITI AMINAH"),
        ("René", "RENE"),
    ],
)
def test_the_key_has_one_spelling_for_a_family_of_spellings(text, key):
    assert read_name(text).key == key


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("SOEPRAPTO", "SUPRAPTO"),
        ("WAHJOEDI", "WAHYUDI"),
        ("TJAHJONO", "CAHYONO"),
        ("DJOJO", "JOYO"),
        ("NJOTO", "NYOTO"),
        ("SJAHRIR", "SYAHRIR"),
        ("SOELAEMAN", "SULAIMAN"),
    ],
)
def test_old_spelling_is_read(old, new):
    assert spell(old) == new


@pytest.mark.parametrize("word", ["JOKO", "ANJANI", "PANJI", "WIJAYA", "JOEL", "NOEL", "SUMARJO", "ABDULLAH", "ABDUH"])
def test_modern_words_that_look_old_are_left_alone(word):
    assert spell(word) == word


def test_khoerul_is_khoirul_and_not_old_spelling():
    assert spell("KHOERUL") == "KHOIRUL"


def test_j_is_read_as_y_only_within_the_word_that_has_another_old_sign():
    assert read_name("MOECHAMAD JOKO").key == "MUHAMMAD JOKO"


@pytest.mark.parametrize(
    ("text", "display", "alias", "parent", "gender"),
    [
        ("SLAMET bin KASAN", "Slamet", None, "Kasan", "L"),
        ("SITI BINTI H. KASAN (MINAH)", "Siti", "Minah", "Kasan", "P"),
        ("SLAMET BIN KASAN BIN SALIM", "Slamet", None, "Kasan", "L"),
        ("SLAMET / MAMET", "Slamet", "Mamet", None, None),
        ("SLAMET Als. MAMET", "Slamet", "Mamet", None, None),
        ("SLAMET alias MAMET, S.Pd", "Slamet", "Mamet", None, None),
        ("NY. SLAMET", "Slamet", None, None, "P"),
        ("PAK SLAMET", "Slamet", None, None, "L"),
        ("ISTRI SLAMET", "Slamet", None, None, "P"),
        ("SITI (istri Slamet)", "Siti", None, None, "P"),
        ("SITI AMINAH ISTRI SLAMET", "Siti Aminah", None, None, "P"),
        ("(SLAMET)", "Slamet", None, None, None),
        ('SLAMET "MAMET"', "Slamet", "Mamet", None, None),
        ("SLAMET a.k.a MAMET", "Slamet", "Mamet", None, None),
        ("SITI AMINAH (BAKSO)", "Siti Aminah", None, None, None),
        ("SITI (PENJUAL SAYUR)", "Siti", None, None, None),
        ("SLAMET (RT 02)", "Slamet", None, None, None),
        ("SLAMET (DK. KRAJAN)", "Slamet", None, None, None),
        ("SLAMET RT 02 RW 01", "Slamet", None, None, None),
        ("SLAMET DK. KRAJAN", "Slamet", None, None, None),
        ("DESI RATNA", "Desi Ratna", None, None, None),
        ("BINTI", "Binti", None, None, None),
        ("SABINA", "Sabina", None, None, None),
    ],
)
def test_what_stands_beside_a_name_is_told_apart(text, display, alias, parent, gender):
    name = read_name(text)
    assert (name.display, name.alias, name.parent, name.gender) == (display, alias, parent, gender)


@pytest.mark.parametrize(
    ("text", "display", "flags"),
    [
        ("SLAMET & SITI", "Slamet", ("two_names",)),
        ("SLAMET dan SITI", "Slamet", ("two_names",)),
        ("SLAMET dkk", "Slamet", ("two_names",)),
        ("BPK & IBU SLAMET", "Slamet", ("two_names",)),
        ("SLAMET 2", "Slamet", ("name_has_digits",)),
        ("1. SLAMET", "Slamet", ()),
        ("12345", None, ("name_has_digits",)),
        ("A", "A", ("name_too_short",)),
        ("RAMDAN", "Ramdan", ()),
        ("TOKO BERKAH", "Toko Berkah", ("name_of_business",)),
        ("CV. BERKAH", "Cv Berkah", ("name_of_business",)),
        ("PT", "Pt", ()),
    ],
)
def test_doubtful_names_are_flagged(text, display, flags):
    name = read_name(text)
    assert (name.display, name.flags) == (display, flags)


def test_digits_typed_for_letters_are_put_right_in_the_key_only():
    name = read_name("SUPRI4DI")
    assert (name.display, name.key) == ("Supri4di", "SUPRIADI")


@pytest.mark.parametrize("text", ["", "-", "Ndaada", "tidak ada", "&"])
def test_a_null_word_names_nobody(text):
    assert read_name(text) == Name(None, None, None, None, None, None, ())


@given(st.text(max_size=40))
def test_any_text_gives_a_name_with_a_key_of_plain_words_or_none(text):
    name = read_name(text)
    assert (name.display is None) == (name.key is None)
    assert name.key is None or name.key == " ".join(name.key.split())
    assert set(name.flags) <= set(FLAGS)
    assert list(name.flags) == sorted(name.flags)


_SOME = st.lists(st.sampled_from(["SITI", "MOCH", "SLAMET", "H.", "ABDULROHMAN", "KHOERUL", "S.Pd", "Bu"]), max_size=4)


@given(_SOME.map(" ".join))
def test_reading_a_key_again_gives_the_same_key(text):
    key = read_name(text).key
    assert key is None or read_name(key).key == key


def test_the_name_of_a_family_stands_for_itself():
    names = {*FAMILIES.values(), *BEFORE_ANOTHER.values()}
    assert [name for name in sorted(names) if " ".join(spell(word) for word in name.split()) != name] == []


def test_titles_of_the_table_are_upper_case_letters():
    assert [letters for letters in (*FRONT, *BACK) if not (letters.isalpha() and letters.isupper())] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("RAHMAN", "ROCHMAN"), ("ROKHMAN", "ROHMAN"), ("KHOIRUL", "CHAIRUL"), ("KHOIRUL", "KOIRUL"),
        ("TAUFIQ", "TOPIK"),
        ("SLAMET", "SELAMET"), ("SURYANI", "SURIANI"), ("SUGIYONO", "SUGIONO"), ("ZAENAL", "JAINAL"),
        ("FATIMAH", "PATIMA"),
        ("ZAENAB", "ZAINAP"), ("KHOTIMAH", "CHOTIMA"), ("SUPRAPTO", "SUPRAPTA"), ("WIJOYO", "WIJAYA"),
        ("SHOLEH", "SALEH"),
        ("SOLIKHAH", "SOLICHOH"), ("MUNAWAROH", "MUNAWARAH"), ("SUMIYAH", "SUMIAH"), ("SYAMSUL", "SAMSUL"),
        ("ISKHAK", "ISHAQ"), ("LESTARI", "LISTARI"), ("MAULANA", "MOLANA"), ("JUNAIDI", "JUNEDI"), ("SUSY", "SUSI"),
        ("AFANDI", "APANDI"), ("RICKY", "RIKI"), ("SUWARNO", "SUARNO"), ("ROUDHOTUL", "RAUDATUL"),
        ("JOYO", "JAYA"), ("NOTO", "NATA"),
    ],
)  # fmt: skip
def test_spellings_of_one_name_sound_alike(one, other):
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("YANTO", "YANTI"), ("SUPARNO", "SUPARNI"), ("SUKARNO", "SUHARNO"), ("DENI", "DINI"), ("EKO", "EKA"),
        ("RINO", "RINA"),
        ("SARI", "SURI"), ("ROMAN", "ROHMAN"), ("DWI", "DEWI"), ("DEDE", "DEDI"), ("HERI", "HARI"),
        ("KHOIRUL", "KARUL"),
    ],
)  # fmt: skip
def test_different_names_sound_different(one, other):
    assert skeleton(one) != skeleton(other)


@given(st.text("ABDEHIKNORSTUYZ", min_size=1, max_size=12))
def test_a_word_always_has_a_sound(word):
    assert skeleton(word)
