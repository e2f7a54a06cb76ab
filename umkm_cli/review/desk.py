"""desk: what a reviewer has before them. Questions in order, a card for each, and a log in which every answer is kept.

A front end (the terminal app, a workbook, a script) shows cards and passes answers on; it decides nothing itself.
"""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from umkm_cli.config import Config
from umkm_cli.decisions import Answer, Decision, Entry, Withdrawal
from umkm_cli.files.workspace import open_with
from umkm_cli.findings.verdicts import Card, PairStory
from umkm_cli.grounds import NEEDED
from umkm_cli.ledger import entries_of, hold_review, new_id, now, write_down
from umkm_cli.review.asked import Pair, Question, place
from umkm_cli.review.cards import Cards, open_cards
from umkm_cli.reviewing.narrow import find_district, narrow
from umkm_cli.reviewing.questions import ENOUGH, KINDS, questions
from umkm_cli.reviewing.settle import Settled, settle

_ASKED_ONCE = frozenset(KINDS) - {"conflict"}
"""Kinds of doubt that an answer does away with; contradictions are asked as long as there are any."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a review has come, among the questions that are shown.

    Attributes:
        questions: How many there are.
        decided: How many this reviewer has answered, `unsure` included.
        settled: Share of the doubt that is settled by sure answers, in [0..1]; 1 without questions.
        to_go: How many more answers, in this order, settle `ENOUGH` of the doubt that this reviewer is not unsure of.
    """

    questions: int
    decided: int
    settled: float
    to_go: int


@dataclass
class Desk:
    """One sitting of one reviewer. Opened by `open_desk`, which holds the lock meanwhile.

    Attributes:
        workspace: The folder of the workspace.
        reviewer: Who decides.
        questions: What this reviewer has answered and would not be asked any more; then those that others have not
            settled, the ones first whose answer changes most.
        cards: Lays out pairs.
        settled: What holds of all that was decided.
        batch: The sample that is asked; empty for the queue.
    """

    workspace: Path
    reviewer: str
    questions: Sequence[Question]
    cards: Cards
    settled: Settled
    batch: str = ""
    _acts: list[str] = field(default_factory=list)
    _ready: dict[tuple[str, str], Card] = field(default_factory=dict)
    _mine: dict[tuple[str, str], Decision] = field(default_factory=dict)
    _entries: list[Entry] = field(default_factory=list)
    _contested: frozenset[str] = frozenset()

    @property
    def entries(self) -> Sequence[Entry]:
        """All that is in the log."""
        return tuple(self._entries)

    def hear(self, entries: Sequence[Entry]) -> None:
        """Take note of entries that are in the log, and settle anew."""
        self._entries.extend(entries)
        self.settled = settle(self._entries)
        self._mine = {(one.left, one.right): one for one in self.settled.given if one.by == self.reviewer}
        self._contested = frozenset(one.id for conflict in self.settled.conflicts for one in conflict.decisions)

    @cached_property
    def districts(self) -> dict[str, str]:
        """Name by code of every kecamatan of the list, by name; none in lists from elsewhere."""
        records = self.cards.evidence.records
        if not {"district_code", "district"} <= set(records.column_names):
            return {}
        seen = records.select(["district_code", "district"]).group_by("district_code").aggregate([("district", "min")])
        named = (row for row in seen.to_pylist() if row["district_code"] and row["district_min"])
        return {row["district_code"]: row["district_min"] for row in sorted(named, key=lambda row: row["district_min"])}

    def choose(
        self, *, district: str | None = None, kind: str | None = None, limit: int | None = None
    ) -> list[Question]:
        """Some of the questions, in order.

        Args:
            district: Only of this kecamatan, by code or name.
            kind: Only of this kind of doubt.
            limit: No more than so many, and only such as this reviewer has not answered.

        Raises:
            UnknownDistrictError: There is no such kecamatan.
        """
        code = find_district(district, self.districts) if district else None
        chosen = narrow(self.questions, district=code, kind=kind)
        return chosen if limit is None else [one for one in chosen if not self.answer_of(one)][:limit]

    def card(self, question: Question) -> Card:
        """The card of a question."""
        if question.pair not in self._ready:
            (self._ready[question.pair],) = self.cards.of([question.pair])
        return self._ready[question.pair]

    def answer_of(self, question: Question) -> Decision | None:
        """What this reviewer has decided of a question; of a contradiction, what they have said to settle it."""
        mine = self._mine.get(question.pair)
        is_torn = mine is not None and mine.answer is not Answer.UNSURE and mine.id in self._contested
        return None if is_torn else mine

    def asked(self, pair: tuple[str, str]) -> dict[str, Any]:
        """Why a pair was asked, as a decision keeps it: `doubt_kind` and `doubt`; nothing where it was not."""
        question = self._by_pair.get(pair)
        return {"doubt_kind": question.kind, "doubt": question.doubt} if question else {}

    @cached_property
    def _by_pair(self) -> dict[tuple[str, str], Question]:
        return {one.pair: one for one in self.questions}

    def decide(self, question: Question, answer: Answer, *, note: str = "", was_shown: bool = True) -> Decision:
        """Write down an answer; it is on the disk when this returns.

        A pair that others contradict each other in is settled by it.

        Raises:
            CannotWriteError: It is not; nothing has changed.
        """
        card = self.card(question)
        told = Decision(
            id=new_id(),
            act=new_id(),
            by=self.reviewer,
            at=now(),
            left=question.left_id,
            right=question.right_id,
            answer=answer,
            note=note,
            **evidence_of(card.story),
            doubt_kind=question.kind,
            doubt=question.doubt,
            was_shown=was_shown,
            batch=self.batch,
            settles=() if answer is Answer.UNSURE else self._overruled(question),
        )
        self.write([told], act=told.act)
        return told

    def write(self, entries: Sequence[Entry], *, act: str) -> None:
        """Write down the entries of one act."""
        write_down(self.workspace, entries)
        self._acts.append(act)
        self._entries.extend(entries)
        for entry in entries:
            if isinstance(entry, Decision):
                self._mine[entry.left, entry.right] = entry

    def undo(self) -> tuple[str, str] | None:
        """Take back the last act of this sitting; gives the pair it was about, None when there is nothing left."""
        if not self._acts:
            return None
        act = self._acts[-1]
        taken = [entry for entry in self._entries if getattr(entry, "act", None) == act]
        back = Withdrawal(id=new_id(), by=self.reviewer, at=now(), withdraws=tuple(entry.id for entry in taken))
        write_down(self.workspace, [back])
        self._acts.pop()
        self.hear([back])
        return next(((one.left, one.right) for one in taken if isinstance(one, Decision)), None)

    def standing(self, shown: Sequence[Question]) -> Standing:
        """How far the review of these questions has come."""
        total = sum(one.doubt for one in shown)
        open_ones = []
        settled = unsure = 0.0
        decided = 0
        for one in shown:
            mine = self.answer_of(one)
            decided += mine is not None
            if not mine:
                open_ones.append(one.doubt)
            elif mine.answer is Answer.UNSURE:
                unsure += one.doubt
            else:
                settled += one.doubt
        to_go = 0
        reached = settled
        for doubt in open_ones:
            if reached >= ENOUGH * (total - unsure):
                break
            reached += doubt
            to_go += 1
        return Standing(len(shown), decided, settled / total if total else 1.0, to_go)

    def _overruled(self, question: Question) -> tuple[str, ...]:
        """Answers that this one settles, where people contradict each other; one's own as well, to think again."""
        if question.kind != "conflict":
            return ()
        return tuple(one.id for one in self.settled.by_pair.get(question.pair, ()))


