"""The log of a review, as the commands use it: read and settled, added to, merged with another reviewer's."""

import difflib
import getpass
import secrets
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa

from umkm_cli.clock import hour
from umkm_cli.decisions import Correction, Decision, Entry, Succession, Withdrawal
from umkm_cli.errors import BadDecisionsError, ReviewBusyError, UnknownDecisionError
from umkm_cli.files.decision_log import LOG_NAME, append, missing_from, read, read_log
from umkm_cli.files.lock import hold, who
from umkm_cli.files.workspace import Workspace, open_with
from umkm_cli.matching.correct import unfollowed
from umkm_cli.messages import Id
from umkm_cli.reviewing.answered import waiting
from umkm_cli.reviewing.follow import renamed
from umkm_cli.reviewing.settle import Settled, pair_of, settle
from umkm_cli.schema import CORRECTED

REVIEW_LOCK = "review.lock"
"""Name of the lock in the workspace that whoever reviews holds."""

PROGRAM = "umkm"
"""Who wrote entries that no person made."""


def entries_of(workspace: Path) -> list[Entry]:
    """All entries of the log of a workspace; none where there is no log.

    Raises:
        BadDecisionsError: The log is broken.
    """
    return read(workspace / LOG_NAME)


def write_down(workspace: Path, entries: Sequence[Entry]) -> None:
    """Add entries to the log of a workspace; they are on the disk when this returns.

    Raises:
        CannotWriteError: They are not, or not all.
    """
    append(workspace / LOG_NAME, entries)


def settle_with(workspace: Path, records: pa.Table, before: pa.Table) -> Settled:
    """What holds of the decisions of a workspace, once those about rows that were corrected have followed them.

    Args:
        workspace: The folder of the workspace.
        records: `record_id` and, where the list has them, `TRACES`.
        before: `IDENTITIES` of the last run.
    """
    entries = entries_of(workspace)
    settled = settle(entries)
    moved = successions(renamed(settled.names, records, before))
    if not moved:
        return settled
    write_down(workspace, moved)
    return settle([*entries, *moved])


@contextmanager
def hold_review(workspace: Path, reviewer: str) -> Iterator[None]:
    """Let nobody else review meanwhile; the folder is there already.

    Raises:
        ReviewBusyError: Somebody is reviewing; `holder` says who, and since when.
        CannotWriteError: The folder cannot be written to.
    """
    with hold(workspace / REVIEW_LOCK, holder=f"{reviewer}, {hour()} ({who()})", busy=ReviewBusyError):
        yield


@dataclass(frozen=True, slots=True)
class MergedLog:
    """What the log of another reviewer brought.

    Attributes:
        added: Decisions and corrections that were new, withdrawn ones among them.
        known: Such as were here already.
        elsewhere: Of the added ones, those about rows that are not in this list.
        conflicts: Contradictions there are now.
        conflicts_before: And were before.
    """

    added: int
    known: int
    elsewhere: int
    conflicts: int
    conflicts_before: int

    def facts(self) -> dict[str, object]:
        """The counts, for `--json`."""
        return asdict(self)


def merge_log(path: Path, *, workspace: Path, reviewer: str, dry_run: bool = False) -> MergedLog:
    """Add the entries of another reviewer's log that are not in this one; nothing of it changes what stands here.

    Args:
        path: The other log.
        workspace: The folder of the workspace.
        reviewer: Who does it, for whoever comes meanwhile.
        dry_run: Only tell what would be added.

    Raises:
        NotIngestedError: There are no records yet.
        PathNotFoundError: There is no such file.
        BadDecisionsError: It is no log, or one of another list.
        ReviewBusyError: Somebody is reviewing.
        CannotWriteError: Nothing was added.
    """
    space = open_with(workspace, "records")
    ids = frozenset(space.read("records", "record_id")["record_id"].to_pylist())
    with hold_review(workspace, reviewer):
        other, here = read_log(path), entries_of(workspace)
        new = missing_from(other, here)
        before, after = settle(here), settle([*here, *new])
        today: list[Decision | Correction] = [*after.given, *after.corrections]
        names = {one.id: _records_of(one) for one in today}
        told = [one for one in new if isinstance(one, Decision | Correction)]
        elsewhere = [one for one in told if not ids.issuperset(names.get(one.id, _records_of(one)))]
        known = sum(isinstance(one, Decision | Correction) for one in other) - len(told)
        if told and len(elsewhere) == len(told) and not known:
            raise BadDecisionsError(file=path, reason="other_list", row=1)
        write_down(workspace, [] if dry_run else new)
        return MergedLog(len(told), known, len(elsewhere), len(after.conflicts), len(before.conflicts))


