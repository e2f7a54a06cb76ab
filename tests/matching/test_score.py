from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from umkm_cli.matching.compare import Vectors
from umkm_cli.matching.model import Level, load_model
from umkm_cli.matching.score import Weights, probability
from umkm_cli.matching.score import weigh as weigh_pairs
from umkm_cli.matching.train import _begun, _guarded, in_doubt, ordered

MODEL = load_model()
M = _begun(MODEL, lambda level: level.m)
H = _begun(MODEL, lambda level: level.h)
NOTHING = tuple(np.zeros(len(shares)) for shares in M)
U = _begun(MODEL, lambda level: level.u)
WEIGHTS = Weights(model=MODEL, prior=-18.0, household=-17.0, m=M, u=U, h=H, taught=NOTHING)
PERSONAL = [name for name in MODEL.comparison_names if name not in {"place", "lists"}]
"""Agreement on these never speaks for a relative. Two places do speak against a household; lists have no order."""
ONE_VECTOR = st.tuples(*(st.integers(0, len(one.levels)) for one in MODEL.comparisons))


def weigh(levels, frequency=None):
    shares = np.full((1, len(levels)), np.nan if frequency is None else frequency)
    vectors = Vectors(np.array([0]), np.array([1]), np.array([levels], np.int8), shares)
    return float(weigh_pairs(vectors, WEIGHTS).weight[0])


@given(ONE_VECTOR, st.sampled_from(PERSONAL))
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


def test_what_a_household_shares_does_not_make_two_names_one_owner():
    levels = [0] * len(MODEL.comparisons)
    for comparison in ("place", "phone", "no_kk"):
        levels[MODEL.place_of(comparison)] = 1
    for name in ("shared", "different"):
        levels[MODEL.place_of("name")] = MODEL.level_number("name", name)
        assert weigh(levels) < 0.0, name


@given(ONE_VECTOR, st.sampled_from(PERSONAL))
def test_a_full_agreement_never_lowers_the_weight(levels, comparison):
    place = MODEL.place_of(comparison)
    missing, agreed = list(levels), list(levels)
    missing[place], agreed[place] = 0, 1
    assert weigh(agreed) >= weigh(missing) - 1e-9


SHARES = st.lists(st.tuples(*[st.floats(0.01, 1)] * 3), min_size=1, max_size=8)


@given(SHARES)
def test_levels_are_brought_into_order(triples):
    m, u, h = (np.append(1.0, values) for values in zip(*triples, strict=True))
    comparison = replace(
        MODEL.comparisons[0], levels=tuple(Level(name=f"l{n}", m=0.5, u=0.5) for n in range(len(triples)))
    )
    lowered = ordered(comparison, m, u)
    assert (np.diff(lowered[1:] / u[1:]) <= 1e-9).all()
    assert (lowered <= m + 1e-12).all()
    guarded = _guarded(comparison, h, m, begun=np.linspace(2.0, 1.0, len(m)))
    assert (np.diff(m[1:] / guarded[1:]) <= 1e-9).all()
    assert m[1] / guarded[1] >= 1 - 1e-9


def test_probability_is_one_half_at_no_evidence_either_way():
    assert probability(np.array([0.0]))[0] == 0.5
    assert (np.diff(probability(np.array([-5000.0, -3.0, 3.0, 5000.0]))) > 0).all()


def test_learning_something_else_than_repeats_is_told():
    """Namesakes agree on the name, and differ in nearly all else."""
    assert in_doubt(WEIGHTS) == 0
    place = MODEL.place_of("birth_date")
    namesakes = tuple(np.array([1.0, 0.1, 0.1, 0.8]) if at == place else one for at, one in enumerate(M))
    assert in_doubt(replace(WEIGHTS, m=namesakes)) == 1
