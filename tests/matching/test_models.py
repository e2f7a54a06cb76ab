"""The models of other lists than BPUM: people invented here, repeated as each list repeats them."""

import random
import re
import tomllib
from pathlib import Path

import pyarrow as pa
import pytest

from umkm_cli.config import Config
from umkm_cli.matching.compare import COMPARERS
from umkm_cli.matching.model import default_levels, load_model, read_model, shipped_models
from umkm_cli.matching.prepare import KINDS
from umkm_cli.matching.proofread import read_proofread
from umkm_cli.pipeline import find_owners
from umkm_cli.progress import NoProgress

SYLLABLES = ("ba", "den", "fi", "gor", "hu", "kel", "lo", "mar", "ni", "pet", "ro", "sun", "ta", "vic", "wen", "yo")
STREETS = ("kestrel", "barton", "wattle", "lonsdale", "mirrool", "paterson", "quandong", "rosella", "stuart", "tyrell")
TOWNS = ("kyneton", "merimbula", "gawler", "toowoomba", "ulverstone", "narrogin", "echuca", "bateau bay")
TRADES = ("painter", "cricketer", "engineer", "politician", "botanist")


def people(size, seed=1):
    """Strangers, each with what any of the models reads."""
    draw = random.Random(seed)  # noqa: S311 - no secret
    for number in range(size):
        first, second, last = ("".join(draw.sample(SYLLABLES, size)) for size in (2, 2, 3))
        town = draw.choice(TOWNS)
        born = f"{draw.randint(1930, 1999)}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"
        yield {
            "given_name": first,
            "first_name": first,
            "surname": last,
            "full_name": f"{first} {second} {last}",
            "date_of_birth": born.replace("-", ""),
            "dob": born,
            "soc_sec_id": str(draw.randint(10**6, 10**7 - 1)),
            "street_number": str(draw.randint(1, 200)),
            "address_1": f"{draw.choice(STREETS)} {draw.choice(('street', 'place', 'crescent'))}",
            "address_2": f"{draw.choice(STREETS)} park {number % 7}",
            "suburb": town,
            "city": town,
            "birth_place": town,
            "postcode": str(draw.randint(2000, 6999)),
            "postcode_fake": f"{town[:2]}{draw.randint(1, 9)} {draw.randint(1, 9)}{draw.choice('abdehjln')}x",
            "state": draw.choice(("nsw", "vic", "qld")),
            "email": f"{first}{draw.randint(1, 99)}@example.org",
            "gender": draw.choice(("male", "female")),
            "occupation": draw.choice(TRADES),
            "source": "a",
        }


REPEATS = {
    # what is otherwise in the second record
    "bad spelling": {
        "surname": "whitfrod",
        "suburb": "kynetn",
        "city": "kynetn",
        "full_name": "amelia brindel whitfrod",
    },
    "words swapped": {"given_name": "whitford", "first_name": "whitford", "surname": "amelia"},
    "half of it gone": {"given_name": None, "first_name": None, "address_2": None, "city": None, "occupation": None},
    "birth date wrong": {"date_of_birth": "19610709", "dob": "1961-07-09"},
}
ONE = next(people(1, seed=9)) | {
    "given_name": "amelia",
    "first_name": "amelia",
    "surname": "whitford",
    "full_name": "amelia brindle whitford",
    "date_of_birth": "19610708",
    "dob": "1961-07-08",
    "email": "a.whitford7@example.org",
    "suburb": "kyneton",
    "city": "kyneton",
}


def owners(model, rows):
    """Owner of each row."""
    columns = {column: [row.get(column) for row in rows] for column in dict.fromkeys((*model.sources, "source"))}
    records = pa.table(columns | {"record_id": [f"{number:05}" for number in range(len(rows))]})
    found = find_owners(records, model=model, config=Config(), progress=NoProgress()).clusters
    return dict(zip(found["record_id"].to_pylist(), found["owner_id"].to_pylist(), strict=True))


OTHERS = tuple(name for name in shipped_models() if name != "bpum")


