"""`umkm review --export` and `--import`: the questions as workbooks, and the answers in them."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from umkm_cli.errors import ExitStatus
from umkm_cli.screen import Session

if TYPE_CHECKING:
    from umkm_cli.review_books import Wanted

MANY = 200
"""Questions in one workbook from which it is said that it can be split: an office does a hundred in a quarter of an
hour."""


def export_books(session: Session, wanted: "Wanted", *, reviewer: str | None) -> ExitStatus:
    """Write the open questions as workbooks."""
    from umkm_cli.desk import lay_out
    from umkm_cli.ledger import reviewer_name
    from umkm_cli.review_books import write_review_books

    desk = lay_out(session.folder, reviewer=reviewer_name(reviewer), config=session.configure())
    books = write_review_books(desk, wanted, progress=session.progress())
    questions, rows = (sum(getattr(book, name) for book in books) for name in ("questions", "rows"))
    session.give("umkm.review_export/1", questions=questions, rows=rows, files=[book.facts() for book in books])
    if len(books) == 1:
        session.tell("done.review_book", questions=questions, rows=rows, file=books[0].file)
    else:
        folder = books[0].file.parent
        session.tell("done.review_books", questions=questions, rows=rows, files=len(books), folder=folder)
    session.tell("done.review_full" if wanted.full_values else "done.review_hidden")
    if max(book.questions for book in books) > MANY:
        session.tell("done.review_many", per_district="" if wanted.per_district else " --per-district")
    session.next_step("review --import FILE")
    return ExitStatus.DONE


def import_books(session: Session, paths: Sequence[Path], *, reviewer: str | None, dry_run: bool) -> ExitStatus:
    """Take the answers of workbooks, and of those in folders."""
    from umkm_cli.book_rows import TAKEN
    from umkm_cli.files.review_book import files_in
    from umkm_cli.reporting.screens.review_import import render_import
    from umkm_cli.review_returns import take_back

    result = take_back(paths, workspace=session.folder, config=session.configure(), reviewer=reviewer, dry_run=dry_run)
    session.show(render_import(result, session.language))
    session.give("umkm.review_import/1", **result.facts())
    session.warn(*result.errors)
    if result.count(*TAKEN) and not dry_run:
        session.next_step("dedupe")
    if not result.books:
        return ExitStatus.INPUT
    return ExitStatus.PARTLY if result.errors or result.refused else ExitStatus.DONE
