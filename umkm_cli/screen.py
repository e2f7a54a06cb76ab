"""What the user sees: results on stdout; progress, remarks and errors on stderr.

A `Session` is one call of `umkm`: the common options, the language, the settings, and the two streams. Rich is loaded
when something is to be shown, so that `umkm --version` needs none of it.
"""

import contextlib
import json
import locale
import os
import shlex
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from umkm_cli.config import Config, resolve
from umkm_cli.errors import BadSettingError, UmkmError
from umkm_cli.messages import LANGUAGES, Id, has, safe, say
from umkm_cli.progress import NoProgress, Progress
from umkm_cli.ticker import ProgressBar, ProgressLines

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

WORKSPACE = Path("umkm-data")

_REASONS = {
    "unreadable_file": "unreadable",
    "cannot_write": "unwritable",
    "bad_review_book": "unfit_book",
    "bad_labels": "labels",
    "bad_column_map": "column_map",
    "broken_map_file": "outlines",
    "unknown_row": "row",
    "bad_list": "list",
    "bad_decisions": "decisions",
    "unknown_decision": "decision",
    "bad_model": "model",
    "bad_target": "target",
    "unknown_figure": "figure",
    "options_apart": "apart",
    "nothing_to_review": "nothing",
    "no_terminal": "terminal",
    "no_sample": "sample",
    "cannot_compare": "compare",
    "bad_owner_act": "owner_act",
    "bad_correction": "correction",
}
"""For errors whose fact `reason` is a message key: its section. `<section>_remedy` says what to do about it."""


@dataclass(kw_only=True)
class Session:
    """One call of `umkm`.

    Attributes:
        language: Of everything shown.
        environment: The process environment.
        workspace: `--workspace`.
        config: `--config`, the settings file.
        json: `--json`: one object on stdout instead of a picture.
        quiet: `--quiet`: only problems, and JSON when asked for.
        debug: `--debug`: show where an unexpected error came from.
        lang: `--lang`; `language` is what came of it.
        running: The progress on show.
    """

    language: str
    environment: Mapping[str, str] = field(default_factory=lambda: os.environ)
    workspace: Path | None = None
    config: Path | None = None
    json: bool = False
    quiet: bool = False
    debug: bool = False
    lang: str | None = None
    running: Progress = field(default_factory=NoProgress)

    @cached_property
    def settings(self) -> dict[str, object]:
        """What `umkm.toml` says."""
        from umkm_cli.files.settings import read_settings

        return read_settings(self.config)

    @property
    def folder(self) -> Path:
        """The workspace: flag, environment, settings, default."""
        asked = self.workspace or self.environment.get("UMKM_WORKSPACE") or self.settings.get("workspace")
        return Path(str(asked)) if asked else WORKSPACE

    def reviewer(self, asked: str | None) -> str:
        """Who decides: flag, environment, settings, the name of whoever is logged in."""
        from umkm_cli.ledger import reviewer_name

        told = asked or self.environment.get("UMKM_REVIEWER") or self.settings.get("reviewer")
        if told is not None and not (isinstance(told, str) and told.strip()):
            raise BadSettingError(setting="reviewer", value=told)
        return reviewer_name(told)

    def configure(self, **flags: object) -> Config:
        """The settings of this run; `None` means that a flag was not given."""
        for asked in (self.environment.get("UMKM_LANG"), self.settings.get("lang")):
            if asked and asked not in LANGUAGES:
                raise BadSettingError(setting="lang", value=asked)
        return resolve(self.settings, self.environment, flags)

    @cached_property
    def out(self) -> "Console":
        """Where results go."""
        from rich.console import Console

        return Console(markup=False, highlight=False, emoji=False)

    @cached_property
    def err(self) -> "Console":
        """Where everything else goes."""
        from rich.console import Console

        return Console(stderr=True, markup=False, highlight=False, emoji=False)

    def show(self, result: "RenderableType") -> None:
        """Print a result, unless only problems are wanted."""
        if self.quiet or self.json:
            return
        with self.out.capture() as printed:
            self.out.print(result)
        _write(sys.stdout, printed.get())

    def give(self, schema: str, **facts: object) -> None:
        """Print a result as one JSON object, when asked for; text in it is masked as everywhere."""
        if self.json:
            content = {"schema": schema, "workspace": str(self.folder), **facts}
            _write(sys.stdout, json.dumps(_masked(content), ensure_ascii=False, indent=2, default=str) + "\n")

    def tell(self, key: str, **facts: object) -> None:
        """A remark, unless only problems are wanted."""
        if not (self.quiet or self.json):
            self._say("", say(key, self.language, **facts))

    def next_step(self, command: str) -> None:
        """The command to go on with, ready to paste."""
        if not (self.quiet or self.json):
            self._say(say("label.next", self.language), f"umkm {command}{self.flags}", "green")

    @property
    def flags(self) -> str:
        """What a suggested command needs to find the same workspace."""
        return f" -w {shlex.quote(str(self.workspace))}" if self.workspace else ""

    def warn(self, *errors: UmkmError) -> None:
        """Problems that did not stop the run; the same hint is given once."""
        explained = [self.explain(error) for error in errors]
        for sentence, _ in explained:
            self._say(say("label.warning", self.language), sentence, "bold yellow")
        for hint in dict.fromkeys(hint for _, hint in explained):
            self._say(say("label.hint", self.language), hint, "cyan")

    def fail(self, sentence: str, hint: str) -> None:
        """The problem that stopped the run, and a hint if there is one."""
        self._say(say("label.error", self.language), sentence, "bold red")
        if hint:
            self._say("", "")
            self._say(say("label.hint", self.language), hint, "cyan")

    def detail(self, text: str) -> None:
        """Lines for whoever looks into a bug."""
        for line in text.splitlines():
            self._say("", safe(line))

    def explain(self, error: UmkmError) -> tuple[str, str]:
        """The sentence and the hint of an error."""
        facts = {name: value if isinstance(value, str) else str(value) for name, value in error.facts.items()}
        facts |= {"flags": self.flags}
        reason = f"{_REASONS.get(error.key)}.{facts.get('reason')}"
        if has(reason):
            facts["reason"] = Id(say(reason, self.language, **facts))  # hidden already what has to be
        remedy = reason.replace(".", "_remedy.")
        if has(remedy):
            facts["remedy"] = Id(say(remedy, self.language, **facts))
        if has(f"setting.{facts.get('setting')}"):
            facts["expected"] = say(f"setting.{facts['setting']}", self.language)
        key = f"error.{error.key}"
        return say(key, self.language, **facts), say(f"{key}_hint", self.language, **facts)

    def _say(self, label: str, sentence: str, style: str = "") -> None:
        """One line on stderr; a terminal wraps it, a log file gets it whole."""
        from rich.text import Text

        self.running.end()  # or the line would run into the bar, which hides the cursor as long as it lives
        line = Text(f"{label}: " if label else "", style)
        line.append(sentence, "not bold default")
        with self.err.capture() as printed:
            self.err.print(line, soft_wrap=not self.err.is_terminal)
        _write(sys.stderr, printed.get())

    def progress(self) -> Progress:
        """Somebody to tell how far the run has come."""
        if self.quiet or self.json:
            self.running = NoProgress()
        elif self.err.is_terminal:
            self.running = ProgressBar(self.err, self.language)
        else:
            self.running = ProgressLines(lambda line: self._say("", line), self.language)
        return self.running


