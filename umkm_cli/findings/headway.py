"""What is told of a review: how far it has come, who decided what, how well they agree, what they contradict."""

from dataclasses import asdict, dataclass

from umkm_cli.findings.verdicts import RowTold


@dataclass(frozen=True, slots=True)
class Part:
    """Questions of one kind, or of one kecamatan.

    Attributes:
        name: Of the kind, or of the kecamatan; empty for rows without one.
        questions: How many there are, answered ones among them.
        settled: How many are answered.
        doubt: Counts that were expected to change, by all of them.
        doubt_settled: Of this, by those that are answered.
    """

    name: str
    questions: int
    settled: int
    doubt: float
    doubt_settled: float


@dataclass(frozen=True, slots=True)
class Reviewer:
    """What one person decided and holds to.

    Attributes:
        name: Who.
        same, different, unsure: Pairs so answered.
        corrections: Values of golden records set right.
        last: When they decided last, ISO 8601 in UTC; None where they only corrected.
    """

    name: str
    same: int
    different: int
    unsure: int
    corrections: int
    last: str | None


@dataclass(frozen=True, slots=True)
class Agreement:
    """How well two reviewers agree, on the pairs that both decided independently of each other.

    Attributes:
        one, other: Who.
        pairs: How many pairs.
        agreed: Of these, answered alike.
        kappa: Cohen's kappa; None where chance alone would make them agree.
        low, high: Its 95 % interval; None where they agree in all pairs, or in none, which does not tell how far kappa
            varies.
        meaning: Message key under `agreement.`: what such a kappa is called.
    """

    one: str
    other: str
    pairs: int
    agreed: int
    kappa: float | None
    low: float | None
    high: float | None
    meaning: str


@dataclass(frozen=True, slots=True)
class Said:
    """One answer in a contradiction, about rows that can be found in their lists."""

    id: str
    by: str
    at: str
    answer: str
    note: str
    left: RowTold
    right: RowTold


@dataclass(frozen=True, slots=True)
class Dispute:
    """Answers that cannot all be right, none of which binds.

    Attributes:
        said: The answers: of one pair, or of a chain of pairs whose last contradicts the others.
        is_chain: Is it about several pairs?
        asked: Name of the answer that the evidence speaks most against: `umkm review` asks about it first.
    """

    said: tuple[Said, ...]
    is_chain: bool
    asked: str


@dataclass(frozen=True, slots=True)
class ReviewStatus:
    """How a review stands.

    Attributes:
        kinds: By kind of doubt, in their order.
        districts: By kecamatan, in order of the doubt that is left.
        to_go: Answers, in the order of the questions, that settle 95 % of the doubt.
        reviewers: By number of decisions.
        shared: Pairs that two people or more decided independently of each other.
        agreed: Of these, answered alike by all.
        agreements: Of each two people, by number of pairs.
        disputes: What contradicts what.
        gone: Decisions about rows that are in no list any more.
        waiting: Decided pairs and corrections that the owners do not follow yet, or follow though they were withdrawn.
        torn: Lines of the log that cannot be read, as a crash tore them.
    """

    kinds: tuple[Part, ...]
    districts: tuple[Part, ...]
    to_go: int
    reviewers: tuple[Reviewer, ...]
    shared: int
    agreed: int
    agreements: tuple[Agreement, ...]
    disputes: tuple[Dispute, ...]
    gone: int
    waiting: int
    torn: tuple[int, ...] = ()

    @property
    def whole(self) -> Part:
        """All questions."""
        columns = ("questions", "settled", "doubt", "doubt_settled")
        return Part("", *(sum(getattr(part, name) for part in self.kinds) for name in columns))

    def facts(self) -> dict[str, object]:
        """All of it, for `--json`."""
        whole = asdict(self.whole)
        del whole["name"]
        return whole | asdict(self)
