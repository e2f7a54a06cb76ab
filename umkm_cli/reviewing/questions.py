"""questions: which pairs a person should look at, those first whose answer changes most.

There is one question for each two owners that may be one, about their likeliest pair of rows, and one for each owner
that may be several people: about the pair of its rows that speaks most against it, which is of two people whenever the
owner is. What an answer is worth is the chance that it is not what matching did, times what it changes in the counts.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from umkm_cli.config import Config
from umkm_cli.forest import forest
from umkm_cli.matching.columns import Flags, Ints, flat
from umkm_cli.matching.groups import numbered, places_of, places_of_both
from umkm_cli.matching.model import Floats
from umkm_cli.matching.packed import pack_either_way
from umkm_cli.matching.score import bits_of, probability
from umkm_cli.reviewing import chances
from umkm_cli.reviewing.answered import Answered, answered, rows_of, weakest_of
from umkm_cli.reviewing.settle import NOTHING_SETTLED, Settled, pair_of
from umkm_cli.schema import QUESTIONS

KINDS = ("conflict", "over_merged", "weak_link", "refused", "near_miss")
"""Kinds of doubt, in the order in which they are told."""

CONFLICT, OVER_MERGED, WEAK_LINK, REFUSED, NEAR_MISS = range(len(KINDS))

ENOUGH = 0.95
"""Share of the doubt that is told how many answers would settle it."""

LEAST = 0.02
"""Chance of a change below which nobody is asked."""

RISK = 0.15
"""Chance from which an owner of three rows or more is at risk of being several people: it is asked of first."""

MANY = 12
"""Rows of one owner from which on it is at risk in any case: few people apply so often."""


@dataclass(frozen=True)
class _Owners:
    """What matching found, as numbers.

    Attributes:
        owner: (records,) in the order of `clusters`.
        size: Rows of each owner.
        is_visit: (records,) is it a row of the survey, not of the BPUM list?
        rows: (2, pairs) places of the records of the pairs that matching kept.
        bits: Match weight of these.
    """

    owner: Ints
    size: Ints
    is_visit: Flags
    rows: Ints
    bits: Floats

    @property
    def of(self) -> Ints:
        """(2, pairs) their owners."""
        owners: Ints = self.owner[self.rows]
        return owners

    def is_across(self, rows: Ints) -> Flags:
        """(pairs,) is one of the survey, and one of the list?"""
        across: Flags = self.is_visit[rows[0]] != self.is_visit[rows[1]]
        return across

    def own_any(self, rows: Flags) -> Flags:
        """(owners,) is one of these rows its own?"""
        return np.bincount(self.owner[rows], minlength=len(self.size)) > 0


@dataclass(frozen=True, slots=True)
class _Asked:
    """Pairs that are asked.

    Attributes:
        rows: (2, questions) their records.
        bits: Their match weight.
        kind: Places in `KINDS`.
        chance: That the answer is not what matching did.
        effect: Counts that change then.
        is_settled: Has it been answered?
    """

    rows: Ints
    bits: Floats
    kind: Ints
    chance: Floats
    effect: Floats
    is_settled: Flags

    def take(self, at: Ints | Flags) -> "_Asked":
        """Some of them."""
        return _Asked(self.rows[:, at], *(getattr(self, name)[at] for name in self.__slots__[1:]))

    @staticmethod
    def together(parts: Sequence["_Asked"]) -> "_Asked":
        """All of them."""
        names = _Asked.__slots__
        return _Asked(*(np.concatenate([getattr(part, name) for part in parts], axis=-1) for name in names))


def questions(
    records: pa.Table, clusters: pa.Table, pairs: pa.Table, *, config: Config, settled: Settled = NOTHING_SETTLED
) -> pa.Table:
    """Find what to ask, in order: what people contradict each other in, owners at risk, then by doubt.

    Args:
        records: `record_id`, and `list`, `district_code` and `district` where the list has them.
        clusters: `CLUSTERS`.
        pairs: `pairs_table`.
        config: The thresholds that matching ran with.
        settled: What people decided.

    Returns:
        `QUESTIONS`, those that are settled among the others.
    """
    owner_ids, owner = numbered(clusters["owner_id"])
    ids = flat(clusters["record_id"])
    known = _Owners(
        owner=owner,
        size=np.bincount(owner),
        is_visit=_is_visit(records, ids),
        rows=places_of_both(pairs["left_id"], pairs["right_id"], ids),
        bits=pairs["match_weight"].to_numpy(),
    )
    told = answered(settled, ids, owner)
    asked = _Asked.together([_across(known, told, config), _within(known, told)])
    torn = rows_of((pair_of(one) for conflict in settled.conflicts for one in conflict.decisions), ids)
    is_torn = np.isin(_owners(known, asked.rows), _owners(known, torn[:, (torn >= 0).all(axis=0)]))
    asked = _Asked.together([_contested(known, settled, ids), asked.take((asked.chance >= LEAST) & ~is_torn)])
    doubt = asked.chance * asked.effect
    order = np.lexsort((asked.rows[1], asked.rows[0], -doubt, np.minimum(asked.kind, WEAK_LINK)))
    return _table(records, ids, owner_ids, known, asked.take(order))


def _across(known: _Owners, told: Answered, config: Config) -> _Asked:
    """For each two owners, their likeliest pair."""
    one, other = known.of
    apart = np.flatnonzero(one != other)
    apart = apart[np.lexsort((apart, -known.bits[apart]))]
    owners, first, place, count = np.unique(
        pack_either_way(one[apart], other[apart]), return_index=True, return_inverse=True, return_counts=True
    )
    pair = apart[first]
    sides = one[pair], other[pair]
    possible = np.maximum(known.size[sides[0]] * known.size[sides[1]], count)
    summed = np.bincount(place, known.bits[apart], minlength=len(pair))
    mean = (summed + chances.UNSEEN * (possible - count)) / possible
    is_refused = known.bits[pair] >= bits_of(config.match_threshold)
    alone = chances.alone(mean, is_across=known.is_across(known.rows[:, pair]), is_refused=is_refused)
    visits, listed = known.own_any(known.is_visit), known.own_any(~known.is_visit)
    return _Asked(
        rows=known.rows[:, pair],
        bits=known.bits[pair],
        kind=np.where(is_refused, REFUSED, NEAR_MISS),
        chance=np.where(possible == 1, alone, chances.whole(mean)),
        effect=_effect(visits[np.stack(sides)], listed[np.stack(sides)], np.minimum(*known.size[np.stack(sides)])),
        is_settled=np.isin(owners, told.across),
    )


def _within(known: _Owners, told: Answered) -> _Asked:
    """For each owner of several rows, the pair that speaks most against it; of those still open, if any are."""
    tied = told.part[known.rows[0]] == told.part[known.rows[1]]
    inside = np.flatnonzero(known.of[0] == known.of[1])
    inside = inside[np.lexsort((inside, known.bits[inside], tied[inside]))]
    owner, first = np.unique(known.of[0, inside], return_index=True)
    pair = inside[first]
    bits, size = known.bits[pair], known.size[owner]
    rows = known.rows[:, pair]
    weakest = _weakest(known, inside[::-1], tied)[owner]
    mixed = chances.mixed(np.where(np.isinf(weakest), bits, weakest), bits)
    alone = chances.alone(bits, is_across=known.is_across(rows), is_refused=np.zeros(len(pair), bool))
    chance = np.where(size > 2, mixed, 1.0 - alone)
    is_at_risk = (size > 2) & (chance >= RISK) | (size >= MANY)
    return _Asked(
        rows=rows,
        bits=bits,
        kind=np.where(is_at_risk, OVER_MERGED, WEAK_LINK),
        chance=chance,
        effect=_effect(known.is_visit[rows], ~known.is_visit[rows], size // 2),
        is_settled=tied[pair] | np.isin(owner, told.parted),
    )


def _weakest(known: _Owners, falling: Ints, tied: Flags) -> Floats:
    """Bits of the weakest link that holds each owner together and that nobody has decided.

    Args:
        known: The owners.
        falling: Places of the pairs within them, those that were decided first, then in falling order.
        tied: (pairs,) are both rows decided to be one owner?
    """
    weakest = np.full(len(known.size), np.inf)
    left, right = known.rows[:, falling]
    holding = falling[forest(left, right, len(known.owner))]
    holding = holding[~tied[holding]]
    np.minimum.at(weakest, known.of[0, holding], known.bits[holding])
    return weakest


def _contested(known: _Owners, settled: Settled, ids: pa.Array) -> _Asked:
    """What people contradict each other in; as likely one as the other."""
    asked = {pair_of(one): one for one in map(weakest_of, settled.conflicts)}
    rows = rows_of(asked, ids)
    is_there = (rows >= 0).all(axis=0)
    rows = rows[:, is_there]
    bits = np.array([one.weight if one.weight is not None else chances.UNSEEN for one in asked.values()], float)
    return _Asked(
        rows=rows,
        bits=bits[is_there],
        kind=np.full(rows.shape[1], CONFLICT),
        chance=np.full(rows.shape[1], 0.5),
        effect=_effect(known.is_visit[rows], ~known.is_visit[rows], np.ones(rows.shape[1], np.int64)),
        is_settled=np.zeros(rows.shape[1], bool),
    )


def _effect(visit: Flags, listed: Flags, moved: Ints) -> Floats:
    """Counts that change when two become one, or one becomes two.

    The owners; those recorded, where both are; those of the list that are recorded, where only one is on it and only
    the other is recorded; and of a large owner each further row that goes along.

    Args:
        visit: (2, questions) is each of the two recorded?
        listed: (2, questions) is it on the list?
        moved: Rows that go.
    """
    in_both = (visit & listed).sum(axis=0)
    together = visit.any(axis=0) & listed.any(axis=0)
    effect: Floats = 1.0 + visit.all(axis=0) + np.abs(together - in_both) + np.maximum(moved - 1, 0)
    return effect


def _is_visit(records: pa.Table, ids: pa.Array) -> Flags:
    """Which of these records are of the survey?"""
    if "list" not in records.column_names:
        return np.zeros(len(ids), bool)
    told = records["list"].take(pa.array(places_of(ids, records["record_id"])))
    return np.asarray(pc.is_in(told, value_set=pa.array(["survey"])).to_numpy(), bool)


def _owners(known: _Owners, rows: Ints) -> Ints:
    """The packed owners of pairs of rows."""
    return pack_either_way(*known.owner[rows])


def _table(records: pa.Table, ids: pa.Array, owner_ids: pa.Array, known: _Owners, asked: _Asked) -> pa.Table:
    left, right = (ids.take(pa.array(side)) for side in asked.rows)
    owner, other = (owner_ids.take(pa.array(side)) for side in known.owner[asked.rows])
    at = pa.array(places_of(left, records["record_id"]))
    nothing = pa.nulls(len(left), pa.string())
    where = {
        name: records[name].take(at) if name in records.column_names else nothing
        for name in ("district_code", "district")
    }
    told = {
        "left_id": left,
        "right_id": right,
        "kind": pa.array(KINDS).take(pa.array(asked.kind)),
        "owner_id": owner,
        "other_id": other,
        "match_weight": asked.bits,
        "match_probability": probability(asked.bits),
        "chance": asked.chance,
        "doubt": asked.chance * asked.effect,
        "is_settled": asked.is_settled,
    }
    return QUESTIONS.conform(pa.table(told | where))
