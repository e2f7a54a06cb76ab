"""Addresses as on an identity card: street, hamlet, RT and RW, and the village and district where they are marked."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from umkm_cli.knowledge.rt_rw import ROMAN_NUMBERS, Located, find_rt_rw, mend_letters, read_number, read_rt_rw
from umkm_cli.knowledge.text import is_null_word, squeeze

__all__ = ["MARKS", "Address", "read_address", "read_number", "read_rt_rw"]


@dataclass(frozen=True, slots=True)
class Address:
    """An address taken apart.

    Attributes:
        display: The whole address, readable; None when nothing was written.
        street: Street, alley or housing estate with its word and house number.
        hamlet: Dukuh, dusun, kampung or lingkungan, without that word.
        rt: RT number.
        rw: RW number.
        village: What stands after Ds, Desa, Kel or Kelurahan.
        district: What stands after Kec or Kecamatan.
        bare: Pieces without a mark, parted by commas, where no mark tells the village: one of them may be it.
    """

    display: str | None
    street: str | None
    hamlet: str | None
    rt: int | None
    rw: int | None
    village: str | None
    district: str | None
    bare: str | None


MARKS: dict[str, str] = {
    word: part
    for part, words in {
        "street": "JL JLN JALAN JLAN GG GANG",
        "hamlet": "DK DKH DUKUH DUKOH DSN DUSUN DN KP KPG KAMPUNG KAMP LINGK LINGKUNGAN LINK LK PEDUKUHAN",
        "village": "DS DESA DES KEL KELURAHAN",
        "district": "KEC KECAMATAN KC",
        "beyond": "KAB KABUPATEN KOTA KODYA PROV PROVINSI PROP JATENG",
        "estate": "PERUM PERUMAHAN PERUMNAS KOMP KOMPLEK KOMPLEKS BTN",
        "house": "BLOK NO NOMOR KAV KM",
    }.items()
    for word in words.split()
}
"""Words that say what follows. Source: abbreviations on identity cards; in Batang `Dk` is the usual hamlet word."""

_EVERY = "|".join(sorted(MARKS, key=len, reverse=True))
_SPLIT = re.compile(rf"\b({_EVERY})(?:\.[\s.:]*|\s*:\s*|\s+|(?=\d))|\s*[,;\n]+\s*|\s+-\s+")
_STREET = re.compile(rf"\b(?:{'|'.join(word for word, part in MARKS.items() if part == 'street')})\b")
_LABEL = re.compile(r"^alamat\s*:\s*", re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_AS_IS = ROMAN_NUMBERS | {"RT", "RW", "RK", "KM", "BTN"}
_POST_CODE = re.compile(r"(?<!\d)5\d{4}(?!\d)")
_DIGIT = re.compile(r"\d")
LONGEST_NAME = 4
"""Words in the name of a place, that of its kecamatan behind it included."""

_EDGES = " .,:;-/()"

GAP = ","
"""Stands where RT and RW were cut out: what follows belongs to no mark before."""


def read_address(text: str) -> Address:
    """Take one address apart.

    A leading part without a mark is the hamlet when RT, RW or a marked village follow and there is no street:
    `Krajan RT 02 RW 01`.
    It may as well be the village, if that is all the office wrote; only who knows the villages can tell.

    >>> read_address("DK. KRAJAN RT 02/RW 01 DS. SEMPU KEC. LIMPUNG").display
    'Dk. Krajan RT 02/RW 01 Ds. Sempu Kec. Limpung'
    >>> read_address("Krajan RT 02 RW 01").hamlet
    'Krajan'
    """
    clean = _LABEL.sub("", squeeze(text))
    if is_null_word(clean):
        return Address(None, None, None, None, None, None, None, None)
    upper = clean.upper()
    located = find_rt_rw(upper, is_street=_STREET.search(upper) is not None)
    if located.rt is None or located.rw is None:
        mended = mend_letters(upper)
        if mended != upper:
            upper, located = mended, find_rt_rw(mended)
    parts = _parts(_POST_CODE.sub(GAP, _without(upper, located)))
    is_rural = bool(located.spans) or "village" in parts
    opening = parts.get("first") if "street" not in parts and not clean[0].isdigit() else None
    hamlet = parts.get("hamlet") or (opening if is_rural else None)
    return Address(
        display=_cased(clean),
        street=parts.get("street"),
        hamlet=hamlet,
        rt=located.rt,
        rw=located.rw,
        village=parts.get("village"),
        district=parts.get("district"),
        bare=_bare(opening, parts),
    )


def _bare(opening: str | None, parts: Mapping[str, str]) -> str | None:
    """The pieces that can be names."""
    if "village" in parts:
        return None
    pieces = [opening or "", *parts.get("rest", "").split(GAP)]
    names = [piece for piece in pieces if piece and len(piece.split()) <= LONGEST_NAME and not _DIGIT.search(piece)]
    return GAP.join(names) or None


def _without(text: str, located: Located) -> str:
    """The address without its RT and RW."""
    for start, end in sorted(located.spans, reverse=True):
        text = f"{text[:start]}{GAP}{text[end:]}"
    return text


@lru_cache(maxsize=1 << 15)
def _parts(text: str) -> Mapping[str, str]:
    """The first piece after each kind of mark, readable; `first` is a piece at the start without any."""
    parts: dict[str, str] = {}
    part, mark, start = "first", "", 0
    for found in (*_SPLIT.finditer(text), None):
        piece = text[start : found.start() if found else len(text)].strip(_EDGES)
        part = _keep(parts, part, mark, piece)
        if found is None:
            break
        start = found.end()
        word = found[1]
        part, mark = (MARKS[word], word) if word else (part if not piece else "rest", mark)
    return {part: _cased(piece) for part, piece in parts.items()}


def _keep(parts: dict[str, str], part: str, mark: str, piece: str) -> str:
    """Put a piece where it belongs; an alley, an estate and a house number join the street before them."""
    if not piece:
        return part
    if part in {"street", "estate"}:
        parts["street"] = f"{parts['street']} {mark} {piece}" if "street" in parts else f"{mark} {piece}"
    elif part == "house" and "street" in parts:
        parts["street"] += f" {mark} {piece}"
    elif part == "rest":
        parts["rest"] = f"{parts['rest']}{GAP}{piece}" if "rest" in parts else piece
    elif part != "house":
        parts.setdefault(part, piece)
    return part


def _cased(text: str) -> str:
    return " ".join([_piece_cased(piece) for piece in text.split(" ")])


@lru_cache(maxsize=1 << 15)
def _piece_cased(piece: str) -> str:
    return _WORDS.sub(_word_cased, piece)


def _word_cased(found: re.Match[str]) -> str:
    word = found[0].upper()
    return word if word in _AS_IS else word[:1] + word[1:].lower()
