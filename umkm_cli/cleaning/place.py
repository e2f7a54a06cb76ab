"""Which desa and kecamatan a row is about: its own columns first, then its address, then what stands around it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from umkm_cli.cleaning.distinct import distinct_rows
from umkm_cli.knowledge.addresses import GAP, read_address
from umkm_cli.knowledge.regions import Found, Regions

SURE = 0.999
"""Confidence from which a name was right as written."""


@dataclass(frozen=True, slots=True)
class Said:
    """What names a row's place, as written; None where nothing does."""

    village: str | None = None
    district: str | None = None
    address_village: str | None = None
    address_district: str | None = None
    bare: str | None = None
    context_village: str | None = None
    context_district: str | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """A row's place; a name without a code is as written."""

    village_code: str | None
    village: str | None
    district_code: str | None
    district: str | None
    flags: frozenset[str]


_CODE = re.compile(r"\d{2}\.?\d{2}\.?\d{2}\.?\d")

_PIECES = re.compile(r"[,/();]|\s-\s")

PLACE_FLAGS = (
    "village_missing", "village_unknown", "village_guessed", "village_outside_district",
    "district_missing", "district_unknown", "place_from_context",
)  # fmt: skip


def place(said: Said, regions: Regions) -> Placed:
    """Find the place that a row names.

    The kecamatan is settled first, as names of desa repeat between kecamatan. A desa that lies elsewhere than the
    kecamatan named is believed if it was written right, for a desa is written with more care.
    """
    named = said.district or _code_in(said.village)
    district, district_from = _first_district((named, said.address_district, said.context_district), regions)
    code = district.place.code if district else None
    villages = (said.village, said.address_village, said.context_village)
    village, village_from = _first_village(villages, code, regions)
    if village is None and said.bare:
        village, village_from = _bare_village(said.bare, code, regions), len(villages)
    flags = set()
    if village and code and village.place.district_code != code:
        if district_from < 2 and village.confidence < SURE and village_from != 0:
            village = None
        else:
            flags.add("village_outside_district")
    flags |= _village_flags(village, villages) | _district_flags(said, district, village)
    if (village and village_from == 2) or (district and district_from == 2 and not village):
        flags.add("place_from_context")
    return _placed(said, district, village, flags)


def _code_in(village: str | None) -> str | None:
    """A code in the desa column tells the kecamatan, even when the desa itself is not known by it."""
    return village if village and _CODE.search(village) else None


def _first_district(texts: Sequence[str | None], regions: Regions) -> tuple[Found | None, int]:
    """The first text that names a kecamatan, and which one that is."""
    for at, text in enumerate(texts):
        found = regions.find_district(text) if text else None
        if found:
            return found, at
    return None, -1


def _first_village(texts: Sequence[str | None], code: str | None, regions: Regions) -> tuple[Found | None, int]:
    """The first text that names a desa, and which one that is."""
    for at, text in enumerate(texts):
        found = _village(text, code, regions) if text else None
        if found:
            return found, at
    return None, -1


def _bare_village(bare: str, code: str | None, regions: Regions) -> Found | None:
    """The desa among the pieces of an address that no mark tells apart, perhaps with its kecamatan behind it.

    A piece may be a hamlet as well: it must be the very name of a desa, and not that of its kecamatan, too.
    """
    own = regions.name.upper().split()
    pieces = bare.split(GAP)
    for piece, behind in zip(pieces, [*pieces[1:], ""], strict=True):
        words = piece.upper().split()
        while len(words) > 1 and words[-1] in own:
            words.pop()
        district = regions.find_district(behind) if behind and not code else None
        found = regions.find_village(" ".join(words), district_code=district.place.code if district else code)
        if found and found.confidence >= SURE and found.place.name != found.place.district:
            return found
    return None


def _village(text: str, code: str | None, regions: Regions) -> Found | None:
    """A desa by its name, or by an address written into the desa column, or beside that of a hamlet."""
    found = regions.find_village(text, district_code=code)
    if found is None and (" " in text or "." in text):
        marked = read_address(text).village
        found = regions.find_village(marked, district_code=code) if marked else None
    if found is None and len(pieces := _PIECES.split(text)) > 1:
        found = _bare_village(GAP.join(piece.strip() for piece in pieces), code, regions)
    return found


def _village_flags(village: Found | None, texts: Sequence[str | None]) -> set[str]:
    if village is None:
        return {"village_unknown" if any(texts) else "village_missing"}
    return set() if village.confidence >= SURE else {"village_guessed"}


def _district_flags(said: Said, district: Found | None, village: Found | None) -> set[str]:
    named = said.district or said.address_district
    if district is None and named:
        return {"district_unknown"}
    return set() if district or village else {"district_missing"}


def _placed(said: Said, district: Found | None, village: Found | None, flags: set[str]) -> Placed:
    if village:
        place = village.place
        return Placed(place.code, place.name, place.district_code, place.district, frozenset(flags))
    name = said.village or said.address_village or said.context_village
    if district:
        return Placed(None, name, district.place.code, district.place.district, frozenset(flags))
    written = said.district or said.address_district or said.context_district
    return Placed(None, name, None, written, frozenset(flags))


def place_all(
    columns: Sequence[pa.Array], regions: Regions
) -> tuple[dict[str, pa.Array], dict[str, npt.NDArray[np.bool_]]]:
    """The places of all rows, each distinct way of naming one looked up once.

    Args:
        columns: The fields of `Said`, in their order.
        regions: The regency.

    Returns:
        The columns village_code, village, district_code and district, and for each flag the rows that have it.
    """
    keys, indices = distinct_rows(columns)
    placed = [place(Said(*key), regions) for key in keys]
    names = [field.name for field in fields(Placed) if field.name != "flags"]
    made = {name: pa.array([getattr(one, name) for one in placed], pa.string()).take(indices) for name in names}
    masks = {flag: np.array([flag in one.flags for one in placed], bool)[indices.to_numpy()] for flag in PLACE_FLAGS}
    return made, masks
