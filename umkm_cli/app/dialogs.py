"""dialogs: small windows over the questions. A note, a number, a choice of questions, the help page."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from umkm_cli.messages import safe, say, show

LONGEST_NOTE = 500
"""Letters that a note may have."""

Choice = tuple[str | None, str | None]
"""Kecamatan by code and kind of doubt; None for all."""


class LineDialog(ModalScreen[str | None]):
    """Asks for one line of text; gives None when it was left with Escape."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "dismiss", "")]

    def __init__(
        self, title: str, hint: str, *, value: str = "", is_offer: bool = False, longest: int = LONGEST_NOTE
    ) -> None:
        """Make the window.

        Args:
            title: What is asked.
            hint: What to press.
            value: What stands in the line.
            is_offer: Whether that is only offered: the first letter typed replaces it.
            longest: Letters that it may have.
        """
        super().__init__()
        self._words = title, hint
        self._line = Input(value, max_length=longest, select_on_focus=is_offer)

    def compose(self) -> ComposeResult:
        """A title, the line, and what to press."""
        title, hint = self._words
        with Vertical(classes="window"):
            yield Static(Text(title, "bold"))
            yield self._line
            yield Static(Text(hint, "dim"))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Give what was typed."""
        self.dismiss(event.value)


class FilterDialog(ModalScreen[Choice | None]):
    """Asks which questions are wanted; gives None when it was left with Escape."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "dismiss", ""),
        ("left,right,tab", "other_list", ""),
    ]

    def __init__(
        self, language: str, *, kinds: Mapping[str, int], districts: Mapping[str, tuple[str, int]], chosen: Choice
    ) -> None:
        """Make the window.

        Args:
            language: Of the words.
            kinds: How many questions there are of each kind of doubt.
            districts: Name and number of questions, by code of the kecamatan.
            chosen: What is chosen so far.
        """
        super().__init__()
        self._language = language
        self._kinds: list[tuple[str | None, str, int]] = [(None, say("app.all_kinds", language), sum(kinds.values()))]
        self._kinds += [(kind, say(f"doubt_kind.{kind}", language), count) for kind, count in kinds.items()]
        self._districts: list[tuple[str | None, str, int]] = [
            (None, say("app.all_districts", language), sum(kinds.values()))
        ]
        self._districts += [(code, name, count) for code, (name, count) in districts.items()]
        self._chosen = chosen

    def compose(self) -> ComposeResult:
        """Both lists beside each other."""
        with Vertical(classes="window large"):
            yield Static(Text(say("app.filter_title", self._language), "bold"))
            with Horizontal():
                yield self._list(self._kinds, self._chosen[1], "kinds")
                yield self._list(self._districts, self._chosen[0], "districts")
            yield Static(Text(say("app.filter_hint", self._language), "dim"))

    def action_other_list(self) -> None:
        """Go to the other list."""
        lists = list(self.query(OptionList))
        next(one for one in lists if not one.has_focus).focus()

    def on_option_list_option_selected(self) -> None:
        """Give the choice of both lists."""
        (district, kind) = (self._picked(name) for name in ("districts", "kinds"))
        self.dismiss((district, kind))

    def _list(self, choices: Sequence[tuple[str | None, str, int]], chosen: str | None, name: str) -> OptionList:
        options = [Option(Text(f"{safe(words)}  {show(count, self._language)}")) for _, words, count in choices]
        made = OptionList(*options, id=name)
        made.highlighted = next((place for place, (key, _, _) in enumerate(choices) if key == chosen), 0)
        return made

    def _picked(self, name: str) -> str | None:
        choices = self._kinds if name == "kinds" else self._districts
        return choices[self.query_one(f"#{name}", OptionList).highlighted or 0][0]


class HelpPage(ModalScreen[None]):
    """What the keys do and how a card is read."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape,q,Q,enter,question_mark", "dismiss", ""),
        ("down,j,space,pagedown", "scroll(1)", ""),
        ("up,k,pageup", "scroll(-1)", ""),
    ]

    def __init__(self, content: Text) -> None:
        super().__init__()
        self._content = content

    def compose(self) -> ComposeResult:
        """The page."""
        with VerticalScroll(classes="window large", can_focus=False):
            yield Static(self._content)

    def action_scroll(self, by: int) -> None:
        """Half a page on or back."""
        page = self.query_one(VerticalScroll)
        page.scroll_relative(y=by * page.size.height // 2, animate=False)


class Enlarge(ModalScreen[None]):
    """Covers everything while the terminal is too small, so that nothing is decided that cannot be seen."""

    BINDINGS: ClassVar[list[BindingType]] = [("q,Q,ctrl+c", "app.quit", "")]

    def __init__(self, content: Text) -> None:
        super().__init__()
        self._content = content

    def compose(self) -> ComposeResult:
        """What to do."""
        yield Static(self._content, id="enlarge")
