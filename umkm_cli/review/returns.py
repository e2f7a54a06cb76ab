"""review_returns: review workbooks that were filled in, taken back into the log of the review."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from umkm_cli.config import Config
from umkm_cli.decisions import Answer, Decision
from umkm_cli.errors import BadReviewBookError, PathNotFoundError, UmkmError, UnreadableFileError
from umkm_cli.files.pool import run_isolated
from umkm_cli.files.review_book import READ_BOOKS, ReadBook, UnfitBook
from umkm_cli.files.workspace import Workspace, open_with
from umkm_cli.findings.book_rows import OUTCOMES, REFUSED, TAKEN, Contradiction, Judged, ReviewReturn, TakenBook
from umkm_cli.grounds import NEEDED
from umkm_cli.ledger import new_id, now, reviewer_name, write_down
from umkm_cli.messages import has
from umkm_cli.review.desk import Desk, evidence_of, open_desk
from umkm_cli.reviewing.book_answers import Known, entry_id, judge
from umkm_cli.reviewing.settle import Conflict, Settled, names_of_today, pair_of
from umkm_cli.row_codes import coded

_BATCH = 1
"""Workbooks given to a process at once: one that is broken must not take others with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taker:
    """In whose name answers are taken.

    Attributes:
        asked: Who filled in the workbooks, whatever they say.
        otherwise: Who did, where neither that nor the workbook tells.
        dry_run: Write nothing down.
    """

    asked: str | None = None
    otherwise: str
    dry_run: bool = False

    def name(self, told: str) -> str:
        """The reviewer of a workbook that names itself so."""
        return reviewer_name(self.asked or told or self.otherwise)


def take_back(
    paths: Sequence[Path],
    *,
    workspace: Path,
    config: Config,
    taker: Taker,
    model: str | None = None,
) -> ReviewReturn:
    """Take the answers of review workbooks into the log; the same workbook twice adds nothing.

    Args:
        paths: The workbooks.
        workspace: The folder of the workspace they were made from.
        config: The thresholds that matching ran with.
        taker: In whose name.
        model: The model that matching ran with, by name or file; None when it is a shipped one.

    Raises:
        NotIngestedError: There are no records yet.
        NotDedupedError: There are no owners yet.
        UnreadableFileError, BadReviewBookError, PathNotFoundError: It is the only file.
        ReviewBusyError: Somebody else is reviewing.
        CannotWriteError: Nothing was taken.
    """
    space = open_with(workspace, *NEEDED)
    books, errors = _read(paths, config)
    if not books and len(errors) == 1:
        raise errors[0]
    if not books:
        return ReviewReturn((), (), (), tuple(errors))
    given = [(str(path), taker.name(book.reviewer), book) for path, book in books]
    rows = [replace(row, reviewer=by) for _, by, book in given for row in book.rows]
    with open_desk(workspace, reviewer=taker.name(""), config=config, model=model) as desk:
        judged = judge(rows, _known(desk, space))
        decisions = list(_decisions(desk, judged))
        if not taker.dry_run:
            write_down(workspace, decisions)
        desk.hear(decisions)
        settled = desk.settled
    return ReviewReturn(
        books=tuple(_taken(*one, judged, is_named=bool(taker.asked or one[-1].reviewer)) for one in given),
        refused=tuple(one for one in judged if one.outcome in REFUSED),
        contradictions=tuple(_contradictions(judged, settled)),
        errors=tuple(errors),
        was_tried=taker.dry_run,
    )


def _read(paths: Sequence[Path], config: Config) -> tuple[list[tuple[Path, ReadBook]], list[UmkmError]]:
    """The workbooks that can be read, in order, and why the others cannot."""
    found: dict[int, Any] = dict(
        run_isolated(
            READ_BOOKS,
            [(path, config.max_file_mb) for path in paths],
            workers=min(config.workers or 1, len(paths)),
            seconds=config.seconds_per_file,
            memory_mb=1024 + 3 * config.max_file_mb,
            batch=_BATCH,
        )
    )
    books, errors = [], []
    for number, path in enumerate(paths):
        result = found[number]
        if isinstance(result, ReadBook):
            books.append((path, result))
        else:
            errors.append(_error(path, result))
    return books, errors


