"""by_hand: a whole owner under a person's eyes: shown, split, moved, joined, its golden record set right.

Each act is one name in the log, so that it is undone as one; the next `umkm dedupe` carries it out.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

import pyarrow as pa
import pyarrow.compute as pc

from umkm_cli.config import Config
from umkm_cli.decisions import BY_HAND, Correction, Decision
from umkm_cli.errors import BadCorrectionError
from umkm_cli.findings.owner_cards import OwnerCard
from umkm_cli.knowledge.regions import load_regions
from umkm_cli.ledger import new_id, now
from umkm_cli.matching.correct import CORRECTION, typed
from umkm_cli.matching.explain import explain_pairs
from umkm_cli.matching.find_rows import find_owner, find_record, name_of
from umkm_cli.matching.golden import golden_columns
from umkm_cli.matching.groups import places_of
from umkm_cli.messages import Id
from umkm_cli.review.desk import Desk, evidence_of, lay_out, open_desk
from umkm_cli.reviewing import owner_acts
from umkm_cli.reviewing.owner_acts import Answers, contradicted, overruled, refuse
from umkm_cli.reviewing.set_right import Around, read_corrections
from umkm_cli.reviewing.settle import settle

Said: TypeAlias = Decision | Correction
"""What a person said of an owner."""


@dataclass(frozen=True, slots=True)
class OwnerAct:
    """What is to be done to an owner; nothing of it only shows the owner.

    Attributes:
        split: Rows that are somebody else, as in `find_record`.
        to: The owner they belong to; None for one of their own.
        join: Another owner that is the same person.
        values: What the golden record should say, as typed.
        reason: Why; needed for `values`.
    """

    split: Sequence[str] = ()
    to: str | None = None
    join: str | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""


@dataclass(frozen=True, slots=True)
class OwnerReview:
    """An owner, and what people say of it.

    Attributes:
        card: The owner, as the last `umkm dedupe` left it.
        about: All that was decided of its rows, and set right, oldest first.
        told: Of this, what was written down just now.
    """

    card: OwnerCard
    about: tuple[Said, ...]
    told: tuple[Said, ...]

    def facts(self) -> dict[str, object]:
        """All of it, for `--json`."""
        return {
            **asdict(self.card),
            "about": [_facts(one) for one in self.about],
            "told": [_facts(one) for one in self.told],
        }


def review_owner(
    asked: str, act: OwnerAct, *, workspace: Path, reviewer: str, config: Config, model: str | None = None
) -> OwnerReview:
    """Show an owner, or do something to it.

    Args:
        asked: Its `owner_id`, the beginning of one, or one of its rows.
        act: What is to be done.
        workspace: The folder of the workspace.
        reviewer: Who decides.
        config: The thresholds that matching ran with.
        model: The one it ran with, by name or file; None when it is a shipped one.

    Raises:
        UnknownRowError: There is no such owner or row, or more than one.
        BadOwnerActError: The owner cannot be changed so.
        BadCorrectionError: A value cannot be set.
        UmkmError: As `desk.open_desk`.
    """
    if act == OwnerAct():
        desk = lay_out(workspace, reviewer=reviewer, config=config, model=model)
        owner_id = owner_asked(desk, asked)
        return OwnerReview(desk.cards.owner(owner_id), about(desk, owner_id), ())
    with open_desk(workspace, reviewer=reviewer, config=config, model=model) as desk:
        owner_id = owner_asked(desk, asked)
        told = _do(desk, owner_id, act)
        return OwnerReview(desk.cards.owner(owner_id), about(desk, owner_id), told)


def _do(desk: Desk, owner_id: str, act: OwnerAct) -> tuple[Said, ...]:
    records = desk.cards.evidence.records
    if act.split:
        off = dict.fromkeys(records["record_id"][find_record(row, records)].as_py() for row in act.split)
        if act.to is None:
            return split(desk, owner_id, off, note=act.reason)
        return move(desk, owner_id, off, owner_asked(desk, act.to), note=act.reason)
    if act.join is not None:
        return join(desk, owner_id, owner_asked(desk, act.join), note=act.reason)
    return correct(desk, owner_id, act.values, reason=act.reason)


def owner_asked(desk: Desk, asked: str) -> str:
    """The owner that is meant: by its id, the beginning of it, or one of its rows.

    Raises:
        UnknownRowError: There is no such owner or row, or more than one.
    """
    evidence = desk.cards.evidence
    return find_owner(asked, desk.cards.owners["owner_id"], evidence.records, evidence.owner_ids)


def about(desk: Desk, owner_id: str) -> tuple[Said, ...]:
    """What people decided of an owner's rows, and what they set right, oldest first."""
    mine, settled = set(_records(desk, owner_id)), settle(desk.entries)
    decisions = [one for one in settled.given if not mine.isdisjoint((one.left, one.right))]
    corrections = [one for one in settled.corrections if one.record in mine]
    return tuple(sorted([*decisions, *corrections], key=lambda one: (one.at, one.act)))


