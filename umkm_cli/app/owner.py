"""owner: all rows of an owner on the screen, to split off, move or join them."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from umkm_cli.app import frame
from umkm_cli.app.dialogs import LineDialog
from umkm_cli.app.whole import WholeApp
from umkm_cli.decisions import Decision
from umkm_cli.errors import UmkmError
from umkm_cli.findings.owner_cards import OwnerCard
from umkm_cli.findings.verdicts import Cell
from umkm_cli.messages import Id, has, safe, say
from umkm_cli.reporting.explain_words import column_of, place_of
from umkm_cli.reporting.screens.aligned import Cut, aligned
from umkm_cli.reporting.screens.card import DIFFERS, shown
from umkm_cli.review import by_hand
from umkm_cli.review.desk import Desk

KEYS = (
    ("↑ ↓", "row"), ("SPACE", "mark"), ("X", "split"), ("M", "move"), ("J", "join"), ("Z", "undo"),
    ("TAB", "other"), ("ESC", "back"),
)  # fmt: skip
"""Keys and what they do (`app.key_…`); the same in both languages."""

_TOLD = ("name", "list", "year")
"""Columns that the head of a row and its place tell."""

_OF_A_DAY = ("visited_on",)
"""Columns that say nothing of who somebody is."""

_MOST_LINES = 9
"""Lines that one thing about a row may take."""

Act = Callable[[], Sequence[Decision]]


class OwnerScreen(ModalScreen[None]):
    """An owner, and the other one of a question behind Tab.

    Args:
        desk: Keeps the acts.
        owners: The owner, and the other one if there is one; twice the same counts once.
        asked: Records of the question, each with the message key of what it is called there.
        language: Of the words.
        explain: The sentence and the hint of an error.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        ("space", "mark", ""),
        ("x,X", "split", ""),
        ("m,M", "move", ""),
        ("j,J", "join", ""),
        ("z,Z", "undo", ""),
        ("tab", "other", ""),
        ("escape,q,Q,o,O", "dismiss", ""),
    ]

    def __init__(
        self,
        desk: Desk,
        owners: Sequence[str],
        asked: Mapping[str, str],
        *,
        language: str,
        explain: Callable[[UmkmError], tuple[str, str]],
    ) -> None:
        super().__init__()
        self._desk, self._asked = desk, asked
        self._language, self._explain = language, explain
        self._owners = list(dict.fromkeys(owners))
        self._marked: set[str] = set()
        self._card: OwnerCard = desk.cards.owner(self._owners[0])

    def compose(self) -> ComposeResult:
        """The owner, its rows, what happened, the keys."""
        with Vertical(id="owner"):
            yield Static(id="title")
            yield OptionList(id="rows")
            yield Static(id="done")
            yield Static(id="owner-keys")

    def on_mount(self) -> None:
        """Fill in the first owner."""
        names = [one for one in KEYS if one[1] != "other" or len(self._owners) > 1]
        self._fill("owner-keys", frame.keys(self._language, self.app.size.width - 2, names))
        self._draw()

    def action_mark(self) -> None:
        """Mark the row under the cursor, or take its mark away."""
        rows = self.query_one(OptionList)
        place = rows.highlighted or 0
        self._marked ^= {self._card.rows[place].record_id}
        rows.replace_option_prompt_at_index(place, self._row(place))

    def on_option_list_option_highlighted(self) -> None:
        """Point at the row under the cursor, as colour alone does not show it everywhere."""
        rows = self.query_one(OptionList)
        for place in range(rows.option_count):
            rows.replace_option_prompt_at_index(place, self._row(place))

    def on_option_list_option_selected(self) -> None:
        """Enter marks too."""
        self.action_mark()

    def action_split(self) -> None:
        """The marked rows are somebody else."""
        marked, owner = frozenset(self._marked), self._owners[0]
        if self._has_marked():
            self._do(lambda: by_hand.split(self._desk, owner, marked))

    def action_move(self) -> None:
        """The marked rows are another owner's."""
        marked, owner = frozenset(self._marked), self._owners[0]
        if self._has_marked():
            self._ask("app.move_title", lambda to: by_hand.move(self._desk, owner, marked, to))

    def action_join(self) -> None:
        """Another owner is this one."""
        owner = self._owners[0]
        self._ask("app.join_title", lambda to: by_hand.join(self._desk, owner, to))

    def action_undo(self) -> None:
        """Take back the last act of this sitting."""
        try:
            pair = self._desk.undo()
        except UmkmError as error:
            self._complain(error)
        else:
            self._draw(Text(say("app.undone_act" if pair else "app.nothing_to_undo", self._language)))

    def action_other(self) -> None:
        """Show the other owner of the question."""
        self._owners.reverse()
        self._marked.clear()
        self._draw()

    def _has_marked(self) -> bool:
        """Is any row marked? If not, say so."""
        if not self._marked:
            self._fill("done", Text(say("app.nothing_marked", self._language), frame.PROBLEM))
        return bool(self._marked)

    def _ask(self, title: str, act: Callable[[str], Sequence[Decision]]) -> None:
        """Ask for an owner, then act."""

        def answered(asked: str | None) -> None:
            if asked:
                self._do(lambda: act(by_hand.owner_asked(self._desk, asked)))

        other = self._owners[1] if len(self._owners) > 1 else ""
        words = [say(key, self._language) for key in (title, "app.owner_hint")]
        self.app.push_screen(LineDialog(*words, value=other, is_offer=True), answered)

    def _do(self, act: Act) -> None:
        try:
            told = act()
        except UmkmError as error:
            self._complain(error)
        else:
            self._marked.clear()
            self._draw(Text(say("app.act_kept", self._language, count=len(told)), frame.CHOSEN))

    def _complain(self, error: UmkmError) -> None:
        sentence, hint = self._explain(error)
        self._fill("done", Text(f"{sentence}. {hint}" if hint else sentence, frame.PROBLEM))

    def _draw(self, done: Text | None = None) -> None:
        card = self._card = self._desk.cards.owner(self._owners[0])
        owner = Id(card.story.owner_id)
        name = next((row.name for row in card.rows if row.name), "–")
        title = Text(say("explain.owner", self._language, owner=owner, name=name, count=len(card.rows)), "bold")
        self._fill("title", title.append("\n").append(say("app.owner_how", self._language), "not bold dim"))
        self._fill("done", done or Text())
        rows = self.query_one(OptionList)
        place = rows.highlighted or 0
        rows.clear_options()
        rows.add_options([Option(self._row(number)) for number in range(len(card.rows))])
        rows.highlighted = min(place, len(card.rows) - 1)
        rows.focus()

    def _row(self, place: int) -> Text:
        """A row: its mark and name, where it stands, what it says; what most rows say otherwise is marked."""
        card, language = self._card, self._language
        row = card.rows[place]
        head = Text(safe(row.name or "–"), "bold")
        if row.record_id in self._asked:
            head.append(f"  ({say(self._asked[row.record_id], language)})", frame.CHOSEN)
        facts = [
            _fact(column, cell, language, is_odd=column not in _OF_A_DAY and _is_odd(cells, place))
            for column, cells in card.facts.items()
            if (cell := cells[place]) is not None and column not in _TOLD
        ]
        pointer = "›" if place == self.query_one(OptionList).highlighted else " "
        mark = Text(pointer + ("[x]" if row.record_id in self._marked else "[ ]"))
        lines = (head, Text(place_of(row, language), "dim"), Text.assemble((" · ", "dim")).join(facts))
        cuts = [(Cut(mark if line is head else Text()), Cut(line, _MOST_LINES)) for line in lines]
        return aligned(cuts, (4, self.app.size.width - 8))

    def _fill(self, name: str, content: Text) -> None:
        self.query_one(f"#{name}", Static).update(content)


