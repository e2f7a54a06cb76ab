import pytest
from hypothesis import given
from hypothesis import strategies as st

from umkm_cli.knowledge.tables import read_table
from umkm_cli.knowledge.text import fold
from umkm_cli.knowledge.trades import PRODUCTS, Trade, read_trade

_SECTIONS = "ABCDEFGHIJKLMNOPQRSTU"


@pytest.mark.parametrize(
    ("text", "product", "sector"),
    [
        ("dagang klontong", "grocery", "G"),
        ("WARUNG SEMBAKO", "grocery", "G"),
        ("Warung Bu Siti", "grocery", "G"),
        ("sembako, gas, pulsa", "grocery", "G"),
        ("batik tulis", "batik", "C"),
        ("dagang batik", "batik", "G"),
        ("gorengan", "snacks", "I"),
        ("jualan kripik", "crackers", "G"),
        ("kripik", "crackers", "C"),
        ("warung makan", "food", "I"),
        ("jualan bakso", "food", "I"),
        ("produksi bakso", "food", "C"),
        ("Gula Aren", "sugar", "C"),
        ("jual ayam", "meat_fish", "G"),
        ("ternak ayam", "livestock", "A"),
        ("bengkel", "vehicle_repair", "G"),
        ("bengkel las", "metalwork", "C"),
        ("es teh", "drinks", "I"),
        ("tahu/tempe", "tofu_tempeh", "C"),
        ("tahu bulat", "snacks", "I"),
        ("petani", "crops", "A"),
        ("tukang sulap", "other", None),
        ("jual kacamata renang bekas pakai", "health_beauty", "G"),
    ],
)
def test_words_of_a_trade_tell_product_and_section(text, product, sector):
    trade = read_trade(text)
    assert (trade.product, trade.sector) == (product, sector)


@pytest.mark.parametrize(
    ("text", "product"),
    [
        ("gorengn", "snacks"),
        ("klontongn", "grocery"),
        ("sembko", "grocery"),
        ("penjahitt", "clothing"),
        ("mebell", "furniture"),
    ],
)
def test_misspelt_words_are_understood(text, product):
    assert read_trade(text).product == product


@pytest.mark.parametrize("text", ["sulap", "talon", "batin"])
def test_short_words_that_are_only_near_are_not_taken(text):
    assert read_trade(text).product == "other"


@pytest.mark.parametrize(
    ("text", "display"),
    [
        ("gado²", "Gado-gado"), ("onde2", "Onde-onde"), ("MACAM² KUE", "Macam-macam kue"), ("JUAL HP", "Jual HP"),
        ("es teh 2", "Es teh 2"), ("Batik Tulis", "Batik Tulis"),
    ],
)  # fmt: skip
def test_a_trade_is_shown_readably_with_doubled_words_written_out(text, display):
    assert read_trade(text).display == display


@pytest.mark.parametrize(
    ("text", "sector"),
    [("usaha", None), ("UMKM", None), ("wiraswasta", None), ("dagang", "G"), ("industri mikro", "C")],
)
def test_words_without_a_thing_tell_no_product(text, sector):
    trade = read_trade(text)
    assert (trade.product, trade.sector) == (None, sector)


@pytest.mark.parametrize("text", ["", "-", "tidak ada", "2", "?"])
def test_a_null_word_is_no_trade(text):
    assert read_trade(text) == Trade(None, None, None)


@given(st.text(max_size=40))
def test_any_text_gives_a_known_category_or_none(text):
    trade = read_trade(text)
    assert trade.product is None or trade.product in PRODUCTS


def test_keywords_of_the_table_can_be_found():
    odd = [row["keyword"] for row in read_table("trades") if row["keyword"] != fold(row["keyword"])]
    long = [row["keyword"] for row in read_table("trades") if row["keyword"].count(" ") > 3]
    assert (odd, long) == ([], [])


def test_only_things_and_places_have_a_product():
    odd = [
        row["keyword"]
        for row in read_table("trades")
        if (row["product"] in PRODUCTS) != (row["role"] in {"thing", "place"})
        or row["role"] not in {"thing", "place", "selling", "making", "empty"}
    ]
    assert odd == []


def test_sections_are_those_of_kbli_and_every_row_has_a_source():
    odd = [row["keyword"] for row in read_table("trades") if row["sector"] not in {"", *_SECTIONS} or not row["source"]]
    assert odd == []


def test_every_category_but_other_has_a_keyword():
    assert {row["product"] for row in read_table("trades")} - {""} == PRODUCTS.keys() - {"other"}
