"""agreement: how well reviewers agree beyond chance, on pairs that they decided independently of each other."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from umkm_cli.decisions import Answer, Decision
from umkm_cli.findings.headway import Agreement
from umkm_cli.reviewing.settle import Pair, pair_of

_Z = 1.959963984540054  # 97.5 % of a normal distribution lie below
_NOTHING = 1e-9  # a standard error below is the rounding of none

MEANINGS = ((0.0, "poor"), (0.2, "slight"), (0.4, "fair"), (0.6, "moderate"), (0.8, "substantial"))
"""Highest kappa of each word, after Landis and Koch (1977), The measurement of observer agreement for categorical data,
Biometrics 33, 159-174; what lies above is almost perfect."""

Answers = Mapping[Pair, Mapping[str, Answer]]
"""What each person answered of each pair."""


def answers_of(independent: Iterable[Decision]) -> Answers:
    """The answers of pairs that two people or more decided.

    Args:
        independent: Each person's answer for each pair, as `Settled` has them.
    """
    found: dict[Pair, dict[str, Answer]] = defaultdict(dict)
    for one in independent:
        found[pair_of(one)][one.by] = one.answer
    return {pair: answers for pair, answers in found.items() if len(answers) > 1}


def agreements(answers: Answers) -> tuple[Agreement, ...]:
    """Of each two people who decided pairs in common, those with most first."""
    pairs: dict[tuple[str, str], list[tuple[Answer, Answer]]] = defaultdict(list)
    for told in answers.values():
        for one, other in combinations(sorted(told), 2):
            pairs[one, other].append((told[one], told[other]))
    found = (_agreement(*names, both) for names, both in pairs.items())
    return tuple(sorted(found, key=lambda one: (-one.pairs, one.one, one.other)))


def kappa(both: Sequence[tuple[Answer, Answer]]) -> tuple[float, float] | None:
    """Cohen's kappa and its standard error; None where chance alone would make both agree in everything.

    Cohen (1960), A coefficient of agreement for nominal scales, Educational and Psychological Measurement 20, 37-46:
    with p the share of pairs that both answer alike and e that which would be alike by chance, (p - e) / (1 - e). The
    standard error is the one for large samples of Fleiss, Cohen and Everitt (1969), Large sample standard errors of
    kappa and weighted kappa, Psychological Bulletin 72, 323-327, formula 13. `unsure` is an answer like the others.
    """
    size = len(both)
    one, other = (Counter(pair[side] for pair in both) for side in (0, 1))
    share = {pair: count / size for pair, count in Counter(both).items()}
    rows, columns = ({answer: counts[answer] / size for answer in Answer} for counts in (one, other))
    chance = sum(rows[answer] * columns[answer] for answer in Answer)
    if chance >= 1.0:
        return None
    found = (sum(share.get((answer, answer), 0.0) for answer in Answer) - chance) / (1.0 - chance)
    alike = sum(
        share.get((answer, answer), 0.0) * (1 - (rows[answer] + columns[answer]) * (1 - found)) ** 2
        for answer in Answer
    )
    unlike = sum(part * (columns[a] + rows[b]) ** 2 for (a, b), part in share.items() if a is not b)
    spread = alike + (1 - found) ** 2 * unlike - (found - chance * (1 - found)) ** 2
    return found, math.sqrt(max(spread, 0.0) / size) / (1.0 - chance)


def _agreement(one: str, other: str, both: Sequence[tuple[Answer, Answer]]) -> Agreement:
    agreed = sum(a is b for a, b in both)
    found = kappa(both)
    if found is None:
        return Agreement(one, other, len(both), agreed, None, None, None, "unknown")
    value, error = found
    reach = _Z * error
    low, high = (max(value - reach, -1.0), min(value + reach, 1.0)) if error > _NOTHING else (None, None)
    meaning = next((word for highest, word in MEANINGS if value <= highest), "almost_perfect")
    return Agreement(one, other, len(both), agreed, value, low, high, meaning)
