import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from umkm_cli.matching.compare import Vectors
from umkm_cli.matching.model import load_model
from umkm_cli.matching.score import Weights, probability, score
from umkm_cli.matching.train import _in_order, _with_missing

MODEL = load_model()
WEIGHTS = Weights(
    model=MODEL,
    prior=-18.0,
    m=tuple(_with_missing([level.m for level in one.levels]) for one in MODEL.comparisons),
    u=tuple(_with_missing([level.u for level in one.levels]) for one in MODEL.comparisons),
)
ONE_VECTOR = st.tuples(*(st.integers(0, len(one.levels)) for one in MODEL.comparisons))


def weigh(levels, frequency=None):
    shares = np.full((1, len(levels)), np.nan if frequency is None else frequency)
    vectors = Vectors(np.array([0]), np.array([1]), np.array([levels], np.int8), shares)
    return float(score(vectors, WEIGHTS).weight[0])


@given(ONE_VECTOR, st.sampled_from(MODEL.comparison_names))
def test_a_stronger_level_never_lowers_the_weight(levels, comparison):
    place = MODEL.place_of(comparison)
    if levels[place] <= 1:
        return
    stronger = [*levels[:place], levels[place] - 1, *levels[place + 1 :]]
    assert weigh(stronger) >= weigh(levels) - 1e-9


@given(ONE_VECTOR)
def test_a_rare_value_weighs_at_least_as_much_as_a_common_one(levels):
    assert weigh(levels, 1e-5) >= weigh(levels, 1e-3)


@given(ONE_VECTOR)
def test_names_with_nothing_in_common_are_never_joined(levels):
    name = MODEL.place_of("name")
    strange = [*levels[:name], MODEL.level_number("name", "different"), *levels[name + 1 :]]
    assert weigh(strange) <= 0.0


def test_a_shared_household_alone_says_nothing_of_the_person():
    nothing = [0] * len(MODEL.comparisons)
    nothing[MODEL.place_of("name")] = MODEL.level_number("name", "shared")
    household = list(nothing)
    for comparison in ("place", "phone", "no_kk"):
        household[MODEL.place_of(comparison)] = 1
    assert weigh(household) <= weigh(nothing)


@given(st.lists(st.tuples(st.floats(0.01, 1), st.floats(1e-6, 1)), min_size=1, max_size=8))
def test_levels_are_brought_into_order(pairs):
    m, u = (np.array(values) for values in zip(*pairs, strict=True))
    ordered = _in_order(m, u)
    assert (np.diff(ordered / u) <= 1e-9).all()
    assert (ordered <= m + 1e-12).all()


def test_probability_is_one_half_at_no_evidence_either_way():
    assert probability(np.array([0.0]))[0] == 0.5
    assert (np.diff(probability(np.array([-5000.0, -3.0, 3.0, 5000.0]))) > 0).all()