def split(desk: Desk, owner_id: str, off: Collection[str], *, note: str = "") -> tuple[Decision, ...]:
    """Say that records of an owner are somebody else; see `owner_acts.split`.

    Raises:
        BadOwnerActError: They cannot be split off, or earlier decisions stand against it; nothing was written.
        CannotWriteError: The log cannot be written.
    """
    return _say(desk, owner_acts.split(_records(desk, owner_id), off, settle(desk.entries)), note)


def move(desk: Desk, owner_id: str, off: Collection[str], to: str, *, note: str = "") -> tuple[Decision, ...]:
    """Say that records of an owner are the owner `to`; see `owner_acts.move`. Raises as `split` does."""
    rows, target = _records(desk, owner_id), _records(desk, to)
    return _say(desk, owner_acts.move(rows, off, target, settle(desk.entries)), note)


def join(desk: Desk, owner_id: str, other_id: str, *, note: str = "") -> tuple[Decision, ...]:
    """Say that two owners are one; see `owner_acts.join`. Raises as `split` does."""
    rows, others = _records(desk, owner_id), _records(desk, other_id)
    return _say(desk, owner_acts.join(rows, others, settle(desk.entries)), note)


def correct(
    desk: Desk, owner_id: str, values: Mapping[str, str], *, reason: str, record: str | None = None
) -> tuple[Correction, ...]:
    """Set values of the golden record of an owner right.

    Args:
        desk: The sitting.
        owner_id: The owner.
        values: Column -> the right value, as typed; empty for one that nobody knows.
        reason: Why.
        record: The record that the values are of; None for the one that the golden record has each value from. A
            correction stays with its record, whatever becomes of the owner.

    Raises:
        BadCorrectionError: A column or a value cannot be, or there is no reason; nothing was written.
        CannotWriteError: The log cannot be written.
    """
    if not reason.strip():
        raise BadCorrectionError(asked=", ".join(values), reason="no_reason")
    golden = _golden(desk, owner_id)
    act, at = new_id(), now()
    told = tuple(
        Correction(
            id=new_id(),
            act=act,
            by=desk.reviewer,
            at=at,
            record=record or _record_of(desk, golden, asked),
            column=column,
            value=value,
            reason=" ".join(reason.split()),
        )
        for column, (value, asked) in _values(desk, golden, values).items()
    )
    desk.write(told, act=act)
    return told


def _records(desk: Desk, owner_id: str) -> list[str]:
    rows = pa.array(desk.cards.row_numbers(owner_id))
    ids: list[str] = desk.cards.evidence.records["record_id"].take(rows).to_pylist()
    return ids


def _say(desk: Desk, answers: Answers, note: str) -> tuple[Decision, ...]:
    """Write answers down as one act, unless earlier decisions stand against them."""
    settled = settle(desk.entries)
    act, at = new_id(), now()
    told = tuple(
        Decision(
            id=new_id(),
            act=act,
            by=desk.reviewer,
            at=at,
            left=pair[0],
            right=pair[1],
            answer=answer,
            note=" ".join(note.split()),
            way=BY_HAND,
            settles=overruled(pair, desk.reviewer, settled),
            **evidence,
        )
        for (pair, answer), evidence in zip(answers.items(), _evidence(desk, list(answers)), strict=True)
    )
    refuse(contradicted(desk.entries, told))
    desk.write(told, act=act)
    return told


def _evidence(desk: Desk, pairs: Sequence[tuple[str, str]]) -> list[dict[str, Any]]:
    ids = desk.cards.evidence.records["record_id"]
    left, right = (places_of(pa.array([pair[side] for pair in pairs], pa.string()), ids) for side in (0, 1))
    stories = explain_pairs(desk.cards.evidence, list(zip(left.tolist(), right.tolist(), strict=True)))
    return [evidence_of(story) for story in stories]


def _golden(desk: Desk, owner_id: str) -> dict[str, Any]:
    """The golden record, all values whole."""
    owners = desk.cards.owners
    place = pc.index(owners["owner_id"], owner_id).as_py()
    row: dict[str, Any] = owners.slice(place, 1).to_pylist()[0]
    return row


def _values(desk: Desk, golden: Mapping[str, Any], asked: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Of each column that is to be set: its value, and the column that was asked for."""
    evidence, schema = desk.cards.evidence, desk.cards.owners.schema
    around = None
    if name_of(evidence.records) is Id:
        regions = load_regions(evidence.config.region)
        around = Around(regions, evidence.config.data_year, golden.get("district_code"))
    told = read_corrections(asked, columns=golden_columns(schema.names), around=around)
    for column, (value, _) in told.items():
        typed(value or None, schema.field(column).type, column)
    return told


def _record_of(desk: Desk, golden: Mapping[str, Any], column: str) -> str:
    """The record that the golden record has a value from; the first of the owner where it has none."""
    source: str = dict(golden["origin"]).get(column, golden["record_ids"][0])
    by_hand = source.removeprefix(CORRECTION)
    return next((one.record for one in desk.settled.corrections if one.id == by_hand), source)


def _facts(said: Said) -> dict[str, object]:
    """An entry of the log, for `--json`; names that umkm gave are told apart from numbers of people."""
    called = {name: Id(value) for name, value in asdict(said).items() if name in _NAMES}
    return asdict(said) | called


_NAMES = frozenset({"id", "act", "left", "right", "record"})
