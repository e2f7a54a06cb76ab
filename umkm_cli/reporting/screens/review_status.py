"""How a review stands: how far, by whom, how well they agree, and what they contradict each other in."""

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from umkm_cli.findings.headway import Agreement, Dispute, Part, Reviewer, ReviewStatus, Said
from umkm_cli.findings.verdicts import RowTold
from umkm_cli.messages import percent, safe, say, show
from umkm_cli.reporting.explain_words import day_of, place_of
from umkm_cli.reporting.screens.bar import Bar
from umkm_cli.reporting.screens.layout import add, grid, heading, table_of, text

_DISTRICTS = 10
"""Kecamatan that are told, those with most doubt left first."""

_DISPUTES = 10
"""Contradictions that are told."""


def render_review_status(status: ReviewStatus, language: str, flags: str = "") -> RenderableType:
    """The whole screen, for a width of 80; `flags` are what a suggested command needs to find the same workspace."""
    return Group(
        text(say("review_status.title", language), "bold"),
        _head(status, language),
        *_parts(status, language),
        *_reviewers(status.reviewers, language),
        *_agreement(status, language),
        *_disputes(status.disputes, language, flags),
    )


def _head(status: ReviewStatus, language: str) -> RenderableType:
    whole = status.whole
    answered = say("review_status.of", language, count=whole.settled, total=whole.questions)
    share = _share(whole)
    return grid(
        [
            (say("review_status.questions", language), answered, Bar(_answered(whole), width=20)),
            (say("review_status.doubt", language), percent(share, language), Bar(share, width=20)),
            (say("review_status.to_go", language), show(status.to_go, language), ""),
        ]
    )


def _parts(status: ReviewStatus, language: str) -> Iterator[RenderableType]:
    """By kind of doubt, and by kecamatan."""
    kinds = [(say(f"doubt_kind.{part.name}", language), part) for part in status.kinds]
    yield from _table("kind_of_doubt", kinds, language)
    named = [(part.name or say("review_status.nowhere", language), part) for part in status.districts]
    if len(named) > 1:
        yield from _table("district", named[:_DISTRICTS], language)
        if len(named) > _DISTRICTS:
            yield text(say("review_status.more_districts", language, count=len(named) - _DISTRICTS), "dim")


def _table(title: str, parts: Sequence[tuple[str, Part]], language: str) -> Iterator[RenderableType]:
    if not parts:
        return
    table = table_of(
        dict.fromkeys((title, "questions", "answered", "doubt_settled", "")), left=(title,), language=language
    )
    for name, part in parts:
        share = _share(part)
        counts = (show(part.questions, language), show(part.settled, language), percent(share, language))
        add(table, name, *counts, Bar(share, width=12))
    yield Text()
    yield table


def _reviewers(reviewers: Sequence[Reviewer], language: str) -> Iterator[RenderableType]:
    if not reviewers:
        return
    table = table_of(
        dict.fromkeys(("reviewer", "same", "different", "unsure", "corrections", "last_decided")),
        left=("reviewer",),
        language=language,
    )
    for one in reviewers:
        counts = (show(count, language) for count in (one.same, one.different, one.unsure, one.corrections))
        add(table, one.name, *counts, day_of(one.last, language) if one.last else "–")
    yield Text()
    yield table


def _agreement(status: ReviewStatus, language: str) -> Iterator[RenderableType]:
    if not status.reviewers:
        return
    yield heading("review_status.agreement", language)
    if not status.shared:
        yield text(say("review_status.alone", language))
        return
    share = percent(status.agreed / status.shared, language)
    yield text(say("review_status.shared", language, count=status.shared, share=share))
    columns = dict.fromkeys(("reviewers", "shared_pairs", "alike", "kappa", "kappa_interval", "meaning"))
    table = table_of(columns, left=("reviewers", "meaning"), language=language)
    for one in status.agreements:
        add(table, *_agreed(one, language))
    yield table
    yield text(say("review_status.kappa", language), "dim")


def _agreed(one: Agreement, language: str) -> tuple[str, ...]:
    interval = "–" if one.low is None or one.high is None else f"{_two(one.low, language)} … {_two(one.high, language)}"
    return (
        say("review_status.both", language, one=one.one, other=one.other),
        show(one.pairs, language),
        percent(one.agreed / one.pairs, language),
        "–" if one.kappa is None else _two(one.kappa, language),
        interval,
        say(f"agreement.{one.meaning}", language),
    )


def _disputes(disputes: Sequence[Dispute], language: str, flags: str) -> Iterator[RenderableType]:
    """Each contradiction, and how to settle it."""
    if not disputes:
        return
    yield heading("review_status.disputes", language, count=len(disputes))
    for number, dispute in enumerate(disputes[:_DISPUTES], start=1):
        key = "chain" if dispute.is_chain else "pair"
        yield text(f"{number}. {say(f'review_status.{key}', language)}", "bold")
        yield Padding(_dispute(dispute, language), (0, 0, 1, 3))
    if len(disputes) > _DISPUTES:
        yield text(say("review_status.more_disputes", language, count=len(disputes) - _DISPUTES), "dim")
    yield text(say("review_status.settle", language))
    yield Text(f"umkm review --withdraw {safe(disputes[0].asked)}{flags}", "green")


def _dispute(dispute: Dispute, language: str) -> RenderableType:
    """The rows under letters, then who said what of which two."""
    rows: dict[str, RowTold] = {}
    for one in dispute.said:
        rows |= {one.left.record_id: one.left, one.right.record_id: one.right}
    letter = {name: chr(ord("A") + number) if number < 26 else str(number) for number, name in enumerate(rows)}
    told = grid(((letter[name], _row(row, language)) for name, row in rows.items()), right=())
    said = grid(((_answer(one, letter, language), _who(one, dispute, language)) for one in dispute.said), right=())
    return Group(told, said)


def _row(row: RowTold, language: str) -> RenderableType:
    place = place_of(row, language) if row.owner_id else say("review_status.row_gone", language)
    name = "" if row.source_row else f"  {safe(row.record_id)}"
    line = text(row.name or "–")
    line.append(f"{name}  {safe(place)}", "dim")
    return line


def _answer(one: Said, letter: dict[str, str], language: str) -> str:
    ends = {"left": letter[one.left.record_id], "right": letter[one.right.record_id]}
    return say(f"review_status.{one.answer}", language, **ends)


def _who(one: Said, dispute: Dispute, language: str) -> RenderableType:
    line = text(f"{one.by}, {day_of(one.at, language)}")
    line.append(f"  {one.id}", "dim")
    if one.note:
        line.append_text(text(f"  “{one.note}”", "italic"))
    if dispute.is_chain and one.id == dispute.asked:
        line.append_text(text(f"  {say('review_status.weakest', language)}", "yellow"))
    return line


def _two(value: float, language: str) -> str:
    """With two decimals."""
    told = f"{value:.2f}"
    return told.replace(".", ",") if language == "id" else told


def _share(part: Part) -> float:
    return part.doubt_settled / part.doubt if part.doubt else 1.0


def _answered(part: Part) -> float:
    return part.settled / part.questions if part.questions else 1.0
