"""heard: what people have said of the pairs of a sample, and what follows for the whole list."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa

from umkm_cli.decisions import Answer, Entry
from umkm_cli.findings.sample_verdicts import SampleEvaluation, StratumTold
from umkm_cli.matching.columns import Flags, Ints
from umkm_cli.reviewing.estimate import Counted, Estimated, estimate, weighted
from umkm_cli.reviewing.settle import Pair, Settled, names_of_today, pair_of, settle


@dataclass(frozen=True)
class Heard:
    """Answers to a sample.

    Attributes:
        pairs: The pairs that were drawn, under the names of today.
        stratum: The stratum of each.
        settled: What holds of all that was decided.
    """

    pairs: Sequence[Pair]
    stratum: Ints
    settled: Settled

    @classmethod
    def of(cls, sample: pa.Table, entries: Iterable[Entry]) -> "Heard":
        """From `REVIEW_SAMPLE` and the log."""
        told = list(entries)
        names = names_of_today(told)
        drawn = zip(*(sample[side].to_pylist() for side in ("left_id", "right_id")), strict=True)
        pairs = [_sorted(*(names.get(name, name) for name in pair)) for pair in drawn]
        return cls(pairs, sample["stratum"].to_numpy().astype(np.int64), settle(told))

    @cached_property
    def answers(self) -> list[Answer | None]:
        """What holds of each pair: nothing where nobody was sure, and where people contradict each other."""
        return [self.settled.binding.get(pair) for pair in self.pairs]

    @cached_property
    def sure_of(self) -> list[dict[str, Answer]]:
        """The sure answers to each pair, by who gave them without knowing of the others."""
        found: dict[Pair, dict[str, Answer]] = {pair: {} for pair in self.pairs}
        for one in self.settled.independent:
            if pair_of(one) in found and one.answer is not Answer.UNSURE:
                found[pair_of(one)][one.by] = one.answer
        return [found[pair] for pair in self.pairs]

    @property
    def was_asked(self) -> Flags:
        """Which pairs somebody has answered, sure or not."""
        known = {pair_of(one) for one in self.settled.given}
        return np.array([pair in known for pair in self.pairs], bool)

    def counted(self, strata: pa.Table, *, open_is_right: bool | None = None) -> Counted:
        """The answers by stratum.

        Args:
            strata: `REVIEW_STRATA`.
            open_is_right: Take pairs with an answer that is unsure or contradicted for ones that matching got right, or
                wrong; None leaves them out.
        """
        is_joined = strata["is_joined"].to_numpy(zero_copy_only=False)
        counts = np.array([one is not None for one in self.answers], bool)
        is_same = np.array([one is Answer.SAME for one in self.answers], bool)
        if open_is_right is not None:
            is_open = self.was_asked & ~counts
            counts |= is_open
            is_same |= is_open & (is_joined[self.stratum] == open_is_right)
        is_doubled = np.array([len(by) > 1 for by in self.sure_of], bool)
        differs = np.array([len(set(by.values())) > 1 for by in self.sure_of], bool)
        ways = (~is_doubled | differs, is_doubled & ~differs)
        return Counted(
            is_joined=is_joined,
            pairs=strata["pairs"].to_numpy(),
            said=strata["said"].to_numpy(),
            answered=np.stack([self._by_stratum(counts & way, strata) for way in ways]),
            same=np.stack([self._by_stratum(is_same & way, strata) for way in ways]),
            doubled=int(is_doubled.sum()),
            disagreed=int(differs.sum()),
        )

    def _by_stratum(self, chosen: Flags, strata: pa.Table) -> Ints:
        """How many pairs of each stratum are chosen."""
        counts: Ints = np.bincount(self.stratum[chosen], minlength=strata.num_rows)
        return counts


def evaluate_sample(
    strata: pa.Table, sample: pa.Table, entries: Iterable[Entry], *, is_current: bool
) -> SampleEvaluation:
    """How right the owners are, by the answers to a sample.

    Args:
        strata: `REVIEW_STRATA`.
        sample: `REVIEW_SAMPLE`.
        entries: The log.
        is_current: Whether the owners are still those of the run that it was drawn from.
    """
    heard = Heard.of(sample, entries)
    counted = heard.counted(strata)
    found = estimate(counted)
    answered, asked = int(counted.answered.sum()), int(heard.was_asked.sum())
    torn = sum(one is None and bool(by) for one, by in zip(heard.answers, heard.sure_of, strict=True))
    either = (estimate(heard.counted(strata, open_is_right=is_right)).rates for is_right in (False, True))
    worst, best = either if asked > answered else (None, None)
    return SampleEvaluation(
        rates=found.rates,
        weighted=weighted(counted),
        pairs=int(counted.pairs.sum()),
        joined=int(counted.pairs[counted.is_joined].sum()),
        drawn=len(heard.pairs),
        answered=answered,
        unsure=asked - answered - torn,
        torn=torn,
        unasked=len(heard.pairs) - asked,
        reviewers=tuple(sorted({name for by in heard.sure_of for name in by})),
        doubled=counted.doubled,
        disagreed=counted.disagreed,
        errors=found.errors,
        worst=worst,
        best=best,
        is_current=is_current,
        strata=tuple(_strata(strata, counted, found)),
    )


def _strata(strata: pa.Table, counted: Counted, found: Estimated) -> Iterator[StratumTold]:
    answers = (counts.sum(axis=0).tolist() for counts in (counted.answered, counted.same))
    told = zip(strata.to_pylist(), *answers, found.true, strict=True)
    for row, answered, same, true in told:
        if row["pairs"]:
            named = {name: row[name] for name in ("is_joined", "low", "high", "pairs", "drawn")}
            yield StratumTold(**named, answered=answered, same=same, true=true)


def _sorted(one: str, other: str) -> Pair:
    return min(one, other), max(one, other)