@pytest.mark.parametrize("name", OTHERS)
def test_repeats_are_joined_and_strangers_are_not(name):
    repeats = [ONE | change | {"source": "b"} for change in REPEATS.values()]
    if load_model(name).link_only:
        repeats = repeats[:1]
    rows = [ONE, *repeats, *people(300)]
    rows += [row | {"source": "b", "surname": row["surname"][1:]} for row in rows[-300::10]]
    found = owners(load_model(name), rows)
    ids = list(found.values())
    assert len(set(ids[: 1 + len(repeats)])) == 1
    first = 1 + len(repeats)
    assert ids[first + 300 :] == ids[first : first + 300 : 10]
    assert len(set(ids)) >= 300  # two strangers of 301 may look alike


def test_namesakes_whose_addresses_are_made_of_their_names_are_not_joined():
    """Name and address say the same thing twice, and there are more namesakes than repeats."""
    draw = random.Random(1)  # noqa: S311 - no secret
    first = ["".join(draw.sample(SYLLABLES, 2)) for _ in range(220)]
    last = ["".join(draw.sample(SYLLABLES, 3)) for _ in range(4000)]
    rows = []
    for given, family in zip(
        draw.choices(first, [1 / (rank + 2) for rank in range(220)], k=2500),
        draw.choices(last, [1 / (rank + 8) for rank in range(4000)], k=2500),
        strict=True,
    ):
        born = f"{draw.randint(1930, 2005)}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"
        email = f"{given[0]}{family}{draw.randint(1, 999)}@example.org"
        row = {"first_name": given, "surname": family, "dob": born, "city": draw.choice(last[:300]), "email": email}
        rows.append(row)
    repeats = [
        row | {"surname": row["surname"][1:], "email": None if draw.random() < 0.3 else row["email"]}
        for row in rows[::10]
    ]
    ids = list(owners(load_model("fake_1000"), rows + repeats).values())
    found = sum(one == other for one, other in zip(ids[2500:], ids[:2500:10], strict=True))
    assert found > 0.95 * len(repeats)
    assert len(set(ids[:2500])) > 0.99 * 2500


def test_the_shipped_models_are_those_of_the_public_lists():
    assert shipped_models() == ("bpum", "fake_1000", "febrl3", "febrl4", "historical_50k")


def test_every_kind_with_levels_of_its_own_can_be_read_and_compared():
    assert set(default_levels()) <= set(COMPARERS) & set(KINDS)


@pytest.mark.parametrize("kind", default_levels())
def test_levels_of_a_kind_are_shares(kind):
    model = read_model(
        {
            "name": "own",
            "columns": {"column": {"kind": kind}},
            "pass": [{"keys": ["column"]}],
            "comparison": [{"name": "column", "kind": kind}],
        }
    )
    levels = model.comparisons[0].levels
    assert sum(level.m for level in levels) == pytest.approx(1.0)
    assert sum(level.u for level in levels) == pytest.approx(1.0, abs=0.02)
    assert sum(level.h for level in levels) == pytest.approx(1.0)
    weights = [level.m / level.u for level in levels]
    assert weights[0] == max(weights)
    assert weights[-1] == min(weights)


def test_the_model_of_the_guide_finds_who_stands_twice():
    guide = (Path(__file__).parents[2] / "docs" / "own-model.md").read_text("utf-8")
    text, postcode, golden = re.findall(r"```toml\n(.*?)```", guide, re.DOTALL)
    model = read_proofread(tomllib.loads(text), file="people.toml")
    chosen = read_proofread(tomllib.loads(text + golden), file="people.toml").golden
    assert {"street", "town", "postcode"} == set(chosen["together"][0]) & {column.name for column in model.columns}
    own_levels = read_proofread(tomllib.loads(text.split("[[comparison]]")[0] + postcode), file="people.toml")
    assert [level.rule for level in own_levels.comparisons[0].levels if level.rule] == [
        {"slips": 1},
        {"begins": 4},
        {"at_least": 0.8},
    ]
    rows = [
        {
            "full_name": f"{one['given_name']} {one['surname']}",
            "born": one["dob"],
            "phone": one["soc_sec_id"],
            "email": one["email"],
            "street": one["address_1"],
            "town": one["city"],
            "postcode": one["postcode"],
            "sex": one["gender"][0],
        }
        for one in people(200)
    ]
    repeats = [
        row | {"full_name": " ".join(reversed(row["full_name"].split())), "phone": None, "email": None}
        for row in rows[::10]
    ]
    ids = list(owners(model, rows + repeats).values())
    assert ids[200:] == ids[:200:10]
    assert len(set(ids)) == 200
