"""settle: the log of a review -> what holds now, and what contradicts what.

An answer holds for a pair when nobody contradicts it. Where two people do, or where a chain of answers does (A is B,
B is C, but A is not C), none of the answers in the contradiction binds until somebody settles it: nobody is overruled
by the order in which files happened to be merged.
"""

from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

import pyarrow as pa

from umkm_cli.decisions import BY_HAND, Answer, Correction, Decision, Entry, Succession, Withdrawal
from umkm_cli.schema import DECIDED

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Answers that cannot all be right.

    Attributes:
        decisions: One pair: the answers of several people. Several pairs: a chain, whose last answer contradicts the
            others.
    """

    decisions: tuple[Decision, ...]

    @property
    def is_chain(self) -> bool:
        """Is it about several pairs?"""
        return len({pair_of(one) for one in self.decisions}) > 1


@dataclass(frozen=True)
class Settled:
    """What holds.

    Attributes:
        given: Each person's last answer for each pair that was not withdrawn, oldest first; records under their names
            of today.
        overruled: Answers that somebody has overruled, to settle a conflict.
        independent: Each person's last answer for each pair that was asked, and not to settle a conflict: whoever
            splits or joins owners by hand says much of pairs that nobody asked about.
        withdrawn: Entries that were taken back.
        corrections: Corrections that were not withdrawn, oldest first; likewise.
        conflicts: What contradicts what.
    """

    given: tuple[Decision, ...]
    corrections: tuple[Correction, ...]
    conflicts: tuple[Conflict, ...]
    overruled: frozenset[str] = frozenset()
    independent: tuple[Decision, ...] = ()
    withdrawn: frozenset[str] = frozenset()

    @cached_property
    def by_pair(self) -> Mapping[Pair, tuple[Decision, ...]]:
        """The answers that count for each pair: without those that somebody has overruled."""
        return _by_pair(self.given, self.overruled)

    @cached_property
    def binding(self) -> Mapping[Pair, Answer]:
        """Pairs that are one owner, or two, for sure: sure answers without any in a conflict."""
        torn = {pair_of(one) for conflict in self.conflicts for one in conflict.decisions}
        found = {pair: _agreed(decisions) for pair, decisions in self.by_pair.items() if pair not in torn}
        return {pair: answer for pair, answer in found.items() if answer and answer is not Answer.UNSURE}

    @cached_property
    def decided(self) -> pa.Table:
        """`DECIDED`: the binding answers, for matching."""
        rows: list[dict[str, object]] = [
            {"left_id": left, "right_id": right, "answer": answer.value}
            for (left, right), answer in sorted(self.binding.items())
        ]
        return DECIDED.from_rows(rows)

    @cached_property
    def names(self) -> frozenset[str]:
        """Records that some entry is about."""
        asked = {name for one in self.given for name in pair_of(one)}
        return frozenset(asked | {one.record for one in self.corrections})


NOTHING_SETTLED = Settled((), (), ())


def pair_of(decision: Decision) -> Pair:
    """The pair that a decision is about."""
    return decision.left, decision.right


def settle(entries: Iterable[Entry]) -> Settled:
    """Work out what holds. The order of `entries` does not matter, nor does an entry that stands there twice."""
    told = sorted({entry.id: entry for entry in entries}.values(), key=lambda entry: (entry.at, entry.id))
    gone = {name for entry in told if isinstance(entry, Withdrawal) for name in entry.withdraws}
    names = _names(entry for entry in told if isinstance(entry, Succession))
    held = [_renamed(entry, names) for entry in told if entry.id not in gone]
    decisions = [entry for entry in held if isinstance(entry, Decision) and entry.left != entry.right]
    overruled = frozenset(name for one in decisions for name in one.settles)
    given = _last(decisions)
    return Settled(
        given=given,
        corrections=tuple(entry for entry in held if isinstance(entry, Correction)),
        conflicts=tuple(_conflicts(_by_pair(given, overruled))),
        overruled=overruled,
        independent=_last(one for one in decisions if not one.settles and one.way != BY_HAND),
        withdrawn=frozenset(gone),
    )


def _last(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """The last answer of each person for each pair."""
    last: dict[tuple[str, Pair], Decision] = {}
    for one in decisions:
        last.pop((one.by, pair_of(one)), None)  # so that the later answer stands later
        last[one.by, pair_of(one)] = one
    return tuple(last.values())


def names_of_today(entries: Iterable[Entry]) -> Mapping[str, str]:
    """What every record that was renamed is called now."""
    return _names(sorted((one for one in entries if isinstance(one, Succession)), key=lambda one: (one.at, one.id)))


def _by_pair(given: Sequence[Decision], overruled: Collection[str]) -> dict[Pair, tuple[Decision, ...]]:
    found: dict[Pair, list[Decision]] = defaultdict(list)
    for one in given:
        if one.id not in overruled:
            found[pair_of(one)].append(one)
    return {pair: tuple(decisions) for pair, decisions in found.items()}


def _names(successions: Iterable[Succession]) -> dict[str, str]:
    """The name of today of each record that was renamed; one that was renamed back has its own again."""
    names: dict[str, str] = {}
    before: dict[str, set[str]] = defaultdict(set)
    for one in successions:
        moved = {*before.pop(one.old, ()), one.old} - {one.new}
        names |= dict.fromkeys(moved, one.new)
        names.pop(one.new, None)
        before[one.new] |= moved
    return names


def _renamed(entry: Entry, names: Mapping[str, str]) -> Entry:
    """The entry about records under their names of today."""
    if isinstance(entry, Decision):
        left, right = sorted(names.get(name, name) for name in pair_of(entry))
        return entry if (left, right) == pair_of(entry) else replace(entry, left=left, right=right)
    if isinstance(entry, Correction) and entry.record in names:
        return replace(entry, record=names[entry.record])
    return entry


def _agreed(decisions: Sequence[Decision]) -> Answer | None:
    """The answer of all who were sure; `UNSURE` where nobody was; None where they contradict each other."""
    sure = {one.answer for one in decisions} - {Answer.UNSURE}
    if len(sure) > 1:
        return None
    return next(iter(sure), Answer.UNSURE)


def _conflicts(by_pair: Mapping[Pair, Sequence[Decision]]) -> list[Conflict]:
    """Contradictions within pairs, then those of chains of the answers that are left."""
    found = [Conflict(tuple(decisions)) for decisions in by_pair.values() if _agreed(decisions) is None]
    agreed = {pair: answer for pair, decisions in by_pair.items() if (answer := _agreed(decisions)) is not None}
    links: dict[str, set[str]] = defaultdict(set)
    for (left, right), answer in agreed.items():
        if answer is Answer.SAME:
            links[left].add(right)
            links[right].add(left)
    for left, right in sorted(pair for pair, answer in agreed.items() if answer is Answer.DIFFERENT):
        while chain := _shortest(links, left, right):
            pairs = [*((min(step), max(step)) for step in chain), (left, right)]
            found.append(Conflict(tuple(one for pair in pairs for one in by_pair[pair])))
            for one, other in chain:  # none of the chain binds any more
                links[one].discard(other)
                links[other].discard(one)
    return found


def _shortest(links: Mapping[str, set[str]], start: str, end: str) -> list[Pair]:
    """The shortest way from one record to another over records that are one owner; nothing where there is none."""
    came: dict[str, str] = {start: start}
    queue = deque([start])
    while queue and end not in came:
        here = queue.popleft()
        for there in sorted(links.get(here, ())):
            if there not in came:
                came[there] = here
                queue.append(there)
    if end not in came:
        return []
    way = [end]
    while way[-1] != start:
        way.append(came[way[-1]])
    way.reverse()
    return list(pairwise(way))
