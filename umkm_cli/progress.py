"""How long work tells that it is getting on, without knowing of any screen."""

from typing import Protocol


class Progress(Protocol):
    """Somebody who is told how far a run has come."""

    def begin(self, stage: str, total: int | None = None) -> None:
        """Start a stage; `stage` is a message key under `stage.`, `total` its number of steps when known."""

    def advance(self, steps: int = 1) -> None:
        """Count `steps` more of the current stage as done."""

    def end(self) -> None:
        """The current stage is over."""


class NoProgress:
    """Nobody is watching."""

    def begin(self, stage: str, total: int | None = None) -> None:
        """Say nothing."""

    def advance(self, steps: int = 1) -> None:
        """Say nothing."""

    def end(self) -> None:
        """Say nothing."""
