"""review: the screen of the questions, and what each key does to it."""

from collections import Counter
from collections.abc import Callable
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from umkm_cli.app import frame
from umkm_cli.app.dialogs import Choice, Enlarge, FilterDialog, HelpPage, LineDialog
from umkm_cli.app.help_text import help_text
from umkm_cli.app.look import CSS, THEME
from umkm_cli.app.owner import OwnerScreen
from umkm_cli.app.sitting import Sitting
from umkm_cli.decisions import Answer
from umkm_cli.desk import Question
from umkm_cli.errors import UmkmError
from umkm_cli.messages import say
from umkm_cli.reporting.screens.card import render_card
from umkm_cli.reporting.screens.card_details import render_details
from umkm_cli.reviewing.narrow import narrow
from umkm_cli.reviewing.questions import KINDS

COLUMNS, LINES = 80, 24
"""The least size of a terminal."""

_DETAILS_AFTER = 0.05
"""Seconds after which the rest of a card is drawn: whoever is faster does not wait for it."""


class ReviewApp(App[None]):
    """Asks the questions of a sitting.

    Args:
        sitting: Where the reviewer stands.
        language: Of the words.
        explain: The sentence and the hint of an error.
        command: What to type after the review.
    """

    TITLE = "umkm review"
    CSS = CSS
    ENABLE_COMMAND_PALETTE = False
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
        super().__init__()
        self.sitting = sitting
        self.language = language
        self.shows_weights = True
        self._explain = explain
        self._command = command
        self._all = sitting.shown
        self._choice: Choice = (None, None)

    def run_through(self) -> None:
        """Run until the reviewer quits. Without the mouse, so that text can be marked and copied as ever.

        Raises:
            Exception: A bug of ours, for the caller to tell.
        """
        self.run(mouse=False)
        if self._exception is not None:
            raise self._exception

    def _fatal_error(self) -> None:
        """End without the traceback of Textual: it would show the values of the list."""
        self._close_messages_no_wait()

    def compose(self) -> ComposeResult:
        """From top to bottom: how far, what is asked, the card and its rest, what happened, the keys."""
        yield Static(id="progress")
        yield Static(id="question")
        with VerticalScroll(id="body", can_focus=False):
            yield Static(id="card")
            yield Static(id="details")
        yield Static(id="said")
        yield Static(id="keys")

    def on_mount(self) -> None:
        """Take on our colours."""
        self.register_theme(THEME)
        self.theme = THEME.name

    def on_resize(self, event: events.Resize) -> None:
        """Draw it all anew, or ask for room."""
        is_small, is_told = event.size.width < COLUMNS or event.size.height < LINES, isinstance(self.screen, Enlarge)
        if is_small and not is_told:
            told = say("app.enlarge", self.language, columns=str(COLUMNS), lines=str(LINES))
            self.push_screen(Enlarge(Text(told)))
        elif is_told and not is_small:
            self.pop_screen()
        self._fill("keys", frame.keys(self.language, self._width))
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
            screen = OwnerScreen(self.sitting.desk, asked, language=self.language, explain=self._explain)
            self.push_screen(screen, lambda _: self.draw())

    def action_help(self) -> None:
        """Show the help page."""
        self.push_screen(HelpPage(help_text(self.language)))

    def action_scroll_body(self, by: int) -> None:
        """Show more of the card, or less."""
        self.query_one("#body").scroll_relative(y=by, animate=False)

    def draw(self, said: Text | None = None) -> None:
        """Show the question that is asked, and what has just happened."""
        self._fill("progress", frame.progress(self.sitting, self.language, self._width))
        self._fill("said", said or Text())
        asked = self.sitting.question
        self._fill("details", Text())
        self.query_one("#body").scroll_home(animate=False)
        if asked is None:
            self._fill("question", Text())
            self._fill("card", frame.end(self.sitting, self.language, self._command))
            return
        card = self.sitting.desk.card(asked)
        language, width, shows_weights = self.language, self._width, self.shows_weights
        above = frame.question(self.sitting, asked, card, language, width=width, shows_weights=shows_weights)
        self._fill("question", above)
        self._fill("card", render_card(card, language, width=width, shows_weights=shows_weights))
        self.sitting.look(asked, shows_weights=self.shows_weights)
        self.set_timer(_DETAILS_AFTER, lambda: self._draw_details(asked))

    def _draw_details(self, asked: Question) -> None:
        """The rest of the card, unless the reviewer is already further."""
        if self.sitting.question is asked:
            details = render_details(self.sitting.desk.card(asked), self.language, shows_weights=self.shows_weights)
            self.screen_stack[0].query_one("#details", Static).update(details)

    @property
    def _width(self) -> int:
        """Cells between the margin and the scroll bar."""
        return max(self.size.width, COLUMNS) - 2

    def _complain(self, error: UmkmError) -> None:
        """Say what went wrong; the question stays."""
        sentence, hint = self._explain(error)
        self.draw(Text(f"{sentence}. {hint}" if hint else sentence, frame.PROBLEM))

    def _fill(self, name: str, content: Text) -> None:
        self.screen_stack[0].query_one(f"#{name}", Static).update(content)