def evidence_of(story: PairStory) -> dict[str, Any]:
    """What matching says of a pair, as a decision keeps it: `weight`, `probability` and `levels`."""
    levels = {line.name: line.level for line in story.lines if line.kind == "comparison"}
    return {"weight": story.weight, "probability": story.probability, "levels": levels}


@contextmanager
def open_desk(workspace: Path, *, reviewer: str, config: Config, model: str | None = None) -> Iterator[Desk]:
    """Sit down to review; nobody else can meanwhile.

    Args:
        workspace: The folder of the workspace.
        reviewer: Who decides.
        config: The thresholds that matching ran with.
        model: The one it ran with, by name or file; None when it is a shipped one.

    Raises:
        ReviewBusyError: Somebody else is reviewing; `holder` says who.
        UmkmError: As `lay_out`.
    """
    open_with(workspace, *NEEDED)  # before the lock, which makes the folder
    with hold_review(workspace, reviewer):
        yield lay_out(workspace, reviewer=reviewer, config=config, model=model)


def lay_out(workspace: Path, *, reviewer: str, config: Config, model: str | None = None) -> Desk:
    """What a reviewer has before them, to be looked at only: to decide, open the desk.

    Raises:
        NotIngestedError: There are no records yet.
        NotDedupedError: There are no owners yet.
        OtherModelError: Matching ran with another model.
        BadDecisionsError: The log is broken.
    """
    cards = open_cards(open_with(workspace, *NEEDED), config, model)
    entries = entries_of(workspace)
    held, settled = cards.evidence, settle(entries)
    asked = questions(held.records, held.clusters, held.pairs, config=held.config, settled=settled)
    desk = Desk(workspace=workspace, reviewer=reviewer, questions=(), cards=cards, settled=settled)
    desk.hear(entries)
    every = [Question(**row) for row in asked.drop_columns(["chance"]).to_pylist()]
    earlier = place(_earlier(desk, {one.pair for one in every}), held.records, held.clusters)
    desk.questions = [*earlier, *(one for one in every if not one.is_settled or desk.answer_of(one))]
    return desk


def _earlier(desk: Desk, pairs: Collection[tuple[str, str]]) -> list[Pair]:
    """What this reviewer has answered and would not be asked any more, oldest first: to look back at, and to change.

    Args:
        desk: Knows the answers.
        pairs: The pairs of the other questions.
    """
    return [
        Pair(one.left, one.right, one.doubt_kind, one.weight or 0.0, one.probability or 0.0, one.doubt or 0.0)
        for one in desk.settled.given
        if one.by == desk.reviewer and one.doubt_kind in _ASKED_ONCE and (one.left, one.right) not in pairs
    ]
