"""What the sample holds besides lists of people: a summary, an empty form, and its README."""

from pathlib import Path

from benchmarks.synthetic.entries import Cell
from benchmarks.synthetic.sheets import Sheet


def summary(sheets: list[Sheet]) -> Sheet:
    """A sheet of counts per village, which is no list of owners."""
    page = Sheet("REKAP")
    page.rows = [["REKAPITULASI USULAN BPUM TAHAP 3"], ["KECAMATAN SUBAH"], [], ["NO", "DESA", "JUMLAH USULAN", "KET"]]
    page.rows += [[place, sheet.name, len(sheet.places), None] for place, sheet in enumerate(sheets, start=1)]
    page.rows.append(["JUMLAH", None, sum(len(sheet.places) for sheet in sheets), None])
    return page


_NUMBERS: list[list[Cell]] = [[number, None, None, None, None, None, None] for number in range(1, 11)]
EMPTY_TEMPLATE = Sheet(
    "FORMAT",
    rows=[
        ["FORMAT USULAN BPUM"],
        ["DESA ................ KECAMATAN ................"],
        [],
        ["NO", "NIK", "NAMA", "ALAMAT", "RT/RW", "JENIS USAHA", "NO HP"],
        *_NUMBERS,
    ],
)
"""A form nobody filled in; only its running numbers are there."""

README = Path(__file__).with_name("sample_readme.md").read_text(encoding="utf-8")

SETTINGS = """\
# Settings for the invented lists beside this file; the defaults of Batang are basis 105,000, target 60,000.
basis = 900
basis_date = 2021-12-31
target = 500

# The target was raised while the survey ran, and the town has one of its own.
[[targets]]
count = 600
since = 2026-05-01
by = 2026-12-31

[[targets]]
count = 110
since = 2026-05-01
district = "Batang"
"""
