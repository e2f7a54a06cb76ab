"""How a name sounds: spellings that clerks mix up get one phonetic key. For blocking and comparing, never for show.

Equal keys count as the same name, so only spellings that really alternate are folded. Final vowels are kept apart as
far as they tell men from women (YANTO, YANTI), and K from H inside a word (SUKARNO, SUHARNO).
"""

import re

_CLUSTERS = (
    ("CH", "KH"), ("CK", "K"), ("Q", "K"), ("X", "KS"), ("DJ", "J"), ("TJ", "C"),
    ("DZ", "D"), ("DH", "D"), ("ZH", "D"), ("TS", "S"), ("TH", "T"), ("SH", "S"), ("SJ", "SY"),
    ("F", "P"), ("V", "P"), ("Z", "J"),
)  # fmt: skip
"""Consonants, in order: Rochman/Rokhman, Taufiq/Taufik, Fadhil/Fadil, Sholeh/Soleh, Fatimah/Patimah, Zaenal/Jaenal."""

_VOWELS = (("IY", "I"), ("UW", "U"), ("OU", "O"), ("AU", "O"), ("OE", "OI"))
"""Sugiyono/Sugiono, Kuwat/Kuat, Roudhotul/Raudhotul, Maulana/Molana, Khoerul/Khoirul."""

_SY = re.compile(r"SY(?=[AEIOU])")
_Y_AS_I = re.compile(r"(?<=[^AEIOUY])Y|(?<=.)Y$")
_DIPHTHONG = re.compile(r"A[EI]|EI")
_TWICE = re.compile(r"(.)\1+")
_SCHWA = re.compile(r"^([^AEIOU])E(?=[LR][AEIOU])")
_TWO_OPEN = re.compile(r"[^AEIOU]+O[^AEIOU]O")
_END = {"D": "T", "B": "P"}

LONG = 5
"""Words of more letters than this have room for a vowel to waver: Lestari/Listari, but not Deni/Dini."""


def skeleton(token: str) -> str:
    """Phonetic key of one word of a name key (upper case letters).

    Source: spelling alternations of Indonesian names seen in public lists; there is no standard algorithm.

    >>> {skeleton(word) for word in ("RAHMAN", "ROCHMAN", "ROKHMAN", "ROHMAN")}
    {'RAHMAN'}
    >>> skeleton("SLAMET") == skeleton("SELAMET")
    True
    >>> skeleton("YANTO") == skeleton("YANTI")
    False
    """
    return _vowels(_consonants(token)) or token


def _consonants(word: str) -> str:
    for spelling, sound in _CLUSTERS:
        if spelling in word:
            word = word.replace(spelling, sound)
    word = _TWICE.sub(r"\1", word)
    if "KH" in word:
        # Before a name a breath is heard as K (Khoirul, Koirul), within it as H (Rokhman, Rohman).
        word = ("K" + word[2:] if word.startswith("KH") else word).replace("KH", "H")
        word = word.replace("SH", "S")
    return _SY.sub("S", word)


def _vowels(word: str) -> str:
    if len(word) > 2 and word[-1] == "H":
        word = word[:-1]
    word = word[:-1] + _END.get(word[-1:], word[-1:])
    for spelling, sound in _VOWELS:
        if spelling in word:
            word = word.replace(spelling, sound)
    word = _Y_AS_I.sub("I", word)
    word = _open(word)
    word = _DIPHTHONG.sub("E", _SCHWA.sub(r"\1", word))
    word = _TWICE.sub(r"\1", word)
    if len(word) > LONG:
        word = word[0] + word[1:-1].replace("E", "I") + word[-1]
        word = _TWICE.sub(r"\1", word)
    return word


def _open(word: str) -> str:
    """Javanese O written as A: Wijoyo, Wijaya. At the end of a short word it may tell a man from a woman: Eko, Eka.

    Two open O are one sound, in short words too: Joyo, Jaya.
    """
    if len(word) < LONG and not _TWO_OPEN.fullmatch(word):
        return word[:1] + word[1:-1].replace("O", "A") + word[1:][-1:]
    return word[0] + word[1:].replace("O", "A")
