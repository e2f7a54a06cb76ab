"""review: the screen of the questions, and what each key does to it."""

from collections import Counter
from collections.abc import Callable
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from umkm_cli.app import frame
from umkm_cli.app.dialogs import Choice, FilterDialog, HelpPage, LineDialog
from umkm_cli.app.help_text import help_text
from umkm_cli.app.owner import OwnerScreen
from umkm_cli.app.sitting import Sitting
from umkm_cli.app.whole import COLUMNS, WholeApp
from umkm_cli.decisions import Answer
from umkm_cli.errors import UmkmError
from umkm_cli.messages import say
from umkm_cli.reporting.screens.aligned import flat
from umkm_cli.reporting.screens.card import render_card
from umkm_cli.reporting.screens.card_details import render_details
from umkm_cli.review.asked import Question
from umkm_cli.reviewing.narrow import narrow
from umkm_cli.reviewing.questions import KINDS

_PANELS = ("progress", "question", "card", "details", "said", "keys")
"""What is on the screen, from top to bottom."""

_DETAILS_AFTER = 0.05
"""Seconds after which the rest of a card is drawn: whoever is faster does not wait for it."""


class ReviewApp(WholeApp):
    """Asks the questions of a sitting.

    Args:
        sitting: Where the reviewer stands.
        language: Of the words.
        explain: The sentence and the hint of an error.
        command: What to type after the review.

    Attributes:
        shows_weights: Whether what umkm makes of the pairs is shown.
        is_drawn: Whether all of the card is on the screen.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s,S", "answer('same')"),
        Binding("b,B,d,D", "answer('different')"),
        Binding("r,R,u,U", "answer('unsure')"),
        Binding("z,Z", "undo"),
        Binding("left,k,K", "step(-1)"),
        Binding("right,j,J", "step(1)"),
        Binding("n,N", "note"),
        Binding("g,G", "jump"),
        Binding("f,F", "filter"),
        Binding("e,E", "weights"),
        Binding("o,O", "owner"),
        Binding("question_mark,f1", "help"),
        Binding("q,Q,ctrl+c", "quit"),
        Binding("down", "scroll_body(2)"),
        Binding("up", "scroll_body(-2)"),
        Binding("pagedown,space", "scroll_body(12)"),
        Binding("pageup", "scroll_body(-12)"),
    ]

    def __init__(
        self, sitting: Sitting, *, language: str, explain: Callable[[UmkmError], tuple[str, str]], command: str
    ) -> None:
        super().__init__(language=language)
        self.sitting = sitting
        self.shows_weights = True
        self._explain = explain
        self._command = command
        self._all = sitting.shown
        self._choice: Choice = (None, None)
        self.is_drawn = False
        self._width = COLUMNS
        self._panels = {name: Static(id=name) for name in _PANELS}
        self._body = VerticalScroll(id="body", can_focus=False)

    def compose(self) -> ComposeResult:
        """From top to bottom: how far, what is asked, the card and its rest, what happened, the keys."""
        yield from (self._panels[name] for name in ("progress", "question"))
        with self._body:
            yield from (self._panels[name] for name in ("card", "details"))
        yield from (self._panels[name] for name in ("said", "keys"))

    def on_resize(self, event: events.Resize) -> None:
        """Draw it all anew; `WholeApp`, whose handler Textual calls as well, asks for room."""
        self._width = max(event.size.width, COLUMNS) - 2  # the margin and the scroll bar
        self._panels["keys"].update(frame.keys(self.language, self._width))
        self.draw()

    def action_answer(self, answer: str) -> None:
        """Keep an answer and go on to the next open question."""
        number = self.sitting.place + 1
        try:
            given = self.sitting.decide(Answer(answer))
        except UmkmError as error:
            self._complain(error)
        else:
            self.draw(frame.answered(number, given, self.language) if given else None)

    def action_undo(self) -> None:
        """Take back the last answer of this sitting."""
        try:
            is_undone = self.sitting.undo()
        except UmkmError as error:
            self._complain(error)
        else:
            self.draw(Text(say("app.undone" if is_undone else "app.nothing_to_undo", self.language)))

    def action_step(self, by: int) -> None:
        """Look at the question before or after."""
        self.sitting.step(by)
        self.draw()

    def action_weights(self) -> None:
        """Show or hide what umkm makes of the pairs."""
        self.shows_weights = not self.shows_weights
        self.draw()

    def action_note(self) -> None:
        """Write a note to the question."""
        asked = self.sitting.question
        if asked:
            words = [say(f"app.{key}", self.language) for key in ("note_title", "note_hint")]
            self.push_screen(LineDialog(*words, value=self.sitting.note_of(asked)), self._noted)

    def _noted(self, note: str | None) -> None:
        if note is None:
            return
        try:
            self.sitting.write_note(" ".join(note.split()))
        except UmkmError as error:
            self._complain(error)
        else:
            self.draw()

    def action_jump(self) -> None:
        """Ask for the number of a question."""
        hint = say("app.jump_hint", self.language, questions=len(self.sitting.shown))
        self.push_screen(LineDialog(say("app.jump_title", self.language), hint, longest=9), self._jumped)

    def _jumped(self, number: str | None) -> None:
        if number is None:
            return
        digits = number.replace(".", "").replace(",", "").strip()
        is_there = digits.isdecimal() and self.sitting.jump(int(digits))
        self.draw(None if is_there else Text(say("app.no_such_number", self.language, number=number), frame.PROBLEM))

    def action_filter(self) -> None:
        """Ask which questions are wanted."""
        kinds, places = Counter(one.kind for one in self._all), Counter(one.district_code for one in self._all)
        names = self.sitting.desk.districts
        dialog = FilterDialog(
            self.language,
            kinds={kind: kinds[kind] for kind in KINDS if kinds[kind]},
            districts={code: (name, places[code]) for code, name in names.items() if places[code]},
            chosen=self._choice,
        )
        self.push_screen(dialog, self._filtered)

    def _filtered(self, choice: Choice | None) -> None:
        if choice is None:
            return
        self._choice = choice
        self.sitting.narrow(narrow(self._all, district=choice[0], kind=choice[1]))
        self.draw()

    def action_owner(self) -> None:
        """Show all rows of the owner."""
        asked = self.sitting.question
        if asked:
            owners, rows = (asked.owner_id, asked.other_id), {asked.left_id: "card.left", asked.right_id: "card.right"}
            desk = self.sitting.desk
            screen = OwnerScreen(desk, owners, rows, language=self.language, explain=self._explain)
            self.push_screen(screen, lambda _: self.draw())

    def action_help(self) -> None:
        """Show the help page."""
        self.push_screen(HelpPage(help_text(self.language)))

    def action_scroll_body(self, by: int) -> None:
        """Show more of the card, or less."""
        self._body.scroll_relative(y=by, animate=False)

    def draw(self, said: Text | None = None) -> None:
        """Show the question that is asked, and what has just happened."""
        progress = frame.progress(self.sitting, self.language, self._width, self._only)
        self._panels["progress"].update(progress, layout=False)
        self._panels["said"].update(said or Text())
        self._panels["details"].update(Text())
        self._body.scroll_home(animate=False)
        self.is_drawn = False
        asked = self.sitting.question
        if asked is None:
            self._panels["question"].update(Text(), layout=False)
            self._panels["card"].update(frame.end(self.sitting, self.language, self._command))
            return
        card = self.sitting.desk.card(asked)
        language, width, shows_weights = self.language, self._width, self.shows_weights
        above = frame.question(self.sitting, asked, card, language, width=width, shows_weights=shows_weights)
        self._panels["question"].update(above, layout=False)
        self._panels["card"].update(render_card(card, language, width=width, shows_weights=shows_weights))
        self.sitting.look(asked, shows_weights=shows_weights)
        self.set_timer(_DETAILS_AFTER, lambda: self._draw_details(asked))

    def _draw_details(self, asked: Question) -> None:
        """The rest of the card, unless the reviewer is already further; and the next one is made ready."""
        if self.sitting.question is asked and self.is_running:
            card = self.sitting.desk.card(asked)
            details = render_details(card, self.language, shows_weights=self.shows_weights)
            self._panels["details"].update(flat(details, self._width))
            self.is_drawn = True
            self.sitting.foresee()

    @property
    def _only(self) -> str:
        """Which questions were chosen, in words; empty for all."""
        district, kind = self._choice
        name = self.sitting.desk.districts.get(district or "")
        told = [say("app.district", self.language, name=name)] if name else []
        return ", ".join([*told, *([say(f"doubt_kind.{kind}", self.language)] if kind else [])])

    def _complain(self, error: UmkmError) -> None:
        """Say what went wrong; the question stays."""
        sentence, hint = self._explain(error)
        self.draw(Text(f"{sentence}. {hint}" if hint else sentence, frame.PROBLEM))
