"""Addresses: eight ways to write RT and RW, five ways to write the rest."""

from collections.abc import Callable

from benchmarks.synthetic.entries import Entry

_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")

_RT_FORMS: tuple[Callable[[int, int], str], ...] = (
    lambda rt, rw: f"RT {rt:02d} RW {rw:02d}",
    lambda rt, rw: f"RT {rt:02d}/{rw:02d}",
    lambda rt, rw: f"RT.{rt:03d}/RW.{rw:03d}",
    lambda rt, rw: f"{rt:02d}/{rw:02d}",
    lambda rt, rw: f"Rt {rt} Rw {rw}",
    lambda rt, rw: f"RT/RW {rt:03d}/{rw:03d}",
    lambda rt, rw: f"RT {rt} / {rw}",
    lambda rt, rw: f"RT {rt:02d}/{_ROMAN[rw] if rw < len(_ROMAN) else rw}",
)


def rt_rw(form: int, entry: Entry) -> str:
    """RT and RW in one of the eight forms."""
    return _RT_FORMS[form](entry.home.rt, entry.home.rw)


def address(form: int, entry: Entry, rt: str) -> str:
    """An address in one of the five forms; `rt` is empty where it stands elsewhere or is missing."""
    home = entry.home
    if home.street:
        return _squeeze(_TOWN_FORMS[form](home.street, rt, home.village.name if entry.has_village else ""))
    village = home.village.name if entry.has_village else ""
    return _squeeze(_FORMS[form](home.hamlet, rt, village, home.village.district))


def _labelled(label: str, text: str) -> str:
    return f"{label} {text}" if text else ""


_FORMS: tuple[Callable[[str, str, str, str], str], ...] = (
    lambda hamlet, rt, village, district: (
        f"{_labelled('Dukuh', hamlet)} {rt} {_labelled('Desa', village)} Kec. {district}"
    ),
    lambda hamlet, rt, _village, _district: f"{_labelled('Dk.', hamlet)} {rt}",
    lambda _hamlet, rt, village, _district: f"{_labelled('Ds.', village)} {rt}",
    lambda hamlet, rt, village, _district: f"{_labelled('Dk', hamlet)} {rt} {_labelled('Ds', village)}",
    lambda hamlet, rt, village, _district: f"{hamlet or village} {rt}",
)
_TOWN_FORMS: tuple[Callable[[str, str, str], str], ...] = (
    lambda street, rt, village: f"{street} {rt} {_labelled('Kelurahan', village)} Kec. Batang",
    lambda street, rt, _village: f"{street} {rt}",
    lambda _street, rt, village: f"{_labelled('Kel.', village)} {rt}",
    lambda street, rt, village: f"{street.replace('Jl. ', 'Jalan ')} {rt} {_labelled('Kel', village)}",
    lambda street, rt, village: f"{street.replace('Jl. ', '').replace('No. ', '')} {rt} {village}",
)


def _squeeze(text: str) -> str:
    return " ".join(text.split())
