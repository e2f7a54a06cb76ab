"""What is said of the owners found: plain data that matching works out and reporting shows."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import TypeAlias

from umkm_cli.findings.opinions import Opinion

Cell: TypeAlias = str | int | float | date
"""A value of a list, fit to be shown."""


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


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the sum that a match weight is.

    Attributes:
        kind: `prior`, `comparison`, `household` (what two people of one household would explain as well) or `bound`
            (what such a pair weighs at most, or at least).
        name: Of the comparison or the bound; the kind for the others.
        level: Comparison level, or `echo` for what only repeats another column; empty for other kinds.
        bits: What it adds.
        share: Share of records whose value would come out so by chance; None where that plays no part.
        left, right: What was compared, by column, numbers hidden; without columns that are empty.
    """

    kind: str
    name: str
    level: str
    bits: float
    share: float | None = None
    left: Mapping[str, Cell] = field(default_factory=dict)
    right: Mapping[str, Cell] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RowTold:
    """A record, so that it can be found in its list.

    Attributes:
        record_id: The record.
        owner_id: Its owner.
        source_file, source_sheet, source_row: Where it stands; None where the list does not tell.
        name: As in the list.
    """

    record_id: str
    owner_id: str
    source_file: str | None
    source_sheet: str | None
    source_row: int | None
    name: str | None


@dataclass(frozen=True, slots=True)
class PairStory:
    """Why two records are one owner, or are not.

    Attributes:
        left, right: The records.
        lines: What adds up to `weight`, in the order of the sum.
        weight: Match weight, in bits.
        probability: The same as a probability in [0..1].
        outcome: Message key under `outcome.`: what became of the pair.
        opinions: What people decided of it, oldest first; only where the log of the review was asked.
    """

    left: RowTold
    right: RowTold
    lines: tuple[Line, ...]
    weight: float
    probability: float
    outcome: str
    opinions: tuple[Opinion, ...] = ()

    def facts(self) -> dict[str, object]:
        """All of it, for `--json`."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A column in which the records of an owner differ.

    Attributes:
        column: Of the list.
        values: Each value, numbers hidden (two may look alike), None for nothing; and the rows that have it, by their
            place in `OwnerStory.rows` from 1.
    """

    column: str
    values: tuple[tuple[Cell | None, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class SetRight:
    """A value of a golden record that a person set right.

    Attributes:
        column: Of the golden record.
        value: As it stands there now, numbers hidden; None for nothing.
        act: Name of what the person did, in the log.
        by, on, reason: Who, the day, and why.
    """

    column: str
    value: Cell | None
    act: str
    by: str
    on: date
    reason: str


@dataclass(frozen=True, slots=True)
class OwnerStory:
    """What holds an owner together, and what speaks against it.

    Attributes:
        owner_id: The owner.
        rows: Its records.
        links: The strongest pairs that connect all of them, strongest first; the last is the weakest link.
        disagreements: Columns in which they differ.
        doubts: Pairs with records of other owners that were refused or are left for a person, likeliest first.
        set_right: Values of its golden record that people set right.
    """

    owner_id: str
    rows: tuple[RowTold, ...]
    links: tuple[PairStory, ...]
    disagreements: tuple[Disagreement, ...]
    doubts: tuple[PairStory, ...]
    set_right: tuple[SetRight, ...] = ()

    def facts(self) -> dict[str, object]:
        """All of it, for `--json`."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Fact:
    """A column of two records side by side; numbers hidden but for where they differ. None for nothing."""

    column: str
    left: Cell | None
    right: Cell | None


@dataclass(frozen=True, slots=True)
class HouseMember:
    """Somebody who lives in the household of an owner.

    Attributes:
        owner_id: Who it is.
        name: As in the golden record.
        ties: What ties them to the others there; message keys under `tie.`.
    """

    owner_id: str
    name: str | None
    ties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """Two records as a person sees them who has to decide whether they are one owner.

    Attributes:
        story: What speaks for and against it.
        facts: All that both records tell, column by column; columns empty in both are left out.
        left_rows, right_rows: The rows of the owner of each record, itself included; the same for one owner.
        household: Who else lives with either owner.
    """

    story: PairStory
    facts: tuple[Fact, ...]
    left_rows: tuple[RowTold, ...]
    right_rows: tuple[RowTold, ...]
    household: tuple[HouseMember, ...]
