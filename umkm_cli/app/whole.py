"""whole: what every app of a review has. Its colours, an end without a traceback, and room to draw in."""

from rich.text import Text
from textual import events
from textual.app import App

from umkm_cli.app.dialogs import Enlarge
from umkm_cli.app.look import CSS, THEME
from umkm_cli.messages import say

COLUMNS, LINES = 80, 24
"""The least size of a terminal."""


class WholeApp(App[None]):
    """An app that takes the whole terminal.

    Args:
        language: Of the words.
    """

    TITLE = "umkm review"
    CSS = CSS
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, *, language: str) -> None:
        super().__init__()
        self.language = language

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

    def on_mount(self) -> None:
        """Take on our colours."""
        self.register_theme(THEME)
        self.theme = THEME.name

    def on_resize(self, event: events.Resize) -> None:
        """Ask for room where there is too little."""
        is_small, is_told = event.size.width < COLUMNS or event.size.height < LINES, isinstance(self.screen, Enlarge)
        if is_small and not is_told:
            told = say("app.enlarge", self.language, columns=str(COLUMNS), lines=str(LINES))
            self.push_screen(Enlarge(Text(told)))
        elif is_told and not is_small:
            self.pop_screen()
