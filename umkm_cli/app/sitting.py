"""sitting: where a reviewer stands in the questions, and how fast they go."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import median

from umkm_cli.decisions import Answer, Decision
from umkm_cli.review.asked import Question
from umkm_cli.review.desk import Desk, Standing

_FEWEST = 5
"""Answers from which a pace is told."""


@dataclass
class Sitting:
    """One run of the app.

    Attributes:
        desk: Keeps the answers.
        shown: The questions that are asked, in order.
        place: Which of them is on the screen; as many as there are once none is open.
        clock: Seconds that only ever grow.
        notes: What was written about pairs that have no answer yet.
    """

    desk: Desk
    shown: Sequence[Question]
    place: int = 0
    clock: Callable[[], float] = time.monotonic
    notes: dict[tuple[str, str], str] = field(default_factory=dict)
    _seen: set[tuple[str, str]] = field(default_factory=set)
    _taken: list[float] = field(default_factory=list)
    _since: float = 0.0

    def __post_init__(self) -> None:
        self.go_on(start=0)

    @property
    def question(self) -> Question | None:
        """What is asked; None at the end."""
        return self.shown[self.place] if self.place < len(self.shown) else None

    @property
    def standing(self) -> Standing:
        """How far the review has come."""
        return self.desk.standing(self.shown)

    @property
    def pace(self) -> float | None:
        """Seconds that an answer takes, the median of this sitting; None until there is one."""
        return median(self._taken) if len(self._taken) >= _FEWEST else None

    def look(self, question: Question, *, shows_weights: bool) -> None:
        """Take note that a question is on the screen now."""
        self._since = self.clock()
        if shows_weights:
            self._seen.add(question.pair)

    def decide(self, answer: Answer) -> Decision | None:
        """Keep an answer and go on; None at the end, where nothing is asked.

        Raises:
            CannotWriteError: It could not be kept; the question stays.
        """
        question = self.question
        if question is None:
            return None
        given = self.desk.decide(question, answer, note=self.note_of(question), was_shown=question.pair in self._seen)
        self._taken.append(self.clock() - self._since)
        self.notes.pop(question.pair, None)
        self.go_on(start=self.place + 1)
        return given

    def note_of(self, question: Question) -> str:
        """What was written about a question, with its answer or before it."""
        given = self.desk.answer_of(question)
        return self.notes.get(question.pair, given.note if given else "")

    def write_note(self, note: str) -> None:
        """Keep a note: with the answer if there is one, else until there is.

        Raises:
            CannotWriteError: It could not be kept.
        """
        question = self.question
        if question is None:
            return
        given = self.desk.answer_of(question)
        if given is None:
            self.notes[question.pair] = note
        elif note != given.note:
            self.desk.decide(question, given.answer, note=note, was_shown=given.was_shown)

    def undo(self) -> bool:
        """Take back the last act of this sitting and show what it was about; False when there is none.

        Raises:
            CannotWriteError: That could not be kept.
        """
        pair = self.desk.undo()
        if pair is None:
            return False
        self.place = next((place for place, one in enumerate(self.shown) if one.pair == pair), self.place)
        return True

    def go_on(self, *, start: int) -> None:
        """To the first open question from `start` on, else to the first open one of all, else to the end."""
        self.place = self._open(start)

    def foresee(self) -> None:
        """Make ready what comes after the question on the screen, so that nobody waits for it."""
        place = self._open(self.place + 1)
        if place < len(self.shown):
            self.desk.card(self.shown[place])

    def step(self, by: int) -> None:
        """So many questions on or back, answered or not."""
        self.place = min(max(self.place + by, 0), len(self.shown))

    def jump(self, number: int) -> bool:
        """To the question of a number, from 1; False where there is none."""
        if not 1 <= number <= len(self.shown):
            return False
        self.place = number - 1
        return True

    def narrow(self, shown: Sequence[Question]) -> None:
        """Ask other questions."""
        self.shown = shown
        self.go_on(start=0)

    def _open(self, start: int) -> int:
        order = (*range(start, len(self.shown)), *range(min(start, len(self.shown))))
        open_ones = (place for place in order if self.desk.answer_of(self.shown[place]) is None)
        return next(open_ones, len(self.shown))
