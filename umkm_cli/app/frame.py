"""frame: the lines around a card. How far the review has come, what is asked, which keys there are."""

from collections.abc import Sequence

from rich.text import Text

from umkm_cli.app.sitting import Sitting
from umkm_cli.decisions import Decision
from umkm_cli.findings.verdicts import Card
from umkm_cli.messages import percent, safe, say
from umkm_cli.reporting.explain_words import probability_of
from umkm_cli.reporting.screens.bar import draw
from umkm_cli.review.asked import Question

_BAR = 16
"""Cells of the bar that shows how much of the doubt is settled."""

KEYS = (
    ("S", "same"), ("B D", "different"), ("R U", "unsure"), ("Z", "undo"), ("← →", "step"), ("N", "note"),
    ("G", "jump"), ("F", "filter"), ("E", "weights"), ("O", "owner"), ("?", "help"), ("Q", "quit"),
)  # fmt: skip
"""Keys and what they do (`app.key_…`); the same in both languages."""

CHOSEN = "bold #87d787"
PROBLEM = "bold #ff8787"
KEY = "bold #ffffff on #45545f"


def progress(sitting: Sitting, language: str, width: int, only: str = "") -> Text:
    """Two lines: who reviews and how much is decided; how much of the doubt is settled and what is left to do.

    Args:
        sitting: Where the reviewer stands.
        language: Of the words.
        width: Cells of a line.
        only: Which questions were chosen, where not all are asked.
    """
    standing, pace = sitting.standing, sitting.pace
    who = Text.assemble(
        ("umkm review", "bold"), f" · {safe(sitting.desk.reviewer)}", (f" · {only}" if only else "", CHOSEN)
    )
    decided = say("app.decided", language, decided=standing.decided, questions=standing.questions)
    filled = draw(standing.settled, _BAR, is_ascii=False)
    bar = Text.assemble((filled, "#87d787"), ("─" * (_BAR - len(filled)), "dim"), "  ")
    if sitting.desk.batch:  # a sample: no pair of it matters more than another
        told = say("app.sample_left", language, count=standing.questions - standing.decided)
        return Text("\n").join((_ends(who, Text(decided), width), bar.append(told)))
    key = "app.enough" if standing.to_go == 0 else "app.to_go" if pace is None else "app.to_go_in"
    minutes = _minutes(standing.to_go * (pace or 0.0))
    told = say(key, language, settled=percent(standing.settled, language), count=standing.to_go, minutes=minutes)
    return Text("\n").join((_ends(who, Text(decided), width), bar.append(told)))


def question(sitting: Sitting, asked: Question, card: Card, language: str, *, width: int, shows_weights: bool) -> Text:
    """Two lines: number, kind of doubt and kecamatan, with the answer there is; what umkm makes of the pair."""
    number = say("app.number", language, number=sitting.place + 1)
    where = f" · {say('app.district', language, name=asked.district)}" if asked.district else ""
    tells_kind = shows_weights or sitting.desk.batch
    kind = say(f"doubt_kind.{asked.kind}" if tells_kind else "app.blind", language)
    given = sitting.desk.answer_of(asked)
    first = _ends(Text.assemble((number, "bold"), f"  {kind}{where}"), _given(given, language), width)
    key = "app.now_one" if card.story.left.owner_id == card.story.right.owner_id else "app.now_two"
    share = probability_of(card.story.probability, language)
    second = Text.assemble((say("app.same_person", language), "bold"), "  ")
    second.append(say(key, language, share=share) if shows_weights else say("app.hidden", language), "dim")
    note = sitting.note_of(asked)
    if note:
        second.append(f"  {say('app.noted', language, note=note)}")
    second.truncate(width, overflow="ellipsis")
    return Text("\n").join((first, second))


def end(sitting: Sitting, language: str, command: str) -> Text:
    """What is said when no question is open."""
    standing = sitting.standing
    lines, further = [Text(say("app.nothing", language), "bold")], "app.nothing_keys"
    if standing.questions:
        further = "app.end_keys"
        is_sample = bool(sitting.desk.batch)
        settled = say("app.end_settled", language, settled=percent(standing.settled, language))
        follow = say("app.end_sample" if is_sample else "app.end_next", language)
        lines = [Text(say("app.end", language), "bold"), Text(), *([] if is_sample else [Text(settled)])]
        lines.append(Text.assemble(f"{follow}\n  ", (command, CHOSEN)))
    return Text("\n").join((*lines, Text(), Text(say(further, language), "dim")))


def keys(language: str, width: int, names: Sequence[tuple[str, str]] = KEYS) -> Text:
    """The keys in as many lines as they need."""
    lines = [Text()]
    for key, name in names:
        told = Text.assemble((f" {key} ", KEY), f" {say(f'app.key_{name}', language)}  ")
        if lines[-1].cell_len + told.cell_len > width + 2:
            lines.append(Text())
        lines[-1].append_text(told)
    return Text("\n").join(lines)


def answered(number: int, given: Decision, language: str) -> Text:
    """That an answer is kept."""
    answer = say(f"app.answer_{given.answer}", language)
    return Text(say("app.kept", language, number=number, answer=answer), CHOSEN)


def _given(given: Decision | None, language: str) -> Text:
    return Text(f"✓ {say(f'app.answer_{given.answer}', language)}" if given else "", CHOSEN)


def _minutes(seconds: float) -> int:
    return max(round(seconds / 60), 1)


def _ends(left: Text, right: Text, width: int) -> Text:
    """A line with something at both of its ends; the left gives way."""
    room = width - right.cell_len - 1
    left.truncate(room, overflow="ellipsis", pad=True)
    return left.append(" ").append_text(right)
