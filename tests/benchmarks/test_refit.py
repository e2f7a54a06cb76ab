"""The fit of the chances: it has to find the log-odds that made the truth."""

import numpy as np
import pytest

from benchmarks.refit import fit


def test_the_log_odds_are_found_again():
    dice = np.random.default_rng(1)
    bits = dice.normal(0, 3, (50_000, 2))
    chance = 1 / (1 + np.exp(-(0.5 + bits @ [0.8, -0.3])))
    assert fit(bits, dice.random(50_000) < chance) == pytest.approx([0.5, 0.8, -0.3], abs=0.05)
