"""Columns claimed by their values: what stands under no title, or under one that says nothing, may still be told."""

import re

from umkm_cli.cleaning.columns import Table
from umkm_cli.cleaning.context import place_shares
from umkm_cli.knowledge.addresses import MARKS
from umkm_cli.knowledge.dates import read_date
from umkm_cli.knowledge.headers import fold_header
from umkm_cli.knowledge.rt_rw import find_rt_rw
from umkm_cli.knowledge.text import fold

BIRTH_YEARS = range(1920, 2010)

MOSTLY_PLACES = 0.6
"""Share of cells that name desa or kecamatan of the regency, in a column of them."""

MOSTLY_ADDRESSES = 0.6
"""Share of cells that hold RT and RW or a word of an address, in a column of addresses."""

SHARE_OF = 48
"""Cells that are looked at for a share."""

_ADDRESS_WORDS = frozenset(
    word
    for word, part in MARKS.items()
    if part in {"street", "hamlet", "village", "estate"} and word not in {"KP", "LK"}
)
_RT_RW = re.compile(r"(?i)\W*(?:R\.?T\W*)?\d{1,3}\s*[/\-]?\s*(?:[/\-]|R\.?[WK]\b)\W*\d{1,3}\W*")
_CODE = re.compile(r"\d\d(?:\.?\d\d){2}\.?\d{4}(?:\.0)?")


def claim_places(table: Table) -> None:
    """A column of names of desa or kecamatan is one, under no title or one that says nothing."""
    if table.find("nik") is None and table.find("name") is None:
        return
    for at in table.left():
        if table.peek(at).filled < 2 or table.peek(at).words < MOSTLY_PLACES:
            continue
        village, district = place_shares(table.texts(at), table.regions)
        field, share = ("district", district) if district >= village else ("village", village)
        if share >= MOSTLY_PLACES and table.find(field) is None:
            table.claim(at, field, share * 0.9)


def claim_name(table: Table) -> None:
    """Without a name column, a column of words is one that has no title, or `NAMA` in it, if there are NIKs.

    So is one whose title was proved wrong: `NIK` over names.
    """
    nik = table.find("nik")
    if table.find("name") is not None or nik is None:
        return
    headers = {at: fold_header(table.columns[at].header).split() for at in table.left()}
    doubted = {at for at in headers if table.columns[at].is_doubted}
    seen = {at: table.peek(at) for at, words in headers.items() if not words or "NAMA" in words or at in doubted}
    fit = [at for at, profile in seen.items() if profile.words >= 0.7 and profile.gender < 0.5]
    if fit:
        best = min(fit, key=lambda at: (seen[at].phrases < 0.2, abs(at - nik), at))
        table.claim(best, "name", seen[best].words * 0.8)


def claim_by_looks(table: Table) -> None:
    """Phones, sexes and birth dates can be told by their looks, too."""
    if table.find("nik") is None:
        return
    for at in table.left():
        seen = table.peek(at)
        if seen.filled < 3:
            continue
        if table.find("phone") is None and seen.phone >= 0.7 and seen.long < 0.2:
            table.claim(at, "phone", seen.phone * 0.8)
        elif table.find("gender") is None and seen.gender >= 0.9:
            table.claim(at, "gender", seen.gender * 0.8)
        elif table.find("birth_date") is None and seen.dates >= 0.8:
            _claim_birth_date(table, at)


def _claim_birth_date(table: Table, position: int) -> None:
    """Days of years in which grown-ups were born; a day of entry or of a visit is none."""
    days = [read_date(text) for text in table.texts(position) if text]
    born = sum(day is not None and day.year in BIRTH_YEARS for day in days) / len(days)
    if born >= 0.8:
        table.claim(position, "birth_date", born * 0.8)


def claim_codes(table: Table) -> None:
    """A column of codes of desa is one of desa, when no other is, even if its title is known: `KODE DESA`."""
    if table.find("village") is not None or not table.lists_people():
        return
    start = table.regions.code.replace(".", "")
    for at, column in enumerate(table.columns):
        texts = [] if column.field else [text for text in table.texts(at) if text][:SHARE_OF]
        if texts and _is_code(texts[0], start) and all(_is_code(text, start) for text in texts):
            table.claim(at, "village", 0.8)
            return


def _is_code(text: str, start: str) -> bool:
    return _CODE.fullmatch(text) is not None and text.replace(".", "").startswith(start)


def claim_address(table: Table) -> None:
    """A column of addresses has RT and RW, or words such as `Dk.` and `Jl.`, in most cells."""
    if table.find("address") is not None or not table.lists_people():
        return
    for at in table.left():
        texts = [text for text in table.texts(at) if text][:SHARE_OF]
        if len(texts) < 2:
            continue
        if table.find("rt_rw") is None and all(_RT_RW.fullmatch(text) for text in texts):
            table.claim(at, "rt_rw", 0.8)
        elif (share := sum(map(_is_address, texts)) / len(texts)) >= MOSTLY_ADDRESSES:
            table.claim(at, "address", share * 0.8)
            return


def _is_address(text: str) -> bool:
    words = fold(text).split()
    if len(words) > 1 and not _ADDRESS_WORDS.isdisjoint(words):
        return True
    located = find_rt_rw(text.upper())
    return located.rt is not None and any(map(str.isalpha, words))
