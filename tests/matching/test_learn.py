"""What decisions teach, and what they must not be able to do."""

from itertools import pairwise

import numpy as np
import pytest

from tests.matching.factory import records, strangers
from umkm_cli.config import Config
from umkm_cli.matching import learn as learning
from umkm_cli.matching.explain import Evidence, explain_pairs
from umkm_cli.matching.learn import LEAST, MOST, Answers
from umkm_cli.matching.model import load_model
from umkm_cli.matching.score import probability, thresholds_from, weights_from
from umkm_cli.pipeline import find_owners
from umkm_cli.progress import NoProgress
from umkm_cli.schema import DECIDED

LEVELS = 6
DICE = 3325


def asked(count, *, off=0.0, level=0.0, seed=DICE):
    """What the evidence says of pairs, and true answers if it is off by so much for all, and for the first level."""
    dice = np.random.default_rng(seed)
    said = dice.uniform(-4, 4, count)
    shares = np.eye(LEVELS)[dice.integers(0, LEVELS, count)]
    true = probability(said + off + level * shares[:, 0])
    is_same = (dice.random(count) < true).astype(float)
    return Answers(said, np.column_stack([np.ones(count), shares]), is_same, np.ones(count))


def test_a_level_that_is_worth_more_than_the_list_alone_tells_gains_bits():
    learnt = asked(600, level=3.0).bits()
    assert 1.0 < learnt[1] < 4.0
    assert np.abs(learnt[2:]).max() < 0.8


def test_where_all_evidence_is_too_careful_the_threshold_moves():
    assert asked(600, off=2.0).bits()[0] > 0.3
    assert asked(600, off=-2.0).bits()[0] < -0.3


def test_few_answers_move_less_than_many():
    few, many = (np.mean([asked(count, level=3.0, seed=seed).bits()[1] for seed in range(20)]) for count in (30, 600))
    assert 0 <= few < many / 2


def test_where_the_evidence_is_right_little_is_learnt():
    assert np.abs(asked(600).bits()).max() < 0.8


@pytest.mark.parametrize("count", [10, 30, 200])
def test_tossed_coins_teach_next_to_nothing(count):
    moved = []
    for seed in range(20):
        answers = asked(count, seed=seed)
        coins = (np.random.default_rng(seed + 100).random(count) < 0.5).astype(float)
        moved.append(np.abs(Answers(answers.said, answers.features, coins, answers.worth).bits()).max())
    assert np.mean(moved) < 0.1


def test_answers_that_are_all_wrong_teach_nothing():
    answers = asked(200)
    wrong = Answers(answers.said, answers.features, 1 - answers.is_same, answers.worth)
    assert not wrong.bits().any()


@pytest.mark.parametrize("answer", [0.0, 1.0])
def test_one_answer_to_everything_teaches_next_to_nothing(answer):
    answers = asked(200)
    one = Answers(answers.said, answers.features, np.full(200, answer), answers.worth)
    assert np.abs(one.bits()).max() < 0.1


def test_an_answer_against_all_evidence_counts_for_next_to_nothing():
    plain = asked(300, level=3.0)
    slip = Answers(
        np.append(plain.said, 18.0), np.vstack([plain.features, np.eye(1, 1 + LEVELS, 2)]), np.append(plain.is_same, 0),
        np.ones(301),
    )  # fmt: skip
    assert slip.bits() == pytest.approx(plain.bits(), abs=0.02)


def test_several_answers_about_the_same_two_clusters_are_one():
    once = asked(200, level=3.0)
    thrice = Answers(
        *(np.repeat(part, 3, axis=0) for part in (once.said, once.features, once.is_same)), np.full(600, 1 / 3)
    )
    assert thrice.bits() == pytest.approx(once.bits(), abs=1e-6)


NAMES = ("WAGIYEM", "SUPRAPTO", "KARTO", "JUMINAH", "DARMO", "RUKMINI")
PAIRS = 48


def is_alike(number):
    """Do both rows of a doubtful pair tell the same product?"""
    return number % 2 == 0


def doubtful():
    """Pairs of rows of one RT, one with a single word of the name, without numbers: nobody can tell by evidence."""
    rows = []
    for number in range(PAIRS):
        village = f"33.25.{number % 15 + 1:02d}.20{number // 15 + 11:02d}"
        name = NAMES[number % 6]
        one = {"village_code": village, "district_code": village[:8], "rt": 2, "rw": 1, "nik": None}
        other = "tahu" if is_alike(number) else "jahit"
        rows.append({**one, "name": f"{name} {'ABCDEFGH'[number // 6]}ANTI", "product": "tahu", "sector": "makanan"})
        rows.append({**one, "name": name, "year": 2020, "source_file": "other.xlsx", "product": other, "sector": other})
    return rows


TABLE = records(*doubtful(), *strangers(300))


def decided(count, answer=None):
    """The first so many doubtful pairs, of one owner where both tell one product, unless there is an answer to all."""
    return DECIDED.from_rows(
        [
            {
                "left_id": f"{2 * pair + 1:016x}",
                "right_id": f"{2 * pair + 2:016x}",
                "answer": answer or ("same" if is_alike(pair) else "different"),
            }
            for pair in range(count)
        ]
    )


