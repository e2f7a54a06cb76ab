"""narrow: only some of the questions, those of one kecamatan or of one kind of doubt."""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Protocol, TypeVar

from umkm_cli.errors import UnknownDistrictError
from umkm_cli.knowledge.place_names import NameIndex, district_words


class Asked(Protocol):
    """What is looked at of a question."""

    @property
    def kind(self) -> str:
        """Kind of doubt."""

    @property
    def district_code(self) -> str | None:
        """Kecamatan."""


One = TypeVar("One", bound=Asked)


def narrow(questions: Sequence[One], *, district: str | None = None, kind: str | None = None) -> list[One]:
    """The questions of a kecamatan (by code) and of a kind of doubt, in the same order; None for all."""
    return [
        one for one in questions if (not district or one.district_code == district) and (not kind or one.kind == kind)
    ]


def find_district(asked: str, districts: Mapping[str, str]) -> str:
    """The code of the kecamatan that somebody means.

    Args:
        asked: Its code, with dots or without, or its name; `Kec.` before it and a slip in it do no harm.
        districts: Name by code, of those the list has.

    Raises:
        UnknownDistrictError: There is none, or two would do.

    >>> find_district("kec. warung asem", {"33.25.12": "Warungasem", "33.25.11": "Batang"})
    '33.25.12'
    """
    words = district_words(asked)
    number = "".join(words)
    for code in districts:
        if number and number == code.replace(".", ""):
            return code
    found = NameIndex(districts).find(words) if words else None
    if found is None:
        names = sorted(districts.values())
        close = get_close_matches(asked.title(), names, n=3, cutoff=0.4) or names
        raise UnknownDistrictError(asked=asked, close=", ".join(close) or "–")
    return found[0]
