"""What people said of a pair in a review, as it is told beside what matching found."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a person decided of a pair.

    Attributes:
        by, at: Who, and when: ISO 8601 in UTC.
        answer: `same`, `different` or `unsure`.
        note: What they wrote.
        id: Name of the entry in the log.
    """

    by: str
    at: str
    answer: str
    note: str
    id: str
