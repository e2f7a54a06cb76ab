"""Who proposed a list (pengusul): the kinds of bodies that the rules of 2020 and 2021 name, and the villages."""

import re
from collections.abc import Sequence

_BODIES: tuple[tuple[str, str], ...] = (
    ("dinas", r"DINAS|DIS\w*(?:KOP|DAG)\w*|DIN\w*KOP\w*|PERINDAGKOP\w*"),
    ("ministry", r"KEMENTERIAN|KEMENKOP\w*|DEPUTI"),
    ("koperasi", r"KOPERASI|KSPPS|KSP|KUD|BMT|KOPWAN|KPRI"),
    ("financing", r"PNM|MEKAAR|PEGADAIAN|LEMBAGA PEMBIAYAAN|MODAL VENTURA"),
    ("bank", r"BANK|BRI|BNI|BSI|BSM|BTN|BPR"),
    ("village", r"(?:PEMERINTAH )?(?:DESA|KELURAHAN)|PEMDES"),
    ("district", r"(?:PEMERINTAH |KANTOR )?KECAMATAN|CAMAT"),
)
"""Kinds of bodies and their words; the first that fits counts: the dinas is one `KOPERASI DAN UKM`."""

_NAMED = re.compile(r"\b(?:PENGUSUL|PENGUSULAN|DIUSULKAN|USULAN|USUL)(?: (?:OLEH|DARI))? (.+)")
_LETTERHEAD = re.compile(r"^PEMERINTAH (?:DESA|KELURAHAN|KECAMATAN)\b")
_NO_WORD = re.compile(r"[^A-Z0-9]+")
_KINDS = tuple((kind, re.compile(rf"(?:{words})\b")) for kind, words in _BODIES)
_ANYWHERE = tuple((kind, re.compile(rf"\b(?:{words})\b")) for kind, words in _BODIES[:4])


def find_proposer(texts: Sequence[str]) -> str | None:
    """The kind of body that proposed a list, by its titles and names; what is named as such counts most.

    Args:
        texts: Titles, names of sheet, file and folders, the nearest to the rows first.

    Returns:
        `dinas`, `ministry`, `koperasi`, `financing`, `bank`, `village`, `district`, or None. A bank has to be named as
        the proposer: most lists name the bank that pays.

    >>> find_proposer(["DAFTAR PENERIMA", "Pengusul: KSP Makmur"])
    'koperasi'
    """
    folded = [_NO_WORD.sub(" ", text.upper()).strip() for text in texts]
    named = (_NAMED.search(text) for text in folded)
    said = [_kind(match.group(1)) for match in named if match]
    told = [_kind(text) if _LETTERHEAD.match(text) else _anywhere(text) for text in folded]
    return next(filter(None, [*said, *told]), None)


def _kind(text: str) -> str | None:
    """The kind of the body with whose name a text begins."""
    return next((kind for kind, words in _KINDS if words.match(text)), None)


def _anywhere(text: str) -> str | None:
    return next((kind for kind, words in _ANYWHERE if words.search(text)), None)
