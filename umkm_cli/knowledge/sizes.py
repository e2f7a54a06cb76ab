"""Size classes of businesses."""

from collections.abc import Mapping

_BILLION = 1_000_000_000

SIZES: Mapping[str, Mapping[str, int]] = {
    "sales": {"micro": 2 * _BILLION, "small": 15 * _BILLION, "medium": 50 * _BILLION},
    "capital": {"micro": _BILLION, "small": 5 * _BILLION, "medium": 10 * _BILLION},
}
"""Largest amount of each class in rupiah, above the last it is `large`: sales of a year, or capital without land and
buildings. Source: PP 7/2021, article 35."""
