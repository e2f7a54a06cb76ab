"""Progress on stderr: a bar on a terminal, now and then a line elsewhere."""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from umkm_cli.messages import say

if TYPE_CHECKING:
    from rich.console import Console

SECONDS_BETWEEN_LINES = 10
"""Without a terminal, progress is told this far apart."""


class ProgressBar:
    """One bar for the current stage; it goes away when the stage is over."""

    def __init__(self, console: "Console", language: str) -> None:
        from rich import progress  # noqa: PLC0415 - only a terminal needs it

        self._language = language
        self._bar = progress.Progress(
            progress.TextColumn("{task.description}"),
            progress.BarColumn(),
            progress.MofNCompleteColumn(),
            progress.TimeElapsedColumn(),
            console=console,
            transient=True,
        )
        self._task: progress.TaskID | None = None

    def begin(self, stage: str, total: int | None = None) -> None:
        """Start a stage in place of the one before."""
        self.end()
        self._task = self._bar.add_task(say(f"stage.{stage}", self._language), total=total)
        self._bar.start()

    def advance(self, steps: int = 1) -> None:
        """Move the bar on."""
        if self._task is not None:
            self._bar.advance(self._task, steps)

    def end(self) -> None:
        """Take the bar away."""
        if self._task is not None:
            self._bar.remove_task(self._task)
            self._task = None
        self._bar.stop()


class ProgressLines:
    """A plain line when the last one is long ago, so that a log tells that work goes on."""

    def __init__(self, tell: Callable[[str], None], language: str) -> None:
        self._tell, self._language = tell, language
        self._stage, self._done = "", 0
        self._total: int | None = None
        self._told = time.monotonic()

    def begin(self, stage: str, total: int | None = None) -> None:
        """Start a stage."""
        self._stage, self._total, self._done = stage, total, 0
        self._tell_if_due()

    def advance(self, steps: int = 1) -> None:
        """Count."""
        self._done += steps
        self._tell_if_due()

    def end(self) -> None:
        """Nothing to take away."""

    def _tell_if_due(self) -> None:
        now = time.monotonic()
        if now - self._told < SECONDS_BETWEEN_LINES:
            return
        self._told = now
        stage = say(f"stage.{self._stage}", self._language)
        if self._total:
            self._tell(say("stage.line", self._language, stage=stage, done=self._done, total=self._total))
        else:
            self._tell(stage)