class OwnerApp(WholeApp):
    """One owner, and nothing else.

    Args:
        desk: Keeps the acts.
        owner_id: The owner.
        language: Of the words.
        explain: The sentence and the hint of an error.
    """

    BINDINGS: ClassVar[list[BindingType]] = [("ctrl+c", "quit")]

    def __init__(
        self, desk: Desk, owner_id: str, *, language: str, explain: Callable[[UmkmError], tuple[str, str]]
    ) -> None:
        super().__init__(language=language)
        self._owner = OwnerScreen(desk, (owner_id,), {}, language=language, explain=explain)

    def on_mount(self) -> None:
        """Show the owner, and end with it; Textual calls the handler of `WholeApp` as well."""
        self.push_screen(self._owner, lambda _: self.exit())


def _fact(column: str, cell: Cell, language: str, *, is_odd: bool) -> Text:
    """A value with its label, unless it says itself what it is."""
    told = Text(shown(column, cell, language), DIFFERS if is_odd else "")
    return told if has(f"value.{column}") else Text.assemble((f"{column_of(column, language)} ", "dim"), told)


def _is_odd(cells: Sequence[object], place: int) -> bool:
    """Do most rows say something else, or does a hidden digit differ?"""
    counts = Counter(cell for cell in cells if cell is not None)
    most = max(counts.values())
    return counts[cells[place]] < most or (len(counts) > 1 and most == 1) or "#" in str(cells[place])
