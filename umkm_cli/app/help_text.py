"""help_text: the page behind `?`."""

from rich.text import Text

from umkm_cli.app.frame import KEYS
from umkm_cli.messages import say
from umkm_cli.reporting.screens.aligned import Cut, aligned

_WIDTHS = (7, 62)
"""Cells of a key and of what it does."""

_MARKS = ("≠", "abc", "*", "#", "?", "–", "━│", "│━")
"""Marks of a card, in the order in which they are explained under `app.mark_…`."""

_MARK_NAMES = ("differs", "letter", "hidden", "digit", "unknown", "empty", "no", "yes")


def help_text(language: str) -> Text:
    """What each key does, then what each mark of a card means."""
    keys = [*KEYS, ("↑ ↓", "scroll")]
    marks = zip(_MARKS, _MARK_NAMES, strict=True)
    return Text("\n").join(
        (
            Text(say("app.help_keys", language), "bold"),
            _list([(key, f"app.help_{name}") for key, name in keys], language),
            Text(),
            Text(say("app.help_marks", language), "bold"),
            _list([(mark, f"app.mark_{name}") for mark, name in marks], language),
            Text(),
            Text(say("app.help_order", language)),
        )
    )


def _list(rows: list[tuple[str, str]], language: str) -> Text:
    return aligned(((Cut(Text(name, "bold")), Cut(Text(say(key, language)), 4)) for name, key in rows), _WIDTHS)