def choose_language(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """The language to speak: `--lang`, UMKM_LANG, `lang` of umkm.toml, the locale.

    It has to be known before the command line is parsed, because errors in it are told in that language.
    """
    asked = [_given(arguments, "--lang"), environment.get("UMKM_LANG")]
    if not any(word in LANGUAGES for word in asked):
        with contextlib.suppress(UmkmError):  # told later, when a command reads its settings
            config = _given(arguments, "--config")
            settings = Session(language="en", config=Path(config) if config else None).settings
            asked.append(str(settings.get("lang")))
    for word in asked:
        if word in LANGUAGES:
            return word
    names = [environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    place = next((name for name in names if name), None) or locale.getlocale()[0] or ""
    return "id" if place.lower().startswith(("id", "indonesian")) else "en"


def _given(arguments: Sequence[str], option: str) -> str | None:
    """The last value of an option, without parsing the rest."""
    value = None
    for place, argument in enumerate(arguments):
        if argument == option:
            value = next(iter(arguments[place + 1 :]), None)
        elif argument.startswith(f"{option}="):
            value = argument.partition("=")[2]
    return value


def _masked(value: object) -> object:
    """The same object with long numbers and control characters out of its text."""
    if isinstance(value, Mapping):
        return {str(key): _masked(below) for key, below in value.items()}
    if isinstance(value, list | tuple):
        return [_masked(below) for below in value]
    return safe(value if isinstance(value, str) else str(value)) if isinstance(value, str | Path) else value


def _write(stream: TextIO, text: str) -> None:
    """Write at once; whoever closed the other end (`| head`) wants no more, and that is no error."""
    try:
        stream.write(text)
        stream.flush()
    except BrokenPipeError:
        # Python would complain again when it closes the stream at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
