"""An owner as `umkm review --owner` shows it: its rows, its golden record, what people said of it."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime
from itertools import groupby

from rich.console import Group, RenderableType
from rich.text import Text

from umkm_cli.decisions import Answer, Correction, Decision
from umkm_cli.findings.owner_cards import GoldenValue, OwnerCard
from umkm_cli.messages import Id, safe, say, show
from umkm_cli.reporting.explain_words import cell_of, column_of
from umkm_cli.reporting.screens.explain import render_rows, values_of
from umkm_cli.reporting.screens.layout import grid, heading, text

Said = Decision | Correction


def render_owner_card(card: OwnerCard, about: Sequence[Said], language: str) -> RenderableType:
    """Its rows, the golden record beside what its rows disagree in, who lives there, what people said.

    Args:
        card: The owner.
        about: What was decided of its rows, and set right, oldest first.
        language: Of the words.
    """
    name = next((one.value for one in card.golden if one.column == "name"), None) or "–"
    told = {"owner": card.story.owner_id, "name": name, "count": len(card.rows)}
    return Group(
        Text(say("explain.owner", language, **told), "bold"),
        render_rows(card.rows, language),
        heading("owner.golden", language),
        _golden(card, language),
        *_household(card, language),
        *_about(card, about, language),
    )


def _golden(card: OwnerCard, language: str) -> RenderableType:
    """Each value of the golden record, the row it is from, and the values of all rows where they differ."""
    differing = {one.column: values_of(one, language) for one in card.story.disagreements}
    lines = []
    for one in card.golden:
        value = "–" if one.value is None else cell_of(one.column, one.value, language)
        others = text(differing.get(one.column, ""), "dim")
        lines.append((_column(one.column, language), value, text(_from(one, language), "dim"), others))
    return grid(lines, right=())


def _column(column: str, language: str) -> Text:
    """The column in words, and by the name that `--set` takes."""
    name = column_of(column, language)
    return text(name) if name == column else text(name).append(f" {column}", "dim")


def _from(one: GoldenValue, language: str) -> str:
    if one.correction:
        return say("owner.by_hand", language)
    return say("owner.from_row", language, row=str(one.row))


def _household(card: OwnerCard, language: str) -> Iterator[RenderableType]:
    if card.household:
        yield heading("owner.household", language)
        yield grid(
            [(Text(safe(Id(one.owner_id))), one.name or "–") for one in card.household],
            right=(),
        )


def _about(card: OwnerCard, about: Sequence[Said], language: str) -> Iterator[RenderableType]:
    if about:
        yield heading("owner.about", language)
        yield grid([tuple(map(Text, line)) for line in lines_about(card, about, language)], right=())


def lines_about(card: OwnerCard, about: Sequence[Said], language: str) -> list[tuple[str, str]]:
    """What people said of an owner, act by act: the name of the act, and what it says, fit to be shown."""
    number = {str(row.record_id): str(place) for place, row in enumerate(card.rows, start=1)}
    lines = []
    for act, entries in groupby(about, key=lambda one: one.act):
        told = list(entries)
        said = "; ".join([*_answers(told, number, language), *set_right(told, language)])
        day = datetime.fromisoformat(told[0].at).date()
        note = told[0].reason if isinstance(told[0], Correction) else told[0].note
        line = say("owner.line", language, day=day, by=told[0].by, said=Id(said))  # hidden already what has to be
        lines.append((act, f"{line} ({safe(note)})" if note else line))
    return lines


def _answers(told: Sequence[Said], number: dict[str, str], language: str) -> Iterator[str]:
    """The answers of an act, one by one, each with its pairs."""
    decisions = [one for one in told if isinstance(one, Decision)]
    for answer in Answer:
        pairs = [_pair(one, number, language) for one in decisions if one.answer is answer]
        if pairs:
            yield say(f"owner.{answer}", language, pairs=Id(", ".join(pairs)))


def set_right(told: Sequence[Said], language: str) -> Iterator[str]:
    """What was set right: column and value, numbers hidden."""
    for one in told:
        if isinstance(one, Correction):
            column = column_of(one.column, language)
            yield say("owner.set", language, column=column, value=_value(one, language))


def _value(one: Correction, language: str) -> str:
    """A value as it is shown: a day in words, as everywhere."""
    with suppress(ValueError):
        return show(date.fromisoformat(one.value), language)
    return cell_of(one.column, one.value or "–", language)


def _pair(one: Decision, number: dict[str, str], language: str) -> str:
    """Both rows, by their number where they are of the owner; its own row first."""
    names = sorted((number.get(name, name) for name in (one.left, one.right)), key=lambda name: (len(name), name))
    return say("explain.link", language, left=Id(names[0]), right=Id(names[1]))
