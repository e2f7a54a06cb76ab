"""review_books: the questions of a review as workbooks to decide in, one for all or one for each kecamatan."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from umkm_cli.clock import today
from umkm_cli.errors import NothingToReviewError
from umkm_cli.files.mirror import keep_off_the_lists
from umkm_cli.files.workspace import Workspace
from umkm_cli.files.write import write_numbered
from umkm_cli.messages import say
from umkm_cli.progress import NoProgress, Progress
from umkm_cli.reporting.books.review import ReviewTerms, review_workbook
from umkm_cli.reporting.books.review_rows import Asked
from umkm_cli.reporting.books.tabs import tab_name
from umkm_cli.review.asked import Question
from umkm_cli.review.desk import Desk

BLOCKS = frozenset({"over_merged"})
"""Kinds of doubt about a whole owner: all its rows are shown, each with room for an answer of its own."""

CONFLICT = "conflict"
"""Kind of the pairs that have too many answers rather than none."""

ENDING = ".xlsx"


@dataclass(frozen=True, slots=True, kw_only=True)
class Handout:
    """Which workbooks are handout.

    Attributes:
        path: The file; with `per_district` its name is the beginning of the names. A folder gets a usual name.
        language: Of the sheets.
        district, kind: As in `Desk.choose`.
        limit: No more questions than so many in a workbook, those first whose answer changes most.
        per_district: One workbook for each kecamatan.
        full_values: Write NIK, KK and phone whole.
        named: The reviewer stands in the workbook already.
    """

    path: Path
    language: str = "id"
    district: str | None = None
    kind: str | None = None
    limit: int | None = None
    per_district: bool = False
    full_values: bool = False
    named: bool = False


@dataclass(frozen=True, slots=True)
class ReviewBook:
    """A workbook that was written.

    Attributes:
        file: Where it lies.
        district: Name of the kecamatan; None for all of them, or where it is not known.
        questions: How many it asks.
        rows: Rows to fill in; more than questions where an owner is shown row by row.
    """

    file: Path
    district: str | None
    questions: int
    rows: int

    def facts(self) -> dict[str, object]:
        """All of it, for `--json`."""
        return {
            "file": str(self.file),
            "district": self.district,
            "questions": self.questions,
            "rows": self.rows,
        }


def write_review_books(
    desk: Desk, handout: Handout, *, made_on: date | None = None, progress: Progress | None = None
) -> tuple[ReviewBook, ...]:
    """Write the open questions of a desk as workbooks. A question stands in one of them only.

    Open is what this reviewer has not answered and nobody has settled, and what people contradict each other in.

    Args:
        desk: What there is to ask.
        handout: Which workbooks.
        made_on: The day on them; None for today.
        progress: Told of each workbook.

    Raises:
        NothingToReviewError: There is no such question.
        UnknownDistrictError: There is no such kecamatan.
        CannotWriteError: The folder lies among the lists, or a file cannot be written; those before it are.
    """
    space = Workspace.open(desk.workspace)
    path = _named(handout)
    keep_off_the_lists(path.parent, space)
    parts = _parts(_open_questions(desk, handout), path, handout)
    told = progress or NoProgress()
    told.begin("review_books", len(parts))
    books = []
    for file, district, questions in parts:
        asked = list(_asked(desk, questions, is_full=handout.full_values))
        terms = ReviewTerms(
            language=handout.language,
            batch=desk.batch or _batch(asked, space),
            run=space.run_of("pairs") or "",
            columns=desk.cards.columns,
            made_on=made_on or today(),
            place=_place(handout, district, questions[0]),
            reviewer=desk.reviewer if handout.named else "",
            is_full=handout.full_values,
        )
        written = write_numbered(file, review_workbook(asked, terms))
        books.append(ReviewBook(written, district, len(questions), len(asked)))
        told.advance()
    told.end()
    return tuple(books)


def _named(handout: Handout) -> Path:
    if handout.path.is_dir():
        return handout.path / f"{say('review_book.file', handout.language)}{ENDING}"
    return handout.path if handout.path.suffix.lower() == ENDING else handout.path.with_name(handout.path.name + ENDING)


def _open_questions(desk: Desk, handout: Handout) -> list[Question]:
    if not desk.questions:
        raise NothingToReviewError(reason="none")
    chosen = desk.choose(district=handout.district, kind=handout.kind)
    if not chosen:
        raise NothingToReviewError(reason="narrowed")
    binding = desk.settled.binding
    left = [one for one in chosen if one.kind == CONFLICT or (one.pair not in binding and not desk.answer_of(one))]
    if not left:
        raise NothingToReviewError(reason="done")
    return left


def _parts(
    questions: Sequence[Question], path: Path, handout: Handout
) -> list[tuple[Path, str | None, Sequence[Question]]]:
    """File, kecamatan and questions of each workbook, by the code of the kecamatan."""
    if not handout.per_district:
        return [(path, None, questions[: handout.limit])]
    by_code: dict[str, list[Question]] = {}
    for one in questions:
        by_code.setdefault(one.district_code or "~", []).append(one)
    taken: set[str] = set()
    parts: list[tuple[Path, str | None, Sequence[Question]]] = []
    for code in sorted(by_code):
        district = None if code == "~" else by_code[code][0].district or code
        name = tab_name(district or say("review_book.nowhere_file", handout.language), taken)
        file = path.with_name(f"{path.stem}-{name}{path.suffix}")
        parts.append((file, district, by_code[code][: handout.limit]))
    return parts


def _asked(desk: Desk, questions: Sequence[Question], *, is_full: bool) -> Iterator[Asked]:
    """The rows of a workbook: the pair of each question, and after it the other rows of an owner as a whole."""
    told: list[tuple[int, Question, tuple[str, str], bool]] = []
    for number, one in enumerate(questions, 1):
        further = _further(desk, one)
        told.append((number, one, one.pair, bool(further)))
        told += [(number, one, (one.left_id, other), True) for other in further]
    cards = desk.cards.of([pair for _, _, pair, _ in told], is_full=is_full)
    for (number, one, pair, is_block), card in zip(told, cards, strict=True):
        yield Asked(
            number=number,
            card=card,
            kind=one.kind,
            district=one.district,
            is_block=is_block,
            is_further=pair != one.pair,
        )


def _further(desk: Desk, question: Question) -> list[str]:
    """The other rows of the owner that a question is about, where it is about all of them."""
    if question.kind not in BLOCKS or question.owner_id != question.other_id:
        return []
    rows = desk.cards.row_numbers(question.owner_id).tolist()
    names: list[str] = desk.cards.evidence.records["record_id"].take(rows).to_pylist()
    return [name for name in names if name not in question.pair]


def _batch(asked: Sequence[Asked], space: Workspace) -> str:
    """A name for a workbook: the same for the same questions of the same run."""
    pairs = ((one.card.story.left.record_id, one.card.story.right.record_id) for one in asked)
    return "book-" + hashlib.sha256(repr([space.run_of("pairs"), *pairs]).encode()).hexdigest()[:8]


def _place(handout: Handout, district: str | None, first: Question) -> str:
    """What a workbook is about, in words."""
    name = district or (first.district if handout.district else None)
    if name:
        return say("review_book.place", handout.language, district=name)
    return say("review_book.nowhere" if handout.per_district else "review_book.everywhere", handout.language)
