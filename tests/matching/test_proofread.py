"""A model file with a slip is refused by its name, with what is meant."""

import tomllib
from importlib import resources

import pytest

from tests.matching.factory import records
from tests.people import MODEL
from umkm_cli.errors import BadModelError
from umkm_cli.matching.compare import COMPARERS
from umkm_cli.matching.keys import SEVERAL, TRANSFORMS, Multiple, keys_of
from umkm_cli.matching.model import load_model, shipped_models
from umkm_cli.matching.prepare import prepare
from umkm_cli.matching.proofread import LEVELS, RULES, read_proofread

RULES_ONLY = '[[comparison]]\nname = "r"\nkind = "rules"\n[[comparison]]'
BOUND = '[[bound]]\nname = "b"\nwhen = { %s = ["%s"] }\n[columns]'
SLIPS = [
    # what is wrong,             right,                 wrong,                   reason,               what is meant
    ("a setting",                "max_block",           "max_blok",              "unknown_setting",    "max_block"),
    ("a setting of a column",    '{ kind = "date" }',   '{ knid = "date" }',     "unknown_setting",    "kind"),
    ("a setting of a level",     "at_least",            "atleast",               "unknown_setting",    "at_least"),
    ("a setting of a part",      "refine =",            "refin =",               "unknown_setting",    "refine"),
    ("a kind of column",         '{ kind = "text" }',   '{ kind = "txt" }',      "unknown_kind",       "text"),
    ("a kind of comparison",     '"born"\nkind = "date"', '"born"\nkind = "daet"', "unknown_kind",     "date"),
    ("a column to block on",     'keys = ["born"]',     'keys = ["bron"]',       "unknown_column",     "born"),
    ("a transform",              "name.words",          "name.wrods",            "unknown_transform",  "words"),
    ("a column to compare",      'name = "town"',       'name = "twon"',         "unknown_column",     "town"),
    ("a level",                  '"shared"',            '"shard"',               "unknown_level",      "shared"),
    ("a setting left out",       'name = "people"',     "",                      "missing",            ""),
    ("a share of nothing",       "m = 0.6",             "m = 0",                 "no_share",           ""),
    ("a share as text",          "m = 0.6",             'm = "0.6"',             "bad_form",           ""),
    ("a level without m",        "m = 0.6, ",           "",                      "bad_form",           ""),
    ("rules without levels",     '[[comparison]]',      RULES_ONLY,              "missing",            ""),
    ("a bound on no comparison", "[columns]",           BOUND % ("nmae", "exact"), "unknown_comparison", "name"),
    ("a bound on no level",      "[columns]",           BOUND % ("name", "exat"), "unknown_level",     "exact"),
]  # fmt: skip


def test_a_sound_model_is_read():
    assert read_proofread(tomllib.loads(MODEL), file="people.toml").name == "people"


@pytest.mark.parametrize(("case", "right", "wrong", "reason", "close"), SLIPS, ids=[case for case, *_ in SLIPS])
def test_a_slip_is_told(case, right, wrong, reason, close):
    assert right in MODEL
    with pytest.raises(BadModelError) as caught:
        read_proofread(tomllib.loads(MODEL.replace(right, wrong, 1)), file="people.toml")
    facts = caught.value.facts
    assert (facts["reason"], facts["close"], facts["file"]) == (reason, close, "people.toml"), case


@pytest.mark.parametrize("name", shipped_models())
def test_the_models_that_are_shipped_are_sound(name):
    text = resources.files("umkm_cli.matching").joinpath("models", f"{name}.toml").read_text("utf-8")
    assert read_proofread(tomllib.loads(text), file=f"{name}.toml").name == name


def test_every_kind_of_comparison_has_its_levels_or_its_rules():
    assert LEVELS.keys() | RULES.keys() >= COMPARERS.keys()
    assert LEVELS.keys().isdisjoint(RULES)


def test_a_key_of_which_a_record_has_several_spares_nobody():
    text = resources.files("umkm_cli.matching").joinpath("models", "bpum.toml").read_text("utf-8")
    assert '"name.sounds", "phone"' in text
    with pytest.raises(BadModelError) as caught:
        read_proofread(tomllib.loads(text.replace('"name.sounds", "phone"', '"name.words"', 1)), file="bpum.toml")
    assert (caught.value.facts["name"], caught.value.facts["where"]) == ("words", "apart.spare")


@pytest.mark.parametrize("key", TRANSFORMS)
def test_transforms_that_give_several_keys_are_named(key):
    rows = [{"name": "Siti Nur Aminah", "nik": "3325095205809001"}, {"name": "Wagiyem", "nik": "3325091205609001"}]
    prepared = prepare(records(*rows), load_model())
    column = "nik" if key in {"cut", "less_a_digit"} else "birth_date" if key == "year" else "name"
    assert isinstance(keys_of(prepared, f"{column}.{key}"), Multiple) == (key in SEVERAL)
