"""Where the kecamatan of a regency lie, to the kilometre: enough to put each in its place on a small map."""

from collections.abc import Mapping

from umkm_cli.knowledge.tables import read_table

_KNOWN = ("33.25",)
"""Regencies whose kecamatan are known; a table `centroids_<code>.csv` each."""


def centroids(regency: str) -> Mapping[str, tuple[float, float]]:
    """Longitude and latitude in degrees (WGS 84) of the middle of each kecamatan, by its Kemendagri code.

    Args:
        regency: Kemendagri code of the regency.

    Returns:
        Nothing for a regency that is not known. Source: see the table.

    >>> centroids("33.25")["33.25.11"], centroids("11.01")
    ((109.729, -6.908), {})
    """
    if regency not in _KNOWN:
        return {}
    rows = read_table(f"centroids_{regency.replace('.', '')}")
    return {row["code"]: (float(row["longitude"]), float(row["latitude"])) for row in rows}
