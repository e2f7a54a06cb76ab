"""`umkm review --export` and `--import`: the questions as workbooks, and the answers in them."""

import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from umkm_cli.cli.review_log import merge_one
from umkm_cli.cli.review_sample import draw
from umkm_cli.cli.review_screen import Wanted
from umkm_cli.errors import ExitStatus, OptionNeedsError
from umkm_cli.screen import Session

MANY = 200
"""Questions in one workbook from which it is said that they can be fewer: an office does a hundred in a quarter of an
hour."""


@dataclass(frozen=True, slots=True)
class ByBook:
    """The options about workbooks."""

    export: Path | None
    per_district: bool
    full_values: bool
    imported: Sequence[Path]
    dry_run: bool

    @property
    def given(self) -> bool:
        """Is any of them there?"""
        return bool(self.export or self.per_district or self.full_values or self.imported or self.dry_run)


def review_by_book(
    session: Session, asked: ByBook, wanted: Wanted, *, reviewer: str | None, model: str | None
) -> ExitStatus:
    """Write workbooks, or take them back.

    Raises:
        OptionNeedsError: `--export` or `--import` is missing.
        UmkmError: As `review_books.write_review_books`, `review_returns.take_back` and `ledger.merge_log`.
    """
    for option, needed, is_there in (
        ("--per-district", "--export", asked.export or not asked.per_district),
        ("--full-values", "--export", asked.export or not asked.full_values),
        ("--dry-run", "--import", asked.imported or not asked.dry_run),
    ):
        if not is_there:
            raise OptionNeedsError(option=option, needed=needed)
    if asked.export:
        return _export(session, asked.export, asked, wanted, reviewer=reviewer, model=model)
    return _import(session, asked, reviewer=reviewer, model=model)


def _export(
    session: Session, path: Path, asked: ByBook, wanted: Wanted, *, reviewer: str | None, model: str | None
) -> ExitStatus:
    """Write the open questions."""
    from umkm_cli.review.books import Handout, write_review_books
    from umkm_cli.review.desk import lay_out
    from umkm_cli.review.sampling import ask_sample

    draw(session, wanted, model=model)
    desk = lay_out(session.folder, reviewer=session.reviewer(reviewer), config=session.configure(), model=model)
    if wanted.sample is not None:
        ask_sample(desk)
    handout = Handout(
        path=path,
        language=session.language,
        district=wanted.district,
        kind=wanted.kind,
        limit=wanted.limit,
        per_district=asked.per_district,
        full_values=asked.full_values,
        named=reviewer is not None,
    )
    books = write_review_books(desk, handout, progress=session.progress())
    questions, rows = (sum(getattr(book, name) for book in books) for name in ("questions", "rows"))
    session.give("umkm.review_export/1", questions=questions, rows=rows, files=[book.facts() for book in books])
    if len(books) == 1:
        session.tell("done.review_book", questions=questions, rows=rows, file=books[0].file)
    else:
        folder = books[0].file.parent
        session.tell("done.review_books", questions=questions, rows=rows, files=len(books), folder=folder)
    session.tell("done.review_full" if asked.full_values else "done.review_hidden")
    if max(book.questions for book in books) > MANY:
        session.tell("done.review_many", per_district="" if asked.per_district else " --per-district")
    session.next_step(f"review --import {shlex.quote(str(books[0].file)) if len(books) == 1 else 'FILE'}")
    return ExitStatus.DONE


def _import(session: Session, asked: ByBook, *, reviewer: str | None, model: str | None) -> ExitStatus:
    """Take in workbooks and logs of other reviewers, and those in folders."""
    from umkm_cli.files.review_book import files_in, is_log

    files = [file for path in asked.imported for file in files_in(path)]
    logs = [file for file in files if is_log(file)]
    merged = [merge_one(session, file, reviewer=reviewer, dry_run=asked.dry_run) for file in logs]
    books = [file for file in files if file not in logs]
    status, facts = _take(session, books, asked, reviewer, model) if books or not logs else (ExitStatus.DONE, {})
    session.give("umkm.review_import/1", **facts, logs=merged)
    return status


def _take(
    session: Session, books: Sequence[Path], asked: ByBook, reviewer: str | None, model: str | None
) -> tuple[ExitStatus, dict[str, object]]:
    """Take the answers of workbooks; how that ends, and the counts for `--json`."""
    from umkm_cli.findings.book_rows import TAKEN
    from umkm_cli.reporting.screens.review_import import render_import
    from umkm_cli.review.returns import Taker, take_back

    taker = Taker(asked=reviewer, otherwise=session.reviewer(None), dry_run=asked.dry_run)
    result = take_back(books, workspace=session.folder, config=session.configure(), taker=taker, model=model)
    session.show(render_import(result, session.language))
    session.warn(*result.errors)
    for book in result.books:
        if not book.is_named and any(book.counts[outcome] for outcome in TAKEN):
            session.tell("done.review_unnamed", file=book.file, reviewer=book.reviewer)
    if result.count(*TAKEN) and not asked.dry_run:
        session.next_step("dedupe")
    if not result.books:
        return ExitStatus.INPUT, result.facts()
    return ExitStatus.PARTLY if result.errors or result.refused else ExitStatus.DONE, result.facts()
