"""What is said of the owners found: plain data that matching works out and reporting shows."""

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Rate:
    """A share with its 95 % interval.

    Attributes:
        value: The share in [0..1]; None when there is nothing to take a share of.
        low, high: Ends of the interval; None without a value.
    """

    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Rates:
    """Precision, recall and F1."""

    precision: Rate
    recall: Rate
    f1: Rate


@dataclass(frozen=True, slots=True)
class CaseRate:
    """How the pairs came out of which at least one row has a case.

    Attributes:
        case: The word of the label file.
        records: Labelled rows that have it.
        true_pairs: Pairs of one owner.
        right_pairs: Of these, found.
        false_pairs: Pairs of two owners that were joined.
        recall: right_pairs / true_pairs.
    """

    case: str
    records: int
    true_pairs: int
    right_pairs: int
    false_pairs: int
    recall: Rate


@dataclass(frozen=True, slots=True)
class ThresholdRate:
    """Scored pairs at or above a probability, taken one by one, before they are made owners.

    Attributes:
        threshold: That probability.
        pairs: How many.
        right_pairs: Of these, of one owner.
        precision: right_pairs / pairs; Wilson's interval.
        recall: right_pairs / all pairs of one owner, whether scored or not; Wilson's interval.
    """

    threshold: float
    pairs: int
    right_pairs: int
    precision: Rate
    recall: Rate


@dataclass(frozen=True, slots=True)
class Bin:
    """Scored pairs of about one probability: what was said, and what is true.

    Attributes:
        low, high: Probabilities from `low` up to `high`.
        pairs: How many.
        said: Their mean probability; None without pairs.
        true: Share of one owner, with Wilson's interval.
    """

    low: float
    high: float
    pairs: int
    said: float | None
    true: Rate


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Owners held against a truth. Only labelled rows count.

    Attributes:
        true_pairs, found_pairs, right_pairs: Pairs of rows of one owner in truth, as found, and in both.
        true_owners, found_owners: Owners behind the labelled rows.
        labelled, unlabelled: Rows with a label, and without.
        lost: Labels of rows that are not there, or of places where several rows stand.
        pairwise: Rates over pairs of rows.
        bcubed: Rates over rows: how much of the owner of each row is right, and found.
        cases: By case, in order of their name.
        thresholds: By threshold, rising.
        calibration: By probability, rising.
        calibration_error: Mean distance between what was said and what is true, over the pairs of `calibration`;
            None without any.
    """

    true_pairs: int
    found_pairs: int
    right_pairs: int
    true_owners: int
    found_owners: int
    labelled: int
    unlabelled: int
    lost: int
    pairwise: Rates
    bcubed: Rates
    cases: tuple[CaseRate, ...]
    thresholds: tuple[ThresholdRate, ...]
    calibration: tuple[Bin, ...]
    calibration_error: float | None

    def facts(self) -> dict[str, object]:
        """All of it, for `--json`; the three pairwise rates once more by their plain names."""
        rates = self.pairwise
        plain = {"precision": rates.precision.value, "recall": rates.recall.value, "f1": rates.f1.value}
        return {**plain, **asdict(self)}