def find(table, decisions=None, **settings):
    return find_owners(table, model=load_model(), config=Config(**settings), progress=NoProgress(), decided=decisions)


def story_of(found, number):
    """What `umkm explain` tells of a doubtful pair."""
    weights = weights_from(found.weights, load_model())
    rows = TABLE["record_id"].to_pylist()
    pair = (rows.index(f"{2 * number + 1:016x}"), rows.index(f"{2 * number + 2:016x}"))
    return explain_pairs(Evidence(TABLE, found.clusters, found.pairs, weights, Config()), [pair])[0]


def weight_of(found, number):
    """Match weight of a doubtful pair."""
    return story_of(found, number).weight


@pytest.fixture
def _eager(monkeypatch):
    """Learns from a few dozen decisions: a list of a test has no more."""
    monkeypatch.setattr(learning, "LEAST", 20)


def test_without_decisions_nothing_is_other_than_ever():
    plain, none = find(TABLE), find(TABLE, decided(0))
    for name in ("pairs", "clusters", "owners", "weights"):
        assert getattr(plain, name).equals(getattr(none, name)), name
    assert plain.facts == none.facts
    assert plain.facts["taught"] == 0
    assert set(plain.weights["taught"].drop_null().to_pylist()) == {0.0}
    assert plain.thresholds.shares() == pytest.approx({"join": 0.20, "review": 0.10})


def test_too_few_decisions_bind_and_teach_nothing():
    plain, few = find(TABLE), find(TABLE, decided(min(LEAST - 1, PAIRS - 1)))
    assert few.facts["taught"] == 0
    assert few.weights.equals(plain.weights)
    assert weight_of(few, PAIRS - 1) == weight_of(plain, PAIRS - 1)


@pytest.mark.usefixtures("_eager")
def test_pairs_that_nobody_decided_are_judged_like_those_that_were():
    plain, taught = find(TABLE), find(TABLE, decided(PAIRS - 2))
    assert taught.facts["taught"] == PAIRS - 2
    alike, other = (weight_of(taught, pair) - weight_of(plain, pair) for pair in (PAIRS - 2, PAIRS - 1))
    assert alike > other + 0.5


@pytest.mark.usefixtures("_eager")
@pytest.mark.parametrize("answer", ["same", "different"])
def test_who_says_the_same_of_every_pair_teaches_next_to_nothing(answer):
    plain, taught = find(TABLE), find(TABLE, decided(PAIRS - 2, answer))
    assert weight_of(taught, PAIRS - 1) == pytest.approx(weight_of(plain, PAIRS - 1), abs=0.1)
    assert taught.thresholds.join == pytest.approx(plain.thresholds.join, abs=0.1)


@pytest.mark.usefixtures("_eager")
def test_nothing_depends_on_the_order_of_rows_or_decisions():
    answers = decided(30)
    one = find(TABLE, answers)
    other = find(TABLE.take(np.random.default_rng(5).permutation(TABLE.num_rows)), answers.take(np.arange(30)[::-1]))
    for name in ("pairs", "clusters", "owners", "weights"):
        assert getattr(one, name).equals(getattr(other, name)), name


@pytest.mark.usefixtures("_eager")
def test_what_was_learnt_is_kept_and_explained():
    found = find(TABLE, decided(PAIRS - 2))
    model = load_model()
    weights, thresholds = weights_from(found.weights, model), thresholds_from(found.weights)
    assert thresholds == found.thresholds
    assert any(taught.any() for taught in weights.taught)
    story = story_of(found, PAIRS - 1)
    assert sum(line.bits for line in story.lines) == pytest.approx(story.weight, abs=1e-6)


@pytest.mark.usefixtures("_eager")
def test_no_agreement_weighs_less_than_a_weaker_one():
    weights = weights_from(find(TABLE, decided(PAIRS - 2)).weights, load_model())
    for comparison, m, u, taught in zip(weights.model.comparisons, weights.m, weights.u, weights.taught, strict=True):
        plain = [number for number, level in enumerate(comparison.levels, 1) if level.frequency is None]
        bits = (np.log2(m / u) + taught)[plain]
        assert not comparison.is_ordered or all(one >= other - 1e-3 for one, other in pairwise(bits))
        assert np.abs(taught).max() <= MOST + 1e-3 or comparison.is_ordered


def test_a_random_reviewer_of_twenty_pairs_does_no_harm_to_the_others(monkeypatch):
    monkeypatch.setattr(learning, "LEAST", 1)
    coins = np.random.default_rng(DICE).random(20) < 0.5
    answers = decided(20).to_pylist()
    random = [{**row, "answer": "same" if coin else "different"} for row, coin in zip(answers, coins, strict=True)]
    plain, taught = find(TABLE), find(TABLE, DECIDED.from_rows(random))
    for pair in range(20, PAIRS):
        assert weight_of(taught, pair) == pytest.approx(weight_of(plain, pair), abs=0.2)
