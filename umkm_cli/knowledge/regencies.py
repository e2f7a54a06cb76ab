"""Which kabupaten or kota a setting means: by Kemendagri code or by name."""

from collections.abc import Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

from umkm_cli.errors import UnknownRegionError
from umkm_cli.knowledge.text import fold

SLIPS_IN_NAME, SLIPS_IN_CODE = 3, 1
"""How unlike a name or a code may be that is offered instead."""


def find_regency(region: str, regencies: Mapping[str, str]) -> str:
    """The code of the regency that is meant.

    Args:
        region: A code (`33.24`, `3324`), a whole name (`Kota Pekalongan`), or a short one that only one has (`Kendal`).
        regencies: Name of every kabupaten and kota by code.

    Raises:
        UnknownRegionError: None is meant, or two; its fact `close` names those that may be.

    >>> find_regency("Kab. Kendal", {"33.24": "Kabupaten Kendal", "33.26": "Kabupaten Pekalongan"})
    '33.24'
    """
    if region in regencies:
        return region
    if f"{region[:2]}.{region[2:]}" in regencies:
        return f"{region[:2]}.{region[2:]}"
    for form in (_whole_name, short_name):
        fit = [code for code, name in regencies.items() if form(name) == form(region)]
        if len(fit) == 1:
            return fit[0]
        if fit:
            raise UnknownRegionError(region=region, close=_told(fit, regencies))
    raise UnknownRegionError(region=region, close=_told(_near(region, regencies) or list(regencies)[:1], regencies))


def short_name(name: str) -> str:
    """The name in capitals without the word for what it is, and without blanks: `KENDAL`."""
    return _whole_name(name).removeprefix("KABUPATEN").removeprefix("KOTA")


def _whole_name(name: str) -> str:
    return "".join("KABUPATEN" if word == "KAB" else word for word in fold(name).split())


def _near(region: str, regencies: Mapping[str, str]) -> list[str]:
    """Codes of the regencies that may be meant, the likeliest first."""
    is_code = short_name(region).isdecimal()
    forms = {code: short_name(code if is_code else name) for code, name in regencies.items()}
    allowed = SLIPS_IN_CODE if is_code else SLIPS_IN_NAME
    return [
        code
        for *_, code in process.extract(short_name(region), forms, scorer=OSA.distance, score_cutoff=allowed, limit=3)
    ]


def _told(codes: list[str], regencies: Mapping[str, str]) -> str:
    return ", ".join(f"{code} {regencies[code]}" for code in codes)
