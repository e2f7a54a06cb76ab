"""book_rows: what came back in review workbooks, row by row, and what became of it. Plain data."""

from collections.abc import Mapping
from dataclasses import dataclass

from umkm_cli.decisions import Answer, Decision
from umkm_cli.errors import UmkmError
from umkm_cli.row_codes import RowCode

Pair = tuple[str, str]

OUTCOMES = (
    "taken", "changed", "unchanged", "blank", "note_only", "invalid", "altered", "no_code", "unknown", "twice", "stale",
)  # fmt: skip
"""What becomes of a row: the answer is taken; it replaces another one of the same reviewer; it is there already; there
is no answer; a note, but no answer; no answer anybody knows; other cells were changed; no code, or not a whole one; of
records that this workspace has never had; answered twice in different ways; an answer that the reviewer has since
changed or taken back."""

TAKEN = frozenset({"taken", "changed"})
REFUSED = frozenset({"note_only", "invalid", "altered", "no_code", "unknown", "twice", "stale"})
"""Outcomes of rows in which somebody wrote something that was not taken; each of these rows is told."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A row of a workbook as it came back.

    Attributes:
        file, sheet, row: Where it stands; rows from 1.
        reviewer: Who filled in the workbook; empty where it does not tell.
        decision, note, code: What stands in these columns.
        cells: What stands in the others, by title.
    """

    file: str
    sheet: str
    row: int
    reviewer: str
    decision: str
    note: str
    code: str
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of a row.

    Attributes:
        filled: The row.
        outcome: One of `OUTCOMES`.
        told: What is the matter: the word that is no answer, the columns that were changed, the answer that holds.
        answer: What was answered; None for rows without.
        pair: The records, by their names of today; None where the row does not tell.
        code: What the row says it is; None where it does not.
    """

    filled: Filled
    outcome: str
    told: str = ""
    answer: Answer | None = None
    pair: Pair | None = None
    code: RowCode | None = None


@dataclass(frozen=True, slots=True)
class TakenBook:
    """A workbook that was read.

    Attributes:
        file: Its name.
        reviewer: In whose name it was taken.
        counts: Outcome -> rows; see `book_answers.OUTCOMES`.
        is_named: Its reviewer was told, by the workbook or by whoever took it back.
        unsure: Of the rows taken, those that say so.
        deleted: Rows that it once had and has no more; 0 where that is not known.
    """

    file: str
    reviewer: str
    is_named: bool
    counts: dict[str, int]
    unsure: int
    deleted: int


@dataclass(frozen=True, slots=True)
class Contradiction:
    """An answer of a workbook that contradicts others.

    Attributes:
        row: The answer.
        others: What it contradicts: other people's answers of the pair, or the other answers of a chain.
        is_chain: It is about several pairs.
    """

    row: Judged
    others: tuple[Decision, ...]
    is_chain: bool


@dataclass(frozen=True, slots=True)
class ReviewReturn:
    """What became of the workbooks.

    Attributes:
        books: Those that were read.
        refused: Rows that were filled in and not taken, in order.
        contradictions: Answers that contradict others, and so bind nothing until somebody settles it.
        errors: Why the other files were not read.
        was_tried: Nothing was written down: the answers would become this.
    """

    books: tuple[TakenBook, ...]
    refused: tuple[Judged, ...]
    contradictions: tuple[Contradiction, ...]
    errors: tuple[UmkmError, ...]
    was_tried: bool = False

    def count(self, *outcomes: str) -> int:
        """Rows with one of these outcomes, of all workbooks."""
        return sum(book.counts[outcome] for book in self.books for outcome in outcomes)

    def facts(self) -> dict[str, object]:
        """All of it, for `--json`: counts, and rows by where they stand."""
        return {
            "dry_run": self.was_tried,
            **{outcome: self.count(outcome) for outcome in OUTCOMES},
            "unsure": sum(book.unsure for book in self.books),
            "deleted": sum(book.deleted for book in self.books),
            "files": [
                {
                    "file": book.file,
                    "reviewer": book.reviewer,
                    **book.counts,
                    "unsure": book.unsure,
                    "deleted": book.deleted,
                }
                for book in self.books
            ],
            "refused": [{**_place(one), "outcome": one.outcome, "told": one.told} for one in self.refused],
            "conflicts": [
                {
                    **_place(one.row),
                    "answer": one.row.answer,
                    "chain": one.is_chain,
                    "others": [
                        {"id": other.id, "by": other.by, "at": other.at, "answer": other.answer, "note": other.note}
                        for other in one.others
                    ],
                }
                for one in self.contradictions
            ],
        }


def _place(one: Judged) -> dict[str, object]:
    return {"file": one.filled.file, "sheet": one.filled.sheet, "row": one.filled.row}
