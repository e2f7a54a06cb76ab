"""What the title of a column means: spellings that offices use, matched whole, by their words, or despite a typo."""

import csv
import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from rapidfuzz import fuzz, process

SAME_WORDS: dict[str, str] = {
    "NOMOR": "NO", "NOMER": "NO", "NMR": "NO", "NUMBER": "NO",
    "TELEPON": "TELP", "TELEPHONE": "TELP", "TELPON": "TELP", "TELEPHON": "TELP", "TELPN": "TELP", "TLP": "TELP",
    "TLPN": "TELP", "TEL": "TELP", "TELFON": "TELP", "TELEFON": "TELP", "TELPHONE": "TELP", "TELEPN": "TELP",
    "HANDPHONE": "HP", "HAPE": "HP", "PONSEL": "HP", "HANDPONE": "HP", "WHATSAPP": "WA", "WHATSAP": "WA",
    "TGL": "TANGGAL", "TANGAL": "TANGGAL", "TMPT": "TEMPAT", "LHR": "LAHIR",
    "UKM": "UMKM", "IKM": "UMKM", "UMK": "UMKM", "MEREK": "MERK", "OMZET": "OMSET",
    "KEC": "KECAMATAN", "KEL": "KELURAHAN", "KAB": "KABUPATEN", "PROV": "PROVINSI", "PROPINSI": "PROVINSI",
    "JNS": "JENIS", "ALMT": "ALAMAT", "NM": "NAMA", "EKTP": "KTP", "SURVEY": "SURVEI", "TTGL": "TANGGAL",
    "DS": "DESA", "DSN": "DUSUN", "DK": "DUKUH", "DKH": "DUKUH", "IJIN": "IZIN", "PERIJINAN": "PERIZINAN",
}  # fmt: skip
"""Words written in several ways, brought to one, in the table and in the header alike."""

_TAIL = re.compile(r"\(.*|\[.*", re.DOTALL)
_NO_WORD = re.compile(r"[^A-Z0-9]+")
_CODE = re.compile(r"^(?:[A-Z]{1,2}\d{1,3}[A-Z]? )+(?=[A-Z])")
"""The number of a question, as in `b1_alamat` and `P101. Alamat`."""

_SPACED_FROM = 3
"""Single letters in a row that are one word, as in `N A M A`."""

_TYPO_FROM = 5
"""Shorter headers are too easily another word: KK and HP differ by one letter from many."""
_TYPO_RATIO = 86
_TYPO_MARGIN = 4


LONGEST = 400
"""Characters of a header; more is a text."""


@dataclass(frozen=True, slots=True)
class Guess:
    """What a header was taken for.

    Attributes:
        field: A key of `schema.FIELDS`; None for a known header that nothing is done with (SIUP, omset).
        confidence: In [0..1]; an ambiguous header (`Alamat`) has less than a plain one.
        how: `synonym` for a spelling of the table, `fuzzy` for its words inside a longer header, or a typo.
    """

    field: str | None
    confidence: float
    how: str


@lru_cache(maxsize=20_000)
def fold_header(text: str) -> str:
    """A header as words in upper case, each word in one spelling.

    >>> fold_header(" Nomor_KTP / NIK ")
    'NO KTP NIK'
    >>> fold_header("N A M A")
    'NAMA'
    """
    plain = _NO_WORD.sub(" ", unicodedata.normalize("NFKC", text).upper()).split()
    if len(plain) >= _SPACED_FROM and all(len(word) == 1 for word in plain):
        plain = ["".join(plain)]
    return " ".join(SAME_WORDS.get(word, word) for word in plain)


@lru_cache(maxsize=20_000)
def guess_field(text: str) -> Guess | None:
    """What a header stands for, or None when it is like nothing known.

    The whole text is looked up first, then the text before a bracket (`Jenis Kelamin ("laki-laki", "perempuan")`),
    without the number of a question (`b1_alamat`).

    >>> guess_field("NO. KTP")
    Guess(field='nik', confidence=1.0, how='synonym')
    >>> guess_field("Nama UKM").field, guess_field("Nama").field
    ('business_name', 'name')
    >>> guess_field("Siti Aminah") is None
    True
    """
    if len(text) > LONGEST:
        return None
    known = _known().whole
    whole, short = _spellings(text)
    return known.get(whole) or known.get(short) or _by_words(f" {short} ") or _by_typo(short)


def is_spelling(text: str) -> bool:
    """Does a header stand in the table just so? Then its guess is a `synonym`.

    >>> is_spelling("Nama Pemilik (sesuai KTP)"), is_spelling("Namma Pemilik")
    (True, False)
    """
    return len(text) <= LONGEST and any(map(_known().whole.__contains__, _spellings(text)))


def _spellings(text: str) -> tuple[str, str]:
    """The whole header, and what stands before a bracket and behind a code."""
    whole = fold_header(text)
    return whole, _CODE.sub("", fold_header(_TAIL.sub("", text))) or whole


@dataclass(frozen=True, slots=True)
class _Known:
    """The table of spellings: `whole` by folded spelling; `words`, longest first, may stand inside a header."""

    whole: dict[str, Guess]
    words: tuple[tuple[str, Guess], ...]


@cache
def _known() -> _Known:
    whole: dict[str, Guess] = {}
    words: dict[str, Guess] = {}
    text = resources.files("umkm_cli.knowledge").joinpath("data", "headers.csv").read_text("utf-8")
    for row in csv.DictReader(text.splitlines()):
        field = None if row["field"] == "-" else row["field"]
        strength = float(row["strength"])
        spelling = fold_header(row["spelling"])
        whole.setdefault(spelling, Guess(field, strength, "synonym"))
        if row["match"] == "word":
            words.setdefault(f" {spelling} ", Guess(field, round(strength * 0.8, 2), "fuzzy"))
    return _Known(whole, tuple(sorted(words.items(), key=lambda item: -len(item[0]))))


def _by_words(padded: str) -> Guess | None:
    """The longest spelling that stands in the header as whole words."""
    return next((guess for words, guess in _known().words if words in padded), None)


def _by_typo(short: str) -> Guess | None:
    """The spelling most like the header, if no spelling of another field is nearly as like it."""
    if len(short) < _TYPO_FROM:
        return None
    known = _known().whole
    found = process.extract(short, known.keys(), scorer=fuzz.ratio, score_cutoff=_TYPO_RATIO - _TYPO_MARGIN, limit=4)
    if not found or found[0][1] < _TYPO_RATIO:
        return None
    best, ratio, _ = found[0]
    rivals = {known[other].field for other, close, _ in found if ratio - close < _TYPO_MARGIN}
    if len(rivals) > 1:
        return None
    return Guess(known[best].field, round(known[best].confidence * ratio / 100 * 0.9, 2), "fuzzy")
