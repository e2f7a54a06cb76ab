"""Fields that stand in the cells of another: `SITI AMINAH / 3325096503809001`, a NIK and a phone, a name and `(P)`."""

import re
from collections.abc import Collection, Mapping, Sequence

import pyarrow as pa

from umkm_cli.cleaning.claims import is_address
from umkm_cli.cleaning.columns import Table
from umkm_cli.knowledge.addresses import MARKS
from umkm_cli.knowledge.headers import fold_header
from umkm_cli.knowledge.titles import is_title

_GAP = "\n"
"""Stands where a piece was taken out."""

_PIECES: Mapping[str, re.Pattern[str]] = {
    "nik": re.compile(r"\W*\b(?:NIK\W*|KTP\W*)?((?:\d[\s.\-]?){15,17})(?!\d)\W*", re.IGNORECASE),
    "no_kk": re.compile(r"\W*\b(?:NO\W*)?(?:KK\W*)?((?:\d[\s.\-]?){15,17})(?!\d)\W*", re.IGNORECASE),
    "phone": re.compile(
        r"\W*\b(?:(?:HP|TELP|WA|NO)\W*)*((?:\+?62|0)[\s.\-]?8(?:[\s.\-]?\d){7,11})(?!\d)\W*", re.IGNORECASE
    ),
    "gender": re.compile(r"\s*[(/,\-]\s*(L|P|LK|PR|LAKI\W?LAKI|PEREMPUAN)\W*$", re.IGNORECASE),
}
"""Pieces that are known by their looks, in the order they are taken out of a cell."""

_NAMED_NIK = re.compile(r"NIK\W*(\d{16})(?!\d)", re.IGNORECASE)

HOSTS: Mapping[str, tuple[str, ...]] = {
    "name": ("nik", "no_kk", "phone", "gender", "address"),
    "nik": ("no_kk", "phone"),
    "address": ("phone",),
    "note": ("phone",),
    "birth_place": ("gender",),
}
"""Fields in whose cells others may stand."""

SAID = {"nik": {"NIK"}, "no_kk": {"KK"}, "phone": {"HP", "TELP", "WA"}, "address": {"ALAMAT"}}
"""Words of a title that name what stands in its cells as well."""

MOSTLY = 0.6
"""Share of the cells that have to hold a piece, when no title says so; of names and NIKs in turn, two fifths."""

WORDS_ONLY = 0.7
"""Share of names without digits above which no number stands in them."""

SHARE_OF = 24
_SEPARATOR = re.compile(r"\s*[,;/\n(]\s*|\s+-\s+")
_WORDS = "|".join(word for word, part in MARKS.items() if part not in {"beyond", "house"})
_MARK = re.compile(rf"\W+(?=(?:{_WORDS}|R\.?T|R\.?W)\b)", re.IGNORECASE)


def see_inside(table: Table) -> None:
    """Which fields without a column of their own stand in the cells of another."""
    for host, guests in HOSTS.items():
        at = table.find(host)
        missing = [field for field in guests if table.find(field) is None]
        if at is None or not missing:
            continue
        said = set(fold_header(table.columns[at].header).split())
        texts = [text for text in table.texts(at) if text][:SHARE_OF]
        if host == "name" and table.peek(at).words > WORDS_ONLY:
            missing = [field for field in missing if field in {"gender", "address"}]
        found = [field for field in missing if SAID.get(field, set()) & said or _is_mostly_in(texts, host, field)]
        if found:
            table.inside[host] = tuple(found)


def _is_mostly_in(texts: Sequence[str], host: str, field: str) -> bool:
    if field == "no_kk":
        return bool(texts) and sum(len(_PIECES["nik"].findall(text)) > 1 for text in texts) >= MOSTLY * len(texts)
    if field == "address":
        return len(texts) > 1 and sum(map(is_address, texts)) >= MOSTLY * len(texts)
    share = 0.4 if (host, field) == ("name", "nik") else MOSTLY
    return len(texts) > 1 and sum(bool(_PIECES[field].search(text)) for text in texts) >= share * len(texts)


def parted(host: str, cells: pa.Array, fields: Collection[str]) -> dict[str, pa.Array]:
    """The column of `host` without the pieces of other fields, and those fields."""
    found = [part(text or "", host, fields) for text in cells.to_pylist()]
    return {field: pa.array([pieces.get(field) for pieces in found], pa.string()) for field in (host, *fields)}


def part(text: str, host: str, fields: Collection[str]) -> dict[str, str]:
    """The pieces of one cell by their fields.

    >>> part("SITI AMINAH, Dk. Krajan RT 1 RW 2", "name", ["address"])
    {'address': 'Dk. Krajan RT 1 RW 2', 'name': 'SITI AMINAH'}
    >>> part("KK 3325091203059001 NIK 3325096503809001", "nik", ["no_kk"])
    {'no_kk': '3325091203059001', 'nik': '3325096503809001'}
    """
    pieces: dict[str, str] = {}
    number = _NAMED_NIK.search(text) or _PIECES["nik"].search(text) if host == "nik" else None
    if number:
        text = _cut(text, number)
    for field, pattern in _PIECES.items():
        found = pattern.search(text) if field in fields else None
        if found:
            pieces[field] = found[1].strip()
            text = _cut(text, found)
    if "address" in fields:
        text, address = _before_address(text)
        pieces["address"] = address.strip(" ,;/\n()")
    pieces[host] = number[1] if number else text.strip()
    return {field: piece for field, piece in pieces.items() if piece}


def _cut(text: str, found: re.Match[str]) -> str:
    return f"{text[: found.start()]}{_GAP}{text[found.end() :]}".strip()


def _before_address(text: str) -> tuple[str, str]:
    """A text parted at the first mark that no title follows, else before the first word of an address."""
    for found in _SEPARATOR.finditer(text):
        behind = _SEPARATOR.split(text[found.end() :], maxsplit=1)[0]
        if found.start() and behind and not is_title(behind):
            return text[: found.start()], text[found.end() :]
    mark = _MARK.search(text)
    return (text[: mark.start()], text[mark.end() :]) if mark else (text, "")
