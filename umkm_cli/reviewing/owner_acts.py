"""owner_acts: what a person does to a whole owner, as answers about pairs of its records.

Who splits an owner has all its rows before them. Rows split off are told apart from every row that stays, and what is
left stays one owner, as do the rows that go: the next run makes of it what was asked for, whatever the weights say.
Only where somebody has said that two rows of a part are of two people is nothing said of that part.
"""

from collections.abc import Collection, Iterable, Sequence
from itertools import combinations, pairwise, product

from umkm_cli.decisions import Answer, Decision, Entry
from umkm_cli.errors import BadOwnerActError
from umkm_cli.messages import Id
from umkm_cli.reviewing.settle import Pair, Settled, pair_of, settle

Answers = dict[Pair, Answer]

_SHOWN = 3
"""Decisions that are named as what stands against an act."""


def split(rows: Sequence[str], off: Collection[str], settled: Settled) -> Answers:
    """What splitting rows off an owner says: they are somebody else, one person together.

    Args:
        rows: All records of the owner.
        off: Those that are somebody else.
        settled: What holds so far.

    Raises:
        BadOwnerActError: One is not of the owner, or nothing would be left.
    """
    stays = _staying(rows, off)
    return _still_one(stays, settled) | _still_one(off, settled) | _apart(stays, off)


def move(rows: Sequence[str], off: Collection[str], target: Sequence[str], settled: Settled) -> Answers:
    """What moving rows of an owner to another one says: they are not this one, but that one.

    Args:
        rows: All records of the owner.
        off: Those that are moved.
        target: All records of the other owner.
        settled: What holds so far.

    Raises:
        BadOwnerActError: One is not of the owner, nothing would be left, both owners are the same, or somebody has
            said that two of the records that would be one owner are of two people.
    """
    stays = _staying(rows, off)
    return _still_one(stays, settled) | join(list(off), target, settled) | _apart(stays, off)


def join(rows: Sequence[str], others: Sequence[str], settled: Settled) -> Answers:
    """What joining two owners says: all their records are one person's.

    Args:
        rows: All records of the one.
        others: All records of the other.
        settled: What holds so far.

    Raises:
        BadOwnerActError: Both are the same, or somebody has said that two records of one of them are of two people.
    """
    if not set(rows).isdisjoint(others):
        raise BadOwnerActError(reason="itself")
    refuse([*_opposed(rows, settled), *_opposed(others, settled)])
    across = {_pair(one, other) for one, other in product(rows, others)}
    changed_mind = {pair for pair in across if _is_opposed(pair, settled)}
    return dict.fromkeys((*_chain([*rows, *others]), *changed_mind), Answer.SAME)


def contradicted(entries: Iterable[Entry], told: Sequence[Decision]) -> list[Decision]:
    """Earlier decisions that cannot be right together with new ones.

    Args:
        entries: The log.
        told: The new ones.
    """
    new = {one.id for one in told}
    found: dict[str, Decision] = {}
    for conflict in settle([*entries, *told]).conflicts:
        if any(one.id in new for one in conflict.decisions):
            found |= {one.id: one for one in conflict.decisions if one.id not in new}
    return list(found.values())


def refuse(against: Sequence[Decision]) -> None:
    """Stop an act that earlier decisions stand against.

    Raises:
        BadOwnerActError: There are such; `acts` names what has to be withdrawn first.
    """
    if against:
        acts = list(dict.fromkeys(one.act for one in against))
        people = ", ".join(dict.fromkeys(one.by for one in against))
        raise BadOwnerActError(
            reason="contradicts", count=len(against), people=people, acts=Id(", ".join(acts[:_SHOWN])), act=Id(acts[0])
        )


def overruled(pair: Pair, by: str, settled: Settled) -> tuple[str, ...]:
    """Answers of others that one by `by` settles: those of a pair about which people contradict each other already."""
    is_torn = any(not one.is_chain and pair_of(one.decisions[0]) == pair for one in settled.conflicts)
    return tuple(one.id for one in settled.by_pair.get(pair, ()) if one.by != by) if is_torn else ()


def _staying(rows: Sequence[str], off: Collection[str]) -> list[str]:
    if not set(off) <= set(rows):
        raise BadOwnerActError(reason="other_owner")
    stays = [row for row in rows if row not in off]
    if not stays:
        raise BadOwnerActError(reason="all_rows")
    return stays


def _apart(stays: Collection[str], off: Collection[str]) -> Answers:
    return dict.fromkeys((_pair(one, other) for one, other in product(stays, off)), Answer.DIFFERENT)


def _still_one(rows: Collection[str], settled: Settled) -> Answers:
    """That rows are one owner, unless somebody has said that two of them are not."""
    return {} if _opposed(rows, settled) else dict.fromkeys(_chain(rows), Answer.SAME)


def _chain(rows: Iterable[str]) -> list[Pair]:
    return [_pair(one, other) for one, other in pairwise(rows)]


def _opposed(rows: Collection[str], settled: Settled) -> list[Decision]:
    """Answers by which two of the rows are of two people."""
    pairs = (_pair(one, other) for one, other in combinations(rows, 2))
    return [one for pair in pairs for one in settled.by_pair.get(pair, ()) if one.answer is Answer.DIFFERENT]


def _is_opposed(pair: Pair, settled: Settled) -> bool:
    return any(one.answer is Answer.DIFFERENT for one in settled.by_pair.get(pair, ()))


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)