def _error(path: Path, result: UnfitBook | str) -> UmkmError:
    """Why a file cannot be taken; a string is the reason why its reader died."""
    if not path.exists():
        return PathNotFoundError(path=path)
    reason = result if isinstance(result, str) else result.reason
    if isinstance(result, str) or not has(f"unfit_book.{reason}"):
        return UnreadableFileError(file=path, reason=reason)
    return BadReviewBookError(**{"file": path, "reason": reason, "sheet": "", "column": "", **result.facts})


def _known(desk: Desk, space: Workspace) -> Known:
    """What the workspace knows, records included that were there before they were corrected or withdrawn."""
    entries = desk.entries
    names = names_of_today(entries)
    here: list[str] = desk.cards.evidence.records["record_id"].to_pylist()
    before: list[str] = (
        space.read("identities", "record_id")["record_id"].to_pylist() if space.has("identities") else []
    )
    return Known(
        records={coded(name): name for name in (*names, *before, *here)},
        names=names,
        last={(one.by, pair_of(one)): one for one in desk.settled.given},
        entries=frozenset(one.id for one in entries),
    )


def _decisions(desk: Desk, judged: Sequence[Judged]) -> Iterator[Decision]:
    """The entries of the rows that are taken; those of one workbook are one act, and can be taken back together."""
    rows = [one for one in judged if one.outcome in TAKEN]
    pairs = [one.pair for one in rows if one.pair and desk.cards.has(*one.pair)]
    evidence = dict(zip(pairs, map(evidence_of, desk.cards.stories(pairs)), strict=True))
    moment, acts = now(), {one.filled.file: new_id() for one in rows}
    for one in rows:
        if one.pair and one.answer and one.code:
            yield Decision(
                id=entry_id(one),
                act=acts[one.filled.file],
                by=one.filled.reviewer,
                at=moment,
                left=one.pair[0],
                right=one.pair[1],
                answer=one.answer,
                note=" ".join(one.filled.note.split()),
                **evidence.get(one.pair, {}),
                **desk.asked(one.pair),
                way="workbook",
                batch=one.code.batch,
                settles=_settles(desk.settled, one),
            )


def _settles(settled: Settled, one: Judged) -> tuple[str, ...]:
    """Answers of others that an answer overrules, where it was asked for because they contradict each other."""
    if not one.pair or not one.code or not one.code.is_conflict:
        return ()
    return tuple(other.id for other in settled.by_pair.get(one.pair, ()) if other.by != one.filled.reviewer)


def _taken(file: str, reviewer: str, book: ReadBook, judged: Sequence[Judged], *, is_named: bool) -> TakenBook:
    rows = [one for one in judged if one.filled.file == file]
    counts = Counter(one.outcome for one in rows)
    return TakenBook(
        file=file,
        reviewer=reviewer,
        is_named=is_named,
        counts={outcome: counts[outcome] for outcome in OUTCOMES},
        unsure=sum(one.outcome in TAKEN and one.answer is Answer.UNSURE for one in rows),
        deleted=max((book.written or 0) - sum(bool(row.code) for row in book.rows), 0),
    )


def _contradictions(judged: Sequence[Judged], settled: Settled) -> Iterator[Contradiction]:
    """For each sure answer of the workbooks that is in a conflict, what it contradicts."""
    torn: dict[tuple[str, tuple[str, str]], Conflict] = {
        (one.by, pair_of(one)): conflict for conflict in settled.conflicts for one in conflict.decisions
    }
    for one in judged:
        if one.outcome not in TAKEN | {"unchanged"} or one.answer is Answer.UNSURE or one.pair is None:
            continue
        conflict = torn.get((one.filled.reviewer, one.pair))
        if conflict:
            others = tuple(_others(conflict.decisions, one))
            yield Contradiction(one, others, conflict.is_chain)


def _others(decisions: Iterable[Decision], one: Judged) -> Iterator[Decision]:
    for other in decisions:
        is_own = (other.by, pair_of(other)) == (one.filled.reviewer, one.pair)
        if not is_own and other.answer is not Answer.UNSURE:
            yield other
