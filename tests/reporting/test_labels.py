"""Every code has its words in both languages; a code without words is shown, not lost."""

import pytest

from umkm_cli.knowledge.statuses import STATUSES
from umkm_cli.knowledge.trades import PRODUCTS
from umkm_cli.messages import has
from umkm_cli.reporting.books.sheets import PAGES, Sheet
from umkm_cli.reporting.labels import product_label, sector_label, status_label, village_label
from umkm_cli.schema import COVERAGE

KEYS = [
    *(f"product.{code}" for code in PRODUCTS),
    *(f"status.{code}" for code in STATUSES),
    *(f"sector.{letter}" for letter in "ABCDEFGHIJKLMNOPQRSTU"),
    *(field.key for page in PAGES if isinstance(page, Sheet) for field in page.fields),
    *(f"{section}.{page.key}" for page in PAGES for section in ("tab", "sheet")),
    *(f"column.{name}" for table in COVERAGE.values() for name in table.names),
]


@pytest.mark.parametrize("key", sorted(set(KEYS)))
def test_every_code_and_column_has_words(key):
    assert has(key)


def test_unknown_and_missing_codes_are_told_apart():
    assert product_label({"product": "new_thing"}, "en") == "new_thing"
    assert product_label({"product": None}, "en") == "Not known"
    assert status_label({"production_status": None}, "en") == "Not told"
    assert status_label({"production_status": 4}, "id") == "4  Tutup"
    assert sector_label({"sector": None}, "en") == ""
    assert sector_label({"sector": "C"}, "en") == "C  Manufacturing"


VILLAGES = [
    # kecamatan, desa, words
    ("33.25.09", "Kalimanggis", "Kalimanggis"),
    ("33.25.09", None, "Desa not known"),
    (None, None, "Not placed"),
]


@pytest.mark.parametrize(("district_code", "village", "words"), VILLAGES)
def test_an_owner_without_a_desa_may_still_have_a_kecamatan(district_code, village, words):
    assert village_label({"district_code": district_code, "village": village}, "en") == words
