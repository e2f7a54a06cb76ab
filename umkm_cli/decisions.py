"""decisions: what the log of a review holds. Entries are only ever added; two logs are merged by putting them together.

Nothing depends on the order in which entries stand: `at` and `id` tell which came first, so two reviewers who exchange
their logs, in whatever way and however often, end up with the same decisions.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

BY_HAND = "owner"
"""The way of decisions that came with splitting, moving or joining owners by hand."""


class Answer(StrEnum):
    """What a person says of two records."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One answer about one pair of records.

    Attributes:
        id: Name of the entry.
        act: Name shared by the entries of one act, such as splitting an owner; undone together.
        by: Who decided.
        at: When: ISO 8601 in UTC, with microseconds.
        left, right: The records; `left < right`.
        answer: What was decided.
        note: What the person wrote.
        weight, probability: What matching said of the pair at that time; None where it said nothing.
        levels: Comparison -> level, as far as they were compared: the evidence that was there.
        doubt_kind: What was doubtful when it was asked, one of `questions.KINDS`; empty where nobody asked.
        doubt: Counts that were expected to change by the answer; None where nobody asked.
        was_shown: Whether the person saw the weights before deciding.
        way: `screen`, `workbook` or `owner` (a split, move or join by hand).
        batch: The sample or workbook that asked; empty for the queue of the screen.
        settles: Entries by others that this one overrules, so that they are no conflict any more.
    """

    id: str
    act: str
    by: str
    at: str
    left: str
    right: str
    answer: Answer
    note: str = ""
    weight: float | None = None
    probability: float | None = None
    levels: Mapping[str, str] = field(default_factory=dict)
    doubt_kind: str = ""
    doubt: float | None = None
    was_shown: bool = True
    way: str = "screen"
    batch: str = ""
    settles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A value of the golden record that a person set right.

    Attributes:
        record: A record of the owner; the correction follows it, whatever becomes of the owner.
        column: Column of the golden record.
        value: The right value, as text; empty for none.
        reason: Why; never empty.
    """

    id: str
    act: str
    by: str
    at: str
    record: str
    column: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """Takes back earlier entries; they stay in the log.

    Attributes:
        withdraws: Names of those entries.
    """

    id: str
    by: str
    at: str
    withdraws: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Succession:
    """A record that was corrected in its list, and so has another name; written by `umkm dedupe`, not by a person.

    Attributes:
        old, new: Names of the record before and after.
    """

    id: str
    by: str
    at: str
    old: str
    new: str


Entry: TypeAlias = Decision | Correction | Withdrawal | Succession

KINDS: Mapping[str, type[Entry]] = {
    "decision": Decision,
    "correction": Correction,
    "withdrawal": Withdrawal,
    "succession": Succession,
}
"""What each entry is called in the log."""
