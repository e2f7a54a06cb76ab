"""What is said of the owners found by the answers to a sample: plain data, as `verdicts`."""

from dataclasses import asdict, dataclass

from umkm_cli.findings.verdicts import Rate, Rates


@dataclass(frozen=True, slots=True)
class StratumTold:
    """What people said of the pairs drawn in one stratum.

    Attributes:
        is_joined: Whether its pairs were one owner when they were drawn.
        low, high: Ends of their match probability.
        pairs: How many there are.
        drawn: How many were drawn.
        answered: Of these, with an answer that counts.
        same: Of these, how many are one owner by what people say.
        true: Share of one owner in the stratum, as it is estimated.
    """

    is_joined: bool
    low: float
    high: float
    pairs: int
    drawn: int
    answered: int
    same: int
    true: Rate


@dataclass(frozen=True, slots=True)
class SampleEvaluation:
    """How right the owners are, by the answers to a sample of all pairs that matching compared.

    Attributes:
        rates: Over pairs of rows.
        weighted: Precision and recall by the answers alone, each weighed with the pairs that it stands for; None where
            a stratum has no answer.
        pairs: All pairs that the sample was drawn from.
        joined: Of these, of one owner as found.
        drawn: Pairs drawn.
        answered: Of these, with an answer that counts.
        unsure: Nobody was sure.
        torn: People contradict each other.
        unasked: Nobody has answered.
        reviewers: Who answered, in order of their names.
        doubled: Pairs that several people were sure of.
        disagreed: Of these, answered differently.
        errors: Share of wrong answers, as it is estimated.
        worst, best: Rates if matching were wrong in all that is unsure or torn, and if it were right; None where
            nothing is.
        is_current: Whether the owners are still those of the run that the sample was drawn from.
        strata: Each stratum that has pairs.
    """

    rates: Rates
    weighted: tuple[float | None, float | None]
    pairs: int
    joined: int
    drawn: int
    answered: int
    unsure: int
    torn: int
    unasked: int
    reviewers: tuple[str, ...]
    doubled: int
    disagreed: int
    errors: Rate
    worst: Rates | None
    best: Rates | None
    is_current: bool
    strata: tuple[StratumTold, ...]

    def facts(self) -> dict[str, object]:
        """All of it, for `--json`; the three rates once more by their plain names."""
        plain = {name: getattr(self.rates, name).value for name in ("precision", "recall", "f1")}
        return {**plain, **asdict(self)}