def withdraw(asked: str, *, workspace: Path, reviewer: str) -> tuple[Decision | Correction, ...]:
    """Take back a decision or a correction, or all of one act; they stay in the log as withdrawn.

    Args:
        asked: The name of an entry or of an act, or a beginning that only one has.
        workspace: The folder of the workspace.
        reviewer: Who takes it back.

    Returns:
        What was taken back.

    Raises:
        NotIngestedError: There are no records yet.
        UnknownDecisionError: `reason` is a message key under `decision.`: unknown, unlike, several or withdrawn.
        BadDecisionsError: The log is broken.
        ReviewBusyError: Somebody is reviewing.
        CannotWriteError: Nothing has changed.
    """
    open_with(workspace, "records")
    with hold_review(workspace, reviewer):
        entries = entries_of(workspace)
        found = _meant(asked.strip(), [one for one in entries if isinstance(one, Decision | Correction)])
        gone = settle(entries).withdrawn
        held = tuple(one for one in found if one.id not in gone)
        if not held:
            raise UnknownDecisionError(asked=asked, reason="withdrawn", close="")
        names = tuple(one.id for one in held)
        write_down(workspace, [Withdrawal(id=new_id(), by=reviewer, at=now(), withdraws=names)])
        return held


def corrections_waiting(space: Workspace, entries: Sequence[Entry], settled: Settled) -> int:
    """How many values of golden records are not yet, or are still, as people set them. The workspace has owners."""
    if not any(isinstance(one, Correction) for one in entries):
        return 0
    return unfollowed(space.read("owners"), corrected_table(settled))


def decisions_waiting(workspace: Path) -> int:
    """How many decided pairs and corrections the owners do not follow yet, or follow though they were withdrawn.

    Raises:
        NotDedupedError: There are no owners yet.
        BadDecisionsError: The log is broken.
    """
    if not (workspace / LOG_NAME).exists():
        return 0
    space = open_with(workspace, "records", "pairs", "owners")
    pairs = space.read("pairs", "left_id", "right_id", "decision")
    names = frozenset(space.read("records", "record_id")["record_id"].to_pylist())
    entries = entries_of(workspace)
    settled = settle(entries)
    return waiting(settled, pairs, names) + corrections_waiting(space, entries, settled)


def _meant(asked: str, entries: Sequence[Decision | Correction]) -> list[Decision | Correction]:
    """The entries of that name, or of that act.

    Raises:
        UnknownDecisionError: There are none, or several begin so.
    """
    names = {one.id for one in entries} | {one.act for one in entries}
    begin = {asked} if asked in names else {name for name in names if asked and name.startswith(asked)}
    found = [one for one in entries if one.id in begin or one.act in begin]
    if len({one.act for one in found}) > 1:
        raise UnknownDecisionError(asked=asked, reason="several", close=Id(", ".join(sorted(begin)[:3])))
    if not found:
        close = _close(asked, names)
        raise UnknownDecisionError(asked=asked, reason="unknown" if close else "unlike", close=close)
    return found


def _close(asked: str, names: Collection[str]) -> Id:
    """The names that are most like the one asked for, to be typed as they are; empty where none is like it."""
    return Id(", ".join(difflib.get_close_matches(asked, sorted(names), n=3)))


def _records_of(entry: Decision | Correction) -> tuple[str, ...]:
    return (entry.record,) if isinstance(entry, Correction) else pair_of(entry)


def successions(names: Mapping[str, str]) -> list[Succession]:
    """Entries that say how records are called now."""
    return [Succession(id=new_id(), by=PROGRAM, at=now(), old=old, new=new) for old, new in names.items()]


def corrected_table(settled: Settled) -> pa.Table:
    """`CORRECTED`: the corrections that hold."""
    rows: Iterable[dict[str, object]] = (
        {"correction_id": one.id, "record_id": one.record, "column": one.column, "value": one.value or None}
        for one in settled.corrections
    )
    return CORRECTED.from_rows(list(rows))


def reviewer_name(asked: str | None) -> str:
    """Who decides: as asked, else the name of whoever is logged in, else `?`."""
    if asked and asked.strip():
        return " ".join(asked.split())
    with suppress(OSError, KeyError, ImportError):
        return getpass.getuser()
    return "?"


def new_id() -> str:
    """A name for an entry or an act, that no other has."""
    return secrets.token_hex(8)


def now() -> str:
    """The moment, in UTC."""
    return datetime.now(UTC).isoformat(timespec="microseconds")
