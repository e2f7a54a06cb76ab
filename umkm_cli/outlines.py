"""Outlines of places, as a map file gives them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

Ring: TypeAlias = tuple[tuple[float, float], ...]
"""A closed line of longitude and latitude, in degrees."""


@dataclass(frozen=True, slots=True)
class Outlines:
    """What a map file holds of a regency.

    Attributes:
        level: Whether it draws kecamatan or desa.
        rings: By Kemendagri code of the kecamatan or desa: its rings, holes among them.
        unknown: What the file calls the features that are no place of the regency.
        missing: Names of the places without an outline.
    """

    level: Literal["district", "village"]
    rings: Mapping[str, tuple[Ring, ...]]
    unknown: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
