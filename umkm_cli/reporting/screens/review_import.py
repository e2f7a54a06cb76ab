"""What became of review workbooks, on one screen: what was taken, what was not and why, who contradicts whom."""

from collections.abc import Iterator

from rich.console import Group, RenderableType

from umkm_cli.findings.book_rows import REFUSED, TAKEN, Contradiction, Judged, ReviewReturn
from umkm_cli.messages import say, show
from umkm_cli.reporting.explain_words import day_of
from umkm_cli.reporting.screens.layout import add, grid, heading, table_of, text

LISTED = 20
"""Rows that are told one by one; `--json` has all."""


def render_import(result: ReviewReturn, language: str) -> RenderableType:
    """Counts, the workbooks when there are several, every row that was not taken, and the contradictions."""
    key = "review_import.tried" if result.was_tried else "review_import.headline"
    return Group(
        text(say(key, language, count=result.count(*TAKEN), files=len(result.books)), "bold"),
        grid(_counts(result, language)),
        *_books(result, language),
        *_listed("refused", [_refused(one, language) for one in result.refused], language),
        *_listed("conflicts", [_contradiction(one, language) for one in result.contradictions], language),
    )


def _counts(result: ReviewReturn, language: str) -> Iterator[tuple[str, str]]:
    """What there is of each; the reviewer first, when there is one."""
    reviewers = sorted({book.reviewer for book in result.books})
    yield say("review_import.reviewer", language), ", ".join(reviewers)
    counts = {
        "unsure": sum(book.unsure for book in result.books),
        "changed": result.count("changed"),
        "unchanged": result.count("unchanged"),
        "blank": result.count("blank"),
        "refused": len(result.refused),
        "conflicts": len(result.contradictions),
        "deleted": sum(book.deleted for book in result.books),
    }
    for name, count in counts.items():
        if count:
            yield say(f"review_import.{name}", language), show(count, language)


def _books(result: ReviewReturn, language: str) -> Iterator[RenderableType]:
    if len(result.books) < 2:
        return
    columns = dict.fromkeys(("source_file", "reviewer", "answers_taken", "answers_known", "answers_blank", "refused"))
    table = table_of(columns, left=("source_file", "reviewer"), language=language)
    for book in result.books:
        counts = (
            sum(book.counts[outcome] for outcome in outcomes) for outcomes in (TAKEN, {"unchanged"}, {"blank"}, REFUSED)
        )
        add(table, book.file, book.reviewer, *(show(count, language) for count in counts))
    yield heading("review_import.books", language)
    yield table


def _listed(kind: str, lines: list[str], language: str) -> Iterator[RenderableType]:
    if not lines:
        return
    yield heading(f"review_import.{kind}", language)
    for line in lines[:LISTED]:
        yield text(f"  {line}")
    if len(lines) > LISTED:
        yield text(say("review_import.more", language, count=len(lines) - LISTED), "dim")


def _refused(one: Judged, language: str) -> str:
    told = _answer(one.told, language) if one.outcome == "stale" else one.told
    return say("review_import.line", language, place=_place(one, language), what=say(
        f"refused_row.{one.outcome}", language, told=told
    ))  # fmt: skip


def _contradiction(one: Contradiction, language: str) -> str:
    """Who says what; of a chain every answer, as none alone is the contradiction."""
    others = "; ".join(
        say(
            "review_import.other",
            language,
            by=other.by,
            answer=_answer(other.answer, language),
            day=day_of(other.at, language),
        )
        for other in one.others
    )
    key = "review_import.chain" if one.is_chain else "review_import.contradicts"
    by, answer = one.row.filled.reviewer, _answer(str(one.row.answer), language)
    what = say(key, language, by=by, answer=answer, others=others)
    return say("review_import.line", language, place=_place(one.row, language), what=what)


def _answer(answer: str, language: str) -> str:
    """An answer in words; that there is none any more, for none."""
    return say(f"answer.{answer}" if answer else "review_import.taken_back", language)


def _place(one: Judged, language: str) -> str:
    filled = one.filled
    return say("explain.place", language, file=filled.file, sheet=filled.sheet, row=str(filled.row))
